"""What the answers of the API look like, for OpenAPI: drawn from the records and the tables.

Columns are described once, in the store, and records in their classes; here they are only put
together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from fastapi import FastAPI

from dragoman.records import Actor, ActorRole, Correction, Outcome
from dragoman.records.output import CodedDocument
from dragoman.store.tables import TABLES

__all__ = [
    "COUNT",
    "FAULTS",
    "NEXT",
    "TEXT",
    "answers",
    "columns",
    "describe",
    "listed",
    "of",
    "record",
    "row",
]

Shape = dict[str, Any]
TEXT: Shape = {"type": "string"}
COUNT: Shape = {"type": "integer"}
NEXT: Shape = {"type": ["string", "null"]}
"""The cursor of the next page; null on the last."""
_REF = "#/components/schemas/{name}"
_RECORDS = (CodedDocument, Actor, ActorRole, Correction, Outcome)
_TYPES: dict[str, Shape] = {
    "TEXT": {"type": ["string", "null"]},
    "JSON": {"type": ["string", "null"]},
    "INTEGER": {"type": ["integer", "null"]},
    "BIGINT": {"type": ["integer", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "TEXT[]": {"type": ["array", "null"], "items": {"type": "string"}},
}
_ERROR: Shape = {
    "type": "object",
    "description": "The one shape of errors.",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "hint"],
            "properties": {
                "code": {"type": "string", "description": "A word, or a code of the errors page."},
                "message": {"type": "string", "description": "What is wrong, and where."},
                "hint": {"type": ["string", "null"], "description": "What to do."},
            },
        }
    },
}


def of(**properties: str | Shape) -> Shape:
    """Return an object with these properties, all always there; a string names a DuckDB type."""
    shapes = {name: _TYPES[s] if isinstance(s, str) else s for name, s in properties.items()}
    return {"type": "object", "required": list(shapes), "properties": shapes}


def columns(table: str, names: Iterable[str] | None = None) -> Shape:
    """Return the properties of a table's columns, of all or of those named."""
    wanted = None if names is None else set(names)
    found = next(each for each in TABLES if each.name == table)
    return {
        column.name: {**_TYPES[column.type], "description": column.about}
        for column in found.columns
        if wanted is None or column.name in wanted
    }


def row(table: str, names: Iterable[str] | None = None, **more: str | Shape) -> Shape:
    """Return a row of a table as an object, with further properties."""
    return of(**columns(table, names), **more)


def record(kind: type) -> Shape:
    """Return a reference to a record of `describe`."""
    return {"$ref": _REF.format(name=kind.__name__)}


def listed(item: Shape, **more: str | Shape) -> Shape:
    """Return a list of items in the shape of the API."""
    return of(items={"type": "array", "items": item}, **more)


def answers(
    shape: Shape, example: Any, *, status: int = 200, about: str = "Found."
) -> dict[int | str, Shape]:
    """Return what a route answers when all is well."""
    content = {"application/json": {"schema": shape, "example": example}}
    found: dict[int | str, Shape] = {status: {"description": about, "content": content}}
    if status == 200:
        found[304] = {"description": "The client has it already: its ETag or date says so."}
    return found


def _fault(about: str, code: str, message: str, hint: str | None = None) -> Shape:
    example = {"error": {"code": code, "message": message, "hint": hint}}
    content = {"application/json": {"schema": {"$ref": _REF.format(name="Error")},
                                    "example": example}}  # fmt: skip
    return {"description": about, "content": content}


FAULTS: dict[int | str, Shape] = {
    400: _fault("A value is wrong.", "bad_request", "min_score: “7” is no number from 0 to 1"),
    401: _fault("A token is needed.", "unauthorized", "A token is needed.",
                "Send it as `Authorization: Bearer TOKEN`."),
    403: _fault("That is not allowed.", "forbidden", "You may read here, but not correct."),
    404: _fault("There is no such record.", "not_found", "There is no such event."),
    503: _fault("The store is being written.", "D403", "news.duckdb: is in use by process 42.",
                "Try again in a moment."),
}  # fmt: skip


def describe(app: FastAPI) -> None:
    """Let the application's description hold the records, and errors as they are answered."""
    made: Callable[[], Shape] = app.openapi

    def openapi() -> Shape:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(made())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way that FastAPI documents


def _completed(described: Shape) -> Shape:
    _, components = msgspec.json.schema_components(_RECORDS, ref_template=_REF)
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    # The framework's own shape of wrong calls, which `app` answers in ours.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= components | {"Error": _ERROR}
    for methods in described["paths"].values():
        for about in methods.values():
            about["responses"].pop("422", None)
            for answer in about["responses"].values():
                body = answer.get("content", {}).get("application/json", {})
                _put_nulls(body.get("example"), body.get("schema", {}), schemas)
    described["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Where a token file is used."}
    }
    described["security"] = [{}, {"token": []}]
    return described


def _put_nulls(example: Any, shape: Shape, schemas: dict[str, Shape]) -> None:
    """Put back into an example the nulls that the framework drops and an answer never does."""
    if "$ref" in shape:
        shape = schemas[shape["$ref"].rpartition("/")[2]]
    if isinstance(example, dict):
        for name in shape.get("required", ()):
            example.setdefault(name, None)
        for name, part in shape.get("properties", {}).items():
            _put_nulls(example.get(name), part, schemas)
    elif isinstance(example, list):
        for part in example:
            _put_nulls(part, shape.get("items") or {}, schemas)
