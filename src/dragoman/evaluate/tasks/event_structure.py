"""Task `event-structure`: who does something to whom, in sentences made to test event coders.

The actors are invented and the codes private, so neither is compared: only how many pairs of source
and target a sentence gives, and whether it gives any event at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport, Record

__all__ = ["GoldPair", "GoldUnit", "event_structure", "pairs_of", "score_unit"]

_SOURCES = frozenset({"initiator", "visitor", "mediator"})
_TARGETS = frozenset({"target", "host", "beneficiary", "affected"})


class GoldPair(Record, frozen=True, kw_only=True):
    """One event: a source and a recipient, each by a private code; None for none."""

    source_code: str | None = None
    recipient_code: str | None = None


class GoldUnit(Record, frozen=True, kw_only=True):
    """One sentence with all its events; none means that nothing should be coded."""

    id: str
    text: str
    date: str | None = None
    events: tuple[GoldPair, ...]


def event_structure(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of sentences at `path` and the measures over them."""
    tally = Tally()
    units = list(read_lines(path, GoldUnit))
    for number, gold in enumerate(units):
        tally.document = number
        analysis = analyse(document_of(gold.id, gold.text, gold.date), pipeline)
        score_unit(gold, analysis.reports, tally)
    return len(units), tally.measures()


def score_unit(gold: GoldUnit, reports: Sequence[EventReport], tally: Tally) -> None:
    """Count pairs and sentences without event."""
    wanted = {(e.source_code, e.recipient_code) for e in gold.events}
    found = {pair for report in reports for pair in pairs_of(report)}
    least = min(len(wanted), len(found))
    tally.found("pairs", matched=least, gold=len(wanted), found=len(found))
    tally.add("same number of pairs", len(wanted) == len(found), 1)
    tally.found("no event", matched=not gold.events and not reports,
                gold=not gold.events, found=not reports)  # fmt: skip
    if len(wanted) > 1:
        tally.add("several pairs found", len(found) > 1, 1)


def pairs_of(report: EventReport) -> frozenset[tuple[str, str]]:
    """Return the pairs of source and target entities; of parties, each with each, both ways."""
    by_role: dict[str, list[str]] = {}
    for one in report.participants:
        by_role.setdefault(one.role, []).append(one.entity_id)
    sources = [e for role in sorted(_SOURCES) for e in by_role.get(role, ())]
    targets = [e for role in sorted(_TARGETS) for e in by_role.get(role, ())]
    parties = by_role.get("party", [])
    pairs = {(s, t) for s in (*sources, *parties) for t in (*targets, *parties) if s != t}
    return frozenset(pairs)
