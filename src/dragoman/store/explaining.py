"""Why two reports of a store are one event or not: what was compared, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import StoreError
from dragoman.records import Record, When
from dragoman.stages.links.pair import Part, compare_pair
from dragoman.stages.links.report import LinkableReport
from dragoman.store.linkable import read_chosen
from dragoman.store.linking import choose_around

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["Explanation", "Side", "explain_pair"]


class Side(Record, frozen=True, kw_only=True):
    """One of the two reports, as it was compared."""

    report_id: str
    document_id: str
    event_id: str | None
    type: str | None
    day: str
    place: str
    parties: str
    sentence: str


class Explanation(Record, frozen=True, kw_only=True):
    """What speaks for and against two reports being one event."""

    reports: tuple[Side, Side]
    features: tuple[Part, ...]
    score: float
    """What the features come to; above 0 speaks for one event."""
    is_one_event: bool
    notes: tuple[str, ...]
    """What decided, in sentences."""


def explain_pair(store: Store, one: str, other: str) -> Explanation:
    """Return why the two reports are one event or not; nothing is changed.

    Words are weighed by how rare they are in the weeks around the two, as when they were linked.

    Raises:
        StoreError: D406 where the store has no such report that counts.
    """
    connection = store.connection.cursor()
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen (id TEXT)")
    connection.executemany("INSERT INTO chosen VALUES (?)", [[one], [other]])
    choose_around(connection)
    reports = {report.id: report for report in read_chosen(connection)}
    for some_id in (one, other):
        if some_id not in reports:
            raise StoreError("D406", f"{store.path}: holds no report {some_id!r} that counts.")
    compared = compare_pair(list(reports.values()), one, other)
    events = _events(connection, (one, other))
    is_one = one == other or (events[one] is not None and events[one] == events[other])
    notes = [*compared.notes, _outcome(is_one, events[one], events[other], compared.score)]
    connection.close()
    return Explanation(
        reports=(_side(reports[one], events[one]), _side(reports[other], events[other])),
        features=compared.parts,
        score=compared.score,
        is_one_event=is_one,
        notes=tuple(notes),
    )


def _events(
    connection: duckdb.DuckDBPyConnection, report_ids: tuple[str, str]
) -> dict[str, str | None]:
    rows = connection.execute(
        "SELECT report_id, event_id FROM event_reports WHERE report_id IN "
        "(SELECT unnest(?::TEXT[]))",
        [list(report_ids)],
    ).fetchall()
    return {some_id: dict(rows).get(some_id) for some_id in report_ids}


def _outcome(is_one: bool, one: str | None, other: str | None, score: float) -> str:
    if one is None or other is None:
        return "Not linked yet: `dragoman link --store FILE` does."
    speaks_for = score > 0
    if is_one:
        means = "" if speaks_for else ", for other reports of it speak for both, or a person does"
        return f"They are one event, {one}{means}."
    means = ", for most other pairs of the two events speak against it" if speaks_for else ""
    return f"They are two events, {one} and {other}{means}."


def _side(report: LinkableReport, event_id: str | None) -> Side:
    return Side(
        report_id=report.id,
        document_id=report.document.id,
        event_id=event_id,
        type=report.type,
        day=_day(report.when),
        place=", ".join(place.name for place in report.places) or "no place",
        parties="; ".join(f"{party.role} {party.name}" for party in report.parties),
        sentence=" ".join(report.sentence.split()),
    )


def _day(when: When | None) -> str:
    if when is None:
        return ""
    earliest, before = when.begin.earliest, when.begin.before
    first = "" if earliest is None else earliest.isoformat()
    if earliest is not None and before is not None and (before - earliest).days == 1:
        return first
    return f"{first}–{'' if before is None else before.isoformat()}"
