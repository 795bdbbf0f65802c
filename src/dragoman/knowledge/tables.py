"""Reading the hand-kept tables under data/: rows with checked values, and D302 for a wrong one.

Every table is a CSV file with a header row; each row names its source. Cells with several values
separate them by "|". Dates are ISO 8601 at year, month or day precision.
"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from dragoman.errors import KnowledgeError

__all__ = ["Row", "days_of", "gone_by", "read_table"]


class Row:
    """One row of a table; a value that is missing or wrong raises D302 naming file and row."""

    def __init__(self, path: Path, number: int, cells: dict[str, str]) -> None:
        self.path = path
        self.number = number
        self._cells = cells

    def fail(self, column: str, expected: str) -> NoReturn:
        """Raise D302 for `column`, saying what was `expected` there."""
        raise KnowledgeError(
            "D302",
            f"{self.path} row {self.number}, column {column}: found "
            f"{self._cells.get(column, '')!r}, expected {expected}. Correct the row and build the "
            "index again with `python -m dragoman.knowledge.build`.",
        )

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        value = self.optional(column)
        if value is None:
            self.fail(column, "a value")
        return value

    def optional(self, column: str) -> str | None:
        """Return a cell, None where it is empty or the table has no such column."""
        return self._cells.get(column, "").strip() or None

    def values(self, column: str) -> tuple[str, ...]:
        """Return the "|"-separated values of a cell; () where it is empty."""
        parts = (part.strip() for part in self._cells.get(column, "").split("|"))
        return tuple(part for part in parts if part)

    def number_in(self, column: str, low: float, high: float) -> float | None:
        """Return a number within [low, high], None for an empty cell."""
        value = self.optional(column)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            self.fail(column, "a number")
        if not low <= number <= high:
            self.fail(column, f"a number from {low:g} to {high:g}")
        return number

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """Return a cell that must be one of `allowed`."""
        value = self.text(column)
        if value not in allowed:
            self.fail(column, "one of " + ", ".join(sorted(allowed)[:40]))
        return value

    def day(self, column: str) -> date | None:
        """Return the first day of the date in a cell, None for an empty cell."""
        interval = self._interval(column)
        return None if interval is None else interval[0]

    def day_after(self, column: str) -> date | None:
        """Return the day after the last day of the date in a cell, None for an empty cell.

        "2011-07-09" as an `until` means gone on that day, so a full date is returned as it is.
        """
        return None if self._interval(column) is None else gone_by(self.text(column))

    def _interval(self, column: str) -> tuple[date, date] | None:
        """Return the half-open days an ISO date of year, month or day precision covers."""
        value = self.optional(column)
        if value is None:
            return None
        try:
            return days_of(value)
        except ValueError:
            self.fail(column, "a date such as 2011, 2011-07 or 2011-07-09")


def days_of(text: str) -> tuple[date, date]:
    """Return the half-open days an ISO date of year, month or day precision covers.

    Raises:
        ValueError: `text` is no such date.
    """
    parts = [int(part) for part in text.split("-")]
    year, month, day = [*parts, 1, 1][:3] if len(parts) < 3 else parts
    first = date(year, month, day)
    if len(parts) == 1:
        return first, date(year + 1, 1, 1)
    if len(parts) == 2:
        return first, first + timedelta(days=calendar.monthrange(year, month)[1])
    return first, first + timedelta(days=1)


def gone_by(text: str) -> date:
    """Return the day by which what holds until the ISO date `text` no longer holds.

    "2011-07-09" means gone on that day; "2011-07", gone when the month is over.

    Raises:
        ValueError: `text` is no date.
    """
    first, after = days_of(text)
    return first if after - first == timedelta(days=1) else after


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a table that must have `columns`; row 1 is the header.

    Raises:
        KnowledgeError: D302 where the file is missing, lacks a column, or a row has other
            than the header's number of cells.
    """
    if not path.is_file():
        raise KnowledgeError("D302", f"{path}: the table is missing; expected a CSV file there.")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        lacking = [column for column in columns if column not in header]
        if lacking:
            raise KnowledgeError(
                "D302",
                f"{path} row 1: column {lacking[0]} is missing. Expected the columns "
                f"{', '.join(columns)}; add it to the header and every row.",
            )
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(header):
                raise KnowledgeError(
                    "D302",
                    f"{path} row {number}: {len(cells)} cells, expected {len(header)}. Quote "
                    "values that hold a comma.",
                )
            yield Row(path, number, dict(zip(header, cells, strict=True)))
