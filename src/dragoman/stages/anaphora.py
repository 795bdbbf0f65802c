"""Which event reports a claim is about: those told inside it, and those it points back to."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import Document, EventReport, ParsedSentence, Span
from dragoman.stages.attribution import covers
from dragoman.stages.tree import children, span_of

__all__ = ["doers_meant", "reports_meant"]

_DOERS = ("initiator", "party")
_POINTERS = frozenset({"this", "that", "these", "those", "the", "such"})


def reports_meant(
    parse: ParsedSentence,
    content: Sequence[Span],
    reports: Sequence[EventReport],
    document: Document,
) -> list[str]:
    """Return ids of reports with their trigger inside the content, then of those pointed back to.

    "This visit", "their measures" mean the nearest earlier report of a fitting type; a report
    inside the content needs no pointing.
    """
    inside = [r for r in reports if covers(content, r.trigger)]
    found = [r.id for r in inside]
    start = content[0].start
    earlier = [r for r in reports if r.trigger.end <= start and r not in inside]
    earlier.sort(key=lambda r: r.trigger.start)
    for token in parse.tokens:
        if token.pos != "NOUN" or not covers(content, _span(document, token.start, token.end)):
            continue
        if any(r.trigger.start <= token.start < r.trigger.end for r in inside):
            continue
        if not _points_back(parse, token.index):
            continue
        meant = _nearest(token.lemma, earlier)
        if meant is not None and meant.id not in found:
            found.append(meant.id)
    return found


def doers_meant(
    parse: ParsedSentence,
    tokens: Sequence[int],
    reports: Sequence[EventReport],
    document: Document,
) -> tuple[str, ...]:
    """Return the entities that did what the phrase points back to: "their measures"."""
    span = span_of(parse, list(tokens))
    meant = reports_meant(parse, (span,), reports, document)
    chosen = [r for r in reports if r.id in meant]
    doers = [p.entity_id for r in chosen for p in r.participants if p.role in _DOERS]
    return tuple(dict.fromkeys(doers))


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document_id=document.id, start=start, end=end)


def _points_back(parse: ParsedSentence, noun: int) -> bool:
    """With "this", "their" or "the", the noun means something told before."""
    near = children(parse, noun, "det", "poss")
    shared = parse.tokens[noun]
    if not near and shared.dep == "conj":
        near = children(parse, shared.head, "det", "poss")
    return any(parse.tokens[i].lemma in _POINTERS or parse.tokens[i].tag == "PRP$" for i in near)


def _nearest(lemma: str, earlier: Sequence[EventReport]) -> EventReport | None:
    anaphora = claim_words().anaphora
    types = {code for code, nouns in anaphora.items() if lemma in nouns}
    if "any" in types and earlier:
        return earlier[-1]
    fitting = [r for r in earlier if r.types and r.types[0].code in types]
    return fitting[-1] if fitting else None
