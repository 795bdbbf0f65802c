"""Lays the tables of `views` out in a connection, and corrected documents over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.serve.shown_claims import lay_over_claims
from dragoman.serve.views import (
    ALL_CURRENT,
    CORRECTED,
    LAID,
    LAYING,
    LINKED,
    ONE_RUN,
    SHOWN,
    SOME_CURRENT,
    UNCORRECTED,
    UNLINKED,
)
from dragoman.store.effective import Corrected, lay_over
from dragoman.store.index_build import (
    SOURCES,
    fill_index,
    has_index,
    make_index_tables,
    put_corrected,
)
from dragoman.store.index_positions import put_positions

__all__ = ["Shelves"]

_UNLINKED = SOURCES | {
    "events": "made_events", "actors": "made_event_actors", "event_reports": "reports_as_events",
}  # fmt: skip
_LAID = {
    "into": "laid", "known": "shown", "events": "fixed_events", "actors": "fixed_event_actors",
    "event_reports": "fixed_event_reports", "reports": "shown_reports",
}  # fmt: skip
_LAID_POSITIONS = {
    "into": "laid", "claims": "fixed_claims", "claim_steps": "fixed_claim_steps",
    "documents": "(SELECT id AS document_id FROM fixed_documents)",
}  # fmt: skip


class Shelves:
    """The temporary tables of one connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.is_linked = self._is("EXISTS (FROM events)")

    def lay_out(self) -> None:
        """Make the views of what the machine made; an index too, if the store has none."""
        is_one_run = self._is("(SELECT count(*) FROM runs) <= 1")
        is_all_current = self._is("NOT EXISTS (FROM documents WHERE NOT is_current)")
        if is_one_run:
            self._run(ALL_CURRENT if is_all_current else ONE_RUN)
        else:
            self._run(SOME_CURRENT)
        has_own = self.is_linked and has_index(self._connection)
        if not has_own:
            make_index_tables(self._connection, temporary=True)
        self._run(LINKED if self.is_linked else UNLINKED)
        if not has_own:
            fill_index(self._connection, SOURCES if self.is_linked else _UNLINKED)
        self._run(LAID)
        self._run(UNCORRECTED)
        self._run(SHOWN)

    def lay_over(self, documents: Sequence[Corrected]) -> None:
        """Put what the corrected documents say now in place of what the machine made."""
        if all(document.shown is document.machine for document in documents):
            return
        lay_over(self._connection, documents)
        lay_over_claims(self._connection, documents)
        self._run(LAYING)
        put_corrected(self._connection, _LAID)
        put_positions(self._connection, _LAID_POSITIONS)
        self._run(CORRECTED)
        self._run(SHOWN)

    def _is(self, condition: str) -> bool:
        found: list[tuple[Any, ...]] = self._connection.execute(f"SELECT {condition}").fetchall()
        return bool(found[0][0])

    def _run(self, statements: str) -> None:
        for statement in statements.split(";"):
            if statement.strip():
                self._connection.execute(statement)
