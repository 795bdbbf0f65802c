"""Who gains by help or by what is given back, where the places that a frame asks tell nobody."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import DocumentEntity, ParsedSentence
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.tree import (
    children,
    is_passive,
    object_of,
    prepositional,
    subject_of,
    subtree,
)

__all__ = [
    "gets_something",
    "givers_and_getter",
    "helped_there",
    "is_given_to",
    "is_part_of_gift",
]

_GAINING = frozenset({"target", "beneficiary", "affected", "host", "party"})
_DOING = frozenset({"initiator", "visitor", "party"})
_WHERE = frozenset({"to", "into", "in", "for", "across", "inside", "throughout", "at"})
_GETTING = frozenset("win secure gain obtain receive get earn garner draw enjoy lose".split())
_GIVEN = frozenset(
    "backing support approval endorsement recognition praise blessing pledge promise assurance "
    "guarantee consent permission warning apology invitation".split()
)
_PLACES = frozenset({"state", "population"})


def helped_there(draft: Draft, cast: Cast) -> list[Part]:
    """Return the country or town that help goes to or is given in, where nobody else gains by it.

    "Peacekeepers arrived in Haiti", "flew vaccines into Chad"; at home, nobody is told of.
    """
    gained = any(part.role in _GAINING for part in draft.parts)
    if draft.match.trigger.type_code != "AID" or gained:
        return []
    home = {_country(part.found.entity) for part in draft.parts if part.role in _DOING}
    for pobj in _told_places(draft.parse, draft.index):
        if cast.place_at(draft.parse.tokens[pobj].start) is None:
            continue
        there = [f for f in cast.behind(draft.parse, pobj, place="place") if _is_place(f.entity)]
        if there and not home & {_country(found.entity) for found in there}:
            return [
                Part(role="beneficiary", found=found, place="where it is done") for found in there
            ]
    return []


def _told_places(parse: ParsedSentence, trigger: int) -> Iterator[int]:
    """Yield what stands after words of place at the trigger, then at what is given."""
    holders = [trigger]
    given = None if parse.tokens[trigger].pos == "NOUN" else object_of(parse, trigger)
    if given is not None and given > trigger:
        holders += [given, *(pobj for name, pobj in prepositional(parse, given) if name == "of")]
        holders += [pobj for name, pobj in prepositional(parse, trigger) if name == "for"]
    for holder in holders:
        yield from (pobj for name, pobj in prepositional(parse, holder) if name in _WHERE)


def _is_place(entity: DocumentEntity) -> bool:
    coding = entity.coding
    return coding is not None and coding.kind in _PLACES


def _country(entity: DocumentEntity) -> str | None:
    return None if entity.coding is None else entity.coding.country


def is_given_to(parse: ParsedSentence, verb: int) -> bool:
    """Whether a verb has what is given and whom it is given to: "returned the mask to Mali"."""
    given = object_of(parse, verb)
    return given is not None and any(name == "to" for name, _ in prepositional(parse, verb))


def is_part_of_gift(part: Part, draft: Draft) -> bool:
    """Whether somebody is only told of as to what is given: "returned a portrait of a bishop to X".

    Who is given back himself, as a prisoner is, is not.
    """
    parse, index = draft.parse, draft.index
    if part.role not in _GAINING or draft.match.is_noun or not is_given_to(parse, index):
        return False
    span = part.found.span
    words = {t.index for t in parse.tokens if t.start < span.end and span.start < t.end}
    gift = object_of(parse, index)
    if gift is None or gift in words or not words:
        return False
    told = set(subtree(parse, gift))
    given_to: set[int] = set()
    for name, pobj in prepositional(parse, index):
        (given_to if name == "to" else told).update(subtree(parse, pobj))
    owners = {j for i in children(parse, gift, "poss") for j in subtree(parse, i)}
    return words <= told - given_to - owners


def gets_something(parse: ParsedSentence, verb: int, thing: int) -> bool:
    """Whether somebody gets what another gives in words: "won Russia's backing"."""
    gets = parse.tokens[verb].lemma in _GETTING and parse.tokens[thing].lemma in _GIVEN
    return gets and not is_passive(parse, verb)


def givers_and_getter(parse: ParsedSentence, verb: int, thing: int) -> dict[str, list[int]]:
    """Return whose it is as who acts, and who gets it as whom it is done to."""
    beside = [*prepositional(parse, thing), *prepositional(parse, verb)]
    givers = [pobj for name, pobj in beside if name in ("from", "of")]
    givers += children(parse, thing, "poss", "compound", "amod", "nmod")
    getter = subject_of(parse, verb)
    return {"giver": givers, "getter": [] if getter is None else [getter]}
