"""One reading of a claim becomes a Claim: whose it is, whom it is about, how firmly it is held."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from dragoman.records import Claim, ParsedSentence, Span, Stance, make_id
from dragoman.stages.claims.anaphora import reports_meant
from dragoman.stages.claims.context import Context, token_span
from dragoman.stages.claims.parties import nested_heads, vague_heads
from dragoman.stages.claims.reading import Reading
from dragoman.stages.claims.referents import Referents, owners, said_of
from dragoman.stages.claims.subjects import subject_token
from dragoman.stages.sayings.attribution import Attribution, covers
from dragoman.stages.sayings.chains import chain_around
from dragoman.stages.sayings.report_claims import chain_steps, cue_evidence, held_stance
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.effects import less_certain
from dragoman.stages.stances.verb_group import VerbGroup, is_negated, verb_group

__all__ = ["build_claim"]


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
    around = _around(context, parse, reading, view or held_by, content)
    spoken = [a for a in around if not a.by_author]
    holding = {e for a in spoken for e in a.entity_ids}
    of, owning = owners(context, parse, reading, holding)
    if view is not None and reading.kind not in ("cause", "goal"):
        of = view.entity_ids
    subject = said_of(context, parse, reading, holding)
    inside = _parties(context, parse, content, holding, _phrases(parse, reading, subject))
    besides = {*of, *(() if held_by is None else held_by.entity_ids)}
    told = reports_meant(parse, content, context.reports, context.document, holding)
    about = [
        *(of if reading.kind == "cause" else ()),
        *(e for e in inside if e not in besides),
        *told,
        *(e for e in subject.ids if e not in besides),
    ]
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
        evidence=(*cue_evidence(context.document, around), *owning, *subject.things),
    )


def _parties(
    context: Context,
    parse: ParsedSentence,
    content: tuple[Span, ...],
    holding: Collection[str],
    phrases: Sequence[int],
) -> tuple[str, ...]:
    """The parties in the content but those that only say which other, or which thing, is meant."""
    vague = vague_heads(parse)
    known, sentence = context.entity_map, parse.sentence.span
    heads = {
        t.index
        for start, end in known.heads_within(sentence.start, sentence.end)
        for t in parse.tokens
        if start < t.end and t.start < end and t.start not in vague
    }
    return known.inside(content, holding, vague, nested_heads(parse, [*heads, *phrases]))


def _phrases(parse: ParsedSentence, reading: Reading, subject: Referents) -> list[int]:
    """The heads of what names whose the claim is, and of its subject where that names anything."""
    tops = [i for i in reading.of if parse.tokens[i].head not in reading.of]
    said = subject_token(parse, reading.head) if subject.ids else None
    return tops if said is None else [*tops, said]


def _around(
    context: Context,
    parse: ParsedSentence,
    reading: Reading,
    holder: Attribution | None,
    content: tuple[Span, ...],
) -> list[Attribution]:
    """The attributions in whose content the claim stands, outermost first.

    One whose cue is among the words claimed is part of what is claimed: "has said what all knew".
    """
    if holder is None:
        over = context.sayings.over(token_span(parse, reading.head))
        return [a for a in over if a.cue is None or not covers(content, a.cue)]
    return chain_around(holder, context.attributions)


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
    if reading.kind not in ("goal", "judgement"):
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
