"""The REST API under /api/v1: the records of the store with corrections in force, as JSON.

Lists have the pages' filters, and a cursor in `next` where there is more. Every answer has an
ETag that changes when the store or the corrections log does. Errors have one shape.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from dragoman.records import Actor, ActorRole
from dragoman.records.output import CodedDocument
from dragoman.records.schema import field_docs
from dragoman.serve.actors import actor_rows, known_actor, name_of, partners
from dragoman.serve.chronology import count, events_after
from dragoman.serve.event import event_of, settled_id
from dragoman.serve.filters import FACETS, Filters
from dragoman.serve.freshness import is_known, marks_of
from dragoman.serve.library import Library
from dragoman.serve.pages import asked_filters
from dragoman.serve.paging import cursor_of, read_cursor
from dragoman.serve.picking import as_shown, few
from dragoman.serve.render import library_of
from dragoman.serve.shapes import COUNT, FAULTS, NEXT, TEXT, answers, listed, of, record, row
from dragoman.serve.views import DOCUMENT_COLUMNS
from dragoman.store.effective import EVENT_COLUMNS, REPORT_COLUMNS

__all__ = ["FILTERED", "Asked", "Cursor", "Limit", "Shelf", "answer", "by_id", "router"]

router = APIRouter(prefix="/api/v1", tags=["records"], responses=FAULTS)
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
    "actor": ["state:KEN"], "dyad": ["state:KEN~state:SOM"], "country": ["KEN"], "place": ["KEN"],
    "source": ["example.org"],
    "assertion": ["contested"], "since": "2024-01-01", "until": "2024-12-31", "min_score": "0.7",
}  # fmt: skip
FILTERED = {"parameters": _filter_parameters()}
Asked = Annotated[Filters, Depends(asked_filters)]


def answer(request: Request, library: Library, body: Any) -> Response:
    """Return a body as JSON with its ETag; 304 if the client has it already."""
    marks = marks_of(request, library)
    if is_known(request, marks):
        return Response(status_code=304, headers=marks)
    return Response(msgspec.json.encode(body), media_type="application/json", headers=marks)


_EVENT: dict[str, Any] = {
    "id": "evt-008fe73b4a542c57", "run_id": "run-1", "type": "CONSULT", "mode": "visit", "quad": 1,
    "intensity": 1.9, "cameo": "042", "earliest": "2024-03-04", "before": "2024-03-05",
    "date_precision": "day", "lat": -1.28, "lon": 36.82, "place_name": "Nairobi",
    "country": "KEN", "geonames_id": 184745, "place_precision": "city",
    "assertion": "uncontested", "independent_sources": 2, "report_count": 3, "score": 0.91,
    "day": "2024-03-04",
}  # fmt: skip
_EVENT_ROW = row("events", EVENT_COLUMNS, day="DATE")
_PARTY = row("event_actors", ("role", "name", "actor_id", "country", "sector"))
_TOLD = of(report_id=TEXT, document_id=TEXT, published_on="DATE")
_DISSENT = row("event_dissents", ("field", "value", "report_ids"), said=TEXT)
_WHOLE_EVENT = row(
    "events", EVENT_COLUMNS, day="DATE", actors={"type": "array", "items": _PARTY},
    report_ids={"type": "array", "items": _TOLD}, dissents={"type": "array", "items": _DISSENT},
)  # fmt: skip
_WHOLE_EXAMPLE = _EVENT | {
    "actors": [{"role": "visitor", "name": "Somalia", "actor_id": "state:SOM", "country": "SOM",
                "sector": "GOV"}],
    "report_ids": [{"report_id": "rep-1", "document_id": "doc-1", "published_on": "2024-03-05"}],
    "dissents": [],
}  # fmt: skip


@router.get(
    "/events",
    openapi_extra=FILTERED,
    responses=answers(
        listed(_EVENT_ROW, total=COUNT, next=NEXT), {"items": [_EVENT], "total": 1, "next": None}
    ),
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


@router.get("/events/{event_id}", responses=answers(_WHOLE_EVENT, _WHOLE_EXAMPLE))
def event(request: Request, library: Shelf, event_id: str) -> Response:
    """One event with its parties, reports and dissent; ids of merged events lead to it."""
    found = event_of(library, settled_id(library, event_id))
    if found is None:
        raise HTTPException(404, "There is no such event.")
    return answer(request, library, found)


_REPORT = {
    "id": "rep-1", "run_id": "run-1", "document_id": "doc-1", "type": "CONSULT", "mode": "visit",
    "contexts": ["diplomatic"], "quad": 1, "intensity": 1.9, "cameo": "042", "score": 0.91,
    "trigger_start": 26, "trigger_end": 33, "trigger_text": "visited", "earliest": "2024-03-04",
    "before": "2024-03-05", "date_precision": "day", "date_basis": "relative",
    "extent": "occasion", "end_before": None, "polarity": "affirmed", "certainty": "certain",
    "status": "occurred", "repeated": False, "sentence_start": 0, "sentence_end": 52,
}  # fmt: skip


@router.get(
    "/reports",
    openapi_extra=FILTERED,
    responses=answers(
        listed(row("reports", REPORT_COLUMNS), next=NEXT), {"items": [_REPORT], "next": None}
    ),
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
    return by_id(request, library, text, _WHOLE_REPORTS, bound, cursor, limit)


_WHOLE_REPORTS = as_shown("reports", "id", "ids", columns=", ".join(REPORT_COLUMNS))


_STEP = row("claim_steps", ("n", "name", "actor_id", "verb", "anonymity"))
_STEPS = {"type": ["array", "null"], "items": _STEP}
_CLAIM = {
    "id": "clm-1", "run_id": "run-1", "document_id": "doc-1", "kind": "goal", "report_id": None,
    "of_ids": ["state:SOM"], "about_ids": [], "content": "Somalia wants to keep the port",
    "content_start": 12, "content_end": 42, "polarity": "affirmed", "certainty": "probable",
    "status": "ongoing", "score": 0.8,
    "chain": [{"n": 0, "name": "Kenya", "actor_id": "state:KEN", "verb": "believes",
               "anonymity": "named"}],
}  # fmt: skip


@router.get(
    "/claims",
    responses=answers(
        listed(row("claims", None, chain=_STEPS), next=NEXT), {"items": [_CLAIM], "next": None}
    ),
)
def claims(
    request: Request,
    library: Shelf,
    kind: Many = None,
    actor: Annotated[str | None, Query(description="Who is in the chain.")] = None,
    document: Annotated[str | None, Query(description="Claims of this document.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Claims with their chains, corrections in force, in order of id."""
    text = "SELECT id, place FROM shown_claims WHERE id > $after"
    bound: dict[str, Any] = {}
    if kind:
        text += " AND kind IN (SELECT unnest($kind))"
        bound["kind"] = kind
    if actor is not None:
        text += " AND id IN (SELECT claim_id FROM shown_claim_steps WHERE actor_id = $actor)"
        bound["actor"] = actor
    if document is not None:
        text += " AND document_id = $document"
        bound["document"] = document
    return by_id(request, library, text, _WHOLE_CLAIMS, bound, cursor, limit)


_WHOLE_CLAIMS = f"""
    SELECT c.*, s.chain FROM (
        SELECT * FROM claims WHERE rowid IN (SELECT unnest(CAST($places AS BIGINT[])))
        UNION ALL SELECT * FROM fixed_claims WHERE id IN (SELECT unnest($ids))
    ) c
    LEFT JOIN (
        SELECT claim_id, list({{'n': n, 'name': name, 'actor_id': actor_id, 'verb': verb,
            'anonymity': anonymity}} ORDER BY n) AS chain
        FROM ({as_shown("claim_steps", "claim_id", "ids")}) GROUP BY 1
    ) s ON s.claim_id = c.id
"""


def by_id(
    request: Request,
    library: Library,
    text: str,
    whole: str,
    bound: dict[str, Any],
    cursor: str | None,
    limit: int,
) -> Response:
    """Return a page of records in order of id; the cursor is the last id of the page before.

    `text` asks for the ids, with the places in the table if `whole` asks for records by those; a
    record that corrections changed has none.
    """
    ordered = f"{text} ORDER BY id LIMIT {limit + 1}"
    found = library.rows(ordered, bound | {"after": cursor or ""})
    ids = [row["id"] for row in found[:limit]]
    asked: dict[str, Any] = {"ids": ids}
    if "$places" in whole:
        asked["places"] = [row["place"] for row in found[:limit] if row["place"] is not None]
    rows = library.rows(f"{whole} ORDER BY id", asked) if ids else []
    following = ids[-1] if len(found) > limit else None
    return answer(request, library, {"items": rows, "next": following})


_DOCUMENT = {
    "id": "doc-1", "run_id": "run-1", "source_id": "https://herald.example/feed.xml",
    "url": "https://herald.example/talks", "publisher": "herald.example", "title": "Talks",
    "language": "en", "published": "2024-03-05", "published_on": "2024-03-05",
    "published_basis": "metadata", "author": None, "fetched_at": "2024-03-05T08:00:00Z",
    "origin_id": None, "revision_of": None, "is_current": True, "rights": "full",
    "status": "coded",
}  # fmt: skip


@router.get(
    "/documents",
    responses=answers(
        listed(row("documents", _DOCUMENT), next=NEXT), {"items": [_DOCUMENT], "next": None}
    ),
)
def documents(
    request: Request, library: Shelf, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Documents without their text, in order of id."""
    text = "SELECT id FROM documents WHERE id > $after"
    columns = ", ".join(DOCUMENT_COLUMNS)
    whole = f"SELECT {columns} FROM ({few('documents', 'id', 'ids')})"
    return by_id(request, library, text, whole, {}, cursor, limit)


_CODED = {
    "document": {"id": "doc-1", "title": None, "published": None, "published_basis": None,
                 "language": "en", "url": None, "text": "Kenya met Somalia.", "furniture": []},
    "reports": [], "claims": [], "actors": [], "places": [], "problems": [],
    "run": {"id": "run-1", "coder": "mixed-plover.v1", "version": "1.0", "ontology": "plover 2.0",
            "knowledge": "2026-01", "models": [], "config": "00"},
}  # fmt: skip


@router.get("/documents/{document_id}", responses=answers(record(CodedDocument), _CODED))
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


_MET = of(actor_id=TEXT, name="TEXT", events=COUNT, cooperation=COUNT, conflict=COUNT)
_ACTOR = of(actor_id=TEXT, name="TEXT", country="TEXT", sector="TEXT", events=COUNT,
            cooperation=COUNT, conflict=COUNT)  # fmt: skip
_KENYA = {"actor_id": "state:KEN", "name": "Kenya", "country": "KEN", "sector": "GOV",
          "events": 12, "cooperation": 9, "conflict": 3}  # fmt: skip
_SOMALIA = {"actor_id": "state:SOM", "name": "Somalia", "events": 4, "cooperation": 4,
            "conflict": 0}  # fmt: skip


@router.get("/actors", responses=answers(listed(_ACTOR), {"items": [_KENYA]}))
def actors(
    request: Request,
    library: Shelf,
    q: Annotated[str, Query(max_length=100, description="Part of the name.")] = "",
    limit: Limit = 200,
) -> Response:
    """Known actors, those in most events first."""
    return answer(request, library, {"items": actor_rows(library, q.strip().lower(), limit=limit)})


_WHO = of(
    actor_id=TEXT, name="TEXT", actor={"anyOf": [record(Actor), {"type": "null"}]},
    roles={"type": "array", "items": record(ActorRole)}, partners={"type": "array", "items": _MET},
)  # fmt: skip
_WHO_EXAMPLE = {"actor_id": "state:KEN", "name": "Kenya", "actor": None, "roles": [],
                "partners": [_SOMALIA]}  # fmt: skip


@router.get("/actors/{actor_id:path}", responses=answers(_WHO, _WHO_EXAMPLE))
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
