"""Puts readings into the store: many in one transaction, each whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.records import Run
from dragoman.store.arrow import arrow_table
from dragoman.store.rows import Reading, Rows, rows_of, run_row
from dragoman.store.tables import OF_A_RUN, TABLES

if TYPE_CHECKING:
    import duckdb

__all__ = ["insert_rows", "load_readings"]

_TABLES = {table.name: table for table in TABLES}


def insert_rows(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Add rows to their tables."""
    for name, of_table in rows.items():
        if of_table:
            incoming = arrow_table(_TABLES[name], of_table)
            connection.register("incoming", incoming)
            connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
            connection.unregister("incoming")


def load_readings(
    connection: duckdb.DuckDBPyConnection, run: Run, readings: Sequence[Reading], *, loaded_at: str
) -> None:
    """Add readings by `run`, inside the caller's transaction.

    A reading of a document that the same run has read before takes the former's place. The run
    becomes the document's current one; whose copy and revision a document is, stays.
    """
    known = connection.execute("SELECT 1 FROM runs WHERE id = ?", [run.id]).fetchall()
    rows: Rows = defaultdict(list)
    if not known:
        rows["runs"].append(run_row(run, loaded_at))
    for reading in readings:
        for name, added in rows_of(reading).items():
            rows[name] += added
    ids = [reading.analysis.document.id for reading in readings]
    documents = rows.pop("documents", [])
    _forget(connection, run.id, ids)
    connection.execute(
        "DELETE FROM fingerprints WHERE document_id IN (SELECT unnest(?::TEXT[]))", [ids]
    )
    _put_documents(connection, documents)
    insert_rows(connection, rows)


def _forget(
    connection: duckdb.DuckDBPyConnection, run_id: str, document_ids: Iterable[str]
) -> None:
    """Delete what the run read in these documents before, if it did."""
    again = connection.execute(
        "SELECT document_id FROM analyses WHERE run_id = ? AND document_id IN "
        "(SELECT unnest(?::TEXT[]))",
        [run_id, list(document_ids)],
    ).fetchall()
    for table in OF_A_RUN if again else ():
        connection.execute(
            f"DELETE FROM {table.name} WHERE run_id = ? AND document_id IN "
            "(SELECT unnest(?::TEXT[]))",
            [run_id, [row[0] for row in again]],
        )


def _put_documents(connection: duckdb.DuckDBPyConnection, rows: list[tuple[object, ...]]) -> None:
    connection.register("incoming", arrow_table(_TABLES["documents"], rows))
    connection.execute(
        "UPDATE documents SET run_id = i.run_id, title = i.title, text = i.text, "
        "language = i.language, published = i.published, published_on = i.published_on, "
        "published_basis = i.published_basis, author = i.author, url = i.url, "
        "publisher = i.publisher, text_sha256 = i.text_sha256, status = i.status "
        "FROM incoming i WHERE documents.id = i.id"
    )
    connection.execute(
        "INSERT INTO documents SELECT * FROM incoming i ANTI JOIN documents USING (id)"
    )
    connection.unregister("incoming")
