"""Parties whom only the learned model sees: what was struck or promised to, and is no known actor.

"Forty houses", "a gas pipeline" or "the measure" are in no index and are no kind of
actor, but may be the one side that a report has. They are kept as the text calls them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.records import (
    ActorCoding,
    DocumentEntity,
    EventReport,
    Mention,
    ParsedSentence,
    Span,
    make_id,
)
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.stretches import head_of
from dragoman.stages.entities.nobody import is_sought
from dragoman.stages.tree import children, span_of, subtree

__all__ = ["unknown_party", "with_unknown_parties"]

_MODIFYING = ("compound", "amod", "det", "poss", "nmod")
_NAMING = ("NOUN", "PROPN")


def unknown_party(
    parse: ParsedSentence, tokens: Sequence[int], cast: Cast, share: float
) -> Found | None:
    """Return the phrase that the model marks as a party; None where it is none of its own.

    That is no noun phrase, a day, nobody ("no party", "for mayor"), the modifier of another noun,
    or part of an actor known.
    """
    head = head_of(parse, tokens)
    if parse.tokens[head].pos not in _NAMING or parse.tokens[head].dep in _MODIFYING:
        return None
    if is_sought(parse, head, load_actor_nouns()):
        return None
    kept = [i for i in tokens if i >= head]
    while parse.tokens[kept[-1]].pos not in _NAMING:
        kept.pop()
    kept = [*_before(parse, head), *kept]
    held = _whose_hold(parse, head)
    inside = [parse.tokens[i] for i in kept if i not in held]
    if inside[0].lemma == "no" or any(
        t.pos in ("VERB", "AUX") or t.ner in ("DATE", "TIME") for t in inside
    ):
        return None
    span = span_of(parse, kept)
    known = any(cast.is_actor_in(t.start, t.end) for t in inside)
    if known or cast.place_at(parse.tokens[head].start):
        return None
    return Found(entity=_entity(span, cast.text), span=span, score=round(share, 3), how="marked")


def _whose_hold(parse: ParsedSentence, head: int) -> set[int]:
    """Return the words of participles before a noun: who holds a "rebel-held area" is not it."""
    told = [i for i in children(parse, head, "amod") if parse.tokens[i].pos == "VERB"]
    return {j for i in told for j in subtree(parse, i)}


def _before(parse: ParsedSentence, head: int) -> list[int]:
    """Return the words before a noun that belong to it: article, number, adjectives, owner."""
    left = children(parse, head, *_MODIFYING, "nummod", "quantmod", "predet")
    first = min((min(subtree(parse, i)) for i in left if i < head), default=head)
    return list(range(first, head))


def _entity(span: Span, text: str) -> DocumentEntity:
    return DocumentEntity(
        id=make_id("ent", span.document_id, "marked", _mention_id(span)),
        kind="actor",
        name=text[span.start : span.end],
        mention_ids=(_mention_id(span),),
        coding=ActorCoding(),
    )


def _mention_id(span: Span) -> str:
    return make_id("men", span.document_id, "marked", span.start, span.end)


def with_unknown_parties(
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    reports: tuple[EventReport, ...],
    text: str,
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both, with a mention and an entity for each party of a report that has none yet."""
    had = {entity.id for entity in entities}
    new = {
        party.entity_id: party.evidence.span
        for report in reports
        for party in report.participants
        if party.entity_id not in had
    }
    made = [
        Mention(id=_mention_id(span), span=span, head=span, kind="actor", form="nominal")
        for span in new.values()
    ]
    order = sorted((*mentions, *made), key=lambda m: (m.span.start, m.kind != "actor"))
    return tuple(order), (*entities, *(_entity(span, text) for span in new.values()))
