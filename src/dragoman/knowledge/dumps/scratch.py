"""The scratch database: what was read from dumps waits here, on disk, until all of it is known.

An office may be read long after the role that names it, and a dump is larger than memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.knowledge.dumps.found import (
    Found,
    FoundActor,
    FoundDivision,
    FoundModified,
    FoundOffice,
    FoundPlace,
    FoundPlaceName,
    FoundRole,
)

__all__ = ["Scratch"]

_SCHEMA = """
CREATE TABLE actor (
    id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, sectors TEXT, wikidata TEXT,
    weight REAL, since TEXT, until TEXT
) WITHOUT ROWID;
CREATE TABLE actor_name (actor_id TEXT, form TEXT, PRIMARY KEY (actor_id, form)) WITHOUT ROWID;
CREATE TABLE office (id TEXT PRIMARY KEY, name TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE role (
    actor_id TEXT, office_id TEXT, position TEXT, country TEXT, sector TEXT, since TEXT, until TEXT,
    source TEXT, UNIQUE (actor_id, office_id, position, since, until)
);
CREATE TABLE place (
    key INTEGER PRIMARY KEY, name TEXT, kind TEXT, latitude REAL, longitude REAL, country TEXT,
    admin1 TEXT, population INTEGER
);
CREATE TABLE division (
    country TEXT, admin1 TEXT, key INTEGER, PRIMARY KEY (country, admin1)
) WITHOUT ROWID;
CREATE TABLE place_name (key INTEGER, form TEXT, PRIMARY KEY (key, form)) WITHOUT ROWID;
"""
_BATCH = 10_000
_PUT = {
    "actor": "INSERT OR IGNORE INTO actor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "actor_name": "INSERT OR IGNORE INTO actor_name VALUES (?, ?)",
    "office": "INSERT OR IGNORE INTO office VALUES (?, ?, ?)",
    "role": "INSERT OR IGNORE INTO role VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "division": "INSERT OR IGNORE INTO division VALUES (?, ?, ?)",
    "place": "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "place_name": "INSERT OR IGNORE INTO place_name VALUES (?, ?)",
}


class Scratch:
    """A database file of its own; `modified` is the latest day on which a dump was changed."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.path = path
        self.modified: date | None = None
        self._database = sqlite3.connect(path)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(_SCHEMA)

    def keep(self, found: Iterable[Found], source: str) -> int:
        """Keep all that a reader finds; return how many actors, roles, places, names it was."""
        count = 0
        waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _PUT}
        for each in found:
            if isinstance(each, FoundModified):
                self.modified = max(self.modified or each.day, each.day)
                continue
            count += 1
            for table, row in _rows(each, source):
                waiting[table].append(row)
            if count % _BATCH == 0:
                self._flush(waiting)
        self._flush(waiting)
        return count

    def close(self) -> None:
        """Close the file, so that another connection can read it; closing twice is no fault."""
        self._database.close()

    def _flush(self, waiting: dict[str, list[tuple[Any, ...]]]) -> None:
        for table, rows in waiting.items():
            self._database.executemany(_PUT[table], rows)
            rows.clear()
        self._database.commit()


def _rows(found: Found, source: str) -> Iterable[tuple[str, tuple[Any, ...]]]:
    """Yield the rows one record becomes, with their tables."""
    match found:
        case FoundActor():
            days = (_iso(found.since), _iso(found.until))
            named = (found.id, found.name, found.kind, found.country, " ".join(found.sectors))
            yield "actor", (*named, found.wikidata, found.weight, *days)
            for form in (found.name, *found.aliases):
                yield "actor_name", (found.id, form)
        case FoundOffice():
            yield "office", (found.id, found.name, found.country)
        case FoundRole():
            days = (_iso(found.since) or "", _iso(found.until) or "")
            office = (found.office_id or "", found.position or "")
            yield "role", (found.actor_id, *office, found.country, found.sector, *days, source)
        case FoundPlace():
            where = (found.latitude, found.longitude, found.country, found.admin1)
            yield "place", (found.key, found.name, found.kind, *where, found.population)
            for form in (found.name, *found.aliases):
                yield "place_name", (found.key, form)
            if found.kind == "A.ADM1" and found.admin1 is not None:
                yield "division", (found.country or "", found.admin1, found.key)
        case FoundDivision():
            yield "division", (found.country or "", found.admin1, found.key)
        case FoundPlaceName():
            yield "place_name", (found.key, found.name)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
