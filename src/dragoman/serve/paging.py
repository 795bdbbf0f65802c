"""Where a page of events begins: a cursor that says the last event seen, not a number of rows."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

from fastapi import Request

from dragoman.serve.filters import FilterError

__all__ = ["after_of", "cursor_of", "read_cursor"]


def cursor_of(after: tuple[date, str]) -> str:
    """Return the cursor of the page after an event's day and id."""
    return urlsafe_b64encode(f"{after[0].isoformat()} {after[1]}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[date, str]:
    """Return the day and id of a cursor; FilterError if it is none."""
    try:
        day, _, name = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
        return date.fromisoformat(day), name
    except ValueError:
        raise FilterError("cursor: this is no cursor of ours; begin at the first page") from None


def after_of(request: Request) -> tuple[date, str] | None:
    """Return where the page asked for begins; None for the first."""
    cursor = request.query_params.get("cursor")
    return None if not cursor else read_cursor(cursor)
