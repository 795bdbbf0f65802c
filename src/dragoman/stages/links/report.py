"""What the linker is given and gives back. It sees of a report only what is written here."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.records import Event, EventAlias, EventRelation, Record, Stance, When
from dragoman.records.report import LocationRelation, PlacePrecision, QuantityKind, Role

__all__ = [
    "Constraints", "KnownEvent", "LinkableClaim", "LinkableCount", "LinkableDocument",
    "LinkableParty", "LinkablePlace", "LinkableReport", "Linked",
]  # fmt: skip


class LinkableDocument(Record, frozen=True, kw_only=True):
    """The document a report stands in; reports of one document share one object."""

    id: str
    origin_id: str
    """The story it copies, else its own id: documents of one origin are one source."""
    fetched_at: str
    """ISO 8601; decides which report founds an event. "" sorts first."""
    published: date | None = None
    text: str = ""
    """Title and opening, by which two documents are told to be of one story."""


class LinkableParty(Record, frozen=True, kw_only=True):
    """A participant: compared by `actor_id`, else by country and sector, else by name."""

    role: Role
    name: str
    actor_id: str | None = None
    """The index's id; None for ids that hold in one document only."""
    country: str | None = None
    sector: str | None = None


class LinkablePlace(Record, frozen=True, kw_only=True):
    """A place of the report."""

    name: str
    relation: LocationRelation = "at"
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: PlacePrecision | None = None


class LinkableCount(Record, frozen=True, kw_only=True):
    """A quantity of the report."""

    kind: QuantityKind
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False


class LinkableClaim(Record, frozen=True, kw_only=True):
    """One claim about the report."""

    stance: Stance
    speaker: str | None = None
    """Whoever the chain ends in, by actor id or name; None where it is the document itself or
    somebody unnamed."""


class LinkableReport(Record, frozen=True, kw_only=True):
    """A report with all that linking needs of it, its document and its claims."""

    id: str
    run_id: str
    document: LinkableDocument
    type: str | None
    """None where no codebook type is known: then types tell neither for nor against."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int | None = None
    intensity: float | None = None
    cameo: str | None = None
    trigger: str
    trigger_start: int
    sentence: str
    sentence_start: int
    parties: tuple[LinkableParty, ...] = ()
    when: When | None = None
    places: tuple[LinkablePlace, ...] = ()
    counts: tuple[LinkableCount, ...] = ()
    repeated: bool = False
    parent_id: str | None = None
    claims: tuple[LinkableClaim, ...] = ()
    score: float | None = None


class KnownEvent(Record, frozen=True, kw_only=True):
    """An event that was given an id before; it stands, whatever comes."""

    id: str
    founding_report_id: str
    report_ids: tuple[str, ...]


class Constraints(Record, frozen=True, kw_only=True):
    """What people decided: pairs of report ids that are one happening, and that are not.

    `different` wins where both cannot be had.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    taken_ids: tuple[str, ...] = ()
    """Ids of events that are gone, merged ones included: never given again."""


class Linked(Record, frozen=True, kw_only=True):
    """The events of the reports given, in order of id, with the ids that now mean others."""

    events: tuple[Event, ...]
    aliases: tuple[EventAlias, ...] = ()
    relations: tuple[EventRelation, ...] = ()
    unmet: tuple[tuple[Literal["same", "different"], str, str], ...] = ()
    """Constraints that could not be kept: a `same` that `different` forbids, or one about
    reports that were not given."""
