"""Prints Arrow tables: for people, as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec
import typer

from dragoman.cli.code import opened
from dragoman.cli.formats import PIPED_WIDTH
from dragoman.cli.phrases import plain
from dragoman.cli.rows import safe

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ANSWER_HELP", "AnswerFormat", "choose_answer_format", "print_answer"]

ANSWER_HELP = (
    "table, csv, jsonl (a line a row) or parquet (needs --output). Without it: by the name of "
    "--output, else table on a terminal and csv elsewhere."
)
_SHOWN_ROWS = 200
_WIDEST = 80


class AnswerFormat(StrEnum):
    """How a table is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def choose_answer_format(asked: AnswerFormat | None, output: Path | None) -> AnswerFormat:
    """Return the format asked for, else that of the file's name, else what fits the reader.

    Raises:
        typer.BadParameter: Parquet without a file to write it to.
    """
    if asked is AnswerFormat.parquet and output is None:
        raise typer.BadParameter(
            "parquet is written to a file: add --output.", param_hint="--format"
        )
    if asked is not None:
        return asked
    if output is not None:
        by_name = {f".{form}": form for form in AnswerFormat}
        return by_name.get(output.suffix.lower(), AnswerFormat.csv)
    return AnswerFormat.table if sys.stdout.isatty() else AnswerFormat.csv


def print_answer(answer: pa.Table, form: AnswerFormat, output: Path | None) -> None:
    """Print the table, or write it to `output`."""
    if form is AnswerFormat.parquet and output is not None:
        _write_parquet(answer, output)
        return
    with opened(output) as file:
        if form is AnswerFormat.csv:
            _write_csv(answer, file)
        elif form is AnswerFormat.jsonl:
            for row in _rows(answer):
                named = dict(zip(answer.column_names, row, strict=True))
                file.write(msgspec.json.encode(named).decode() + "\n")
        else:
            _write_table(answer, file)


def _rows(answer: pa.Table) -> Any:
    for batch in answer.to_batches(max_chunksize=1000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_parquet(answer: pa.Table, output: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  # only for Parquet

    try:
        pq.write_table(answer, output)
    except OSError as error:
        raise typer.BadParameter(
            f"{output}: cannot be written ({error.strerror or error}).", param_hint="--output"
        ) from error


def _write_csv(answer: pa.Table, file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.column_names)
    for row in _rows(answer):
        writer.writerow([safe(_flat(value)) for value in row])


def _flat(value: Any) -> Any:
    """Return a list as one cell, its parts joined by semicolons."""
    return "; ".join(str(part) for part in value) if isinstance(value, list) else value


def _write_table(answer: pa.Table, file: TextIO) -> None:
    # rich takes longer to import than all else the other formats need.
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if answer.num_rows == 0:
        file.write("nothing found\n")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for field in answer.schema:
        table.add_column(field.name, overflow="fold", justify=_side(str(field.type)))
    for row in _rows(answer.slice(0, _SHOWN_ROWS)):
        table.add_row(*(Text(_cell(value)) for value in row))
    width = None if file.isatty() else PIPED_WIDTH
    Console(file=file, width=width, highlight=False).print(table)
    if answer.num_rows > _SHOWN_ROWS:
        more = answer.num_rows - _SHOWN_ROWS
        file.write(f"… and {more:,} more rows: --format csv prints them all\n")


def _side(kind: str) -> Any:
    return "right" if kind.startswith(("int", "uint", "double", "float", "decimal")) else "left"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:g}"
    text = plain(str(_flat(value)))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
