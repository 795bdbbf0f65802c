"""How much an index holds: what `dragoman knowledge show` prints, and the docs' figures."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import msgspec

from dragoman.knowledge.index import open_database

__all__ = ["Summary", "summarise"]

_KINDS = {
    "state": "states and territories",
    "igo": "intergovernmental bodies",
    "coalition": "coalitions",
    "organisation": "organisations",
    "armed_group": "armed groups",
    "population": "populations",
    "person": "people",
}
_HEAD = re.compile(
    r"(?i)(acting |interim |transitional |federal )?(president|prime minister|king|queen|emir|amir|"
    r"sultan|monarch|emperor|prince|grand duke|pope|chancellor|premier|taoiseach|supreme leader|"
    r"leader|head of)\b"
)
_FOREIGN_MINISTER = re.compile(
    r"(?i)(?!.*\b(deputy|vice|assistant|former)\b)(?!.*\b(of|for) (foreign|external) trade\b)"
    r"(.*(minister|secretary|councillor)\b.*\b(foreign|external|international relations)\b|"
    r"secretary of state$|.*foreign minister)"
)
_COUNTS = {
    "of these, parties": "SELECT count(*) FROM actor WHERE sectors LIKE '%PTY%'",
    "of these, media": "SELECT count(*) FROM actor WHERE sectors LIKE '%JRN%'",
    "names of actors": "SELECT count(*) FROM actor_name",
    "roles": "SELECT count(*) FROM actor_role",
    "roles with a first day": "SELECT count(*) FROM actor_role WHERE since IS NOT NULL",
    "roles unverified": "SELECT count(*) FROM actor_role WHERE source = 'hand_unverified'",
    "places": "SELECT count(*) FROM place",
    "names of places": "SELECT count(*) FROM place_name",
}


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What an index says of itself."""

    as_of: str | None
    content_hash: str
    counts: tuple[tuple[str, int], ...]
    """What is counted, and how many of it there are."""
    sources: tuple[tuple[str, str], ...]
    """Name and licence of each source."""


def summarise(path: Path) -> Summary:
    """Return what the index at `path` holds.

    Raises:
        KnowledgeError: D300 where there is none, D301 where another version wrote it.
    """
    database = open_database(path)
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    kinds = dict(database.execute("SELECT kind, count(*) FROM actor GROUP BY kind").fetchall())
    counts = [(name, kinds.get(kind, 0)) for kind, name in _KINDS.items()]
    counts += [(name, database.execute(query).fetchone()[0]) for name, query in _COUNTS.items()]
    counts += [
        ("states with known leaders", _states(database, _HEAD)),
        ("states with foreign ministers", _states(database, _FOREIGN_MINISTER)),
    ]
    database.close()
    return Summary(
        as_of=meta.get("as_of"),
        content_hash=meta.get("content_hash", ""),
        counts=tuple(counts),
        sources=tuple((name, licence) for name, licence in json.loads(meta.get("sources", "[]"))),
    )


def _states(database: sqlite3.Connection, office: re.Pattern[str]) -> int:
    """Return how many states of today an office is known of."""
    rows = database.execute(
        "SELECT DISTINCT r.country, r.position FROM actor_role AS r "
        "JOIN actor AS a ON a.id = 'state:' || r.country "
        "WHERE a.kind = 'state' AND a.country = r.country AND a.until IS NULL "
        "AND r.position IS NOT NULL"
    )
    return len({country for country, position in rows if office.match(position)})
