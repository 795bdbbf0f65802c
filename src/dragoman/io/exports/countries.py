"""Country codes of other data sets: COW numbers, FIPS, ISO numbers, and regions of the world."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Country", "countries", "country_of"]


class Country(NamedTuple):
    """A country by its codes; an empty text where it has none."""

    iso3: str
    name: str
    iso2: str
    iso_number: str
    fips: str
    """FIPS 10-4, as GDELT uses it; not ISO alpha-2."""
    cow: str
    region: str
    """By the UN's division, in ACLED's words."""


@cache
def countries() -> dict[str, Country]:
    """Return the countries by ISO alpha-3 code."""
    text = (files("dragoman") / "assets" / "exports" / "countries.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return {row[0]: Country(*row) for row in rows}


def country_of(iso3: str | None) -> Country | None:
    """Return the country; None for None and for codes of no one country, such as IGO."""
    return None if iso3 is None else countries().get(iso3)
