"""What one document says happened: a bare proposition. Who says so is a Claim."""

from __future__ import annotations

from typing import Literal

from dragoman.records.base import Record, Score
from dragoman.records.text import Evidence, Span
from dragoman.records.time import When

__all__ = ["EventReport", "LocationRef", "Participant", "Quantity", "Role", "TypeCode"]

Role = Literal[
    "initiator", "target", "party", "mediator", "host", "visitor", "beneficiary", "affected"
]

PlacePrecision = Literal["exact", "city", "admin2", "admin1", "country", "region"]
LocationRelation = Literal["at", "near", "between", "from", "toward"]
QuantityKind = Literal[
    "killed", "injured", "detained", "displaced", "crowd", "money", "troops", "other"
]


class TypeCode(Record, frozen=True, kw_only=True):
    """One reading of an event's type in one ontology."""

    ontology: str
    """Name and version: "plover-2.0"."""
    code: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    score: Score | None = None


class Participant(Record, frozen=True, kw_only=True):
    """An actor's part in an event."""

    role: Role
    entity_id: str
    actor_id: str | None = None
    role_id: str | None = None
    """The ActorRole its codes were looked up from, if any."""
    description: str
    """The words that name it here."""
    group: int = 0
    """Participants of one role that acted together share a number."""
    negated: bool = False
    evidence: Evidence
    score: Score | None = None


class LocationRef(Record, frozen=True, kw_only=True):
    """Where, as a place entity of the document."""

    entity_id: str
    place_id: str | None = None
    relation: LocationRelation = "at"
    precision: PlacePrecision | None = None
    within: str | None = None
    """The id of a place in which this one lies by the text, where the index has it not."""
    evidence: Evidence


class Quantity(Record, frozen=True, kw_only=True):
    """A count or amount as bounds: "at least 12" is low 12, high None."""

    kind: QuantityKind
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a Quantity needs low or high")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"reversed Quantity {self.low} to {self.high}")


class EventReport(Record, frozen=True, kw_only=True):
    """What one document says happened; it neither happened nor did not."""

    id: str
    run_id: str
    document_id: str
    trigger: Span
    types: tuple[TypeCode, ...]
    """Ranked, best first; never empty."""
    participants: tuple[Participant, ...]
    when: When | None = None
    when_evidence: Evidence | None = None
    where: tuple[LocationRef, ...] = ()
    topics: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    repeated: bool = False
    """Told as a habit or an unknown number of times."""
    parent_id: str | None = None
    content_ids: tuple[str, ...] = ()
    """Claims that are what was said, for an act of speaking."""
    evidence: tuple[Evidence, ...] = ()
    explain: tuple[str, ...] = ()
    """Why: the pattern, the frame, what each participant rests on. For --explain."""
    score: Score | None = None
