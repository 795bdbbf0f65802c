"""JSON Lines of phrases to resolve: `{"id", "phrase", "as_of"?, "near"?}`, one a line.

Only the shape of a line is checked here; whether its date and country make sense is the
command's to say, who knows the index.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.records import Problem
from dragoman.records.base import Record

__all__ = ["AskedPhrase", "read_phrases"]


class AskedPhrase(Record, frozen=True, kw_only=True):
    """A phrase with what is known of the text it stands in."""

    id: str
    phrase: str
    as_of: str | None = None
    """The text's day, ISO 8601; a month or year means its first day."""
    near: str | None = None
    """Country code of the text's setting."""


class _Line(msgspec.Struct):
    phrase: str
    id: str | int | None = None
    as_of: str | None = None
    near: str | None = None


def read_phrases(source: str) -> Iterator[AskedPhrase | Problem]:
    """Yield the phrases of a file, or of standard input for "-", in order.

    Blank lines are passed over. A file that cannot be read (D100, D101) or a line that is no
    JSON object with a phrase (D106) is a Problem in its place.
    """
    try:
        if source == "-":
            yield from _lines(sys.stdin.buffer, source)
            return
        with Path(source).open("rb") as stream:
            yield from _lines(stream, source)
    except FileNotFoundError:
        yield _problem("D100", source, f"{source}: no such file")
    except OSError as error:
        yield _problem("D101", source, f"{source}: cannot be read: {error.strerror or error}")


def _lines(stream: Iterator[bytes], source: str) -> Iterator[AskedPhrase | Problem]:
    for number, line in enumerate(stream, start=1):
        body = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not body:
            continue
        where = f"{source}, line {number}"
        try:
            found = msgspec.json.decode(body, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f'{where} is not a JSON object with a "phrase": {error}'
            yield _problem("D106", _id_of(body) or where, message)
            continue
        name = found.phrase if found.id is None else str(found.id)
        if not found.phrase.strip():
            yield _problem("D106", name, f'{where}: its "phrase" is empty')
            continue
        yield AskedPhrase(
            id=name, phrase=found.phrase, as_of=found.as_of or None, near=found.near or None
        )


def _id_of(body: bytes) -> str | None:
    """Return the id of a line that lacks something else; None where it has none."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    name = found.get("id") if isinstance(found, dict) else None
    return str(name) if isinstance(name, str | int) else None


def _problem(code: str, name: str, message: str) -> Problem:
    return Problem(document_id=name, stage="read", code=code, message=message)
