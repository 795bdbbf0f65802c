"""Prints records of one kind in the four formats: a table, JSON, JSON Lines, CSV.

What `dragoman code` prints has writers of its own; this is for lists, one row a record.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TextIO, TypeVar

import msgspec

from dragoman.cli.formats import PIPED_WIDTH, Format
from dragoman.cli.phrases import plain
from dragoman.cli.rows import safe
from dragoman.records.base import Record

__all__ = ["Listing"]

R = TypeVar("R", bound=Record)


class Listing(Generic[R]):
    """How records of a kind are shown: the columns of the CSV file, and those of the table."""

    def __init__(
        self,
        columns: Mapping[str, Callable[[R], object]],
        shown: Mapping[str, Callable[[R], object]],
    ) -> None:
        self._columns = columns
        self._shown = shown

    def write(self, records: Iterable[R], form: Format, file: TextIO) -> None:
        """Print all records; JSON is one list of them."""
        if form is Format.jsonl:
            for record in records:
                file.write(msgspec.json.encode(record).decode() + "\n")
        elif form is Format.json:
            encoded = msgspec.json.encode(list(records))
            file.write(msgspec.json.format(encoded, indent=2).decode() + "\n")
        elif form is Format.csv:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self._columns)
            for record in records:
                writer.writerow([safe(value(record)) for value in self._columns.values()])
        else:
            self._table(records, file)

    def _table(self, records: Iterable[R], file: TextIO) -> None:
        # rich takes longer to import than all else the other formats need.
        from rich import box  # noqa: PLC0415
        from rich.console import Console  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        width = None if file.isatty() else PIPED_WIDTH
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for name in self._shown:
            table.add_column(name, overflow="fold")
        for record in records:
            cells = (value(record) for value in self._shown.values())
            table.add_row(*(Text(plain(_cell(cell))) for cell in cells))
        if not table.rows:
            file.write("nothing found\n")
            return
        Console(file=file, width=width, highlight=False).print(table)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "–" if value is None or value == "" else str(value)
