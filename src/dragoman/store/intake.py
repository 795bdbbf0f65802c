"""What was received: kept before anything is read in it, so that nothing fetched is ever lost.

Ids are given when all documents of an ingest are in, so they do not depend on the order in which
documents came. `queue` lists what is yet to be coded, in an order of its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.records import RawDocument, make_id
from dragoman.store.arrow import arrow_table
from dragoman.store.loader import insert_rows
from dragoman.store.packing import packed_at
from dragoman.store.tables import RECEIVED

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["fill_queue", "most_waiting", "name_documents", "receive", "waiting"]

_INTAKE = next(table for table in RECEIVED if table.name == "intake")


def receive(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[RawDocument], ingest_id: str
) -> int:
    """Keep those documents that are not known yet; return how many.

    Known is a document with the same bytes and the same id, where its source gave it one, else
    the same address. Documents must say when they were fetched.
    """
    new = {_identity(raw): raw for raw in reversed(documents)}
    arrived = [_intake_row(raw, ingest_id) for raw in reversed(new.values())]
    connection.register("arrived", arrow_table(_INTAKE, arrived))
    added = connection.execute(_ADD_UNKNOWN).fetchall()
    connection.unregister("arrived")
    hashes = {row[0] for row in added}
    known = connection.execute(
        "SELECT sha256 FROM raw_documents WHERE sha256 IN (SELECT unnest(?::TEXT[]))",
        [sorted(hashes)],
    ).fetchall()
    missing = hashes - {row[0] for row in known}
    bodies = {raw.sha256: _raw_row(raw) for raw in new.values() if raw.sha256 in missing}
    insert_rows(connection, {"raw_documents": list(bodies.values())})
    return len(added)


# Two anti-joins on equal columns: one with an OR in it is compared row by row, and takes minutes.
_ADD_UNKNOWN = """
    INSERT INTO intake
    SELECT * FROM arrived a WHERE given_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM intake i WHERE i.given_id = a.given_id AND i.raw_sha256 = a.raw_sha256
    ) UNION ALL
    SELECT * FROM arrived a WHERE given_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM intake i WHERE i.document_id = a.document_id
    ) RETURNING raw_sha256
"""


def _identity(raw: RawDocument) -> tuple[str | None, str | None, str]:
    return (raw.id, None if raw.id is not None else raw.url, raw.sha256)


def _intake_row(raw: RawDocument, ingest_id: str) -> tuple[object, ...]:
    document_id = None if raw.id is not None else make_id("doc", raw.url or "", raw.sha256)
    return (
        document_id, raw.id, raw.source_id, raw.url, raw.fetched_at, raw.media_type, raw.sha256,
        ingest_id, None,
    )  # fmt: skip


def _raw_row(raw: RawDocument) -> tuple[object, ...]:
    body = zlib.compress(raw.body)
    return (raw.sha256, raw.source_id, raw.url, raw.fetched_at, raw.media_type, body)


def name_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Give an id to each received document that has none, whatever the order they came in.

    The first of those with one given id gets it, later ones the id and a piece of their hash.
    """
    connection.execute("""
        UPDATE intake SET document_id = n.document_id FROM (
            SELECT given_id, raw_sha256, CASE
                WHEN row_number() OVER (PARTITION BY given_id ORDER BY fetched_at, raw_sha256) = 1
                AND given_id NOT IN (SELECT document_id FROM intake WHERE document_id IS NOT NULL)
                THEN given_id ELSE given_id || '~' || raw_sha256[:8] END AS document_id
            FROM intake WHERE document_id IS NULL
        ) n WHERE intake.document_id IS NULL
        AND intake.given_id = n.given_id AND intake.raw_sha256 = n.raw_sha256
    """)


def most_waiting(connection: duckdb.DuckDBPyConnection, *, again: bool) -> int:
    """Return how many documents there are to code at most; with `again`, all that were received."""
    coded = "0" if again else "(SELECT count(*) FROM documents)"
    (count,) = connection.execute(
        f"SELECT count(*) - {coded} FROM intake WHERE same_as IS NULL"
    ).fetchall()[0]
    return int(count)


def fill_queue(connection: duckdb.DuckDBPyConnection, *, not_by: str | None = None) -> int:
    """List what is yet to be coded, earliest fetched first; return how many there are.

    With `not_by`, that is also what was coded by another run than this, or failed in it.
    """
    connection.execute("DELETE FROM queue")
    connection.execute(_FILL, {"run_id": not_by})
    (count,) = connection.execute("SELECT count(*) FROM queue").fetchall()[0]
    return int(count)


_FILL = """
    INSERT INTO queue SELECT row_number() OVER (ORDER BY fetched_at, document_id), document_id,
    source, url, fetched_at, media_type, raw_sha256 FROM intake i
    WHERE same_as IS NULL AND NOT EXISTS (
        SELECT 1 FROM documents d WHERE d.id = i.document_id AND ($run_id IS NULL OR (
            d.run_id = $run_id AND d.id NOT IN (
                SELECT document_id FROM problems
                WHERE code IN ('D507', 'D900') AND document_id IS NOT NULL
            )
        ))
    ) ORDER BY 1
"""


_DUE = 2048
"""Documents whose places are looked up at once."""


def waiting(
    store: Store, *, page: int, may_rest: Callable[[], bool] = lambda: True
) -> Iterator[RawDocument]:
    """Yield the documents of the queue; the store rests between pages of that many, if it may."""
    after = 0
    while due := store.connection.execute(_PLACES, {"after": after, "due": _DUE}).fetchall():
        for start in range(0, len(due), page):
            some = due[start : start + page]
            places = [place for *_, place in some]
            bodies = dict(packed_at(store.connection, "raw_documents", "body", places))
            if may_rest():
                store.rest()
            for document_id, source, url, fetched_at, media_type, sha256, place in some:
                yield RawDocument(
                    id=document_id,
                    source_id=source,
                    url=url,
                    fetched_at=fetched_at,
                    media_type=media_type,
                    sha256=sha256,
                    body=zlib.decompress(bodies[place]),
                )
        after += _DUE


_PLACES = """
    SELECT document_id, source, q.url, q.fetched_at, q.media_type, raw_sha256, r.rowid
    FROM queue q JOIN raw_documents r ON q.raw_sha256 = r.sha256
    WHERE $after < position AND position <= $after + $due ORDER BY position
"""
