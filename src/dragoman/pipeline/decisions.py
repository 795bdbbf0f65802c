"""What people decided of which reports tell one event: constraints that the linker keeps.

Corrections point at words; here they become ids of the reports that rest on them now, in the latest
versions of the texts.
"""

from __future__ import annotations

from dragoman.io.corrections import read_corrections
from dragoman.pipeline.corrected import (
    by_document,
    coded_document,
    decided_pairs,
    newest_versions,
)
from dragoman.records import Outcome
from dragoman.review import overlay
from dragoman.stages.links.report import Constraints
from dragoman.store.database import Store
from dragoman.store.linking import LinkSummary, link_store

__all__ = ["constraints_of", "link_as_decided"]


def constraints_of(store: Store) -> Constraints:
    """Return the pairs of report ids that the store's corrections log says are one event or two.

    A pair whose words are gone, or that reviewers disagree on, is left out.

    Raises:
        InputError: D121 the log cannot be read.
    """
    said, _ = read_corrections(store.files / "corrections.jsonl")
    newest = newest_versions(store) if said else {}
    outcomes: list[Outcome] = []
    for document_id, corrections in by_document(said, newest).items():
        document = coded_document(store, document_id)
        if document is not None:
            outcomes += overlay(document, corrections)[1]
    pairs: dict[str, dict[frozenset[str], tuple[str, str]]] = {"same": {}, "different": {}}
    for decided in decided_pairs(store, said, outcomes, newest).values():
        one = decided.outcome.record_id
        if one is not None and decided.outcome.status == "applied":
            ids = (one, decided.other_id)
            pairs[decided.correction.action].setdefault(frozenset(ids), ids)
    return Constraints(
        same=tuple(sorted(pairs["same"].values())),
        different=tuple(sorted(pairs["different"].values())),
    )


def link_as_decided(store: Store, *, anew: bool = False) -> LinkSummary:
    """Link the store's reports as `link_store` does, and keep to what people decided."""
    return link_store(store, constraints=constraints_of(store), anew=anew)
