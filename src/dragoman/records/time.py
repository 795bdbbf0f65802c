"""Dates that are not fully known, and how long things last: two different matters."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.records.base import Record

__all__ = ["DateRange", "Validity", "When"]

Precision = Literal[
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "year",
    "years",
    "decade",
    "unknown",
]


class DateRange(Record, frozen=True, kw_only=True):
    """Some day in [earliest, before); an open side is None, and one side is always given."""

    earliest: date | None = None
    before: date | None = None
    precision: Precision
    basis: Literal["stated", "relative", "publication", "inferred"]
    clock: str | None = None
    """Time of day as written, with its zone if one is written."""

    def __post_init__(self) -> None:
        if self.earliest is None and self.before is None:
            raise ValueError("a DateRange needs earliest or before")
        if self.earliest is not None and self.before is not None and self.before <= self.earliest:
            raise ValueError(f"empty DateRange [{self.earliest}, {self.before})")


class When(Record, frozen=True, kw_only=True):
    """When something was: an occasion inside `begin`, or a period from `begin` on.

    `end` is given exactly when `extent` is "period"; an "open" one was still going on.
    """

    begin: DateRange
    extent: Literal["occasion", "period", "open"]
    end: DateRange | None = None

    def __post_init__(self) -> None:
        if (self.end is not None) != (self.extent == "period"):
            raise ValueError("a When has an end exactly when its extent is 'period'")


class Validity(Record, frozen=True, kw_only=True):
    """Since and until when something holds; None means not known, on either side."""

    since: DateRange | None = None
    until: DateRange | None = None
