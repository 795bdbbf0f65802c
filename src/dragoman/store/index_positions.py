"""The part of the index that says who holds what: claims by their speakers, and by whose they are.

It follows documents, not events: a document that is new, read anew or outdated is indexed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["put_positions", "renew_positions"]

_STALE = """
    CREATE OR REPLACE TEMP TABLE stale AS
    SELECT document_id FROM (
        (SELECT id AS document_id, run_id FROM documents WHERE is_current
            EXCEPT SELECT document_id, run_id FROM index_texts)
        UNION ALL
        (SELECT document_id, run_id FROM index_texts
            EXCEPT SELECT id, run_id FROM documents WHERE is_current)
    ) GROUP BY 1
"""
_TEXTS = """
    INSERT INTO index_texts SELECT d.id, d.run_id FROM documents d
    SEMI JOIN stale ON stale.document_id = d.id WHERE d.is_current
"""
_POSITIONS = """
    INSERT INTO {into}_positions
    WITH held AS (
        SELECT c.*, d.published_on FROM {claims} c
        JOIN documents d ON d.id = c.document_id AND d.run_id = c.run_id
        SEMI JOIN {documents} x ON x.document_id = d.id WHERE d.is_current AND c.kind <> 'report'
    ), steps AS (
        SELECT s.* FROM {claim_steps} s
        SEMI JOIN held h ON h.id = s.claim_id AND h.run_id = s.run_id
    ), told AS (
        SELECT claim_id, to_json(list(struct_pack(name, actor_id, verb, anonymity) ORDER BY n))
            AS chain FROM steps GROUP BY 1
    )
    SELECT p.actor_id, p.is_speaker, h.kind, h.published_on, h.id, h.document_id, h.content,
        h.polarity, h.certainty, h.status, coalesce(t.chain, '[]')
    FROM (
        SELECT actor_id, TRUE AS is_speaker, claim_id FROM steps
        UNION SELECT unnest(of_ids), FALSE, id FROM held
    ) p JOIN held h ON h.id = p.claim_id LEFT JOIN told t ON t.claim_id = h.id
    WHERE p.actor_id IS NOT NULL
    ORDER BY p.actor_id, p.is_speaker, h.published_on DESC NULLS LAST, h.id
"""
_SOURCES = {
    "into": "index", "claims": "claims", "claim_steps": "claim_steps", "documents": "stale",
}  # fmt: skip


def put_positions(connection: duckdb.DuckDBPyConnection, sources: dict[str, str]) -> None:
    """Put in what the claims of some documents say; `sources` are the names of the tables."""
    connection.execute(_POSITIONS.format(**sources))


def renew_positions(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring index_positions up to date, inside the caller's transaction."""
    connection.execute(_STALE)
    if connection.execute("SELECT 1 FROM stale LIMIT 1").fetchone() is not None:
        for name in ("index_texts", "index_positions"):
            connection.execute(
                f"DELETE FROM {name} WHERE document_id IN (SELECT document_id FROM stale)"
            )
        connection.execute(_TEXTS)
        put_positions(connection, _SOURCES)
    connection.execute("DROP TABLE stale")
