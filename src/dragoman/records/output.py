"""One document's output: what `dragoman code` prints and `dragoman schema output` describes.

Scripts outside the project read these names. Every key is always written; what is not known is
null or an empty list. Only `explain` is left out unless it was asked for. Spans are half-open
and count Unicode code points of `document.text`; `text` and `quote` are the slice itself.
"""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from dragoman.records.base import Offset, Record, Score
from dragoman.records.claim import Anonymity, ClaimKind, Stance, VerbClass
from dragoman.records.report import Role
from dragoman.records.text import ActorKind, DateBasis
from dragoman.records.time import Precision

__all__ = [
    "CodedDocument",
    "OutputActor",
    "OutputChainStep",
    "OutputClaim",
    "OutputDocument",
    "OutputEnd",
    "OutputEvidence",
    "OutputModel",
    "OutputParticipant",
    "OutputPlace",
    "OutputPlaceCandidate",
    "OutputProblem",
    "OutputQuantity",
    "OutputReport",
    "OutputRun",
    "OutputSpan",
    "OutputWhen",
    "OutputWhere",
    "ResolvedPlaces",
    "UncodedDocument",
    "UncodedId",
    "UnresolvedPlaces",
]


class OutputSpan(Record, frozen=True, kw_only=True):
    """Characters [start, end) of `document.text`, and what they are."""

    start: Offset
    end: Offset
    text: str


class OutputEvidence(Record, frozen=True, kw_only=True):
    """The words a value of a report was read from."""

    start: Offset
    end: Offset
    quote: str
    supports: str
    """trigger, telling (a further word for the same event), participant, place, time, attribution,
    quantity, topic or stance."""


class OutputDocument(Record, frozen=True, kw_only=True):
    """The text as it was read, and what is known of it."""

    id: str
    title: str | None
    published: str | None
    """ISO 8601 at the precision given; no zone is invented."""
    published_basis: DateBasis | None
    language: str | None
    """ISO 639-1 code."""
    url: str | None
    text: str
    """Title and body, normalised once; every offset counts in it."""
    furniture: tuple[OutputSpan, ...]
    """Page furniture inside the text, such as share lines; no other span touches it."""


class OutputParticipant(Record, frozen=True, kw_only=True):
    """An actor's part in an event."""

    role: Role
    name: str
    """The fullest name the document gives the actor."""
    description: str
    """The words that name it here."""
    actor_id: str
    """The `id` of an entry of `actors`."""
    country: str | None
    sector: str | None
    """The first of `sectors`."""
    sectors: tuple[str, ...]
    group: int
    """Participants of one role that acted together share a number."""
    negated: bool
    score: Score | None
    span: OutputSpan


class OutputEnd(Record, frozen=True, kw_only=True):
    """When a period ended: some day in [earliest, before)."""

    earliest: str | None
    before: str | None


class OutputWhen(Record, frozen=True, kw_only=True):
    """When it was: some day in [earliest, before), or from then on."""

    earliest: str | None
    before: str | None
    precision: Precision
    basis: Literal["stated", "relative", "publication", "inferred"]
    extent: Literal["occasion", "period", "open"]
    end: OutputEnd | None
    """Given exactly when `extent` is "period"."""
    span: OutputSpan | None


class OutputWhere(Record, frozen=True, kw_only=True):
    """Where it was; codes are null where the place is not in the index.

    Country and province are then those of what it lies in by the text ("a village in Kaduna").
    """

    name: str
    relation: Literal["at", "near", "between", "from", "toward"]
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: Literal["exact", "city", "admin2", "admin1", "country", "region"] | None
    span: OutputSpan


class OutputQuantity(Record, frozen=True, kw_only=True):
    """A count or amount as bounds: "at least 12" is low 12, high null."""

    kind: str
    low: float | None
    high: float | None
    unit: str | None
    approximate: bool
    span: OutputSpan


class OutputReport(Record, frozen=True, kw_only=True):
    """One event as this document reports it. That it is here does not say that it happened."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int | None
    """1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict."""
    intensity: float | None
    """The codebook's score of the type and mode, from -10 (conflict) to 10 (cooperation)."""
    cameo: str | None
    score: Score | None
    """How surely it was read right; not how sure the speaker is."""
    trigger: OutputSpan
    participants: tuple[OutputParticipant, ...]
    when: OutputWhen | None
    where: tuple[OutputWhere, ...]
    """Of a town and the country or region it is said to lie in, the town alone."""
    topics: tuple[OutputSpan, ...]
    quantities: tuple[OutputQuantity, ...]
    repeated: bool
    stance: Stance | None
    """That of the document's own claim about it, else that of the outermost speaker."""
    parent_id: str | None
    """The report this one is a part of."""
    content_ids: tuple[str, ...]
    """Claims and reports that are what was said, for an act of speaking."""
    claim_ids: tuple[str, ...]
    """The claims about it."""
    evidence: tuple[OutputEvidence, ...]
    explain: tuple[str, ...] | UnsetType = UNSET
    """Why each value was chosen; only with --explain."""


class OutputChainStep(Record, frozen=True, kw_only=True):
    """One speaker of a chain, outermost first."""

    name: str
    actor_id: str | None
    verb: VerbClass
    anonymity: Anonymity
    source: OutputSpan | None
    cue: OutputSpan | None


class OutputClaim(Record, frozen=True, kw_only=True):
    """What somebody holds; an empty chain is the document's own voice."""

    id: str
    kind: ClaimKind
    report_id: str | None
    of: tuple[str, ...]
    """Ids of actors: whose goal, whose view, what causes."""
    about: tuple[str, ...]
    """Ids of actors and reports; a thing ("the pipeline") is an actor without kind or country."""
    chain: tuple[OutputChainStep, ...]
    content: tuple[OutputSpan, ...]
    stance: Stance
    score: Score | None
    """Probability that a careful reader finds a claim of this kind in these words; None without a
    model. That of a claim about a report is the report's."""


class OutputActor(Record, frozen=True, kw_only=True):
    """One actor of the document with all its mentions."""

    id: str
    """The index's id where the actor is known, else one that holds for this document."""
    name: str
    kind: ActorKind | None
    country: str | None
    sector: str | None
    role: str | None
    """The office, as the text or the index gives it."""
    external_ids: dict[str, str]
    mentions: tuple[OutputSpan, ...]
    explain: tuple[str, ...] | UnsetType = UNSET
    """How it was linked and what else it might be; only with --explain."""


class OutputPlaceCandidate(Record, frozen=True, kw_only=True):
    """A place the name may mean."""

    name: str | None
    geonames_id: int | None
    country: str | None
    score: Score


class OutputPlace(Record, frozen=True, kw_only=True):
    """One toponym or demonym of the text; codes are null where it resolves to nothing."""

    start: Offset
    end: Offset
    text: str
    kind: Literal["literal", "metonym", "demonym", "in_name"]
    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    """GeoNames feature class and code, such as "P.PPLC"."""
    score: Score | None
    candidates: tuple[OutputPlaceCandidate, ...]


class ResolvedPlaces(Record, frozen=True, kw_only=True):
    """The places of the spans of one text, in the order asked for; by `dragoman places resolve`."""

    id: str | int
    places: tuple[OutputPlace, ...]


class OutputProblem(Record, frozen=True, kw_only=True):
    """A fault of the document; `code` is explained in docs/reference/errors.md."""

    code: str
    stage: str
    message: str
    start: Offset | None
    end: Offset | None


class OutputModel(Record, frozen=True, kw_only=True):
    """A model the run used."""

    name: str
    version: str


class OutputRun(Record, frozen=True, kw_only=True):
    """What made this output; the same run and input give the same bytes."""

    id: str
    coder: str
    version: str
    """The version of dragoman."""
    ontology: str
    knowledge: str
    models: tuple[OutputModel, ...]
    config: str
    """Hash of the configuration."""


class CodedDocument(Record, frozen=True, kw_only=True):
    """All that is printed of a document that could be read and coded."""

    document: OutputDocument
    reports: tuple[OutputReport, ...]
    claims: tuple[OutputClaim, ...]
    actors: tuple[OutputActor, ...]
    places: tuple[OutputPlace, ...]
    problems: tuple[OutputProblem, ...]
    run: OutputRun


class UncodedId(Record, frozen=True, kw_only=True):
    """Which document could not be coded: its id, else the source's name."""

    id: str


class UncodedDocument(Record, frozen=True, kw_only=True):
    """All that is printed of a document that could not be read or coded."""

    document: UncodedId
    problems: tuple[OutputProblem, ...]


class UnresolvedPlaces(Record, frozen=True, kw_only=True):
    """A line of `dragoman places resolve` that could not be read."""

    id: str | int
    """The line's id, "line N" where it could not be read."""
    problems: tuple[OutputProblem, ...]
