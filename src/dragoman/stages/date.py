"""Finds time expressions in a sentence and says when they mean; dates the document itself.

Own patterns, no parser library: they are exact about what they do not know, and fast enough to
run on every sentence. Which expression belongs to which event is left to the coder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from dragoman.records import DateRange, Document, When
from dragoman.records.base import Offset, Record
from dragoman.stages.dates.calendar import (
    day_range,
    month_range,
    precision_of_width,
    year_range,
)
from dragoman.stages.dates.combine import Found, combined
from dragoman.stages.dates.habits import HABIT_RULES
from dragoman.stages.dates.lean import lean_of
from dragoman.stages.dates.patterns import CALENDAR_RULES
from dragoman.stages.dates.relative import RELATIVE_RULES
from dragoman.stages.dates.rules import Context, Reading, Rule
from dragoman.stages.dates.story import STORY_RULES
from dragoman.stages.dates.units import UNIT_RULES
from dragoman.stages.dates.years import YEAR_RULES

__all__ = [
    "TimeExpression",
    "anchor_date",
    "anchor_precision",
    "days_spoken_of",
    "find_times",
    "publication_when",
    "stretch_spoken_of",
]


class TimeExpression(Record, frozen=True, kw_only=True):
    """Words [start, end) of the text that tell a time.

    `when` is None for a date that could not be resolved, for a habit ("every Friday") and for
    a duration ("for three days"). `shift` are the least and most units by which what it hangs on
    follows what comes next: (2, 2, "day") for "two days after", with a minus for "before".
    """

    start: Offset
    end: Offset
    when: When | None
    kind: Literal["date", "period", "repeated", "duration"]
    shift: tuple[int, int, str] | None = None


_RULES: Final[tuple[Rule, ...]] = (
    *CALENDAR_RULES,
    *YEAR_RULES,
    *RELATIVE_RULES,
    *UNIT_RULES,
    *STORY_RULES,
    *HABIT_RULES,
)
_CUE_WORDS: Final = frozenset().union(*(rule.needs for rule in _RULES))
_WORD: Final = re.compile(r"[a-z]+")
_DIGIT: Final = re.compile(r"[0-9]")


def find_times(
    text: str,
    start: int,
    end: int,
    *,
    anchor: date | None,
    precision_of_anchor: str = "day",
    story_dates: Sequence[date] = (),
    stretch: DateRange | None = None,
    stated: DateRange | None = None,
    is_headed: bool = False,
) -> tuple[TimeExpression, ...]:
    """Return the time expressions in text[start:end], in order and without overlap.

    `anchor` is the day the text was written, or the first day of its month or year when
    `precision_of_anchor` is "month" or "year": what is told from it is then as wide. Without
    an anchor only fully written dates are resolved. `story_dates` are the days spoken of so
    far; "the following day" counts from the last of them, or from one earlier in the sentence.
    `stretch` is the month or year spoken of since, from which "the same month" counts.
    `stated` is the date stated before with its year, which it lends to dates without one where
    the anchor does not tell it, or always if it stands above as a heading (`is_headed`).
    """
    sentence = text[start:end]
    if not _matches(sentence):
        return ()
    context = Context(
        anchor,
        story_dates[-1] if story_dates else None,
        stretch=stretch,
        stated=stated,
        is_headed=is_headed,
    )
    last = _last_day(anchor, precision_of_anchor)
    found, context = _found(sentence, context, last)
    return tuple(
        TimeExpression(
            start=start + one.start,
            end=start + one.end,
            when=_when(one.reading),
            kind=one.reading.kind,
            shift=one.reading.shift,
        )
        for one in combined(sentence, found, context)
    )


@lru_cache(maxsize=256)  # a sentence's times are asked for by more than one stage
def _matches(sentence: str) -> tuple[tuple[int, int, int, re.Match[str]], ...]:
    """Return what fits a rule: start, end with a minus, the rule's number, the match; sorted."""
    cues = _CUE_WORDS.intersection(_WORD.findall(sentence.lower()))
    if _DIGIT.search(sentence):
        cues |= {"#"}
    if not cues:
        return ()
    matches = [
        (match.start(), -match.end(), number, match)
        for number, rule in enumerate(_RULES)
        if not rule.needs.isdisjoint(cues)
        for match in rule.pattern.finditer(sentence)
    ]
    return tuple(sorted(matches, key=lambda entry: entry[:3]))


def _found(sentence: str, context: Context, last: date | None) -> tuple[list[Found], Context]:
    """Return the findings of single rules, the leftmost longest first, and the last context."""
    found: list[Found] = []
    reached = 0
    for first, minus_end, number, match in _matches(sentence):
        if first < reached or first == -minus_end:
            continue
        context = context._replace(lean=lean_of(sentence, first, -minus_end))
        reading = _read(_RULES[number], match, context, last)
        if reading is None:
            continue
        found.append(Found(first, -minus_end, reading))
        reached = -minus_end
        context = context.after(reading)
    return found, context


def _read(rule: Rule, match: re.Match[str], context: Context, last: date | None) -> Reading | None:
    """Return the rule's reading; unresolved when it lacks its day or leaves the calendar."""
    needed = {"nothing": True, "anchor": context.anchor, "story": context.reference}[rule.against]
    if needed is None:
        return Reading(None)
    try:
        reading = rule.handler(match, context)
        if rule.against == "story" and reading and _is_adrift(reading, context):
            return Reading(None, reading.kind)
        if last is None or last == context.anchor or reading is None or reading.begin is None:
            return reading
        later = rule.handler(match, context._replace(anchor=last))
    except (ValueError, OverflowError):
        # Beyond the years 1 to 9999: "900 decades ago".
        return Reading(None)
    except KeyError:
        # "ſunday" with a long s matches where case is ignored, but is no weekday.
        return None
    if later is None or later.begin is None:
        return reading
    end = _hull(reading.end, later.end) if reading.end and later.end else reading.end
    return reading._replace(begin=_hull(reading.begin, later.begin), end=end)


def _is_adrift(reading: Reading, context: Context) -> bool:
    """True for "two days later" when no day was spoken of and nothing is said to come.

    Counted from the anchor it would lie after the day of writing, which a story never does.
    """
    if context.story is not None or context.stretch is not None or context.lean == "forward":
        return False
    earliest = reading.begin.earliest if reading.begin else None
    return earliest is not None and context.anchor is not None and earliest > context.anchor


def _hull(first: DateRange, second: DateRange) -> DateRange:
    """Return the range that holds both, as wide as an anchor known only to the month leaves it."""
    if first == second:
        return first
    earliest = first.earliest and second.earliest and min(first.earliest, second.earliest)
    before = first.before and second.before and max(first.before, second.before)
    precision = first.precision
    if earliest and before:
        precision = precision_of_width((before - earliest).days)
    return DateRange(
        earliest=earliest, before=before, precision=precision, basis=first.basis, clock=first.clock
    )


def _when(reading: Reading) -> When | None:
    if reading.begin is None:
        return None
    return When(begin=reading.begin, extent=reading.extent, end=reading.end)


def _last_day(anchor: date | None, precision: str) -> date | None:
    """Return the last day the anchor may be: the month's or year's last if so known."""
    if anchor is None:
        return None
    if precision in ("day", "hour", "minute"):
        return anchor
    whole = month_range(anchor.year, anchor.month)
    if precision != "month":
        whole = year_range(anchor.year)
    return anchor if whole.before is None else whole.before - timedelta(days=1)


_PUBLISHED: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)
_DATELINE_SLACK_DAYS: Final = 31
"""A dateline further than this from the publication date was misread, or is old copy."""


def _publication_range(document: Document) -> DateRange | None:
    """Return the publication date as precise as it is given; None if there is none."""
    match = _PUBLISHED.match(document.published or "")
    if match is None:
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    try:
        if not month:
            return year_range(year, "publication")
        if not day:
            return month_range(year, month, "publication")
        return day_range(date(year, month, day), "publication")
    except (ValueError, OverflowError):
        return None


def _dateline_range(document: Document, published: date | None) -> DateRange | None:
    """Return the dateline's day, its year from the publication date if it has none."""
    if document.dateline is None or document.dateline.date is None:
        return None
    span = document.dateline.date
    times = find_times(document.text, span.start, span.end, anchor=published)
    if not times or times[0].when is None or times[0].when.begin.precision != "day":
        return None
    return times[0].when.begin


@lru_cache(maxsize=4)  # several stages ask it of the same document
def _anchor_range(document: Document) -> DateRange | None:
    published = _publication_range(document)
    day = published.earliest if published else None
    dateline = _dateline_range(document, day)
    if dateline is None or dateline.earliest is None:
        return published
    if day is not None and published is not None and published.precision == "day":
        is_far = abs((dateline.earliest - day).days) > _DATELINE_SLACK_DAYS
        return published if is_far else dateline
    return dateline


def anchor_date(document: Document) -> tuple[date | None, Literal["stated", "publication"] | None]:
    """Return the day relative dates count from, and whether a dateline stated it.

    The dateline's day, else the publication date; for one known only to the month or year
    its first day: pass `anchor_precision` along. (None, None) when neither is known.
    """
    found = _anchor_range(document)
    if found is None:
        return None, None
    return found.earliest, "publication" if found.basis == "publication" else "stated"


def anchor_precision(document: Document) -> str:
    """Return "day", "month" or "year": how precise `anchor_date` is; "unknown" without one."""
    found = _anchor_range(document)
    return "unknown" if found is None else found.precision


def publication_when(document: Document) -> When | None:
    """Return the publication date as the When of last resort; None if it is unknown."""
    found = _publication_range(document)
    return None if found is None else When(begin=found, extent="occasion")


def stretch_spoken_of(times: Sequence[TimeExpression]) -> DateRange | None:
    """Return the month, season or year that comes last among `times`; None after a day."""
    begins = [t.when.begin for t in times if t.when is not None and t.when.extent == "occasion"]
    if not begins or begins[-1].precision not in ("month", "season", "quarter", "year"):
        return None
    return begins[-1] if begins[-1].earliest is not None else None


def days_spoken_of(times: Sequence[TimeExpression]) -> tuple[date, ...]:
    """Return the days among `times`, in order: what `story_dates` of later sentences grows by.

    The day since when something goes on is none that the story has come to.
    """
    begins = [t.when.begin for t in times if t.when is not None and t.when.extent != "open"]
    exact = [b for b in begins if b.precision in ("minute", "hour", "day")]
    return tuple(b.earliest for b in exact if b.earliest is not None and b.before is not None)
