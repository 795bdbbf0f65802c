"""Typed, frozen records: what passes between stages and what is kept. See docs/reference."""

from dragoman.records.base import Record, Score, make_id
from dragoman.records.claim import AttributionStep, Claim, Stance
from dragoman.records.event import (
    Dissent,
    Event,
    EventActor,
    EventAlias,
    EventPlace,
    EventQuantity,
    EventRelation,
)
from dragoman.records.parse import ParsedSentence, Token
from dragoman.records.report import EventReport, LocationRef, Participant, Quantity, TypeCode
from dragoman.records.review import Anchor, Correction, Outcome
from dragoman.records.run import Analysis, Problem, Run
from dragoman.records.text import (
    ActorCoding,
    Dateline,
    Document,
    DocumentEntity,
    Evidence,
    Link,
    Mention,
    RawDocument,
    Sentence,
    Span,
    quote,
)
from dragoman.records.time import DateRange, Validity, When
from dragoman.records.world import Actor, ActorRole, Name, Place, PlaceRelation

__all__ = [
    "Actor",
    "ActorCoding",
    "ActorRole",
    "Analysis",
    "Anchor",
    "AttributionStep",
    "Claim",
    "Correction",
    "DateRange",
    "Dateline",
    "Dissent",
    "Document",
    "DocumentEntity",
    "Event",
    "EventActor",
    "EventAlias",
    "EventPlace",
    "EventQuantity",
    "EventRelation",
    "EventReport",
    "Evidence",
    "Link",
    "LocationRef",
    "Mention",
    "Name",
    "Outcome",
    "ParsedSentence",
    "Participant",
    "Place",
    "PlaceRelation",
    "Problem",
    "Quantity",
    "RawDocument",
    "Record",
    "Run",
    "Score",
    "Sentence",
    "Span",
    "Stance",
    "Token",
    "TypeCode",
    "Validity",
    "When",
    "make_id",
    "quote",
]
