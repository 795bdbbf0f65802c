"""Files of other data sets as rows by column, however they are separated and quoted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from dragoman.errors import InputError
from dragoman.io.exports.layouts import LAYOUTS
from dragoman.records import Problem

__all__ = ["ForeignRow", "read_rows"]

ForeignRow = dict[str, str]
"""The cells of a row by column, as text."""


def read_rows(path: Path, coder: str) -> Iterator[ForeignRow | Problem]:
    """Yield the rows of a file in one of the `LAYOUTS`; further columns are kept as well.

    A row with more or fewer cells than there are columns is a Problem D123.

    Raises:
        InputError: D100 there is no such file, D101 it cannot be read, D123 it lacks a column.
    """
    layout = LAYOUTS[coder]
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            cells = _cells(file, layout.name)
            columns: Iterable[str] = layout.columns
            if layout.has_header:
                columns = next(cells, [])
                missing = [name for name in layout.columns if name not in columns]
                if missing:
                    message = f"{path}: has no column {', '.join(missing[:3])}, as {coder} has."
                    raise InputError("D123", message)
            yield from _by_column(cells, list(columns), path)
    except FileNotFoundError as error:
        raise InputError("D100", f"{path}: there is no such file.") from error
    except OSError as error:
        raise InputError("D101", f"{path}: cannot be read: {error.strerror or error}.") from error


def _cells(file: TextIO, coder: str) -> Iterator[list[str]]:
    if coder == "acled":
        first = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        return csv.reader(file, delimiter=delimiter)
    quoting = csv.QUOTE_MINIMAL if coder == "polecat" else csv.QUOTE_NONE
    return csv.reader(file, delimiter="\t", quoting=quoting)  # type: ignore[arg-type]  # an enum


def _by_column(
    cells: Iterable[list[str]], columns: list[str], path: Path
) -> Iterator[ForeignRow | Problem]:
    for number, row in enumerate(cells, start=1):
        if len(row) == len(columns):
            yield dict(zip(columns, row, strict=True))
        elif row:
            message = f"{path}, row {number}: {len(row)} cells for {len(columns)} columns"
            yield Problem(stage="import", code="D123", message=message)
