r"""Values as CSV cells, and cells as the values they were.

A cell is text. Lists of text are joined by `; ` (a semicolon inside an item is written `\;`, a
missing item `-`, an empty one `""`); lists of records are JSON. A cell that a spreadsheet would run
as a formula begins with an apostrophe. Reading a cell of a known type gives back what was written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec
import pyarrow as pa

__all__ = ["cell_of", "safe", "unsafe", "value_of"]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_NONE = "-"
_EMPTY = '""'


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; `unsafe` undoes it."""
    if text.startswith(_STARTS_FORMULA) and text != _NONE:
        return f"'{text}"
    return f"'{text}" if _GUARDED.match(text) else text


def unsafe(cell: str) -> str:
    """Return the text that `safe` made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def cell_of(value: Any) -> str:
    """Return a value as a cell; None and the empty list are empty cells."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return safe(value)
    if isinstance(value[0], dict):
        return msgspec.json.encode(value).decode()
    return safe("; ".join(_joinable(part) for part in value))


def _joinable(part: str | None) -> str:
    if part is None:
        return _NONE
    if part == "":
        return _EMPTY
    escaped = part.replace("\\", "\\\\").replace(";", "\\;")
    return f"\\{escaped}" if escaped in (_NONE, _EMPTY) else escaped


def value_of(cell: str, kind: pa.DataType) -> Any:
    """Return the value of a cell whose column has this type; ValueError where it is none."""
    if pa.types.is_list(kind):
        return _list_of(cell, kind)
    if cell == "":
        return None
    if pa.types.is_string(kind):
        return unsafe(cell)
    if pa.types.is_boolean(kind):
        return {"true": True, "false": False}[cell]
    if pa.types.is_date(kind):
        return date.fromisoformat(cell)
    return float(cell) if pa.types.is_floating(kind) else int(cell)


def _list_of(cell: str, kind: pa.DataType) -> list[Any]:
    if cell == "":
        return []
    if pa.types.is_struct(kind.value_type):
        found: list[Any] = msgspec.json.decode(cell)
        return found
    parts = re.split(r"(?<!\\)((?:\\\\)*); ", unsafe(cell))
    # The pieces alternate with the pairs of backslashes before each semicolon.
    whole = [a + b for a, b in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [_part_of(part) for part in whole]


def _part_of(joined: str) -> str | None:
    if joined in (_NONE, _EMPTY):
        return None if joined == _NONE else ""
    return re.sub(r"\\(.)", r"\1", joined, flags=re.DOTALL)
