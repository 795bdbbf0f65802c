"""The reports and claims of an analysis as they are printed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from msgspec import UNSET

from dragoman.pipeline.output_world import World, geonames_id, printed
from dragoman.records import (
    AttributionStep,
    Claim,
    EventReport,
    Evidence,
    LocationRef,
    Participant,
    Place,
    Quantity,
    Span,
    Stance,
    When,
)
from dragoman.records.output import (
    OutputChainStep,
    OutputClaim,
    OutputEnd,
    OutputEvidence,
    OutputParticipant,
    OutputQuantity,
    OutputReport,
    OutputWhen,
    OutputWhere,
)

__all__ = ["CodeLookup", "claim_row", "report_row", "stance_of"]


class CodeLookup(Protocol):
    """What the output needs of a codebook; each raises KeyError for a code it does not have."""

    def quad(self, code: str) -> int:
        """Return the quad class, 1 to 4."""

    def intensity(self, code: str, mode: str | None = None) -> float:
        """Return the conflict-cooperation score, -10 to 10."""

    def cameo(self, code: str, mode: str | None = None, *hints: str | None) -> str | None:
        """Return the crosswalked CAMEO code, refined by roles, contexts, statuses, triggers."""


class _Codes(NamedTuple):
    """What the codebook says of a type; all None where a plug-in's type is not in it."""

    quad: int | None = None
    intensity: float | None = None
    cameo: str | None = None


def stance_of(claims: tuple[Claim, ...]) -> Stance | None:
    """Return the stance of a report with these claims; None where there are none.

    The document's own claim decides; else that of the outermost speaker: the claim with the
    fewest speakers between the document and the event, the first of several in the text.
    """
    if not claims:
        return None
    return min(claims, key=lambda claim: (len(claim.chain), _position(claim), claim.id)).stance


def _position(claim: Claim) -> int:
    return min((span.start for span in claim.content), default=0)


def report_row(
    report: EventReport,
    claims: tuple[Claim, ...],
    *,
    world: World,
    codes: CodeLookup,
    explain: bool,
) -> OutputReport:
    """Return `report` as printed; `claims` are those about it."""
    best = report.types[0]
    stance = stance_of(claims)
    looked_up = _look_up(report, stance, codes, world)
    return OutputReport(
        id=report.id,
        type=best.code,
        mode=best.mode,
        contexts=best.contexts,
        quad=looked_up.quad,
        intensity=looked_up.intensity,
        cameo=looked_up.cameo,
        score=report.score,
        trigger=printed(world.text, report.trigger),
        participants=tuple(_participant(p, world) for p in report.participants),
        when=_when(report, world),
        where=tuple(_where(place, world) for place in report.where),
        topics=tuple(printed(world.text, span) for span in report.topics),
        quantities=tuple(_quantity(quantity, world) for quantity in report.quantities),
        repeated=report.repeated,
        stance=stance,
        parent_id=report.parent_id,
        content_ids=report.content_ids,
        claim_ids=tuple(claim.id for claim in claims),
        evidence=_evidence(report),
        explain=report.explain if explain else UNSET,
    )


def _look_up(report: EventReport, stance: Stance | None, codes: CodeLookup, world: World) -> _Codes:
    best = report.types[0]
    trigger = world.text[report.trigger.start : report.trigger.end].lower()
    roles = sorted({participant.role for participant in report.participants})
    hints = (trigger, *best.contexts, *roles, None if stance is None else stance.status)
    try:
        return _Codes(
            quad=codes.quad(best.code),
            intensity=codes.intensity(best.code, best.mode),
            cameo=codes.cameo(best.code, best.mode, *hints),
        )
    except KeyError:
        return _Codes()


def _participant(participant: Participant, world: World) -> OutputParticipant:
    coding = world.coding(participant.entity_id)
    return OutputParticipant(
        role=participant.role,
        name=world.name(participant.entity_id, participant.description),
        description=participant.description,
        actor_id=world.printed_id(participant.entity_id),
        country=coding.country,
        sector=coding.sectors[0] if coding.sectors else None,
        sectors=coding.sectors,
        group=participant.group,
        negated=participant.negated,
        score=participant.score,
        span=printed(world.text, participant.evidence.span),
    )


def _when(report: EventReport, world: World) -> OutputWhen | None:
    evidence = report.when_evidence
    return _when_of(report.when, None if evidence is None else evidence.span, world)


def _when_of(when: When | None, span: Span | None, world: World) -> OutputWhen | None:
    """Return `when` as printed, with the words it was read from; None for None."""
    if when is None:
        return None
    end = when.end
    return OutputWhen(
        earliest=_iso(when.begin.earliest),
        before=_iso(when.begin.before),
        precision=when.begin.precision,
        basis=when.begin.basis,
        extent=when.extent,
        end=None
        if end is None
        else OutputEnd(earliest=_iso(end.earliest), before=_iso(end.before)),
        span=None if span is None else printed(world.text, span),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _where(location: LocationRef, world: World) -> OutputWhere:
    place = world.place(location.place_id)
    around = place or world.place(location.within)
    name = world.name(location.entity_id, location.evidence.quote)
    return OutputWhere(
        name=place.names[0].text if place else name,
        relation=location.relation,
        country=around.country if around else None,
        admin1=(place.admin1 if place else _province(around)) if around else None,
        lat=place.latitude if place else None,
        lon=place.longitude if place else None,
        geonames_id=geonames_id(place),
        precision=location.precision,
        span=printed(world.text, location.evidence.span),
    )


def _province(place: Place) -> str | None:
    """Return the province of what lies in a place."""
    return place.names[0].text if place.kind == "A.ADM1" else place.admin1


def _quantity(quantity: Quantity, world: World) -> OutputQuantity:
    return OutputQuantity(
        kind=quantity.kind,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        approximate=quantity.approximate,
        span=printed(world.text, quantity.evidence.span),
    )


def _evidence(report: EventReport) -> tuple[OutputEvidence, ...]:
    """Return all evidence of the report and its parts, in the order of the text, each once."""
    found: list[Evidence] = list(report.evidence)
    found += [participant.evidence for participant in report.participants]
    found += [location.evidence for location in report.where]
    found += [quantity.evidence for quantity in report.quantities]
    if report.when_evidence is not None:
        found.append(report.when_evidence)
    ordered = sorted(set(found), key=lambda e: (e.span.start, e.span.end, e.supports))
    return tuple(
        OutputEvidence(start=e.span.start, end=e.span.end, quote=e.quote, supports=e.supports)
        for e in ordered
    )


def claim_row(claim: Claim, world: World) -> OutputClaim:
    """Return `claim` as printed; entity ids become the ids of `actors`."""
    return OutputClaim(
        id=claim.id,
        kind=claim.kind,
        report_id=claim.report_id,
        of=tuple(dict.fromkeys(world.printed_id(some_id) for some_id in claim.of)),
        about=tuple(dict.fromkeys(world.printed_id(some_id) for some_id in claim.about)),
        chain=tuple(_step(step, world) for step in claim.chain),
        content=tuple(printed(world.text, span) for span in claim.content),
        stance=claim.stance,
        score=claim.score,
    )


def _step(step: AttributionStep, world: World) -> OutputChainStep:
    entity_id = step.entity_id
    return OutputChainStep(
        name=step.description if entity_id is None else world.name(entity_id, step.description),
        actor_id=step.actor_id if entity_id is None else world.printed_id(entity_id),
        verb=step.verb,
        anonymity=step.anonymity,
        source=None if step.source is None else printed(world.text, step.source),
        cue=None if step.cue is None else printed(world.text, step.cue),
    )
