"""Counts of events by unit and period, as Arrow tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import StoreError
from dragoman.store.foreign import has_foreign
from dragoman.store.panel_queries import panel_question, unplaced_question

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store.database import Store

__all__ = ["Panel", "panel"]


class Panel(NamedTuple):
    """A panel, and how many events are not in it because their date is too vague."""

    table: pa.Table
    unplaced: int


def panel(
    store: Store,
    *,
    by: str = "country",
    every: str = "month",
    wide: bool = False,
    contested: bool = True,
    compared: bool = False,
    since: date | None = None,
    until: date | None = None,
    types: tuple[str, ...] = (),
) -> Panel:
    """Return counts by a unit of `PANEL_UNITS` and every day, week, month or year.

    `period` is the first day of the period. Without `contested`, events that independent sources
    affirm and deny are left out. `compared` adds imported events, over the time of both.

    Raises:
        StoreError: D408 a comparison is asked for, and nothing was imported.
    """
    if compared and not has_foreign(store):
        advice = f"`dragoman import FILE --format icews --store {store.path}` adds such events."
        raise StoreError("D408", f"{store.path}: holds no imported events. {advice}")
    bound = {
        "contested": contested, "since": since, "until": until, "types": list(types),
    }  # fmt: skip
    found_types = _types_of(store, compared=compared) if wide else ()
    text = panel_question(by, every, wide=wide, compared=compared, types=found_types)
    with_text = {"with_text": False} if "$with_text" in text else {}
    cursor = store.connection.cursor()
    table = cursor.sql(text, params={**bound, **with_text}).to_arrow_table()
    unplaced = cursor.execute(unplaced_question(every), bound).fetchall()[0][0]
    return Panel(table, unplaced)


def _types_of(store: Store, *, compared: bool) -> tuple[str, ...]:
    """Return the types that occur: plain codes, so that they may be names of columns."""
    foreign = " UNION SELECT type FROM foreign_events" if compared else ""
    rows = store.connection.cursor().execute(
        f"SELECT DISTINCT type FROM (SELECT type FROM events{foreign}) WHERE type IS NOT NULL "
        "ORDER BY type"
    ).fetchall()  # fmt: skip
    return tuple(row[0].replace('"', "").replace("'", "") for row in rows)
