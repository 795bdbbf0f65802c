"""Claims as corrected: the tables `shown_claims` and `shown_claim_steps`, beside those of events.

Where nobody corrected anything they are the store's own; else those of corrected documents are
left out of it and put in as they stand now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from dragoman.records.output import CodedDocument
from dragoman.store.rows import Rows, add_claim

__all__ = ["lay_over_claims"]

_TABLES = ("claims", "claim_steps")
_AS_READ = "CREATE TEMP VIEW shown_{0} AS SELECT * FROM current_{0}"
_FIXED = "CREATE TEMP TABLE fixed_{0} AS SELECT * FROM {0} LIMIT 0"
_AS_CORRECTED = """
    CREATE TEMP VIEW shown_{0} AS
    SELECT * FROM current_{0} WHERE document_id NOT IN (SELECT id FROM fixed_documents)
    UNION ALL SELECT * FROM fixed_{0}
"""


class _Corrected(Protocol):
    @property
    def shown(self) -> CodedDocument: ...
    @property
    def machine(self) -> CodedDocument: ...


def lay_over_claims(connection: Any, documents: Sequence[_Corrected]) -> None:
    """Make the tables of claims, with what the corrected documents say now.

    `fixed_documents` must hold the ids of the corrected documents already. `fixed_claims` and
    `fixed_claim_steps` hold theirs alone, for those who look the others up in an index.
    """
    changed = [document.shown for document in documents if document.shown is not document.machine]
    rows: Rows = defaultdict(list)
    for shown in changed:
        made_by = (shown.document.id, shown.run.id)
        for claim in shown.claims:
            add_claim(rows, claim, made_by, shown.document.text)
    for table in _TABLES:
        connection.execute(_FIXED.format(table))
        for row in rows[table]:
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO fixed_{table} VALUES ({marks})", list(row))
        connection.execute((_AS_CORRECTED if changed else _AS_READ).format(table))
