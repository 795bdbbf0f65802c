"""Tells a DuckDB file by its first bytes, which costs no import of DuckDB."""

from __future__ import annotations

from pathlib import Path

__all__ = ["is_database"]

_MAGIC, _END = b"DUCK", 12


def is_database(path: Path) -> bool | None:
    """Return whether a file is a database; None for one that is missing, empty or not readable."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_END)
    except (OSError, ValueError):
        return None
    return head[-len(_MAGIC) :] == _MAGIC if head else None
