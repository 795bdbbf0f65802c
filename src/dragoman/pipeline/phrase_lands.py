"""The country that names within a phrase tell, where nothing else does."""

from __future__ import annotations

from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.places import PlaceIndex
from dragoman.pipeline.naming import Named
from dragoman.pipeline.setting import countries_of
from dragoman.records import DocumentEntity, ParsedSentence, Span
from dragoman.stages.entities.following_words import is_favoured
from dragoman.stages.entities.home import NOT_STATES
from dragoman.stages.entities.ties import is_backer

__all__ = ["is_for_or_against", "land_named", "land_of"]

_OF_NOTE = 0.5
"""Weight from which a name that nobody has is that of a place."""
_LONGEST_PLACE, _SURE = 3, 0.65
"""Words of the longest place a phrase may begin with, and its least weight."""
_OF_STATES = frozenset({"name", "alias", "adjective"})
_NATIONALS = frozenset({"person", "organisation"})


def land_of(words: str, actors: ActorIndex, places: PlaceIndex) -> str | None:
    """Return the country of the place that the phrase is, or begins or ends with, or None.

    It ends with it behind "of": "Prince Albert of Monaco". A state's name or adjective opens it
    as well: "Russian Union of Beekeepers".
    """
    ends = (words, words.rpartition(" of ")[2])
    hits = (hit for name in ends for hit in places.find(name))
    whole = next((hit.country for hit in hits if hit.weight >= _OF_NOTE), None)
    tokens = words.removeprefix("the ").split()
    opening = [" ".join(tokens[:size]) for size in range(_LONGEST_PLACE, 0, -1)]
    states = (hit for name in opening for hit in actors.find(name) if hit.kind == "state")
    state = next((hit.country for hit in states if hit.usage in _OF_STATES), None)
    first = next((found for name in opening if (found := places.find(name))), ())
    least = _SURE if any(hit.country != first[0].country for hit in first) else _SURE - 0.1
    sure = first and first[0].kind[0] in "AP" and first[0].weight >= least
    return whole or state or (first[0].country if sure else None)


def land_named(
    entity: DocumentEntity, found: Named, parse: ParsedSentence, places: PlaceIndex
) -> str | None:
    """Return the one country that names within the phrase tell, or None.

    A state and a place that he is of come before whom else it names: "anti-Putin protesters". Who
    flees or is sent to a country is not of it.
    """
    if entity.coding is not None and {"REF", "MIL"} & set(entity.coding.sectors):
        return None
    spans = {mention.id: mention.span for mention in found.who}
    coded = [(e.coding, [spans[m] for m in e.mention_ids]) for e in found.actors if e.coding]
    states = {
        coding.country for coding, at in coded
        if coding.kind == "state" and not any(is_for_or_against(parse, span) for span in at)
    }  # fmt: skip
    others = {c.country for c, _ in coded if c.kind in _NATIONALS and c.country not in NOT_STATES}
    lain = countries_of(found.places, places)
    lands = states | {
        lain.get(m.id) for m in found.where if not is_for_or_against(parse, m.span)
    }  # fmt: skip
    lands -= {None}
    told = lands or others - {None}
    return told.pop() if len(told) == 1 else None


def is_for_or_against(parse: ParsedSentence, span: Span) -> bool:
    """Return whether it is named as who is backed or opposed, or who backs: "US-backed"."""
    own = [t.index for t in parse.tokens if span.start <= t.start < span.end]
    is_born = [t.text for t in parse.tokens[own[-1] + 1 : own[-1] + 3]] == ["-", "born"]
    return (is_backer(parse, own[-1] + 1) and not is_born) or is_favoured(parse, own[0])
