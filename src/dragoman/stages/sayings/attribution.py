"""The record of one attribution, and the span arithmetic that readers of it share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dragoman.records import Span
from dragoman.records.base import Record
from dragoman.records.claim import Anonymity, VerbClass
from dragoman.stages.date import TimeExpression
from dragoman.stages.sayings.cue import Certainty
from dragoman.stages.sayings.speaker import Speaker

__all__ = ["Attribution", "Style", "covers", "length", "overlaps"]

Style = Literal["direct", "indirect", "mixed"]


class Attribution(Record, frozen=True, kw_only=True):
    """Somebody's words in a document, as read from one cue."""

    sentence: int
    """`Sentence.index` of the sentence of the cue."""
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    """In order; several when a cue breaks a quotation or a quotation runs over paragraphs."""
    verb: VerbClass
    entity_ids: tuple[str, ...] = ()
    """Several for joint speakers over one source phrase."""
    description: str = ""
    anonymity: Anonymity = "unnamed"
    style: Style = "indirect"
    parent: int | None = None
    """Index of the enclosing attribution in the same tuple."""
    by_author: bool = False
    """A hedge of the author's own ("it can be argued that"): no step of any chain."""
    hedge: Certainty = "certain"
    """The certainty that the cue itself leaves its content."""
    view: bool = False
    """The content is a small clause: "considers X important"."""
    presupposed: Span | None = None
    """Of a small clause, the thing that is called something: the speaker takes it as given."""
    attitude: bool = False
    """The content is what the speaker judges or wants, not what they say is so."""
    negated: bool = False
    """"Did not confirm that": the content is neither affirmed nor denied."""
    within: Span | None = None
    """The cue of whoever relays these words, where it stands outside them."""
    carried_by: Speaker | None = None
    """The medium to which the speaker spoke: "told the agency"."""
    own_voice: bool = False
    """The source is the agency that the document itself is filed by: no step of any chain."""
    noun: bool = False
    """The saying is named by a noun: "the claim that"."""
    denies: tuple[Span, ...] = ()
    """What is denied or confirmed, told before in other words than those of the content."""
    given: tuple[Span, ...] = ()
    """Parts of the content, and of what is denied, that only tell which one is meant or when."""
    may_deny: tuple[Span, ...] = ()
    """Of "denied responsibility": where the deed was told that the speaker may be denying."""
    said_at: TimeExpression | None = None
    """When it was said; its `when` is never None."""

    @property
    def entity_id(self) -> str | None:
        """The speaker's entity, the first of joint ones."""
        return self.entity_ids[0] if self.entity_ids else None

    @property
    def anchor(self) -> Span:
        """The cue, or the first content span where there is none."""
        return self.content[0] if self.cue is None else self.cue


def overlaps(one: Span, other: Span) -> bool:
    """Whether the two share a character."""
    return one.start < other.end and other.start < one.end


def covers(content: Sequence[Span], span: Span) -> bool:
    """Whether one of the content spans holds all of `span`."""
    return any(piece.start <= span.start and span.end <= piece.end for piece in content)


def length(content: Sequence[Span]) -> int:
    """Characters in all spans together."""
    return sum(span.end - span.start for span in content)
