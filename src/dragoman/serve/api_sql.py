"""SQL over the API, where whoever serves the store allows it: one SELECT, bounded, for reading."""

from __future__ import annotations

import threading
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from dragoman.serve.library import Library
from dragoman.serve.render import library_of
from dragoman.serve.shapes import FAULTS, answers, of
from dragoman.store.asking import ask

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["sql"], responses=FAULTS)
Shelf = Annotated[Library, Depends(library_of)]
LIMIT_S = 10.0
_one_at_a_time = threading.Lock()

_QUESTION = "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC"


class Question(BaseModel):
    """One SELECT of DuckDB's SQL."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": _QUESTION, "limit": 100}]}
    )
    query: str = Field(min_length=1, max_length=20_000)
    limit: int = Field(default=1000, ge=1, le=10_000, description="Rows that are answered at most.")


_COLUMN = of(name={"type": "string"}, type={"type": "string"})
_ROWS: dict[str, Any] = {"type": "array", "items": {"type": "array"}}
_ANSWER = of(columns={"type": "array", "items": _COLUMN}, rows=_ROWS, is_cut={"type": "boolean"})
_EXAMPLE = {
    "columns": [{"name": "type", "type": "VARCHAR"}, {"name": "n", "type": "BIGINT"}],
    "rows": [["CONSULT", 12], ["ASSAULT", 7]],
    "is_cut": False,
}


@router.post("/sql", responses={200: answers(_ANSWER, _EXAMPLE)[200]})
def sql(request: Request, library: Shelf, question: Question) -> Response:
    """Ask the store by SQL; off unless it is served with `--sql`.

    The tables are those of the store's reference, as the coder read them: corrections are not
    laid over them. A question may take ten seconds; texts are shown where their rights allow it.
    """
    if not request.app.state.settings.sql:
        raise HTTPException(403, "SQL is off here: `dragoman serve --sql` allows it.")
    if not _one_at_a_time.acquire(timeout=LIMIT_S):
        raise HTTPException(503, "Other questions are being answered. Try again in a moment.")
    try:
        cursor = library.cursor()
        try:
            found = ask(cursor, question.query, limit=question.limit, limit_s=LIMIT_S)
        finally:
            cursor.close()  # or the file stays taken, and nobody can write to it
    finally:
        _one_at_a_time.release()
    body = msgspec.json.encode(found._asdict())
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
