"""The world as the index knows it: actors with dated roles, places with dated relations."""

from __future__ import annotations

from typing import Literal

from dragoman.records.base import Record
from dragoman.records.text import ActorKind
from dragoman.records.time import Validity

__all__ = ["Actor", "ActorRole", "Name", "Place", "PlaceRelation"]


class Name(Record, frozen=True, kw_only=True):
    """One name in one language, with when it was in use."""

    text: str
    language: str | None = None
    validity: Validity = Validity()


class Actor(Record, frozen=True, kw_only=True):
    """A state, organisation, armed group, person … of the index."""

    id: str
    kind: ActorKind
    names: tuple[Name, ...]
    """The first is the preferred English name."""
    external_ids: tuple[tuple[str, str], ...] = ()
    """Pairs such as ("wikidata", "Q159"), ("iso3", "RUS"), ("cow", "365")."""
    existed: Validity = Validity()
    successor_of: tuple[str, ...] = ()


class ActorRole(Record, frozen=True, kw_only=True):
    """What an actor was, from when to when: sector, office, country. Its own dated record."""

    id: str
    actor_id: str
    sector: str | None
    position: str | None = None
    organisation_id: str | None = None
    country: str | None = None
    validity: Validity = Validity()
    source: str


class Place(Record, frozen=True, kw_only=True):
    """A place of the gazetteer; latitude and longitude are WGS84 degrees."""

    id: str
    kind: str
    """GeoNames feature class and code, such as "P.PPLC" or "H.SEA"."""
    names: tuple[Name, ...]
    latitude: float | None = None
    longitude: float | None = None
    extent_km: float | None = None
    country: str | None = None
    """Whose territory the first view has it as (ISO alpha-3); relations say more."""
    admin1: str | None = None
    population: int | None = None
    existed: Validity = Validity()
    external_ids: tuple[tuple[str, str], ...] = ()


class PlaceRelation(Record, frozen=True, kw_only=True):
    """Part of, controlled by or claimed by another place, for a time."""

    place_id: str
    parent_id: str
    relation: Literal["part_of", "controlled_by", "claimed_by"]
    validity: Validity = Validity()
    source: str
