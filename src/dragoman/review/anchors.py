"""The words a correction is pinned to, and where they stand in a text that may have changed."""

from __future__ import annotations

from dragoman.records import Anchor, Span
from dragoman.records.output import CodedDocument, OutputClaim, OutputReport

__all__ = ["anchor_at", "anchor_of", "locate", "words_of"]

_CONTEXT = 32


def anchor_at(document_id: str, text: str, start: int, end: int) -> Anchor:
    """Return the anchor of text[start:end]; ValueError if that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}) is no span of a text of {len(text)} characters")
    return Anchor(
        span=Span(document_id=document_id, start=start, end=end),
        quote=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
    )


def anchor_of(document: CodedDocument, record: OutputReport | OutputClaim) -> Anchor:
    """Return the words a correction of `record` is pinned to; ValueError if it rests on none."""
    spans = words_of(record, document)
    if not spans:
        raise ValueError(f"{record.id} rests on no words of the document")
    return anchor_at(document.document.id, document.document.text, *spans[0])


def words_of(record: OutputReport | OutputClaim, document: CodedDocument) -> list[tuple[int, int]]:
    """Return the words a record rests on, those a correction is pinned to first."""
    if isinstance(record, OutputReport):
        return [(record.trigger.start, record.trigger.end)]
    spans = list(record.content)
    if not spans:
        spans = [s for step in record.chain for s in (step.cue, step.source) if s is not None]
    if not spans:
        spans = [r.trigger for r in document.reports if r.id == record.report_id]
    return [(span.start, span.end) for span in spans]


def locate(text: str, document_id: str, anchor: Anchor) -> tuple[tuple[int, int], ...]:
    """Return where the anchored words stand: one place, none, or several that fit equally well."""
    span = anchor.span
    if span.document_id == document_id and text[span.start : span.end] == anchor.quote:
        return ((span.start, span.end),)
    places = []
    start = text.find(anchor.quote) if anchor.quote else -1
    while start >= 0:
        places.append((start, start + len(anchor.quote)))
        start = text.find(anchor.quote, start + 1)
    if len(places) <= 1:
        return tuple(places)
    fits = [_surroundings(text, place, anchor) for place in places]
    return tuple(place for place, fit in zip(places, fits, strict=True) if fit == max(fits))


def _surroundings(text: str, place: tuple[int, int], anchor: Anchor) -> int:
    """Count the characters on either side that are as they were."""
    before, after = text[: place[0]], text[place[1] :]
    return _shared(anchor.prefix[::-1], before[::-1][:_CONTEXT]) + _shared(anchor.suffix, after)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
