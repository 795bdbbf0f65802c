"""Lays the places of the scratch database over those of an index.

A place that the index has gains names and keeps all else; every other one is added, as part of its
first-order division where that is known, else of its country.
"""

from __future__ import annotations

import itertools
import math
import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from dragoman.knowledge.index import MINOR_BELOW
from dragoman.knowledge.names import fold

__all__ = ["merge_places"]

_CITY_FROM = 15_000
_PLACE = "SELECT * FROM dump.place WHERE key = ?"
_ADD_PLACE = """
INSERT INTO place (key, name, kind, latitude, longitude, country, admin1, population, weight, names)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DIVISION = "SELECT key FROM dump.division WHERE country = ? AND admin1 = ?"


def merge_places(index: sqlite3.Connection) -> tuple[int, int]:
    """Merge the attached database `dump` into `index`; return how many were added and extended."""
    countries = dict(
        index.execute(
            "SELECT country, key FROM place WHERE kind LIKE 'A.PCL%' ORDER BY kind DESC, key DESC"
        ).fetchall()
    )
    added = extended = 0
    for key, forms in _named(index):
        names = index.execute("SELECT names FROM place WHERE key = ?", (key,)).fetchone()
        found = index.execute(_PLACE, (key,)).fetchone()
        if names is not None:
            _extend(index, key, names[0].split("\n"), forms)
            extended += 1
        elif found is not None:
            _add(index, found, forms, countries)
            added += 1
    return added, extended


def _named(index: sqlite3.Connection) -> Iterator[tuple[int, list[str]]]:
    """Yield the key of each place that was read, with all its names."""
    rows = index.execute("SELECT key, form FROM dump.place_name ORDER BY key, form")
    for key, group in itertools.groupby(rows, key=itemgetter(0)):
        yield key, [form for _, form in group]


def _extend(index: sqlite3.Connection, key: int, names: list[str], forms: list[str]) -> None:
    index.execute(
        "UPDATE place SET names = ? WHERE key = ?",
        ("\n".join(dict.fromkeys((*names, *forms))), key),
    )
    _add_names(index, key, forms, None)


def _add(
    index: sqlite3.Connection, found: tuple[Any, ...], forms: list[str], countries: dict[str, int]
) -> None:
    key, name, kind, latitude, longitude, country, admin1, population = found
    row = index.execute(_DIVISION, (country or "", admin1 or "")).fetchone()
    division = row[0] if row is not None and row[0] != key else None
    names = "\n".join(dict.fromkeys((name, *forms)))
    index.execute(
        _ADD_PLACE,
        (key, name, kind, latitude, longitude, country, division, population,
         _weight(kind, population), names),
    )  # fmt: skip
    _add_names(index, key, [name, *forms], name)
    parent = division if division is not None else countries.get(country)
    if parent is not None and parent != key:
        index.execute(
            "INSERT OR IGNORE INTO place_relation VALUES (?, 'part_of', ?, NULL, NULL, 'geonames')",
            (key, parent),
        )


def _add_names(index: sqlite3.Connection, key: int, forms: list[str], own: str | None) -> None:
    for form in forms:
        folded = fold(form)
        if folded:
            is_short = len(folded) <= 3 and folded.isascii()
            usage = "name" if form == own else "alias"
            index.execute(
                "INSERT OR IGNORE INTO place_name (folded, key, usage, form) VALUES (?, ?, ?, ?)",
                (folded, key, usage, form if is_short else None),
            )


def _weight(kind: str, population: int | None) -> float:
    """Return the prior that the shipped tables give a place of that kind and size."""
    if kind.startswith("A.PCL"):
        return 0.85
    people = (population or 0) * (10 if kind == "P.PPLC" else 1)
    if kind.startswith("P") and people < _CITY_FROM:
        return round(min(0.1 * math.log10(people + 10), MINOR_BELOW - 0.01), 4)
    floor = 0.5 if kind == "A.ADM1" else MINOR_BELOW
    return round(min(0.85, max(floor, 0.1 * math.log10(max(people, 1)) + 0.1)), 4)
