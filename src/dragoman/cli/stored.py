"""The coded documents of a store, where a command takes a file of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.records.output import CodedDocument

__all__ = ["stored_documents"]


def stored_documents(path: Path) -> Iterator[CodedDocument]:
    """Yield the coded documents of a store that have no later version, as the coder read them.

    Raises:
        StoreError: as `Store.open`.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    with Store.open(path) as store:
        rows = store.sql(
            "SELECT id FROM documents WHERE is_current AND status = 'coded' ORDER BY id"
        )
        for document_id in rows.column(0).to_pylist():
            shown = store.output(document_id)
            if isinstance(shown, CodedDocument):
                yield shown
