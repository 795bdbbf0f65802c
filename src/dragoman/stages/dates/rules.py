"""What a date rule is: a pattern, the words that must be present for it, and its reading.

The rules themselves are in `patterns` and `years` (dates as written in a calendar), `relative`,
`units` and `story` (dates told from another day) and `habits`; `date` applies them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from dragoman.records import DateRange
from dragoman.stages.dates.calendar import Lean, Written, is_news
from dragoman.stages.dates.words import compiled

__all__ = ["Context", "Extent", "Handler", "Kind", "Reading", "Rule", "rule"]

Kind = Literal["date", "period", "repeated", "duration"]
Extent = Literal["occasion", "period", "open"]


class Reading(NamedTuple):
    """What one expression means; `begin` None means it could not be resolved."""

    begin: DateRange | None
    kind: Kind = "date"
    extent: Extent = "occasion"
    end: DateRange | None = None
    """Given exactly when `extent` is "period" and `begin` is given."""
    written: Written | None = None
    """The parts of a calendar date, so that a neighbour can lend the year."""
    shift: tuple[int, int, str] | None = None
    """Least and most units to move the next date by: "two days after" is (2, 2, "day")."""
    clock: str = ""
    """A time of day that no date has been found for yet, as written."""
    is_weak: bool = False
    """A time of day ("22:47") that counts only beside a date."""


class Context(NamedTuple):
    """What an expression is read against."""

    anchor: date | None
    """The day the text was written, None if unknown."""
    story: date | None
    """The day last spoken of, None if none was."""
    lean: Lean = "plain"
    stretch: DateRange | None = None
    """The month, quarter or year spoken of since `story`: "a year later" counts from it."""
    stated: DateRange | None = None
    """The date last stated with its year, which it may lend to those that have none."""
    is_headed: bool = False
    """Whether `stated` is a heading, whose year goes before that of the anchor."""

    @property
    def reference(self) -> date | None:
        """The day that "the following day" follows: the day last spoken of, else the anchor."""
        return self.anchor if self.story is None else self.story

    def reference_for(self, unit: str) -> date | None:
        """The day that `unit`s count from: in a stretch spoken of last if they are that long."""
        if self.stretch is not None and unit in ("month", "quarter", "year", "decade"):
            return self.stretch.earliest
        return self.reference

    def resolved(self, written: Written) -> DateRange | None:
        """Return the range meant by a written date, its year lent by the date stated before.

        A heading always lends it, another date where there is no anchor, or where the anchor
        would make it a day of the year before it, more than two months back.
        """
        found = written.resolved(self.anchor, self.lean)
        if self.stated is None or written.year is not None:
            return found
        if self.is_headed or self.anchor is None or found is None:
            return written.beside(self.stated) or found
        is_own = self.lean == "forward" or is_news(found, self.anchor)
        return found if is_own else written.beside(self.stated) or found

    def after(self, reading: Reading) -> Context:
        """The context of what follows `reading` in the text."""
        begin, written = reading.begin, reading.written
        if begin is None or begin.earliest is None or begin.before is None:
            return self
        if written is not None and written.year is not None and not self.is_headed:
            return self._replace(stated=begin)._moved(begin)
        return self._moved(begin)

    def _moved(self, begin: DateRange) -> Context:
        if begin.precision in ("minute", "hour", "day"):
            return self._replace(story=begin.earliest, stretch=None)
        if begin.precision in ("month", "season", "quarter", "year"):
            return self._replace(stretch=begin)
        return self


Handler = Callable[[re.Match[str], Context], Reading | None]
"""Reads a match; None where the words turn out to be no time expression."""


class Rule(NamedTuple):
    """A pattern, tried only on sentences that hold one of `needs` ("#" stands for any digit)."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    handler: Handler
    against: Literal["nothing", "anchor", "story"] = "nothing"
    """Which day the handler cannot do without; without it the reading is unresolved."""


def rule(
    needs: frozenset[str] | str,
    pattern: str,
    handler: Handler,
    against: Literal["nothing", "anchor", "story"] = "nothing",
) -> Rule:
    """Return a Rule; `needs` may be words separated by spaces."""
    words = frozenset(needs.split()) if isinstance(needs, str) else needs
    return Rule(words, compiled(pattern), handler, against)
