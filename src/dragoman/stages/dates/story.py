"""Rules for times told from another day of the story: "the following day", "two days later".

They count from the day last spoken of, else the anchor.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dragoman.records import DateRange
from dragoman.stages.dates.calendar import (
    about,
    add_units,
    between,
    day_range,
    precision_of_width,
    unit_range,
    weekday_near,
    with_clock,
)
from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import (
    COUNT,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    number_value,
    weekday_number,
)

__all__ = ["STORY_RULES", "moved_between"]

_PARTS_OF_DAY: Final = ("morning", "afternoon", "evening", "night")
_COUNTED_ON: Final = re.compile(
    r"\s*(?:$|[.,;:)—–]|(?:and|but|when|while|in|on|at|by|as|with|that|after|before|for|to)\b"
    r"|(?:the|this|that|these|those|their)\s+(?:\w+\s+)?"
    r"(?:talks|meeting|summit|visit|encounter|attacks?|raid|strikes?|vote|election|coup)\b)"
)
"""What follows "two days before" when the day it is counted from is not named there."""


def _reference(context: Context, unit: str = "day") -> date:
    """Return the day to count from, which rules marked `against="story"` always have."""
    day = context.reference_for(unit)
    assert day is not None
    return day


def _read_same(match: re.Match[str], context: Context) -> Reading:
    """Read "the same day", "that week", "that evening"."""
    unit = match["unit"].lower()
    day = _reference(context, unit)
    if unit in _PARTS_OF_DAY:
        return Reading(with_clock(day_range(day, "relative"), unit))
    return Reading(unit_range(day, unit, "relative"))


def _read_neighbour(match: re.Match[str], context: Context) -> Reading:
    """Read "the following day", "the previous week"."""
    unit, step = match["unit"].lower(), -1
    if match["which"].lower() in ("following", "next", "subsequent"):
        step = 1
    if unit in _PARTS_OF_DAY:
        day = _reference(context) + timedelta(days=step)
        return Reading(with_clock(day_range(day, "relative"), unit))
    return Reading(unit_range(add_units(_reference(context, unit), step, unit), unit, "relative"))


def _read_neighbour_weekday(match: re.Match[str], context: Context) -> Reading:
    """Read "the following Monday", "the previous Friday"."""
    day, weekday = _reference(context), weekday_number(match["weekday"])
    if match["which"].lower() in ("following", "next"):
        return Reading(day_range(weekday_near(day, weekday, is_ahead=True), "relative"))
    found = weekday_near(day - timedelta(days=1), weekday)
    return Reading(day_range(found, "relative"))


def moved_between(day: date, low: int, high: int, unit: str) -> DateRange:
    """Return the days from `low` to `high` units away; about that far where both are one."""
    if low == high:
        return _moved(day, low, unit)
    first = add_units(day, low, unit)
    before = add_units(day, high, unit) + timedelta(days=1)
    if unit in ("hour", "minute"):
        return day_range(day, "relative", days=2 if unit == "hour" else 1)
    return between(first, before, precision_of_width((before - first).days), "relative")


def _moved(day: date, count: int, unit: str) -> DateRange:
    """Return the day or unit `count` units from `day`; hours reach into the next day."""
    if unit in ("hour", "minute"):
        return day_range(day, "relative", days=2 if unit == "hour" else 1)
    return about(add_units(day, count, unit), unit)


def _read_count_away(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two days later", "a week earlier" and "the day before"."""
    unit = match["unit"].lower()
    word = match["count"].lower()
    count = 1 if word == "the" else number_value(word)
    side = match["side"].lower()
    signed = -count if side in ("earlier", "before", "prior") else count
    if side in ("earlier", "later", "afterwards", "afterward"):
        return None if word == "the" else Reading(_moved(_reference(context, unit), signed, unit))
    if _is_counted_on(match, context):
        return Reading(_moved(_reference(context, unit), signed, unit))
    return Reading(None, shift=(signed, signed, unit))


def _is_counted_on(match: re.Match[str], context: Context) -> bool:
    """Whether what follows "two days after" names no day, but one was spoken of before."""
    return context.story is not None and bool(_COUNTED_ON.match(match.string, match.end()))


def _read_vague_away(match: re.Match[str], context: Context) -> Reading:
    """Read "days later", "a few months earlier", "just hours after"."""
    unit, side = match["unit"].lower(), match["side"].lower()
    day = _reference(context, unit)
    reach = 0 if unit in ("hour", "minute") else 8
    low, high = (0, reach) if side in ("later", "after") else (-reach, 0)
    if side in ("after", "before") and not _is_counted_on(match, context):
        return Reading(None, shift=(low, high, unit))
    return Reading(moved_between(day, low, high, unit))


def _read_later_in(match: re.Match[str], context: Context) -> Reading:
    """Read "later that day", "earlier that month", "later in the week"."""
    unit = match["unit"].lower()
    day = _reference(context, unit)
    whole = unit_range(day, unit, "relative")
    if unit == "day" or whole.earliest is None or whole.before is None:
        return Reading(whole)
    if match["side"].lower() == "later":
        return Reading(between(day, whole.before, whole.precision, "relative"))
    return Reading(between(whole.earliest, day + timedelta(days=1), whole.precision, "relative"))


def _read_since_then(_match: re.Match[str], context: Context) -> Reading:
    if context.stretch is not None:
        return Reading(context.stretch, "period", "open")
    if context.story is None:
        return Reading(None, "period")
    return Reading(day_range(context.story, "relative"), "period", "open")


def _read_later(_match: re.Match[str], context: Context) -> Reading | None:
    """Read a bare "later" as from the day last spoken of on; without one it says nothing."""
    if context.story is None:
        return None
    before = context.anchor + timedelta(days=1) if context.anchor else None
    if before is not None and before <= context.story:
        return None
    return Reading(
        DateRange(earliest=context.story, before=before, precision="unknown", basis="relative")
    )


_UNITS = frozenset(UNIT_WORDS)
_VAGUE = r"(?:several|many|a\s+few|few|a\s+couple\s+of|some)"

STORY_RULES: Final[tuple[Rule, ...]] = (
    rule(
        _UNITS | frozenset(_PARTS_OF_DAY),
        r"\b(?:(?:the|that)\s+(?:very\s+)?same|that)\s+"
        r"(?P<unit>day|week|weekend|month|year|morning|afternoon|evening|night)\b(?!['’]?s?\s+old)",
        _read_same,
        "story",
    ),
    rule(
        _UNITS | frozenset(_PARTS_OF_DAY),
        r"\b(?:the|(?<=on\s)(?=next\s+day))\s*(?P<which>following|next|subsequent|previous|preceding)\s+"
        r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)\b",
        _read_neighbour,
        "story",
    ),
    rule(
        WEEKDAY_WORDS,
        rf"\bthe\s+(?P<which>following|next|previous|preceding)\s+(?P<weekday>{WEEKDAY})\b",
        _read_neighbour_weekday,
        "story",
    ),
    rule(
        _UNITS,
        rf"\b(?P<count>{COUNT}|the)\s+(?P<unit>{UNIT})s?\s+"
        r"(?P<side>earlier|later|afterwards?|before|after|prior)\b(?:\s+to\b)?",
        _read_count_away,
        "story",
    ),
    rule(
        _UNITS,
        rf"\b(?:(?:just|only)\s+)?(?:{_VAGUE}\s+)?(?P<unit>{UNIT})s\s+(?P<side>earlier|later|after|before)\b",
        _read_vague_away,
        "story",
    ),
    rule(
        _UNITS,
        r"\b(?P<side>later|earlier)\s+(?:that|in\s+the|the\s+same)\s+(?P<unit>day|week|month|year)\b",
        _read_later_in,
        "story",
    ),
    rule(
        "since", r"\bsince\s+then\b|(?<=\bha[sd]\s)since\b|(?<=\bhave\s)since\b", _read_since_then
    ),
    rule(
        "later",
        r"(?<!or\s)(?<!no\s)(?<!\ba\s)(?<!the\s)\blater\b(?!\s+(?:than|this|that|in|on)\b)",
        _read_later,
    ),
)
