"""The routes under /api/v1 that count: over time, by place, by pair; problems and corrections."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.serve.actors import pairs_of
from dragoman.serve.api import FILTERED, Asked, Limit, Shelf, answer
from dragoman.serve.api_review import EXAMPLE, SAID
from dragoman.serve.chronology import histogram
from dragoman.serve.facets import facets
from dragoman.serve.overviews import places_of
from dragoman.serve.shapes import COUNT, FAULTS, TEXT, answers, listed, of, row

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["records"], responses=FAULTS)

_BUCKET = {"label": "March 2024", "since": "2024-03-01", "until": "2024-03-31", "cooperation": 3,
           "conflict": 1}  # fmt: skip
_BUCKETS = listed(of(label=TEXT, since="DATE", until="DATE", cooperation=COUNT, conflict=COUNT))


@router.get("/histogram", openapi_extra=FILTERED, responses=answers(_BUCKETS, {"items": [_BUCKET]}))
def series(
    request: Request,
    library: Shelf,
    filters: Asked,
    grain: Annotated[Literal["day", "month", "year"] | None, Query()] = None,
) -> Response:
    """Events over time."""
    buckets = histogram(library, filters, grain=grain)
    return answer(request, library, {"items": [b._asdict() for b in buckets]})


_PLACES = listed(of(lat="DOUBLE", lon="DOUBLE", name="TEXT", country="TEXT", precision="TEXT",
                    events=COUNT, cooperation=COUNT, conflict=COUNT))  # fmt: skip
_PLACE = {"lat": -1.28, "lon": 36.82, "name": "Nairobi", "country": "KEN", "precision": "city",
          "events": 5, "cooperation": 4, "conflict": 1}  # fmt: skip


@router.get("/places", openapi_extra=FILTERED, responses=answers(_PLACES, {"items": [_PLACE]}))
def places(request: Request, library: Shelf, filters: Asked) -> Response:
    """Places with coordinates, with how many events each has."""
    return answer(request, library, {"items": places_of(library, filters)})


_PAIRS = listed(of(first=TEXT, second=TEXT, first_name="TEXT", second_name="TEXT",
                   events=COUNT, cooperation=COUNT, conflict=COUNT))  # fmt: skip
_PAIR = {"first": "state:KEN", "second": "state:SOM", "first_name": "Kenya",
         "second_name": "Somalia", "events": 4, "cooperation": 4, "conflict": 0}  # fmt: skip


@router.get("/pairs", openapi_extra=FILTERED, responses=answers(_PAIRS, {"items": [_PAIR]}))
def pairs(request: Request, library: Shelf, filters: Asked, limit: Limit = 120) -> Response:
    """Pairs of known actors that meet, with how often."""
    return answer(request, library, {"items": pairs_of(library, filters, limit=limit)})


_VALUE = of(value=TEXT, label=TEXT, events=COUNT)
_FACETS = listed(of(name=TEXT, values={"type": "array", "items": _VALUE}, more=COUNT))
_FACET = {"name": "dyad", "more": 3, "values": [
    {"value": "state:KEN~state:SOM", "label": "Kenya and Somalia", "events": 4}]}  # fmt: skip


@router.get("/facets", openapi_extra=FILTERED, responses=answers(_FACETS, {"items": [_FACET]}))
def values_by_facet(request: Request, library: Shelf, filters: Asked) -> Response:
    """How many events each value of a facet has, under all filters but its own."""
    items = [
        {"name": facet.name, "more": facet.more,
         "values": [{"value": v.value, "label": v.label, "events": v.events}
                    for v in facet.values]}
        for facet in facets(library, filters)
    ]  # fmt: skip
    return answer(request, library, {"items": items})


_PROBLEM = {"code": "D501", "stage": "date", "message": "no date was found", "document_id": "doc-1",
            "source": "news.jsonl", "start_at": None, "end_at": None}  # fmt: skip


@router.get(
    "/problems", responses=answers(listed(row("problems", _PROBLEM)), {"items": [_PROBLEM]})
)
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


@router.get("/corrections", responses=answers(SAID, {"items": [EXAMPLE]}))
def corrections(request: Request, library: Shelf) -> Response:
    """What people said, with what became of it, the latest first."""
    items = [
        {"document_id": document_id, "correction": said, "outcome": outcome}
        for document_id, said, outcome in library.corrections()
    ]
    return answer(request, library, {"items": items})
