"""How right a store's readings are by what its reviewers said of them.

Only what somebody judged is counted, and reviewers choose what they look at: the figures say how
the coder fares where it was checked, not on the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.evaluate.measure import Measure, Tally
from dragoman.io.corrections import read_corrections
from dragoman.records import Correction, Outcome
from dragoman.records.output import CodedDocument, OutputReport
from dragoman.review import REPORT_FIELDS, overlay
from dragoman.store.database import Store

__all__ = ["score_corrections", "tally_document"]

_STANCE = {"polarity", "certainty", "status"}
_FIELDS = tuple(name for name in REPORT_FIELDS if name not in _STANCE)


def score_corrections(path: Path) -> tuple[int, tuple[Measure, ...]]:
    """Return how many documents of the store were judged, and how right their reports are.

    Raises:
        StoreError: as `Store.open`.
    """
    tally = Tally()
    with Store.open(path) as store:
        said: dict[str, list[Correction]] = defaultdict(list)
        for correction in read_corrections(store.files / "corrections.jsonl")[0]:
            said[correction.anchor.span.document_id].append(correction)
        for number, (document_id, corrections) in enumerate(sorted(said.items())):
            tally.document = number
            try:
                document = store.output(document_id)
            except StoreError as error:
                if error.code != "D406":
                    raise
                continue
            if isinstance(document, CodedDocument):
                tally_document(document, corrections, tally)
    return len(said), tally.measures()


def tally_document(
    document: CodedDocument, corrections: Iterable[Correction], tally: Tally
) -> None:
    """Count what people said of the reports of one document."""
    by_id = {correction.id: correction for correction in corrections}
    judged: dict[str, list[tuple[Correction, Outcome]]] = defaultdict(list)
    for outcome in overlay(document, by_id.values())[1]:
        counts = outcome.status in {"applied", "stale", "redundant"}
        if counts and outcome.record_id is not None:
            judged[outcome.record_id].append((by_id[outcome.correction_id], outcome))
    for report in document.reports:
        if report.id in judged:
            _tally_report(report, judged[report.id], tally)


def _tally_report(
    report: OutputReport, said: list[tuple[Correction, Outcome]], tally: Tally
) -> None:
    actions = {correction.action for correction, _ in said}
    if not actions & {"reject", "confirm", "set"}:
        return
    is_there = "reject" not in actions
    tally.add("event precision", int(is_there), 1)
    tally.add(f"event precision {report.type}", int(is_there), 1)
    if not is_there:
        return
    wrong = {
        "stance" if correction.field in _STANCE else correction.field
        for correction, outcome in said
        if correction.action == "set" and outcome.status != "redundant"
    }
    for field in (*_FIELDS, "stance"):
        # Who confirms a report says that all of it is right but what somebody set.
        if field in wrong or "confirm" in actions:
            tally.add(f"{field} right", int(field not in wrong), 1)
