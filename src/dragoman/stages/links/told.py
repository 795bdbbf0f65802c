"""Whether a report is told as done, who tells it, and what that makes of an event.

A source is whoever stands behind a claim: the speaker whom its chain ends in, else the story that
the document copies or is. Forty reprints are one source, and so are forty texts quoting one
minister.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.records import Stance
from dragoman.records.event import Assertion, EventStatus
from dragoman.stages.links.report import LinkableClaim, LinkableReport

__all__ = ["Told", "assertion_of", "independent_sources", "status_of", "told_as"]

Told = Literal["done", "denied", "open"]

_HAPPENED = ("occurred", "ongoing")
_SURE = ("certain", "probable")
_STATUSES: tuple[EventStatus, ...] = (
    "occurred", "ongoing", "attempted", "averted", "planned", "hypothetical", "generic",
)  # fmt: skip
"""Of equally many claims the firmer status wins."""


def _told(stance: Stance) -> Told:
    if stance.status in _HAPPENED and stance.certainty in _SURE:
        if stance.polarity == "affirmed":
            return "done"
        if stance.polarity == "denied":
            return "denied"
    return "open"


def told_as(report: LinkableReport) -> Told:
    """Return whether some claim tells the report as done; else whether some claim denies it."""
    told = {_told(claim.stance) for claim in report.claims}
    return "done" if "done" in told else "denied" if "denied" in told else "open"


def assertion_of(reports: Sequence[LinkableReport]) -> Assertion:
    """Return what the sources make of an event: contested where different ones affirm and deny."""
    affirming = _voices(reports, "done")
    denying = _voices(reports, "denied")
    if affirming and denying - affirming:
        return "contested"
    if affirming:
        return "uncontested"
    return "denied_only" if denying else "unconfirmed"


def _voices(reports: Sequence[LinkableReport], told: Told) -> set[str]:
    """Return whoever says so, claim by claim."""
    return {
        _voice(report, claim)
        for report in reports
        for claim in report.claims
        if _told(claim.stance) == told
    }


def _voice(report: LinkableReport, claim: LinkableClaim) -> str:
    return claim.speaker or f"origin {report.document.origin_id}"


def independent_sources(reports: Sequence[LinkableReport]) -> int:
    """Return how many sources tell that it happened; where none does, how many tell of it at all.

    A story that tells it in its own voice is one source, whomever else it quotes; one that only
    quotes is as many sources as it quotes speakers.
    """
    counted = _sources(reports, ("done",)) or _sources(reports, ("done", "denied", "open"))
    return len(counted)


def _sources(reports: Sequence[LinkableReport], told: Iterable[Told]) -> set[str]:
    kinds = frozenset(told)
    voices: dict[str, set[str]] = {}
    for report in reports:
        for claim in report.claims:
            if _told(claim.stance) in kinds:
                voices.setdefault(report.document.origin_id, set()).add(_voice(report, claim))
        if not report.claims and "open" in kinds:
            voices.setdefault(report.document.origin_id, set())
    found: set[str] = set()
    for origin, heard in voices.items():
        own = f"origin {origin}"
        found |= {own} if own in heard or not heard else heard
    return found


def status_of(reports: Sequence[LinkableReport]) -> EventStatus | None:
    """Return the status that most claims give; those that tell it as done count alone if any.

    None where there is no claim.
    """
    stances = [claim.stance for report in reports for claim in report.claims]
    done = [stance for stance in stances if _told(stance) == "done"]
    counted = Counter(stance.status for stance in (done or stances))
    if not counted:
        return None
    return min(counted, key=lambda status: (-counted[status], _STATUSES.index(status)))
