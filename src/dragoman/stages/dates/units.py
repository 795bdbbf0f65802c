"""Rules for stretches told from the day of writing: "last week", "over the past three years".

All need an anchor. A week begins on Monday; months, quarters and years are those of the
calendar.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dragoman.records import DateRange
from dragoman.stages.dates.calendar import (
    Precision,
    about,
    add_units,
    between,
    day_range,
    part_of,
    precision_of_width,
    unit_range,
    week_start,
)
from dragoman.stages.dates.relative import VAGUE_COUNTS, anchor_of, widened
from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import COUNT, UNIT, UNIT_WORDS, number_value

__all__ = ["UNIT_RULES"]


def _read_past_units(match: re.Match[str], context: Context) -> Reading:
    """Read "over the past three years": lasting with "over" or "for", else inside it."""
    anchor, unit = anchor_of(context), (match["unit"] or match["single"]).lower()
    count = _count(match)
    earliest = (
        anchor - timedelta(days=max(1, -(-count // 24)))
        if unit in ("hour", "minute")
        else add_units(anchor, -count, unit)
    )
    precision: Precision = precision_of_width((anchor - earliest).days)
    found = between(earliest, anchor + timedelta(days=1), precision, "relative")
    lasting = (match["preposition"] or "").lower() in ("over", "for", "during", "throughout")
    return Reading(found, "period", "open" if lasting else "occasion")


def _read_next_units(match: re.Match[str], context: Context) -> Reading:
    anchor, unit = anchor_of(context), match["unit"].lower()
    count = _count(match)
    if unit in ("hour", "minute"):
        before = anchor + timedelta(days=-(-count // 24))
    else:
        before = add_units(anchor, max(1, count), unit)
    return Reading(widened(anchor, before + timedelta(days=1)), "period")


def _count(match: re.Match[str]) -> int:
    """Return the count of "three", or the most that "few" or "several" stands for."""
    vague = match["vague"]
    return VAGUE_COUNTS[vague.lower()][1] if vague else number_value(match["count"] or "one")


def _read_in_units(match: re.Match[str], context: Context) -> Reading | None:
    """Read "in two weeks' time", and "in two weeks" of something to come."""
    if context.lean != "forward" and not match["time"]:
        return None
    anchor, unit = anchor_of(context), match["unit"].lower()
    target = add_units(anchor, number_value(match["count"]), unit)
    if (match["preposition"] or "").lower() == "within":
        return Reading(widened(anchor, target + timedelta(days=1)))
    return Reading(about(target, unit))


def _read_from_now(match: re.Match[str], context: Context) -> Reading:
    unit = match["unit"].lower()
    return Reading(about(add_units(anchor_of(context), number_value(match["count"]), unit), unit))


def _read_recent(match: re.Match[str], context: Context) -> Reading:
    """Read "in recent years": told as a habit, beginning some day up to the anchor."""
    words = {"day": "week", "week": "month", "month": "year", "year": "years", "decade": "decade"}
    precision: Precision = words.get(match["unit"].lower(), "unknown")  # type: ignore[assignment]
    before = anchor_of(context) + timedelta(days=1)
    found = DateRange(before=before, precision=precision, basis="relative")
    return Reading(found, "repeated", "open")


def _read_recently(_match: re.Match[str], context: Context) -> Reading:
    before = anchor_of(context) + timedelta(days=1)
    return Reading(DateRange(before=before, precision="unknown", basis="relative"))


def _read_coming(match: re.Match[str], context: Context) -> Reading:
    """Read "in the coming days": some day from the anchor on."""
    words = {"day": "week", "week": "month", "month": "year", "year": "years", "hour": "day"}
    precision: Precision = words.get(match["unit"].lower(), "unknown")  # type: ignore[assignment]
    return Reading(
        DateRange(earliest=anchor_of(context), precision=precision, basis="relative"), "period"
    )


def _read_unit(match: re.Match[str], context: Context) -> Reading:
    """Read "last week", "this month", "next year", with "earlier" or "later" before "this"."""
    anchor, unit = anchor_of(context), match["unit"].lower()
    which = match["which"].lower()
    if unit == "weekend":
        return Reading(_weekend(anchor, which))
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    found = unit_range(add_units(_first_day(anchor, unit), step, unit), unit, "relative")
    side = (match["side"] or "").lower()
    tomorrow = anchor + timedelta(days=1)
    if side == "earlier" and found.earliest is not None:
        found = between(found.earliest, tomorrow, found.precision, "relative")
    elif side == "later" and found.before is not None:
        found = between(anchor, found.before, found.precision, "relative")
    return Reading(found)


def _read_part_of_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the start of the year", "the end of last month"."""
    unit = match["unit"].lower()
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    first = _first_day(anchor_of(context), unit)
    whole = unit_range(add_units(first, step, unit), unit, "relative")
    return Reading(part_of(whole, match["part"].lower()))


def _read_year_end(_match: re.Match[str], context: Context) -> Reading:
    return Reading(part_of(unit_range(anchor_of(context), "year", "relative"), "end"))


def _first_day(anchor: date, unit: str) -> date:
    """Return the first day of the anchor's unit, from which whole units can be counted."""
    return unit_range(anchor, unit, "relative").earliest or anchor


def _weekend(anchor: date, which: str) -> DateRange:
    """Return the weekend meant; "this" is the one not yet over, "the" the one begun."""
    saturday = week_start(anchor) + timedelta(days=5)
    if which in ("the", "last", "past") and (anchor < saturday or which != "the"):
        saturday -= timedelta(days=7)
    if which in ("next", "coming") and anchor >= saturday:
        saturday += timedelta(days=7)
    return day_range(saturday, "relative", days=2)


def _read_weekend(_match: re.Match[str], context: Context) -> Reading:
    return Reading(_weekend(anchor_of(context), "this" if context.lean == "forward" else "the"))


def _read_before_last(match: re.Match[str], context: Context) -> Reading:
    unit = match["unit"].lower()
    return Reading(unit_range(add_units(anchor_of(context), -2, unit), unit, "relative"))


def _read_so_far(match: re.Match[str], context: Context) -> Reading:
    anchor, unit = anchor_of(context), match["unit"].lower()
    first = _first_day(anchor, unit)
    precision: Precision = unit_range(anchor, unit, "relative").precision
    return Reading(
        between(first, anchor + timedelta(days=1), precision, "relative"), "period", "open"
    )


_UNITS = UNIT_WORDS
_WHICH_COUNT = (
    rf"(?:(?P<count>{COUNT})|(?:a\s+)?(?P<vague>couple|few|several)(?:\s+of)?(?:\s+the)?)"
)

UNIT_RULES: Final[tuple[Rule, ...]] = (
    rule(
        "past last previous preceding",
        rf"""\b(?:(?P<preposition>over|for|during|throughout|in|within)\s+)?(?:the|these|this)\s+
        (?:(?:past|last|previous|preceding)\s+{_WHICH_COUNT}\s+(?P<unit>{UNIT})s?
        |past\s+(?P<single>{UNIT}))\b""",
        _read_past_units,
        "anchor",
    ),
    rule(
        "next coming following",
        rf"\b(?:over|for|during|in|within)?\s*the\s+(?:next|coming|following)\s+{_WHICH_COUNT}\s+"
        rf"(?P<unit>{UNIT})s?\b",
        _read_next_units,
        "anchor",
    ),
    rule(
        _UNITS,
        rf"\b(?P<preposition>in|within)\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})s?(?:['’]s?)?"
        r"(?P<time>\s+time\b)?",
        _read_in_units,
        "anchor",
    ),
    rule(
        "now",
        rf"\b(?:in\s+)?(?P<count>{COUNT})\s+(?P<unit>{UNIT})s?\s+from\s+now\b",
        _read_from_now,
        "anchor",
    ),
    rule(
        "recent",
        r"\b(?:(?:in|over|during|of|until)\s+)?(?:the\s+)?(?:more\s+)?recent\s+(?P<unit>day|week|month|year|decade)s\b",
        _read_recent,
        "anchor",
    ),
    rule(
        "past",
        r"\bin\s+(?P<unit>year|month|week|decade)s\s+past\b",
        _read_recent,
        "anchor",
    ),
    rule("recently lately", r"\b(?:recently|lately)\b", _read_recently, "anchor"),
    rule(
        "coming next",
        r"\b(?:in\s+|over\s+|during\s+)?the\s+(?:coming|next\s+few)\s+"
        r"(?P<unit>hour|day|week|month|year)s\b",
        _read_coming,
        "anchor",
    ),
    rule(
        _UNITS,
        r"""\b(?:(?P<side>earlier|later)\s+)?(?P<which>last|past|previous|this|next|coming)\s+
        (?P<unit>week|weekend|month|quarter|year|decade)\b(?!\s+of\b)""",
        _read_unit,
        "anchor",
    ),
    rule(
        "start beginning middle end close",
        r"\b(?:the\s+)?(?P<part>start|beginning|middle|end|close)\s+of\s+"
        r"(?P<which>the|this|last|next)\s+(?P<unit>week|month|year|decade)\b",
        _read_part_of_unit,
        "anchor",
    ),
    rule("year", r"\b(?:the\s+)?year(?:-|['’]s\s)end\b", _read_year_end, "anchor"),
    rule(
        "weekend", r"\b(?:at|over|on|during|throughout)\s+the\s+weekend\b", _read_weekend, "anchor"
    ),
    rule(
        _UNITS,
        r"\bthe\s+(?P<unit>week|month|year)\s+before\s+last\b",
        _read_before_last,
        "anchor",
    ),
    rule(
        _UNITS,
        r"\bso\s+far\s+this\s+(?P<unit>week|month|year)\b",
        _read_so_far,
        "anchor",
    ),
)
