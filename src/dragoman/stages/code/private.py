"""Reports of private affairs: what people and firms without a part in public affairs do and suffer.

An event is a happening between actors in public affairs; a quarrel of neighbours, a robbery, an
accident and a match are none. The model was taught on political news, so of such texts it and the
patterns must be surer than elsewhere.
"""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.records import ParsedSentence, Token
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft
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
"""The same where nobody is said to have done it."""
_UPON = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})
"""Types of deeds that are done to somebody, be it by nobody who is named."""
_BLASTS = frozenset({"explosives", "heavy-weapons", "aerial", "suicide-attack", "unconventional"})
"""Modes of an attack that is public whoever suffers it."""


def is_private_affair(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells what private people do to each other, or does so too unsurely.

    Where the text names anybody in arms, what private people suffer may be war; where it does not
    say who killed or arrested somebody, that may have been the state or its foes.
    """
    if cast.has_arms or not draft.parts:
        return False
    parse, trigger = draft.parse, draft.match.trigger
    if not all(_is_private(parse, part.found) for part in draft.parts):
        return False
    if trigger.type_code in _UPON and not draft.of_role("initiator", "party"):
        return (draft.score or 0.0) < _LIKELY
    if trigger.type_code == "ASSAULT":
        codings = [part.found.entity.coding for part in draft.parts]
        is_of_people = any(coding is not None and coding.kind for coding in codings)
        return is_of_people and trigger.mode not in _BLASTS
    return (draft.score or 0.0) < _SURE


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
    last = _last_noun(parse, found)
    noun = None if last is None else noun_at(parse, last.index, load_actor_nouns())
    return noun is not None and noun.speaks != ""


def _is_thing_or_person(parse: ParsedSentence, found: Found) -> bool:
    """Whether words that no index knows are those of a thing or a person, not "the North"."""
    last = _last_noun(parse, found)
    if last is None:
        return False
    named = (
        last.pos == "PROPN" and last.ner not in _PLACES and not children(parse, last.index, "det")
    )
    return named or last.text.islower()


def _tag(parse: ParsedSentence, found: Found) -> str:
    last = _last_noun(parse, found)
    return "" if last is None else last.tag


def _last_noun(parse: ParsedSentence, found: Found) -> Token | None:
    """Return the last noun of somebody's words, None where they are elsewhere."""
    span = found.span
    nouns = [t for t in parse.tokens if span.start <= t.start < span.end]
    return next((t for t in reversed(nouns) if t.pos in ("NOUN", "PROPN")), None)
