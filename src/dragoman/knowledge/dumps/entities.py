"""FollowTheMoney entities, one JSON object a line, to actors, offices and roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from dragoman.knowledge.dumps.dates import first_day, gone_by
from dragoman.knowledge.dumps.found import (
    Countries,
    Found,
    FoundActor,
    FoundModified,
    FoundOffice,
    FoundRole,
)
from dragoman.knowledge.dumps.sources import Advance, Faults, lines
from dragoman.records.text import ActorKind

__all__ = ["read_entities"]

_ACTORS: dict[str, tuple[ActorKind, tuple[str, ...]]] = {
    "Person": ("person", ()),
    "Organization": ("organisation", ()),
    "LegalEntity": ("organisation", ()),
    "PublicBody": ("organisation", ("GOV",)),
    "Company": ("organisation", ("BUS",)),
}
_TOPIC_SECTORS = {"pol.party": "PTY", "mil": "MIL", "gov.soe": "BUS", "role.judge": "JUD"}


class _Entity(msgspec.Struct):
    id: str
    schema: str
    properties: dict[str, list[str]]
    last_change: str | None = None

    def all(self, *keys: str) -> list[str]:
        """Return the values of some properties, in their order."""
        return [value for key in keys for value in self.properties.get(key, [])]

    def first(self, *keys: str) -> str | None:
        """Return the first value of some properties, None where there is none."""
        return next(iter(self.all(*keys)), None)


_DECODER = msgspec.json.Decoder(_Entity)


def read_entities(
    path: Path, countries: Countries, faults: Faults, advance: Advance
) -> Iterator[Found]:
    """Yield what the entities say; schemas other than actors, positions, occupancies are skipped.

    Raises:
        KnowledgeError: D303 where the file is damaged or has too many bad rows.
    """
    for number, line in lines(path, advance):
        if not line.strip():
            continue
        try:
            entity = _DECODER.decode(line)
        except msgspec.MsgspecError as error:
            faults.add(path, number, f"expected a FollowTheMoney entity as JSON ({error})")
            continue
        read = _READERS.get(entity.schema)
        if read is None:
            continue
        found = list(read(entity, countries))
        if not found:
            needed = "holder and post" if entity.schema == "Occupancy" else "name"
            faults.add(path, number, f"expected a {entity.schema} with {needed}")
        yield from found
        if (day := first_day(entity.last_change)) is not None:
            yield FoundModified(day=day)


def _actor(entity: _Entity, countries: Countries) -> Iterator[Found]:
    name = entity.first("name")
    if name is None:
        return
    kind, sectors = _ACTORS[entity.schema]
    topics = entity.all("topics")
    if "gov.igo" in topics:
        kind, sectors = "igo", ()
    told = tuple(_TOPIC_SECTORS[topic] for topic in topics if topic in _TOPIC_SECTORS)
    country = _country(entity, countries)
    yield FoundActor(
        id=f"ftm:{entity.id}",
        name=name,
        kind=kind,
        country="IGO" if kind == "igo" else country,
        sectors=tuple(dict.fromkeys((*told, *sectors))),
        aliases=tuple(dict.fromkeys(entity.all("name", "alias", "abbreviation")[1:])),
        wikidata=entity.first("wikidataId"),
        since=first_day(entity.first("incorporationDate")),
        until=gone_by(entity.first("dissolutionDate", "deathDate")),
    )
    for position in entity.all("position"):
        yield FoundRole(actor_id=f"ftm:{entity.id}", position=position, country=country)


def _position(entity: _Entity, countries: Countries) -> Iterator[Found]:
    name = entity.first("name")
    if name is not None:
        country = _country(entity, countries)
        yield FoundOffice(id=f"ftm:{entity.id}", name=name, country=country)


def _occupancy(entity: _Entity, _: Countries) -> Iterator[Found]:
    holder, post = entity.first("holder"), entity.first("post")
    if holder is not None and post is not None:
        yield FoundRole(
            actor_id=f"ftm:{holder}",
            office_id=f"ftm:{post}",
            since=first_day(entity.first("startDate")),
            until=gone_by(entity.first("endDate")),
        )


def _country(entity: _Entity, countries: Countries) -> str | None:
    names = entity.all("citizenship", "nationality", "jurisdiction", "country", "mainCountry")
    return next((code for name in names if (code := countries.code(name)) is not None), None)


_READERS: dict[str, Callable[[_Entity, Countries], Iterator[Found]]] = {
    **dict.fromkeys(_ACTORS, _actor),
    "Position": _position,
    "Occupancy": _occupancy,
}
