"""Claims as corrected: fills the `fixed_` tables of claims that `shelves` lays over the store's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dragoman.store.effective import Corrected
from dragoman.store.rows import Rows, add_claim

__all__ = ["lay_over_claims"]


def lay_over_claims(connection: Any, documents: Sequence[Corrected]) -> None:
    """Put the claims of corrected documents in as they stand now, with their speakers."""
    rows: Rows = defaultdict(list)
    for document in documents:
        shown = document.shown
        if shown is document.machine:
            continue
        made_by = (shown.document.id, shown.run.id)
        for claim in shown.claims:
            add_claim(rows, claim, made_by, shown.document.text)
    for table in ("claims", "claim_steps"):
        for row in rows[table]:
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO fixed_{table} VALUES ({marks})", list(row))
