"""Task `factuality`: did it happen, by the crowd's mean from -3 (surely not) to 3 (surely).

The words are given: each goes to the stance stage, and what it answers is set on the crowd's
scale by `scale_of`. To the crowd it counts little who says so; the hedge of a cue does count.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from statistics import StatisticsError, correlation

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import Record, Span, Stance
from dragoman.stages.encode import Reading
from dragoman.stages.protocols import CodingInput
from dragoman.stages.sayings.chains import Sayings
from dragoman.stages.sayings.report_claims import held_stance
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.weighing import likely_stances

__all__ = ["GoldJudged", "GoldPredicate", "factuality", "given_scales", "pearson", "scale_of"]

_RESAMPLES = 1000
_REAL = {"certain": 2.5, "probable": 1.5, "possible": 1.0, "uncommitted": 0.5}
_UNREAL = {"attempted": 0.5, "hypothetical": -1.0, "planned": -1.5, "averted": -2.5}
_PURPOSE = 0.5
_DENIED = -0.5
_EVEN = 0.5


class GoldPredicate(Record, frozen=True, kw_only=True):
    """One marked predicate."""

    start: int
    end: int
    factuality: float


class GoldJudged(Record, frozen=True, kw_only=True):
    """One sentence with its marked predicates."""

    id: str
    text: str
    events: tuple[GoldPredicate, ...]


def factuality(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of sentences at `path` and the measures over them."""
    tally = Tally()
    pairs: list[list[tuple[float, float]]] = []
    sentences = list(read_lines(path, GoldJudged))
    for number, gold in enumerate(sentences):
        tally.document = number
        here = []
        for event, found in zip(gold.events, given_scales(gold, pipeline), strict=True):
            tally.add("predicate read", int(found is not None), 1)
            ours, yes = (0.0, 0.0) if found is None else found
            here.append((event.factuality, ours))
            tally.add("right sign", int((event.factuality > 0) == (yes > _EVEN)), 1)
        pairs.append(here)
    return len(sentences), (pearson("Pearson r", pairs), *tally.measures())


def given_scales(gold: GoldJudged, pipeline: Pipeline) -> list[tuple[float, float] | None]:
    """Return the stance of each marked predicate on the scale, and the chance that it is above 0.

    None where no word stands there.
    """
    given = read_for_coding(document_of(gold.id, gold.text), pipeline)
    if given is None:
        return [None for _ in gold.events]
    encoder, count = given.encoder, len(given.parses)
    readings: Sequence[Reading | None] = (
        [None] * count
        if encoder is None
        else encoder.read(given.document, given.parses, range(count))
    )
    return [_scale_at(given, readings, event.start, event.end) for event in gold.events]


def _scale_at(
    given: CodingInput, readings: Sequence[Reading | None], start: int, end: int
) -> tuple[float, float] | None:
    span = Span(document_id=given.document.id, start=start, end=end)
    chain = Sayings(given.attributions).over(span)
    for parse, reading in zip(given.parses, readings, strict=True):
        tokens = [t.index for t in parse.tokens if t.start < end and start < t.end]
        if tokens:
            grammar = read_stance(parse, tokens[0])
            likely = (
                [(grammar, 1.0)] if reading is None else likely_stances(grammar, reading, tokens)
            )
            placed = [(scale_of(held_stance(one, chain)), share) for one, share in likely]
            return sum(v * share for v, share in placed), sum(s for v, s in placed if v > 0)
    return None


def scale_of(stance: Stance) -> float:
    """Return the stance on the scale from -3 to 3.

    The crowd was asked what had happened by then: a plan has not, nor has what is only imagined; a
    purpose of something done mostly has. On denied predicates ("did not know") it is split, some
    taking the not-knowing for what happened, so they are set near the middle.
    """
    if stance.status in _UNREAL:
        likely = stance.status == "hypothetical" and stance.certainty in ("certain", "probable")
        denied = stance.polarity == "denied"
        return _PURPOSE if likely and not denied else _UNREAL[stance.status]
    if stance.polarity == "open":
        return 0.5
    return _DENIED if stance.polarity == "denied" else _REAL[stance.certainty]


def pearson(name: str, groups: Sequence[Sequence[tuple[float, float]]]) -> Measure:
    """Return the correlation over all pairs, with an interval over the groups.

    Its counts are the pairs; None where either side does not vary.
    """
    chance = random.Random(0)
    values = []
    for _ in range(_RESAMPLES):
        value = _correlation(chance.choices(groups, k=len(groups))) if groups else None
        if value is not None:
            values.append(value)
    values.sort()
    count = sum(len(group) for group in groups)
    return Measure(
        name=name,
        right=count,
        of=count,
        value=_correlation(groups),
        low=values[int(0.025 * len(values))] if values else None,
        high=values[int(0.975 * len(values))] if values else None,
    )


def _correlation(groups: Sequence[Sequence[tuple[float, float]]]) -> float | None:
    pairs = [pair for group in groups for pair in group]
    try:
        return correlation([gold for gold, _ in pairs], [ours for _, ours in pairs])
    except StatisticsError:
        return None
