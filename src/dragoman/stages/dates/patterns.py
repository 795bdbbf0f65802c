"""Rules for days and months as a calendar writes them: "25 January 2024", "May 3-7", "March".

Verbs and names that look like months are kept out here, by what stands around them. Years
and larger units are left to `years`, dates told from another day to `relative`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from dragoman.stages.dates.calendar import Written, day_range, months_range
from dragoman.stages.dates.rules import Context, Reading, Rule, rule
from dragoman.stages.dates.words import (
    DAY,
    MONTH,
    MONTH_WORDS,
    NO_MORE_DIGITS,
    ORDINAL_WORD,
    ORDINALS,
    WEEKDAY_SHORT,
    YEAR,
    month_number,
    weekday_number,
)

__all__ = ["CALENDAR_RULES"]

_LOOSE_NUMBER = r"(?<![0-9.,:/$€£#-])"
_WEEKDAY_BEFORE = (
    rf"(?:\b(?P<weekday>{WEEKDAY_SHORT})(?:\.?,?\s+(?:the\s+)?|\.?\s*(?P<bracket>\()))?"
)
_BRACKET_AFTER = r"(?(bracket)\)?)"
_YEAR_AFTER = (
    rf"(?:(?:,?\s+(?:of\s+)?|-)(?P<year>{YEAR}){NO_MORE_DIGITS}"
    r"|,?\s+(?P<year_word>(?:of\s+)?(?:last|this|next)\s+year)\b)?"
)
_NUMERIC_PARTS = rf"(?P<first>{DAY})(?P<mark>[.-]|\s?/\s?)(?P<second>{DAY})(?P=mark)"
# "January 25 and 26 in Geneva", but not "on January 5 and 12 people died".
_LONE_DAY = (
    rf"{DAY}(?:st|nd|rd|th)?"
    rf"(?:\s*(?:[.;:)]|$|,\s[^\W\d])|,?\s+(?:{YEAR}|in|at|for|with|by|the|of)\b)"
)
_MONTH_CUE_BEFORE: Final = re.compile(
    r"\b(?:in|since|until|till|by|during|early|late|mid|last|next|this|through|throughout|every"
    r"|(?:end|start|beginning|middle|month|days|week|half)\sof|between|from|before|after|through"
    r"|and|to|or|past|coming|previous|following)[\s-]$",
    re.IGNORECASE,
)
_EVENT_NOUN_AFTER: Final = re.compile(
    r"(?:['’]s)?\s(?:[a-z]+\s)?(?:elections?|vote|referendum|summit|meetings?|attacks?|deal|talks"
    r"|agreement|offensive|protests?|coup|ceasefire|truce|deadline|polls?|ballot|session)\b",
    re.IGNORECASE,
)


_COUNTED_AFTER: Final = re.compile(
    r"\s(?!(?:and|or|at|in|on|to|when|as|the|a|by|for|after)\b)[a-z]"
)
_IN_BEFORE: Final = re.compile(r"\bin\s$", re.IGNORECASE)
_LEADS_A_DAY: Final = re.compile(r"(?:\b(?:on|of|since|until|by|from|to|and|the|dated|for)|\()\s?$")


def _written_year(match: re.Match[str], context: Context) -> int | None:
    """Return the year written after a day or month, also as "last year"; None without one."""
    year = match["year"]
    if year:
        return int(year)
    word = match["year_word"]
    if word and context.anchor is not None:
        return context.anchor.year + {"last": -1, "this": 0, "next": 1}[word.lower().split()[-2]]
    return None


def _is_verb_or_name(month: str, before: str) -> bool:
    """True for "may" and "march" in lower case after a number that no preposition leads."""
    if not month.islower():
        return False
    if month in ("may", "march"):
        return not _LEADS_A_DAY.search(before)
    return month in ("jan", "mar", "sep", "dec", "oct")


def _is_month_then_count(match: re.Match[str]) -> bool:
    """True for "in June 15 people died"."""
    text = match.string
    return bool(
        match.start("month") == match.start()
        and _IN_BEFORE.search(text[max(0, match.start() - 8) : match.start()])
        and _COUNTED_AFTER.match(text, match.end())
    )


def _day_value(match: re.Match[str]) -> int:
    word = match["day_word"]
    return ORDINALS[word.lower()] if word else int(match["day"])


def _read_day(match: re.Match[str], context: Context) -> Reading | None:
    month = match["month"]
    if not match["year"] and _is_verb_or_name(month, match.string[: match.start("day")]):
        return None
    if match["weekday"] is None and not match["year"] and _is_month_then_count(match):
        return None
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    year = _written_year(match, context)
    written = Written(year, month_number(month), _day_value(match), weekday)
    return Reading(context.resolved(written), written=written)


def _read_short_year(match: re.Match[str], context: Context) -> Reading | None:
    short = int(match["short"])
    # The window of POSIX: 69 to 99 are of the last century.
    year = short + (1900 if short > 68 else 2000)
    month = month_number(match["month"] or match["month_first"])
    written = Written(year, month, int(match["day"] or match["day_second"]))
    return Reading(context.resolved(written), written=written)


def _read_days(match: re.Match[str], context: Context) -> Reading | None:
    """Read "3-7 May": a period, both days in one month."""
    if _is_verb_or_name(match["month"], match.string[: match.start()]):
        return None
    first, last = int(match["day"]), int(match["last"])
    if first >= last:
        return None
    year, month = _written_year(match, context), month_number(match["month"])
    written = Written(year, month, last)
    end = context.resolved(written)
    if end is None or end.earliest is None:
        return Reading(None, "period")
    begin = day_range(end.earliest - timedelta(days=last - first))
    return Reading(begin, "period", "period", end, written)


def _read_numeric(match: re.Match[str], _context: Context) -> Reading | None:
    """Read "25/01/2024": the day first unless that is no date."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > 68 else 2000
    for written in (Written(year, second, first), Written(year, first, second)):
        if 1 <= (written.month or 0) <= 12 and (found := written.resolved(None)):
            return Reading(found, written=written)
    return None


def _read_iso(match: re.Match[str], _context: Context) -> Reading | None:
    written = Written(int(match["year"]), int(match["month"]), int(match["day"]))
    found = written.resolved(None)
    return None if found is None else Reading(found, written=written)


def _read_month(match: re.Match[str], context: Context) -> Reading | None:
    month, year = match["month"], _written_year(match, context)
    if year is None and match["year_word"] is None and not _is_month_alone(match):
        return None
    if year is not None and month.islower() and month in ("may", "march"):
        return None
    written = Written(year, month_number(month))
    return Reading(context.resolved(written), written=written)


def _is_month_alone(match: re.Match[str]) -> bool:
    """True if a month without day or year is a month, not a verb, a name or an order."""
    month = match["month"]
    if month.islower():
        return False
    text = match.string
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :]
    if re.match(r"\s[A-Z][a-z]", after) and not month.isupper():
        return bool(re.search(r"\bin\s$", before))
    if _MONTH_CUE_BEFORE.search(before):
        return True
    if re.search(r"[A-Z][a-z]+\s$", before) and not re.search(r"\b(?:The|In|A)\s$", before):
        return False
    ambiguous = month.lower() in ("may", "march", "mar", "mar.", "june", "april", "jun", "dec")
    return not ambiguous or bool(
        re.search(r"\b(?:the|a|its|their|his|her)\s$", before) and _EVENT_NOUN_AFTER.match(after)
    )


def _read_month_named(match: re.Match[str], context: Context) -> Reading | None:
    """Read "last March", "next May", "this January"."""
    if context.anchor is None:
        return Reading(None)
    month, anchor = month_number(match["month"]), context.anchor
    if match["month"].islower():
        return None
    year = anchor.year
    word = match["which"].lower()
    if word in ("last", "past") and month >= anchor.month:
        year -= 1
    if word in ("next", "coming") and month <= anchor.month:
        year += 1
    return Reading(months_range(year, month, 1, "month"), written=Written(year, month))


def _read_day_alone(match: re.Match[str], context: Context) -> Reading | None:
    """Read "on the 25th", with "of this month" or "of last month"."""
    if context.anchor is None:
        return Reading(None)
    day, first = int(match["day"]), context.anchor.replace(day=1)
    which = (match["which"] or "").lower()
    for months_back in {"this": (0,), "last": (1,), "next": (-1,)}.get(which, (0, 1, 2)):
        index = first.year * 12 + first.month - 1 - months_back
        found = Written(index // 12, index % 12 + 1, day).resolved(None)
        if found is None or found.earliest is None:
            continue
        if which or found.earliest <= context.anchor:
            return Reading(found)
    return None


_DIGIT = frozenset("#")

CALENDAR_RULES: Final[tuple[Rule, ...]] = (
    rule(
        MONTH_WORDS,
        rf"""{_WEEKDAY_BEFORE}{_LOOSE_NUMBER}(?:the\s+)?\b
        (?:(?P<day>{DAY})(?:\s?(?:st|nd|rd|th))?|(?P<day_word>{ORDINAL_WORD}))(?:\s+day)?
        (?:\s+of\s+|\s+|-)(?P<month>{MONTH}){_YEAR_AFTER}{_BRACKET_AFTER}""",
        _read_day,
    ),
    rule(
        MONTH_WORDS,
        rf"""{_WEEKDAY_BEFORE}\b(?P<month>{MONTH})(?:\s?\.\s*|\s+(?:the\s+)?|-)
        (?:(?P<day>{DAY})(?:st|nd|rd|th)?(?![0-9]|[.,:/][0-9]|\s?%|,000)
        |(?P<day_word>{ORDINAL_WORD})\b){_YEAR_AFTER}{_BRACKET_AFTER}""",
        _read_day,
    ),
    rule(
        MONTH_WORDS,
        rf"""(?:{_LOOSE_NUMBER}\b(?P<day>{DAY})\s+(?P<month>{MONTH})
        |\b(?P<month_first>{MONTH})\s+(?P<day_second>{DAY}))
        ,?\s+['’]?(?P<short>[0-9]{{2}})(?=\s*(?:$|[()\[\],;:.–—-])(?![0-9]))""",
        _read_short_year,
    ),
    rule(
        MONTH_WORDS,
        rf"""{_LOOSE_NUMBER}\b(?:(?:from|between)\s+)?(?:the\s+)?(?P<day>{DAY})(?:st|nd|rd|th)?
        (?:,\s+{DAY})*(?:\s?[-–—]\s?|,?\s+(?:to|and|until|till|through|thru)\s+)(?:the\s+)?
        (?P<last>{DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH}){_YEAR_AFTER}""",
        _read_days,
    ),
    rule(
        MONTH_WORDS,
        rf"""\b(?:(?:from|between)\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY})(?:st|nd|rd|th)?(?:,\s+{DAY})*
        (?:\s?[-–—]\s?|\s+(?:to|until|till|through|thru)\s+|,?\s+and\s+(?={_LONE_DAY}))
        (?P<last>{DAY})(?:st|nd|rd|th)?(?![0-9]|[,.:][0-9]|\s+(?:{MONTH})){_YEAR_AFTER}""",
        _read_days,
    ),
    rule(
        _DIGIT,
        rf"(?<![\w./-]){_NUMERIC_PARTS}(?P<year>{YEAR}|(?<=/)[0-9]{{2}})(?![\w/-]|\.[0-9]|\s/)",
        _read_numeric,
    ),
    rule(
        _DIGIT,
        rf"(?<![\w./-])(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>0[1-9]|1[0-2])(?P=mark)"
        r"(?P<day>3[01]|[12][0-9]|0[1-9])(?=T[0-9]|\b)(?![/-]|\.[0-9])",
        _read_iso,
    ),
    rule(MONTH_WORDS, rf"\b(?P<month>{MONTH}){_YEAR_AFTER}(?![0-9])", _read_month),
    rule(
        MONTH_WORDS,
        rf"\b(?P<which>last|past|next|coming|this)\s+(?P<month>{MONTH})(?!\s?\.?\s*[0-9])",
        _read_month_named,
        "anchor",
    ),
    rule(
        _DIGIT,
        rf"""(?<=\bon\s)(?:the\s+)(?P<day>{DAY})(?:st|nd|rd|th)
        (?:\s+of\s+(?P<which>this|last|next)\s+month|(?=\s*(?:[.,;:)]|$|and\b|that\b|at\b|in\b)))""",
        _read_day_alone,
        "anchor",
    ),
)
