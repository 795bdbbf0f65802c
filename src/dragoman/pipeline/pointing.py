"""What tells which place "the capital" is: whose people a text names, and where it plays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.places import PlaceIndex
from dragoman.records import DocumentEntity, Mention
from dragoman.stages.entities.home import AT_HOME
from dragoman.stages.entities.place_nouns import Pointing

__all__ = ["pointing_of"]

_SAME_CITY = frozenset({"ISR", "PSE"})


def pointing_of(
    who: tuple[Mention, ...],
    actors: tuple[DocumentEntity, ...],
    setting: Mapping[int, str],
    as_of: date | None,
    indexes: tuple[ActorIndex, PlaceIndex],
) -> Pointing:
    """Return it for a document with these actors, told on the day `as_of`."""
    countries = {
        mention: entity.coding.country
        for entity in actors
        if entity.coding is not None and entity.coding.country is not None
        for mention in entity.mention_ids
    }
    return Pointing(
        actors=[(m, countries[m.id]) for m in who if m.id in countries],
        at_home=_mentions(e for e in actors if e.coding and AT_HOME & {*e.coding.sectors}),
        states=_mentions(e for e in actors if _is_whole_state(e)),
        setting=setting,
        capital=lambda country: _capital_of(country, as_of, *indexes),
    )


def _is_whole_state(entity: DocumentEntity) -> bool:
    """Whether it is a state by itself: Chechnya and Hong Kong are coded as another's."""
    chosen, coding = entity.chosen, entity.coding
    return (
        chosen is not None and coding is not None and chosen.target_id == f"state:{coding.country}"
    )


def _mentions(entities: Iterable[DocumentEntity]) -> frozenset[str]:
    return frozenset(mention for entity in entities for mention in entity.mention_ids)


def _capital_of(
    country: str, as_of: date | None, actors: ActorIndex, places: PlaceIndex
) -> str | None:
    """Return the id of the place that is a country's capital on a day, None where none is known.

    Israel and Palestine both claim one city: a text that says "the capital" there does not say
    which side it takes.
    """
    if country in _SAME_CITY:
        return None
    hits = [
        hit
        for name in actors.capitals(country, as_of)
        for hit in places.find(name)
        if hit.country == country and hit.kind.startswith("P.")
    ]
    seats = [hit for hit in hits if hit.kind == "P.PPLC"]
    return (seats or hits)[0].place_id if hits else None
