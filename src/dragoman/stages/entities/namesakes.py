"""Names of states that mean a place in another country here: Georgia, Lebanon in Tennessee."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceHit
from dragoman.records import DocumentEntity, Mention, Span
from dragoman.stages.entities.names import NameMatch

__all__ = ["Namesakes", "namesakes_of_states", "with_namesake"]

Namesakes = Mapping[Span, str]
"""For the span of a name, the id of the place it means in place of the state of that name."""

_SURE = 0.6
"""Score from which a place that merely lies nearer counts against a state's own name."""


def namesakes_of_states(
    readings: Mapping[Span, tuple[PlaceHit, ...]],
    mentions: tuple[Mention, ...],
    places: tuple[DocumentEntity, ...],
) -> Namesakes:
    """Return which of the document's names of states are meant for towns or regions elsewhere.

    `readings` are the places each name may mean. A name that acts ("Georgia said") is the state's
    unless the larger place is named beside it ("Lebanon, Tennessee").
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
        stated = link.method == "contained"
        sure = mention.usage == "literal" and link.score >= _SURE
        if (stated or sure) and state.place_id != link.target_id and country != state.country:
            found[mention.span] = link.target_id
    return found


def with_namesake(name: NameMatch, place_id: str | None) -> NameMatch:
    """Return `name` without the state, as the place of that id alone; itself for None."""
    if place_id is None:
        return name
    return replace(
        name,
        actor_hits=tuple(h for h in name.actor_hits if h.kind != "state"),
        place_hits=tuple(h for h in name.place_hits if h.place_id == place_id),
        label=name.label or "GPE",
    )
