"""The documents of a store that people corrected: as the coder read them, and as they stand now.

A correction of a text that was edited since counts for its latest version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from dragoman.errors import StoreError
from dragoman.io.corrections import read_corrections
from dragoman.knowledge.ontology import Codebook
from dragoman.records import Anchor, Correction, Outcome
from dragoman.records.base import Record
from dragoman.records.output import CodedDocument
from dragoman.review import Codes, Recode, overlay, settle_pair
from dragoman.store.database import Store

__all__ = [
    "CorrectedDocument",
    "DecidedPair",
    "by_document",
    "coded_document",
    "codes_by",
    "corrected_documents",
    "decided_pairs",
    "newest_versions",
    "with_pairs",
]


class CorrectedDocument(Record, frozen=True, kw_only=True):
    """A document, what people said of it, and what became of that."""

    shown: CodedDocument
    """With corrections laid over it."""
    machine: CodedDocument
    """The same object as `shown` where no correction changes anything."""
    corrections: tuple[Correction, ...]
    outcomes: tuple[Outcome, ...]


Corrected = TypeVar("Corrected", bound=CorrectedDocument)


class DecidedPair(NamedTuple):
    """A decision on the report `outcome.record_id` and another, and what became of it."""

    correction: Correction
    outcome: Outcome
    other_id: str


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
    documents, orphaned = [], []
    for name, corrections in sorted(by_document(said, newest).items()):
        machine = coded_document(store, name)
        if machine is None:
            orphaned += corrections
            continue
        shown, outcomes = overlay(machine, corrections, recode=codes_by(book))
        documents.append(CorrectedDocument(
            shown=shown, machine=machine, corrections=tuple(corrections), outcomes=outcomes
        ))  # fmt: skip
    pairs = decided_pairs(store, said, (o for d in documents for o in d.outcomes), newest)
    return [with_pairs(document, pairs) for document in documents], orphaned


def by_document(
    said: Iterable[Correction], newest: Mapping[str, str]
) -> dict[str, list[Correction]]:
    """Return corrections by the latest version of the document they are about."""
    found: dict[str, list[Correction]] = {}
    for correction in said:
        name = correction.anchor.span.document_id
        found.setdefault(newest.get(name, name), []).append(correction)
    return found


def decided_pairs(
    store: Store, said: Iterable[Correction], outcomes: Iterable[Outcome], newest: Mapping[str, str]
) -> dict[str, DecidedPair]:
    """Return by correction what was decided of pairs of reports, seen from all documents at once.

    `outcomes` are those of overlays, each of which sees one document: what one reviewer said at
    one of two reports and another at the other is settled here. Left out is what does not stand in
    its own document, and what has words that lead to no one report any more.
    """
    standing = {o.correction_id: o for o in outcomes if o.status in {"applied", "conflict"}}
    documents: dict[str, CodedDocument | None] = {}
    pairs: dict[frozenset[str], list[DecidedPair]] = defaultdict(list)
    for correction in said:
        outcome, anchor = standing.get(correction.id), correction.other_anchor
        if anchor is None or outcome is None or outcome.record_id is None:
            continue
        name = newest.get(anchor.span.document_id, anchor.span.document_id)
        if name not in documents:
            documents[name] = coded_document(store, name)
        if other_id := _report_at(documents[name], anchor):
            pair = DecidedPair(correction, outcome, other_id)
            pairs[frozenset((outcome.record_id, other_id))].append(pair)
    found = {}
    for rivals in pairs.values():
        statuses = settle_pair(pair.correction for pair in rivals)
        for pair in rivals:
            status = statuses[pair.correction.id]
            outcome = msgspec.structs.replace(pair.outcome, status=status)
            found[pair.correction.id] = pair._replace(outcome=outcome)
    return found


def with_pairs(document: Corrected, pairs: Mapping[str, DecidedPair]) -> Corrected:
    """Return a document with what became of decisions on pairs."""
    outcomes = tuple(
        pairs[o.correction_id].outcome if o.correction_id in pairs else o for o in document.outcomes
    )
    return msgspec.structs.replace(document, outcomes=outcomes)


def _report_at(document: CodedDocument | None, anchor: Anchor) -> str | None:
    """Return the one report that rests on the words of an anchor."""
    if document is None:
        return None
    probe = Correction(
        id="probe", kind="report", anchor=anchor, action="confirm", author="", made_at=""
    )
    (outcome,) = overlay(msgspec.structs.replace(document, claims=()), [probe])[1]
    return outcome.record_id


def coded_document(store: Store, document_id: str) -> CodedDocument | None:
    """Return what the coder read in a document; None if it is unknown or uncoded."""
    try:
        found = store.output(document_id)
    except StoreError as error:
        if error.code == "D406":
            return None
        raise
    return found if isinstance(found, CodedDocument) else None
