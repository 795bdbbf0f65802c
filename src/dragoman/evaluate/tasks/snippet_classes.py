"""Task `snippet-classes`: the one class of a snippet, through a codebook of the classes.

Four readings are scored side by side: what the reports say, the surest deciding (what a user gets);
what all wordings that fit say, also where grammar makes no event of them; which type the text is
nearest to; and all three together, where a report counts by its score, a wording by its weight and
nearness by its share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.evaluate.classes import Pair, class_measures, macro_f1, weighted_f1
from dragoman.evaluate.measure import Measure
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import EventReport, Record
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.nearest import descriptions, nearest_types, pooled
from dragoman.stages.code.rules import drafts_of
from dragoman.stages.encode import Encoder, Floats
from dragoman.stages.protocols import CodingInput

__all__ = ["GoldClass", "GoldSnippet", "snippet_classes", "together"]

_UNGRAMMATICAL = 0.7
"""How much a wording counts that grammar makes no event of, beside one of a report."""

Shares = Mapping[str, float]
"""Types with what speaks for each."""


class GoldClass(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The class of a snippet."""

    acled_subtype: str


class GoldSnippet(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One snippet of one or more sentences; the first class counts."""

    id: str
    text: str
    events: tuple[GoldClass, ...]


def snippet_classes(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of snippets at `path` and the measures of each reading, then by class.

    The figures by class are those of wordings and nearness together, or without weights of the
    model those of the wordings.
    """
    snippets = list(read_lines(path, GoldSnippet))
    nearness = _nearness([s.text for s in snippets], pipeline)
    found: dict[str, list[Pair]] = defaultdict(list)
    for number, gold in enumerate(snippets):
        code = gold.events[0].acled_subtype
        given = read_for_coding(document_of(gold.id, gold.text), pipeline)
        reports = () if given is None else tuple(_reports(given, pipeline))
        wordings = {} if given is None else _wordings(given, pipeline)
        told = _of_reports(reports)
        found["reports"].append((code, _best(told)))
        found["wordings"].append((code, _best(wordings)))
        if nearness:
            found["nearest"].append((code, _best(nearness[number])))
            found["together"].append((code, _best(together(told, wordings, nearness[number]))))
    measures = [
        mean(f"{name} {kind} F1", pairs)
        for name, pairs in found.items()
        for kind, mean in (("weighted", weighted_f1), ("macro", macro_f1))
    ]
    by_class = class_measures(list(found.values())[-1]) if found else ()
    return len(snippets), (*measures, *by_class)


def together(*readings: Shares) -> Shares:
    """Return what speaks for each type in several readings, summed."""
    codes = sorted({code for reading in readings for code in reading})
    return {code: sum(reading.get(code, 0.0) for reading in readings) for code in codes}


def _best(shares: Shares) -> str | None:
    """Return the type for which most speaks, of several the first; None where nothing does."""
    return max(shares, key=lambda code: shares[code]) if shares else None


def _nearness(texts: Sequence[str], pipeline: Pipeline) -> list[Shares]:
    """Return what nearness says of each text; nothing at all where the model has no weights."""
    encoder = pipeline.encoder
    if not (encoder.folder / "encoder.onnx").is_file():
        return []
    described = {
        code: _vectors(words, encoder) for code, words in descriptions(pipeline.codebook).items()
    }
    return [dict(nearest_types(vector, described)) for vector in _vectors(texts, encoder)]


def _vectors(texts: Sequence[str], encoder: Encoder) -> list[Floats]:
    return [pooled(pieces) for pieces in encoder.read_texts(texts)]


def _reports(given: CodingInput, pipeline: Pipeline) -> list[EventReport]:
    return [event.report for event in pipeline.coder(given, pipeline.codebook)]


def _of_reports(reports: Sequence[EventReport]) -> Shares:
    """Return for each type the score of its surest report, in the order of the text."""
    found: dict[str, float] = {}
    for report in reports:
        code, score = report.types[0].code, report.score or 0.0
        found[code] = max(found.get(code, 0.0), score)
    return found


def _wordings(given: CodingInput, pipeline: Pipeline) -> Shares:
    """Return for each type the weight of its surest wording; events of grammar count most."""
    found: dict[str, float] = {}
    for drafted in drafts_of(given, pipeline.codebook, Cast(given)):
        for draft in drafted.drafts:
            code, weight = draft.match.trigger.type_code, draft.match.trigger.weight
            found[code] = max(found.get(code, 0.0), weight)
        for best, *_ in drafted.matches.values():
            code, weight = best.trigger.type_code, best.trigger.weight * _UNGRAMMATICAL
            found[code] = max(found.get(code, 0.0), weight)
    return found
