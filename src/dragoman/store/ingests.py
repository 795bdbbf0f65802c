"""Calls of `dragoman ingest`: begun, taken up again, ended; and the sources they could not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import Problem, make_id
from dragoman.store.loader import insert_rows
from dragoman.store.rows import problem_row

if TYPE_CHECKING:
    from dragoman.store.database import Store

__all__ = ["begin_ingest", "end_ingest", "put_source_problems"]


def begin_ingest(store: Store, sources: Sequence[str], now: str) -> tuple[str, str]:
    """Return the id and start of the ingest of these sources: a new one, or one to take up."""
    listed = msgspec.json.encode(sorted(set(sources))).decode()
    with store.transaction() as connection:
        open_one = connection.execute(
            "SELECT id, started_at FROM ingests WHERE sources = ? AND finished_at IS NULL", [listed]
        ).fetchone()
        if open_one is not None:
            return open_one[0], open_one[1]
        ingest_id = make_id("ing", listed, now)
        connection.execute(
            "INSERT OR REPLACE INTO ingests VALUES (?, ?, ?, NULL)", [ingest_id, listed, now]
        )
    return ingest_id, now


def end_ingest(store: Store, ingest_id: str, now: str) -> None:
    """Note that the ingest is through."""
    with store.transaction() as connection:
        connection.execute("UPDATE ingests SET finished_at = ? WHERE id = ?", [now, ingest_id])


def put_source_problems(store: Store, problems: Sequence[Problem], ingest_id: str) -> None:
    """Keep what was wrong with sources, in place of what earlier ingests found wrong with them."""
    rows = {problem_row(p, p.document_id or "", ingest_id=ingest_id) for p in problems}
    if not rows:
        return
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM problems WHERE document_id IS NULL AND source IN "
            "(SELECT unnest(?::TEXT[]))",
            [sorted({str(row[2]) for row in rows})],
        )
        insert_rows(connection, {"problems": sorted(rows, key=str)})
