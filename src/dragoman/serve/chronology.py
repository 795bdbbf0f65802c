"""The chronology: events by day, how many there are, and how they spread over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.picking import event_rows, few, picked
from dragoman.serve.tallies import counts_of, lines_of

__all__ = [
    "Bucket", "count", "events_after", "histogram", "kinds_of", "lines", "with_best",
    "with_parties", "years_of",
]  # fmt: skip

PAGE = 40
_NO_DAY = date(1, 1, 1)
"""Sorts events without any date last."""
_DAY = "coalesce(e.day, DATE '0001-01-01')"

ACTORS_OF_ROLE = ("initiator", "visitor", "party", "mediator")
"""Roles shown before the arrow; the others are shown after it."""


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
    return sum(row["n"] for row in kinds_of(library, filters))


def kinds_of(library: Library, filters: Filters) -> list[dict[str, Any]]:
    """Return how many events are of each kind."""
    return library.computed(
        ("kinds", filters),
        lambda: library.asked(
            "SELECT CAST(quad AS TEXT) AS quad, type, mode, assertion, CAST(sum(events) AS BIGINT)"
            f" AS n FROM {counts_of(library, filters)} c JOIN shown_kinds k ON k.n = c.n"
            " WHERE what = 'kind' GROUP BY 1, 2, 3, 4 HAVING sum(events) > 0",
            {},
        ),
    )


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
    table = lines_of(library, filters)
    edge, first = _edge(library, table, after, limit)
    bound: dict[str, Any] = {"first": first}
    where = edge
    if table != "shown_index":
        where += f" AND e.n IN (SELECT n FROM {table} e WHERE {edge})"
    if after is not None:
        where += f" AND ({_DAY} < $after_day OR ({_DAY} = $after_day AND e.id > $after_id))"
        bound |= {"after_day": after[0], "after_id": after[1]}
    order = "e.day DESC NULLS LAST, e.id"
    numbers = library.asked(
        f"SELECT e.n FROM shown_index e WHERE {where} ORDER BY {order} LIMIT {limit + 1}",
        {name: value for name, value in bound.items() if f"${name}" in where},
    )
    return event_rows(library, [row["n"] for row in numbers])


def _edge(
    library: Library, table: str, after: tuple[date, str] | None, limit: int
) -> tuple[str, date | None]:
    """Return a condition on the days that a page of events may be of, and the first of them.

    So that ids, which are long, are looked at only where days are equal.
    """
    if after is not None and after[0] == _NO_DAY:
        return "e.day IS NULL", None
    before = "" if after is None else " AND e.day < $after_day"
    (row,) = library.asked(
        "SELECT min(day) AS first, count(*) AS n FROM (SELECT day FROM"
        f" {table} e WHERE e.day IS NOT NULL{before} ORDER BY day DESC LIMIT {limit + 1})",
        {} if after is None else {"after_day": after[0]},
    )
    until = "true" if after is None else "e.day <= $after_day"
    if row["n"] > limit:
        return f"(e.day >= $first AND {until})", row["first"]
    return f"(e.day IS NULL OR {until})", None


def lines(library: Library, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with their parties and the sentence that tells them best.

    The rows are of `shown_events`, with `n`.
    """
    return with_best(library, with_parties(library, rows))


def with_parties(library: Library, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with those who took part: `from` acted, `to` was acted toward."""
    events = [dict(row) for row in rows]
    if not events:
        return []
    parties = _by_event(
        library.rows(
            f"SELECT event_n, role, name, actor_id, country, sector FROM {picked('parties')}"
            " ORDER BY event_n, n",
            {"numbers": [event["n"] for event in events]},
        )
    )
    for event in events:
        own = parties.get(event["n"], [])
        event["from"] = [a for a in own if a["role"] in ACTORS_OF_ROLE]
        event["to"] = [a for a in own if a["role"] not in ACTORS_OF_ROLE]
    return events


def with_best(library: Library, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with `best`, the report that tells them best; None where none is left."""
    events = [dict(row) for row in rows]
    if not events:
        return []
    told = _by_event(library.rows(_BEST, {"numbers": [event["n"] for event in events]}))
    texts = [row["document_id"] for found in told.values() for row in found]
    documents = {
        row["id"]: row
        for row in library.rows(
            "SELECT id, title, coalesce(publisher, source_id) AS source, url, published_on"
            f" FROM ({few('documents', 'id', 'ids')})",
            {"ids": sorted(set(texts))},
        )
    }
    for event in events:
        best = told.get(event["n"])
        event["best"] = None if best is None else _told(best[0], documents)
    return events


_BEST = f"""
    SELECT n AS event_n, best_id AS id, best_document_id AS document_id,
        best_start AS trigger_start, best_end AS trigger_end,
        best_sentence_start AS sentence_start, best_certainty AS certainty, best_status AS status,
        best_polarity AS polarity, best_sentence AS sentence
    FROM {picked("events")} WHERE best_id IS NOT NULL
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


def years_of(library: Library, filters: Filters) -> tuple[int, int] | None:
    """Return the first and the last year in which events are; None where none has a day."""
    return library.computed(("years", filters), lambda: _years(library, filters))


def _years(library: Library, filters: Filters) -> tuple[int, int] | None:
    text = "SELECT year(min(day)) AS first, year(max(day)) AS last FROM "
    (row,) = library.asked(text + lines_of(library, filters), {})
    return None if row["first"] is None else (row["first"], row["last"])


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
