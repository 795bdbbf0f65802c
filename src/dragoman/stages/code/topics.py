"""What talks are about, and which of the words for it name a place that is only spoken of."""

from __future__ import annotations

from dragoman.records import ParsedSentence, Span
from dragoman.stages.tree import children, conjuncts, span_of, subtree

__all__ = ["places_spoken_of", "topics_under"]

_PLACE_NOUNS = frozenset("island border sidelines sideline margin ship board ground coast".split())


def topics_under(
    parse: ParsedSentence, holder: int, prepositions: frozenset[str], *, verb: bool
) -> tuple[Span, ...]:
    """Return what the talks at `holder` are about; for a topic verb, its objects."""
    heads: list[int] = []
    if verb:
        heads = children(parse, holder, "dobj")
    else:
        for prep in children(parse, holder, "prep"):
            words = {parse.tokens[prep].lemma, parse.tokens[prep].text.lower()}
            if words & prepositions:
                heads += children(parse, prep, "pobj", "pcomp")
    heads = [i for i in heads if _is_topic(parse, i, holder)]
    spans = []
    for head in heads:
        for joined in conjuncts(parse, head):
            below = [i for i in subtree(parse, joined) if not _in_later_conjunct(parse, i, joined)]
            if below:
                spans.append(span_of(parse, below))
    return tuple(spans)


def places_spoken_of(parse: ParsedSentence, topics: tuple[Span, ...]) -> frozenset[int]:
    """Return the words that a topic begins with, up to a preposition that tells where.

    "Talks on the future of Gaza" are about Gaza; "talks on Gaza in Cairo" and "talks on the island
    of Bali" may be in Cairo and on Bali, whatever the parser hangs them on.
    """
    found: set[int] = set()
    for topic in topics:
        words = [t for t in parse.tokens if topic.start <= t.start < topic.end]
        telling = (t.index for t in words if t.dep == "prep" and t.lemma != "of")
        end = next(telling, parse.tokens[-1].index + 1)
        begun = [t for t in words if t.index < end]
        if not any(t.lemma in _PLACE_NOUNS for t in begun):
            found.update(t.index for t in begun)
    return frozenset(found)


def _is_topic(parse: ParsedSentence, index: int, holder: int) -> bool:
    """Whether it is no time ("met on Tuesday") and no place of the act ("met on the island")."""
    token = parse.tokens[index]
    if token.ner in ("DATE", "TIME"):
        return False
    verb = parse.tokens[holder].pos == "VERB"
    return not (verb and (token.ner in ("GPE", "LOC", "FAC") or token.lemma in _PLACE_NOUNS))


def _in_later_conjunct(parse: ParsedSentence, index: int, head: int) -> bool:
    """Whether `index` belongs to a conjunct of `head`, or is the "and" or comma before one."""
    while index != head:
        token = parse.tokens[index]
        if token.head == head and (token.dep in ("conj", "cc") or token.tag in (",", ":")):
            return True
        index = token.head
    return False
