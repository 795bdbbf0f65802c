"""The documents of a store that people corrected: as the coder read them, and as they stand now.

A correction of a text that was edited since counts for its latest version.
"""

from __future__ import annotations

from dragoman.errors import StoreError
from dragoman.io.corrections import read_corrections
from dragoman.knowledge.ontology import Codebook
from dragoman.records import Correction, Outcome
from dragoman.records.base import Record
from dragoman.records.output import CodedDocument
from dragoman.review import Codes, Recode, overlay
from dragoman.store.database import Store

__all__ = [
    "CorrectedDocument",
    "coded_document",
    "codes_by",
    "corrected_documents",
    "newest_versions",
]


class CorrectedDocument(Record, frozen=True, kw_only=True):
    """A document, what people said of it, and what became of that."""

    shown: CodedDocument
    """With corrections laid over it."""
    machine: CodedDocument
    """The same object as `shown` where no correction changes anything."""
    corrections: tuple[Correction, ...]
    outcomes: tuple[Outcome, ...]


def codes_by(book: Codebook) -> Recode:
    """Return what gives the codes of a type and mode by a codebook."""

    def codes(type_code: str, mode: str | None) -> Codes:
        if type_code not in book.by_code:
            return Codes(mode=mode)
        own = mode if mode is not None and (type_code, mode) in book.modes_by_code else None
        return Codes(
            own, book.quad(type_code), book.intensity(type_code, own), book.cameo(type_code, own)
        )

    return codes


def newest_versions(store: Store) -> dict[str, str]:
    """Return by the id of each outdated text that of its latest version."""
    text = "SELECT revision_of, id FROM documents WHERE revision_of IS NOT NULL"
    later = dict(store.connection.cursor().execute(text).fetchall())
    newest = {}
    for first in later:
        last, seen = first, {first}
        while last in later and later[last] not in seen:
            last = later[last]
            seen.add(last)
        newest[first] = last
    return newest


def corrected_documents(
    store: Store, book: Codebook
) -> tuple[list[CorrectedDocument], list[Correction]]:
    """Return the documents that the corrections log is about, and what is about none there is.

    Raises:
        InputError: D121 the log cannot be read.
    """
    said, _ = read_corrections(store.files / "corrections.jsonl")
    newest = newest_versions(store) if said else {}
    by_document: dict[str, list[Correction]] = {}
    for correction in said:
        name = correction.anchor.span.document_id
        by_document.setdefault(newest.get(name, name), []).append(correction)
    documents, orphaned = [], []
    for name, corrections in sorted(by_document.items()):
        machine = coded_document(store, name)
        if machine is None:
            orphaned += corrections
            continue
        shown, outcomes = overlay(machine, corrections, recode=codes_by(book))
        documents.append(CorrectedDocument(
            shown=shown, machine=machine, corrections=tuple(corrections), outcomes=outcomes
        ))  # fmt: skip
    return documents, orphaned


def coded_document(store: Store, document_id: str) -> CodedDocument | None:
    """Return what the coder read in a document; None if it is unknown or uncoded."""
    try:
        found = store.output(document_id)
    except StoreError as error:
        if error.code == "D406":
            return None
        raise
    return found if isinstance(found, CodedDocument) else None
