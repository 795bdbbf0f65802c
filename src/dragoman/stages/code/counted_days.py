"""Days counted from one event to another: "marched two days after police had killed a boy".

What stands after "after" is then so long before what it hangs on.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from dragoman.records import DateRange, Evidence, ParsedSentence, When
from dragoman.stages.date import TimeExpression
from dragoman.stages.dates.calendar import day_range
from dragoman.stages.dates.story import moved_between
from dragoman.stages.tree import ancestors, children, clause_head, subtree

__all__ = ["Counted", "counted", "counted_from", "counts_from_now", "is_counted"]

_SHORT = ("hour", "minute")
_LATELY = ("minute", "hour", "day", "week", "fortnight", "month")
"""Units in which news counts back from its own day; years are counted from another's."""


class Counted(NamedTuple):
    """From what an event's day is counted."""

    time: TimeExpression
    """The words that say how long after or before."""
    told_from: int
    """The verb whose day is counted from."""


def counted(
    parse: ParsedSentence, times: tuple[TimeExpression, ...], trigger: int
) -> Counted | None:
    """Return from what the day of the event is counted, or None where it is not.

    Not where its clause states a time of its own.
    """
    for time in times:
        words = [t.index for t in parse.tokens if time.start <= t.start < time.end]
        if time.shift is None or time.when is not None or not words:
            continue
        start = _clause_after(parse, words[-1])
        if start is None or not _is_told_in(parse, trigger, start):
            continue
        within = set(subtree(parse, start)) - set(words)
        stated = (other for other in times if other.when is not None)
        if any(parse.tokens[i].start == other.start for other in stated for i in within):
            return None
        above = next((i for i in ancestors(parse, start) if parse.tokens[i].pos == "VERB"), None)
        return None if above is None else Counted(time, above)
    return None


def counted_from(day: When | None, time: TimeExpression) -> When | None:
    """Return the day so long before (or after) `day`; None where that is unknown or no one day."""
    if day is None or time.shift is None or day.begin.earliest is None:
        return None
    first, before = day.begin.earliest, day.begin.before
    if before is None or before - first > timedelta(days=1):
        return None
    least, most, unit = time.shift
    if unit in _SHORT:
        begin = day_range(first, "relative")
    else:
        begin = moved_between(first, -most, -least, unit)
    return When(begin=_relative(begin), extent="occasion")


def counts_from_now(time: TimeExpression) -> bool:
    """Return whether the day counted from may be the story's own, where none is told."""
    return time.shift is not None and time.shift[0] >= 0 and time.shift[2] in _LATELY


def is_counted(evidence: Evidence | None, times: tuple[TimeExpression, ...]) -> bool:
    """Whether what dates an event only says how long it was before or after another."""
    if evidence is None:
        return False
    return any(t.start == evidence.span.start and t.when is None for t in times)


def _relative(begin: DateRange) -> DateRange:
    return DateRange(
        earliest=begin.earliest, before=begin.before, precision=begin.precision, basis="relative"
    )


def _clause_after(parse: ParsedSentence, word: int) -> int | None:
    """Return the head of what stands after "after" or "before": a clause's verb or a noun."""
    token = parse.tokens[word]
    if token.dep == "mark":
        return token.head
    return next(iter(children(parse, word, "pobj", "pcomp")), None)


def _is_told_in(parse: ParsedSentence, trigger: int, start: int) -> bool:
    """Whether the event is told by that verb or noun, or by one joined to it in its clause."""
    if trigger == start:
        return True
    is_clause = parse.tokens[start].pos in ("VERB", "AUX")
    return is_clause and trigger in subtree(parse, start) and clause_head(parse, trigger) == start
