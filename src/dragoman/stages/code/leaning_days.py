"""Which of two days a bare weekday, month or "since" means, by what is told of it.

A plan is for the next Monday, what was done was done on the last, and not after the story.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.records import DateRange, ParsedSentence, When
from dragoman.stages.code.light import load_light_words
from dragoman.stages.dates.calendar import precision_of_width
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import children

__all__ = ["by_now", "moved_ahead"]

_WEEK = timedelta(days=7)
_HALF_A_YEAR = timedelta(days=183)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:ago|last|yesterday|past|earlier)\b", re.IGNORECASE)
_AT_ONCE = frozenset(
    "kill wound injure shoot murder execute behead arrest abduct kidnap attack bomb shell launch "
    "fire hit strike rescue destroy damage evacuate deport".split()
)
"""What is done to many one after the other: "40 have been arrested since Monday"."""
_YEAR = re.compile(r"\d{4}|year", re.IGNORECASE)


def moved_ahead(when: When, quote: str, anchor: date | None) -> When:
    """Return when a plan is for: a bare weekday or month is then the next one, not the last."""
    begin = when.begin
    if anchor is None or begin.earliest is None:
        return when
    if begin.before is None or anchor < begin.before or _PAST.search(quote):
        return when
    if begin.precision == "day" and begin.basis == "relative" and _WEEKDAY.search(quote):
        moved = begin.earliest + _WEEK, begin.before + _WEEK
    elif begin.precision in ("day", "month") and not _YEAR.search(quote):
        moved = _years_away(begin.earliest, 1), _years_away(begin.before, 1)
    else:
        return when
    return When(begin=_with_days(begin, *moved), extent=when.extent, end=when.end)


def by_now(
    when: When, quote: str, parse: ParsedSentence, trigger: int, anchor: date | None
) -> When:
    """Return when something done was, which is not after the story: "this month", "since May".

    What goes on since a day has no end; what was done since then was done in between. What was
    done "by Sunday" was done by the last one.
    """
    begin = when.begin
    if anchor is None:
        return when
    now = anchor + timedelta(days=1)
    if begin.earliest is None:
        if begin.before is None or begin.before <= now or when.extent != "occasion":
            return when
        last = begin.before - _WEEK
        return When(begin=_with_days(begin, None, min(last, now)), extent=when.extent)
    if begin.earliest >= now:
        return _moved_back(when, now, quote)
    if when.extent == "open" and not _lasts(parse, trigger):
        width = precision_of_width((now - begin.earliest).days)
        days = DateRange(earliest=begin.earliest, before=now, precision=width, basis=begin.basis)
        return When(begin=days, extent="occasion")
    if when.extent == "occasion" and begin.before is not None and begin.before > now:
        return When(begin=_with_days(begin, begin.earliest, now), extent="occasion")
    return when


def _moved_back(when: When, now: date, quote: str) -> When:
    """Return the last such day for a bare weekday or month that was taken for the next."""
    begin = when.begin
    if begin.before is None or begin.earliest is None or when.extent != "occasion":
        return when
    if begin.precision in ("day", "month") and begin.basis == "stated" and not _YEAR.search(quote):
        moved = _years_away(begin.earliest, -1), _years_away(begin.before, -1)
        if now - moved[0] > _HALF_A_YEAR:
            return when
        return When(begin=_with_days(begin, *moved), extent="occasion")
    is_day = begin.precision == "day" and begin.basis == "relative"
    if not is_day or begin.before > now + _WEEK:
        return when
    return When(
        begin=_with_days(begin, begin.earliest - _WEEK, begin.before - _WEEK), extent="occasion"
    )


def _lasts(parse: ParsedSentence, trigger: int) -> bool:
    """Whether the words tell a state that goes on: "has held the port since", "is closed since"."""
    token = parse.tokens[trigger]
    group = verb_group(parse, trigger)
    passive = bool(children(parse, trigger, "auxpass")) and token.lemma not in _AT_ONCE
    return token.pos == "VERB" and (
        token.lemma in load_light_words().lasting or group.progressive or passive
    )


def _with_days(begin: DateRange, earliest: date | None, before: date) -> DateRange:
    return DateRange(
        earliest=earliest,
        before=before,
        precision=begin.precision,
        basis=begin.basis,
        clock=begin.clock,
    )


def _years_away(day: date, years: int) -> date:
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
