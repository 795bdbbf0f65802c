"""What the foreign layouts share: sides, days, and the writing of rows without quoting trouble."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from dragoman.io.exports.cells import safe
from dragoman.io.exports.files import opened
from dragoman.knowledge.crosswalk import Crosswalk

__all__ = [
    "Layout", "Row", "Written", "day_of", "has_happened", "listed", "pairs", "sides",
    "write_layout",
]  # fmt: skip

Row = dict[str, Any]
"""A row of an export of events or reports, with the story columns."""

_ACTORS = ("initiator", "visitor", "party")
_RECIPIENTS = ("target", "host", "beneficiary")


class Layout(NamedTuple):
    """One data set's columns, and how a row of ours becomes rows of it."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Row, Crosswalk], Iterator[dict[str, Any]]]
    """Values by column, missing ones left out; none for what the data set does not record."""
    delimiter: str = "\t"
    has_header: bool = True
    is_quoted: bool = False
    """Whether cells with the delimiter or quotes are quoted; else these are replaced."""
    missing: str = ""
    number_column: str | None = None
    """A column with the number of the row; a second file says which event each is."""


class Written(NamedTuple):
    """How many rows a layout has, and how many of ours it has no place for."""

    rows: int
    left_out: int


def write_layout(
    rows: Iterable[Row], layout: Layout, path: Path, crosswalk: Crosswalk
) -> Written:  # fmt: skip
    """Write rows of events or reports in a foreign layout.

    Where rows are numbered, `NAME.keys.csv` beside the file tells the event of each number.

    Raises:
        InputError: D122 a file cannot be written.
    """
    count = left_out = 0
    keys: list[tuple[int, str]] = []
    with opened(path) as file:
        write = _line_writer(file, layout)
        if layout.has_header:
            write(layout.columns)
        for row in rows:
            before = count
            for values in layout.rows(row, crosswalk):
                count += 1
                if layout.number_column is not None:
                    values[layout.number_column] = count
                    keys.append((count, row["id"]))
                write([_cell(values.get(name), layout) for name in layout.columns])
            left_out += before == count
    if layout.number_column is not None and str(path) != "-":
        _write_keys(path.with_name(path.name + ".keys.csv"), layout.number_column, keys)
    return Written(count, left_out)


def _line_writer(file: TextIO, layout: Layout) -> Callable[[Iterable[str]], object]:
    if layout.is_quoted:
        return csv.writer(file, delimiter=layout.delimiter, lineterminator="\n").writerow
    return lambda cells: file.write(layout.delimiter.join(cells) + "\n")


def _write_keys(path: Path, column: str, keys: Sequence[tuple[int, str]]) -> None:
    with opened(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((column, "id"))
        writer.writerows(keys)


def _cell(value: Any, layout: Layout) -> str:
    if value is None or value == "":
        return layout.missing
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:.10g}"
    text = safe(" ".join(str(value).split()))
    return text if layout.is_quoted else text.replace(layout.delimiter, " ").replace('"', "'")


def has_happened(row: Row) -> bool:
    """True if somebody affirms that it took place, and it is not only planned or supposed."""
    if row["status"] not in ("occurred", "ongoing", "attempted", None):
        return False
    if "polarity" in row:
        return row["polarity"] in ("affirmed", None)
    return row["assertion"] in ("uncontested", "contested")


def day_of(row: Row) -> date | None:
    """Return the one day that a layout has room for: the first it may have been.

    Where only the end of that time is known, its last day.
    """
    earliest: date | None = row["earliest"]
    before: date | None = row["before"]
    if earliest is not None or before is None:
        return earliest
    return before - timedelta(days=1)


def sides(row: Row) -> tuple[list[Row], list[Row]]:
    """Return those who acted and those acted upon; mediators and the affected are neither."""
    taking_part = [p for p in row["participants"] if not p.get("negated")]
    actors = [p for p in taking_part if p["role"] in _ACTORS]
    return actors, [p for p in taking_part if p["role"] in _RECIPIENTS]


def pairs(row: Row) -> Iterator[tuple[Row, Row | None]]:
    """Yield who did it to whom, each pair once; parties among themselves, the first named first.

    What has only one side is yielded with None.
    """
    actors, recipients = sides(row)
    if recipients:
        yield from ((a, b) for a in actors or [{}] for b in recipients)
        return
    parties = [p for p in actors if p["role"] == "party"]
    if len(parties) > 1:
        yield from ((a, b) for n, a in enumerate(parties) for b in parties[n + 1 :])
    else:
        yield from ((a, None) for a in actors)


def listed(row: Row, name: str) -> list[str]:
    """Return what an event has a list of and a report one: urls, publishers, languages."""
    found = row[f"{name}s"] if f"{name}s" in row else [row[name]]
    return [value for value in found if value]
