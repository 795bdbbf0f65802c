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
from dragoman.serve.picking import event_rows, few, picked
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
    elif name == "dyad":
        value = value.replace("~", " and ")
    return f"{FACET_NAMES[name].lower()} {value}"


_LATEST = """
    SELECT e.n, greatest(e.told_at, c.said_at) AS updated FROM shown_index e LEFT JOIN (
        SELECT x.event_n, max(said_at) AS said_at FROM shown_told x JOIN (
            SELECT unnest(CAST($records AS TEXT[])) AS record_id,
            unnest(CAST($times AS TEXT[])) AS said_at
        ) s ON s.record_id = x.report_id GROUP BY 1
    ) c ON c.event_n = e.n WHERE {where} ORDER BY updated DESC NULLS LAST, e.id LIMIT {limit}
"""


def latest(library: Library, filters: Filters, *, limit: int) -> list[dict[str, Any]]:
    """Return the events of a view that were last told or corrected, the latest first.

    Each is a line of the chronology with `updated`, ISO 8601, `reports`, the surest first, and
    `documents`, who tells it.
    """
    where, bound = filters.conditions()
    said = [(o.record_id, c.made_at) for _, c, o in library.corrections() if o.record_id]
    rows = library.rows(
        _LATEST.format(where=where, limit=limit),
        bound | {"records": [r for r, _ in said], "times": [t for _, t in said]},
    )
    return _with_documents(library, rows)


def _told_of(filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return a condition on `shown_told x` for the reports of a view, and its bound values."""
    where, bound = filters.conditions()
    if where == "true":
        return where, bound
    return f"x.event_n IN (SELECT e.n FROM shown_index e WHERE {where})", bound


_DAY_OF: dict[By, str] = {
    "received": "TRY_CAST(left(d.fetched_at, 10) AS DATE)",
    "published": "d.published_on",
    "happened": "e.day",
}


def came_in(
    library: Library, filters: Filters, day: date, *, by: By, limit: int
) -> list[dict[str, Any]]:
    """Return the events of a view that a report of that day tells, those most told first.

    Each is as in `latest`, with `is_new`: no report of an earlier day tells it. Its reports have
    their `sentence`.
    """
    told, bound = _told_of(filters)
    column = _DAY_OF[by]
    rows = library.rows(
        "SELECT e.n, t.updated, t.first >= $day AS is_new FROM shown_index e JOIN ("
        f"SELECT e.n, max(d.fetched_at) AS updated, min({column}) AS first,"
        f" count(*) FILTER ({column} >= $day AND {column} < $after) AS told"
        " FROM shown_told x JOIN shown_index e ON e.n = x.event_n"
        f" JOIN documents d ON d.id = x.document_id WHERE {told} GROUP BY 1) t ON t.n = e.n"
        " WHERE t.told > 0"
        f" ORDER BY e.independent_sources DESC, e.score DESC NULLS LAST, e.id LIMIT {limit}",
        bound | {"day": day, "after": day + timedelta(days=1)},
    )
    return _with_sentences(library, _with_documents(library, rows))


_SENTENCES = f"""
    SELECT r.id, substring(
        d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence
    FROM (SELECT id, document_id, sentence_start, sentence_end FROM shown_reports
        WHERE id IN (SELECT unnest($reports))) r
    JOIN ({few("documents", "id", "documents")}) d ON d.id = r.document_id
"""


def _with_sentences(library: Library, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with the sentence of each report."""
    told = [report for event in events for report in event["reports"]]
    if not told:
        return events
    asked = {
        "reports": sorted({report["report_id"] for report in told}),
        "documents": sorted({report["document_id"] for report in told}),
    }
    said = {row["id"]: row["sentence"] for row in library.rows(_SENTENCES, asked)}
    for event in events:
        event["reports"] = [r | {"sentence": said.get(r["report_id"])} for r in event["reports"]]
    return events


def _with_documents(library: Library, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of the events of some numbers, each with the documents that tell it."""
    if not rows:
        return []
    numbers = [row["n"] for row in rows]
    events = lines(library, event_rows(library, numbers))
    told: dict[int, list[dict[str, Any]]] = {n: [] for n in numbers}
    for report in library.rows(
        f"SELECT event_n, report_id, document_id FROM {picked('reports')} ORDER BY event_n, n",
        {"numbers": numbers},
    ):
        told[report["event_n"]].append(report)
    found = library.rows(
        "SELECT id, title, coalesce(publisher, source_id) AS source, url, published_on,"
        f" fetched_at FROM ({few('documents', 'id', 'ids')})",
        {"ids": sorted({report["document_id"] for own in told.values() for report in own})},
    )
    documents = {row["id"]: row for row in found}
    for event, row in zip(events, rows, strict=True):
        event.update(row)
        event["reports"] = told[event["n"]]
        tellers = dict.fromkeys(report["document_id"] for report in event["reports"])
        event["documents"] = [documents[name] for name in tellers if name in documents]
    return events
