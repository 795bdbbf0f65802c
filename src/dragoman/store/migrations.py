"""Changes of the store's layout: numbered functions, each applied once and recorded.

A new store gets the layout of `tables` at once and has all of them recorded. A released migration
is never changed; it may not use `tables`, which moves on.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.store.index_tables import INDEX
from dragoman.store.tables import TABLES
from dragoman.store.views import INDEXES, VIEWS

if TYPE_CHECKING:
    import duckdb

__all__ = ["LAYOUT", "create", "layout_of", "migrate"]


def _first(connection: duckdb.DuckDBPyConnection) -> None:
    """Nothing: stores of layout 1 are created whole."""


def _index(connection: duckdb.DuckDBPyConnection) -> None:
    """The index of events is made whole by the next linking, where it is found missing."""
    connection.execute("DELETE FROM meta WHERE key = 'index'")


def _packed(connection: duckdb.DuckDBPyConnection) -> None:
    """Records of documents are compressed one by one, no more by the thousand.

    The index is made whole by the next linking: its tables of this layout hold more.
    """
    connection.execute("DELETE FROM meta WHERE key = 'index'")
    connection.execute(
        "CREATE TABLE packed (document_id TEXT, run_id TEXT, record BLOB, output BLOB)"
    )
    connection.create_function("packed_json", _compressed, ["VARCHAR"], "BLOB")
    connection.execute(
        "INSERT INTO packed SELECT document_id, run_id, packed_json(record), packed_json(output)"
        " FROM analyses"
    )
    connection.remove_function("packed_json")
    connection.execute("DROP TABLE analyses")
    connection.execute("ALTER TABLE packed RENAME TO analyses")


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode())


_MIGRATIONS: tuple[tuple[str, Callable[[duckdb.DuckDBPyConnection], None]], ...] = (
    ("the first layout", _first),
    ("an index of events for the pages", _index),
    ("records of documents compressed one by one", _packed),
)

LAYOUT = len(_MIGRATIONS)
"""Number of the newest layout, which this version writes."""


def layout_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the number of the store's layout; None where the file is no store."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name IN ('meta', 'migrations')"
    ).fetchall()
    if found != [(2,)]:
        return None
    ((newest,),) = connection.execute("SELECT max(number) FROM migrations").fetchall()
    return None if newest is None else int(newest)


def create(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    """Make an empty database a store, in one transaction."""
    connection.execute("BEGIN")
    for table in (*TABLES, *INDEX):
        connection.execute(table.definition())
    for statement in (*INDEXES, *VIEWS.values()):
        connection.execute(statement)
    for number, (name, _) in enumerate(_MIGRATIONS, 1):
        _record(connection, number, name)
    made = [("made_by", f"dragoman {version}"), ("layout", str(LAYOUT))]
    connection.executemany("INSERT INTO meta VALUES (?, ?)", made)
    connection.execute("COMMIT")


def migrate(connection: duckdb.DuckDBPyConnection, layout: int) -> None:
    """Bring a store of an older layout to the newest, each step in a transaction."""
    for number, (name, change) in enumerate(_MIGRATIONS, 1):
        if layout < number:
            connection.execute("BEGIN")
            change(connection)
            _record(connection, number, name)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'layout'", [str(number)])
            connection.execute("COMMIT")


def _record(connection: duckdb.DuckDBPyConnection, number: int, name: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", [number, name, now])
