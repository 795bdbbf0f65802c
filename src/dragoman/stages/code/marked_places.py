"""Places that only the learned model sees: names that tell where, and that no index knows."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from dragoman.records import (
    DocumentEntity,
    Evidence,
    LocationRef,
    Mention,
    ParsedSentence,
    Span,
    make_id,
)
from dragoman.records.report import EventReport
from dragoman.stages.encode import Floats
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import runs, span_of

__all__ = ["TELLS", "unknown_places", "with_unknown_places"]

TELLS = 0.6
"""The model's probability from which a name tells where."""


def unknown_places(
    given: CodingInput, parse: ParsedSentence, where: Floats, known: Collection[Span]
) -> tuple[LocationRef, ...]:
    """Return the names that tell where and share no word with the places in `known`."""
    tokens = parse.tokens
    taken = {t.index for t in tokens for span in known if t.start < span.end and span.start < t.end}
    marked = [int(i) for i in np.flatnonzero(where > TELLS)]
    found = []
    for run in runs(i for i in marked if i not in taken):
        named = [i for i in run if tokens[i].pos == "PROPN"]
        if named:
            span = span_of(parse, list(range(named[0], named[-1] + 1)))
            found.append(_reference(given, span))
    return tuple(found)


def _reference(given: CodingInput, span: Span) -> LocationRef:
    quote = given.document.text[span.start : span.end]
    return LocationRef(
        entity_id=make_id("ent", span.document_id, "place", _mention_id(span)),
        evidence=Evidence(span=span, quote=quote, supports="place"),
    )


def _mention_id(span: Span) -> str:
    return make_id("men", span.document_id, "place", span.start, span.end)


def with_unknown_places(
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    reports: tuple[EventReport, ...],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both, with a mention and an entity for each place of a report that has none yet."""
    had = {entity.id for entity in entities}
    new = {
        place.entity_id: place.evidence
        for report in reports
        for place in report.where
        if place.entity_id not in had and place.place_id is None
    }
    present = {mention.id for mention in mentions}
    made = [_mention(e.span) for e in new.values() if _mention_id(e.span) not in present]
    added = [_entity(id_, evidence) for id_, evidence in new.items()]
    order = sorted((*mentions, *made), key=lambda m: (m.span.start, m.kind != "actor"))
    return tuple(order), (*entities, *added)


def _mention(span: Span) -> Mention:
    return Mention(
        id=_mention_id(span), span=span, head=span, kind="place", form="name", usage="literal"
    )


def _entity(id_: str, evidence: Evidence) -> DocumentEntity:
    return DocumentEntity(
        id=id_, kind="place", name=evidence.quote, mention_ids=(_mention_id(evidence.span),)
    )
