"""What happened, as far as reports tell it: derived from them, and derivable again at any time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.records.base import Record, Score
from dragoman.records.report import LocationRelation, PlacePrecision, QuantityKind, Role
from dragoman.records.text import Evidence
from dragoman.records.time import When

__all__ = [
    "Assertion", "Dissent", "DissentField", "Event", "EventActor", "EventAlias", "EventPlace",
    "EventQuantity", "EventRelation", "EventStatus",
]  # fmt: skip

Assertion = Literal["uncontested", "contested", "denied_only", "unconfirmed"]
EventStatus = Literal[
    "occurred", "ongoing", "planned", "attempted", "averted", "hypothetical", "generic"
]
DissentField = Literal["type", "mode", "initiator", "target", "when", "where", "quantity"]


class EventActor(Record, frozen=True, kw_only=True):
    """Who took part, as the reports named here have it."""

    role: Role
    name: str
    actor_id: str | None = None
    """The index's id; None for an actor that the index does not know."""
    country: str | None = None
    sector: str | None = None
    report_ids: tuple[str, ...]


class EventPlace(Record, frozen=True, kw_only=True):
    """Where it was, as the reports named here have it."""

    name: str
    relation: LocationRelation = "at"
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: PlacePrecision | None = None
    report_ids: tuple[str, ...]


class EventQuantity(Record, frozen=True, kw_only=True):
    """One count as bounds; other counts of that kind are Dissents. Never an average."""

    kind: QuantityKind
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False
    report_ids: tuple[str, ...]


class Dissent(Record, frozen=True, kw_only=True):
    """A reading that lost, with the reports that hold it."""

    field: DissentField
    value: str
    """The reading as JSON: the text, When, EventActor, EventPlace or EventQuantity it would be."""
    report_ids: tuple[str, ...]


class Event(Record, frozen=True, kw_only=True):
    """One happening, however many reports tell it. It holds nothing that no report supports."""

    id: str
    """That of its founding report; later reports never change it, and it is never used again."""
    run_id: str
    founding_report_id: str
    """The earliest fetched report, of several the one with the smallest id."""
    report_ids: tuple[str, ...]
    """All reports of it in order of id, those that deny or foretell it included."""
    type: str | None
    """None only where no report has a type of the codebook."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int | None = None
    intensity: float | None = None
    cameo: str | None = None
    participants: tuple[EventActor, ...] = ()
    when: When | None = None
    where: EventPlace | None = None
    quantities: tuple[EventQuantity, ...] = ()
    status: EventStatus | None
    """As the claims tell it; one that is only planned has not happened."""
    assertion: Assertion
    """contested: independent sources affirm and deny it; denied_only: nobody affirms it;
    unconfirmed: nobody says for sure that it happened, as with what is planned or possible."""
    independent_sources: int
    """Reprints of one story are one source, and so are several texts that quote one speaker."""
    dissent: tuple[Dissent, ...] = ()
    first_published: date | None = None
    """The day of the earliest document that tells of it, None where no date is known."""
    last_published: date | None = None
    score: Score | None = None
    """How surely the best-read of its reports was read; not how sure the sources are."""

    def __post_init__(self) -> None:
        if self.founding_report_id not in self.report_ids:
            raise ValueError("an Event's founding report must be one of its reports")


class EventRelation(Record, frozen=True, kw_only=True):
    """What one event is to another, as a text says in so many words."""

    from_id: str
    to_id: str
    kind: Literal["part_of", "retaliates_for", "follows", "updates", "contradicts"]
    report_ids: tuple[str, ...] = ()
    """The reports it was read from."""
    evidence: tuple[Evidence, ...] = ()
    score: Score | None = None

    def __post_init__(self) -> None:
        if self.from_id == self.to_id:
            raise ValueError("an EventRelation needs two different events")


class EventAlias(Record, frozen=True, kw_only=True):
    """An id that was given once and now means another event: old ids keep resolving."""

    old_id: str
    new_id: str
    run_id: str

    def __post_init__(self) -> None:
        if self.old_id == self.new_id:
            raise ValueError("an EventAlias needs two different ids")
