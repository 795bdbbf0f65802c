"""Sources to raw documents: files, addresses, standard input and JSON Lines.

Every fault of a source becomes a Problem in its place, so that a batch goes on. What the bytes
mean is the business of `stages.read`; here only their kind is told (`io.sniff`). The one module
that imports httpx.
"""

from __future__ import annotations

import gzip
import re
import sys
import time
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

import dragoman
from dragoman.io.json_lines import Columns, read_json_lines
from dragoman.io.raw import Fault, whole
from dragoman.io.sniff import is_json_lines
from dragoman.records import Problem, RawDocument

if TYPE_CHECKING:
    import httpx

__all__ = ["read_source"]

_PEEK_BYTES = 65_536
_GZIP_MAGIC = b"\x1f\x8b"
_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_JSON_LINES_NAMES = (".jsonl", ".ndjson", ".jsonlines")


def read_source(
    source: str,
    *,
    max_bytes: int = 50_000_000,
    timeout_s: float = 20,
    transport: httpx.BaseTransport | None = None,
    columns: Columns | None = None,
) -> Iterator[RawDocument | Problem]:
    """Yield the raw documents of a path, an http(s) address, or "-" for standard input.

    A file, page or PDF is one document; JSON Lines are one a line, in order, each no larger than
    `max_bytes`, and the file itself may be of any size. Faults are yielded as Problems: D100 and
    D101 (cannot be opened), D102 (empty), D103 (no text), D104 (too large), D106 (a line),
    D107 (no answer), D110 (an address of another kind). `timeout_s` bounds the whole of a fetch;
    `transport` replaces the network; `columns` says what the fields of JSON Lines are called there.
    """
    try:
        if source == "-":
            yield from _from_standard_input(max_bytes, columns)
        elif source.lower().startswith(("http://", "https://")):
            yield from _fetch(source, max_bytes, timeout_s, transport)
        elif _OTHER_ADDRESS.match(source):
            raise Fault("D110", "is not fetched: only http and https are")
        else:
            yield from _from_path(source, max_bytes, columns)
    except Fault as fault:
        yield Problem(stage="read", code=fault.code, message=f"{source}: {fault}")


def _from_standard_input(
    max_bytes: int, columns: Columns | None
) -> Iterator[RawDocument | Problem]:
    standard_input: Any = sys.stdin.buffer
    stream: BufferedReader = BufferedReader(standard_input)  # one that surely can peek
    try:
        yield from _from_stream(stream, "-", max_bytes, columns)
    finally:
        stream.detach()


def _from_path(
    source: str, max_bytes: int, columns: Columns | None
) -> Iterator[RawDocument | Problem]:
    path = Path(source)
    try:
        if path.is_dir():
            raise Fault("D101", "is a folder; name the files in it")
        with path.open("rb") as stream:
            yield from _from_stream(stream, source, max_bytes, columns)
    except FileNotFoundError:
        raise Fault("D100", "no such file") from None
    except OSError as error:
        raise Fault("D101", f"cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a zero byte in the name
        raise Fault("D100", f"no such file: {error}") from None


def _from_stream(
    stream: BufferedReader, source: str, max_bytes: int, columns: Columns | None
) -> Iterator[RawDocument | Problem]:
    """Yield what a stream holds, unpacked if it is compressed."""
    if stream.peek(2)[:2] != _GZIP_MAGIC:
        yield from _from_plain(stream, source, max_bytes, columns)
        return
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from _from_plain(unpacked, source, max_bytes, columns)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise Fault("D103", "is compressed and damaged") from None


def _from_plain(
    stream: BufferedReader | gzip.GzipFile,
    source: str,
    max_bytes: int,
    columns: Columns | None,
) -> Iterator[RawDocument | Problem]:
    """Yield what a stream holds, JSON Lines a line at a time."""
    peek = stream.read(_PEEK_BYTES)
    if not peek.strip():
        peek += stream.read(max(0, max_bytes + 1 - len(peek)))
        if not peek.strip():
            raise Fault("D102", "is empty")
    is_named_so = source.lower().removesuffix(".gz").endswith(_JSON_LINES_NAMES)
    if is_named_so or is_json_lines(peek):
        yield from read_json_lines(stream, source, peek=peek, max_bytes=max_bytes, columns=columns)
        return
    yield whole(peek + stream.read(max(0, max_bytes + 1 - len(peek))), source, max_bytes)


def _fetch(
    url: str, max_bytes: int, timeout_s: float, transport: httpx.BaseTransport | None
) -> Iterator[RawDocument | Problem]:
    """Yield the document at an address, or those of its JSON Lines; redirects are followed."""
    import httpx  # noqa: PLC0415 - a fifth of a second that files never need

    agent = {"User-Agent": f"dragoman/{dragoman.__version__}", "Accept": "text/html,*/*;q=0.8"}
    deadline = time.monotonic() + timeout_s
    try:
        with (
            httpx.Client(
                follow_redirects=True, timeout=timeout_s, headers=agent, transport=transport
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise Fault("D107", f"answered {response.status_code} {response.reason_phrase}")
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > max_bytes:
                    raise Fault("D104", f"is larger than {max_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise Fault("D107", f"did not finish within {timeout_s:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise Fault("D107", f"did not answer: {reason}") from None
    if not bytes(body).strip():
        raise Fault("D102", "is empty")
    if is_json_lines(bytes(body[:_PEEK_BYTES])):
        yield from read_json_lines(BytesIO(), url, peek=bytes(body), max_bytes=max_bytes)
    else:
        yield _fetched(bytes(body), url, response, max_bytes)


def _fetched(body: bytes, url: str, response: httpx.Response, max_bytes: int) -> RawDocument:
    raw = whole(body, url, max_bytes)
    declared = response.headers.get("content-type", "")
    parameters = declared.partition(";")[2].strip()
    media_type = raw.media_type
    if media_type == "text/plain" and "html" in declared.partition(";")[0].lower():
        media_type = "text/html"
    return msgspec.structs.replace(
        raw,
        url=str(response.url),
        media_type=f"{media_type}; {parameters}" if parameters else media_type,
        fetched_at=_answered_at(response.headers.get("date")),
    )


def _answered_at(header: str | None) -> str | None:
    """Return the server's time of answer as ISO 8601; None if it gave none."""
    try:
        return parsedate_to_datetime(header).isoformat() if header else None
    except ValueError:
        return None
