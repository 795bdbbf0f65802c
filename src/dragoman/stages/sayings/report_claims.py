"""The claim behind each event report: whose word it is, and how firm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import (
    AttributionStep,
    Claim,
    Document,
    DocumentEntity,
    EventReport,
    Evidence,
    Span,
    Stance,
    When,
    make_id,
    quote,
)
from dragoman.stages.sayings.attribution import Attribution, overlaps
from dragoman.stages.sayings.chains import Sayings, chain_around
from dragoman.stages.sayings.denied_deeds import is_denied_by
from dragoman.stages.sayings.speaker import Speaker
from dragoman.stages.stances.effects import less_certain

_ACTS_OF_SPEECH = frozenset({"AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
_TO_COME = re.compile(
    r"(?:\b(?:will|would|shall|won|wouldn|ready|prepared)\b|['’]ll\b)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.!?]")
_TOLD_AS_DONE = ("occurred", "ongoing")

__all__ = ["chain_steps", "claims_of_reports", "cue_evidence", "held_stance"]


def claims_of_reports(
    document: Document,
    run_id: str,
    reports: Sequence[EventReport],
    stances: Mapping[str, Stance],
    attributions: Sequence[Attribution],
    entities: Sequence[DocumentEntity],
) -> tuple[Claim, ...]:
    """Return the claims of kind "report", one for each report and each later word on it, in order.

    Such a word denies or confirms it. The chain is everybody in whose words the report's trigger
    stands; an empty one is the document's own voice. `stances` are the wording's own, by report
    id; a missing one counts as plainly told.
    """
    by_id = {entity.id: entity for entity in entities}
    pointing = [a for a in attributions if a.denies or a.may_deny]
    sayings = Sayings(attributions)
    claims: list[Claim] = []
    for report in reports:
        wording = stances.get(report.id, Stance())
        around = sayings.over(report.trigger)
        if around and around[-1].verb == "denies" and _is_what_is_denied(document, report):
            # "Rejected the accusations": there were some, or nobody could reject them.
            around = around[:-1]
            wording = msgspec.structs.replace(wording, polarity="affirmed")
        if around and _is_done_by_saying(document, report, around[-1]):
            around = around[:-1]
        denial, told = _denied_telling(around)
        versions = [] if denial is None else [denial]
        versions += [told, *_laid_to_somebody(report, sayings, told.around)]
        versions += [
            _Version(
                around=chain_around(a, attributions),
                denied=a.verb == "denies" and not a.negated,
                content=a.content,
            )
            for a in pointing
            if is_denied_by(a, report, by_id)
        ]
        for number, version in enumerate(versions):
            claims.append(_claim(document, run_id, report, wording, version, number, by_id))
    return tuple(claims)


def _is_done_by_saying(document: Document, report: EventReport, inner: Attribution) -> bool:
    """Whether the speaker does by these words what the report tells: "said it would not meet them".

    The text tells the refusal, promise or threat; nobody is its witness.
    """
    told = report.types[0].code
    doers = {p.entity_id for p in report.participants if p.role in ("initiator", "party")}
    if told not in _ACTS_OF_SPEECH or not doers & set(inner.entity_ids) or inner.by_author:
        return False
    start = max((s.start for s in inner.content if s.start <= report.trigger.start), default=0)
    before = document.text[start : report.trigger.start]
    return _TO_COME.search(_CLAUSE.split(before)[-1]) is not None


def _is_what_is_denied(document: Document, report: EventReport) -> bool:
    """Whether the trigger is a noun for something said: its saying is taken as given."""
    noun = quote(document, report.trigger).lower().removesuffix("s")
    return any(noun in nouns for nouns in attribution_words().nouns.values())


def _laid_to_somebody(
    report: EventReport, sayings: Sayings, told: Sequence[Attribution]
) -> list[_Version]:
    """Return who else lays the deed to somebody, or owns up to it, in other words that tell it.

    As in "the bombing, blamed on X, killed two", "the kidnapping, which X claimed".
    """
    doers = {p.entity_id for p in report.participants if p.role == "initiator"}
    found: dict[Attribution, _Version] = {}
    for evidence in report.evidence:
        around = sayings.over(evidence.span) if evidence.supports == "telling" else []
        last = around[-1] if around else None
        if last is None or last in told or last.negated or last.by_author:
            continue
        if last.cue is not None and overlaps(last.cue, report.trigger):
            continue  # "acknowledged a mistake": the saying is what is reported
        if last.verb == "alleges" or doers & set(last.entity_ids):
            found.setdefault(last, _Version(around, content=last.content))
    return list(found.values())


class _Version(NamedTuple):
    """One telling of a report: by whom, whether as false, and in which words if not theirs."""

    around: Sequence[Attribution]
    denied: bool = False
    content: tuple[Span, ...] = ()


def _denied_telling(around: Sequence[Attribution]) -> tuple[_Version | None, _Version]:
    """Return the denial of a telling that is named by a noun, and that telling without it.

    "X rejected Y's claim that …": X denies it, and Y claims it still.
    """
    for i, inner in enumerate(around):
        outer = around[i - 1] if i else None
        if not inner.noun or inner.by_author:
            continue
        if outer is not None and outer.verb == "denies" and not outer.by_author:
            denial = _Version(around[:i], denied=not outer.negated, content=outer.content)
            return denial, _Version([*around[: i - 1], *around[i:]])
    return None, _Version(around)


def _claim(
    document: Document,
    run_id: str,
    report: EventReport,
    wording: Stance,
    version: _Version,
    number: int,
    by_id: Mapping[str, DocumentEntity],
) -> Claim:
    """Return the claim of one telling; the first has the report's own id, others their number."""
    spoken = [a for a in version.around if not a.by_author]
    stance = held_stance(wording, version.around)
    if version.denied:
        # Whoever denies is sure, however doubtful the telling that is denied.
        stance = msgspec.structs.replace(stance, polarity="denied", certainty="certain")
    content = version.content or (spoken[-1].content if spoken else (_extent(document, report),))
    numbered = (report.id,) if number == 0 else (report.id, str(number))
    return Claim(
        id=make_id("clm", document.id, "report", *numbered),
        run_id=run_id,
        document_id=document.id,
        kind="report",
        report_id=report.id,
        chain=chain_steps(spoken, by_id),
        content=content,
        stance=stance,
        evidence=cue_evidence(document, version.around),
        score=report.score,
    )


def held_stance(stance: Stance, around: Sequence[Attribution]) -> Stance:
    """Return the stance as the speakers, outermost first, leave it.

    The innermost one's denial makes it denied; a cue that is itself unsure ("thinks", "reportedly",
    "it seems") lowers certainty, an accusation does not: the accuser is sure. A speaker who "did
    not confirm" leaves it uncommitted.
    """
    spoken = [a for a in around if not a.by_author]
    if spoken and spoken[-1].verb == "denies":
        denied, sure = not spoken[-1].negated, stance.status in _TOLD_AS_DONE
        if denied and stance.polarity == "affirmed":
            stance = msgspec.structs.replace(stance, polarity="denied")
        if denied and sure and stance.certainty == "uncommitted":
            # "Denied allegations of": the doubt is that of the word for what is denied.
            stance = msgspec.structs.replace(stance, certainty="certain")
        if not denied and stance.polarity == "denied":
            stance = msgspec.structs.replace(stance, polarity="affirmed")
    for attribution in around:
        stance = less_certain(stance, attribution.hedge)
        disbelieved = attribution.by_author and attribution.verb == "believes"
        if attribution.negated and disbelieved and stance.polarity == "affirmed":
            # "Nobody thinks that", "I do not believe that": the author denies it.
            stance = msgspec.structs.replace(stance, polarity="denied")
        elif attribution.negated:
            stance = less_certain(stance, "uncommitted")
    return stance


def chain_steps(
    spoken: Sequence[Attribution], entities: Mapping[str, DocumentEntity]
) -> tuple[AttributionStep, ...]:
    """Return the steps, outermost first; joint speakers have a step each over one source span."""
    steps: list[AttributionStep] = []
    for attribution, inner in zip(spoken, [*spoken, None][1:], strict=True):
        if inner is not None and _is_same_speaker(attribution, inner):
            continue
        if attribution.own_voice:
            continue
        if attribution.carried_by is not None:
            steps += _carrying(attribution, attribution.carried_by, entities, steps)
        for entity_id in attribution.entity_ids or (None,):
            entity = None if entity_id is None else entities.get(entity_id)
            steps.append(
                AttributionStep(
                    actor_id=None if entity is None or entity.chosen is None
                    else entity.chosen.target_id,
                    entity_id=entity_id,
                    description=_description(attribution, entity),
                    anonymity=attribution.anonymity,
                    verb=attribution.verb,
                    source=attribution.source,
                    cue=attribution.cue,
                    when=_said(attribution),
                    when_span=_said_in(attribution),
                )
            )  # fmt: skip
    return tuple(steps)


def _carrying(
    attribution: Attribution,
    carrier: Speaker,
    entities: Mapping[str, DocumentEntity],
    outer: Sequence[AttributionStep],
) -> list[AttributionStep]:
    """The step of the medium to which a speaker spoke, unless it is the one before already."""
    entity_id = carrier.entity_ids[0] if carrier.entity_ids else None
    entity = None if entity_id is None else entities.get(entity_id)
    known = (entity_id, carrier.description)
    if outer and (outer[-1].entity_id, outer[-1].description) == known:
        return []
    return [
        AttributionStep(
            actor_id=None if entity is None or entity.chosen is None else entity.chosen.target_id,
            entity_id=entity_id,
            description=carrier.description,
            anonymity="media",
            verb="quotes",
            source=carrier.span,
            cue=attribution.cue,
            when=_said(attribution),
            when_span=_said_in(attribution),
        )
    ]


def _said(attribution: Attribution) -> When | None:
    return None if attribution.said_at is None else attribution.said_at.when


def _said_in(attribution: Attribution) -> Span | None:
    time = attribution.said_at
    if time is None:
        return None
    document_id = attribution.anchor.document_id
    return Span(document_id=document_id, start=time.start, end=time.end)


def _is_same_speaker(outer: Attribution, inner: Attribution) -> bool:
    """Whether both are one speaker's words: "she said that she had denied it" is one step."""
    if outer.entity_ids or inner.entity_ids:
        return outer.entity_ids == inner.entity_ids
    return outer.description != "" and outer.description == inner.description


def _description(attribution: Attribution, entity: DocumentEntity | None) -> str:
    joint = entity is not None and len(attribution.entity_ids) > 1
    return entity.name if entity is not None and joint else attribution.description


def cue_evidence(document: Document, around: Sequence[Attribution]) -> tuple[Evidence, ...]:
    """Return the words of sources and cues, in text order."""
    spans = {s for a in around for s in (a.source, a.cue, _carried_in(a)) if s is not None}
    return tuple(
        Evidence(span=s, quote=quote(document, s), supports="attribution")
        for s in sorted(spans, key=lambda s: (s.start, s.end))
    )


def _carried_in(attribution: Attribution) -> Span | None:
    return None if attribution.carried_by is None else attribution.carried_by.span


def _extent(document: Document, report: EventReport) -> Span:
    """From the first to the last word of the report that stands in the trigger's paragraph."""
    trigger = report.trigger
    low = document.text.rfind("\n", 0, trigger.start) + 1
    high = document.text.find("\n", trigger.end)
    high = len(document.text) if high < 0 else high
    spans = [trigger, *(p.evidence.span for p in report.participants)]
    inside = [s for s in spans if low <= s.start and s.end <= high]
    return Span(
        document_id=document.id,
        start=min(s.start for s in inside),
        end=max(s.end for s in inside),
    )
