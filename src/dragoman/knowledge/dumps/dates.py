"""Dates as dumps write them, at year, month or day precision, to half-open days."""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["first_day", "gone_by"]

_DATE = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")


def first_day(text: str | None, precision: str | None = None) -> date | None:
    """Return the first day of "2011", "2011-07", "2011-07-09T…"; None for what is no date.

    `precision` ("year", "month" or "day") says how much of a full date is meant; Wikidata writes
    2011 as "+2011-00-00" or "+2011-01-01".
    """
    span = _span(text, precision)
    return None if span is None else span[0]


def gone_by(text: str | None, precision: str | None = None) -> date | None:
    """Return the day by which what ended then was over: a full date itself, else the day after."""
    span = _span(text, precision)
    if span is None:
        return None
    return span[0] if span[1] - span[0] == timedelta(days=1) else span[1]


def _span(text: str | None, precision: str | None) -> tuple[date, date] | None:
    match = _DATE.match(text or "")
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if precision == "year" or month == 0:
        month, day = 0, 0
    elif precision == "month":
        day = 0
    try:
        first = date(year, month or 1, day or 1)
        if month == 0:
            return first, date(year + 1, 1, 1)
        if day == 0:
            return first, (first + timedelta(days=32)).replace(day=1)
        return first, first + timedelta(days=1)
    except ValueError:
        return None
