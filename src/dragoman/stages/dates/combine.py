"""Joins readings of neighbouring words: "since" + March, "from" A "to" B, a day with its clock.

Takes what the rules found in one sentence, in order, and returns fewer and fuller findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from dragoman.records import DateRange
from dragoman.stages.dates.calendar import (
    Precision,
    day_range,
    part_of,
    with_clock,
)
from dragoman.stages.dates.rules import Context, Reading
from dragoman.stages.dates.story import moved_between

__all__ = ["Found", "combined"]


class Found(NamedTuple):
    """A reading with its place [start, end) in the sentence."""

    start: int
    end: int
    reading: Reading


_PART_BEFORE: Final = re.compile(
    r"\b(?:the\s+)?(?P<part>early|mid|late)(?:\s+(?:in|on)\s+|[\s-]+)(?:the\s+)?$"
    r"|\b(?:the\s+)?(?:very\s+)?(?P<part_of>start|beginning|middle|end|close)\s+of\s+$"
    r"|\b(?:the\s+)?(?P<hours>early\s+hours|morning|afternoon|evening|night)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_CONNECTOR_BEFORE: Final = re.compile(
    r"\b(?:(?P<since>since|ever\s+since)|(?P<until>until|till|through|up\s+to|up\s+until)"
    r"|(?P<by>by|no\s+later\s+than)|(?P<before>before|prior\s+to|earlier\s+than)"
    r"|(?P<after>after)|(?P<from>from|as\s+of|starting(?:\s+(?:on|from|in))?))"
    r"\s+(?:at\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ONWARDS: Final = re.compile(r"\s+(?:on|onwards?|forward)\b(?!\s+\w)", re.IGNORECASE)
_ENDS_PHRASE: Final = re.compile(
    r"\s*(?:$|[.,;:)\]–—-]|(?:and|or|but|when|while|if|in|on|at|the|that|to|with|by|for|of|as|he"
    r"|she|they|it|we|will|would|was|were|is|are|has|had|have|could|should|may|must|because)\b)",
    re.IGNORECASE,
)
_RANGE_GAP: Final = re.compile(
    r"\s*(?:(?P<dash>[-–]|(?<!\s)—(?!\s))|(?P<to>\bto\b)|(?P<and>\band\b)"
    r"|(?P<until>\b(?:until|till|through|thru)\b)|(?P<or>\bor\b))\s*(?:the\s+)?",
    re.IGNORECASE,
)
_CLOCK_GAP: Final = re.compile(
    r",?\s*(?:at|on|around|about|by|of)?\s*(?:the\s+)?\(?", re.IGNORECASE
)
_AT_THE_END: Final = re.compile(r"\b(?:end|close)\b", re.IGNORECASE)
_BEFORE_FIRST: Final = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_SHIFT_GAP: Final = re.compile(r"\s+(?:the\s+)?", re.IGNORECASE)
_LONG: Final = frozenset({"month", "season", "quarter", "year", "decade"})
_POSSESSIVE: Final = ("'s", "’s")

_Join = Callable[[str, Found, Found, Context], Found | None]


def combined(sentence: str, found: list[Found], context: Context) -> list[Found]:
    """Return the findings with ranges, clocks and leading words taken in, in order."""
    found = [_with_part(sentence, one) for one in found]
    for join in (_joined_shift, _joined_clock, _joined_range):
        found = _joined(sentence, found, join, context)
    finished = (_finished(sentence, one, context) for one in found)
    return [one for one in finished if one is not None]


def _joined(sentence: str, found: list[Found], join: _Join, context: Context) -> list[Found]:
    """Return the findings with each neighbouring pair that `join` accepts made one."""
    kept: list[Found] = []
    for one in found:
        try:
            pair = join(sentence, kept[-1], one, context) if kept else None
        except (ValueError, OverflowError):
            # Beyond the years 1 to 9999: "900 decades after 2015".
            pair = None
        if pair is None:
            kept.append(one)
        else:
            kept[-1] = pair
    return kept


def _with_part(sentence: str, one: Found) -> Found:
    """Take in "early", "mid-", "late", "the end of" before a unit, "early" before a day."""
    begin = one.reading.begin
    if begin is None or one.reading.extent != "occasion":
        return one
    match = _PART_BEFORE.search(sentence[max(0, one.start - 24) : one.start])
    if match is None or not match.group().isascii():
        # "mıd" with a dotless i matches where case is ignored, but is no part.
        return one
    start = one.start - (match.end() - match.start())
    if begin.precision in _LONG and begin.earliest and begin.before and not match["hours"]:
        part = part_of(begin, (match["part"] or match["part_of"]).lower())
        return Found(start, one.end, one.reading._replace(begin=part, written=None))
    hours = match["part"] or match["hours"]
    if begin.precision == "day" and hours:
        clock = f"{hours.lower()} {begin.clock}" if begin.clock else hours.lower()
        return Found(start, one.end, one.reading._replace(begin=with_clock(begin, clock)))
    return one


def _joined_shift(sentence: str, first: Found, second: Found, _context: Context) -> Found | None:
    """Join "two days after" and "25 January"."""
    shift, base = first.reading.shift, second.reading.begin
    if shift is None or base is None or base.earliest is None:
        return None
    if not _SHIFT_GAP.fullmatch(sentence, first.end, second.start):
        return None
    moved = moved_between(base.earliest, *shift)
    return Found(first.start, second.end, Reading(moved))


def _joined_clock(sentence: str, first: Found, second: Found, _context: Context) -> Found | None:
    """Join a day and a time of day, or a time of day and the same in another zone."""
    if not _CLOCK_GAP.fullmatch(sentence, first.end, second.start):
        return None
    clocks = [one.reading.clock for one in (first, second)]
    if all(clocks):
        end = second.end + sentence.startswith(")", second.end)
        both = clocks[0] + sentence[first.end : end]
        return Found(first.start, end, Reading(None, clock=both))
    dated, clock = (second, clocks[0]) if clocks[0] else (first, clocks[1])
    begin = dated.reading.begin
    if not clock or begin is None or begin.precision != "day":
        return None
    if begin.clock:
        clock = f"{begin.clock} {clock}"
    begin = with_clock(begin, clock, _clock_precision(clock))
    return Found(first.start, second.end, dated.reading._replace(begin=begin))


def _clock_precision(clock: str) -> Precision:
    return "minute" if re.search(r"\d:?\d\d", clock) else "hour"


def _joined_range(sentence: str, first: Found, second: Found, _context: Context) -> Found | None:
    """Join "from" A "to" B, "between" A "and" B, A "–" B into a period."""
    if any(one.reading.begin is None or one.reading.kind != "date" for one in (first, second)):
        return None
    gap = _RANGE_GAP.fullmatch(sentence, first.end, second.start)
    if gap is None:
        return None
    lead = _BEFORE_FIRST.search(sentence[max(0, first.start - 16) : first.start])
    word = lead["word"].lower() if lead else ""
    if (gap["to"] and word != "from" and not _are_days(first, second)) or (
        gap["and"] and word != "between"
    ):
        return None
    ends = _in_order(first.reading, second.reading)
    if ends is None:
        return None
    if gap["or"]:  # "in May or early June": some time in either
        either = _one_sided(ends[0], ends[0].earliest, ends[1].before)
        return Found(first.start, second.end, first.reading._replace(begin=either, written=None))
    start = first.start - (lead.end() - lead.start() if lead else 0)
    return Found(start, second.end, Reading(ends[0], "period", "period", ends[1]))


def _are_days(*found: Found) -> bool:
    """True if all are written as day and month: "May 30 to June 2" needs no "from"."""
    return all(one.reading.written and one.reading.written.day for one in found)


def _in_order(first: Reading, second: Reading) -> tuple[DateRange, DateRange] | None:
    """Return both ranges, a missing year lent by the other; None if they are out of order."""
    begin, end = first.begin, second.begin
    if begin is None or end is None:
        return None
    opening, closing = begin.earliest, end.earliest
    if opening is None or closing is None:
        return None
    a, b = first.written, second.written
    if a and a.year is None:
        begin = a.resolved(closing, "past")
    elif a and b and b.year is None:
        end = b.resolved(opening, "forward")
    elif opening > closing and {begin.precision, end.precision} == {"day"}:
        # "from Friday to Monday": each weekday was taken as the latest one.
        begin = day_range(opening - timedelta(days=7), begin.basis)
    if begin is None or end is None or begin.earliest is None or end.earliest is None:
        return None
    return (begin, end) if begin.earliest < end.earliest else None


def _finished(sentence: str, one: Found, context: Context) -> Found | None:
    """Return the finding with "since", "until", "by" and the like; None for a loose clock."""
    reading = one.reading
    if reading.clock:
        if reading.is_weak:
            return None
        if context.reference is None or context.reference == date.max:
            return Found(one.start, one.end, Reading(None))
        day = day_range(context.reference, "inferred")
        clocked = with_clock(day, reading.clock, _clock_precision(reading.clock))
        return Found(one.start, one.end, Reading(clocked))
    if reading.begin is None or reading.extent != "occasion":
        return one
    match = _CONNECTOR_BEFORE.search(sentence[max(0, one.start - 24) : one.start])
    if match is None:
        return one
    changed = _connected(sentence, one, reading.begin, match.lastgroup or "")
    if changed is None:
        return one
    return Found(one.start - (match.end() - match.start()), one.end, changed)


def _connected(sentence: str, one: Found, begin: DateRange, word: str) -> Reading | None:
    """Return what "since" or another connector makes of a reading; None if nothing."""
    if word == "since":
        return Reading(begin, "period", "open")
    if word == "from":
        is_open = _ONWARDS.match(sentence, one.end)
        return Reading(begin, "period", "open") if is_open else None
    words = sentence[one.start : one.end]
    if words.endswith(_POSSESSIVE) or not _ENDS_PHRASE.match(sentence, one.end):
        return None
    if word == "until" and begin.before is not None:
        before = DateRange(before=begin.before, precision="unknown", basis="inferred")
        return Reading(before, "period", "period", begin)
    if word == "by" and begin.before is not None:
        return Reading(_one_sided(begin, None, begin.before))
    if word == "before" and begin.earliest is not None:
        # An end is a moment: what is to happen before it may happen until the year is over.
        limit = begin.before if _AT_THE_END.search(words) else begin.earliest
        return Reading(_one_sided(begin, None, limit))
    if word == "after" and begin.before is not None:
        return Reading(_one_sided(begin, begin.before, None))
    return None


def _one_sided(whole: DateRange, earliest: date | None, before: date | None) -> DateRange:
    return DateRange(earliest=earliest, before=before, precision=whole.precision, basis=whole.basis)
