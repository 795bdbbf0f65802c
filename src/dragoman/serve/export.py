"""Tables as CSV and JSON Lines, sent as they are read, whatever their length."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response, StreamingResponse

from dragoman.serve.actors import actor_rows, pairs_of
from dragoman.serve.chronology import events_after, histogram, lines
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.overviews import places_of, source_rows
from dragoman.serve.pages import Asked
from dragoman.serve.render import library_of
from dragoman.serve.views import DOCUMENT_COLUMNS
from dragoman.store.effective import REPORT_COLUMNS

__all__ = [
    "TABLES",
    "csv_text",
    "flat_events",
    "router",
    "safe_cell",
    "send_csv",
    "send_lines",
]

router = APIRouter(include_in_schema=False)
Shelf = Annotated[Library, Depends(library_of)]
Rows = Iterator[dict[str, Any]]

_PAGE = 500
_LARGE_PAGE = 10_000


def safe_cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return safe_cell("; ".join(str(part) for part in value))
    text = str(value)
    is_text = not isinstance(value, int | float)
    return f"'{text}" if is_text and text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def csv_text(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield rows as CSV, the names of the first one's columns before them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow([safe_cell(value) for value in row.values()])
        if buffer.tell() > 32_000:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _json_lines(rows: Rows) -> Iterator[bytes]:
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def flat_events(library: Library, filters: Filters) -> Rows:
    """Yield the events as rows of plain values, the latest first."""
    after = None
    while True:
        rows, after = events_after(library, filters, after, limit=_PAGE)
        for event in lines(library, rows):
            best = event["best"] or {}
            yield {
                "id": event["id"],
                "day": event["day"],
                "earliest": event["earliest"],
                "before": event["before"],
                "date_precision": event["date_precision"],
                "type": event["type"],
                "mode": event["mode"],
                "quad": event["quad"],
                "intensity": event["intensity"],
                "cameo": event["cameo"],
                "actor": [a["name"] for a in event["from"]],
                "actor_id": [a["actor_id"] or "" for a in event["from"]],
                "actor_country": [a["country"] or "" for a in event["from"]],
                "recipient": [a["name"] for a in event["to"]],
                "recipient_id": [a["actor_id"] or "" for a in event["to"]],
                "recipient_country": [a["country"] or "" for a in event["to"]],
                "place": event["place_name"],
                "place_country": event["country"],
                "lat": event["lat"],
                "lon": event["lon"],
                "assertion": event["assertion"],
                "independent_sources": event["independent_sources"],
                "report_count": event["report_count"],
                "score": event["score"],
                "sentence": best.get("sentence"),
                "title": best.get("title"),
                "document_id": best.get("document_id"),
            }
        if after is None:
            return


def _problems(library: Library) -> list[dict[str, Any]]:
    return library.rows(
        "SELECT code, stage, message, document_id, source, start_at, end_at FROM problems"
        " ORDER BY code, document_id, start_at, message"
    )


def _corrections(library: Library) -> list[dict[str, Any]]:
    return [
        {
            "id": said.id, "made_at": said.made_at, "author": said.author, "action": said.action,
            "field": said.field, "value": said.value, "quote": said.anchor.quote,
            "document_id": document_id, "record_id": outcome.record_id, "status": outcome.status,
            "reason": said.reason, "supersedes": said.supersedes,
        }
        for document_id, said, outcome in library.corrections()
    ]  # fmt: skip


_CLAIM = (
    "id, run_id, document_id, kind, report_id, of_ids, about_ids, content, content_start,"
    " content_end, polarity, certainty, status, score"
)


def _whole(table: str, columns: str) -> Callable[[Library, Filters], Rows]:
    """Return what yields all rows of a table in order of id, corrections in force."""

    def rows(library: Library, _: Filters) -> Rows:
        text = f"SELECT {columns} FROM {table} WHERE id > $after ORDER BY id LIMIT {_LARGE_PAGE}"
        after = ""
        while page := library.asked(text, {"after": after}):
            yield from page
            after = page[-1]["id"]

    return rows


def _buckets(library: Library, filters: Filters, grain: str | None) -> list[dict[str, Any]]:
    chosen = grain if grain in {"day", "month", "year"} else None
    return [b._asdict() for b in histogram(library, filters, grain=chosen)]


TABLES: dict[str, Callable[[Library, Filters], Iterable[dict[str, Any]]]] = {
    "events": flat_events,
    "reports": _whole("shown_reports", ", ".join(REPORT_COLUMNS)),
    "claims": _whole("shown_claims", _CLAIM),
    "documents": _whole("documents", ", ".join(DOCUMENT_COLUMNS)),
    "histogram": lambda library, filters: _buckets(library, filters, None),
    "actors": lambda library, _: actor_rows(library, "", limit=1_000_000),
    "pairs": lambda library, filters: pairs_of(library, filters, limit=1_000_000),
    "places": lambda library, filters: places_of(library, filters, limit=1_000_000),
    "sources": lambda library, _: source_rows(library),
    "problems": lambda library, _: _problems(library),
    "corrections": lambda library, _: _corrections(library),
}


@router.get("/histogram.csv")
def histogram_csv(library: Shelf, filters: Asked, grain: str | None = None) -> Response:
    """The bars of the timeline."""
    return _sent(csv_text(_buckets(library, filters, grain)), "histogram.csv", "text/csv")


@router.get("/{name}.csv")
def table_csv(library: Shelf, filters: Asked, name: str) -> Response:
    """A table as CSV."""
    return send_csv(_table(name)(library, filters), name)


@router.get("/{name}.jsonl")
def table_lines(library: Shelf, filters: Asked, name: str) -> Response:
    """A table as JSON Lines."""
    return send_lines(_table(name)(library, filters), name)


def _table(name: str) -> Callable[[Library, Filters], Iterable[dict[str, Any]]]:
    if name not in TABLES:
        raise HTTPException(404, f"There is no such table. There are: {', '.join(TABLES)}.")
    return TABLES[name]


def send_csv(rows: Iterable[dict[str, Any]], name: str) -> Response:
    """Return rows as a CSV file, sent as they are read."""
    return _sent(csv_text(rows), f"{name}.csv", "text/csv")


def send_lines(rows: Iterable[dict[str, Any]], name: str) -> Response:
    """Return rows as a file of JSON Lines, sent as they are read."""
    return _sent(_json_lines(iter(rows)), f"{name}.jsonl", "application/x-ndjson")


def _sent(content: Iterator[Any], name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(content, media_type=f"{media_type}; charset=utf-8", headers=headers)


@router.get("/api")
def interface(request: Request) -> Response:
    """What the API offers, from its own description."""
    from dragoman.serve.render import page  # noqa: PLC0415  # only here

    routes = [
        {"method": method.upper(), "path": path, **about}
        for path, methods in request.app.openapi()["paths"].items()
        for method, about in methods.items()
    ]
    return page(request, "api.html", routes=routes)
