"""What tells which place "the capital" is: whose people a text names, and where it plays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.places import PlaceIndex
from dragoman.records import DocumentEntity, Mention
from dragoman.stages.entities.place_nouns import Pointing

__all__ = ["capital_of", "pointing_of"]


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
        setting=setting,
        capital=lambda country: capital_of(country, as_of, *indexes),
    )


def capital_of(
    country: str, as_of: date | None, actors: ActorIndex, places: PlaceIndex
) -> str | None:
    """Return the id of the place that is a country's capital on a day.

    None where no capital is known, or where the place is claimed by another state: a text that says
    "the capital" does not say which side it takes.
    """
    for name in actors.capitals(country, as_of):
        for hit in places.find(name):
            if hit.country == country and hit.kind.startswith("P."):
                claims = places.relations(hit.place_id, as_of)
                disputed = any(claim.relation == "claimed_by" for claim in claims)
                return None if disputed else hit.place_id
    return None
