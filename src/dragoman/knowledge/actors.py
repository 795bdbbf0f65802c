"""ActorIndex: which states, organisations, groups and people a name may mean, and their roles.

Look-up is by exact name after folding; choosing among the hits by context is the actor stage's
work. Hits carry when the name was in use; the caller decides what a date rules out.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.knowledge.index import ReadOnlyIndex, holds_on, read_date, validity
from dragoman.knowledge.names import agrees_in_case, fold
from dragoman.records.text import ActorKind
from dragoman.records.world import Actor, ActorRole, Name

__all__ = ["ActorHit", "ActorIndex", "ActorUsage"]

ActorUsage = Literal[
    "name",
    "alias",
    "adjective",
    "demonym",
    "metonym",
    "capital",
    "abbreviation",
    "surname",
    "office",
]

_FIND = """
SELECT n.actor_id, a.name, a.kind, a.country, a.sectors, n.usage, n.since, n.until, n.weight,
       n.case_sensitive, n.form
FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
WHERE n.folded = ? ORDER BY n.weight DESC, n.actor_id
"""

_GET = """
SELECT kind, names, external_ids, since, until, successor_of FROM actor WHERE id = ?
"""
_ROLES = """
SELECT id, sector, position, country, since, last_seen, until, source FROM actor_role
WHERE actor_id = ? ORDER BY id DESC
"""
_OFFICE_HOLDERS = """
SELECT DISTINCT a.id, a.name, a.kind, a.country, a.sectors, 'office', NULL, NULL, 0.8, 0
FROM actor_role AS r JOIN actor AS a ON a.id = r.actor_id
WHERE r.country = ? AND a.kind = 'person' ORDER BY a.id
"""


class ActorHit(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a name. `sectors` is empty for a state as such; dates are half-open."""

    actor_id: str
    name: str
    """The preferred English name."""
    kind: ActorKind
    country: str | None
    """ISO alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; None for a people of no one country."""
    sectors: tuple[str, ...]
    usage: ActorUsage
    since: date | None = None
    until: date | None = None
    """The name was in use from `since` up to, not including, `until`; None is open."""
    weight: float
    """How likely the name means this actor where nothing else is known, 0 to 1."""
    case_sensitive: bool


class ActorIndex(ReadOnlyIndex):
    """Read-only look-up of actors by name and id."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._rows = lru_cache(maxsize=65536)(self._read_rows)
        self._holders = lru_cache(maxsize=512)(self._read_holders)
        self._prefix = lru_cache(maxsize=65536)(self._read_prefix)

    def find(self, name: str) -> tuple[ActorHit, ...]:
        """Return every reading of `name`, heaviest first; () where the index has none.

        `name` is the surface form as written, without a possessive "'s". Case, accents, hyphens
        and apostrophes do not matter, except that a name marked case-sensitive must be written
        as kept. A leading "the" is dropped where the name is not known with it.
        """
        folded = fold(name)
        hits = _agreeing(name, self._rows(folded))
        if hits or not folded.startswith("the "):
            return hits
        return _agreeing(name.strip()[4:], self._rows(folded[4:]))

    def is_prefix(self, folded: str) -> bool:
        """True if some name begins with the whole words of `folded` (a result of `fold`)."""
        return self._prefix(folded)

    def get(self, actor_id: str) -> Actor:
        """Return the actor of that id.

        Raises:
            KeyError: there is no such actor.
        """
        row = self._database.execute(_GET, (actor_id,)).fetchone()
        if row is None:
            raise KeyError(actor_id)
        names = msgspec.json.decode(row[1], type=list[tuple[str, str | None, str | None]])
        return Actor(
            id=actor_id,
            kind=row[0],
            names=tuple(
                Name(text=text, language="en", validity=validity(since, until))
                for text, since, until in names
            ),
            external_ids=tuple(msgspec.json.decode(row[2], type=list[tuple[str, str]])),
            existed=validity(row[3], row[4]),
            successor_of=tuple(row[5].split()),
        )

    def roles(self, actor_id: str, as_of: date | None = None) -> tuple[ActorRole, ...]:
        """Return the actor's roles that may hold on `as_of`, latest first; all of them for None.

        () for an actor that has none or is not known.
        """
        rows = self._database.execute(_ROLES, (actor_id,)).fetchall()
        roles = [
            ActorRole(
                id=f"{actor_id}@{row[0]}",
                actor_id=actor_id,
                sector=row[1],
                position=row[2],
                country=row[3],
                validity=validity(row[4], row[6], row[5]),
                source=row[7],
            )
            for row in rows
        ]
        return tuple(r for r in roles if as_of is None or holds_on(r.validity, as_of))

    def office_holders(self, country: str) -> tuple[ActorHit, ...]:
        """Return the people who have held an office of `country` (alpha-3), whenever it was."""
        return self._holders(country)

    def _read_holders(self, country: str) -> tuple[ActorHit, ...]:
        rows = self._database.execute(_OFFICE_HOLDERS, (country,)).fetchall()
        return tuple(_hit(row) for row in rows)

    def _read_rows(self, folded: str) -> tuple[tuple[ActorHit, str], ...]:
        rows = self._database.execute(_FIND, (folded,)).fetchall()
        return tuple((_hit(row), row[10]) for row in rows)

    def _read_prefix(self, folded: str) -> bool:
        row = self._database.execute(
            "SELECT 1 FROM actor_name WHERE folded = :name "
            "OR (folded > :name || ' ' AND folded < :name || '!') LIMIT 1",
            {"name": folded},
        ).fetchone()
        return row is not None


def _agreeing(surface: str, rows: tuple[tuple[ActorHit, str], ...]) -> tuple[ActorHit, ...]:
    """Return the hits whose form allows the case `surface` is written in."""
    return tuple(
        hit for hit, form in rows if not hit.case_sensitive or agrees_in_case(surface, form)
    )


def _hit(row: tuple[Any, ...]) -> ActorHit:
    """Return the hit kept in a row of `_FIND`."""
    return ActorHit(
        actor_id=row[0],
        name=row[1],
        kind=row[2],
        country=row[3],
        sectors=tuple(row[4].split()),
        usage=row[5],
        since=read_date(row[6]),
        until=read_date(row[7]),
        weight=row[8],
        case_sensitive=bool(row[9]),
    )
