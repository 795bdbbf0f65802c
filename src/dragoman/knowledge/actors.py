"""ActorIndex: which states, organisations, groups and people a name may mean, and their roles.

`find` looks up by exact name after folding; names that are only like it are the work of
`actor_search`, choosing among the hits by context that of the actor stage. Hits carry when the name
was in use; the caller decides what a date rules out. A user's overlay takes part in all look-ups.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import msgspec

from dragoman.knowledge.actor_hit import ActorHit, ActorUsage
from dragoman.knowledge.actor_layer import ActorLayer, Readings
from dragoman.knowledge.build_actors import NON_STATE_CODES
from dragoman.knowledge.index import (
    ReadOnlyIndex,
    default_path,
    holds_on,
    read_date,
    surely_holds_on,
    validity,
)
from dragoman.knowledge.names import agrees_in_case, fold
from dragoman.knowledge.overlay import Overlay, read_overlay
from dragoman.knowledge.spelling import skeleton
from dragoman.records.time import Validity
from dragoman.records.world import Actor, ActorRole, Name

__all__ = ["ActorHit", "ActorIndex", "ActorUsage"]

_FIND = """
SELECT n.actor_id, a.name, a.kind, a.country, a.sectors, n.usage, n.since, n.until, n.weight,
       n.case_sensitive, n.form
FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
WHERE"""
_ORDER = "ORDER BY n.weight DESC, n.actor_id"
_OWN = "SELECT name, kind, country, sectors FROM actor WHERE id = ?"

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
WHERE r.country = ? AND r.since IS NOT NULL AND a.kind = 'person' ORDER BY a.id
"""

_CAPITALS = """
SELECT a.country, n.form, n.since, n.until
FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
WHERE n.usage = 'capital' AND a.kind = 'state' AND n.weight >= 0.6
ORDER BY n.weight DESC, n.folded
"""

_PEOPLE = """
SELECT n.folded FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
WHERE n.usage = 'name' AND a.kind = 'person'
"""

_REMEMBERED = 16384
"""Names of which the answer is kept: those of some hundred articles."""
_ALWAYS = validity(None, None)


class ActorIndex(ReadOnlyIndex):
    """Read-only look-up of actors by name and id."""

    def __init__(self, path: Path, overlay: Path | None = None) -> None:
        super().__init__(path)
        self._overlay = overlay
        self._layer = ActorLayer(
            Overlay() if overlay is None else self._read_overlay(overlay),
            hit_of=self._hit_of,
            roles_of=self._read_roles,
        )
        self._readings = lru_cache(maxsize=_REMEMBERED)(self._read_names)
        self._alike = lru_cache(maxsize=_REMEMBERED)(self._read_skeleton)
        self._held = lru_cache(maxsize=_REMEMBERED)(self._read_roles)
        self._shipped = lru_cache(maxsize=4096)(self._read_actor)
        self._holders = lru_cache(maxsize=512)(self._read_holders)
        self.begins = lru_cache(maxsize=_REMEMBERED)(self._read_begins)
        """Whether any name has a key that begins with a folded text."""

    @classmethod
    def open(cls, path: Path | None = None, overlay: Path | None = None) -> Self:
        """Open the index at `path`, or the one the package ships, with an overlay over it.

        Raises:
            KnowledgeError: D300 where there is none, D301 where another version wrote it; D302
                and D304 for a faulty overlay.
        """
        return cls(default_path() if path is None else path, overlay)

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None, ...]]:
        return (type(self), (self._path, self._overlay))

    @property
    def overlay_sha256(self) -> str:
        """Hash of the overlay's rows, "" where there are none."""
        return self._layer.sha256

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every code that an actor may be coded as: alpha-3, and those of no one country."""
        rows = self._database.execute("SELECT DISTINCT country FROM actor").fetchall()
        return NON_STATE_CODES | {row[0] for row in rows if row[0] is not None}

    def find(self, name: str) -> tuple[ActorHit, ...]:
        """Return every reading of `name`, heaviest first; () where the index has none.

        `name` is the surface form as written, without a possessive "'s". Case, accents, hyphens
        and apostrophes do not matter, except that a name marked case-sensitive must be written
        as kept. A leading "the" is dropped where the name is not known with it.
        """
        folded = fold(name)
        hits = _agreeing(name, self._readings(folded))
        if hits or not folded.startswith("the "):
            return hits
        return _agreeing(name.strip()[4:], self._readings(folded[4:]))

    def namesakes(self, name: str) -> float:
        """Return how many people would be called `name` if first and last names met by chance.

        They are those of the people of the index: "John Allen" meets far oftener than "Foday
        Sankoh".
        """
        words = fold(name).split()
        first, last = self._given_and_family
        return first[words[0]] * last[words[-1]] / max(1, first.total()) if words else 0.0

    def bearers(self, word: str) -> int:
        """Return how many names of people in the index begin or end with the word."""
        first, last = self._given_and_family
        return first[fold(word)] + last[fold(word)]

    def readings(self, name: str) -> Readings:
        """Return every reading of `name` in whatever case, with the form it is kept in."""
        return self._readings(fold(name))

    def alike(self, name: str) -> Readings:
        """Return the readings of all names that have the skeleton of `name`, heaviest first."""
        return self._alike(skeleton(name))

    @cached_property
    def folded_names(self) -> tuple[str, ...]:
        """The keys of all names, sorted."""
        rows = self._database.execute("SELECT DISTINCT folded FROM actor_name").fetchall()
        return tuple(sorted({*(row[0] for row in rows), *self._layer.folded_names()}))

    def get(self, actor_id: str) -> Actor:
        """Return the actor of that id.

        Raises:
            KeyError: there is no such actor.
        """
        found = self._layer.actor(actor_id, self._shipped(actor_id))
        if found is None:
            raise KeyError(actor_id)
        return found

    def current(self, actor_id: str) -> ActorHit:
        """Return the actor of that id as its own name finds it, with its latest codes.

        Raises:
            KeyError: there is no such actor.
        """
        held = self._layer.current(actor_id)
        if held is None and not self._is_shipped(actor_id):
            raise KeyError(actor_id)
        return held or self._hit_of(actor_id)

    def roles(self, actor_id: str, as_of: date | None = None) -> tuple[ActorRole, ...]:
        """Return the actor's roles that may hold on `as_of`, latest first; all of them for None.

        Those known to hold on that day come before those that only may. () for an actor that has
        none or is not known.
        """
        roles = self._layer.roles(actor_id, self._held(actor_id))
        if as_of is None:
            return tuple(roles)
        held = [role for role in roles if holds_on(role.validity, as_of)]
        return tuple(sorted(held, key=lambda r: not surely_holds_on(r.validity, as_of)))

    def office_holders(self, country: str) -> tuple[ActorHit, ...]:
        """Return the people who held an office of `country` (alpha-3) from a day that is known."""
        return self._holders(country)

    def code_of(self, country: str) -> str:
        """Return the code that actors of a country (alpha-3) have: of Bermuda, Britain's."""
        return self._codes.get(f"state:{country}", country)

    def capitals(self, country: str, as_of: date | None = None) -> tuple[str, ...]:
        """Return names of the capital of a country (alpha-3) on a day, the surest first.

        Where one was the capital only from or up to some day, and that day fits, it alone:
        Rangoon until 2006. Without a day those that still are. () where none is known.
        """
        known = self._capitals.get(country, ())
        if as_of is None:
            held = [(form, when) for form, when in known if when.until is None]
        else:
            held = [(form, when) for form, when in known if holds_on(when, as_of)]
        bounded = [form for form, when in held if when != _ALWAYS]
        return tuple(bounded or (form for form, _ in held))

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The code of every state and dependency, by its id."""
        rows = self._database.execute("SELECT id, country FROM actor WHERE kind = 'state'")
        return {actor_id: code for actor_id, code in rows if code is not None}

    @cached_property
    def _given_and_family(self) -> tuple[Counter[str], Counter[str]]:
        """How often each word begins and ends the names of people."""
        names = [row[0].split() for row in self._database.execute(_PEOPLE)]
        return Counter(words[0] for words in names), Counter(words[-1] for words in names)

    @cached_property
    def _capitals(self) -> dict[str, list[tuple[str, Validity]]]:
        found: dict[str, list[tuple[str, Validity]]] = {}
        for country, form, since, until in self._database.execute(_CAPITALS):
            found.setdefault(country, []).append((form, validity(since, until)))
        return found

    def _read_overlay(self, path: Path) -> Overlay:
        return read_overlay(path, is_actor=self._is_shipped, countries=self.countries)

    def _is_shipped(self, actor_id: str) -> bool:
        return self._database.execute(_GET, (actor_id,)).fetchone() is not None

    def _hit_of(self, actor_id: str) -> ActorHit:
        """Return the actor of that id as its own name would find it."""
        row = self._database.execute(_OWN, (actor_id,)).fetchone()
        return _hit((actor_id, *row, "name", None, None, 1.0, False))

    def _read_names(self, folded: str) -> Readings:
        rows = self._database.execute(f"{_FIND} n.folded = ? {_ORDER}", (folded,)).fetchall()
        return self._layer.over(folded, tuple((_hit(row), row[10]) for row in rows))

    def _read_begins(self, folded: str) -> bool:
        added = any(name.startswith(folded) for name in self._layer.folded_names())
        return added or self._begins("actor_name", folded)

    def _read_skeleton(self, key: str) -> Readings:
        rows = self._database.execute(f"{_FIND} n.skeleton = ? {_ORDER}", (key,)).fetchall()
        return self._layer.over_skeleton(key, tuple((_hit(row), row[10]) for row in rows))

    def _read_actor(self, actor_id: str) -> Actor | None:
        row = self._database.execute(_GET, (actor_id,)).fetchone()
        if row is None:
            return None
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

    def _read_roles(self, actor_id: str) -> tuple[ActorRole, ...]:
        rows = self._database.execute(_ROLES, (actor_id,)).fetchall()
        return tuple(
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
        )

    def _read_holders(self, country: str) -> tuple[ActorHit, ...]:
        rows = self._database.execute(_OFFICE_HOLDERS, (country,)).fetchall()
        return self._layer.holders(country, tuple(_hit(row) for row in rows))


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
