"""Keeps the index of events: filled whole when it is missing, else brought up to date by a linking.

Counts are kept as rows that add up, so that events which change are taken off and put in again
without a look at the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.store.index_positions import renew_positions
from dragoman.store.index_sql import CALLED_LESS, GATHER, PUT, counted
from dragoman.store.index_tables import INDEX

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "SOURCES", "fill_index", "has_index", "make_index_tables", "put_corrected",
    "put_events", "renew_index",
]  # fmt: skip

VERSION = "2"
"""Of what the index holds; a store whose index is of another is indexed anew."""
_BATCH = 200_000
_DAY = "coalesce(e.earliest, CAST(e.before - INTERVAL 1 DAY AS DATE))"
_LAST = """greatest((SELECT coalesce(max(n), 0) FROM index_events),
    (SELECT coalesce(max(value::INTEGER), 0) FROM meta WHERE key = 'index_last'))"""
"""The last number given: words still point at numbers of events that are gone."""
SOURCES = {
    "into": "index", "known": "index", "events": "events", "actors": "event_actors",
    "event_reports": "event_reports", "reports": "current_reports",
}  # fmt: skip
"""Names of the tables for the statements of `index_sql`, for the store's own index."""
_CROWDED = 0.25
"""Share of rows of counts that may be corrections of others, before they are added up."""


def has_index(connection: duckdb.DuckDBPyConnection) -> bool:
    """True if the index is whole and of this version."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'index'").fetchall()
    return found == [(VERSION,)]


def make_index_tables(connection: duckdb.DuckDBPyConnection, *, temporary: bool = False) -> None:
    """Make the tables of the index, empty; temporary ones hide those of the store."""
    for table in INDEX:
        made = table.definition()
        if temporary:
            made = made.replace("CREATE TABLE", "CREATE OR REPLACE TEMP TABLE")
            made = made.replace(" USING COMPRESSION zstd", "")
        else:
            connection.execute(f"DROP TABLE IF EXISTS {table.name}")
        connection.execute(made)


def fill_index(connection: duckdb.DuckDBPyConnection, sources: dict[str, str] = SOURCES) -> None:
    """Put all events into an empty index, the latest first, and what actors hold."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE to_index AS SELECT CAST(row_number() OVER (ORDER BY"
        f" {_DAY} DESC NULLS LAST, e.id) AS INTEGER) AS n, e.id, {_DAY} AS day"
        f" FROM {sources['events']} e ORDER BY n"
    )
    ((count,),) = connection.execute("SELECT count(*) FROM to_index").fetchall()
    for first in range(0, count, _BATCH):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE indexing AS FROM to_index"
            f" WHERE {first} < n AND n <= {first + _BATCH}"
        )
        put_events(connection, sources)
    for statement in counted(""):
        connection.execute(statement.format(lines=f"{sources['into']}_events", **sources))
    connection.execute("DROP TABLE to_index")
    renew_positions(connection)


def put_events(connection: duckdb.DuckDBPyConnection, sources: dict[str, str]) -> None:
    """Put the events of a temporary table `indexing (n, id, day)` in; they are not counted yet."""
    for statement in (*GATHER, *PUT):
        connection.execute(statement.format(**sources))
    for name in ("indexing", "gathered", "parting"):
        connection.execute(f"DROP TABLE {name}")


def put_corrected(connection: duckdb.DuckDBPyConnection, sources: dict[str, str]) -> None:
    """Index the events of `sources`, and take those of `gone_events` off in their counts."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE indexing AS SELECT CAST(last + row_number() OVER (ORDER BY"
        f" e.id) AS INTEGER) AS n, e.id, {_DAY} AS day FROM {sources['events']} e,"
        f" (SELECT {_LAST} AS last)"
    )
    put_events(connection, sources)
    connection.execute("CREATE OR REPLACE TEMP TABLE leaving AS FROM index_events SEMI JOIN"
                       " gone_events USING (id)")  # fmt: skip
    parting = "(FROM index_parties SEMI JOIN leaving ON leaving.n = event_n)"
    for statement in (*counted("-"), CALLED_LESS):
        connection.execute(statement.format(lines="leaving", parting=parting, **sources))
    for statement in counted(""):
        connection.execute(statement.format(lines=f"{sources['into']}_events", **sources))
    connection.execute("DROP TABLE leaving")


def renew_index(connection: duckdb.DuckDBPyConnection, changed: Iterable[str]) -> None:
    """Bring the index up to date, inside the caller's transaction.

    `changed` are the events that are new, gone or another now. Those whose texts another run has
    read since are found here. An index that is missing or of another version is made whole.
    """
    if not has_index(connection):
        make_index_tables(connection)
        fill_index(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('index', ?)", [VERSION])
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE changed AS SELECT unnest(?::TEXT[]) AS id",
                       [sorted(changed)])  # fmt: skip
    connection.execute(_READ_ANEW)
    if connection.execute("SELECT 1 FROM changed LIMIT 1").fetchone() is not None:
        _exchange(connection)
    connection.execute("DROP TABLE changed")
    renew_positions(connection)


_READ_ANEW = """
    INSERT INTO changed SELECT DISTINCT e.id FROM index_events e JOIN index_reports r
    ON r.event_n = e.n LEFT JOIN documents d ON d.id = r.document_id AND d.is_current
    WHERE d.run_id IS DISTINCT FROM r.run_id AND e.id NOT IN (SELECT id FROM changed)
"""


def _exchange(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the events of `changed` off, and put in what they are now under new numbers.

    Words keep pointing at the old numbers, which nothing has any more.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE leaving AS FROM index_events SEMI JOIN"
                       " changed USING (id)")  # fmt: skip
    taken_off = (*counted("-"), CALLED_LESS)
    parting = "(FROM index_parties SEMI JOIN leaving ON leaving.n = event_n)"
    for statement in taken_off:
        connection.execute(statement.format(lines="leaving", parting=parting, **SOURCES))
    ((last,),) = connection.execute(f"SELECT {_LAST}").fetchall()
    for name, column in (("events", "n"), ("parties", "event_n"), ("reports", "event_n")):
        connection.execute(
            f"DELETE FROM index_{name} WHERE {column} IN (SELECT n FROM leaving)"
        )  # fmt: skip
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE indexing AS SELECT CAST({last} + row_number() OVER (ORDER BY"
        f" {_DAY} DESC NULLS LAST, e.id) AS INTEGER) AS n, e.id, {_DAY} AS day FROM events e"
        " SEMI JOIN changed USING (id)"
    )
    connection.execute(
        "INSERT OR REPLACE INTO meta SELECT 'index_last', greatest("
        f"{last}, coalesce(max(n), 0))::TEXT FROM indexing"
    )
    put_events(connection, SOURCES)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE coming AS FROM index_events WHERE n > {last}")
    for statement in counted(""):
        connection.execute(statement.format(lines="coming", **SOURCES))
    for name in ("leaving", "coming"):
        connection.execute(f"DROP TABLE {name}")
    _add_up(connection)


_SUMS = {
    "counts": ("what, n", ("events", "cooperation", "conflict")),
    "pairs": ("first, second", ("events", "cooperation", "conflict")),
    "called": ("actor_n, name, country, sector", ("parts",)),
}


def _add_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Add rows of counts up where many of them are corrections of others."""
    for name, (keys, columns) in _SUMS.items():
        sums = ", ".join(f"sum({column})::BIGINT AS {column}" for column in columns)
        ((rows, values),) = connection.execute(
            f"SELECT count(*), count(DISTINCT ({keys})) FROM index_{name}"
        ).fetchall()
        if rows > values * (1 + _CROWDED):
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE summed AS SELECT {keys}, {sums} FROM index_{name}"
                f" GROUP BY {keys} HAVING sum({columns[0]}) <> 0 ORDER BY ALL"
            )
            connection.execute(f"DELETE FROM index_{name}")
            connection.execute(f"INSERT INTO index_{name} FROM summed")
            connection.execute("DROP TABLE summed")
