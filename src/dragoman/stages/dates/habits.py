"""Rules for habits ("every Friday"), durations ("for three days") and times of day.

None of these has a place in the calendar by itself, so their readings have no range. A time of
day gets its day in `combine`.
"""

from __future__ import annotations

import re
from typing import Final

from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import (
    CLOCK,
    COUNT,
    MONTH_WORDS,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
)

__all__ = ["HABIT_RULES"]


def _read_habit(_match: re.Match[str], _context: Context) -> Reading:
    return Reading(None, "repeated")


def _read_duration(_match: re.Match[str], _context: Context) -> Reading:
    return Reading(None, "duration")


def _read_clock(match: re.Match[str], _context: Context) -> Reading | None:
    clock = match["clock"]
    if re.fullmatch(r"\d+[.h]\d+", clock):
        # "14.30" and "14h30" are as often amounts as times.
        return None
    is_strong = match["preposition"] or re.search("[a-z]", clock, re.IGNORECASE)
    return Reading(None, clock=clock, is_weak=not is_strong)


_UNITS = UNIT_WORDS
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
_VAGUE = r"(?:several|many|a\s+few|few|a\s+couple\s+of|some)"
_MORE = r"(?:more\s+than|less\s+than|at\s+least|up\s+to|about|around|nearly|almost|over|some)"

HABIT_RULES: Final[tuple[Rule, ...]] = (
    rule(
        _UNITS | WEEKDAY_WORDS | MONTH_WORDS | _PARTS_OF_DAY,
        rf"\b(?:every|each)\s+(?:(?:other|single)\s+|(?:{COUNT}|few)\s+)?(?:{UNIT}s?|{WEEKDAY}|spring|summer"
        r"|autumn|winter|morning|evening|night|January|February|March|April|May|June|July|August"
        r"|September|October|November|December)\b",
        _read_habit,
    ),
    rule(
        WEEKDAY_WORDS | _UNITS,
        rf"\b(?:on\s+{WEEKDAY}s|(?:once|twice|{COUNT}\s+times)\s+(?:a|per|every)\s+{UNIT})\b",
        _read_habit,
    ),
    rule(
        "daily weekly monthly annually yearly",
        r"\b(?-i:daily|weekly|monthly|annually|yearly)\b"
        r"(?=\s*(?:[.,;)]|$)|\s(?-i:attacks|strikes|protests|raids|clashes|bombings|flights|rallies"
        r"|meetings|exchanges|marches|briefings|shelling|bombardment|power)\b)",
        _read_habit,
    ),
    rule(
        _UNITS,
        rf"\bfor\s+(?:{_MORE}\s+)?(?:{COUNT}|{_VAGUE})\s+{UNIT}s?\b(?!\s+(?:ago|old)\b)"
        rf"|\bfor\s+(?:many\s+)?(?:days|weeks|months|years|decades)\b",
        _read_duration,
    ),
    rule(
        _UNITS,
        rf"\b(?:{COUNT}|several)-(?:day|week|month|year|hour|minute|decade)s?(?:-long)?\b(?!-?\s?old)",
        _read_duration,
    ),
    rule(_UNITS, rf"\b(?:{COUNT}|{_VAGUE})\s+{UNIT}s\s+of\b(?!\s+age)", _read_duration),
    rule(_UNITS, rf"\b(?:in|within)\s+(?:{_MORE}\s+)?{COUNT}\s+{UNIT}s?\b", _read_duration),
    rule(
        _UNITS,
        rf"\b(?:over|during|throughout|across)\s+(?:the\s+)?(?:{_MORE}\s+)?"
        rf"(?:(?:{COUNT}|{_VAGUE})\s+(?:month|year|decade)s?|months|years|decades)\b"
        r"(?!\s+(?:ago|old|later|after|earlier|before)\b)",
        _read_duration,
    ),
    rule(
        frozenset("#"),
        rf"\b(?:(?P<preposition>at|around|about|from|until|by|before|after)\s+)?"
        rf"(?<![\d.,:/$€£-])(?P<clock>{CLOCK})(?![\d:%]|[.,]\d)",
        _read_clock,
    ),
    rule(
        "noon midnight",
        r"\b(?P<preposition>at|around|about|before|after|by|until)\s+(?P<clock>noon|midnight)\b",
        _read_clock,
    ),
)
