"""Which documents may be copies or versions of one another, and what was decided of them.

The deciding is done by the caller, who reads texts; here is what the tables say and keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.records import Document
from dragoman.store.loader import insert_rows
from dragoman.store.packing import packed_at, unpack
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
    "unsettled",
    "versions",
    "withdraw",
]


_PAGE = 200
_MOST_NEW = 20_000
"""New documents whose addresses and ids are compared at once."""
_MOST_COMPARED = 20_000
"""New documents of whose fingerprints all numbers are compared at once; of more, fewer numbers."""
_MOST_PAIRS = 500
"""Pairs whose texts are held at once."""


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
    parts = min(_LOTS, 1 + unsettled(cursor) // _MOST_NEW)
    for part in range(parts):
        lots = {"first": _LOTS * part // parts, "end": _LOTS * (part + 1) // parts}
        group: list[Version] = []
        last: str | None = None
        found = cursor.execute(_VERSIONS, lots)
        while rows := found.fetchmany(_PAGE):
            for key, *told in rows:
                if key != last and group:
                    yield group
                    group = []
                last = key
                group.append(Version(*told))
        if group:
            yield group


def unsettled(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many documents are new: nothing was looked for that they are copies of."""
    (count,) = connection.execute(
        "SELECT count(*) FROM fingerprints WHERE NOT is_settled"
    ).fetchall()[0]
    return int(count)


_LOTS = 256
"""Lots into which addresses and ids fall, by a hash. Their order is that of the lots, so it does
not depend on how many are looked at at once."""
_VERSIONS = f"""
    WITH keyed AS (
        SELECT id, 'url ' || split_part(url, '#', 1) AS key FROM documents WHERE url IS NOT NULL
        UNION ALL
        SELECT document_id, 'id ' || given_id FROM intake
        WHERE given_id IS NOT NULL AND same_as IS NULL
    ), mine AS (
        SELECT id, key, hash(key) % {_LOTS} AS lot FROM keyed
        WHERE lot >= $first AND lot < $end
    ), touched AS (
        SELECT key FROM mine JOIN fingerprints f ON f.document_id = mine.id
        GROUP BY key HAVING bool_or(NOT is_settled) AND count(*) > 1
    )
    SELECT key, d.id, title, text, url, published, text_sha256
    FROM mine SEMI JOIN touched USING (key) JOIN documents d ON d.id = mine.id
    ORDER BY lot, key, fetched_at, published NULLS LAST, d.id
"""


def keep_versions(connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]) -> None:
    """Note for each pair that the first document is a later version of the second."""
    if not pairs:
        return
    _put_pairs(connection, "later", pairs)
    connection.execute(
        "UPDATE documents SET revision_of = other FROM later WHERE documents.id = later.id"
    )
    connection.execute(
        "UPDATE documents SET is_current = FALSE WHERE id IN (SELECT other FROM later)"
    )
    connection.execute("DROP TABLE later")


def _put_pairs(
    connection: duckdb.DuckDBPyConnection, table: str, pairs: Iterable[tuple[str, str]]
) -> None:
    """Make a passing table of the ids of pairs."""
    ids, others = zip(*pairs, strict=True)
    connection.execute(
        f"CREATE TEMP TABLE {table} AS "
        "SELECT unnest($1::TEXT[]) AS id, unnest($2::TEXT[]) AS other",
        [ids, others],
    )


def withdraw(connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]) -> None:
    """Take out documents that say the same as an earlier one with their address or id.

    The earlier one, which is kept, takes the place of each: what was a copy or a later version of
    it is one of the kept, and what it was a later version of is current again if nothing else is.
    """
    if not pairs:
        return
    _put_pairs(connection, "twins", pairs)
    for statement in _TAKE_THEIR_PLACE:
        connection.execute(statement)
    for table in OF_A_RUN:
        connection.execute(f"DELETE FROM {table.name} WHERE document_id IN (SELECT id FROM twins)")
    for name, column in (("documents", "id"), ("fingerprints", "document_id")):
        connection.execute(f"DELETE FROM {name} WHERE {column} IN (SELECT id FROM twins)")
    connection.execute(
        "UPDATE documents SET is_current = NOT EXISTS "
        "(SELECT 1 FROM documents later WHERE later.revision_of = documents.id) "
        "WHERE id IN (FROM loosened)"
    )
    connection.execute("DROP TABLE loosened")
    connection.execute("DROP TABLE twins")


_TAKE_THEIR_PLACE = (
    """CREATE TEMP TABLE loosened AS SELECT other AS id FROM twins UNION
    SELECT revision_of FROM documents WHERE id IN (SELECT id FROM twins)""",
    "UPDATE documents SET revision_of = t.other FROM twins t WHERE revision_of = t.id",
    "UPDATE documents SET origin_id = t.other FROM twins t WHERE origin_id = t.id",
    "UPDATE documents SET revision_of = NULL WHERE revision_of = id",
    "UPDATE documents SET origin_id = NULL WHERE origin_id = id",
    "UPDATE intake SET same_as = t.other FROM twins t WHERE same_as = t.id",
    "UPDATE intake SET same_as = t.other FROM twins t WHERE document_id = t.id",
)


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


def pairs_to_compare(connection: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[str, str]]]:
    """Yield pairs of documents, one of them new, whose fingerprints share a number; some at a time.

    All that share one are paired with the first of them only, so that a thousand copies of one
    text make a thousand pairs and not half a million. A number stands at one place of fingerprints
    only, so some places are compared at a time, and memory does not grow with the new documents.
    """
    places = connection.execute("SELECT coalesce(max(len(bands)), 0) FROM fingerprints").fetchall()
    width = max(1, places[0][0] * _MOST_COMPARED // max(_MOST_COMPARED, unsettled(connection)))
    connection.execute("CREATE TEMP TABLE pairs (first TEXT, other TEXT)")
    for first in range(1, places[0][0] + 1, width):
        connection.execute(_PAIRS, {"first": first, "last": first + width - 1})
    after = ("", "")
    while rows := connection.execute(_NEXT_PAIRS, [*after, _MOST_PAIRS]).fetchall():
        yield rows
        after = rows[-1]
    connection.execute("DROP TABLE pairs")


_PAIRS = """
    INSERT INTO pairs
    WITH new AS (
        SELECT unnest(bands[$first:$last]) AS band FROM fingerprints WHERE NOT is_settled
    ), shared AS (
        SELECT band FROM (SELECT unnest(bands[$first:$last]) AS band FROM fingerprints)
        SEMI JOIN new USING (band) GROUP BY band HAVING count(*) > 1
    ), found AS (
        SELECT document_id, is_settled, band FROM (
            SELECT document_id, is_settled, unnest(bands[$first:$last]) AS band FROM fingerprints
        ) SEMI JOIN shared USING (band)
    ), firsts AS (
        SELECT band, min(document_id) AS first, arg_min(is_settled, document_id) AS is_settled
        FROM found GROUP BY band
    )
    SELECT first, document_id FROM firsts JOIN found f USING (band)
    WHERE document_id <> first AND NOT (firsts.is_settled AND f.is_settled)
    EXCEPT FROM pairs
"""
_NEXT_PAIRS = """
    SELECT first, other FROM pairs WHERE (first, other) > ($1, $2) ORDER BY first, other LIMIT $3
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
    if not origins:
        return
    _put_pairs(connection, "kin", origins.items())
    for statement in _KEEP_COPIES:
        connection.execute(statement)
    connection.execute("DROP TABLE kin")


# Each row is written once and only if it changes: DuckDB holds what a transaction overwrites.
_KEEP_COPIES = (
    """INSERT INTO kin SELECT d.id, k.other FROM documents d JOIN kin k ON d.origin_id = k.id
    WHERE d.id NOT IN (SELECT id FROM kin)""",
    """UPDATE documents SET origin_id = nullif(k.other, k.id) FROM kin k WHERE documents.id = k.id
    AND documents.origin_id IS DISTINCT FROM nullif(k.other, k.id)""",
)


def documents_of(
    connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]
) -> dict[str, Document]:
    """Return the documents as their current runs read them."""
    places = connection.execute(
        "SELECT a.rowid FROM analyses a JOIN documents d ON a.document_id = d.id "
        "AND a.run_id = d.run_id WHERE d.id IN (SELECT unnest(?::TEXT[]))",
        [sorted(document_ids)],
    ).fetchall()
    records = packed_at(connection, "analyses", "record", [place for (place,) in places])
    found = (msgspec.json.decode(unpack(r), type=_DocumentOf).document for _, r in records)
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
