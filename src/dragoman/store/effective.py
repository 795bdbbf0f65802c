"""Corrected documents as rows of `fixed_` tables, which pages and exports lay over the store's.

An event is what its reports say. One whose reports a person changed takes the human value, field
by field; one whose reports are all rejected is no event; one a person added stands for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from dragoman.records.output import CodedDocument, OutputReport

__all__ = ["EVENT_COLUMNS", "REPORT_COLUMNS", "Corrected", "lay_over"]

REPORT_COLUMNS = (
    "id", "run_id", "document_id", "type", "mode", "contexts", "quad", "intensity", "cameo",
    "score", "trigger_start", "trigger_end", "trigger_text", "earliest", "before",
    "date_precision", "date_basis", "extent", "end_before", "polarity", "certainty", "status",
    "repeated", "sentence_start", "sentence_end",
)  # fmt: skip
EVENT_COLUMNS = (
    "id", "run_id", "type", "mode", "quad", "intensity", "cameo", "earliest", "before",
    "date_precision", "lat", "lon", "place_name", "country", "geonames_id", "place_precision",
    "assertion", "independent_sources", "report_count", "score",
)  # fmt: skip


class Corrected(Protocol):
    """A document with what the machine read in it and what holds now."""

    @property
    def shown(self) -> CodedDocument:
        """What holds now."""

    @property
    def machine(self) -> CodedDocument:
        """What the machine read."""


def lay_over(connection: Any, documents: Sequence[Corrected]) -> None:
    """Fill the temporary tables with what the corrected documents say now."""
    changed = [d for d in documents if d.shown is not d.machine]
    if not changed:
        return
    for document in changed:
        name = document.shown.document.id
        connection.execute("INSERT INTO fixed_documents VALUES ($id)", {"id": name})
        old = _old_rows(connection, name)
        run_id = document.shown.run.id
        for report in document.shown.reports:
            _insert(
                connection,
                "fixed_reports",
                [_report_row(report, old.get(report.id, {}), run_id, document.shown)],
            )
    _Events(connection, changed).lay_over()


def _old_rows(connection: Any, document_id: str) -> dict[str, dict[str, Any]]:
    found = connection.execute(
        "SELECT * FROM current_reports WHERE document_id = $id", {"id": document_id}
    )
    names = [column[0] for column in found.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}


def _report_row(
    report: OutputReport, old: dict[str, Any], run_id: str, document: CodedDocument
) -> tuple[Any, ...]:
    stance, when, trigger = report.stance, report.when, report.trigger
    around = _sentence(document.document.text, trigger.start, trigger.end)
    values = {
        "id": report.id,
        "run_id": run_id,
        "document_id": document.document.id,
        "contexts": list(report.contexts),
        "trigger_start": trigger.start,
        "trigger_end": trigger.end,
        "trigger_text": trigger.text,
        "earliest": _day(None if when is None else when.earliest),
        "before": _day(None if when is None else when.before),
        "date_precision": None if when is None else when.precision,
        "date_basis": None if when is None else when.basis,
        "extent": None if when is None else when.extent,
        "end_before": _day(None if when is None or when.end is None else when.end.before),
        "polarity": None if stance is None else stance.polarity,
        "certainty": None if stance is None else stance.certainty,
        "status": None if stance is None else stance.status,
        "sentence_start": old.get("sentence_start", around[0]),
        "sentence_end": old.get("sentence_end", around[1]),
    }
    return tuple(
        values[name] if name in values else getattr(report, name) for name in REPORT_COLUMNS
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return roughly the sentence around some words, for an event that no coder read."""
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, start - 400)
    stops = [place for place in (text.find(". ", end), text.find("\n", end)) if place >= 0]
    return max(first, 0), min([*(stop + 1 for stop in stops), len(text), end + 400])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text[:10])


def _insert(connection: Any, table: str, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        marks = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", list(row))


class _Events:
    """The events of corrected documents: what they were, and what they are now."""

    def __init__(self, connection: Any, documents: Sequence[Corrected]) -> None:
        self.connection = connection
        self.documents = documents
        self.shown: dict[str, tuple[OutputReport, CodedDocument]] = {}
        self.machine: dict[str, OutputReport] = {}
        for document in documents:
            self.machine |= {r.id: r for r in document.machine.reports}
            self.shown |= {r.id: (r, document.shown) for r in document.shown.reports}

    def lay_over(self) -> None:
        """Put aside the events that corrections touch, and put in what they are now."""
        touched = [
            name
            for name in self.machine
            if name not in self.shown or self.shown[name][0] != self.machine[name]
        ]
        for event in self._events_with(touched):
            name = event["id"]
            self.connection.execute("INSERT INTO gone_events VALUES ($id)", {"id": name})
            self._put_event(event, self._reports_of(name))
        for report_id, (report, document) in self.shown.items():
            if report_id not in self.machine:
                self._put_added(report, document)

    def _events_with(self, report_ids: list[str]) -> list[dict[str, Any]]:
        found = self.connection.execute(
            f"SELECT {', '.join(EVENT_COLUMNS)} FROM made_events WHERE id IN"
            " (SELECT event_id FROM made_event_reports WHERE report_id IN (SELECT unnest($ids)))"
            " ORDER BY id",
            {"ids": report_ids},
        ).fetchall()
        return [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in found]

    def _reports_of(self, event_id: str) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = self.connection.execute(
            "SELECT report_id, document_id FROM made_event_reports WHERE event_id = $id"
            " ORDER BY report_id",
            {"id": event_id},
        ).fetchall()
        return rows

    def _put_event(self, event: dict[str, Any], reports: list[tuple[str, str]]) -> None:
        left = [pair for pair in reports if pair[0] not in self.machine or pair[0] in self.shown]
        if not left:
            return
        actors = self.connection.execute(
            "SELECT n, role, name, actor_id, country, sector FROM made_event_actors"
            " WHERE event_id = $id ORDER BY n",
            {"id": event["id"]},
        ).fetchall()
        now = dict(event)
        for report_id, _ in left:
            if report_id not in self.shown:
                continue
            report, was = self.shown[report_id][0], self.machine[report_id]
            now |= _changes(report, was)
            if report.participants != was.participants:
                actors = _actor_rows(report)
        now["report_count"] = len(left)
        now["independent_sources"] = min(
            event["independent_sources"] or 1, len({document for _, document in left})
        )
        if self._was_restated(reports):
            now["assertion"] = self._assertion([report_id for report_id, _ in left])
        self._put(now, left, actors)

    def _was_restated(self, reports: list[tuple[str, str]]) -> bool:
        """True if what is said of whether it happened may have changed."""
        return any(
            name in self.machine
            and (name not in self.shown or self.shown[name][0].stance != self.machine[name].stance)
            for name, _ in reports
        )

    def _assertion(self, report_ids: list[str]) -> str:
        found = self.connection.execute(
            "SELECT polarity, certainty, status FROM shown_reports"
            " WHERE id IN (SELECT unnest($ids))",
            {"ids": report_ids},
        ).fetchall()
        affirmed = any(
            p == "affirmed" and s in {"occurred", "ongoing", "attempted"} and c != "possible"
            for p, c, s in found
        )
        denied = any(p == "denied" for p, _, _ in found)
        if affirmed:
            return "contested" if denied else "uncontested"
        return "denied_only" if denied else "unconfirmed"

    def _put_added(self, report: OutputReport, document: CodedDocument) -> None:
        event = dict.fromkeys(EVENT_COLUMNS)
        event |= {
            "id": report.id, "run_id": document.run.id, "type": report.type, "mode": report.mode,
            "quad": report.quad, "intensity": report.intensity, "cameo": report.cameo,
            "independent_sources": 1, "report_count": 1, "assertion": self._assertion([report.id]),
            **_when(report), **_where(report),
        }  # fmt: skip
        self._put(event, [(report.id, document.document.id)], _actor_rows(report))

    def _put(
        self, event: dict[str, Any], reports: list[tuple[str, str]], actors: list[tuple[Any, ...]]
    ) -> None:
        name = event["id"]
        _insert(self.connection, "fixed_events", [[event[column] for column in EVENT_COLUMNS]])
        _insert(self.connection, "fixed_event_reports", [(name, *pair) for pair in reports])
        _insert(self.connection, "fixed_event_actors", [(name, *actor) for actor in actors])


def _changes(report: OutputReport, was: OutputReport) -> dict[str, Any]:
    """Return the values of an event that a person set on one of its reports."""
    changes: dict[str, Any] = {}
    if (report.type, report.mode) != (was.type, was.mode):
        names = ("type", "mode", "quad", "intensity", "cameo")
        changes |= {name: getattr(report, name) for name in names}
    if report.when != was.when:
        changes |= _when(report)
    if report.where != was.where:
        changes |= _where(report)
    return changes


def _when(report: OutputReport) -> dict[str, Any]:
    when = report.when
    return {
        "earliest": _day(None if when is None else when.earliest),
        "before": _day(None if when is None else when.before),
        "date_precision": None if when is None else when.precision,
    }


def _where(report: OutputReport) -> dict[str, Any]:
    place = report.where[0] if report.where else None
    names = {"lat": "lat", "lon": "lon", "place_name": "name", "country": "country",
             "geonames_id": "geonames_id", "place_precision": "precision"}  # fmt: skip
    return {
        column: None if place is None else getattr(place, name) for column, name in names.items()
    }


def _actor_rows(report: OutputReport) -> list[tuple[Any, ...]]:
    seen: dict[tuple[str, str], tuple[Any, ...]] = defaultdict(tuple)
    for n, party in enumerate(report.participants):
        # Whoever a reviewer named, and no index knows, has the same id as everybody like that.
        is_named_only = party.actor_id in ("", "ent-by-reviewer")
        seen.setdefault(
            (party.role, party.name if is_named_only else party.actor_id),
            (n, party.role, party.name, party.actor_id or None, party.country, party.sector),
        )
    return list(seen.values())
