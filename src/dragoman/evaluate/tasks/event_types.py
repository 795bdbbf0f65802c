"""Tasks `event-types` and `event-classes`: one marked event a sentence, its type and its two sides.

The pair is not given to the coder. The type it predicts is that of the report whose actors overlap
the marked source and recipient, else of the report with the highest score, else none. A marked
actor is overlapped by the participant's own words or by another mention of the same actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dragoman.evaluate.classes import class_measures, macro_f1, over_rows
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.reliability import expected_error
from dragoman.evaluate.tasks.lines import GoldSpan, document_of, read_lines
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import Analysis, EventReport, Record

__all__ = [
    "Coded",
    "GoldMarked",
    "GoldRow",
    "event_classes",
    "event_types",
    "predicted",
]

Ranges = frozenset[tuple[int, int]]
_FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_QUADS = {
    "VERBAL_COOPERATION": ("AGREE", "CONSULT", "SUPPORT"),
    "MATERIAL_COOPERATION": ("COOPERATE", "AID", "YIELD"),
    "VERBAL_CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL_CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {root: quad for quad, roots in _QUADS.items() for root in roots}
_CLASS_OF = _QUAD_OF | {"SANCTION": "VERBAL_CONFLICT"}
"""Sets that descend from Phoenix count SANCTION as words."""
_SOURCES = frozenset({"initiator", "visitor", "mediator", "party"})
_RECIPIENTS = frozenset({"target", "host", "beneficiary", "affected", "party"})


class GoldMarked(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The marked event: its root or only its class, and its two sides."""

    plover: str | None = None
    quad: str
    source: tuple[GoldSpan, ...] = ()
    recipient: tuple[GoldSpan, ...] = ()


class GoldRow(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One sentence with one marked event."""

    id: str
    text: str
    events: tuple[GoldMarked, ...]
    codebook_example: bool | str = False


class Coded(Record, frozen=True, kw_only=True):
    """A report as far as it is compared: folded type, and where its two sides are spoken of."""

    root: str
    score: float
    shares: tuple[tuple[str, float], ...]
    """The folded types that it may have, each with its probability."""
    source: Ranges
    recipient: Ranges
    words: Ranges
    """The words of the participants themselves."""


class _Row(Record, frozen=True, kw_only=True):
    """A row with what was coded."""

    gold: GoldMarked
    is_example: bool
    coded: tuple[Coded, ...]


def event_types(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of rows at `path` and the measures over root types and quads."""
    rows = _rows(path, pipeline)
    return len(rows), _with_and_without_examples(rows, _score_types)


def event_classes(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of rows at `path` and the measures over the four classes of events."""
    rows = _rows(path, pipeline)
    return len(rows), _with_and_without_examples(rows, _score_classes)


def _with_and_without_examples(
    rows: Sequence[_Row], score: Callable[[Sequence[_Row]], tuple[Measure, ...]]
) -> tuple[Measure, ...]:
    """Return the measures over all rows, and again without those that manuals print."""
    measures = score(rows)
    fresh = [row for row in rows if not row.is_example]
    if len(fresh) == len(rows):
        return measures
    again = score(fresh) if fresh else ()
    return (
        *measures,
        *(
            Measure(
                name=f"{m.name}, no examples", right=m.right, of=m.of,
                value=m.value, low=m.low, high=m.high,
            )
            for m in again
        ),
    )  # fmt: skip


def _score_types(rows: Sequence[_Row]) -> tuple[Measure, ...]:
    roots = [(r.gold.plover or "", _root(r)) for r in rows]
    quads = [(_QUAD_OF.get(a, ""), _QUAD_OF.get(b or "")) for a, b in roots]
    return (
        macro_f1("root macro-F1", roots),
        macro_f1("quad macro-F1", quads),
        calibration(_scored(rows, lambda gold, root: gold.plover == root)),
        *_sides(rows, lambda gold, root: gold.plover == root),
        *class_measures(roots),
    )


def _score_classes(rows: Sequence[_Row]) -> tuple[Measure, ...]:
    events = [row for row in rows if row.gold.quad in _QUADS]
    statements = [row for row in rows if row.gold.quad not in _QUADS]
    pairs = [(row.gold.quad, _CLASS_OF.get(_root(row) or "")) for row in events]
    tally = Tally()
    for number, row in enumerate(statements):
        tally.document = number
        tally.add("statement uncoded", not row.coded, 1)
        only_request = all(c.root == "REQUEST" for c in row.coded)
        tally.add("statement uncoded or REQUEST", only_request, 1)
    return (
        macro_f1("class macro-F1", pairs),
        calibration(_scored_classes(events)),
        *_sides(events, lambda gold, root: gold.quad == _CLASS_OF.get(root)),
        *tally.measures(),
        *class_measures(pairs),
    )


def calibration(scored: Sequence[tuple[float, bool]]) -> Measure:
    """Return how far scores are from the share of right types; `right` and `of` count reports."""
    right = sum(is_right for _, is_right in scored)
    return over_rows("calibration error", right, scored, expected_error)


def _sides(rows: Sequence[_Row], is_type: Callable[[GoldMarked, str], bool]) -> tuple[Measure, ...]:
    """Return the shares of sources, recipients and whole tuples found, and reports a row."""
    tally = Tally()
    for number, row in enumerate(rows):
        tally.document = number
        source, recipient = _ranges(row.gold.source), _ranges(row.gold.recipient)
        for name, marked, side in (
            ("source", source, "source"),
            ("recipient", recipient, "recipient"),
        ):
            if marked:
                there = [_touch(marked, getattr(c, side)) for c in row.coded]
                same = [bool(marked & getattr(c, side) & c.words) for c in row.coded]
                tally.add(f"{name} found", any(there), 1)
                tally.add(f"{name} exact", any(same), 1)
        if source and recipient:
            whole = any(is_type(row.gold, c.root) and _is_pair(c, row.gold) for c in row.coded)
            tally.add("tuple found", whole, 1)
        tally.add("reports a row", len(row.coded), 1)
        tally.add("any report", bool(row.coded), 1)
    return tally.measures()


def _root(row: _Row) -> str | None:
    best = predicted(row.gold, row.coded)
    return None if best is None else best.root


def _scored(
    rows: Sequence[_Row], is_type: Callable[[GoldMarked, str], bool]
) -> list[tuple[float, bool]]:
    """Return for each row with a report the score of the one that counts, and if it is right."""
    found = [(row.gold, predicted(row.gold, row.coded)) for row in rows]
    return [(best.score, is_type(gold, best.root)) for gold, best in found if best is not None]


def _scored_classes(rows: Sequence[_Row]) -> list[tuple[float, bool]]:
    """Return the same for classes: one is as probable as all of its types are together."""
    found = [(row.gold, predicted(row.gold, row.coded)) for row in rows]
    told = [(gold, _CLASS_OF.get(best.root), best) for gold, best in found if best is not None]
    return [
        (
            sum(share for root, share in best.shares if _CLASS_OF.get(root) == kind),
            gold.quad == kind,
        )
        for gold, kind, best in told
    ]


def predicted(gold: GoldMarked, coded: Sequence[Coded]) -> Coded | None:
    """Return the report about the marked pair, else the surest, else None."""
    about = [c for c in coded if _is_pair(c, gold)]
    return max(about or coded, key=lambda c: c.score, default=None)


def _is_pair(coded: Coded, gold: GoldMarked) -> bool:
    source, recipient = _ranges(gold.source), _ranges(gold.recipient)
    if not source or not recipient:
        return False
    return _touch(source, coded.source) and _touch(recipient, coded.recipient)


def _ranges(spans: Iterable[GoldSpan]) -> Ranges:
    return frozenset((s.start, s.end) for s in spans if s.start is not None and s.end is not None)


def _touch(ours: Ranges, theirs: Ranges) -> bool:
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _rows(path: Path, pipeline: Pipeline) -> list[_Row]:
    rows = []
    for gold in read_lines(path, GoldRow):
        coded = _coded(analyse(document_of(gold.id, gold.text), pipeline))
        example = bool(gold.codebook_example)
        rows += [_Row(gold=event, is_example=example, coded=coded) for event in gold.events]
    return rows


def _coded(analysis: Analysis) -> tuple[Coded, ...]:
    spans = {m.id: (m.span.start, m.span.end) for m in analysis.mentions}
    mentions = {
        entity.id: frozenset(spans[m] for m in entity.mention_ids if m in spans)
        for entity in analysis.entities
    }
    return tuple(_compared(report, mentions) for report in analysis.reports)


def _compared(report: EventReport, mentions: Mapping[str, Ranges]) -> Coded:
    def side(roles: frozenset[str]) -> Ranges:
        found: set[tuple[int, int]] = set()
        for one in report.participants:
            if one.role in roles:
                found.add((one.evidence.span.start, one.evidence.span.end))
                found |= mentions.get(one.entity_id, frozenset())
        return frozenset(found)

    root = report.types[0].code
    return Coded(
        root=_FOLDED.get(root, root),
        score=0.0 if report.score is None else report.score,
        shares=tuple((_FOLDED.get(t.code, t.code), t.score or 0.0) for t in report.types),
        source=side(_SOURCES),
        recipient=side(_RECIPIENTS),
        words=frozenset((p.evidence.span.start, p.evidence.span.end) for p in report.participants),
    )
