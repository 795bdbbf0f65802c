"""What a coder is given and must give back."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from dragoman.knowledge.codebook import Codebook
from dragoman.records import (
    Document,
    DocumentEntity,
    EventReport,
    Mention,
    ParsedSentence,
    Quantity,
    Record,
    Stance,
    When,
)
from dragoman.stages.code.head import Head
from dragoman.stages.date import TimeExpression
from dragoman.stages.encode import Encoder
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.sayings.attribution import Attribution

__all__ = ["CodedEvent", "Coder", "CodingInput"]


class CodingInput(Record, frozen=True, kw_only=True):
    """Everything earlier stages read from one document."""

    run_id: str
    document: Document
    parses: tuple[ParsedSentence, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    attributions: tuple[Attribution, ...]
    """Who says what, before any event is read."""
    times: tuple[tuple[TimeExpression, ...], ...]
    """Per sentence, as `parses`."""
    quantities: tuple[tuple[Quantity, ...], ...]
    """Per sentence, as `parses`."""
    place_kinds: dict[str, str]
    """GeoNames class and code by place id, for the precision of where."""
    anchor: date | None
    """The day the story speaks from; None when unknown."""
    published: When | None
    """The fallback time of what is told as just done."""
    encoder: Encoder | None = None
    """The learned model, for coders that ask it; it loads its weights when first asked."""
    items: Items = ONE_STORY
    """The stories that the document strings together."""
    head: Head | None = None
    """What the user's examples taught of the codebook's types, if anything."""


class CodedEvent(Record, frozen=True, kw_only=True):
    """A report with the stance that the wording itself gives it."""

    report: EventReport
    stance: Stance


class Coder(Protocol):
    """Reads event reports from what the earlier stages found. Pure and deterministic."""

    def __call__(self, given: CodingInput, codebook: Codebook) -> tuple[CodedEvent, ...]:
        """Return the document's reports in order of their triggers."""
        ...
