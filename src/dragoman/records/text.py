"""Documents and what is found in them: spans, sentences, mentions, entities.

Offsets are half-open and count Unicode code points of `Document.text`, which `read` normalises
once and nobody changes again. Title and body are one text, so a headline can be cited.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.records.base import Offset, Record, Score

__all__ = [
    "ActorCoding",
    "Dateline",
    "Document",
    "DocumentEntity",
    "Evidence",
    "Link",
    "Mention",
    "RawDocument",
    "Sentence",
    "Span",
    "quote",
]

SentenceKind = Literal["title", "dateline", "body", "caption", "furniture"]
DateBasis = Literal["stated", "relative", "metadata", "url", "publication", "inferred"]
CountryBasis = Literal["stated", "index", "context"]
ActorKind = Literal[
    "state", "igo", "coalition", "person", "organisation", "armed_group", "population"
]


class RawDocument(Record, frozen=True, kw_only=True):
    """Bytes as received, kept for good."""

    sha256: str
    source_id: str
    url: str | None = None
    fetched_at: str | None = None
    media_type: str
    body: bytes
    id: str | None = None
    """The id the source gave the document (JSON Lines); None lets `read` derive one."""


class Span(Record, frozen=True, kw_only=True):
    """Characters [start, end) of one document's text."""

    document_id: str
    start: Offset
    end: Offset

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"span must not be empty or reversed: [{self.start}, {self.end})")


class Dateline(Record, frozen=True, kw_only=True):
    """Where, when and by whom a story was filed: "MOSCOW, Jan 25 (Agency) —"."""

    span: Span
    place: Span | None = None
    date: Span | None = None
    agency: Span | None = None


class Document(Record, frozen=True, kw_only=True):
    """One text, normalised once. Changed text is a new Document with `revision_of`."""

    id: str
    source_id: str
    url: str | None = None
    text: str
    title_end: Offset
    """text[0:title_end] is the title; 0 where there is none."""
    language: str | None
    """ISO 639-1 code; None when it could not be told."""
    published: str | None = None
    """ISO 8601 at the precision given ("2024-01-26T22:47", "2024-01"); no zone invented."""
    published_basis: DateBasis | None = None
    author: str | None = None
    fetched_at: str | None = None
    raw_sha256: str
    text_sha256: str
    dateline: Dateline | None = None
    furniture: tuple[Span, ...] = ()
    """Page furniture inside the text (share lines, comment forms); no other span touches it."""
    origin_id: str | None = None
    revision_of: str | None = None
    translation_of: str | None = None
    rights: Literal["full", "quote", "none"] = "full"

    @property
    def title(self) -> str | None:
        """The title, or None."""
        return self.text[: self.title_end] or None


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence, the title, or a line of furniture."""

    id: str
    span: Span
    index: int
    paragraph: int
    kind: SentenceKind
    voice: Literal["report", "analysis"] = "report"
    """Whether the author reports here or argues."""


class Evidence(Record, frozen=True, kw_only=True):
    """The very words a value was read from; `quote` equals the slice."""

    span: Span
    quote: str
    supports: Literal[
        "trigger",
        "telling",
        "participant",
        "place",
        "time",
        "attribution",
        "quantity",
        "topic",
        "stance",
    ]
    """A `telling` is a further word for the same event: "launched" in "launched a raid", or "the
    raid" in a later sentence."""


class Mention(Record, frozen=True, kw_only=True):
    """One phrase that names or describes an actor, place, time or quantity.

    Coordinated parties ("Russian and Yemeni officials") are two mentions over one span.
    """

    id: str
    span: Span
    head: Span
    kind: Literal["actor", "place", "time", "quantity"]
    form: Literal["name", "nominal", "pronoun"]
    usage: Literal["literal", "metonym", "demonym", "in_name"] | None = None
    """For places and for actors named by a place: how the name is meant. None elsewhere."""
    score: Score | None = None


class Link(Record, frozen=True, kw_only=True):
    """A candidate in the index, with how and as of when it was found."""

    target_id: str
    score: Score
    method: str
    """For an actor the kind of name that led there (name, alias, metonym, surname …; transliterated
    or fuzzy for one only like it), for a place the evidence that counted most."""
    as_of: date | None = None
    role_id: str | None = None


class ActorCoding(Record, frozen=True, kw_only=True):
    """What the text and the index say of an actor entity, at the document's date."""

    kind: ActorKind | None = None
    country: str | None = None
    """ISO 3166 alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sectors: tuple[str, ...] = ()
    """PLOVER sector codes, the main one first."""
    role: str | None = None
    """The office as the text or index gives it: "Deputy Foreign Minister"."""
    country_basis: CountryBasis | None = None
    """context: read off where the sentence or story is set ("police" in a story from Nairobi)."""


class DocumentEntity(Record, frozen=True, kw_only=True):
    """All mentions of one actor or place in one document.

    `chosen` None with candidates means unsure; with none, not in the index.
    """

    id: str
    kind: Literal["actor", "place"]
    name: str
    """The fullest name the document gives, or the description ("Russian officials")."""
    mention_ids: tuple[str, ...]
    candidates: tuple[Link, ...] = ()
    chosen: Link | None = None
    coding: ActorCoding | None = None
    """Given for actors."""
    member_of: tuple[str, ...] = ()
    """Entity ids of the organisation or delegation this actor belongs to."""


def quote(document: Document, span: Span) -> str:
    """Return the words of `span`."""
    return document.text[span.start : span.end]
