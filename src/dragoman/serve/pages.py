"""The pages for reading: chronology, event, document and sources; each is whole without scripts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from dragoman.serve.chronology import count, events_after, histogram, lines
from dragoman.serve.event import event_of, report_views, settled_id
from dragoman.serve.facets import called, facets
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.marks import document_marks, paragraphs
from dragoman.serve.paging import after_of, cursor_of
from dragoman.serve.picking import event_rows
from dragoman.serve.render import library_of, page

__all__ = ["asked_filters", "router"]

router = APIRouter(include_in_schema=False)

MOST_SHOWN = 200_000
"""Characters of a text that its page shows; the whole is at `/documents/ID/text`."""


def asked_filters(request: Request) -> Filters:
    """Return the filters of the address; FilterError if one makes no sense."""
    return Filters.parse(request.query_params.multi_items())


Asked = Annotated[Filters, Depends(asked_filters)]
Shelf = Annotated[Library, Depends(library_of)]


@router.get("/")
def chronology(request: Request, library: Shelf, filters: Asked) -> Response:
    """Events by day, with facets and search."""
    rows, following = events_after(library, filters, after_of(request))
    events = lines(library, rows)
    days: list[tuple[date | None, list[dict[str, Any]]]] = []
    for event in events:
        if not days or days[-1][0] != event["day"]:
            days.append((event["day"], []))
        days[-1][1].append(event)
    return page(
        request,
        "chronology.html",
        filters=filters,
        days=days,
        total=count(library, filters),
        facets=facets(library, filters),
        called=called(library, filters),
        buckets=histogram(library, filters),
        next_cursor=None if following is None else cursor_of(following),
        is_first=after_of(request) is None,
    )


@router.get("/events/{event_id}")
def event(request: Request, library: Shelf, event_id: str) -> Response:
    """One event, report by report."""
    settled = settled_id(library, event_id)
    if settled != event_id:
        return RedirectResponse(f"/events/{settled}", 301)
    found = event_of(library, event_id)
    if found is None:
        raise HTTPException(404, "There is no such event, or all its reports were rejected.")
    views = report_views(library, found)
    near = lines(library, _same_parties(library, found))
    return page(request, "event.html", event=found, views=views, near=near)


def _same_parties(library: Library, event: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the events nearest in time in which two of the parties meet again."""
    known = sorted({a["actor_id"] for a in event["actors"] if a["actor_id"]})
    if len(known) < 2 or event["day"] is None:
        return []
    numbers = library.rows(
        "SELECT n FROM shown_names WHERE what = 'actor' AND value IN (SELECT unnest($actors))"
        " ORDER BY n",
        {"actors": known},
    )
    met = " + ".join(f"list_contains(e.actors, {row['n']})::INTEGER" for row in numbers)
    near = library.rows(
        f"SELECT e.n FROM shown_index e WHERE e.id <> $id AND e.day IS NOT NULL AND {met} >= 2"
        " ORDER BY abs(date_diff('day', e.day, $day)), e.id LIMIT 8",
        {"id": event["id"], "day": event["day"]},
    )
    return event_rows(library, [row["n"] for row in near])


@router.get("/documents/{document_id}")
def document(request: Request, library: Shelf, document_id: str) -> Response:
    """One text with all that is marked in it."""
    row = _document_row(library, document_id)
    found = library.document(document_id)
    if found is None:
        problems = library.rows(
            "SELECT code, message FROM problems WHERE document_id = $id", {"id": document_id}
        )
        return page(request, "uncoded.html", document=row, problems=problems)
    shown = found.shown
    events = {
        r["report_id"]: r["event_id"]
        for r in library.rows(
            "SELECT event_id, report_id FROM shown_event_reports WHERE document_id = $id",
            {"id": document_id},
        )
    }
    analysis = library.analysis(document_id)
    marks = document_marks(found, analysis, events, actor_address="/actors/")
    title_end = len(shown.document.title or "")
    until = MOST_SHOWN if row["rights"] == "full" else title_end
    text = paragraphs(shown.document.text, marks, title_end=title_end, until=until)
    return page(
        request,
        "document.html",
        document=row,
        found=found,
        paragraphs=text,
        events=events,
        is_cut=row["rights"] == "full" and len(shown.document.text) > MOST_SHOWN,
        copies=_copies(library, row),
    )


@router.get("/documents/{document_id}/text")
def document_text(library: Shelf, document_id: str) -> Response:
    """The text alone."""
    row = _document_row(library, document_id)
    if row["rights"] != "full":
        raise HTTPException(403, "The rights of this text allow quotations only.")
    return PlainTextResponse(row["text"])


def _document_row(library: Library, document_id: str) -> dict[str, Any]:
    rows = library.rows(
        "SELECT d.*, r.coder, r.code_version, r.ontology_version, r.knowledge_version"
        " FROM documents d LEFT JOIN runs r ON r.id = d.run_id WHERE d.id = $id",
        {"id": document_id},
    )
    if not rows:
        raise HTTPException(404, "There is no such document in this store.")
    return rows[0]


def _copies(library: Library, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the documents that tell the same story word for word, and other versions of it."""
    origin = row["origin_id"] or row["id"]
    return library.rows(
        "SELECT id, title, coalesce(publisher, source_id) AS source, published_on,"
        " CASE WHEN revision_of = $id THEN 'later version'"
        " WHEN id = $revision_of THEN 'earlier version'"
        " WHEN id = $origin_id THEN 'original' ELSE 'copy' END AS relation FROM documents"
        " WHERE id <> $id AND (origin_id = $origin OR id = $origin OR revision_of = $id"
        " OR id = $revision_of) ORDER BY published_on, id LIMIT 30",
        {
            "id": row["id"],
            "origin": origin,
            "origin_id": row["origin_id"],
            "revision_of": row["revision_of"],
        },
    )


@router.get("/documents")
def documents(request: Request, library: Shelf) -> Response:
    """The texts, the latest first."""
    words = request.query_params.get("q", "").strip()[:200].lower()
    rows = library.rows(
        "WITH asked AS (SELECT id, title, coalesce(publisher, source_id) AS source, published_on,"
        " published, status, origin_id FROM documents WHERE is_current AND ($words = ''"
        " OR contains(lower(concat_ws(' ', title, publisher, source_id)), $words))"
        " ORDER BY published_on DESC NULLS LAST, id LIMIT 200)"
        " SELECT d.*, coalesce(n.reports, 0) AS reports FROM asked d LEFT JOIN"
        " (SELECT document_id, count(*) AS reports FROM shown_reports"
        " WHERE document_id IN (SELECT id FROM asked) GROUP BY 1) n ON n.document_id = d.id"
        " ORDER BY d.published_on DESC NULLS LAST, d.id",
        {"words": words},
    )
    return page(request, "documents.html", documents=rows, words=words)
