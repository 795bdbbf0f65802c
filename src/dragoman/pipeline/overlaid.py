"""The corrections of a store as rows for exports, panels and releases: the same as on the pages.

What the pages show of an event is taken over value by value; the rest of its record, which only
exports hold, follows from the same corrected reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.knowledge.codebook import load_codebook
from dragoman.pipeline.corrected import CorrectedDocument, corrected_documents
from dragoman.pipeline.decisions import constraints_of
from dragoman.records import DateRange, Event, EventActor, EventPlace, When
from dragoman.records.output import OutputReport, OutputWhen
from dragoman.store.effective import EVENT_COLUMNS, REPORT_COLUMNS, lay_over
from dragoman.store.overlaid import OF_DOCUMENTS, Overlay
from dragoman.store.rows import Rows, told_rows

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["overlay_of"]

_SCRATCH = f"""
CREATE TEMP VIEW made_events AS FROM events;
CREATE TEMP VIEW made_event_actors AS FROM event_actors;
CREATE TEMP VIEW made_event_reports AS SELECT x.event_id, x.report_id, r.document_id
    FROM event_reports x JOIN current_reports r ON r.id = x.report_id;
CREATE TEMP TABLE fixed_documents (id TEXT);
CREATE TEMP TABLE fixed_reports AS SELECT {", ".join(REPORT_COLUMNS)} FROM reports LIMIT 0;
CREATE TEMP TABLE fixed_events AS SELECT {", ".join(EVENT_COLUMNS)} FROM events LIMIT 0;
CREATE TEMP TABLE gone_events (id TEXT);
CREATE TEMP TABLE fixed_event_reports (event_id TEXT, report_id TEXT, document_id TEXT);
CREATE TEMP TABLE fixed_event_actors AS FROM event_actors LIMIT 0;
CREATE TEMP VIEW shown_reports AS SELECT {", ".join(REPORT_COLUMNS)} FROM current_reports
    WHERE document_id NOT IN (SELECT id FROM fixed_documents) UNION ALL FROM fixed_reports;
"""
"""The tables that `lay_over` reads and fills, over the store's own."""
_HOLDS = ("applied", "stale", "redundant")


def overlay_of(store: Store) -> Overlay | None:
    """Return what the store's corrections change; None if there are none.

    Raises:
        InputError: D121 the log cannot be read.
    """
    documents, orphaned = corrected_documents(store, load_codebook("plover"))
    if not documents and not orphaned:
        return None
    changed = [d for d in documents if d.shown is not d.machine]
    connection = store.connection.cursor()
    for statement in _SCRATCH.split(";"):
        if statement.strip():
            connection.execute(statement)
    lay_over(connection, changed)
    events = _Events(connection, changed)
    judged = _judged(documents)
    rows = _rows_of_documents(store, changed)
    rows.update(events.rows)
    return Overlay(
        document_ids=tuple(d.shown.document.id for d in changed),
        event_ids=events.outdated,
        rows=rows,
        reviews=(
            *((kind, name, review) for (kind, name), review in sorted(judged.items())),
            *(("event", *row) for row in _reviewed_events(connection, events, judged)),
        ),
        tally=_tally(documents, len(orphaned)),
        pending=_pending(store),
    )


def _rows_of_documents(store: Store, documents: Sequence[CorrectedDocument]) -> Rows:
    rows: Rows = defaultdict(list)
    for document in documents:
        told = told_rows(document.shown, store.analysis(document.shown.document.id))
        for name in OF_DOCUMENTS:
            rows[name] += told[name]
    return rows


def _judged(documents: Sequence[CorrectedDocument]) -> dict[tuple[str, str], str]:
    """Return by kind and id of a reading what people did: edited outweighs confirmed."""
    judged: dict[tuple[str, str], str] = {}
    for document in documents:
        said = {c.id: c for c in document.corrections}
        for outcome in document.outcomes:
            correction = said[outcome.correction_id]
            if outcome.record_id is None or outcome.status not in _HOLDS:
                continue
            key = (correction.kind, outcome.record_id)
            if outcome.status == "redundant":
                judged.setdefault(key, "confirmed")
            elif correction.action in ("set", "add"):
                edits = {"set": "edited", "add": "added"}
                judged[key] = "added" if judged.get(key) == "added" else edits[correction.action]
            elif correction.action == "confirm":
                judged.setdefault(key, "confirmed")
    return judged


def _reviewed_events(
    connection: duckdb.DuckDBPyConnection,
    events: _Events,
    judged: Mapping[tuple[str, str], str],
) -> list[tuple[str, str]]:
    """Return what people did to events, by what they did to their reports."""
    of_reports = {name: review for (kind, name), review in judged.items() if kind == "report"}
    rows = connection.execute(
        "SELECT event_id, report_id FROM event_reports WHERE report_id IN (SELECT unnest($ids))",
        {"ids": list(of_reports)},
    ).fetchall()
    gone = set(events.outdated) - events.left.keys()
    found = {event_id: "confirmed" for event_id, _ in rows if event_id not in gone}
    for event_id, report_ids in events.left.items():
        if event_id not in events.lost:
            found[event_id] = "added"
        elif events.lost[event_id] or "edited" in map(of_reports.get, report_ids):
            found[event_id] = "edited"
    return sorted(found.items())


def _tally(
    documents: Sequence[CorrectedDocument], orphaned: int
) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        actions = {c.id: c.action for c in document.corrections}
        counts.update((actions[o.correction_id], o.status) for o in document.outcomes)
    if orphaned:
        counts["any", "orphaned"] += orphaned
    return tuple((*key, count) for key, count in sorted(counts.items()))


def _pending(store: Store) -> int:
    """Count the decisions of same and different that the events do not follow."""
    decided = constraints_of(store)
    pairs = [(*pair, True) for pair in decided.same] + [(*p, False) for p in decided.different]
    ids = sorted({some_id for one, other, _ in pairs for some_id in (one, other)})
    rows = store.connection.cursor().execute(
        "SELECT report_id, event_id FROM event_reports WHERE report_id IN (SELECT unnest($ids))",
        {"ids": ids},
    ).fetchall()  # fmt: skip
    event_of = dict(rows)
    return sum(
        (event_of[one] == event_of[other]) is not is_same
        for one, other, is_same in pairs
        if one in event_of and other in event_of
    )


class _Events:
    """The events that corrections touch, as rows of the tables they are in."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, documents: Sequence[CorrectedDocument]
    ) -> None:
        self._connection = connection
        self._now = {r.id: r for d in documents for r in d.shown.reports}
        self._was = {r.id: r for d in documents for r in d.machine.reports}
        self.outdated = tuple(row[0] for row in self._asked("SELECT id FROM gone_events"))
        """Events of the coder that are replaced or gone."""
        self.left: dict[str, list[str]] = defaultdict(list)
        """By event that takes a place, its reports."""
        for event_id, report_id, _ in self._asked("FROM fixed_event_reports ORDER BY ALL"):
            self.left[event_id].append(report_id)
        machine = {
            name: msgspec.json.decode(record, type=Event)
            for name, record in self._asked(
                "SELECT id, record FROM events WHERE id IN (FROM gone_events)"
            )
        }
        self.lost = {
            name: bool(set(machine[name].report_ids) - set(report_ids))
            for name, report_ids in self.left.items()
            if name in machine
        }
        """By event of the coder that is replaced, whether a report of it was rejected."""
        self.rows = self._rows(machine)

    def _asked(self, text: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(text).fetchall()
        return found

    def _rows(self, machine: Mapping[str, Event]) -> Rows:
        rows: Rows = defaultdict(list)
        days = dict(
            self._asked(
                "SELECT f.event_id, min(d.published_on) FROM fixed_event_reports f"
                " JOIN documents d ON d.id = f.document_id GROUP BY 1"
            )
        )
        actors: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for event_id, *actor in self._asked("FROM fixed_event_actors ORDER BY event_id, n"):
            actors[event_id].append(tuple(actor))
        for row in self._asked("FROM fixed_events ORDER BY id"):
            values = dict(zip(EVENT_COLUMNS, row, strict=True))
            name = values["id"]
            event = self._event(values, machine.get(name), actors[name], days.get(name))
            rows["events"].append((*row, msgspec.json.encode(event).decode()))
            rows["event_reports"] += [(name, report_id) for report_id in event.report_ids]
            rows["event_actors"] += [(name, *actor) for actor in actors[name]]
            rows["event_dissents"] += [
                (name, d.field, d.value, list(d.report_ids)) for d in event.dissent
            ]
        return rows

    def _event(
        self,
        values: Mapping[str, Any],
        machine: Event | None,
        actors: Sequence[tuple[Any, ...]],
        published: date | None,
    ) -> Event:
        """Return the whole record of a corrected event, `values` being what the pages show."""
        left = tuple(self.left[values["id"]])
        if machine is None:
            machine = self._blank(left[0], values, published)
        if machine.founding_report_id not in left:
            machine = msgspec.structs.replace(
                machine, founding_report_id=left[0], report_ids=(*left, *machine.report_ids)
            )
        kept = set(left)
        changes: dict[str, Any] = {
            name: values[name] for name in ("type", "mode", "quad", "intensity", "cameo", "score")
        }
        changes |= {
            "report_ids": left,
            "participants": tuple(_actor(row, left) for row in actors),
            "quantities": tuple(q for q in machine.quantities if kept & set(q.report_ids)),
            "assertion": values["assertion"],
            "independent_sources": values["independent_sources"],
            "dissent": tuple(d for d in machine.dissent if self._still(d.field, d.report_ids)),
        }
        for report_id in left:
            if report_id in self._now:
                changes |= _set(self._now[report_id], self._was.get(report_id))
        return msgspec.structs.replace(machine, **changes)

    def _blank(self, report_id: str, values: Mapping[str, Any], published: date | None) -> Event:
        return Event(
            id=report_id, run_id=values["run_id"], founding_report_id=report_id,
            report_ids=(report_id,), type=values["type"], status=None,
            assertion=values["assertion"], independent_sources=1,
            first_published=published, last_published=published,
        )  # fmt: skip

    def _still(self, field: str, report_ids: Sequence[str]) -> bool:
        """True if some report still holds a reading that the event does not show."""
        return any(
            name not in self._was
            or (name in self._now and _same(field, self._now[name], self._was[name]))
            for name in report_ids
        )


_FIELDS = {"initiator": "participants", "target": "participants", "quantity": "quantities"}


def _same(field: str, now: OutputReport, was: OutputReport) -> bool:
    name = _FIELDS.get(field, field)
    return bool(getattr(now, name) == getattr(was, name))


def _set(report: OutputReport, was: OutputReport | None) -> dict[str, Any]:
    """Return what an event takes over from a report that people set values of, or added."""
    changes: dict[str, Any] = {}
    if was is None or report.contexts != was.contexts:
        changes["contexts"] = report.contexts
    if was is None or report.when != was.when:
        changes["when"] = None if report.when is None else _when(report.when)
    if was is None or report.where != was.where:
        changes["where"] = _where(report)
    if (was is None or report.stance != was.stance) and report.stance is not None:
        changes["status"] = report.stance.status
    return changes


def _when(when: OutputWhen) -> When:
    def day(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text[:10])

    def between(earliest: str | None, before: str | None) -> DateRange:
        return DateRange(
            earliest=day(earliest), before=day(before), precision=when.precision, basis=when.basis
        )

    end = None if when.end is None else between(when.end.earliest, when.end.before)
    return When(begin=between(when.earliest, when.before), extent=when.extent, end=end)


def _where(report: OutputReport) -> EventPlace | None:
    if not report.where:
        return None
    place = report.where[0]
    return EventPlace(
        name=place.name, relation=place.relation, country=place.country, admin1=place.admin1,
        latitude=place.lat, longitude=place.lon, geonames_id=place.geonames_id,
        precision=place.precision, report_ids=(report.id,),
    )  # fmt: skip


def _actor(row: tuple[Any, ...], report_ids: tuple[str, ...]) -> EventActor:
    _, role, name, actor_id, country, sector = row
    is_known = actor_id is not None and not actor_id.startswith("ent-")
    return EventActor(
        role=role, name=name, actor_id=actor_id if is_known else None, country=country,
        sector=sector, report_ids=report_ids,
    )  # fmt: skip
