"""What has come into a saved view: its events by when they were last told, with who tells them.

A saved view is the query string of the chronology. Its feed and its digest ask here, so both
mean the same by new: that a report was received, or that a person corrected one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

from dragoman.serve.chronology import lines
from dragoman.serve.filters import FilterError, Filters
from dragoman.serve.library import Library
from dragoman.serve.words import FACET_NAMES, QUADS, country_name, kind_word, said_day

__all__ = ["By", "came_in", "latest", "title_of", "view_of"]

By = Literal["received", "published", "happened"]
"""Which day counts: that a report was fetched on, that it bears, or that of the event."""

_PASSED_OVER = frozenset(("cursor", "grain"))
"""What the address of a page may hold beside its view."""


def view_of(text: str) -> Filters:
    """Return the view of a query string or of a page's whole address.

    Raises:
        FilterError: a name or value in it makes no sense.
    """
    query = urlsplit(text).query if "?" in text else text
    pairs = parse_qsl(query, keep_blank_values=True)
    if text.strip() and not pairs:
        raise FilterError(f"“{text}” is no view; expected one like type=ASSAULT&place=YEM")
    known = Filters.__struct_fields__
    for name, _ in pairs:
        if name not in known and name not in _PASSED_OVER:
            raise FilterError(f"“{name}” is no filter. Known are {', '.join(known)}")
    return Filters.parse(pairs)


def title_of(filters: Filters) -> str:
    """Return what a view asks for in words, "all events" where it asks for nothing."""
    return "; ".join(_said(name, value) for name, value in filters.pairs()) or "all events"


def _said(name: str, value: str) -> str:
    if name in {"since", "until"}:
        return f"{name} {said_day(date.fromisoformat(value))}"
    if name == "q":
        return f"words “{value}”"
    if name == "min_score":
        return f"read right by at least {value}"
    if name in {"country", "place"}:
        value = country_name(value)
    elif name == "quad":
        value = QUADS[int(value)]
    elif name in {"assertion", "mode"}:
        value = kind_word(value)
    return f"{FACET_NAMES[name].lower()} {value}"


_UPDATED = """
    SELECT x.event_id, max(greatest(d.fetched_at, coalesce(c.made_at, ''))) AS updated
    FROM shown_event_reports x JOIN documents d ON d.id = x.document_id
    LEFT JOIN (SELECT record_id, max(made_at) AS made_at FROM (
        SELECT unnest(CAST($records AS TEXT[])) AS record_id,
        unnest(CAST($times AS TEXT[])) AS made_at) GROUP BY 1) c ON c.record_id = x.report_id
    GROUP BY 1
"""


def latest(library: Library, filters: Filters, *, limit: int) -> list[dict[str, Any]]:
    """Return the events of a view that were last told or corrected, the latest first.

    Each is a line of the chronology with `updated`, ISO 8601, and `documents`, who tells it.
    """
    where, bound = filters.conditions()
    said = [(o.record_id, c.made_at) for _, c, o in library.corrections() if o.record_id]
    rows = library.rows(
        f"SELECT e.*, t.updated FROM shown_events e JOIN ({_UPDATED}) t ON t.event_id = e.id"
        f" WHERE {where} ORDER BY t.updated DESC, e.id LIMIT {limit}",
        bound | {"records": [r for r, _ in said], "times": [t for _, t in said]},
    )
    return _with_documents(library, rows)


_DAY_OF: dict[By, str] = {
    "received": "TRY_CAST(left(d.fetched_at, 10) AS DATE)",
    "published": "d.published_on",
    "happened": "e.day",
}


def came_in(
    library: Library, filters: Filters, day: date, *, by: By, limit: int
) -> list[dict[str, Any]]:
    """Return the events of a view that a report of that day tells, those most told first.

    Each is as in `latest`, with `is_new`: no report of an earlier day tells it.
    """
    where, bound = filters.conditions()
    column = _DAY_OF[by]
    rows = library.rows(
        f"SELECT e.*, t.updated, t.first >= $day AS is_new FROM shown_events e JOIN ("
        f"SELECT e.id, max(d.fetched_at) AS updated, min({column}) AS first,"
        f" count(*) FILTER ({column} >= $day AND {column} < $after) AS told"
        " FROM shown_events e JOIN shown_event_reports x ON x.event_id = e.id"
        " JOIN documents d ON d.id = x.document_id GROUP BY 1) t ON t.id = e.id"
        f" WHERE t.told > 0 AND {where}"
        f" ORDER BY e.independent_sources DESC, e.score DESC NULLS LAST, e.id LIMIT {limit}",
        bound | {"day": day, "after": day + timedelta(days=1)},
    )
    return _with_documents(library, rows)


def _with_documents(library: Library, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of events, each with the documents that tell it."""
    events = lines(library, rows)
    ids = sorted({report["document_id"] for event in events for report in event["reports"]})
    found = library.rows(
        "SELECT id, title, coalesce(publisher, source_id) AS source, url, published_on,"
        " fetched_at FROM documents WHERE id IN (SELECT unnest(CAST($ids AS TEXT[])))",
        {"ids": ids},
    )
    documents = {row["id"]: row for row in found}
    for event in events:
        tellers = dict.fromkeys(report["document_id"] for report in event["reports"])
        event["documents"] = [documents[name] for name in tellers if name in documents]
    return events
