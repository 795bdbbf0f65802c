"""What is only supposed that somebody says: "if they think that", "they should admit that"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Claim, ParsedSentence, Span
from dragoman.stages.claims.context import Context, parse_of
from dragoman.stages.sayings.attribution import Attribution, covers
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import children

__all__ = ["held_by_somebody"]

_ANYBODY = frozenset({"whoever", "anyone", "anybody", "whosoever"})


def held_by_somebody(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without those that nobody holds, since nobody said what they stand in.

    Nor has anybody where the saying itself is foretold ("they will say that") or the fearing is
    weighed ("fears the tax more than the drought").
    """
    whole = [c.content for c in claims if c.kind in ("forecast", "importance")]
    supposed = [
        a.content
        for a in context.attributions
        if _is_supposed(context, a) or any(_is_part(a, content) for content in whole)
    ]
    return [
        claim
        for claim in claims
        if not claim.chain
        or not any(all(covers(said, span) for span in claim.content) for said in supposed)
    ]


def _is_part(attribution: Attribution, content: Sequence[Span]) -> bool:
    """Whether who holds it, and the cue, are themselves words of the claim."""
    told = [s for s in (attribution.source, attribution.cue) if s is not None]
    return len(told) == 2 and all(covers(content, span) for span in told)


def _is_supposed(context: Context, attribution: Attribution) -> bool:
    cue = attribution.cue
    if cue is None or attribution.by_author or attribution.noun or attribution.attitude:
        return False
    parse = parse_of(context, attribution)
    verbs = [t.index for t in parse.tokens if t.pos == "VERB" and cue.start <= t.start < cue.end]
    return bool(verbs) and (
        _is_anybodys(parse, attribution) or _is_under_condition(parse, verbs[-1])
    )


def _is_under_condition(parse: ParsedSentence, verb: int) -> bool:
    """Under "if", "should" or "would rather": so "persists in calling it that", as it completes."""
    top = verb
    while parse.tokens[top].dep in ("xcomp", "conj", "pcomp", "prep"):
        top = parse.tokens[top].head
    marks = {parse.tokens[i].lemma for i in children(parse, top, "mark")}
    conditional = parse.tokens[top].dep == "advcl" and bool(marks & {"if", "unless"})
    beside = {parse.tokens[i].lemma for i in children(parse, verb, "advmod")}
    rather = bool(beside & {"rather", "sooner"}) and verb_group(parse, verb).modal == "would"
    return conditional or rather or verb_group(parse, top).modal in ("should", "must", "ought")


def _is_anybodys(parse: ParsedSentence, attribution: Attribution) -> bool:
    source = attribution.source
    return source is not None and any(
        t.lemma.lower() in _ANYBODY for t in parse.tokens if t.start == source.start
    )
