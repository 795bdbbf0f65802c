"""Calls of `dragoman ingest`: begun, taken up again, ended; what they fetched, and what failed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.records import Problem, make_id
from dragoman.store.arrow import arrow_table
from dragoman.store.loader import insert_rows
from dragoman.store.rows import problem_row
from dragoman.store.tables import OF_A_RUN

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = [
    "KnownFetch",
    "begin_ingest",
    "end_ingest",
    "known_fetch",
    "put_fetches",
    "put_source_problems",
]

_PROBLEMS = next(table for table in OF_A_RUN if table.name == "problems")


def begin_ingest(store: Store, sources: Sequence[str], now: str) -> tuple[str, str]:
    """Return the id and start of the ingest of these sources: a new one, or one to take up."""
    listed = msgspec.json.encode(sorted(set(sources))).decode()
    with store.transaction() as connection:
        open_ones = connection.execute(
            "SELECT id, started_at FROM ingests WHERE sources = ? AND finished_at IS NULL", [listed]
        ).fetchall()
        if open_ones:
            return open_ones[0][0], open_ones[0][1]
        ingest_id = make_id("ing", listed, now)
        connection.execute(
            "INSERT OR REPLACE INTO ingests VALUES (?, ?, ?, NULL)", [ingest_id, listed, now]
        )
    return ingest_id, now


def end_ingest(store: Store, ingest_id: str, now: str) -> None:
    """Note that the ingest is through, as of `now`."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM queue")
        connection.execute("UPDATE ingests SET finished_at = ? WHERE id = ?", [now, ingest_id])


class KnownFetch(NamedTuple):
    """What marks the version of a page that was fetched last, and by which ingest that was."""

    etag: str | None
    last_modified: str | None
    ingest_id: str


def known_fetch(store: Store, url: str) -> KnownFetch | None:
    """Return what is known of an address that was fetched before; the store rests after it."""
    found = store.connection.execute(
        "SELECT etag, last_modified, ingest_id FROM fetches WHERE url = ?", [url]
    ).fetchall()
    store.rest()
    return KnownFetch(*found[0]) if found else None


def put_fetches(
    connection: duckdb.DuckDBPyConnection, fetches: Sequence[Sequence[object]], ingest_id: str
) -> None:
    """Note that addresses were asked: source, url, etag, last_modified, fetched_at, status."""
    newest = {fetch[1]: (*fetch, ingest_id) for fetch in fetches}
    connection.execute(
        "DELETE FROM fetches WHERE url IN (SELECT unnest(?::TEXT[]))", [sorted(map(str, newest))]
    )
    insert_rows(connection, {"fetches": list(newest.values())})


def put_source_problems(
    connection: duckdb.DuckDBPyConnection,
    problems: Sequence[Problem],
    ingest_id: str,
    *,
    tried: Set[str],
) -> None:
    """Keep what was wrong with sources, named by the problems' `document_id`.

    It takes the place of what earlier ingests found wrong with these and with all that were tried.
    """
    rows = {problem_row(p, p.document_id or "", ingest_id=ingest_id): None for p in problems}
    connection.execute(
        "DELETE FROM problems WHERE document_id IS NULL AND ingest_id <> ? AND source IN "
        "(SELECT unnest(?::TEXT[]))",
        [ingest_id, sorted(tried | {str(row[2]) for row in rows})],
    )
    if not rows:
        return
    connection.register("incoming", arrow_table(_PROBLEMS, list(rows)))
    connection.execute("INSERT INTO problems SELECT * FROM incoming EXCEPT SELECT * FROM problems")
    connection.unregister("incoming")
