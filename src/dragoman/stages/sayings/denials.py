"""Denials of what was told before: ", a claim the group denied", ", which X denies", "denied it".

Their own words only point to what is denied. A denial with its content behind it ("denied that
…") is `reporting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.knowledge.lexicon import attribution_words, verb_class
from dragoman.records import ParsedSentence, Span
from dragoman.stages.sayings.attribution import Attribution, covers, overlaps
from dragoman.stages.sayings.cue import Cue, clause_tokens
from dragoman.stages.sayings.given import given_tokens
from dragoman.stages.sayings.reporting_frames import naming
from dragoman.stages.sayings.reporting_words import cue_tokens, source_of, source_tokens
from dragoman.stages.stances.verb_group import is_negated
from dragoman.stages.tree import (
    child,
    children,
    clause_head,
    is_passive,
    runs,
    span_of,
    subtree,
)

__all__ = ["denial_cues", "with_earlier_content"]

_CONTRADICTING = frozenset({"deny", "dispute", "refute", "rebut", "disavow"})
_POINTING = frozenset({"it", "this", "that", "them", "these", "those"})
_SHARES = frozenset({"involvement", "responsibility", "wrongdoing", "role", "guilt", "blame"})
_NEAR = 3
"""Sentences between what is told and its denial."""


def denial_cues(parse: ParsedSentence, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues with denials that point to what they deny, in no order.

    A relative clause that denies is the author's or the outer speaker's remark, no part of what
    is denied: it leaves the content of the other cues.
    """
    found: list[Cue] = []
    remarks: set[int] = set()
    for token in parse.tokens:
        if token.pos != "VERB" or verb_class(token.lemma) != "denies":
            continue
        cue = _relative(parse, token.index) or _pointing(parse, token.index)
        if cue is None:
            continue
        if cue.denies:
            remarks |= {*cue.content, *subtree(parse, token.index)}
        found.append(cue)
    heads = {cue.head for cue in found}
    others = [
        msgspec.structs.replace(c, content=tuple(i for i in c.content if i not in remarks))
        for c in cues
        if c.head not in heads and not set(c.cue) <= remarks
    ]
    return [*others, *found]


def _relative(parse: ParsedSentence, verb: int) -> Cue | None:
    """As in ", a claim Kampala denied" and ", which Kampala denies"."""
    token = parse.tokens[verb]
    if token.dep != "relcl" or is_passive(parse, verb):
        return None
    source = child(parse, verb, "nsubj")
    if source is None or parse.tokens[source].tag in ("WDT", "WP"):
        return None
    named = child(parse, verb, "dobj")
    if named is not None and parse.tokens[named].tag != "WDT":
        return None
    noun = parse.tokens[token.head]
    if _is_saying(noun.lemma):
        if noun.dep not in ("appos", "npadvmod", "dep", "conj", "attr"):
            return None
        remark = set(subtree(parse, noun.index))
        content = clause_tokens(parse, noun.index, without=[verb])
        top = clause_head(parse, noun.head)
    elif named is not None and token.lemma in _CONTRADICTING:
        remark = set(subtree(parse, verb))
        content = (named,)
        top = clause_head(parse, noun.index)
    else:
        return None
    told = tuple(i for i in subtree(parse, top) if i not in remark and i < verb)
    return _denial(parse, verb, source, content, told) if told else None


def _pointing(parse: ParsedSentence, verb: int) -> Cue | None:
    """As in "denied it", "denied the accusation", "denied responsibility"."""
    passive = is_passive(parse, verb)
    named = child(parse, verb, "nsubjpass" if passive else "dobj")
    source = source_of(parse, verb)
    if named is None or source is None or not _points(parse, verb, named):
        return None
    if naming(parse, verb):
        return None  # "dismissed the report as a fantasy": what he calls it is a view of it
    content = clause_tokens(parse, named)
    cue = _denial(parse, verb, source, content, ())
    share = parse.tokens[named].lemma in _SHARES
    return msgspec.structs.replace(cue, points_back=True, share=share)


def _points(parse: ParsedSentence, verb: int, named: int) -> bool:
    token = parse.tokens[named]
    if token.pos in ("PRON", "DET"):
        return token.lemma in _POINTING and parse.tokens[verb].lemma in _CONTRADICTING
    told_here = children(parse, named, "acl", "relcl", "ccomp", "prep", "appos")
    told_here += [i for i in children(parse, verb, "prep") if i > named]
    if token.lemma in _SHARES:
        beside = {parse.tokens[i].lemma for i in told_here if parse.tokens[i].dep == "prep"}
        return parse.tokens[verb].lemma in _CONTRADICTING and not beside & {
            "in",
            "for",
            "of",
            "with",
        }
    determiners = [parse.tokens[i].lemma for i in children(parse, named, "det", "poss")]
    back = any(word in ("the", "this", "that", "those", "these", "all") for word in determiners)
    whose = bool(children(parse, named, "poss"))
    return (
        _is_saying(token.lemma)
        and (back or whose)
        and not children(parse, named, "acl", "relcl", "prep")
    )


def _denial(
    parse: ParsedSentence, verb: int, source: int, content: tuple[int, ...], told: tuple[int, ...]
) -> Cue:
    return Cue(
        verb="denies",
        head=verb,
        cue=cue_tokens(parse, verb),
        source=source,
        source_tokens=source_tokens(parse, source, verb),
        content=content,
        negated=is_negated(parse, verb),
        denies=told,
    )


def _is_saying(lemma: str) -> bool:
    return any(lemma in nouns for nouns in attribution_words().nouns.values())


def with_earlier_content(
    parses: Sequence[ParsedSentence],
    found: Sequence[Attribution],
    pointing: Mapping[Span, bool],
) -> list[Attribution]:
    """Return the attributions, those whose cue is in `pointing` with what they deny.

    That is what somebody else was last said to say, accusations before other words; where nobody
    spoke, the sentence before. Of a share in a deed ("denied any role"), for which the mapping has
    True, it is an accusation alone; without one, those words are where the deed may be told.
    """
    denied = []
    for a in found:
        told = a
        if a.cue is not None and a.cue in pointing:
            told = _with_told_before(parses, found, a, share=pointing[a.cue])
        elif a.denies:
            told = _with_said_in(found, a)
        denied.append(told)
    return denied


def _with_said_in(found: Sequence[Attribution], denial: Attribution) -> Attribution:
    """The denial of what somebody says in the clause that is denied, else of the clause."""
    for a in found:
        unlike = a is not denial and not a.attitude and not a.by_author
        if unlike and covers(denial.denies, a.anchor):
            return msgspec.structs.replace(denial, denies=a.content, given=a.given)
    return denial


def _with_told_before(
    parses: Sequence[ParsedSentence],
    found: Sequence[Attribution],
    denial: Attribution,
    *,
    share: bool,
) -> Attribution:
    told = _said_before(found, denial)
    accused = told is not None and told.verb == "alleges"
    if told is not None and (accused or not share):
        return msgspec.structs.replace(denial, denies=told.content, given=told.given)
    start = denial.anchor.start
    before = [p for p in parses if p.sentence.kind == "body" and p.sentence.span.end <= start][-1:]
    told_in = tuple(p.sentence.span for p in before)
    given = tuple(
        span_of(p, run)
        for p in before
        for run in runs(given_tokens(p, range(len(p.tokens)), cue=-1))
    )
    if not share:
        return msgspec.structs.replace(denial, denies=told_in, given=given)
    if told is not None:
        told_in, given = (*told.content, *told_in), (*told.given, *given)
    return msgspec.structs.replace(denial, may_deny=told_in, given=given)


def _said_before(found: Sequence[Attribution], denial: Attribution) -> Attribution | None:
    """What somebody else last said, accusations before other words."""
    told = [
        a
        for a in found
        if a.verb not in ("denies", "asks", "promises", "believes")
        and not (a.attitude or a.by_author or a.negated)
        and a.anchor.start < denial.anchor.start
        and denial.sentence - a.sentence <= _NEAR
        and not (a.entity_ids and set(a.entity_ids) & set(denial.entity_ids))
        and not any(overlaps(piece, denial.anchor) for piece in a.content)
    ]
    accused = [a for a in told if a.verb == "alleges"]
    several = accused or told
    return several[-1] if several else None
