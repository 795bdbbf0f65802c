"""Which event reports a claim is about: those told inside it, and those it points back to."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from dragoman.knowledge.lexicon import claim_words
from dragoman.records import Document, EventReport, ParsedSentence, Span, Token
from dragoman.stages.sayings.attribution import covers
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import children, span_of

__all__ = ["doers_meant", "report_meant", "reports_meant"]

_DOERS = ("initiator", "party")
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_DEFINITE_BEFORE = re.compile(
    r"\b(?:the|this|that|these|those|such|their|its|his|her)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)


def reports_meant(
    parse: ParsedSentence,
    content: Sequence[Span],
    reports: Sequence[EventReport],
    document: Document,
    holders: Collection[str] = (),
) -> list[str]:
    """Return ids of reports with their trigger inside the content, then of those pointed back to.

    A finite verb of the content is what the claim says and not what it is about: "has ignored the
    appeal" is no claim about an act of ignoring. "This visit", "their measures" mean an earlier
    report of a fitting type, and so does "the visit" as a subject: one told in its own right before
    one that is itself "the visit", then the nearest. What the claim's `holders` did themselves is
    not what they speak of.
    """
    low, high = min(s.start for s in content), max(s.end for s in content)
    near = [r for r in reports if low <= r.trigger.start < high]
    inside = [r for r in near if covers(content, r.trigger)]
    found = [r.id for r in inside if not _is_told_by_verb(parse, r)]
    pointing = [
        t
        for t in parse.tokens
        if t.pos == "NOUN"
        and any(s.start <= t.start and t.end <= s.end for s in content)
        and not any(r.trigger.start <= t.start < r.trigger.end for r in inside)
        and (_is_shown(parse, t) or t.dep in ("nsubj", "nsubjpass"))
        and _may_point_back(parse, t)
    ]
    if not pointing:
        return found
    earlier = [r for r in reports if r.trigger.end <= content[0].start and r not in inside]
    earlier = [r for r in earlier if not _is_deed_of(r, holders)]
    earlier.sort(key=lambda r: r.trigger.start)
    for token in pointing:
        meant = report_meant(parse, token, earlier, document)
        if meant is not None and meant.id not in found:
            found.append(meant.id)
    return found


def _is_shown(parse: ParsedSentence, noun: Token) -> bool:
    """Whether the noun points back by itself, as "this visit", "their measures" do."""
    before = [parse.tokens[i] for i in children(parse, noun.index, "det", "poss")]
    return any(token.lemma in _DEMONSTRATIVES or token.tag == "PRP$" for token in before)


def _is_told_by_verb(parse: ParsedSentence, report: EventReport) -> bool:
    trigger = report.trigger
    told = [t for t in parse.tokens if trigger.start <= t.start < trigger.end and t.pos == "VERB"]
    groups = [verb_group(parse, token.index) for token in told]
    return any(g.modal or (g.tense != "none" and not g.infinitive) for g in groups)


def doers_meant(
    parse: ParsedSentence,
    tokens: Sequence[int],
    reports: Sequence[EventReport],
    document: Document,
    holders: Collection[str],
) -> tuple[str, ...]:
    """Return the entities that did what a phrase points back to: "their measures".

    Where no deed of others is told before, they are those whom the holders' own act was aimed at:
    who condemns somebody and goes on about "their measures" speaks of the condemned.
    """
    span = span_of(parse, list(tokens))
    meant = reports_meant(parse, (span,), reports, document, holders)
    chosen = [r for r in reports if r.id in meant]
    doers = [p.entity_id for r in chosen for p in r.participants if p.role in _DOERS]
    if not doers:
        own = [r for r in reports if _is_deed_of(r, holders) and r.trigger.end <= span.start]
        last = max(own, key=lambda r: r.trigger.start, default=None)
        doers = [p.entity_id for p in last.participants if p.role == "target"] if last else []
    return tuple(dict.fromkeys(doers))


def _is_deed_of(report: EventReport, holders: Collection[str]) -> bool:
    doers = {p.entity_id for p in report.participants if p.role in _DOERS}
    return bool(doers) and doers <= set(holders)


def report_meant(
    parse: ParsedSentence, noun: Token, earlier: Sequence[EventReport], document: Document
) -> EventReport | None:
    """Return the one of `earlier`, in text order, that a noun points back to, or None."""
    if not _may_point_back(parse, noun):
        return None
    types = _types_called(noun.lemma)
    if "any" in types:
        return earlier[-1] if earlier else None
    fitting = [r for r in earlier if r.types and r.types[0].code in types]
    single = noun.tag == "NN"
    for wanted in (
        [r for r in fitting if not (single and r.repeated) and r.types[0].mode == noun.lemma],
        [r for r in fitting if not (single and r.repeated)],
        fitting,
    ):
        first_told = [r for r in wanted if not _is_pointing(r, document)]
        if wanted:
            return (first_told or wanted)[-1]
    return None


def _may_point_back(parse: ParsedSentence, noun: Token) -> bool:
    """Whether a noun for some event stands as one that is known: "the visit", "their measures"."""
    types = _types_called(noun.lemma)
    near = children(parse, noun.index, "det", "poss") if types else []
    if types and not near and noun.dep == "conj":
        near = children(parse, noun.head, "det", "poss")
    pointing = _DEMONSTRATIVES if "any" in types else _DEMONSTRATIVES | {"the"}
    return any(parse.tokens[i].tag == "PRP$" or parse.tokens[i].lemma in pointing for i in near)


@lru_cache(maxsize=4096)
def _types_called(noun: str) -> frozenset[str]:
    """Return the types of events that a noun may be used of; "any" for "the move"."""
    return frozenset(code for code, nouns in claim_words().anaphora.items() if noun in nouns)


def _is_pointing(report: EventReport, document: Document) -> bool:
    """Whether the report's own trigger is "the visit", "this attack"."""
    before = document.text[max(0, report.trigger.start - 40) : report.trigger.start]
    return _DEFINITE_BEFORE.search(before) is not None
