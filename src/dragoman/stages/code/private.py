"""Reports of private affairs: what people and firms without a part in public affairs do and suffer.

An event is a happening between actors in public affairs; a quarrel of neighbours, a robbery, an
accident and a match are none. The model was taught on political news, so of such texts it and the
patterns must be surer than elsewhere.
"""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.records import ParsedSentence, Token
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.entities.sectors import noun_at
from dragoman.stages.tree import children

__all__ = ["is_private_affair"]

_PRIVATE = frozenset({"BUS", "CVL", "EDU", "MED", "AGR"})
"""Sectors of those who are private unless they act in numbers."""
_HOUSES = frozenset({"BUS", "EDU"})
"""Sectors of the bodies among them: firms, schools."""
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_SURE = 0.82
"""Probability from which rules and model are believed of private people: a score of 0.8."""
_LIKELY = 0.6
"""The same where nobody is said to have done it, or where somebody only travels to a place."""
_UPON = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})
"""Types of deeds that are done to somebody, be it by nobody who is named."""
_BLASTS = frozenset({"explosives", "heavy-weapons", "aerial", "suicide-attack", "unconventional"})
"""Modes of an attack that is public whoever suffers it."""


def is_private_affair(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells what private people do to each other, or does so too unsurely.

    Where the text names anybody in arms, what private people suffer may be war, and who is not
    known may be of them; those who are known as private travel and meet as elsewhere. Where it does
    not say who killed or arrested somebody, that may have been the state or its foes.
    """
    parse, trigger = draft.parse, draft.match.trigger
    parts = _without_goals(draft)
    if not parts or (cast.has_arms and not _is_known_to_travel(draft)):
        return False
    if not all(_is_private(parse, part.found) for part in parts):
        return False
    if trigger.type_code in _UPON and not draft.of_role("initiator", "party"):
        return (draft.score or 0.0) < _LIKELY
    if trigger.type_code == "ASSAULT":
        codings = [part.found.entity.coding for part in parts]
        is_of_people = any(coding is not None and coding.kind for coding in codings)
        return is_of_people and trigger.mode not in _BLASTS
    if trigger.type_code == "CONSULT" and all(_is_any_citizen(part.found) for part in parts):
        return True
    return (draft.score or 0.0) < (_SURE if parts == draft.parts else _LIKELY)


def _without_goals(draft: Draft) -> list[Part]:
    """Return who takes part, without the country or town that somebody only travels to."""
    others = [part for part in draft.parts if part.role == "visitor"]
    return [p for p in draft.parts if not (others and p.role == "host" and _is_place(p.found))]


def _is_any_citizen(found: Found) -> bool:
    """Whether nothing is known of somebody's part in affairs of any kind: a sister, a mother."""
    coding = found.entity.coding
    return coding is not None and coding.sectors == ("CVL",)


def _is_place(found: Found) -> bool:
    coding = found.entity.coding
    is_town = coding is not None and coding.kind == "population" and not coding.sectors
    return is_town or (coding is not None and coding.kind == "state")


def _is_known_to_travel(draft: Draft) -> bool:
    """Whether somebody travels or meets somebody who is known as private: a cousin, a student."""
    codings = [part.found.entity.coding for part in draft.parts]
    known = any(c is not None and _PRIVATE.intersection(c.sectors) for c in codings)
    return draft.match.trigger.type_code == "CONSULT" and known


def _is_private(parse: ParsedSentence, found: Found) -> bool:
    """Whether somebody is a person, a firm or a thing of whom no part in public affairs is known.

    People in the plural are not: they may be a crowd, or civilians in a war.
    """
    coding = found.entity.coding
    if found.entity.chosen is not None and coding is not None and coding.kind != "organisation":
        return False
    if coding is None or coding.kind is None:
        return _is_thing_or_person(parse, found)
    if set(coding.sectors) - _PRIVATE:
        return False
    tag = _tag(parse, found)
    if coding.kind == "population":
        return tag == "NN"
    if coding.kind == "organisation":
        return bool(_HOUSES.intersection(coding.sectors))
    in_office = tag == "NN" and not coding.sectors and _speaks_for_others(parse, found)
    return coding.kind == "person" and not in_office


def _speaks_for_others(parse: ParsedSentence, found: Found) -> bool:
    """Whether a description is of an office that speaks for a state or body: no "staffer"."""
    head = _head_noun(parse, found)
    noun = None if head is None else noun_at(parse, head.index, load_actor_nouns())
    return noun is not None and noun.speaks != ""


def _is_thing_or_person(parse: ParsedSentence, found: Found) -> bool:
    """Whether words that no index knows are those of a thing or a person, not "the North"."""
    head = _head_noun(parse, found)
    if head is None:
        return False
    named = (
        head.pos == "PROPN" and head.ner not in _PLACES and not children(parse, head.index, "det")
    )
    return named or head.text.islower()


def _tag(parse: ParsedSentence, found: Found) -> str:
    head = _head_noun(parse, found)
    return "" if head is None else head.tag


def _head_noun(parse: ParsedSentence, found: Found) -> Token | None:
    """Return the noun that somebody's words hang on, None where they are elsewhere."""
    span = found.span
    words = [t for t in parse.tokens if span.start <= t.start < span.end]
    nouns = [t for t in words if t.pos in ("NOUN", "PROPN")]
    top = next((t for t in nouns if not any(t.head == w.index != t.index for w in words)), None)
    return top or next(reversed(nouns), None)
