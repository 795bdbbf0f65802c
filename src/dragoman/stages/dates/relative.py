"""Rules for dates told from the day of writing: "yesterday", "two weeks ago", "last March".

All of these need an anchor. Dates told from another day of the story ("the following day")
are left to `story`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dragoman.records import DateRange
from dragoman.stages.dates.calendar import (
    Lean,
    about,
    add_units,
    between,
    day_range,
    precision_of_width,
    week_start,
    weekday_near,
    with_clock,
)
from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import (
    COUNT,
    PART_OF_DAY,
    UNIT,
    WEEKDAY,
    WEEKDAY_WORDS,
    number_value,
    weekday_number,
)

__all__ = ["RELATIVE_RULES", "VAGUE_COUNTS", "anchor_of", "widened"]

_DAYS_AWAY: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
VAGUE_COUNTS: Final = {"couple": (1, 3), "few": (2, 7), "several": (2, 8)}
"""Fewest and most units that are meant, before and after rounding outwards."""


def anchor_of(context: Context) -> date:
    """Return the anchor, which rules marked `against="anchor"` always have."""
    assert context.anchor is not None
    return context.anchor


def _read_day_word(match: re.Match[str], context: Context) -> Reading:
    word = match["word"].lower()
    day = anchor_of(context) + timedelta(days=_DAYS_AWAY[word])
    clock = "night" if word == "tonight" else match["part"]
    return Reading(with_clock(day_range(day, "relative"), clock))


def _read_two_days(match: re.Match[str], context: Context) -> Reading:
    days = -2 if match["word"].lower() == "before yesterday" else 2
    return Reading(day_range(anchor_of(context) + timedelta(days=days), "relative"))


def _read_this_part(match: re.Match[str], context: Context) -> Reading:
    """Read "last night" (the evening before and the small hours), "this morning"."""
    anchor = anchor_of(context)
    if match["which"].lower() == "last":
        return Reading(with_clock(day_range(anchor - timedelta(days=1), "relative"), match["part"]))
    return Reading(with_clock(day_range(anchor, "relative"), match["part"]))


def _read_overnight(_match: re.Match[str], context: Context) -> Reading:
    """Read "overnight": the night that ended on the day of writing."""
    return Reading(day_range(anchor_of(context) - timedelta(days=1), "relative", days=2))


def _read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    anchor, weekday = anchor_of(context), weekday_number(match["weekday"])
    which = " ".join((match["which"] or "").lower().split())
    week = (match["week"] or "").lower().split()
    if week or match["week_first"]:
        word = week[-2] if week else match["week_first"].lower()
        shift = {"last": -7, "this": 0, "next": 7}[word]
        day = week_start(anchor) + timedelta(days=shift + weekday)
    elif which in ("last", "past", "this past"):
        day = weekday_near(anchor - timedelta(days=1), weekday)
    elif which in ("next", "coming", "this coming"):
        day = weekday_near(anchor, weekday, is_ahead=True)
    elif which == "this":
        day = weekday_near(anchor - timedelta(days=1), weekday, is_ahead=True)
    else:
        day = _plain_weekday(anchor, weekday, context.lean)
    return Reading(with_clock(day_range(day, "relative"), match["part"]))


def _plain_weekday(anchor: date, weekday: int, lean: Lean) -> date:
    """Return the day of "on Thursday" or "until Thursday"; ahead it may be that very day."""
    if lean not in ("forward", "nearest"):
        return weekday_near(anchor, weekday)
    if anchor.weekday() == weekday:
        return anchor
    return weekday_near(anchor, weekday, is_ahead=True)


def _read_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "two weeks ago": a week about that day, or the calendar unit that far back."""
    anchor, count, unit = anchor_of(context), number_value(match["count"]), match["unit"].lower()
    if (match["half"] or match["half_after"]) and unit in ("year", "decade"):
        # "a year and a half ago", "two and a half years ago": six months on top.
        anchor = add_units(anchor, -6 if unit == "year" else -60, "month")
    qualifier = " ".join((match["qualifier"] or "").lower().split())
    target = add_units(anchor, -count, unit)
    if match["today"]:
        return Reading(day_range(target, "relative"))
    if unit in ("hour", "minute"):
        days = -(-count // 24) if unit == "hour" else 1
        first = anchor - timedelta(days=days)
        return Reading(between(first, anchor + timedelta(days=1), "day", "relative"))
    if qualifier in ("more than", "over", "at least"):
        return Reading(widened(add_units(target, -1, unit), target + timedelta(days=1)))
    if qualifier in ("less than", "under"):
        return Reading(widened(target, anchor + timedelta(days=1)))
    return Reading(about(target, unit))


def widened(earliest: date, before: date) -> DateRange:
    """Return the relative range [earliest, before), its precision by its width."""
    precision = precision_of_width((before - earliest).days)
    return between(earliest, before, precision, "relative")


def _read_vague_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "a few days ago" as a range, "years ago" as a range with no beginning."""
    anchor, unit = anchor_of(context), match["unit"].lower()
    if unit in ("hour", "minute"):
        return Reading(day_range(anchor - timedelta(days=1), "relative", days=2))
    if match["vague"] is None:
        before = add_units(anchor, -1, unit) + timedelta(days=1)
        return Reading(DateRange(before=before, precision="unknown", basis="relative"))
    fewest, most = VAGUE_COUNTS[match["vague"].lower()]
    return Reading(
        widened(
            add_units(anchor, -most, unit), add_units(anchor, -fewest, unit) + timedelta(days=1)
        )
    )


RELATIVE_RULES: Final[tuple[Rule, ...]] = (
    rule(
        frozenset(_DAYS_AWAY),
        rf"(?-i:(?<!USA\s)(?<!Russia\s))\b(?P<word>yesterday|today|tomorrow|tonight)\b(?:['’]s)?(?:\s+(?P<part>{PART_OF_DAY})\b)?",
        _read_day_word,
        "anchor",
    ),
    rule(
        "yesterday tomorrow",
        r"\b(?:the\s+)?day\s+(?P<word>before\s+yesterday|after\s+tomorrow)\b",
        _read_two_days,
        "anchor",
    ),
    rule(
        "morning afternoon evening night",
        r"\b(?P<which>this|last)\s+(?P<part>morning|afternoon|evening|night)\b",
        _read_this_part,
        "anchor",
    ),
    rule("overnight", r"\bovernight\b", _read_overnight, "anchor"),
    rule(
        WEEKDAY_WORDS,
        rf"""(?-i:(?<!Black\s)(?<!Bloody\s)(?<!Good\s)(?<!Mail\son\s))(?<!every\s)(?<!each\s)\b
        (?:(?P<week_first>last|this|next)\s+week\s+on\s+)?
        (?:(?P<which>this\s+(?:past|coming)|last|past|next|coming|this)\s+)?
        (?P<weekday>{WEEKDAY})\b(?!\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|World|Night\s+Live)\b)
        (?:['’]s)?(?:\s+(?P<part>{PART_OF_DAY})\b)?
        (?P<week>(?:\s+of)?\s+(?:last|this|next)\s+week\b)?""",
        _read_weekday,
        "anchor",
    ),
    rule(
        "ago",
        rf"""(?:\b(?P<qualifier>more\s+than|less\s+than|over|under|at\s+least|nearly|almost|about
        |around|some|roughly|exactly|just)\s+)?\b(?P<count>{COUNT})(?P<half>\s+and\s+a\s+half)?\s+
        (?P<unit>{UNIT})s?(?P<half_after>\s+and\s+a\s+half)?\s+ago\b(?P<today>\s+today\b)?""",
        _read_ago,
        "anchor",
    ),
    rule(
        "ago",
        rf"\b(?:(?:just\s+|only\s+)?(?:a\s+)?(?P<vague>couple|few|several)(?:\s+of)?\s+|many\s+)?"
        rf"(?P<unit>{UNIT})s\s+ago\b",
        _read_vague_ago,
        "anchor",
    ),
)
