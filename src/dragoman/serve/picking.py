"""Rows of a few events by their numbers, out of the index and out of what lies over it.

A few rows of a long table are asked for by their place in it (`rowid`): asked for by a number or id
in a list, all columns of all rows would be read before the few are picked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.serve.library import Library
from dragoman.serve.views import shown_column
from dragoman.store.effective import EVENT_COLUMNS

__all__ = ["as_shown", "event_rows", "few", "picked"]

_SHOWN = ", ".join(map(shown_column, EVENT_COLUMNS))


def few(table: str, column: str, name: str) -> str:
    """Return a question for the rows of a table of the store whose column is among `$name`."""
    return (
        f"SELECT * FROM {table} WHERE rowid IN"
        f" (SELECT rowid FROM {table} WHERE {column} IN (SELECT unnest(${name})))"
    )


def as_shown(table: str, column: str, name: str, *, columns: str = "*") -> str:
    """Return a question for the current rows whose column is among `$name`, corrections in force.

    They are those of the view `shown_{table}`, without all its columns being read.
    """
    asked = f"{column} IN (SELECT unnest(${name}))"
    return (
        f"SELECT {columns} FROM {table} WHERE rowid IN (SELECT place FROM made_{table}"
        f" WHERE {asked} AND document_id NOT IN (SELECT id FROM fixed_documents))"
        f" UNION ALL SELECT {columns} FROM fixed_{table} WHERE {asked}"
    )


def picked(table: str) -> str:
    """Return a question for the rows of an index table that are of the events `$numbers`."""
    column = "n" if table == "events" else "event_n"
    return (
        f"({few(f'index_{table}', column, 'numbers')} UNION ALL SELECT * FROM laid_{table}"
        f" WHERE {column} IN (SELECT unnest($numbers)))"
    )


def event_rows(library: Library, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return the events of some numbers in that order: `EVENT_COLUMNS`, day and number."""
    if not numbers:
        return []
    found = library.rows(
        f"SELECT {_SHOWN}, e.day, e.n FROM {picked('events')} e"
        " JOIN shown_kinds k ON k.n = e.kind_n JOIN shown_places p ON p.n = e.place_n",
        {"numbers": list(numbers)},
    )
    by_number = {row["n"]: row for row in found}
    return [by_number[n] for n in numbers]
