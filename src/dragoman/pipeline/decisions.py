"""What people decided of which reports tell one event: constraints that the linker keeps.

Corrections point at words; here they become ids of the reports that rest on them now, in the latest
versions of the texts.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.io.corrections import read_corrections
from dragoman.pipeline.corrected import coded_document, newest_versions
from dragoman.records import Anchor, Correction
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
    by_document: dict[str, list[Correction]] = {}
    for correction in said:
        name = correction.anchor.span.document_id
        by_document.setdefault(newest.get(name, name), []).append(correction)
    pairs: dict[str, list[tuple[str, str]]] = {"same": [], "different": []}
    for document_id, corrections in by_document.items():
        document = coded_document(store, document_id)
        if document is None:
            continue
        named = {c.id: c for c in corrections if c.action in pairs}
        for outcome in overlay(document, corrections)[1]:
            decided = named.get(outcome.correction_id)
            if decided is None or outcome.record_id is None:
                continue
            other = _report_at(store, decided.other_anchor, newest)
            if outcome.status in {"applied", "stale"} and other is not None:
                pairs[decided.action].append((outcome.record_id, other))
    return Constraints(
        same=tuple(sorted(set(pairs["same"]))), different=tuple(sorted(set(pairs["different"])))
    )


def link_as_decided(store: Store, *, anew: bool = False) -> LinkSummary:
    """Link the store's reports as `link_store` does, and keep to what people decided."""
    return link_store(store, constraints=constraints_of(store), anew=anew)


def _report_at(store: Store, anchor: Anchor | None, newest: Mapping[str, str]) -> str | None:
    """Return the one report that rests on the words of an anchor, in the latest version."""
    if anchor is None:
        return None
    name = anchor.span.document_id
    document = coded_document(store, newest.get(name, name))
    if document is None:
        return None
    probe = Correction(
        id="probe", kind="report", anchor=anchor, action="confirm", author="", made_at=""
    )
    (outcome,) = overlay(msgspec.structs.replace(document, claims=()), [probe])[1]
    return outcome.record_id
