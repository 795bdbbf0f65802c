"""Task `event-location`: which of the places named in a sentence is where the marked act was.

Scored by words, end to end: the places of our report that is told by the marked verb, be it its
trigger or another word for the same event ("launched" in "launched a raid"). Where we code no such
report we give no place, which costs recall; the share of verbs coded is printed.
Beside it the same with the verb given, straight through the coder's choice of places, which tells
apart what is lost in finding events from what is lost in placing them. A report that several verbs
tell has the places of all ("launched an attack in the north, shelling Bria"), where the gold marks
those of one: "that verb's own" counts of a report's places, where it has such, only those that the
coder chooses for the marked verb too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import GoldSpan, document_of, read_lines
from dragoman.pipeline.document import Pipeline, analyse, read_for_coding
from dragoman.records import EventReport, Record
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import event_places
from dragoman.stages.code.mixed import readings_of

__all__ = [
    "GoldEvent",
    "GoldSentence",
    "event_location",
    "ranges_of",
    "score_places",
    "touches",
    "words_in",
]

Ranges = frozenset[tuple[int, int]]
_WORD = re.compile(r"\w+")


class GoldEvent(Record, frozen=True, kw_only=True):
    """One marked verb with the places where its event was, none where the sentence names none."""

    trigger: tuple[GoldSpan, ...]
    locations: tuple[GoldSpan, ...]


class GoldSentence(Record, frozen=True, kw_only=True):
    """One sentence with its marked verbs."""

    id: str
    text: str
    events: tuple[GoldEvent, ...]


def event_location(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of sentences at `path` and the measures over them."""
    tally = Tally()
    sentences = list(read_lines(path, GoldSentence))
    for number, gold in enumerate(sentences):
        tally.document = number
        for event in gold.events:
            verb = ranges_of(event.trigger)
            coded, found = _coded(gold, verb, pipeline)
            tally.add("verb coded", coded, 1)
            score_places("event place word", gold.text, ranges_of(event.locations), found, tally)
            given = _with_verb(gold, verb, pipeline)
            own = frozenset(span for span in found if touches(span, given)) or found
            score_places("that verb's own, word", gold.text, ranges_of(event.locations), own, tally)
            score_places("given verb, word", gold.text, ranges_of(event.locations), given, tally)
    return len(sentences), tally.measures()


def score_places(name: str, text: str, gold: Ranges, found: Ranges, tally: Tally) -> None:
    """Count the words of `text` that both the gold and the found places have."""
    right, ours = words_in(text, gold), words_in(text, found)
    tally.found(name, matched=len(right & ours), gold=len(right), found=len(ours))


def words_in(text: str, ranges: Ranges) -> frozenset[int]:
    """Return where the words that lie in `ranges` begin."""
    words = (match.span() for match in _WORD.finditer(text))
    return frozenset(a for a, b in words if any(a < end and start < b for start, end in ranges))


def ranges_of(spans: Iterable[GoldSpan]) -> Ranges:
    """Return the offsets of the marked words that stand in the text."""
    return frozenset((s.start, s.end) for s in spans if s.start is not None and s.end is not None)


def _coded(gold: GoldSentence, verb: Ranges, pipeline: Pipeline) -> tuple[bool, Ranges]:
    """Return whether a report is told by the verb, and the places of all such reports."""
    analysis = analyse(document_of(gold.id, gold.text), pipeline)
    there = [report for report in analysis.reports if _is_told_by(report, verb)]
    places = frozenset(
        (ref.evidence.span.start, ref.evidence.span.end) for r in there for ref in r.where
    )
    return bool(there), places


def _is_told_by(report: EventReport, verb: Ranges) -> bool:
    words = [e.span for e in report.evidence if e.supports in ("trigger", "telling")]
    return any(touches((span.start, span.end), verb) for span in words)


def _with_verb(gold: GoldSentence, verb: Ranges, pipeline: Pipeline) -> Ranges:
    """Return the places that the coder chooses for an event at the verb."""
    given = read_for_coding(document_of(gold.id, gold.text), pipeline)
    if given is None:
        return frozenset()
    cast = Cast(given)
    found = [
        ref
        for parse, reading in zip_longest(given.parses, readings_of(given))
        for token in parse.tokens
        if touches((token.start, token.end), verb)
        for ref in event_places(
            given,
            parse,
            token.index,
            cast,
            frozenset(),
            where=None if reading is None else reading.where((token.index,)),
        )
    ]
    return frozenset((ref.evidence.span.start, ref.evidence.span.end) for ref in found)


def touches(one: tuple[int, int], others: Ranges) -> bool:
    """True if `one` shares a character with any of `others`."""
    return any(one[0] < end and start < one[1] for start, end in others)
