"""JSON Lines to raw documents: one a line, its bytes as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BufferedIOBase
from typing import Any

import msgspec

from dragoman.io.sniff import NDJSON
from dragoman.records import Problem, RawDocument

__all__ = ["FIELDS", "Columns", "read_json_lines", "renamed"]

Columns = Mapping[str, str]
"""What a field of `FIELDS` is called in a file."""

FIELDS = ("id", "text", "title", "published", "url", "language", "source")
"""The keys of a line that count."""

_CHUNK_BYTES = 65_536
_LEADING_ID = re.compile(rb'\{\s*"id"\s*:\s*("(?:[^"\\]|\\.){1,1000}"|-?\d{1,30})\s*[,}]')


class _Head(msgspec.Struct):
    """What must be known of a line before it is read: that it has a text, and its id."""

    text: str
    id: str | int | None = None


def read_json_lines(
    stream: BufferedIOBase,
    source: str,
    *,
    peek: bytes,
    max_bytes: int,
    columns: Columns | None = None,
) -> Iterator[RawDocument | Problem]:
    """Yield each line of `stream`, whose first bytes `peek` were read, as a raw document.

    Blank lines are passed over. With `columns` the lines have keys of their own, and the document's
    bytes are the line with ours. A line over `max_bytes` (D104) or without a text (D106) is a
    Problem in its place.
    """
    for number, line in enumerate(_lines(stream, peek, max_bytes), 1):
        body = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not body:
            continue
        where = f"{source}, line {number}"
        if len(line) > max_bytes:
            message = f"is larger than {max_bytes:,} bytes"
            yield _line_problem("D104", where, message, _leading_id(body))
            continue
        try:
            body = renamed(msgspec.json.decode(body, type=dict), columns) if columns else body
            head = msgspec.json.decode(body, type=_Head)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f'is not a JSON object with a "text": {error}'
            yield _line_problem("D106", where, message, _id_of(body))
            continue
        yield RawDocument(
            sha256=hashlib.sha256(body).hexdigest(),
            source_id=source,
            media_type=NDJSON,
            body=body,
            id=None if head.id is None else str(head.id),
        )


def renamed(row: Mapping[str, Any], columns: Columns) -> bytes:
    """Return the line of JSON with the fields that a row has under other names."""
    told = {field: row.get(columns.get(field, field)) for field in FIELDS}
    return msgspec.json.encode({f: _plain(v) for f, v in told.items() if v not in (None, "")})


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines(stream: BufferedIOBase, peek: bytes, max_bytes: int) -> Iterator[bytes]:
    """Yield the lines of a stream whose first bytes were read; overlong ones are cut off.

    One byte over the limit is kept of those, so that they are known to be too long.
    """
    *whole, begun = peek.split(b"\n")
    yield from whole
    line = bytearray(begun)
    while piece := stream.readline(_CHUNK_BYTES):
        line += piece.rstrip(b"\n")[: max(0, max_bytes + 1 - len(line))]
        if piece.endswith(b"\n"):
            yield bytes(line)
            line.clear()
    yield bytes(line)


def _id_of(line: bytes) -> str | None:
    """Return the id of a line that cannot be read; None if it has none, or not at its start."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _leading_id(line)
    name = found.get("id") if isinstance(found, dict) else None
    return str(name) if isinstance(name, str | int) else None


def _leading_id(line: bytes) -> str | None:
    """Return the id that opens a line which is broken or cut off behind it; None without one."""
    found = _LEADING_ID.match(line)
    if found is None:
        return None
    try:
        return str(msgspec.json.decode(found.group(1), type=str | int))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _line_problem(code: str, where: str, message: str, name: str | None) -> Problem:
    return Problem(document_id=name, stage="read", code=code, message=f"{where} {message}")
