"""Calendar arithmetic: days, weeks, months, seasons, years as half-open date ranges.

Knows nothing of text. Every function that leaves the years 1 to 9999 raises ValueError or
OverflowError, as `datetime` does.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from dragoman.records import DateRange

__all__ = [
    "Basis",
    "Lean",
    "Precision",
    "Written",
    "about",
    "add_months",
    "add_units",
    "between",
    "day_range",
    "is_news",
    "month_range",
    "months_range",
    "part_of",
    "precision_of_width",
    "unit_range",
    "week_start",
    "weekday_near",
    "with_clock",
    "year_range",
]

Basis = Literal["stated", "relative", "publication", "inferred"]
Precision = Literal[
    "minute", "hour", "day", "week", "month", "season", "quarter", "year", "years", "decade",
    "unknown",
]  # fmt: skip
Lean = Literal["past", "plain", "forward", "nearest"]
"""Which way to look for a date whose year or week is not written.

"plain" looks back but lets a day without a year lie a little ahead; "past" is for what has
surely happened.
"""

TOLERANCE_DAYS: Final = {"plain": 60, "past": 2}
"""How far ahead a day without a year may lie and still be read as coming, not as a year old.

Two days even for what has happened: the publication date may be in another time zone or wrong.
"""
_BACK_DAYS: Final = 92
"""How far a story goes back behind the day it has come to without saying so."""


def is_news(found: DateRange, anchor: date) -> bool:
    """Whether a date is ahead, of the anchor's year, or at most two months old."""
    if found.earliest is None or found.earliest.year >= anchor.year:
        return True
    return anchor - found.earliest <= timedelta(days=TOLERANCE_DAYS["plain"])


def between(earliest: date, before: date, precision: Precision, basis: Basis) -> DateRange:
    """Return the range [earliest, before)."""
    return DateRange(earliest=earliest, before=before, precision=precision, basis=basis)


def day_range(day: date, basis: Basis = "stated", *, days: int = 1) -> DateRange:
    """Return `days` days from `day` on; precision "day" for one, else by width."""
    precision = "day" if days == 1 else precision_of_width(days)
    return between(day, day + timedelta(days=days), precision, basis)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier if negative), or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def add_units(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units ("day" … "decade"); minutes and hours do not move it."""
    if unit in ("minute", "hour"):
        return day
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def month_range(year: int, month: int, basis: Basis = "stated") -> DateRange:
    """Return one calendar month."""
    return months_range(year, month, 1, "month", basis)


def months_range(
    year: int, month: int, count: int, precision: Precision, basis: Basis = "stated"
) -> DateRange:
    """Return `count` calendar months from `month` of `year` on."""
    first = date(year, month, 1)
    return between(first, add_months(first, count), precision, basis)


def year_range(year: int, basis: Basis = "stated") -> DateRange:
    """Return one calendar year."""
    return months_range(year, 1, 12, "year", basis)


def week_start(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def unit_range(day: date, unit: str, basis: Basis) -> DateRange:
    """Return the calendar unit that `day` lies in; weeks begin on Monday."""
    if unit in ("minute", "hour", "day"):
        return day_range(day, basis)
    if unit in ("week", "fortnight"):
        return between(week_start(day), week_start(day) + timedelta(days=7), "week", basis)
    if unit == "weekend":
        return day_range(week_start(day) + timedelta(days=5), basis, days=2)
    if unit == "month":
        return month_range(day.year, day.month, basis)
    if unit == "quarter":
        return months_range(day.year, day.month - (day.month - 1) % 3, 3, "quarter", basis)
    if unit == "decade":
        return months_range(day.year - day.year % 10, 1, 120, "decade", basis)
    return year_range(day.year, basis)


_THIRDS: Final = {
    "early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2,
}  # fmt: skip
_EDGES: Final = frozenset({"start", "beginning", "end", "close"})


def part_of(whole: DateRange, part: str) -> DateRange:
    """Return the part ("early", "mid", "late", "start", "middle", "end") of a longer range.

    Parts are thirds, but the start and end of a year or decade are a twelfth of it, and years
    are cut at months. A range open on one side is returned whole.
    """
    if whole.earliest is None or whole.before is None:
        return whole
    third, days = _THIRDS[part], (whole.before - whole.earliest).days
    if days >= 365:
        months = (whole.before.year - whole.earliest.year) * 12
        width = months // 12 if part in _EDGES else months // 3
        first = add_months(whole.earliest, (months - width) * third // 2)
        last = add_months(first, width)
    else:
        first = whole.earliest + timedelta(days=round(days * third / 3))
        last = whole.earliest + timedelta(days=max(round(days * (third + 1) / 3), 1))
    width = (last - first).days
    precision: Precision = "season" if 92 < width < 130 else precision_of_width(width)
    return between(first, last, precision, whole.basis)


def about(day: date, unit: str) -> DateRange:
    """Return what "weeks" or another unit away from now leaves open around `day`.

    The day itself for days, a week centred on it for weeks, the month, quarter or year it lies
    in for those, five years about it for decades.
    """
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=3)
        return between(first, first + timedelta(days=7), "week", "relative")
    if unit == "decade":
        return months_range(day.year - 2, 1, 60, "years", "relative")
    return unit_range(day, unit, "relative")


def precision_of_width(days: int) -> Precision:
    """Return the smallest unit at least as wide as `days`."""
    limits: tuple[tuple[int, Precision], ...] = (
        (1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (366, "year"), (3653, "years"),
    )  # fmt: skip
    return next((name for limit, name in limits if days <= limit), "decade")


def weekday_near(anchor: date, weekday: int, *, is_ahead: bool = False) -> date:
    """Return the nearest such weekday: on or before `anchor`, or after it if it is ahead."""
    if is_ahead:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def with_clock(
    found: DateRange, clock: str | None, precision: Precision | None = None
) -> DateRange:
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


class Written(NamedTuple):
    """What is written of a date: any of year, month, day and weekday."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> DateRange | None:
        """Return the range in `year`; None if there is no such day."""
        if self.month is None:
            return year_range(year)
        if self.day is None:
            return month_range(year, self.month)
        try:
            return day_range(date(year, self.month, self.day))
        except ValueError:
            return None

    def resolved(self, anchor: date | None, lean: Lean = "plain") -> DateRange | None:
        """Return the range meant; None without a year and an anchor, or for no real day.

        Without a year: the latest on or before the anchor, but a day up to `TOLERANCE_DAYS`
        ahead wins over one in the year before; leaning forward, the first not over by then.
        """
        if self.year is not None:
            return self.in_year(self.year)
        if anchor is None:
            return None
        # 29 February may be eight years off.
        reach = 8 if (self.month, self.day) == (2, 29) else 1
        choices = [r for y in range(-reach, reach + 1) if (r := self.in_year(anchor.year + y))]
        slack = 0 if self.day is None else TOLERANCE_DAYS.get(lean, 0)
        fitting = [] if self.weekday is None else self._on_weekday(choices, anchor)
        return _nearest(fitting, anchor, lean, slack=slack) or _nearest(
            choices, anchor, lean, slack=slack
        )

    def beside(self, stated: DateRange) -> DateRange | None:
        """Return the range in the year of a date stated before; None if there is no such day.

        What would lie more than three months before a stated day or month is of the year after.
        """
        if stated.earliest is None or stated.before is None:
            return None
        found, year = self.in_year(stated.earliest.year), stated.earliest.year
        if found is None or found.before is None or stated.precision == "year":
            return found
        is_back = stated.earliest - found.before > timedelta(days=_BACK_DAYS)
        return self.in_year(year + 1) if is_back else found

    def _on_weekday(self, choices: list[DateRange], anchor: date) -> list[DateRange]:
        """Return the choices around the anchor's year that fall on the weekday written."""
        return [
            r
            for r in choices
            if r.earliest is not None
            and r.earliest.weekday() == self.weekday
            and abs(r.earliest.year - anchor.year) <= 1
        ]


def _nearest(choices: list[DateRange], anchor: date, lean: Lean, *, slack: int) -> DateRange | None:
    """Return the choice `Written.resolved` promises from ranges in order of time."""
    ahead = [r for r in choices if r.before is not None and r.before > anchor]
    limit = anchor + timedelta(days=slack)
    behind = [r for r in choices if r.earliest is not None and r.earliest <= limit]
    if lean == "forward" and ahead:
        return ahead[0]
    if lean == "nearest" and ahead and behind:
        return min((ahead[0], behind[-1]), key=lambda r: _distance(r, anchor))
    return behind[-1] if behind else None


def _distance(choice: DateRange, anchor: date) -> int:
    if choice.earliest is None:
        return 0
    return abs((choice.earliest - anchor).days)
