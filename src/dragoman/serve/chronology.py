"""The chronology: events by day, how many of each kind there are, and how they spread over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.serve.filters import FACETS, Filters
from dragoman.serve.library import Library

__all__ = ["Bucket", "Facet", "FacetValue", "count", "events_after", "facets", "histogram", "lines"]

PAGE = 40
_SHOWN_VALUES = 12
_NO_DAY = date(1, 1, 1)
"""Sorts events without any date last."""
_DAY = "coalesce(e.day, DATE '0001-01-01')"

ACTORS_OF_ROLE = ("initiator", "visitor", "party", "mediator")
"""Roles shown before the arrow; the others are shown after it."""


class FacetValue(NamedTuple):
    """One value of a facet with how many events have it."""

    value: str
    label: str
    events: int
    is_chosen: bool


class Facet(NamedTuple):
    """A facet's values, the most frequent first."""

    name: str
    values: tuple[FacetValue, ...]
    more: int
    """How many values are not shown."""


class Bucket(NamedTuple):
    """Days [since, until] with how many events of cooperation and of conflict they have."""

    label: str
    since: date
    until: date
    cooperation: int
    conflict: int


def count(library: Library, filters: Filters) -> int:
    """Return how many events the filters let through."""
    where, bound = filters.conditions()
    return int(
        library.rows(f"SELECT count(*) AS n FROM shown_events e WHERE {where}", bound)[0]["n"]
    )


def events_after(
    library: Library, filters: Filters, after: tuple[date, str] | None, *, limit: int = PAGE
) -> tuple[list[dict[str, Any]], tuple[date, str] | None]:
    """Return a page of events, the latest first, and where the next page begins, if there is one.

    `after` is the day and id of the last event of the page before.
    """
    where, bound = filters.conditions()
    if after is not None:
        where += f" AND ({_DAY} < $after_day OR ({_DAY} = $after_day AND e.id > $after_id))"
        bound |= {"after_day": after[0], "after_id": after[1]}
    rows = library.rows(
        f"SELECT e.* FROM shown_events e WHERE {where} ORDER BY {_DAY} DESC, e.id"
        f" LIMIT {limit + 1}",
        bound,
    )
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], (last["day"] or _NO_DAY, last["id"])


def lines(library: Library, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with their parties and the sentence that tells them best."""
    events = [dict(row) for row in rows]
    ids = [event["id"] for event in events]
    actors = library.rows(
        "SELECT event_id, role, name, actor_id, country FROM shown_event_actors"
        " WHERE event_id IN (SELECT unnest($ids)) ORDER BY event_id, n",
        {"ids": ids},
    )
    told = library.rows(
        "SELECT x.event_id, r.id, r.document_id, r.trigger_start, r.trigger_end,"
        " r.sentence_start, r.certainty, r.status, r.polarity, d.title,"
        " coalesce(d.publisher, d.source_id) AS source,"
        " substring(d.text, r.sentence_start + 1, least(r.sentence_end - r.sentence_start, 420))"
        " AS sentence FROM shown_event_reports x JOIN shown_reports r ON r.id = x.report_id"
        " JOIN documents d ON d.id = r.document_id WHERE x.event_id IN (SELECT unnest($ids))"
        " ORDER BY r.score DESC NULLS LAST, r.id",
        {"ids": ids},
    )
    for event in events:
        parties = [a for a in actors if a["event_id"] == event["id"]]
        event["from"] = [a for a in parties if a["role"] in ACTORS_OF_ROLE]
        event["to"] = [a for a in parties if a["role"] not in ACTORS_OF_ROLE]
        event["reports"] = [r for r in told if r["event_id"] == event["id"]]
        event["best"] = event["reports"][0] if event["reports"] else None
    return events


_FACET_SQL = {
    **{name: f"SELECT CAST(e.{name} AS TEXT) AS value, NULL AS label, count(*) AS n FROM {{}} e"
       for name in ("quad", "type", "mode", "assertion")},
    "place": "SELECT e.country AS value, NULL AS label, count(*) AS n FROM {} e",
    "country": "SELECT a.country AS value, NULL AS label, count(DISTINCT e.id) AS n FROM {} e"
               " JOIN shown_event_actors a ON a.event_id = e.id",
    "actor": "SELECT a.actor_id AS value, min(a.name) AS label, count(DISTINCT e.id) AS n"
             " FROM {} e JOIN shown_event_actors a ON a.event_id = e.id",
    "source": "SELECT coalesce(d.publisher, d.source_id) AS value, NULL AS label,"
              " count(DISTINCT e.id) AS n FROM {} e JOIN shown_event_reports x"
              " ON x.event_id = e.id JOIN documents d ON d.id = x.document_id",
}  # fmt: skip


def facets(library: Library, filters: Filters) -> list[Facet]:
    """Return the counts of each facet, under all filters but its own."""
    return library.computed(("facets", filters), lambda: _facets(library, filters))


def _facets(library: Library, filters: Filters) -> list[Facet]:
    where, bound = filters.conditions()
    table = "shown_events"
    if where != "true":
        # Once, not once a facet: a search looks through every text.
        columns = "e.id, e.quad, e.type, e.mode, e.assertion, e.country"
        library.keep_as("asked", f"SELECT {columns} FROM shown_events e WHERE {where}", bound)
        table = "asked"
    found = []
    for name in FACETS:
        if getattr(filters, name):
            own_where, own_bound = filters.conditions(without=name)
            text = _FACET_SQL[name].format("shown_events") + f" WHERE {own_where}"
            rows = _grouped(library, text, own_bound)
        else:
            rows = _grouped(library, _FACET_SQL[name].format(table) + " WHERE true", {})
        found.append(_facet(name, rows, getattr(filters, name)))
    return found


def _grouped(library: Library, text: str, bound: dict[str, Any]) -> list[dict[str, Any]]:
    return library.asked(f"{text} GROUP BY 1 ORDER BY n DESC, value LIMIT 400", bound)


def _facet(name: str, rows: list[dict[str, Any]], chosen: tuple[str, ...]) -> Facet:
    values = [
        FacetValue(row["value"], row["label"] or row["value"], row["n"], row["value"] in chosen)
        for row in rows
        if row["value"] is not None
    ]
    values.sort(key=lambda v: not v.is_chosen)
    known = {v.value for v in values}
    missing = [FacetValue(c, c, 0, is_chosen=True) for c in chosen if c not in known]
    if name == "quad":
        values.sort(key=lambda v: v.value)
    room = max(_SHOWN_VALUES, len(chosen))
    return Facet(name, (*missing, *values[:room]), max(0, len(values) - room))


def histogram(library: Library, filters: Filters, *, grain: str | None = None) -> list[Bucket]:
    """Return events over time, under all filters; empty where no event has a day."""
    where, bound = filters.conditions()
    where += " AND e.day IS NOT NULL"
    text = f"SELECT min(e.day) AS first, max(e.day) AS last FROM shown_events e WHERE {where}"
    span = library.rows(text, bound)[0]
    if span["first"] is None:
        return []
    grain = grain or grain_of(span["first"], span["last"])
    rows = library.rows(
        f"SELECT CAST(date_trunc('{grain}', e.day) AS DATE) AS since,"
        " count(*) FILTER (e.quad <= 2) AS cooperation, count(*) FILTER (e.quad >= 3) AS conflict"
        f" FROM shown_events e WHERE {where} GROUP BY 1 ORDER BY 1",
        bound,
    )
    counts = {row["since"]: row for row in rows}
    found, day = [], rows[0]["since"]
    while day <= rows[-1]["since"]:
        after = _next(day, grain)
        row = counts.get(day, {"cooperation": 0, "conflict": 0})
        label = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}[grain]
        until = after - timedelta(days=1)
        found.append(Bucket(day.strftime(label), day, until, row["cooperation"], row["conflict"]))
        day = after
    return found


def grain_of(first: date, last: date) -> str:
    """Return the grain at which the days between fit on a page."""
    days = (last - first).days
    if days <= 70:
        return "day"
    return "month" if days <= 365 * 8 else "year"


def _next(day: date, grain: str) -> date:
    if grain == "day":
        return day + timedelta(days=1)
    if grain == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(day.year + 1, 1, 1)
