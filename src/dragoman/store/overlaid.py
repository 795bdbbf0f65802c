"""Corrections as rows laid over the store's tables, for exports, panels and releases.

Nothing is written to the store. Each reader gets a connection of its own in which temporary views
hide the tables that corrections change, so that every question is asked as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.records.base import Record
from dragoman.store.arrow import arrow_table
from dragoman.store.rows import Rows
from dragoman.store.tables import TABLES

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["OF_DOCUMENTS", "OF_EVENTS", "Overlay", "reading"]

OF_DOCUMENTS = (
    "reports", "participants", "report_places", "quantities", "claims", "claim_steps",
)  # fmt: skip
"""Tables whose rows of a corrected document are all replaced."""
OF_EVENTS = ("events", "event_reports", "event_actors", "event_dissents")
"""Tables whose rows of a corrected event are all replaced."""
_TABLES = {table.name: table for table in TABLES}


class Overlay(Record, frozen=True, kw_only=True):
    """What holds in place of what the machine said."""

    document_ids: tuple[str, ...] = ()
    """Documents whose readings are replaced."""
    event_ids: tuple[str, ...] = ()
    """Events that are replaced, or gone."""
    rows: Rows = msgspec.field(default_factory=dict)
    """What takes their places, by table of `OF_DOCUMENTS` and `OF_EVENTS`."""
    reviews: tuple[tuple[str, str, str], ...] = ()
    """What people judged: kind (report, claim, event), id, and confirmed, edited or added."""
    tally: tuple[tuple[str, str, int], ...] = ()
    """How many corrections of each action have each status of an Outcome."""
    pending: int = 0
    """Decisions of same and different that the events do not follow yet."""

    @property
    def in_force(self) -> int:
        """How many corrections hold."""
        return sum(n for _, status, n in self.tally if status in ("applied", "stale"))

    @property
    def not_in_force(self) -> int:
        """How many would hold, but for a conflict or for words that cannot be found."""
        lost = ("conflict", "ambiguous", "orphaned")
        return sum(n for _, status, n in self.tally if status in lost)


def reading(store: Store, overlay: Overlay | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to read the store by, with corrections laid over it if some are given.

    Its table `reviews` (kind, id, review) says what people judged.
    """
    connection = store.connection.cursor()
    connection.execute("CREATE TEMP TABLE reviews (kind TEXT, id TEXT, review TEXT)")
    if overlay is None:
        return connection
    if overlay.reviews:
        connection.executemany("INSERT INTO reviews VALUES (?, ?, ?)", overlay.reviews)
    if overlay.document_ids or overlay.event_ids:
        _lay(connection, overlay)
    return connection


def _lay(connection: duckdb.DuckDBPyConnection, overlay: Overlay) -> None:
    ((database,),) = connection.execute("SELECT current_database()").fetchall()
    own = '"' + database.replace('"', '""') + '".main'
    for name, ids in (("documents", overlay.document_ids), ("events", overlay.event_ids)):
        connection.execute(f"CREATE TEMP TABLE outdated_{name} AS SELECT unnest(?::TEXT[]) AS id",
                           [list(ids)])  # fmt: skip
    for table in (*OF_DOCUMENTS, *OF_EVENTS):
        _put(connection, own, table, overlay.rows.get(table, []))
    for table in OF_DOCUMENTS:
        _hide(connection, own, f"current_{table}", "document_id", "documents", table)
    for table in OF_EVENTS:
        key = "id" if table == "events" else "event_id"
        _hide(connection, own, table, key, "events", table)


def _put(
    connection: duckdb.DuckDBPyConnection, own: str, table: str, rows: list[tuple[object, ...]]
) -> None:
    connection.execute(f"CREATE TEMP TABLE fixed_{table} AS FROM {own}.{table} LIMIT 0")
    if rows:
        connection.register("incoming", arrow_table(_TABLES[table], rows))
        connection.execute(f"INSERT INTO fixed_{table} SELECT * FROM incoming")
        connection.unregister("incoming")


def _hide(
    connection: duckdb.DuckDBPyConnection,
    own: str,
    name: str,
    key: str,
    outdated: str,
    fixed: str,
) -> None:
    connection.execute(
        f"CREATE TEMP VIEW {name} AS SELECT * FROM {own}.{name}"
        f" WHERE {key} NOT IN (SELECT id FROM outdated_{outdated})"
        f" UNION ALL SELECT * FROM fixed_{fixed}"
    )
