"""Lessons to observations: each trigger the coder sees, what it thinks of it, and what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.judge import Judge, features, judge_of
from dragoman.stages.code.learned import SEEN_WITH_HEAD
from dragoman.stages.code.mixed import readings_of
from dragoman.stages.code.rules import drafts_of
from dragoman.stages.code.sightings import rule_type, sightings
from dragoman.stages.encode import Floats
from dragoman.stages.protocols import CodingInput
from dragoman.teach.lessons import Lesson, Mark

__all__ = ["Observed", "observe"]


class _Seen(NamedTuple):
    """A trigger that the coder sees in a text."""

    features: Floats
    shares: Floats
    event: float
    """The model's probability that the words tell any event."""
    spans: tuple[tuple[int, int], ...]


class Observed(NamedTuple):
    """What there is to learn from, a row a trigger."""

    labels: tuple[str, ...]
    """The codebook's types; 0 is none."""
    lessons: NDArray[np.int64]
    """Number of the text that each trigger is in."""
    features: Floats
    """[triggers, width]: see `judge.features`."""
    shares: Floats
    """[triggers, labels]: what the coder thinks without a head."""
    right: NDArray[np.int64]
    """The label that is right."""


def observe(lessons: Sequence[Lesson], pipeline: Pipeline) -> Observed:
    """Return what the coder sees in the lessons' texts where it is known what is right."""
    judge = judge_of(pipeline.encoder, pipeline.codebook, None)
    rows = [
        (number, seen, right)
        for number, lesson in enumerate(lessons)
        for seen, right in _observed(lesson, pipeline, judge)
    ]
    width = len(rows[0][1].features) if rows else 0
    return Observed(
        labels=judge.labels,
        lessons=np.array([number for number, _, _ in rows], dtype=np.int64),
        features=np.array([s.features for _, s, _ in rows], np.float32).reshape(-1, width),
        shares=np.array([s.shares for _, s, _ in rows], np.float32).reshape(-1, len(judge.labels)),
        right=np.array([right for _, _, right in rows], dtype=np.int64),
    )


def _observed(lesson: Lesson, pipeline: Pipeline, judge: Judge) -> list[tuple[_Seen, int]]:
    given = read_for_coding(lesson.raw, pipeline)
    if given is None:
        return []
    seen = list(_seen(given, judge))
    if lesson.types is not None:
        return _typed(seen, [judge.labels.index(code) for code in lesson.types])
    marks = lesson.marks(given.document.text)
    found = []
    for one in seen:
        right = _right(one, marks, judge.labels, is_whole=lesson.is_whole)
        if right is not None:
            found.append((one, right))
    return found


def _seen(given: CodingInput, judge: Judge) -> Iterator[_Seen]:
    readings = readings_of(given)
    for drafted in drafts_of(given, judge.codebook, Cast(given)):
        reading = readings[drafted.number] if readings else None
        if reading is None:
            continue
        parse = given.parses[drafted.number]
        for sighting in sightings(drafted, reading, parse, least=SEEN_WITH_HEAD):
            draft = sighting.draft
            judged = judge.types(
                reading,
                sighting.tokens,
                rule=None if draft is None else rule_type(draft, judge.codebook),
                weight=0.0 if draft is None else draft.match.trigger.weight,
                hint=sighting.hint,
                hint_weight=sighting.hint_weight,
            )
            yield _Seen(
                features=features(reading, sighting.tokens),
                shares=judged.shares,
                event=1 - float(sighting.shares(reading)[0]),
                spans=_spans(parse, sighting.tokens),
            )


def _spans(parse: ParsedSentence, tokens: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((parse.tokens[t].start, parse.tokens[t].end) for t in tokens)


def _right(
    seen: _Seen, marks: Sequence[Mark], labels: Sequence[str], *, is_whole: bool
) -> int | None:
    """Return the label that is right for a trigger; None where it is not known."""
    touched = next(
        (m for m in marks if any(m.start < end and start < m.end for start, end in seen.spans)),
        None,
    )
    if touched is None:
        return 0 if is_whole else None
    if touched.types is None:
        return None
    allowed = [labels.index(code) for code in touched.types]
    return max(allowed, key=lambda n: float(seen.shares[n])) if allowed else 0


def _typed(seen: list[_Seen], labels: Sequence[int]) -> list[tuple[_Seen, int]]:
    """Return the triggers of a text of which only the types are known.

    Each type goes to the trigger that most likely tells it. Others in the text may be its other
    words, or events that the codebook has no type for, and teach nothing; a text without types
    has none.
    """
    if not labels:
        return [(one, 0) for one in seen]
    found: list[tuple[_Seen, int]] = []
    left = list(range(len(seen)))
    for label in labels:
        if left:
            best = max(left, key=lambda n: (float(seen[n].shares[label]) + seen[n].event, -n))
            found.append((seen[best], label))
            left.remove(best)
    return found
