"""Links the reports of a store: reads what is new with what it may belong to, writes events back.

Only reports that no event has yet are compared, with each other and with those of the weeks around
them. Events that were given an id stand, though a new report may join two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import Event, EventAlias, EventRelation
from dragoman.stages.link import link_reports
from dragoman.stages.links.report import Constraints, KnownEvent, Linked
from dragoman.store.index_build import renew_index
from dragoman.store.linkable import read_chosen
from dragoman.store.loader import insert_rows
from dragoman.store.rows import Row, Rows

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["LinkSummary", "choose_around", "link_store"]

_AROUND_DAYS = 21
"""How far from a new report's days known ones are read; farther ones are never compared."""

_NEW = "SELECT r.id FROM current_reports r ANTI JOIN event_reports e ON e.report_id = r.id"
_GONE = """
    SELECT e.event_id, e.report_id FROM event_reports e
    ANTI JOIN current_reports r ON r.id = e.report_id
"""
_DAYS = """
    SELECT r.id, days.day FROM current_reports r JOIN documents d ON d.id = r.document_id,
    unnest([r.earliest, r.before, d.published_on]) AS days(day) WHERE days.day IS NOT NULL
"""
_AROUND = f"""
    INSERT INTO chosen
    WITH days AS ({_DAYS}),
    weeks AS (SELECT DISTINCT (day - DATE '2000-01-01') // 7 AS week
              FROM days SEMI JOIN chosen USING (id)),
    near AS (SELECT DISTINCT week + shift AS week FROM weeks,
             unnest(range(-{_AROUND_DAYS // 7}, {_AROUND_DAYS // 7} + 1)) AS shifts(shift)),
    found AS (
        SELECT DISTINCT id FROM days
        SEMI JOIN near ON (days.day - DATE '2000-01-01') // 7 = near.week
        UNION SELECT id FROM current_reports ANTI JOIN days USING (id)
    )
    SELECT id FROM found ANTI JOIN chosen USING (id)
"""
_WHOLE_EVENTS = """
    INSERT INTO chosen SELECT DISTINCT e.report_id FROM event_reports e
    SEMI JOIN (SELECT event_id FROM event_reports SEMI JOIN chosen ON chosen.id = report_id) h
    USING (event_id) ANTI JOIN chosen ON chosen.id = e.report_id
"""
_SUCCESSORS = """
    SELECT g.report_id, min(n.id) FROM gone g
    JOIN reports o ON o.id = g.report_id JOIN documents d ON d.revision_of = o.document_id
    JOIN current_reports n ON n.document_id = d.id
        AND n.type = o.type AND n.trigger_text = o.trigger_text
    GROUP BY g.report_id HAVING count(DISTINCT n.id) = 1
"""
_EVENT_TABLES = ("event_reports", "event_actors", "event_dissents")


class LinkSummary(msgspec.Struct, kw_only=True):
    """What a linking did, in numbers."""

    reports: int = 0
    """Reports that no event had."""
    compared: int = 0
    """Reports that were read, known ones of the same weeks included."""
    events: int = 0
    """Events in the store afterwards."""
    new: int = 0
    changed: int = 0
    """Events that stood and have other reports or readings now."""
    merged: int = 0
    """Events that turned out to be another one; their ids lead there."""
    gone: int = 0
    """Events none of whose reports is left."""
    relations: int = 0
    """Relations between events that were read anew."""
    unmet: tuple[tuple[str, str, str], ...] = ()
    """Corrections `same` and `different` that could not be kept."""


def link_store(
    store: Store, *, constraints: Constraints | None = None, anew: bool = False
) -> LinkSummary:
    """Make events of the reports that have none yet, and bring those they touch up to date.

    `constraints` are people's decisions, as ids of reports; their reports are looked at in any
    case. With `anew` all reports are compared again, as after a change of the linker; ids stand
    where the founding report does. In one transaction; a second call changes nothing.

    Raises:
        StoreError: D404 where the store cannot be written.
    """
    with store.transaction() as connection:
        return _link(connection, constraints or Constraints(), anew=anew)


def _link(
    connection: duckdb.DuckDBPyConnection, constraints: Constraints, *, anew: bool
) -> LinkSummary:
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen (id TEXT)")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {_GONE}")
    successors = dict(connection.execute(_SUCCESSORS).fetchall())
    summary = LinkSummary(reports=_choose(connection, constraints, anew=anew))
    reports = read_chosen(connection)
    summary.compared = len(reports)
    known = _known(connection, successors, {report.id for report in reports})
    given = msgspec.structs.replace(constraints, taken_ids=_taken(connection))
    linked = link_reports(reports, known=known, constraints=given, stand=not anew)
    renew_index(connection, _write(connection, known, linked, summary))
    connection.execute("DROP TABLE chosen; DROP TABLE gone")
    return summary


def _choose(connection: duckdb.DuckDBPyConnection, constraints: Constraints, *, anew: bool) -> int:
    """Fill `chosen` with the reports to look at; return how many of them no event has yet."""
    connection.execute(f"INSERT INTO chosen {_NEW}")
    found = connection.execute("SELECT count(*) FROM chosen").fetchone()
    decided = sorted({some_id for pair in (*constraints.same, *constraints.different)
                      for some_id in pair})  # fmt: skip
    connection.execute(
        "INSERT INTO chosen (SELECT id FROM current_reports "
        "WHERE ? OR id IN (SELECT unnest(?::TEXT[])) EXCEPT SELECT id FROM chosen)",
        [anew, decided],
    )
    connection.execute(
        "INSERT INTO chosen SELECT DISTINCT e.report_id FROM event_reports e "
        "SEMI JOIN gone USING (event_id) ANTI JOIN chosen ON chosen.id = e.report_id"
    )
    if connection.execute("SELECT 1 FROM chosen LIMIT 1").fetchone() is not None:
        choose_around(connection)
    return 0 if found is None else int(found[0])


def choose_around(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `chosen` the reports of the weeks around, and all others of the events met."""
    connection.execute(_AROUND)
    connection.execute(_WHOLE_EVENTS)


def _known(
    connection: duckdb.DuckDBPyConnection, successors: dict[str, str], given: Iterable[str]
) -> list[KnownEvent]:
    """Return the events that hold a chosen report, and those that lost all of theirs.

    A report of a text that was edited is followed by that of the new version.
    """
    rows = connection.execute(
        "SELECT e.id, json_extract_string(e.record, '$.founding_report_id'), "
        "list(r.report_id ORDER BY r.report_id) FROM events e JOIN event_reports r "
        "ON r.event_id = e.id SEMI JOIN (SELECT event_id FROM event_reports "
        "SEMI JOIN chosen ON chosen.id = report_id) h ON h.event_id = e.id "
        "GROUP BY ALL ORDER BY e.id"
    ).fetchall()
    present = set(given)

    def now(report_id: str) -> str:
        return report_id if report_id in present else successors.get(report_id, report_id)

    return [
        KnownEvent(
            id=event_id,
            founding_report_id=now(founding),
            report_ids=tuple(sorted({now(report_id) for report_id in report_ids})),
        )
        for event_id, founding, report_ids in rows
    ]


def _taken(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the ids that lead to other events, and may not be given again."""
    rows = connection.execute("SELECT old_id FROM event_aliases ORDER BY old_id").fetchall()
    return tuple(row[0] for row in rows)


def _write(
    connection: duckdb.DuckDBPyConnection,
    known: Sequence[KnownEvent],
    linked: Linked,
    summary: LinkSummary,
) -> set[str]:
    """Put the events that are new or changed in place of what they were; return which are."""
    before = {event.id for event in known}
    stored = dict(
        connection.execute(
            "SELECT id, record FROM events WHERE id IN (SELECT unnest(?::TEXT[]))", [sorted(before)]
        ).fetchall()
    )
    records = {event.id: msgspec.json.encode(event).decode() for event in linked.events}
    altered = [event for event in linked.events if stored.get(event.id) != records[event.id]]
    lost = before - records.keys()
    outdated = sorted(lost | {event.id for event in altered})
    connection.execute("DELETE FROM events WHERE id IN (SELECT unnest(?::TEXT[]))", [outdated])
    for name in _EVENT_TABLES:
        connection.execute(
            f"DELETE FROM {name} WHERE event_id IN (SELECT unnest(?::TEXT[]))", [outdated]
        )
    rows: Rows = {"events": [_event_row(event, records[event.id]) for event in altered]}
    rows["event_reports"] = [(e.id, some_id) for e in altered for some_id in e.report_ids]
    rows["event_actors"] = [
        (e.id, n, a.role, a.name, a.actor_id, a.country, a.sector)
        for e in altered for n, a in enumerate(e.participants)
    ]  # fmt: skip
    rows["event_dissents"] = [
        (e.id, d.field, d.value, list(d.report_ids)) for e in altered for d in e.dissent
    ]
    insert_rows(connection, rows)
    _write_aliases(connection, linked.aliases)
    _write_relations(connection, linked.relations, before | records.keys())
    summary.new = len([event for event in altered if event.id not in before])
    summary.changed = len(altered) - summary.new
    summary.merged = len(linked.aliases)
    summary.gone = len(lost) - summary.merged
    summary.relations = len(linked.relations)
    summary.unmet = linked.unmet
    total = connection.execute("SELECT count(*) FROM events").fetchone()
    summary.events = 0 if total is None else int(total[0])
    return {*outdated, *(event.id for event in altered)}


def _event_row(event: Event, record: str) -> Row:
    begin = None if event.when is None else event.when.begin
    where = event.where
    return (
        event.id, event.run_id, event.type, event.mode, event.quad, event.intensity, event.cameo,
        None if begin is None else begin.earliest,
        None if begin is None else begin.before,
        None if begin is None else begin.precision,
        None if where is None else where.latitude,
        None if where is None else where.longitude,
        None if where is None else where.name,
        None if where is None else where.country,
        None if where is None else where.geonames_id,
        None if where is None else where.precision,
        event.assertion, event.independent_sources, len(event.report_ids), event.score, record,
    )  # fmt: skip


def _write_aliases(connection: duckdb.DuckDBPyConnection, aliases: Sequence[EventAlias]) -> None:
    """Add aliases; older ones that led to an event which is gone now lead where it leads."""
    for alias in aliases:
        connection.execute(
            "UPDATE event_aliases SET new_id = ? WHERE new_id = ?", [alias.new_id, alias.old_id]
        )
    insert_rows(connection, {"event_aliases": [(a.old_id, a.new_id, a.run_id) for a in aliases]})


def _write_relations(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[EventRelation], of: Iterable[str]
) -> None:
    """Put what was read anew of these events in place of what was read before."""
    connection.execute(
        "DELETE FROM event_relations WHERE from_id IN (SELECT unnest(?::TEXT[]))", [sorted(of)]
    )
    insert_rows(connection, {"event_relations": [
        (r.from_id, r.to_id, r.kind, list(r.report_ids), msgspec.json.encode(r).decode())
        for r in relations
    ]})  # fmt: skip
