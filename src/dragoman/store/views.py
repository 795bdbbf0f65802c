"""Views for those who ask the store by SQL, and the indexes its own questions need."""

from __future__ import annotations

__all__ = ["INDEXES", "VIEWS"]

_OF_CURRENT = ("reports", "participants", "report_places", "quantities", "claims", "claim_steps",
               "document_actors", "document_places")  # fmt: skip


def _current(table: str) -> str:
    return (
        f"CREATE VIEW current_{table} AS SELECT t.* FROM {table} t "
        "SEMI JOIN documents d ON t.document_id = d.id AND t.run_id = d.run_id AND d.is_current"
    )


VIEWS: dict[str, str] = {f"current_{table}": _current(table) for table in _OF_CURRENT}
"""By name. `current_X` holds the rows of X that count: of each document's current run, and not of
texts that have a later version."""

INDEXES: tuple[str, ...] = ()
