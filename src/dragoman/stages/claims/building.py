"""One reading of a claim becomes a Claim: whose it is, whom it is about, how firmly it is held."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dragoman.records import (
    Claim,
    Document,
    EventReport,
    Evidence,
    ParsedSentence,
    Span,
    Stance,
    make_id,
)
from dragoman.stages.claims.anaphora import doers_meant, reports_meant
from dragoman.stages.claims.parties import vague_heads
from dragoman.stages.claims.reading import Reading
from dragoman.stages.claims.subjects import nouns_meant, phrase_of, subject_token, thing_id
from dragoman.stages.sayings.attribution import Attribution, chain_around, chain_over, overlaps
from dragoman.stages.sayings.report_claims import chain_steps, cue_evidence, held_stance
from dragoman.stages.sayings.speaker import EntityMap
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.effects import less_certain
from dragoman.stages.stances.verb_group import VerbGroup, is_negated, verb_group
from dragoman.stages.tree import conjuncts, span_of

__all__ = ["Context", "build_claim", "parse_of", "token_span"]


class Context(msgspec.Struct, frozen=True):
    """What every claim of a document needs."""

    document: Document
    run_id: str
    entity_map: EntityMap
    reports: Sequence[EventReport]
    attributions: Sequence[Attribution]
    parses: Sequence[ParsedSentence]


def build_claim(
    context: Context,
    parse: ParsedSentence,
    reading: Reading,
    content: tuple[Span, ...],
    *,
    view: Attribution | None = None,
    held_by: Attribution | None = None,
) -> Claim:
    """Return the claim of a reading.

    `view` is the attribution whose small clause it is, `held_by` the one whose whole content; with
    neither, the holders are all in whose words the predicate stands.
    """
    around = _around(context, parse, reading, view or held_by)
    spoken = [a for a in around if not a.by_author]
    of = _owners(context, parse, reading, spoken)
    if view is not None and reading.kind != "cause":
        of = view.entity_ids
    speaking = () if held_by is None else held_by.entity_ids
    holding = {e for a in spoken for e in a.entity_ids}
    about = [*of] if reading.kind == "cause" else []
    inside = context.entity_map.inside(content, holding, vague_heads(parse))
    about += [e for e in inside if e not in (*of, *speaking)]
    about += reports_meant(
        parse, content, context.reports, context.document, holding, whole=reading.kind == "cause"
    )
    said_of, things = _said_of(context, parse, reading)
    about += [e for e in said_of if e not in (*of, *speaking)]
    # Two speakers may hold one content; a claim of a clause is told once whoever speaks.
    told_by = () if held_by is None or held_by.cue is None else (held_by.cue.start,)
    where = (content[0].start, content[-1].end)
    return Claim(
        id=make_id("clm", context.document.id, reading.kind, *where, *told_by),
        run_id=context.run_id,
        document_id=context.document.id,
        kind=reading.kind,
        of=of,
        about=tuple(dict.fromkeys(about)),
        chain=chain_steps(spoken, context.entity_map.entities),
        content=content,
        stance=_stance(parse, reading, around, view),
        evidence=(*cue_evidence(context.document, around), *things),
    )


def _said_of(
    context: Context, parse: ParsedSentence, reading: Reading
) -> tuple[list[str], list[Evidence]]:
    """The parties and things that the claim is said of, and the words that name the things.

    A goal and a relation are of their subject, and who is to act is a party.
    """
    found: list[str] = []
    things: list[Evidence] = []
    subject = subject_token(parse, reading.head)
    if subject is None or reading.kind in ("goal", "relation"):
        return found, things
    for noun in nouns_meant(context.parses, parse, subject):
        span = token_span(*noun)
        acting = context.entity_map.at_head(span.start, span.end)
        acting = acting or context.entity_map.at_head(*_place(parse, subject))
        told = [r.id for r in context.reports if overlaps(r.trigger, span)]
        phrase = phrase_of(noun)
        found += acting or told
        if phrase is None or acting or told or reading.kind == "recommendation":
            continue
        found.append(thing_id(context.document, phrase))
        words = context.document.text[phrase.start : phrase.end]
        things.append(Evidence(span=phrase, quote=words, supports="topic"))
    return found, things


def _place(parse: ParsedSentence, index: int) -> tuple[int, int]:
    return parse.tokens[index].start, parse.tokens[index].end


def _around(
    context: Context, parse: ParsedSentence, reading: Reading, holder: Attribution | None
) -> list[Attribution]:
    """The attributions in whose content the claim stands, outermost first."""
    if holder is None:
        return chain_over(token_span(parse, reading.head), context.attributions)
    return chain_around(holder, context.attributions)


def parse_of(context: Context, attribution: Attribution) -> ParsedSentence:
    """Return the parsed sentence in which the attribution's cue stands."""
    at = bisect_left(context.parses, attribution.sentence, key=lambda p: p.sentence.index)
    return context.parses[at]


def _owners(
    context: Context, parse: ParsedSentence, reading: Reading, spoken: Sequence[Attribution]
) -> tuple[str, ...]:
    """The entities in the words of whose goal it is, or of what causes.

    "Their strikes" are those of whoever struck, as an earlier report has it: a pronoun in front of
    an event goes by the event, since the nearest name is as often the accuser's own.
    """
    words = [i for i in reading.of if parse.tokens[i].tag != "PRP$"]
    if reading.kind == "cause" and len(words) < len(reading.of):
        holding = {e for a in spoken for e in a.entity_ids}
        doers = doers_meant(parse, reading.of, context.reports, context.document, holding)
        if doers:
            return doers
    found = _named_by(context, parse, _heads(parse, reading.of))
    found = found or _named_by(context, parse, reading.of)
    holders = {e for a in spoken for e in a.entity_ids} if reading.kind == "cause" else set()
    return tuple(dict.fromkeys(e for e in found if e not in holders))


def _heads(parse: ParsedSentence, tokens: Sequence[int]) -> list[int]:
    """The nouns of a phrase under which the others stand: "presidents" of "the bloc's presidents"."""
    tops = [i for i in tokens if parse.tokens[i].head not in tokens or parse.tokens[i].head == i]
    return [j for i in tops for j in conjuncts(parse, i) if j in tokens]


def _named_by(context: Context, parse: ParsedSentence, tokens: Sequence[int]) -> list[str]:
    spans = [token_span(parse, i) for i in tokens]
    return [e for s in spans for e in context.entity_map.at_head(s.start, s.end)]


def _stance(
    parse: ParsedSentence,
    reading: Reading,
    around: Sequence[Attribution],
    view: Attribution | None,
) -> Stance:
    """The stance of the predicate; a small clause has no tense, and advice is firm as advice."""
    if view is not None:
        negated = is_negated(parse, reading.head)
        stance = Stance(polarity="denied" if negated else "affirmed", status="ongoing")
        return held_stance(stance, around)
    at = reading.head if reading.stance_at is None else reading.stance_at
    group = verb_group(parse, at)
    stance = _bare(parse, at, group, reading) if reading.bare else read_stance(parse, at)
    lasts = group.tense == "present" and stance.status == "occurred"
    lasts = lasts and (not group.perfect or reading.kind == "relation")
    if lasts and reading.kind in ("goal", "importance", "relation", "judgement", "cause"):
        stance = msgspec.structs.replace(stance, status="ongoing")
    if reading.kind == "forecast":
        stance = _foreseen(stance, group.modal, plain=reading.stance_at is None)
    if reading.kind == "recommendation":
        stance = msgspec.structs.replace(stance, certainty="certain", status="hypothetical")
    return held_stance(stance, around)


def _bare(parse: ParsedSentence, at: int, group: VerbGroup, reading: Reading) -> Stance:
    """A stance apart from the predicate's tense: of a reason, or of a wish under a modal."""
    stance = Stance(status="ongoing")
    if reading.kind != "goal":
        return stance
    if is_negated(parse, at):
        stance = msgspec.structs.replace(stance, polarity="denied")
    return less_certain(stance, "possible") if group.modal in ("may", "might", "could") else stance


def _foreseen(stance: Stance, modal: str | None, *, plain: bool) -> Stance:
    """A forecast told flatly is certain, imagined as it is; a likely one is probable at most."""
    if stance.certainty == "uncommitted" and stance.polarity != "open":
        certainty = "certain" if modal in ("would", "should") else "possible"
        stance = msgspec.structs.replace(stance, certainty=certainty)
    return stance if plain else less_certain(stance, "probable")


def token_span(parse: ParsedSentence, index: int) -> Span:
    """Return the span of one token."""
    return span_of(parse, [index])
