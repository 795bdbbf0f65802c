"""Which documents may be copies or versions of one another, and what was decided of them.

The deciding is done by the caller, who reads texts; here is what the tables say and keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.records import Document
from dragoman.store.loader import insert_rows
from dragoman.store.packing import unpack
from dragoman.store.tables import OF_A_RUN

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "Version",
    "documents_of",
    "keep_copies",
    "keep_versions",
    "mark_settled",
    "origins_of",
    "pairs_to_compare",
    "put_document_problems",
    "versions",
    "withdraw",
]


_PAGE = 200
_MOST_NEW = 10_000
"""New documents whose addresses and ids are compared at once."""
_MOST_BANDS = 100_000
"""Numbers of new fingerprints that are compared at once: those of some 2,000 documents."""


class Version(NamedTuple):
    """A document that shares its address or given id with others."""

    document_id: str
    title: str | None
    text: str
    url: str | None
    published: str | None
    text_sha256: str


class _DocumentOf(msgspec.Struct):
    document: Document


def versions(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Version]]:
    """Yield groups of documents with one address or one given id, of which one is new.

    In a group the earliest fetched comes first.
    """
    cursor = connection.cursor()
    for part in _parts(cursor, "count(*)", _MOST_NEW):
        group: list[Version] = []
        last: str | None = None
        found = cursor.execute(_VERSIONS, part)
        while rows := found.fetchmany(_PAGE):
            for key, *told in rows:
                if key != last and group:
                    yield group
                    group = []
                last = key
                group.append(Version(*told))
        if group:
            yield group


def _parts(
    connection: duckdb.DuckDBPyConnection, measure: str, most: int
) -> Iterator[dict[str, int]]:
    """Yield the parts in which new documents are looked at, so that memory is that of one part."""
    (new,) = connection.execute(
        f"SELECT coalesce({measure}, 0) FROM fingerprints WHERE NOT is_settled"
    ).fetchall()[0]
    parts = 1 + int(new) // most
    for part in range(parts):
        yield {"parts": parts, "part": part}


_VERSIONS = """
    WITH keyed AS (
        SELECT id, 'url ' || split_part(url, '#', 1) AS key FROM documents WHERE url IS NOT NULL
        UNION ALL
        SELECT document_id, 'id ' || given_id FROM intake
        WHERE given_id IS NOT NULL AND same_as IS NULL
    ), mine AS (
        SELECT id, key FROM keyed WHERE hash(key) % $parts = $part
    ), touched AS (
        SELECT key FROM mine JOIN fingerprints f ON f.document_id = mine.id
        GROUP BY key HAVING bool_or(NOT is_settled) AND count(*) > 1
    )
    SELECT key, d.id, title, text, url, published, text_sha256
    FROM mine SEMI JOIN touched USING (key) JOIN documents d ON d.id = mine.id
    ORDER BY key, fetched_at, published NULLS LAST, d.id
"""


def keep_versions(connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]) -> None:
    """Note for each pair that the first document is a later version of the second."""
    if not pairs:
        return
    connection.executemany("UPDATE documents SET revision_of = $2 WHERE id = $1", pairs)
    connection.execute(
        "UPDATE documents SET is_current = FALSE WHERE id IN (SELECT unnest(?::TEXT[]))",
        [[earlier for _, earlier in pairs]],
    )


def withdraw(connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]) -> None:
    """Take out documents that say the same as an earlier one with their address or id."""
    if not pairs:
        return
    again = [later for later, _ in pairs]
    for table in OF_A_RUN:
        connection.execute(
            f"DELETE FROM {table.name} WHERE document_id IN (SELECT unnest(?::TEXT[]))", [again]
        )
    for name, column in (("documents", "id"), ("fingerprints", "document_id")):
        connection.execute(
            f"DELETE FROM {name} WHERE {column} IN (SELECT unnest(?::TEXT[]))", [again]
        )
    connection.executemany("UPDATE intake SET same_as = $2 WHERE document_id = $1", pairs)


def put_document_problems(
    connection: duckdb.DuckDBPyConnection, problems: Iterable[tuple[str, str, str]]
) -> None:
    """Keep problems (document, code, message) that were found beside any run."""
    for document_id, code, message in problems:
        connection.execute(
            "DELETE FROM problems WHERE document_id = ? AND code = ?", [document_id, code]
        )
        rows = connection.execute(
            "SELECT source_id FROM documents WHERE id = ?", [document_id]
        ).fetchall()
        source = rows[0][0] if rows else None
        problem = (document_id, None, source, "ingest", code, message, None, None, None)
        insert_rows(connection, {"problems": [problem]})


def pairs_to_compare(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return pairs of documents, one of them new, whose fingerprints share a number.

    All that share one are paired with the first of them only, so that a thousand copies of one
    text make a thousand pairs and not half a million.
    """
    found: set[tuple[str, str]] = set()
    for part in _parts(connection, "sum(len(bands))", _MOST_BANDS):
        found.update(connection.execute(_PAIRS, part).fetchall())
    return sorted(found)


_PAIRS = """
    WITH numbered AS (
        SELECT document_id, is_settled, unnest(list_filter(bands, lambda b: b % $parts = $part))
        AS band FROM fingerprints
    ), new AS (
        SELECT DISTINCT band FROM numbered WHERE NOT is_settled
    ), bands AS (
        SELECT document_id, is_settled, band FROM numbered SEMI JOIN new USING (band)
    ), firsts AS (
        SELECT band, min(document_id) AS first FROM bands GROUP BY band HAVING count(*) > 1
    ), first_settled AS (
        SELECT band, first, is_settled FROM firsts JOIN bands USING (band)
        WHERE document_id = first
    )
    SELECT DISTINCT first, document_id FROM first_settled f JOIN bands b USING (band)
    WHERE document_id <> first AND NOT (f.is_settled AND b.is_settled)
"""


def origins_of(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]
) -> dict[str, tuple[str, tuple[str, str, str]]]:
    """Return for each document the origin it has, itself if none, and what orders it by age."""
    rows = connection.execute(
        "SELECT id, coalesce(origin_id, id), coalesce(fetched_at, '~'), coalesce(published, '~') "
        "FROM documents WHERE id IN (SELECT unnest(?::TEXT[]))",
        [list(document_ids)],
    ).fetchall()
    return {row[0]: (row[1], (row[2], row[3], row[0])) for row in rows}


def keep_copies(connection: duckdb.DuckDBPyConnection, origins: dict[str, str]) -> None:
    """Note the origin of each document, and of those whose origin it has been."""
    rows = [(document, origin) for document, origin in origins.items() if document != origin]
    if not rows:
        return
    connection.execute("CREATE TEMP TABLE kin (document TEXT, origin TEXT)")
    connection.executemany("INSERT INTO kin VALUES (?, ?)", rows)
    connection.execute(
        "UPDATE documents SET origin_id = k.origin FROM kin k "
        "WHERE documents.origin_id = k.document"
    )
    connection.execute(
        "UPDATE documents SET origin_id = k.origin FROM kin k WHERE documents.id = k.document"
    )
    connection.execute("UPDATE documents SET origin_id = NULL WHERE origin_id = id")
    connection.execute("UPDATE documents SET origin_id = NULL WHERE id IN (SELECT origin FROM kin)")
    connection.execute("DROP TABLE kin")


def documents_of(
    connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]
) -> dict[str, Document]:
    """Return the documents as their current runs read them."""
    rows = connection.execute(
        "SELECT record FROM analyses a JOIN documents d ON a.document_id = d.id "
        "AND a.run_id = d.run_id WHERE d.id IN (SELECT unnest(?::TEXT[]))",
        [sorted(document_ids)],
    ).fetchall()
    found = (msgspec.json.decode(unpack(r), type=_DocumentOf).document for (r,) in rows)
    return {document.id: document for document in found}


def mark_settled(connection: duckdb.DuckDBPyConnection) -> int:
    """Note that copies and versions of all documents were looked for; return how many are copies.

    Later versions of a document resemble it, but are not counted.
    """
    copies = connection.execute(
        "SELECT count(*) FROM documents d JOIN fingerprints f ON d.id = f.document_id "
        "WHERE NOT is_settled AND origin_id IS NOT NULL AND revision_of IS NULL"
    ).fetchall()
    connection.execute("UPDATE fingerprints SET is_settled = TRUE WHERE NOT is_settled")
    return int(copies[0][0])
