"""Each question the commands and pages ask of the store, as one named SQL text.

Values are bound by name (`$document_id`), never written into the text.
"""

from __future__ import annotations

import re

__all__ = ["QUERIES", "parameters_of"]

QUERIES: dict[str, str] = {
    **{
        f"document_{column}s": f"""
        SELECT document_id, run_id, {column} FROM analyses WHERE rowid IN
        (SELECT rowid FROM analyses WHERE document_id IN (SELECT unnest($ids)))
    """
        for column in ("output", "record")
    },
    "current_runs": "SELECT id, run_id FROM documents WHERE id IN (SELECT unnest($ids))",
    "raw_body": "SELECT body FROM raw_documents WHERE sha256 = $sha256",
    "all_documents": """
        SELECT a.record, d.origin_id, d.revision_of FROM documents d JOIN analyses a
        ON a.document_id = d.id AND a.run_id = d.run_id ORDER BY d.id
    """,
    "all_analyses": """
        SELECT a.record FROM documents d JOIN analyses a
        ON a.document_id = d.id AND a.run_id = d.run_id WHERE d.is_current ORDER BY d.id
    """,
    "all_events": "SELECT record FROM events ORDER BY id",
    "problems": """
        SELECT code, document_id, source, stage, message, start_at, end_at
        FROM problems p LEFT JOIN documents d ON p.document_id = d.id
        WHERE (p.run_id IS NULL OR p.run_id = d.run_id) AND ($code IS NULL OR code = $code)
        ORDER BY code, source, document_id, start_at, message
    """,
    "problem_counts": """
        SELECT code, count(*) AS problems, count(DISTINCT document_id) AS documents,
        count(DISTINCT source) AS sources
        FROM problems p LEFT JOIN documents d ON p.document_id = d.id
        WHERE (p.run_id IS NULL OR p.run_id = d.run_id) AND ($code IS NULL OR code = $code)
        GROUP BY code ORDER BY code
    """,
}


def parameters_of(text: str) -> set[str]:
    """Return the names of a question's parameters."""
    return set(re.findall(r"\$([a-z_]\w*)", text))
