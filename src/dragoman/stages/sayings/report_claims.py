"""The claim behind each event report: whose word it is, and how firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.records import (
    AttributionStep,
    Claim,
    Document,
    DocumentEntity,
    EventReport,
    Evidence,
    Span,
    Stance,
    make_id,
    quote,
)
from dragoman.stages.sayings.attribution import Attribution, chain_over
from dragoman.stages.stances.effects import less_certain

__all__ = ["chain_steps", "claims_of_reports", "cue_evidence", "held_stance"]


def claims_of_reports(
    document: Document,
    run_id: str,
    reports: Sequence[EventReport],
    stances: Mapping[str, Stance],
    attributions: Sequence[Attribution],
    entities: Sequence[DocumentEntity],
) -> tuple[Claim, ...]:
    """Return one claim of kind "report" for each report, in the same order.

    Its chain is everybody in whose words the report's trigger stands; an empty one is the
    document's own voice. `stances` are the wording's own, by report id; a missing one counts as
    plainly told.
    """
    by_id = {entity.id: entity for entity in entities}
    claims = []
    for report in reports:
        around = chain_over(report.trigger, attributions)
        spoken = [a for a in around if not a.by_author]
        stance = held_stance(stances.get(report.id, Stance()), around)
        content = spoken[-1].content if spoken else (_extent(document, report),)
        claims.append(
            Claim(
                id=make_id("clm", document.id, "report", report.id),
                run_id=run_id,
                document_id=document.id,
                kind="report",
                report_id=report.id,
                chain=chain_steps(spoken, by_id),
                content=content,
                stance=stance,
                evidence=cue_evidence(document, around),
                score=report.score,
            )
        )
    return tuple(claims)


def held_stance(stance: Stance, around: Sequence[Attribution]) -> Stance:
    """Return the stance as the speakers, outermost first, leave it.

    The innermost one's denial makes it denied; a cue that is itself unsure ("thinks", "reportedly",
    "it seems") lowers certainty, an accusation does not: the accuser is sure. A speaker who "did
    not confirm" leaves it uncommitted.
    """
    spoken = [a for a in around if not a.by_author]
    if spoken and spoken[-1].verb == "denies" and stance.polarity == "affirmed":
        stance = msgspec.structs.replace(stance, polarity="denied")
    for attribution in around:
        stance = less_certain(stance, attribution.hedge)
        if attribution.negated:
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
                )
            )  # fmt: skip
    return tuple(steps)


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
    spans = {s for a in around for s in (a.source, a.cue) if s is not None}
    return tuple(
        Evidence(span=s, quote=quote(document, s), supports="attribution")
        for s in sorted(spans, key=lambda s: (s.start, s.end))
    )


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
