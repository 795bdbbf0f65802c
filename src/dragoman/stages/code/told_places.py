"""Places told of a deed only after it: "Gunmen shot two men. The attack happened in Bria"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dragoman.knowledge.codebook import Codebook
from dragoman.records import EventReport, LocationRef, ParsedSentence
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import event_places
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import load_light_words
from dragoman.stages.encode import Reading
from dragoman.stages.protocols import CodedEvent, CodingInput
from dragoman.stages.tree import children

__all__ = ["with_places_told_later"]

_REACH = 3
"""Sentences after an event in which "the attack" is still that one."""
_ANY = "incident"
"""What any deed may be called."""
_HAPPENS = frozenset("occur happen take erupt unfold begin start".split())
_DONE = frozenset("carry launch conduct commit stage make mount perpetrate".split())
"""In the passive."""
_DEEDS = (2, 4)
"""Quad classes of material acts."""
_COARSE = ("country", "admin1")


def with_places_told_later(
    given: CodingInput,
    codebook: Codebook,
    cast: Cast,
    settled: Sequence[Draft],
    events: Sequence[CodedEvent],
    readings: Sequence[Reading | None],
) -> tuple[CodedEvent, ...]:
    """Return the deeds with the places that sentences after them tell, where they had none.

    `settled` are the events' drafts, `readings` those of all sentences. Where a deed is told to
    have been in a country or its parts, the narrower place told later is beside it.
    """
    if not readings:
        return tuple(events)
    told = []
    for draft, event in zip(settled, events, strict=True):
        is_deed = codebook.quad(draft.match.trigger.type_code) in _DEEDS
        is_open = is_deed and all(ref.precision in _COARSE for ref in event.report.where)
        more = _told_later(given, cast, draft, settled, readings) if is_open else ()
        told.append(replace(event, report=_placed(event.report, more)) if more else event)
    return tuple(told)


def _placed(report: EventReport, more: tuple[LocationRef, ...]) -> EventReport:
    where = tuple({ref.entity_id: ref for ref in (*report.where, *more)}.values())
    evidence = dict.fromkeys([*report.evidence, *(ref.evidence for ref in more)])
    return replace(report, where=where, evidence=tuple(evidence))


def _told_later(
    given: CodingInput,
    cast: Cast,
    draft: Draft,
    settled: Sequence[Draft],
    readings: Sequence[Reading | None],
) -> tuple[LocationRef, ...]:
    code = draft.match.trigger.type_code
    last = min(draft.number + _REACH, len(given.parses) - 1)
    for number in range(draft.number + 1, last + 1):
        parse, reading = given.parses[number], readings[number]
        if given.items.at(number) != given.items.at(draft.number):
            return ()
        if reading is not None:
            for noun, verb in _pointing_back(parse):
                is_next = number == draft.number + 1
                if _is_of_type(parse, noun, reading, code, is_next=is_next):
                    where = reading.where((verb,))
                    return event_places(given, parse, verb, cast, frozenset(), where=where)
        if any(d.number == number and d.match.trigger.type_code == code for d in settled):
            return ()  # "the attack" after it may be another
    return ()


def _pointing_back(parse: ParsedSentence) -> Iterator[tuple[int, int]]:
    """Yield nouns by which a sentence tells what is known to have happened, with their verbs."""
    pointing = load_light_words().pointing
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        took = verb.lemma != "take" or _takes_place(parse, verb.index)
        happens = token.dep == "nsubj" and verb.lemma in _HAPPENS and took
        is_done = token.dep == "nsubjpass" and verb.lemma in _DONE
        known = children(parse, token.index, "det")
        is_known = any(parse.tokens[i].lemma in pointing for i in known) or token.lemma == "it"
        if is_known and (happens or is_done):
            yield token.index, verb.index


def _takes_place(parse: ParsedSentence, verb: int) -> bool:
    return any(parse.tokens[i].lemma == "place" for i in children(parse, verb, "dobj"))


def _is_of_type(
    parse: ParsedSentence, noun: int, reading: Reading, code: str, *, is_next: bool
) -> bool:
    lemma = parse.tokens[noun].lemma
    if lemma == "it":
        return is_next
    likeliest = 1 + int(reading.kinds((noun,))[1:].argmax())
    return lemma == _ANY or reading.heads.types[likeliest] == code
