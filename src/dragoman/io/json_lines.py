"""JSON Lines to raw documents: one a line, its bytes as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BufferedIOBase

import msgspec

from dragoman.io.sniff import NDJSON
from dragoman.records import Problem, RawDocument

__all__ = ["read_json_lines"]

_CHUNK_BYTES = 65_536


class _Head(msgspec.Struct):
    """What must be known of a line before it is read: that it has a text, and its id."""

    text: str
    id: str | int | None = None


def read_json_lines(
    stream: BufferedIOBase, source: str, *, peek: bytes, max_bytes: int
) -> Iterator[RawDocument | Problem]:
    """Yield each line of `stream`, whose first bytes `peek` were read, as a raw document.

    Blank lines are passed over. A line over `max_bytes` (D104) or without a text (D106) is a
    Problem in its place.
    """
    for number, line in enumerate(_lines(stream, peek, max_bytes), 1):
        body = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not body:
            continue
        where = f"{source}, line {number}"
        if len(body) > max_bytes:
            yield _line_problem("D104", where, f"is larger than {max_bytes:,} bytes", None)
            continue
        try:
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
    """Return the id of a line that lacks a text; None if the line is not even JSON."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    name = found.get("id") if isinstance(found, dict) else None
    return str(name) if isinstance(name, str | int) else None


def _line_problem(code: str, where: str, message: str, name: str | None) -> Problem:
    return Problem(document_id=name, stage="read", code=code, message=f"{where} {message}")
