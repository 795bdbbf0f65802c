"""One document's bytes as a RawDocument, and the faults of sources on their way to problems."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from dragoman.io.sniff import is_feed, is_whole_json, media_type_of
from dragoman.records import Problem, RawDocument

__all__ = ["Fault", "at_utc", "from_web", "sha256_of", "whole"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?[\w.:-]+", re.IGNORECASE)


class Fault(Exception):  # noqa: N818 - never leaves `io`
    """A fault of one source, on its way to becoming a Problem."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def problem(self, source: str) -> Problem:
        """Return the problem of that source."""
        message = f"{source}: {self}"
        return Problem(document_id=source, stage="read", code=self.code, message=message)


def whole(body: bytes, source: str, max_bytes: int) -> RawDocument:
    """Return one document that is the whole of a file or page.

    Raises:
        Fault: D102 empty, D103 of no kind that is read, D104 larger than `max_bytes`.
    """
    if not body.strip():
        raise Fault("D102", "is empty")
    if len(body) > max_bytes:
        raise Fault("D104", f"is larger than {max_bytes:,} bytes")
    if is_whole_json(body):
        message = "is JSON, but not JSON Lines: one object with a text on each line"
        raise Fault("D103", message)
    media_type = media_type_of(body, source)
    if media_type is None and is_feed(body):
        raise Fault("D103", "is a feed or sitemap; `dragoman ingest` reads the pages it names")
    if media_type is None:
        raise Fault("D103", "is binary and of no kind that is read (text, HTML, PDF, JSON Lines)")
    return RawDocument(sha256=sha256_of(body), source_id=source, media_type=media_type, body=body)


def from_web(
    body: bytes,
    source: str,
    *,
    url: str,
    declared: str,
    fetched_at: str | None,
    max_bytes: int,
) -> RawDocument:
    """Return one document fetched from `url`; `declared` is the content type it came with.

    Raises:
        Fault: as `whole`.
    """
    raw = whole(body, url, max_bytes)
    media_type = raw.media_type
    if media_type == "text/plain" and "html" in declared.partition(";")[0].lower():
        media_type = "text/html"
    charset = _CHARSET.search(declared)
    return msgspec.structs.replace(
        raw,
        source_id=source,
        url=url,
        media_type=f"{media_type}; {charset[0]}" if charset else media_type,
        fetched_at=fetched_at,
    )


def at_utc(stated: str | None) -> str | None:
    """Return a time of HTTP or ISO 8601 as ISO 8601 in UTC; None where there is none."""
    if not stated:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(stated.strip())
        except ValueError:
            continue
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    return None


def sha256_of(body: bytes) -> str:
    """Return the hash of the bytes."""
    return hashlib.sha256(body).hexdigest()
