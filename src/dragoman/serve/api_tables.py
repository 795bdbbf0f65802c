"""The API beyond single records: outlets, runs, relations, the dossier, and whole tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.serve.api import FILTERED, Asked, Cursor, Limit, Shelf, answer, by_id
from dragoman.serve.dossier import compose
from dragoman.serve.dossiers import pair_of
from dragoman.serve.export import TABLES, send_csv, send_lines
from dragoman.serve.overviews import source_rows
from dragoman.serve.shapes import COUNT, FAULTS, NEXT, TEXT, answers, listed, of, row

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["tables"], responses=FAULTS)

_SOURCE = of(source="TEXT", documents=COUNT, copies=COUNT, uncoded=COUNT, first="DATE",
             last="DATE", events=COUNT, alone=COUNT)  # fmt: skip


@router.get(
    "/sources",
    responses=answers(
        listed(_SOURCE),
        {"items": [{"source": "herald.example", "documents": 12, "copies": 2, "uncoded": 0,
                    "first": "2024-03-01", "last": "2024-03-09", "events": 20, "alone": 9}]},
    ),
)  # fmt: skip
def sources(request: Request, library: Shelf) -> Response:
    """Outlets: what each brought, how much of it was copied, and what it alone tells."""
    return answer(request, library, {"items": source_rows(library)})


@router.get(
    "/runs",
    responses=answers(
        listed(row("runs")),
        {"items": [{"id": "run-1", "coder": "mixed-plover.v1", "coder_version": "1",
                    "config_sha256": "00", "models": "[]", "ontology_version": "plover 2.0",
                    "knowledge_version": "2026-01", "code_version": "1.0",
                    "started_at": "2024-03-04T10:00:00Z"}]},
    ),
)  # fmt: skip
def runs(request: Request, library: Shelf) -> Response:
    """The coders that read the documents, with all that makes them what they are."""
    rows = library.rows("SELECT * FROM runs ORDER BY started_at DESC NULLS LAST, id")
    return answer(request, library, {"items": rows})


_RELATION = ("from_id", "to_id", "kind", "report_ids")
_RELATIONS = (
    f"SELECT concat_ws(' ', from_id, to_id, kind) AS id, {', '.join(_RELATION)}"
    " FROM event_relations"
)


@router.get(
    "/relations",
    responses=answers(
        listed(row("event_relations", _RELATION, id=TEXT), next=NEXT),
        {"items": [{"id": "evt-2 evt-1 retaliates_for", "from_id": "evt-2", "to_id": "evt-1",
                    "kind": "retaliates_for", "report_ids": ["rep-4"]}], "next": None},
    ),
)  # fmt: skip
def relations(
    request: Request, library: Shelf, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """What events are to each other, as a text says in so many words."""
    text = f"SELECT id FROM ({_RELATIONS}) WHERE id > $after"
    whole = f"SELECT * FROM ({_RELATIONS}) WHERE id IN (SELECT unnest($ids))"
    return by_id(request, library, text, whole, {}, cursor, limit)


_EVIDENCE = of(href=TEXT, quote=TEXT, title=TEXT, source=TEXT, published="DATE", url="TEXT")
_SENTENCE = of(text=TEXT, evidence={"type": "array", "items": _EVIDENCE})
_SECTION = of(title=TEXT, sentences={"type": "array", "items": _SENTENCE})
_PAIR = {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}


@router.get(
    "/dossier",
    openapi_extra=FILTERED,
    responses=answers(
        of(names=_PAIR, ids=_PAIR, since="DATE", until="DATE",
           sections={"type": "array", "items": _SECTION}),
        {"names": ["Kenya", "Somalia"], "ids": ["state:KEN", "state:SOM"], "since": None,
         "until": None, "sections": [{"title": "Meetings", "sentences": [
             {"text": "No earlier one is told in the time asked for.", "evidence": []}]}]},
    ),
)  # fmt: skip
def dossier(request: Request, library: Shelf, filters: Asked) -> Response:
    """The note on two actors, given by `actor` or `party` twice: sentences with their evidence."""
    found = compose(library, pair_of(library, filters), filters)
    sections = [
        {
            "title": section.title,
            "sentences": [
                {"text": each.text, "evidence": [e._asdict() for e in each.evidence]}
                for each in section.sentences
            ],
        }
        for section in found.sections
    ]
    return answer(request, library, {**found._asdict(), "sections": sections})


_STREAMED: dict[int | str, Any] = {
    200: {
        "description": "The whole table, sent as it is read.",
        "content": {
            "text/csv": {"schema": {"type": "string"}, "example": "id,type\r\nevt-1,CONSULT\r\n"},
            "application/x-ndjson": {
                "schema": {"type": "string"},
                "example": '{"id":"evt-1","type":"CONSULT"}\n',
            },
        },
    }
}
Table = Literal["events", "reports", "claims", "documents", "actors", "pairs", "places",
                "histogram", "sources", "problems", "corrections"]  # fmt: skip
Form = Annotated[Literal["csv", "jsonl"], Query(alias="format", description="csv or jsonl.")]


@router.get("/export/{table}", openapi_extra=FILTERED, responses=_STREAMED, response_class=Response)
def export(library: Shelf, filters: Asked, table: Table, form: Form = "csv") -> Response:
    """A whole table as CSV, in which no cell begins a formula, or as JSON Lines."""
    rows = TABLES[table](library, filters)
    return send_csv(rows, table) if form == "csv" else send_lines(rows, table)
