"""Whether a client has an answer already: ETag and Last-Modified, from the state of the store."""

from __future__ import annotations

import hashlib
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from fastapi import Request

from dragoman.serve.library import Library

__all__ = ["is_known", "marks_of"]


def marks_of(request: Request, library: Library) -> dict[str, str]:
    """Return the headers that mark this answer: they change when the store or the log does."""
    mark = f"{library.version}{request.url.path}?{request.url.query}"
    changed = max(_changed_at(library.path), _changed_at(library.log))
    return {
        "ETag": f'"{hashlib.sha256(mark.encode()).hexdigest()[:24]}"',
        "Last-Modified": formatdate(changed, usegmt=True),
        "Cache-Control": "no-cache",
    }


def is_known(request: Request, marks: dict[str, str]) -> bool:
    """True if the client says that it has just this answer; an ETag counts before a date."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or marks["ETag"] in known
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(marks["Last-Modified"]) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # no date, or one without a zone
        return False


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
