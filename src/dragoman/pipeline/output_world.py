"""The actors and places of an analysis as they are printed.

`World` answers what the rest of the output asks of entities: the printed id of an actor, its
codes, the gazetteer's entry of a place. Entities that were linked to one actor of the index are
printed as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import UNSET

from dragoman.records import Actor, ActorCoding, Analysis, DocumentEntity, Link, Place, Span
from dragoman.records.output import OutputActor, OutputPlace, OutputPlaceCandidate, OutputSpan

__all__ = ["ActorLookup", "PlaceLookup", "World", "actors_of", "places_of", "printed"]


class ActorLookup(Protocol):
    """What the output needs of an ActorIndex."""

    def get(self, actor_id: str) -> Actor:
        """Return the actor of that id; KeyError where there is none."""


class PlaceLookup(Protocol):
    """What the output needs of a PlaceIndex."""

    def get(self, place_id: str) -> Place:
        """Return the place of that id; KeyError where there is none."""


def printed(text: str, span: Span) -> OutputSpan:
    """Return `span` with its words."""
    return OutputSpan(start=span.start, end=span.end, text=text[span.start : span.end])


class World:
    """The entities of one analysis by id, and the indexes they were linked to."""

    def __init__(self, analysis: Analysis, *, actors: ActorLookup, places: PlaceLookup) -> None:
        self.text = analysis.document.text
        self.entities = {entity.id: entity for entity in analysis.entities}
        self.spans = {mention.id: mention.span for mention in analysis.mentions}
        self._actors = actors
        self._places = places

    def printed_id(self, some_id: str) -> str:
        """Return the id an actor entity is printed under; the id of anything else is its own."""
        entity = self.entities.get(some_id)
        if entity is None or entity.kind != "actor" or entity.chosen is None:
            return some_id
        return entity.chosen.target_id

    def name(self, entity_id: str, otherwise: str) -> str:
        """Return the entity's name, `otherwise` where the analysis has no such entity."""
        entity = self.entities.get(entity_id)
        return otherwise if entity is None else entity.name

    def coding(self, entity_id: str) -> ActorCoding:
        """Return the entity's codes, all unknown where it has none."""
        entity = self.entities.get(entity_id)
        return ActorCoding() if entity is None or entity.coding is None else entity.coding

    def actor(self, actor_id: str) -> Actor | None:
        """Return the index's actor, None where it has none of that id."""
        try:
            return self._actors.get(actor_id)
        except KeyError:
            return None

    def place(self, place_id: str | None) -> Place | None:
        """Return the gazetteer's place, None where it has none of that id."""
        if place_id is None:
            return None
        try:
            return self._places.get(place_id)
        except KeyError:
            return None

    def mentions(self, entities: Iterable[DocumentEntity]) -> tuple[OutputSpan, ...]:
        """Return where the entities are mentioned, in the order of the text, each span once."""
        spans = {
            self.spans[m] for entity in entities for m in entity.mention_ids if m in self.spans
        }
        ordered = sorted(spans, key=lambda span: (span.start, span.end))
        return tuple(printed(self.text, span) for span in ordered)


def actors_of(analysis: Analysis, world: World, *, explain: bool) -> tuple[OutputActor, ...]:
    """Return the actors in the order of their first mention."""
    groups: dict[str, list[DocumentEntity]] = {}
    for entity in analysis.entities:
        if entity.kind == "actor":
            groups.setdefault(world.printed_id(entity.id), []).append(entity)
    rows = [_actor(actor_id, group, world, explain) for actor_id, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (_first(row.mentions), row.id)))


def _actor(
    actor_id: str, entities: list[DocumentEntity], world: World, explain: bool
) -> OutputActor:
    first, mentions = entities[0], world.mentions(entities)
    if len(entities) > 1:
        first = min(entities, key=lambda entity: (_first(world.mentions([entity])), entity.id))
    codings = [entity.coding for entity in (first, *entities) if entity.coding is not None]
    known = world.actor(actor_id)
    return OutputActor(
        id=actor_id,
        name=first.name,
        kind=next((c.kind for c in codings if c.kind), known.kind if known else None),
        country=next((c.country for c in codings if c.country), None),
        sector=next((c.sectors[0] for c in codings if c.sectors), None),
        role=next((c.role for c in codings if c.role), None),
        external_ids=dict(sorted(known.external_ids)) if known else {},
        mentions=mentions,
        explain=tuple(_why(link) for e in entities for link in _links(e)) if explain else UNSET,
    )


def _first(mentions: tuple[OutputSpan, ...]) -> int:
    return mentions[0].start if mentions else -1


def _links(entity: DocumentEntity) -> tuple[Link, ...]:
    """Return the chosen link, then the ones that lost."""
    chosen = () if entity.chosen is None else (entity.chosen,)
    return chosen + tuple(link for link in entity.candidates if link != entity.chosen)


def _why(link: Link) -> str:
    dated = f", as of {link.as_of}" if link.as_of else ""
    return f"{link.target_id} by {link.method}, score {link.score:.2f}{dated}"


def places_of(analysis: Analysis, world: World) -> tuple[OutputPlace, ...]:
    """Return every toponym and demonym, in the order of the text."""
    places = [entity for entity in analysis.entities if entity.kind == "place"]
    owner = {m: entity for entity in places for m in entity.mention_ids}
    meant = {e.id: tuple(_candidate(world, link) for link in e.candidates) for e in places}
    rows = [
        _place(world, mention.span, mention.usage or "literal", owner.get(mention.id), meant)
        for mention in analysis.mentions
        if mention.kind == "place"
    ]
    return tuple(sorted(rows, key=lambda row: (row.start, row.end, row.name or "")))


def _place(
    world: World,
    span: Span,
    kind: str,
    entity: DocumentEntity | None,
    meant: Mapping[str, tuple[OutputPlaceCandidate, ...]],
) -> OutputPlace:
    chosen = entity.chosen if entity is not None and kind != "in_name" else None
    place = world.place(chosen.target_id) if chosen is not None else None
    return OutputPlace(
        start=span.start,
        end=span.end,
        text=world.text[span.start : span.end],
        kind=kind,  # type: ignore[arg-type]  # one of four by Mention.usage
        name=place.names[0].text if place else None,
        geonames_id=geonames_id(place),
        lat=place.latitude if place else None,
        lon=place.longitude if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        feature=place.kind if place else None,
        score=chosen.score if chosen and place else None,
        candidates=meant[entity.id] if entity else (),
    )


def _candidate(world: World, link: Link) -> OutputPlaceCandidate:
    place = world.place(link.target_id)
    return OutputPlaceCandidate(
        name=place.names[0].text if place else None,
        geonames_id=geonames_id(place),
        country=place.country if place else None,
        score=link.score,
    )


def geonames_id(place: Place | None) -> int | None:
    """Return the place's GeoNames number, None where it has none."""
    if place is None:
        return None
    return next((int(value) for key, value in place.external_ids if key == "geonames"), None)
