"""One event: what each report says of it side by side, who claims what, and why it was coded so."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from dragoman.records import Correction, Outcome
from dragoman.records.output import OutputClaim, OutputReport
from dragoman.records.wording import amount_of
from dragoman.serve.library import Library, ShownDocument
from dragoman.serve.marks import Piece, pieces, report_marks
from dragoman.serve.picking import picked
from dragoman.serve.words import said_date
from dragoman.store.effective import EVENT_COLUMNS

__all__ = [
    "ReportView",
    "event_of",
    "report_context",
    "report_views",
    "settled_id",
]

_AT_MOST_REPORTS = 12
_AROUND = 240


class ReportView(NamedTuple):
    """One report of an event, as the page shows it."""

    report: OutputReport
    machine: OutputReport | None
    """What the machine read, where a person changed it; None for an event a person added."""
    document: ShownDocument
    claims: tuple[OutputClaim, ...]
    context: tuple[Piece, ...]
    why: tuple[str, ...]
    said: list[tuple[Correction, Outcome]]

    @property
    def human_fields(self) -> set[str]:
        """The fields in which a person's value holds."""
        return {c.field for c, o in self.said if c.field and o.status in {"applied", "stale"}}


def settled_id(library: Library, event_id: str) -> str:
    """Return the id an event has now; ids that a merge gave up lead to the event they went into."""
    for _ in range(20):
        rows = library.rows("SELECT new_id FROM event_aliases WHERE old_id = $id", {"id": event_id})
        if not rows:
            return event_id
        event_id = rows[0]["new_id"]
    return event_id


def event_of(library: Library, event_id: str) -> dict[str, Any] | None:
    """Return the event's row with its parties, reports and dissent; None if there is none."""
    shown = ", ".join((*EVENT_COLUMNS, "day", "n"))
    rows = library.rows(f"SELECT {shown} FROM shown_events WHERE id = $id", {"id": event_id})
    if not rows:
        return None
    event = dict(rows[0])
    number = event.pop("n")
    event["actors"] = library.rows(
        f"SELECT role, name, actor_id, country, sector FROM {picked('parties')} ORDER BY n",
        {"numbers": [number]},
    )
    event["report_ids"] = library.rows(
        f"WITH told AS (SELECT report_id, document_id FROM {picked('reports')})"
        " SELECT told.*, d.published_on FROM told JOIN documents d ON d.id = told.document_id"
        " WHERE d.rowid IN (SELECT rowid FROM documents WHERE id IN (SELECT document_id FROM told))"
        " ORDER BY d.published_on NULLS LAST, report_id",
        {"numbers": [number]},
    )
    event["dissents"] = [
        {**row, "said": _said(row["value"])}
        for row in library.rows(
            "SELECT field, value, report_ids FROM event_dissents WHERE event_id = $id"
            " ORDER BY field, value",
            {"id": event_id},
        )
    ]
    return event


def _said(value: str) -> str:
    """Return a dissenting reading in words."""
    reading = json.loads(value)
    if isinstance(reading, str):
        return reading
    if isinstance(reading, dict):
        if "begin" in reading:
            begin = reading["begin"]
            return said_date(begin.get("earliest"), begin.get("before"))
        if "low" in reading:
            return amount_of(
                reading.get("low"), reading.get("high"), reading.get("unit"), reading.get("kind")
            )
        names = [reading.get("name"), reading.get("country")]
        return ", ".join(str(name) for name in names if name)
    return str(reading)


def report_views(
    library: Library, event: dict[str, Any], *, at_most: int = _AT_MOST_REPORTS
) -> list[ReportView]:
    """Return the event's reports, the earliest published first."""
    rows = event["report_ids"][:at_most]
    named = [row["document_id"] for row in rows]
    documents, whys = library.documents(named), library.explanations(named)
    views = []
    for row in rows:
        document = documents.get(row["document_id"])
        report = None if document is None else _report(document.shown.reports, row["report_id"])
        if document is not None and report is not None:
            views.append(_view(document, report, whys.get(report.id, ())))
    return views


def _report(reports: tuple[OutputReport, ...], report_id: str) -> OutputReport | None:
    return next((r for r in reports if r.id == report_id), None)


def _view(document: ShownDocument, report: OutputReport, why: tuple[str, ...]) -> ReportView:
    claims = tuple(c for c in document.shown.claims if c.report_id == report.id)
    return ReportView(
        report=report,
        machine=_report(document.machine.reports, report.id),
        document=document,
        claims=claims,
        context=report_context(document.shown.document.text, report),
        why=why,
        said=document.about(report.id),
    )


def report_context(text: str, report: OutputReport) -> tuple[Piece, ...]:
    """Return the words a report rests on, marked, in the sentences around them."""
    start, end = _around(text, report)
    return pieces(text, start, end, report_marks(report))


def _around(text: str, report: OutputReport) -> tuple[int, int]:
    """Return the words around all that a report rests on near its trigger, up to line ends."""
    trigger = report.trigger
    near = [s for s in _spans(report) if abs(s[0] - trigger.start) < 2 * _AROUND]
    start = min([trigger.start, *(s for s, _ in near)])
    end = max([trigger.end, *(e for _, e in near)])
    line, stop = text.rfind("\n", 0, start) + 1, text.rfind(". ", 0, start)
    start = max(line, stop + 2 if stop >= 0 else 0, start - _AROUND)
    stops = [p + 1 for p in (text.find(". ", end - 1), text.find("\n", end - 1)) if p >= 0]
    return start, min([*stops, end + _AROUND, len(text)])


def _spans(report: OutputReport) -> list[tuple[int, int]]:
    found = [(p.span.start, p.span.end) for p in report.participants]
    found += [(w.span.start, w.span.end) for w in report.where]
    if report.when is not None and report.when.span is not None:
        found.append((report.when.span.start, report.when.span.end))
    return found
