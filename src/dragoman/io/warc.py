"""WARC archives: one document for each page or text that was answered with success.

A damaged record costs that record alone: reading goes on at the next place where one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.io.raw import Fault, at_utc, from_web
from dragoman.records import Problem, RawDocument

__all__ = ["is_warc", "read_warc"]

_STARTS = (b"\x1f\x8b\x08", b"WARC/1")
_CHUNK_BYTES = 1 << 20
_PAGES = re.compile(r"text/|html|pdf|octet-stream|^$")


def is_warc(peek: bytes, name: str) -> bool:
    """True for an archive by its first bytes, or its name where it is compressed."""
    return peek.startswith(b"WARC/") or name.lower().endswith((".warc", ".warc.gz"))


def read_warc(path: str, *, max_bytes: int) -> Iterator[RawDocument | Problem]:
    """Yield the pages of the archive in order; a damaged or truncated record is a problem D112.

    Answers with an error, images and the like are passed over.
    """
    with Path(path).open("rb") as stream:
        start: int | None = 0
        in_damage = False
        while start is not None:
            last = start
            try:
                for record in _records(stream, start):
                    last, in_damage = start + record.stream_pos, False
                    yield from _document(record, path, max_bytes)
                return
            except OSError as error:
                if not in_damage:
                    message = (
                        f"the record after byte {last:,} is damaged ({error}); reading goes on"
                    )
                    yield Fault("D112", message).problem(path)
                in_damage = True
            start = _next_start(stream, last + 1)


def _records(stream: BinaryIO, start: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  # only here

    stream.seek(start)
    kinds = WarcRecordType.response | WarcRecordType.resource
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=False)


def _next_start(stream: BinaryIO, position: int) -> int | None:
    """Return where a record may begin, at or after a position; None at the end of the file."""
    overlap = max(map(len, _STARTS)) - 1
    stream.seek(position)
    while piece := stream.read(_CHUNK_BYTES):
        found = [at for at in (piece.find(mark) for mark in _STARTS) if at >= 0]
        if found:
            return position + min(found)
        if len(piece) <= overlap:
            return None
        position += len(piece) - overlap
        stream.seek(position)
    return None


def _document(record: Any, path: str, max_bytes: int) -> Iterator[RawDocument | Problem]:
    url = record.headers.get("WARC-Target-URI")
    block = record.reader.read(max_bytes + 1)
    if url is None or len(block) < min(record.content_length, max_bytes + 1):
        message = f"the record of {url or 'an unknown address'} is cut off"
        yield Fault("D112", message).problem(path)
        return
    declared = record.headers.get("Content-Type") or ""
    if declared.startswith("application/http"):
        record.set_bytes_content(block)
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code != 200:
            return
        declared = record.http_headers.get("Content-Type") or ""
        block = record.reader.read()
    if not _PAGES.search(declared.partition(";")[0].strip().lower()):
        return
    try:
        yield from_web(
            block,
            path,
            url=url.strip("<>"),
            declared=declared,
            fetched_at=at_utc(record.headers.get("WARC-Date")),
            max_bytes=max_bytes,
        )
    except Fault as fault:
        yield Fault(fault.code, f"{url}: {fault}").problem(path)
