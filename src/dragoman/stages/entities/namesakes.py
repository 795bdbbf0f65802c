"""Names that mean a place in another country here: Georgia, Lebanon in Tennessee, Valencia."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import DocumentEntity, Mention, Span
from dragoman.stages.entities.names import NameMatch

__all__ = [
    "Countries",
    "Namesakes",
    "countries_of_towns",
    "in_country",
    "namesakes_of_states",
    "with_namesake",
]

Namesakes = Mapping[Span, str]
"""For the span of a name, the id of the place it means in place of the state of that name."""

Countries = Mapping[Span, str | None]
"""For the span of a town's or region's name, its country; None where that is left open."""

_OFFICE = re.compile(
    r"(?:['’]s)? (?:(?i:lieutenant )?[gG](?:overnor|ov\.)(?!-)|(?i:secretary of state|state senat))"
)
_SURE = 0.6
"""Score from which a place that merely lies nearer counts against a state's own name."""


def namesakes_of_states(
    readings: Mapping[Span, tuple[PlaceHit, ...]],
    mentions: tuple[Mention, ...],
    places: tuple[DocumentEntity, ...],
    text: str,
) -> Namesakes:
    """Return which of the document's names of states are meant for towns or regions elsewhere.

    `readings` are the places each name may mean. A name that acts ("Georgia said") is the state's
    unless the larger place is named beside it ("Lebanon, Tennessee"), or an office that provinces
    have and states have not ("Georgia's governor").
    """
    links = {m: e.chosen for e in places if e.chosen is not None for m in e.mention_ids}
    found: dict[Span, str] = {}
    for mention in mentions:
        link = links.get(mention.id)
        hits = readings.get(mention.span, ())
        state = next((h for h in hits if h.kind.startswith("A.PCL")), None)
        if link is None or state is None or mention.usage == "demonym":
            continue
        meant = next((h for h in hits if h.place_id == link.target_id), None)
        country = None if meant is None else meant.country
        office = _OFFICE.match(text, mention.span.end) is not None
        is_province = office and meant is not None and meant.kind == "A.ADM1"
        stated = link.method == "contained" or is_province
        sure = mention.usage == "literal" and link.score >= _SURE
        if (stated or sure) and state.place_id != link.target_id and country != state.country:
            found[mention.span] = link.target_id
    return found


def countries_of_towns(
    readings: Mapping[Span, tuple[PlaceHit, ...]],
    mentions: tuple[Mention, ...],
    places: tuple[DocumentEntity, ...],
    index: PlaceIndex,
) -> Countries:
    """Return the country of each town or region that is not the first one of its name."""
    links = {m: e.chosen for e in places for m in e.mention_ids}
    found: dict[Span, str | None] = {}
    for mention in mentions:
        hits = readings.get(mention.span, ())
        is_state = any(h.kind.startswith("A.PCL") for h in hits)
        if not hits or is_state or mention.id not in links:
            continue
        link = links[mention.id]
        country = None if link is None else index.get(link.target_id).country
        if country != hits[0].country:
            found[mention.span] = country
    return found


def in_country(name: NameMatch, countries: Countries, span: Span) -> NameMatch:
    """Return `name`, at `span`, with the country that `countries` tells for it.

    It is no capital then that stands for its state: "Lima, Ohio".
    """
    if span not in countries:
        return name
    hits = tuple(h for h in name.actor_hits if h.usage != "capital")
    return replace(name, actor_hits=hits, country=countries[span])


def with_namesake(name: NameMatch, place_id: str | None) -> NameMatch:
    """Return `name` without the state, as the place of that id alone; itself for None."""
    if place_id is None:
        return name
    hits = tuple(h for h in name.place_hits if h.place_id == place_id)
    return replace(
        name,
        actor_hits=tuple(h for h in name.actor_hits if h.kind != "state"),
        place_hits=hits,
        country=hits[0].country if hits else None,
        label=name.label or "GPE",
    )
