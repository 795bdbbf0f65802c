"""What every claim of a document needs, and where its words stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dragoman.records import Document, EventReport, ParsedSentence, Span
from dragoman.stages.sayings.attribution import Attribution
from dragoman.stages.sayings.chains import Sayings
from dragoman.stages.sayings.speaker import EntityMap
from dragoman.stages.tree import span_of

__all__ = ["Context", "parse_of", "token_span"]


class Context(msgspec.Struct, frozen=True):
    """What every claim of a document needs."""

    document: Document
    run_id: str
    entity_map: EntityMap
    reports: Sequence[EventReport]
    attributions: Sequence[Attribution]
    sayings: Sayings
    """The attributions by where they stand."""
    parses: Sequence[ParsedSentence]


def parse_of(context: Context, attribution: Attribution) -> ParsedSentence:
    """Return the parsed sentence in which the attribution's cue stands."""
    at = bisect_left(context.parses, attribution.sentence, key=lambda p: p.sentence.index)
    return context.parses[at]


def token_span(parse: ParsedSentence, index: int) -> Span:
    """Return the span of one token."""
    return span_of(parse, [index])
