"""Mentions that only an event settles: "the two sides" are those who met.

Who a group's name stands for is known when the events are read. Then the words become mentions of
each of them, so that every participant's words are found among its actor's.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from dragoman.records import DocumentEntity, EventReport, Mention, Span, make_id

__all__ = ["with_group_mentions"]

_SCORE = 0.7


def with_group_mentions(
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    reports: tuple[EventReport, ...],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both, with a mention for each participant's words that its entity has none of."""
    by_id = {mention.id: mention for mention in mentions}
    by_span = {m.span: m for m in mentions if m.kind == "actor"}
    had = {e.id: {by_id[m].span for m in e.mention_ids if m in by_id} for e in entities}
    new: dict[str, dict[Span, Mention]] = defaultdict(dict)
    for report in reports:
        for participant in report.participants:
            span = participant.evidence.span
            if span not in had.get(participant.entity_id, {span}):
                mention = _mention(span, participant.entity_id, by_span.get(span))
                new[participant.entity_id][span] = mention
    added = [mention for found in new.values() for mention in found.values()]
    return (
        tuple(sorted((*mentions, *added), key=lambda m: (m.span.start, m.kind != "actor"))),
        tuple(_with(entity, new.get(entity.id, {})) for entity in entities),
    )


def _mention(span: Span, entity_id: str, same: Mention | None) -> Mention:
    return Mention(
        id=make_id("men", span.document_id, "actor", span.start, span.end, entity_id),
        span=span,
        head=span if same is None else same.head,
        kind="actor",
        form="pronoun" if same is None else same.form,
        score=_SCORE,
    )


def _with(entity: DocumentEntity, found: dict[Span, Mention]) -> DocumentEntity:
    if not found:
        return entity
    ids = [mention.id for mention in found.values()]
    return replace(entity, mention_ids=(*entity.mention_ids, *ids))
