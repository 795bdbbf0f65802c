"""What the readers of dumps find: actors, the offices they held, places, and further names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from dragoman.records.text import ActorKind

__all__ = [
    "Countries",
    "Found",
    "FoundActor",
    "FoundDivision",
    "FoundModified",
    "FoundOffice",
    "FoundPlace",
    "FoundPlaceName",
    "FoundRole",
]


class FoundActor(msgspec.Struct, frozen=True, kw_only=True):
    """A person or organisation; `country` is an ISO alpha-3 code, dates are half-open."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    weight: float = 0.4
    since: date | None = None
    until: date | None = None


class FoundOffice(msgspec.Struct, frozen=True, kw_only=True):
    """An office that roles name by its id; it may be read before or after them."""

    id: str
    name: str
    country: str | None = None


class FoundRole(msgspec.Struct, frozen=True, kw_only=True):
    """An office held: by the id of a `FoundOffice`, or by name where there is none."""

    actor_id: str
    office_id: str | None = None
    position: str | None = None
    country: str | None = None
    sector: str | None = None
    since: date | None = None
    until: date | None = None


class FoundPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of GeoNames; `kind` is its feature class and code, `admin1` its code there."""

    key: int
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    population: int | None
    aliases: tuple[str, ...] = ()


class FoundPlaceName(msgspec.Struct, frozen=True, kw_only=True):
    """A further name of a place that was, or is in the base index."""

    key: int
    name: str


class FoundModified(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which what a dump says of offices was changed; the latest is its as-of date."""

    day: date


class FoundDivision(msgspec.Struct, frozen=True, kw_only=True):
    """Which place a first-order division's code in its country stands for."""

    country: str | None
    admin1: str
    key: int


Found = (
    FoundActor
    | FoundDivision
    | FoundOffice
    | FoundRole
    | FoundPlace
    | FoundPlaceName
    | FoundModified
)


class Countries:
    """Country codes by what dumps call a country: ISO alpha-2 or alpha-3, Wikidata id or address.

    `names` gives for each of these, in capitals, the code of actors and the country's own.
    """

    def __init__(self, names: Mapping[str, tuple[str, str]]) -> None:
        self._names = names

    def code(self, name: str | None) -> str | None:
        """Return the code that actors of a country have: a dependency's is its holder's."""
        found = self._find(name)
        return None if found is None else found[0]

    def iso3(self, name: str | None) -> str | None:
        """Return the country's own alpha-3 code."""
        found = self._find(name)
        return None if found is None else found[1]

    def _find(self, name: str | None) -> tuple[str, str] | None:
        return None if name is None else self._names.get(name.strip().upper().rpartition("/")[2])
