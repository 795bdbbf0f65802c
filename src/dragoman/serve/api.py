"""The REST API under /api/v1: the records of the store with corrections in force, as JSON.

Lists have the pages' filters, and a cursor in `next` where there is more. Every answer has an
ETag that changes when the store or the corrections log does. Errors have one shape.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from dragoman.records.output import CodedDocument
from dragoman.records.schema import field_docs
from dragoman.serve.actors import actor_rows, known_actor, name_of, pairs_of, partners
from dragoman.serve.chronology import count, events_after, histogram
from dragoman.serve.event import event_of, settled_id
from dragoman.serve.filters import FACETS, Filters
from dragoman.serve.library import Library
from dragoman.serve.overviews import places_of
from dragoman.serve.pages import asked_filters
from dragoman.serve.paging import cursor_of, read_cursor
from dragoman.serve.picking import few
from dragoman.serve.render import library_of
from dragoman.serve.views import REPORT_COLUMNS

__all__ = ["answer", "router"]

_ERROR = {"error": {"code": "not_found", "message": "There is no such event.", "hint": None}}
_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": about, "content": {"application/json": {"example": _ERROR}}}
    for status, about in ((400, "A parameter is wrong."), (401, "A token is needed."),
                          (404, "There is no such record."), (503, "The store is being written."))
}  # fmt: skip
router = APIRouter(prefix="/api/v1", tags=["dragoman"], responses=_FAULTS)
Shelf = Annotated[Library, Depends(library_of)]
Many = Annotated[list[str] | None, Query()]
Limit = Annotated[int, Query(ge=1, le=500, description="Records on a page.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]


def _filter_parameters() -> list[dict[str, Any]]:
    """Return the filters as OpenAPI parameters; what they mean is said once, in `Filters`."""
    found = []
    for name, about in field_docs(Filters).items():
        shape: dict[str, Any] = {"type": "string"}
        if name in {"since", "until"}:
            shape |= {"format": "date"}
        if name in FACETS:
            shape = {"type": "array", "items": shape}
        example = _EXAMPLES.get(name)
        parameter = {"name": name, "in": "query", "required": False, "schema": shape}
        found.append(parameter | {"description": about, "example": example})
    return found


_EXAMPLES: dict[str, Any] = {
    "q": "foreign minister", "quad": ["1"], "type": ["CONSULT"], "mode": ["visit"],
    "actor": ["state:KEN"], "country": ["KEN"], "place": ["KEN"], "source": ["example.org"],
    "assertion": ["contested"], "since": "2024-01-01", "until": "2024-12-31", "min_score": "0.7",
}  # fmt: skip
_FILTERED = {"parameters": _filter_parameters()}
Asked = Annotated[Filters, Depends(asked_filters)]


def answer(request: Request, library: Library, body: Any) -> Response:
    """Return a body as JSON with its ETag; 304 if the client has it already."""
    mark = f"{library.version}{request.url.path}?{request.url.query}"
    etag = f'"{hashlib.sha256(mark.encode()).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(msgspec.json.encode(body), media_type="application/json", headers=headers)


def _example(body: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "Found.", "content": {"application/json": {"example": body}}}}


def _listed(record: Any) -> dict[int | str, dict[str, Any]]:
    return _example({"items": [record], "next": None})


_BUCKET = {"label": "March 2024", "since": "2024-03-01", "until": "2024-03-31", "cooperation": 3,
           "conflict": 1}  # fmt: skip
_EVENT = {"id": "evt-008fe73b4a542c57", "type": "CONSULT", "mode": "visit", "quad": 1,
          "earliest": "2024-03-04", "before": "2024-03-05", "place_name": "Nairobi",
          "country": "KEN", "assertion": "uncontested", "independent_sources": 2,
          "report_count": 3, "score": 0.91}  # fmt: skip


@router.get(
    "/events",
    openapi_extra=_FILTERED,
    responses=_example({"items": [_EVENT], "total": 1, "next": None}),
)
def events(
    request: Request, library: Shelf, filters: Asked, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Events, the latest first."""
    rows, following = events_after(
        library, filters, None if cursor is None else read_cursor(cursor), limit=limit
    )
    items = [{name: row[name] for name in row if name != "n"} for row in rows]
    body = {"items": items, "total": count(library, filters), "next": _next(following)}
    return answer(request, library, body)


def _next(following: Any) -> str | None:
    return None if following is None else cursor_of(following)


@router.get("/events/{event_id}", responses=_example(_EVENT | {"actors": [], "dissents": []}))
def event(request: Request, library: Shelf, event_id: str) -> Response:
    """One event with its parties, reports and dissent; ids of merged events lead to it."""
    found = event_of(library, settled_id(library, event_id))
    if found is None:
        raise HTTPException(404, "There is no such event.")
    return answer(request, library, found)


@router.get(
    "/reports", openapi_extra=_FILTERED, responses=_listed({"id": "rep-…", "type": "CONSULT"})
)
def reports(
    request: Request,
    library: Shelf,
    filters: Asked,
    document: Annotated[str | None, Query(description="Reports of this document.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Reports of the events that fit, in order of id."""
    bound: dict[str, Any] = {}
    if document is not None:
        bound["document"] = document
    with_document = "" if document is None else " AND document_id = $document"
    text = f"SELECT id FROM shown_reports WHERE id > $after{with_document}"
    if filters != Filters():
        where, more = filters.conditions()
        bound |= more
        text = (
            "SELECT report_id AS id FROM shown_told WHERE report_id > $after AND event_n IN"
            f" (SELECT n FROM shown_index e WHERE {where}){with_document}"
        )
    return _by_id(request, library, text, _WHOLE_REPORTS, bound, cursor, limit)


_WHOLE_REPORTS = f"""
    SELECT {", ".join(REPORT_COLUMNS)} FROM reports WHERE rowid IN (
        SELECT place FROM made_reports WHERE id IN (SELECT unnest($ids))
        AND document_id NOT IN (SELECT id FROM fixed_documents)
    ) UNION ALL SELECT * FROM fixed_reports WHERE id IN (SELECT unnest($ids))
"""


@router.get("/claims", responses=_listed({"id": "clm-…", "kind": "goal"}))
def claims(
    request: Request,
    library: Shelf,
    kind: Many = None,
    actor: Annotated[str | None, Query(description="Who is in the chain.")] = None,
    document: Annotated[str | None, Query(description="Claims of this document.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Claims with their chains, as the coder read them, in order of id."""
    text = "SELECT id, place FROM made_claims WHERE id > $after"
    bound: dict[str, Any] = {}
    if kind:
        text += " AND kind IN (SELECT unnest($kind))"
        bound["kind"] = kind
    if actor is not None:
        text += " AND id IN (SELECT claim_id FROM made_claim_steps WHERE actor_id = $actor)"
        bound["actor"] = actor
    if document is not None:
        text += " AND document_id = $document"
        bound["document"] = document
    return _by_id(request, library, text, _WHOLE_CLAIMS, bound, cursor, limit)


_WHOLE_CLAIMS = """
    SELECT c.*, s.chain FROM (
        SELECT * FROM claims WHERE rowid IN (SELECT unnest($places))
    ) c
    LEFT JOIN (
        SELECT claim_id, list({'n': n, 'name': name, 'actor_id': actor_id, 'verb': verb,
            'anonymity': anonymity} ORDER BY n) AS chain
        FROM claim_steps WHERE rowid IN
        (SELECT place FROM made_claim_steps WHERE claim_id IN (SELECT unnest($ids))) GROUP BY 1
    ) s ON s.claim_id = c.id
"""


def _by_id(
    request: Request,
    library: Library,
    text: str,
    whole: str,
    bound: dict[str, Any],
    cursor: str | None,
    limit: int,
) -> Response:
    """Return a page of records in order of id; the cursor is the last id of the page before.

    `text` asks for the ids, with the places in the table if `whole` asks for records by those.
    """
    ordered = f"{text} ORDER BY id LIMIT {limit + 1}"
    found = library.rows(ordered, bound | {"after": cursor or ""})
    ids = [row["id"] for row in found[:limit]]
    asked = {"ids": ids}
    if "$places" in whole:
        asked["places"] = [row["place"] for row in found[:limit]]
    rows = library.rows(f"{whole} ORDER BY id", asked) if ids else []
    return answer(
        request, library, {"items": rows, "next": ids[-1] if len(found) > limit else None}
    )


_DOCUMENT_COLUMNS = (
    "id, run_id, source_id, url, publisher, title, language, published, published_on,"
    " published_basis, author, fetched_at, origin_id, revision_of, is_current, rights, status"
)


@router.get("/documents", responses=_listed({"id": "doc-…", "title": "…"}))
def documents(
    request: Request, library: Shelf, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Documents without their text, in order of id."""
    text = "SELECT id FROM documents WHERE id > $after"
    whole = f"SELECT {_DOCUMENT_COLUMNS} FROM ({few('documents', 'id', 'ids')})"
    return _by_id(request, library, text, whole, {}, cursor, limit)


@router.get("/documents/{document_id}")
def document(request: Request, library: Shelf, document_id: str) -> Response:
    """One document as `dragoman code --format json` prints it, with corrections in force.

    The text is left out where its rights do not allow to show it.
    """
    found = library.document(document_id)
    if found is None:
        raise HTTPException(404, "There is no such document, or it was not coded.")
    rights = library.rows("SELECT rights FROM documents WHERE id = $id", {"id": document_id})
    shown = found.shown if rights[0]["rights"] == "full" else _without_text(found.shown)
    return answer(request, library, shown)


def _without_text(shown: CodedDocument) -> CodedDocument:
    bare = msgspec.structs.replace(shown.document, text="", furniture=())
    return msgspec.structs.replace(shown, document=bare)


@router.get("/actors", responses=_example({"items": [{"actor_id": "state:KEN", "events": 12}]}))
def actors(
    request: Request,
    library: Shelf,
    q: Annotated[str, Query(max_length=100, description="Part of the name.")] = "",
    limit: Limit = 200,
) -> Response:
    """Known actors, those in most events first."""
    return answer(request, library, {"items": actor_rows(library, q.strip().lower(), limit=limit)})


@router.get("/actors/{actor_id:path}")
def actor(request: Request, library: Shelf, actor_id: str) -> Response:
    """One actor: its record in the index, and whom it meets."""
    known, name = known_actor(actor_id), name_of(library, actor_id)
    if known is None and name is None:
        raise HTTPException(404, "No actor of that id is in this store or in the index.")
    body = {
        "actor_id": actor_id,
        "name": name,
        "actor": None if known is None else known[0],
        "roles": [] if known is None else [role for role, _ in known[1]],
        "partners": partners(library, actor_id, limit=50),
    }
    return answer(request, library, body)


@router.get("/histogram", openapi_extra=_FILTERED, responses=_listed(_BUCKET))
def series(
    request: Request,
    library: Shelf,
    filters: Asked,
    grain: Annotated[Literal["day", "month", "year"] | None, Query()] = None,
) -> Response:
    """Events over time."""
    buckets = histogram(library, filters, grain=grain)
    return answer(request, library, {"items": [b._asdict() for b in buckets]})


@router.get("/places", openapi_extra=_FILTERED)
def places(request: Request, library: Shelf, filters: Asked) -> Response:
    """Places with coordinates, with how many events each has."""
    return answer(request, library, {"items": places_of(library, filters)})


@router.get("/pairs", openapi_extra=_FILTERED)
def pairs(request: Request, library: Shelf, filters: Asked, limit: Limit = 120) -> Response:
    """Pairs of known actors that meet, with how often."""
    return answer(request, library, {"items": pairs_of(library, filters, limit=limit)})


@router.get("/problems")
def problems(
    request: Request,
    library: Shelf,
    code: Annotated[str | None, Query(examples=["D501"])] = None,
) -> Response:
    """What went wrong, at most 1000."""
    rows = library.rows(
        "SELECT code, stage, message, document_id, source, start_at, end_at FROM problems"
        " WHERE $code IS NULL OR code = $code ORDER BY code, document_id, start_at, message"
        " LIMIT 1000",
        {"code": code},
    )
    return answer(request, library, {"items": rows})


@router.get("/corrections")
def corrections(request: Request, library: Shelf) -> Response:
    """What people said, with what became of it, the latest first."""
    items = [
        {"document_id": document_id, "correction": said, "outcome": outcome}
        for document_id, said, outcome in library.corrections()
    ]
    return answer(request, library, {"items": items})
