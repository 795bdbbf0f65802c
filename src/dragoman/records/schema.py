"""JSON Schema of the records and of the output, derived from the classes themselves.

Descriptions are the docstrings: those of classes and those below fields, which Python does not
keep, so they are read from the source.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from typing import Any

import msgspec

import dragoman.records
from dragoman.records import output
from dragoman.records.base import Record

__all__ = ["field_docs", "json_schema", "record_classes", "schema_names"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_classes() -> dict[str, type[Record]]:
    """Return the public records by name, in alphabetical order."""
    found = {name: getattr(dragoman.records, name) for name in sorted(dragoman.records.__all__)}
    return {
        name: kind
        for name, kind in found.items()
        if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
    }


def schema_names() -> tuple[str, ...]:
    """Return what `json_schema` knows: "output", then the records."""
    return ("output", *record_classes())


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the record of that name, or of "output"; KeyError otherwise."""
    if name == "output":
        kinds: tuple[type[Record], ...] = (output.CodedDocument, output.UncodedDocument)
    else:
        kinds = (record_classes()[name],)
    shapes, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for part, component in components.items():
        _describe(component, _class_of(part))
    main = shapes[0] if len(shapes) == 1 else {"anyOf": list(shapes)}
    return {"$schema": _DIALECT, "title": name, **main, "$defs": dict(sorted(components.items()))}


def _class_of(name: str) -> type[Record]:
    found: Any = getattr(output, name, None) or getattr(dragoman.records, name)
    return found  # type: ignore[no-any-return]  # msgspec names components by their class


def _describe(component: dict[str, Any], kind: type[Record]) -> None:
    """Add the fields' docstrings to a component."""
    for field, text in field_docs(kind).items():
        component["properties"][field]["description"] = text


@cache
def field_docs(kind: type[Record]) -> dict[str, str]:
    """Return the docstring below each field that has one; inherited fields are not looked for."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    definition = tree.body[0]
    if not isinstance(definition, ast.ClassDef):
        return {}
    docs: dict[str, str] = {}
    for field, below in zip(definition.body, definition.body[1:], strict=False):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            docs[field.target.id] = inspect.cleandoc(str(below.value.value))
    return docs
