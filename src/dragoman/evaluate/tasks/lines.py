"""Reading the records of public sets: JSON Lines, of which a task takes the fields it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import InputError
from dragoman.io.sniff import NDJSON
from dragoman.records import RawDocument, Record

__all__ = ["GoldSpan", "document_of", "read_lines"]

T = TypeVar("T")


class GoldSpan(Record, frozen=True, kw_only=True):
    """Words marked in a text; the offsets are None where the words are not in it as they stand."""

    start: int | None
    end: int | None
    text: str


def read_lines(path: Path, form: type[T]) -> Iterator[T]:
    """Yield the records of a JSON Lines file as `form`; keys it does not have are passed over.

    Raises:
        InputError: D100 where there is no such file, D106 where a line is no such record.
    """
    if not path.is_file():
        raise InputError("D100", f"{path}: no such file of records")
    decoder = msgspec.json.Decoder(form)
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise InputError("D106", f"{path} line {number}: {error}") from error


def document_of(name: str, text: str, published: str | None = None) -> RawDocument:
    """Return a record's text as a document that can be coded."""
    fields = {"id": name, "text": text, "published": published}
    body = msgspec.json.encode({key: value for key, value in fields.items() if value is not None})
    return RawDocument(sha256="", source_id=name, media_type=NDJSON, body=body, id=name)
