"""Short phrases for a reader, made of output records: who, when, where, told as what, by whom.

Used by the table and by the CSV rows; nothing here knows of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.records.claim import Stance
from dragoman.records.output import (
    OutputChainStep,
    OutputClaim,
    OutputParticipant,
    OutputQuantity,
    OutputWhen,
    OutputWhere,
)
from dragoman.records.wording import amount_of, toward

__all__ = [
    "ACTORS",
    "RECIPIENTS",
    "amount",
    "day_or_days",
    "joined",
    "named",
    "place_names",
    "plain",
    "speakers",
    "told_as",
    "who_to_whom",
]

ACTORS = ("initiator", "visitor", "party")
"""Roles that come before the arrow; in exports they are the actor."""

RECIPIENTS = ("target", "host", "beneficiary")
"""Roles that come after the arrow; in exports they are the recipient."""

OWN_VOICE = "the text itself"


def plain(text: str) -> str:
    """Return `text` on one line and without control characters, safe to send to a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def joined(parts: Iterable[str | None], *, by: str = ", ") -> str:
    """Return the parts that say something, each once, in order."""
    return by.join(dict.fromkeys(part for part in parts if part))


def named(participant: OutputParticipant) -> str:
    """Return "Mikhail Bogdanov (RUS GOV)"; codes that are not known are left out."""
    codes = joined((participant.country, participant.sector), by=" ")
    name = plain(participant.name)
    negation = "not " if participant.negated else ""
    return f"{negation}{name} ({codes})" if codes else f"{negation}{name}"


def who_to_whom(participants: Sequence[OutputParticipant]) -> str:
    """Return who did it and to whom: "A (RUS GOV) → B (YEM REB); mediator C (OMN)"."""
    before = joined(named(p) for p in participants if p.role in ACTORS)
    after = joined(named(p) for p in participants if p.role in RECIPIENTS)
    others = (f"{p.role} {named(p)}" for p in participants if p.role not in ACTORS + RECIPIENTS)
    return joined((toward(before, after), *others), by="; ")


def day_or_days(when: OutputWhen | None) -> str:
    """Return when it was as a reader writes it: "2024-01-25", "before 2024-01-26", "" if unknown.

    Ranges are shown with their last day; the records keep the half-open `before`.
    """
    if when is None:
        return ""
    begin = _range(when.earliest, when.before)
    if when.extent == "period" and when.end is not None:
        return f"{begin} to {_range(when.end.earliest, when.end.before)}"
    if when.extent == "open":
        return f"since {begin}"
    return begin


def _range(earliest: str | None, before: str | None) -> str:
    if earliest is None or before is None:
        return f"before {before}" if earliest is None else f"{earliest} or later"
    first, last = date.fromisoformat(earliest), date.fromisoformat(before) - timedelta(days=1)
    if first == last:
        return earliest
    next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    if first.day == 1 and date.fromisoformat(before) == next_month:
        return earliest[:7]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return earliest[:4] if first.year == last.year else f"{first.year} to {last.year}"
    return f"{earliest} to {last.isoformat()}"


def place_names(where: Sequence[OutputWhere]) -> str:
    """Return the places with how they relate: "near Hodeidah, YEM; Red Sea"."""
    return joined((_place_name(place) for place in where), by="; ")


def _place_name(place: OutputWhere) -> str:
    name = plain(place.name)
    relation = "" if place.relation == "at" else f"{place.relation} "
    country = f", {place.country}" if place.country and place.precision != "country" else ""
    return f"{relation}{name}{country}"


def told_as(stance: Stance | None) -> str:
    """Return the stance with what goes without saying left out: "occurred", "denied"."""
    if stance is None:
        return ""
    polarity = None if stance.polarity == "affirmed" else stance.polarity
    certainty = None if stance.certainty == "certain" else stance.certainty
    status = None if polarity and stance.status == "occurred" else stance.status
    return joined((polarity, certainty, status))


def speakers(claims: Iterable[OutputClaim]) -> str:
    """Return who says so, outermost first: "TASS: Sergey Lavrov (says)"; several by "; "."""
    return joined((_chain(claim.chain) for claim in claims), by="; ")


def _chain(chain: Sequence[OutputChainStep]) -> str:
    if not chain:
        return OWN_VOICE
    return f"{': '.join(plain(step.name) for step in chain)} ({chain[-1].verb})"


def amount(quantity: OutputQuantity) -> str:
    """Return a count or amount: "at least 12 killed", "about 30 to 40 injured"."""
    return amount_of(
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.kind,
        approximate=quantity.approximate,
    )
