"""Whether a denial of responsibility, or of any role, may be a denial of a deed told before it."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import ActorCoding, DocumentEntity, EventReport
from dragoman.stages.sayings.attribution import Attribution, covers

__all__ = ["is_denied_by"]

_FORCES = frozenset({"GOV", "MIL", "COP", "SPY"})
_UNIDENTIFIED = "UAF"


def is_denied_by(
    denial: Attribution, report: EventReport, entities: Mapping[str, DocumentEntity]
) -> bool:
    """Return whether the attribution denies the reported event, told in other words than its own.

    Who denies "responsibility" denies what the text tells that they did, or does not tell who did.
    """
    if covers(denial.given, report.trigger):
        return False
    if covers(denial.denies, report.trigger):
        return True
    doers = [p.entity_id for p in report.participants if p.role == "initiator"]
    return covers(denial.may_deny, report.trigger) and (
        not doers or any(_may_be_one(d, s, entities) for d in doers for s in denial.entity_ids)
    )


def _may_be_one(doer: str | None, speaker: str, entities: Mapping[str, DocumentEntity]) -> bool:
    """Whether they are one party, or a state and its army; or nothing told keeps them apart."""
    if doer is None or doer == speaker:
        return True
    one, other = entities.get(doer), entities.get(speaker)
    if one is None or other is None:
        return False  # a party whom only the coder knows spoke nowhere
    did, spoke = one.coding or ActorCoding(), other.coding or ActorCoding()
    if spoke.kind == "state" and did.country == spoke.country:
        return bool(_FORCES.intersection(did.sectors))
    countries = {c.country for c in (did, spoke) if c.country is not None}
    named = one.chosen is not None and other.chosen is not None
    if named or len(countries) > 1:
        return False
    doing, speaking = set(did.sectors) - {_UNIDENTIFIED}, set(spoke.sectors) - {_UNIDENTIFIED}
    return not (doing and speaking) or bool(doing & speaking)
