"""Quotations and attributions together: whose words a quotation is, and where content ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from dragoman.records import Document, ParsedSentence, Span, Token
from dragoman.stages.sayings.attribution import Attribution, Style, length, overlaps
from dragoman.stages.sayings.quotation import Quotation

__all__ = [
    "join_quotations", "quoted_beside", "style_of", "trim_to_quotations", "with_relayed_content",
]  # fmt: skip

_MIN_QUOTED = 12
"""Characters, marks included; fewer are a word in quotes, not somebody's sentence."""
_MARKS = "\"'“”‘’«»„＂"


def trim_to_quotations(
    spans: Sequence[Span], cue: tuple[int, int], quotations: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Return content spans that begin and end with the quotation marks around their words.

    A span never leaves a quotation that holds the cue itself: that one is somebody else's.
    """
    kept: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        for quotation in quotations:
            for low, high in quotation.pieces:
                if high <= start or low >= end:
                    continue
                if low <= cue[0] and cue[1] <= high:
                    start, end = max(start, low), min(end, high)
                elif not _crosses(low, high, cue):
                    start, end = _snapped(start, end, low, high)
        if kept and start < kept[-1].end:
            start = kept[-1].end
        if start < end:
            kept.append(Span(document_id=span.document_id, start=start, end=end))
    return tuple(kept)


def quoted_beside(
    parse: ParsedSentence, cue: Token, quotations: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Return what is quoted in the sentence of a reporting verb that has no clause of its own."""
    sentence = parse.sentence.span
    found = []
    for quotation in quotations:
        for low, high in quotation.pieces:
            start, end = max(low, sentence.start), min(high, sentence.end)
            if end - start > _MIN_QUOTED and not low <= cue.start < high:
                found.append(Span(document_id=sentence.document_id, start=start, end=end))
    return tuple(found)


def _crosses(low: int, high: int, cue: tuple[int, int]) -> bool:
    return low < cue[1] and cue[0] < high


def _snapped(start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Grow [start, end) by a mark and a stop that belong to the quotation [low, high)."""
    if low < start <= low + 2:
        start = low
    if end < high <= end + 3:
        end = high
    return start, end


def join_quotations(
    document: Document,
    parses: Sequence[ParsedSentence],
    quotations: Sequence[Quotation],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """Return the attributions with whole quotations as content, and cueless ones given a speaker.

    A quotation that the cue's sentence begins goes on with the same speaker, also behind the cue:
    "…," said X, "and …". One without any cue
    belongs to whoever was last quoted in its paragraph, or, when it is a paragraph of its own,
    in the paragraph before.
    """
    joined = list(found)
    paragraph_at = _Paragraphs(parses)
    for quotation in quotations:
        owner = _owner(quotation, joined)
        if owner is None:
            owner = _broken_by(quotation, joined, document)
        if owner is None and _is_sentence(document, quotation):
            owner = _last_speaker(quotation, joined, paragraph_at)
        if owner is not None and not _is_scare(quotation, joined[owner]):
            joined[owner] = _grown(joined[owner], quotation)
    return joined


class _Paragraphs:
    """Paragraph numbers by offset."""

    def __init__(self, parses: Sequence[ParsedSentence]) -> None:
        self._starts = [parse.sentence.span.start for parse in parses]
        self._paragraphs = [parse.sentence.paragraph for parse in parses]

    def __call__(self, offset: int) -> int:
        before = bisect_right(self._starts, offset)
        return self._paragraphs[before - 1] if before else -1


def _owner(quotation: Quotation, found: Sequence[Attribution]) -> int | None:
    """The attribution with content in the quotation and its cue outside; the widest of several."""
    owners = [
        i
        for i, attribution in enumerate(found)
        if not quotation.holds(attribution.anchor.start, attribution.anchor.end)
        and not attribution.by_author
        and not attribution.denies
        and any(_touches(span, quotation) for span in attribution.content)
    ]
    return max(
        owners, key=lambda i: (not found[i].attitude, length(found[i].content)), default=None
    )


def _broken_by(
    quotation: Quotation, found: Sequence[Attribution], document: Document
) -> int | None:
    """The attribution whose cue stands between this quotation and the one that it goes on from."""
    text = document.text
    begun = text[: quotation.start].rstrip()[-1:] == ","
    if not begun or not text[quotation.start : quotation.end].lstrip(_MARKS)[:1].islower():
        return None
    before = [
        i
        for i, a in enumerate(found)
        if a.source is not None and not a.attitude and a.anchor.end <= quotation.start
    ]
    last = max(before, key=lambda i: found[i].anchor.start, default=None)
    if last is None:
        return None
    said = found[last].content[-1].end
    between = text[said : quotation.start]
    quoted = said <= found[last].anchor.start and text[said - 1] in _MARKS
    return last if quoted and not set(between) & set(".!?;\n") else None


def _touches(span: Span, quotation: Quotation) -> bool:
    return any(span.start < high and low < span.end for low, high in quotation.pieces)


def _is_sentence(document: Document, quotation: Quotation) -> bool:
    """Whether whole sentences are quoted, so that the quotation needs no other words around it."""
    words = document.text[quotation.start : quotation.end].strip(_MARKS)
    before = document.text[: quotation.start].rstrip(" \t\u00a0")
    begins = not before or before[-1] in ".!?…:\n" + _MARKS
    return begins and words[:1].isupper() and words[-1:] in tuple(".!?…,")


def _last_speaker(
    quotation: Quotation, found: Sequence[Attribution], paragraph_at: _Paragraphs
) -> int | None:
    here = paragraph_at(quotation.start)
    for i in range(len(found) - 1, -1, -1):
        attribution = found[i]
        if attribution.anchor.start >= quotation.start or attribution.by_author:
            continue
        if attribution.attitude:
            # "Attacked the plan": who judges has not spoken yet.
            continue
        if attribution.parent is not None or attribution.source is None:
            continue
        there = paragraph_at(attribution.anchor.start)
        if there == here or (there == here - 1 and _opens_paragraph(quotation, here, paragraph_at)):
            return i
        if there < here - 1:
            return None
    return None


def _opens_paragraph(quotation: Quotation, here: int, paragraph_at: _Paragraphs) -> bool:
    return paragraph_at(quotation.start - 1) < here if quotation.start > 0 else True


def _is_scare(quotation: Quotation, attribution: Attribution) -> bool:
    """A few quoted words inside what the reporter tells in their own: nothing to add."""
    return any(
        span.start <= quotation.start and quotation.end <= span.end for span in attribution.content
    )


def _grown(attribution: Attribution, quotation: Quotation) -> Attribution:
    """Return the attribution with the quotation among its content, overlaps united."""
    document_id = attribution.content[0].document_id
    ranges = [(span.start, span.end) for span in attribution.content] + list(quotation.pieces)
    cue = attribution.anchor
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    clear = [(a, b) for a, b in merged if not (a < cue.end and cue.start < b)]
    content = tuple(Span(document_id=document_id, start=a, end=b) for a, b in clear)
    return msgspec.structs.replace(attribution, content=content or attribution.content)


def with_relayed_content(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, whoever relays another's words with the whole of them, and back."""
    shared = list(found)
    relayed = [(i, a, a.within) for i, a in enumerate(found) if a.within is not None]
    for i, inner, within in relayed:
        for j, outer in enumerate(found):
            if outer.cue is None or outer.within is not None:
                continue
            if overlaps(outer.cue, within):
                longer = max(inner.content, outer.content, key=length)
                shared[i] = msgspec.structs.replace(inner, content=longer)
                shared[j] = msgspec.structs.replace(outer, content=longer)
    return shared


def style_of(
    document: Document, attribution: Attribution, quotations: Sequence[Quotation]
) -> Style:
    """Direct when all words are quoted, mixed when some are, else indirect."""
    low, high = attribution.content[0].start, max(span.end for span in attribution.content)
    near = [q for q in quotations if q.start < high and low < q.end]
    if not near:
        return "indirect"
    total = quoted = 0
    for span in attribution.content:
        total += _letters(document, span.start, span.end)
        for start, end in (piece for q in near for piece in q.pieces):
            quoted += _letters(document, max(start, span.start), min(end, span.end))
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == total else "mixed"


def _letters(document: Document, start: int, end: int) -> int:
    """Return how many letters and digits stand in [start, end), which may be empty."""
    return sum(map(str.isalnum, document.text[start:end])) if start < end else 0
