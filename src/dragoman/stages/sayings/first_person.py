"""Who "I", "we" and "our" are: whoever is quoted with these words, "we" the body they speak for.

In the author's own prose nobody is meant. Of media that quote somebody, who is quoted is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dragoman.records import DocumentEntity, Mention, ParsedSentence, Span, Token, make_id
from dragoman.stages.sayings.attribution import Attribution, covers, length

__all__ = ["with_first_persons"]

_SINGULAR = frozenset("i me my mine myself".split())
_PLURAL = frozenset("we us our ours ourselves".split())
_FIRST = _SINGULAR | _PLURAL
_SCORE = 0.7
"""More than of other pronouns: whose words a quotation holds is seldom in doubt."""


def with_first_persons(
    parses: Sequence[ParsedSentence],
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    attributions: Sequence[Attribution],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return both, with a mention of the speaker for each first person in quoted words.

    The same tuples come back where there is none, or where no speaker is known.
    """
    known = {entity.id: entity for entity in entities if entity.kind == "actor"}
    made: dict[str, list[Mention]] = {}
    for token, document_id in _first_persons(parses):
        span = Span(document_id=document_id, start=token.start, end=token.end)
        speaker = known.get(_quoted_with(span, attributions))
        if speaker is not None:
            bodies = [i for i in speaker.member_of if i in known]
            is_body = token.text.lower() in _PLURAL and len(bodies) == 1
            made.setdefault(bodies[0] if is_body else speaker.id, []).append(_mention(span))
    if not made:
        return mentions, entities
    added = [mention for found in made.values() for mention in found]
    held = tuple(
        replace(e, mention_ids=(*e.mention_ids, *(m.id for m in made[e.id]))) if e.id in made else e
        for e in entities
    )
    return tuple(sorted((*mentions, *added), key=lambda m: (m.span.start, m.kind != "actor"))), held


def _first_persons(parses: Sequence[ParsedSentence]) -> Iterator[tuple[Token, str]]:
    for parse in parses:
        for token in parse.tokens:
            if token.tag in ("PRP", "PRP$") and token.text.lower() in _FIRST:
                yield token, parse.sentence.span.document_id


def _quoted_with(span: Span, attributions: Sequence[Attribution]) -> str:
    """Return the one actor whose quoted words these are, the outermost; "" if none is known."""
    around = [
        a
        for a in attributions
        if a.style != "indirect" and a.anonymity != "media" and not (a.by_author or a.own_voice)
        if covers(a.content, span)
    ]
    outermost = max(around, key=lambda a: length(a.content), default=None)
    if outermost is None or len(outermost.entity_ids) != 1:
        return ""
    return outermost.entity_ids[0]


def _mention(span: Span) -> Mention:
    return Mention(
        id=make_id("men", span.document_id, "first person", span.start, span.end),
        span=span,
        head=span,
        kind="actor",
        form="pronoun",
        score=_SCORE,
    )
