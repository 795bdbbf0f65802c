"""The chronology: events by day, how many of each kind there are, and how they spread over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.serve.filters import FACETS, Filters
from dragoman.serve.library import Library
from dragoman.serve.tallies import counts_of, lines_of
from dragoman.serve.views import EVENT_COLUMNS

__all__ = ["Bucket", "Facet", "FacetValue", "count", "events_after", "facets", "histogram", "lines"]

PAGE = 40
_SHOWN_VALUES = 12
_NO_DAY = date(1, 1, 1)
"""Sorts events without any date last."""
_DAY = "coalesce(e.day, DATE '0001-01-01')"
_SHOWN = ", ".join(f"e.{name}" for name in (*EVENT_COLUMNS, "day", "n"))

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
    return library.computed(("count", filters), lambda: _count(library, filters))


def _count(library: Library, filters: Filters) -> int:
    counts = counts_of(library, filters)
    text = f"SELECT coalesce(sum(events), 0) AS n FROM {counts} WHERE what = 'kind'"
    return int(library.asked(text, {})[0]["n"])


def events_after(
    library: Library, filters: Filters, after: tuple[date, str] | None, *, limit: int = PAGE
) -> tuple[list[dict[str, Any]], tuple[date, str] | None]:
    """Return a page of events, the latest first, and where the next page begins, if there is one.

    `after` is the day and id of the last event of the page before. `n` is the number of an event
    in the index, for `lines`.
    """
    rows = library.computed(
        ("events", filters, after, limit), lambda: _events(library, filters, after, limit)
    )
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], (last["day"] or _NO_DAY, last["id"])


def _events(
    library: Library, filters: Filters, after: tuple[date, str] | None, limit: int
) -> list[dict[str, Any]]:
    where, bound = "true", {}
    lines_table = lines_of(library, filters)
    if lines_table != "shown_index":
        where = f"e.n IN (SELECT n FROM {lines_table})"
    if after is not None:
        day = "e.day" if after[0] != _NO_DAY else _DAY
        or_later = "" if after[0] == _NO_DAY else " OR e.day IS NULL"
        where += (
            f" AND ({day} <= $after_day{or_later}) AND ({_DAY} < $after_day"
            f" OR ({_DAY} = $after_day AND e.id > $after_id))"
        )
        bound |= {"after_day": after[0], "after_id": after[1]}
    order = "e.day DESC NULLS LAST, e.id"
    return library.asked(
        f"SELECT {_SHOWN} FROM shown_events e WHERE n IN (SELECT e.n FROM shown_index e"
        f" WHERE {where} ORDER BY {order} LIMIT {limit + 1}) ORDER BY {order}",
        bound,
    )


def lines(library: Library, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with their parties and the sentence that tells them best.

    The rows are of `shown_events`, with `n`.
    """
    events = [dict(row) for row in rows]
    if not events:
        return []
    numbers = {"numbers": [event["n"] for event in events]}
    parties = _by_event(
        library.rows(
            "SELECT event_n, role, name, actor_id, country FROM shown_parties"
            " WHERE event_n IN (SELECT unnest($numbers)) ORDER BY event_n, n",
            numbers,
        )
    )
    told = _by_event(library.rows(_BEST, numbers))
    texts = [row["document_id"] for found in told.values() for row in found]
    documents = {
        row["id"]: row
        for row in library.rows(
            "SELECT id, title, coalesce(publisher, source_id) AS source, url, published_on"
            " FROM documents WHERE id IN (SELECT unnest($ids))",
            {"ids": sorted(set(texts))},
        )
    }
    for event in events:
        own = parties.get(event["n"], [])
        event["from"] = [a for a in own if a["role"] in ACTORS_OF_ROLE]
        event["to"] = [a for a in own if a["role"] not in ACTORS_OF_ROLE]
        best = told.get(event["n"])
        event["best"] = None if best is None else _told(best[0], documents)
    return events


_BEST = """
    SELECT n AS event_n, best_id AS id, best_document_id AS document_id,
        best_start AS trigger_start, best_end AS trigger_end,
        best_sentence_start AS sentence_start, best_certainty AS certainty, best_status AS status,
        best_polarity AS polarity, best_sentence AS sentence
    FROM shown_index WHERE n IN (SELECT unnest($numbers)) AND best_id IS NOT NULL
"""


def _told(best: dict[str, Any], documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the report that tells an event best, with what its document says of itself."""
    document = documents.get(best["document_id"], {})
    names = ("title", "source", "url", "published_on")
    return best | {name: document.get(name) for name in names}


def _by_event(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["event_n"], []).append(row)
    return found


_FACET_SQL = {
    **{name: (f"SELECT CAST(k.{name} AS TEXT) AS value, NULL AS label, sum(c.events) AS n"
              " FROM {} c JOIN shown_kinds k ON k.n = c.n WHERE c.what = 'kind'")
       for name in ("quad", "type", "mode", "assertion")},
    "place": "SELECT p.country AS value, NULL AS label, sum(c.events) AS n FROM {} c"
             " JOIN shown_places p ON p.n = c.n WHERE c.what = 'place'",
    **{name: ("SELECT k.value, NULL AS label, c.n FROM (SELECT n AS of, sum(events) AS n FROM {}"
              f" WHERE what = '{name}' GROUP BY 1) c JOIN shown_names k ON k.n = c.of")
       for name in ("country", "source")},
}  # fmt: skip
_OF_ALL = " GROUP BY 1 HAVING sum(c.events) > 0"
_FACET_ACTORS = """
    WITH top AS (
        SELECT c.of, k.value, c.n FROM (
            SELECT n AS of, sum(events) AS n FROM {} WHERE what = 'actor' GROUP BY 1
            HAVING sum(events) > 0
        ) c JOIN shown_names k ON k.n = c.of ORDER BY c.n DESC, k.value LIMIT 400
    )
    SELECT t.value, l.label, t.n FROM top t LEFT JOIN (
        SELECT actor_n, arg_max(name, (parts, name)) AS label FROM (
            SELECT actor_n, name, sum(parts) AS parts FROM shown_called
            WHERE actor_n IN (SELECT of FROM top) GROUP BY 1, 2
        ) GROUP BY 1
    ) l ON l.actor_n = t.of ORDER BY n DESC, value
"""


def facets(library: Library, filters: Filters) -> list[Facet]:
    """Return the counts of each facet, under all filters but its own."""
    return library.computed(("facets", filters), lambda: _facets(library, filters))


def _facets(library: Library, filters: Filters) -> list[Facet]:
    found = []
    for name in FACETS:
        chosen: tuple[str, ...] = getattr(filters, name)
        counts = counts_of(library, filters.changed(**{name: ()}))
        found.append(_facet(name, _values(library, name, counts), chosen))
    return found


def _values(library: Library, name: str, counts: str) -> list[dict[str, Any]]:
    if name == "actor":
        return library.asked(_FACET_ACTORS.format(counts), {})
    grouped = _OF_ALL if name not in {"country", "source"} else " WHERE c.n > 0"
    text = f"{_FACET_SQL[name].format(counts)}{grouped} ORDER BY n DESC, value LIMIT 400"
    return library.asked(text, {})


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
    days = library.computed(("days", filters), lambda: _days(library, filters))
    if not days:
        return []
    grain = grain or grain_of(days[0]["day"], days[-1]["day"])
    counts: dict[date, list[int]] = {}
    for row in days:
        sums = counts.setdefault(_first_of(row["day"], grain), [0, 0])
        sums[0] += row["cooperation"]
        sums[1] += row["conflict"]
    found, day, last = [], min(counts), max(counts)
    while day <= last:
        after = _next(day, grain)
        label = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}[grain]
        until = after - timedelta(days=1)
        found.append(Bucket(day.strftime(label), day, until, *counts.get(day, (0, 0))))
        day = after
    return found


def _days(library: Library, filters: Filters) -> list[dict[str, Any]]:
    """Return the days that have events, in order, with how many of each kind."""
    return library.asked(
        "SELECT DATE '1970-01-01' + n AS day, CAST(sum(cooperation) AS BIGINT) AS cooperation,"
        f" CAST(sum(conflict) AS BIGINT) AS conflict FROM {counts_of(library, filters)}"
        " WHERE what = 'day' AND n IS NOT NULL GROUP BY 1 HAVING sum(events) > 0 ORDER BY 1",
        {},
    )


def _first_of(day: date, grain: str) -> date:
    if grain == "day":
        return day
    return day.replace(day=1) if grain == "month" else day.replace(month=1, day=1)


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
