"""Counts of events by unit and period, as Arrow tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import StoreError
from dragoman.store.foreign import has_foreign
from dragoman.store.overlaid import Overlay, reading
from dragoman.store.panel_queries import (
    comparison_question,
    panel_question,
    unplaced_question,
)
from dragoman.store.queries import parameters_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dragoman.store.database import Store

__all__ = ["Panel", "panel"]


class Panel(NamedTuple):
    """A panel, and what it does not show."""

    table: pa.Table
    unplaced: int
    """How many events are not in it because their date is too vague."""
    comparison: list[dict[str, Any]]
    """For each imported series how far it and ours go together: `comparison_question`."""


def panel(
    store: Store,
    *,
    by: str = "country",
    every: str = "month",
    wide: bool = False,
    contested: bool = True,
    compared: bool = False,
    filled: bool = False,
    since: date | None = None,
    until: date | None = None,
    types: tuple[str, ...] = (),
    overlay: Overlay | None = None,
) -> Panel:
    """Return counts by a unit of `PANEL_UNITS` and every day, week, month or year.

    `period` is the first day of the period. Without `contested`, events that independent sources
    affirm and deny are left out. `compared` adds imported events, over the time of both. `filled`
    has every period from `since` (else the first that counts something) to `until` for each unit
    that is met, with zeros. `overlay` are corrections to lay over what the coder read.

    Raises:
        StoreError: D408 a comparison is asked for, and nothing was imported.
    """
    if compared and not has_foreign(store):
        advice = f"`dragoman import FILE --format icews --store {store.path}` adds such events."
        raise StoreError("D408", f"{store.path}: holds no imported events. {advice}")
    bound = {
        "contested": contested, "since": since, "until": until, "types": list(types),
        "with_text": False,
    }  # fmt: skip
    connection = reading(store, overlay)

    def asked(text: str) -> pa.Table:
        given = {name: value for name, value in bound.items() if name in parameters_of(text)}
        return connection.sql(text, params=given).to_arrow_table()

    found_types = _types_of(connection, compared=compared) if wide else ()
    table = asked(panel_question(
        by, every, wide=wide, compared=compared, types=found_types, filled=filled
    ))  # fmt: skip
    unplaced = asked(unplaced_question(every)).column(0)[0].as_py()
    comparison = asked(comparison_question(by, every)).to_pylist() if compared else []
    return Panel(table, unplaced, comparison)


def _types_of(connection: duckdb.DuckDBPyConnection, *, compared: bool) -> tuple[str, ...]:
    """Return the types that occur: plain codes, so that they may be names of columns."""
    foreign = " UNION SELECT type FROM foreign_events" if compared else ""
    rows = connection.execute(
        f"SELECT DISTINCT type FROM (SELECT type FROM events{foreign}) WHERE type IS NOT NULL "
        "ORDER BY type"
    ).fetchall()  # fmt: skip
    return tuple(row[0].replace('"', "").replace("'", "") for row in rows)
