"""Rules for dates told from the day of writing: "yesterday", "two weeks ago", "last March".

All of these need an anchor. Dates told from another day of the story ("the following day")
are left to `date_story`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dragoman.records import DateRange
from dragoman.stages.date_calendar import (
    Lean,
    Precision,
    add_units,
    between,
    day_range,
    months_range,
    part_of,
    precision_of_width,
    unit_range,
    week_start,
    weekday_near,
)
from dragoman.stages.date_rules import Context, Reading, Rule, rule
from dragoman.stages.date_words import (
    COUNT,
    PART_OF_DAY,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    number_value,
    weekday_number,
)

__all__ = ["RELATIVE_RULES", "with_clock"]

_DAYS_AWAY: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_VAGUE: Final = {"couple": (1, 3), "few": (2, 7), "several": (2, 8)}
"""Fewest and most units that are meant, before and after rounding outwards."""


def _anchor(context: Context) -> date:
    """Return the anchor, which rules marked `against="anchor"` always have."""
    assert context.anchor is not None  # noqa: S101 - kept by `date`, which checks `Rule.against`
    return context.anchor


def with_clock(found: DateRange, clock: str | None, precision: Precision | None = None) -> DateRange:
    """Return the range with the time of day, as written, and its precision."""
    if not clock:
        return found
    return DateRange(
        earliest=found.earliest,
        before=found.before,
        precision=precision or found.precision,
        basis=found.basis,
        clock=clock,
    )


def _read_day_word(match: re.Match[str], context: Context) -> Reading:
    word = match["word"].lower()
    day = _anchor(context) + timedelta(days=_DAYS_AWAY[word])
    clock = "night" if word == "tonight" else match["part"]
    return Reading(with_clock(day_range(day, "relative"), clock))


def _read_two_days(match: re.Match[str], context: Context) -> Reading:
    days = -2 if match["word"].lower() == "before yesterday" else 2
    return Reading(day_range(_anchor(context) + timedelta(days=days), "relative"))


def _read_this_part(match: re.Match[str], context: Context) -> Reading:
    """Read "last night" (the evening before and the small hours), "this morning"."""
    anchor = _anchor(context)
    if match["which"].lower() == "last":
        return Reading(with_clock(day_range(anchor - timedelta(days=1), "relative"), match["part"]))
    return Reading(with_clock(day_range(anchor, "relative"), match["part"]))


def _read_overnight(_match: re.Match[str], context: Context) -> Reading:
    """Read "overnight": the night that ended on the day of writing."""
    return Reading(day_range(_anchor(context) - timedelta(days=1), "relative", days=2))


def _read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    anchor, weekday = _anchor(context), weekday_number(match["weekday"])
    which = " ".join((match["which"] or "").lower().split())
    week = (match["week"] or "").lower().split()
    if week:
        shift = {"last": -7, "this": 0, "next": 7}[week[-2]]
        day = week_start(anchor) + timedelta(days=shift + weekday)
    elif which in ("last", "past", "this past"):
        day = weekday_near(anchor - timedelta(days=1), weekday, "past")
    elif which in ("next", "coming", "this coming"):
        day = weekday_near(anchor, weekday, "forward")
    elif which == "this":
        day = weekday_near(anchor - timedelta(days=1), weekday, "forward")
    else:
        day = _plain_weekday(anchor, weekday, context.lean)
    return Reading(with_clock(day_range(day, "relative"), match["part"]))


def _plain_weekday(anchor: date, weekday: int, lean: Lean) -> date:
    """Return the day of "on Thursday"; a will-be on the weekday of writing is that same day."""
    if lean == "forward" and anchor.weekday() == weekday:
        return anchor
    return weekday_near(anchor, weekday, lean)


def _read_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "two weeks ago": a week about that day, or the calendar unit that far back."""
    anchor, count, unit = _anchor(context), number_value(match["count"]), match["unit"].lower()
    if (match["half"] or match["half_after"]) and unit in ("year", "decade"):
        # "a year and a half ago", "two and a half years ago": six months on top.
        anchor = add_units(anchor, -6 if unit == "year" else -60, "month")
    qualifier = " ".join((match["qualifier"] or "").lower().split())
    target = add_units(anchor, -count, unit)
    if unit in ("hour", "minute"):
        days = -(-count // 24) if unit == "hour" else 1
        first = anchor - timedelta(days=days)
        return Reading(between(first, anchor + timedelta(days=1), "day", "relative"))
    if qualifier in ("more than", "over", "at least"):
        return Reading(_widened(add_units(target, -1, unit), target + timedelta(days=1)))
    if qualifier in ("less than", "under"):
        return Reading(_widened(target, anchor + timedelta(days=1)))
    return Reading(_about(target, unit))


def _widened(earliest: date, before: date) -> DateRange:
    precision = precision_of_width((before - earliest).days)
    return between(earliest, before, precision, "relative")


def _about(day: date, unit: str) -> DateRange:
    """Return the day itself, a week centred on it, or the month or year it lies in."""
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=3)
        return between(first, first + timedelta(days=7), "week", "relative")
    if unit == "decade":
        return months_range(day.year - 2, 1, 60, "years", "relative")
    return unit_range(day, unit, "relative")


def _read_vague_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "a few days ago" as a range, "years ago" as a range with no beginning."""
    anchor, unit = _anchor(context), match["unit"].lower()
    if match["vague"] is None:
        before = add_units(anchor, -1, unit) + timedelta(days=1)
        return Reading(
            DateRange(before=before, precision="unknown", basis="relative")
        )
    fewest, most = _VAGUE[match["vague"].lower()]
    if unit in ("hour", "minute"):
        return Reading(day_range(anchor - timedelta(days=1), "relative", days=2))
    return Reading(
        _widened(
            add_units(anchor, -most, unit), add_units(anchor, -fewest, unit) + timedelta(days=1)
        )
    )


def _read_past_units(match: re.Match[str], context: Context) -> Reading:
    """Read "over the past three years": lasting with "over" or "for", else inside it."""
    anchor, unit = _anchor(context), match["unit"].lower()
    vague = (match["vague"] or "").lower()
    count = _VAGUE[vague][1] if vague else number_value(match["count"] or "one")
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
    anchor, unit = _anchor(context), match["unit"].lower()
    vague = (match["vague"] or "").lower()
    if vague and not match["count"]:
        count = _VAGUE[vague][1]
    else:
        count = number_value(match["count"])
    before = add_units(anchor, max(1, count if unit not in ("hour", "minute") else 0), unit)
    if unit in ("hour", "minute"):
        before = anchor + timedelta(days=-(-count // 24))
    return Reading(
        _widened(anchor, before + timedelta(days=1)), "period", "occasion"
    )


def _read_in_units(match: re.Match[str], context: Context) -> Reading | None:
    """Read "in two weeks' time", and "in two weeks" of something to come."""
    if context.lean != "forward" and not match["time"]:
        return None
    anchor, unit = _anchor(context), match["unit"].lower()
    target = add_units(anchor, number_value(match["count"]), unit)
    if (match["preposition"] or "").lower() == "within":
        return Reading(_widened(anchor, target + timedelta(days=1)))
    return Reading(_about(target, unit))


def _read_recent(match: re.Match[str], context: Context) -> Reading:
    """Read "in recent years": told as a habit, beginning some day up to the anchor."""
    words = {"day": "week", "week": "month", "month": "year", "year": "years", "decade": "decade"}
    precision: Precision = words.get(match["unit"].lower(), "unknown")  # type: ignore[assignment]
    before = _anchor(context) + timedelta(days=1)
    found = DateRange(before=before, precision=precision, basis="relative")
    return Reading(found, "repeated", "open")


def _read_recently(_match: re.Match[str], context: Context) -> Reading:
    before = _anchor(context) + timedelta(days=1)
    return Reading(DateRange(before=before, precision="unknown", basis="relative"))


def _read_coming(match: re.Match[str], context: Context) -> Reading:
    """Read "in the coming days": some day from the anchor on."""
    words = {"day": "week", "week": "month", "month": "year", "year": "years", "hour": "day"}
    precision: Precision = words.get(match["unit"].lower(), "unknown")  # type: ignore[assignment]
    return Reading(
        DateRange(earliest=_anchor(context), precision=precision, basis="relative"), "period"
    )


def _read_unit(match: re.Match[str], context: Context) -> Reading:
    """Read "last week", "this month", "next year", with "earlier" or "later" before "this"."""
    anchor, unit = _anchor(context), match["unit"].lower()
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
    first = _first_day(_anchor(context), unit)
    whole = unit_range(add_units(first, step, unit), unit, "relative")
    return Reading(part_of(whole, match["part"].lower()))


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
    return Reading(_weekend(_anchor(context), "this" if context.lean == "forward" else "the"))


def _read_before_last(match: re.Match[str], context: Context) -> Reading:
    unit = match["unit"].lower()
    return Reading(unit_range(add_units(_anchor(context), -2, unit), unit, "relative"))


def _read_so_far(match: re.Match[str], context: Context) -> Reading:
    anchor, unit = _anchor(context), match["unit"].lower()
    first = _first_day(anchor, unit)
    precision: Precision = unit_range(anchor, unit, "relative").precision
    return Reading(
        between(first, anchor + timedelta(days=1), precision, "relative"), "period", "open"
    )


_PAST_MONTH_UNITS = frozenset(UNIT_WORDS)
_WHICH_COUNT = rf"(?:(?P<count>{COUNT})|(?:a\s+)?(?P<vague>couple|few|several)(?:\s+of)?(?:\s+the)?)"

RELATIVE_RULES: Final[tuple[Rule, ...]] = (
    rule(
        frozenset(_DAYS_AWAY),
        rf"\b(?P<word>yesterday|today|tomorrow|tonight)\b(?:['’]s)?(?:\s+(?P<part>{PART_OF_DAY})\b)?",
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
        rf"""(?<!Black\s)(?<!Bloody\s)(?<!Good\s)(?<!Mail\son\s)(?<!every\s)(?<!each\s)\b
        (?:(?P<which>this\s+(?:past|coming)|last|past|next|coming|this)\s+)?
        (?P<weekday>{WEEKDAY})\b(?!\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|World)\b)
        (?:['’]s)?(?:\s+(?P<part>{PART_OF_DAY})\b)?
        (?P<week>(?:\s+of)?\s+(?:last|this|next)\s+week\b)?""",
        _read_weekday,
        "anchor",
    ),
    rule(
        "ago",
        rf"""(?:\b(?P<qualifier>more\s+than|less\s+than|over|under|at\s+least|nearly|almost|about
        |around|some|roughly|exactly|just)\s+)?\b(?P<count>{COUNT})(?P<half>\s+and\s+a\s+half)?\s+
        (?P<unit>{UNIT})s?(?P<half_after>\s+and\s+a\s+half)?\s+ago\b""",
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
    rule(
        _PAST_MONTH_UNITS,
        rf"""\b(?:(?P<preposition>over|for|during|throughout|in|within)\s+)?the\s+
        (?:past|last|previous|preceding)\s+(?:{_WHICH_COUNT}\s+)?(?P<unit>{UNIT})s?\b""",
        _read_past_units,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        rf"\b(?:over|for|during|in|within)?\s*the\s+(?:next|coming|following)\s+{_WHICH_COUNT}\s+"
        rf"(?P<unit>{UNIT})s?\b",
        _read_next_units,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        rf"\b(?P<preposition>in|within)\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})s?(?:['’]s?)?"
        r"(?P<time>\s+time\b|\s+from\s+now\b)?",
        _read_in_units,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        r"\bin\s+(?:the\s+)?(?:more\s+)?recent\s+(?P<unit>day|week|month|year|decade)s\b",
        _read_recent,
        "anchor",
    ),
    rule("recently lately", r"\b(?:recently|lately)\b", _read_recently, "anchor"),
    rule(
        _PAST_MONTH_UNITS,
        r"\b(?:in\s+|over\s+|during\s+)?the\s+(?:coming|next\s+few)\s+"
        r"(?P<unit>hour|day|week|month|year)s\b",
        _read_coming,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        r"""\b(?:(?P<side>earlier|later)\s+)?(?P<which>last|past|previous|this|next|coming)\s+
        (?P<unit>week|weekend|month|quarter|year|decade)\b(?!\s+of\b)""",
        _read_unit,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        r"\b(?:the\s+)?(?P<part>start|beginning|middle|end|close)\s+of\s+"
        r"(?P<which>the|this|last|next)\s+(?P<unit>week|month|year|decade)\b",
        _read_part_of_unit,
        "anchor",
    ),
    rule("weekend", r"\b(?:at|over|on|during)\s+the\s+weekend\b", _read_weekend, "anchor"),
    rule(
        _PAST_MONTH_UNITS,
        r"\bthe\s+(?P<unit>week|month|year)\s+before\s+last\b",
        _read_before_last,
        "anchor",
    ),
    rule(
        _PAST_MONTH_UNITS,
        r"\bso\s+far\s+this\s+(?P<unit>week|month|year)\b",
        _read_so_far,
        "anchor",
    ),
)
