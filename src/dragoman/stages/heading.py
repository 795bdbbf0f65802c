"""Dates that stand above what they date: on a line of their own, or before a colon or dash.

"2022" on a line, "17 September: …" at the beginning of a paragraph, as in chronologies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from dragoman.records import ParsedSentence, Sentence
from dragoman.stages.date import TimeExpression

__all__ = ["Heading", "date_headings", "heading_of", "states_year"]

_LEAD: Final = re.compile(r"\.?\s*(?::(?!\d)|[–—]|-\s)")
_TRIMMINGS: Final = " \n\t.:–—-*_#[]()•"
_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class Heading(NamedTuple):
    """A date and what it heads: all that follows, or the rest of its paragraph."""

    time: TimeExpression
    heads: Literal["text", "paragraph"]


def heading_of(
    text: str, sentence: Sentence, times: Sequence[TimeExpression], *, is_first: bool
) -> Heading | None:
    """Return the date that a sentence heads something with, None if it does not.

    `times` are the sentence's own; `is_first` says whether it begins its paragraph.
    """
    if not times or times[0].when is None:
        return None
    time, span = times[0], sentence.span
    if text[span.start : time.start].strip(_TRIMMINGS):
        return None
    if not text[time.end : span.end].strip(_TRIMMINGS):
        return Heading(time, "text")
    leads = is_first and _LEAD.match(text, time.end, span.end) is not None
    return Heading(time, "paragraph") if leads else None


def date_headings(
    text: str, parses: Sequence[ParsedSentence], times: Sequence[Sequence[TimeExpression]]
) -> dict[int, TimeExpression]:
    """Return for sentence numbers the date they stand under, as entries of a chronology do."""
    above: TimeExpression | None = None
    entry: TimeExpression | None = None
    lines: dict[int, TimeExpression] = {}
    entries: dict[int, TimeExpression] = {}
    paragraph = -1
    for number, parse in enumerate(parses):
        is_first = parse.sentence.paragraph != paragraph
        entry, paragraph = None if is_first else entry, parse.sentence.paragraph
        if parse.sentence.kind == "body" and times[number]:
            heading = heading_of(text, parse.sentence, times[number], is_first=is_first)
            if heading is not None and heading.heads == "text":
                above = heading.time
            elif heading is not None:
                entry = heading.time
        lines |= {} if above is None else {number: above}
        entries |= {} if entry is None else {number: entry}
    # One paragraph that begins with a date is no chronology yet.
    return lines | entries if len({time.start for time in entries.values()}) > 1 else lines


def states_year(text: str, time: TimeExpression) -> bool:
    """Whether the words of a time write the year."""
    return _YEAR.search(text, time.start, time.end) is not None
