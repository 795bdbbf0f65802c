"""Times that cannot be when something was done: after the day of writing, or what it was for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from dragoman.records import ParsedSentence, When
from dragoman.stages.date import TimeExpression, anchor_date
from dragoman.stages.dates.calendar import TOLERANCE_DAYS, add_months
from dragoman.stages.protocols import CodingInput

__all__ = ["head_of", "is_of_later", "not_ahead"]

_ZONES = timedelta(days=TOLERANCE_DAYS["past"])
_YEAR = re.compile(r"\d{4}|year", re.IGNORECASE)


def head_of(parse: ParsedSentence, time: TimeExpression) -> int | None:
    """Return the word of a time that its other words hang on, None if it has no words."""
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside:
        return None
    return next((i for i in inside if parse.tokens[i].head not in inside), inside[0])


def is_of_later(given: CodingInput, parse: ParsedSentence, time: TimeExpression) -> bool:
    """Whether a time is not that of something done: "signed a treaty for 2030".

    A day or month without a year that begins the sentence ("On 23 April they met") is: that of
    the year before.
    """
    head = head_of(parse, time)
    if head is None or time.when is None:
        return False
    lead = parse.tokens[parse.tokens[head].head]
    if lead.lemma == "for":
        return True
    if not _lies_ahead(given, time.when):
        return False
    begins = sum(t.start < time.start for t in parse.tokens) <= 1
    return not (begins and _lacks_year(given, time))


def not_ahead(given: CodingInput, time: TimeExpression, when: When) -> When:
    """Return when something done was: a year before what a date without a year was taken for."""
    begin = when.begin
    if begin.earliest is None or begin.before is None:
        return when
    if not _lies_ahead(given, when) or not _lacks_year(given, time):
        return when
    earliest, before = add_months(begin.earliest, -12), add_months(begin.before, -12)
    return replace(when, begin=replace(begin, earliest=earliest, before=before))


def _lacks_year(given: CodingInput, time: TimeExpression) -> bool:
    if time.when is None or time.when.extent != "occasion":
        return False
    begin, quote = time.when.begin, given.document.text[time.start : time.end]
    is_calendar = begin.basis == "stated" and begin.precision in ("day", "month")
    return is_calendar and _YEAR.search(quote) is None


def _lies_ahead(given: CodingInput, when: When) -> bool:
    """Whether a time is after the day of writing, a stated one by more than zones explain."""
    written, begin = anchor_date(given.document)[0], when.begin
    if written is None or begin.earliest is None:
        return False
    published = given.published.begin.before if given.published is not None else None
    last: date = max(written, published - timedelta(days=1)) if published else written
    return begin.earliest > last + (_ZONES if begin.basis == "stated" else timedelta(0))
