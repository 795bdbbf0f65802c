"""Where an event was: the places of the words that tell it, else who takes part and is one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dragoman.knowledge.codebook import Codebook
from dragoman.records import LocationRef, Span
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import (
    event_places,
    location_of_word,
    unlikely_places,
)
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.elsewhere import is_elsewhere
from dragoman.stages.code.frames import slots_of
from dragoman.stages.code.harm import effects_of
from dragoman.stages.code.light import CAUSING, LEADING_TO, LightWords, telling_verb
from dragoman.stages.code.settle import tells_talks
from dragoman.stages.code.topics import places_spoken_of
from dragoman.stages.code.within_words import is_where_it_is_said
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import (
    child,
    children,
    conjuncts,
    prepositional,
    subject_of,
    subtree,
)

__all__ = ["places_of"]

_DEEDS = (2, 4)
"""Quad classes of material acts: what is done to a place is done there; words are not."""
_MARKED = 0.4
"""The model's probability from which a word tells where, if grammar gives no place."""
_BOUND = frozenset({"acts_on", "visits", "gives", "leaves"})


def places_of(
    given: CodingInput,
    codebook: Codebook,
    cast: Cast,
    draft: Draft,
    light: LightWords,
    blocked: frozenset[int],
    topics: tuple[Span, ...],
) -> tuple[LocationRef, ...]:
    """Return the places that hang on the trigger, else the target or host that is a place.

    `blocked` are the other triggers of its sentence, `topics` what its talks are about.
    """
    is_deed = codebook.quad(draft.match.trigger.type_code) in _DEEDS
    spoken_of = places_spoken_of(draft.parse, topics)
    placed_by = _placed_by(draft, light) if is_deed else (draft.index,)

    def places_by(word: int) -> tuple[LocationRef, ...]:
        return event_places(
            given,
            draft.parse,
            word,
            cast,
            blocked,
            is_deed=is_deed,
            where=draft.where_from(word),
            spoken_of=spoken_of,
        )

    found = next(filter(None, map(places_by, placed_by)), ())
    if is_deed and draft.reading is not None:
        beside = _told_beside(draft, placed_by[0], light, blocked)
        found = _more_places(found, beside, places_by)
    weighed = is_deed and not draft.match.is_noun
    found = found or _marked_places(given, cast, draft, placed_by[0], spoken_of, weighed=weighed)
    if is_deed:
        found = found or next(filter(None, map(places_by, _nouns_of(draft, light))), ())
    if tells_talks(draft):
        found = found or _hosting_place(given, cast, draft)
    elif not is_deed:
        return tuple(ref for ref in found if is_where_it_is_said(draft, ref.evidence.span))
    talks = draft.match.trigger.frame == "visits"
    bound = draft.match.trigger.frame in _BOUND and draft.match.trigger.type_code != "SANCTION"
    if found or not bound or not (is_deed or talks):
        return found
    return _place_done_to(given, cast, draft, light)


def _told_beside(
    draft: Draft, word: int, light: LightWords, blocked: frozenset[int]
) -> tuple[list[int], list[int]]:
    """Return the verbs of a deed's effect, and those of its sentence that were folded into it."""
    effects = [i for i in effects_of(draft.parse, word, light) if i not in blocked]
    also = [t.match for t in draft.also if t.parse is draft.parse and not t.match.is_noun]
    return effects, [match.index for match in also]


def _nouns_of(draft: Draft, light: LightWords) -> list[int]:
    """Return the nouns that name the deed of a verb: "killed two men in a raid on the camp".

    With them those that somebody makes, read as the same: "by rebels who launched a raid on Bria".
    """
    tokens = draft.parse.tokens
    below = [p for name, p in prepositional(draft.parse, draft.index) if name in CAUSING]
    named = [i for i in below if tokens[i].lemma in light.happenings]
    also = [t.match.index for t in draft.also if t.parse is draft.parse and t.match.is_noun]
    made = [i for i in also if tokens[i].dep == "dobj" and tokens[i].head != draft.index]
    made = [i for i in made if tokens[tokens[i].head].lemma in light.doer]
    return list(dict.fromkeys([*named, *(word for i in made for word in (tokens[i].head, i))]))


def _more_places(
    found: tuple[LocationRef, ...],
    beside: tuple[list[int], list[int]],
    places_by: Callable[[int], tuple[LocationRef, ...]],
) -> tuple[LocationRef, ...]:
    """Return the places with those of a deed's effect: "launched an attack, shelling Bria".

    Where there are none, those of the first other verb that tells it: "were killed when shells hit
    Bria".
    """
    effects, also = beside
    places = (*found, *(ref for word in effects for ref in places_by(word)))
    places = places or next(filter(None, map(places_by, also)), ())
    return tuple({ref.entity_id: ref for ref in places}.values())


def _place_done_to(
    given: CodingInput, cast: Cast, draft: Draft, light: LightWords
) -> tuple[LocationRef, ...]:
    """Return the target or host that is a place itself.

    A state that is made to do something or is robbed of a region is not where that was.
    """
    if child(draft.parse, draft.index, "xcomp", "ccomp") is not None:
        return ()
    words = [
        index
        for slot in slots_of(draft.parse, draft.match, light)
        if slot.role in ("target", "host")
        for _, heads in slot.places
        for index in heads
        if not is_elsewhere(draft.parse, index, draft.index)
    ]
    found_at = (location_of_word(given, cast, draft.parse, index) for index in words)
    place = next((ref for ref in found_at if ref is not None), None)
    return () if place is None else (place,)


def _hosting_place(given: CodingInput, cast: Cast, draft: Draft) -> tuple[LocationRef, ...]:
    """Return who hosts talks, where that is a place: "Jordan hosts talks between the parties"."""
    token = draft.parse.tokens[draft.index]
    verb = draft.parse.tokens[token.head] if token.dep == "dobj" else token
    host = subject_of(draft.parse, verb.index) if verb.lemma == "host" else None
    place = None if host is None else location_of_word(given, cast, draft.parse, host)
    return () if place is None else (place,)


def _placed_by(draft: Draft, light: LightWords) -> tuple[int, ...]:
    """Return the words that places hang on: where a model was asked, first the verb of a noun."""
    if draft.reading is None or not draft.match.is_noun:
        return (draft.index,)
    verb = telling_verb(draft.parse, draft.index, light)
    return (draft.index,) if verb is None else (verb, draft.index)


def _of_the_other(draft: Draft) -> frozenset[int]:
    """Return the words of what led to the act, or of what it led to."""
    token = draft.parse.tokens[draft.index]
    if token.dep not in ("nsubj", "dobj") or draft.parse.tokens[token.head].lemma not in LEADING_TO:
        return frozenset()
    other = "dobj" if token.dep == "nsubj" else "nsubj"
    found = children(draft.parse, token.head, other)
    return frozenset(i for word in found for i in subtree(draft.parse, word))


def _marked_places(
    given: CodingInput,
    cast: Cast,
    draft: Draft,
    word: int,
    spoken_of: frozenset[int],
    *,
    weighed: bool,
) -> tuple[LocationRef, ...]:
    """Return the first place that the model marks as where it happened, for grammar tells none.

    With it those that are joined to it: "shuttled between Bor and Juba". Where all of the sentence
    were `weighed`, none that weighed too little.
    """
    where = draft.where_from(word)
    if where is None:
        return ()
    parse, left = draft.parse, spoken_of | _of_the_other(draft)
    if weighed:
        left |= unlikely_places(given, parse, word, cast, where)
    words = [i for i in np.flatnonzero(where > _MARKED).tolist() if i not in left]
    words = [i for i in words if not is_elsewhere(parse, i, word)]
    marked = {i: location_of_word(given, cast, parse, i) for i in words}
    first = next((i for i, ref in marked.items() if ref is not None), None)
    joined = [] if first is None else [marked.get(i) for i in conjuncts(parse, first)]
    return tuple({ref.entity_id: ref for ref in joined if ref is not None}.values())
