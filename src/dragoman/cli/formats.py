"""The four ways `dragoman code` prints documents. Each writer is told of one after another."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TextIO

import msgspec

from dragoman.cli.rows import COLUMNS, report_rows
from dragoman.records.output import CodedDocument, UncodedDocument

__all__ = ["FORMAT_HELP", "PIPED_WIDTH", "Format", "Writer", "choose_format", "writer_for"]

PIPED_WIDTH = 100
FORMAT_HELP = (
    "table, json, jsonl (a line each) or csv. Without it: by the name of --output, else table on a "
    "terminal and jsonl elsewhere."
)


class Format(StrEnum):
    """How documents are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Writer(Protocol):
    """Prints documents in one format."""

    def write(self, shown: CodedDocument | UncodedDocument) -> None:
        """Print one document."""


def choose_format(asked: Format | None, output: Path | None, *, is_terminal: bool) -> Format:
    """Return the format asked for, else that of the file's name, else what fits the reader."""
    if asked is not None:
        return asked
    by_name = {f".{f}": f for f in (Format.json, Format.jsonl, Format.csv)}
    if output is not None:
        return by_name.get(output.suffix.lower(), Format.jsonl)
    return Format.table if is_terminal else Format.jsonl


def writer_for(chosen: Format, file: TextIO) -> Writer:
    """Return a writer of that format to `file`."""
    if chosen is Format.csv:
        return _CsvWriter(file)
    if chosen is Format.table:
        return _TableWriter(file)
    return _JsonWriter(file, indented=chosen is Format.json)


class _JsonWriter:
    """One JSON object a document: indented, or on one line."""

    def __init__(self, file: TextIO, *, indented: bool) -> None:
        self._file = file
        self._indented = indented

    def write(self, shown: CodedDocument | UncodedDocument) -> None:
        encoded = msgspec.json.encode(shown)
        if self._indented:
            encoded = msgspec.json.format(encoded, indent=2)
        self._file.write(encoded.decode() + "\n")


class _CsvWriter:
    """One row a report, with a header; a document that was not coded has no row."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(COLUMNS)

    def write(self, shown: CodedDocument | UncodedDocument) -> None:
        if isinstance(shown, CodedDocument):
            self._writer.writerows(report_rows(shown))


class _TableWriter:
    """For people; colours only on a terminal, and not where NO_COLOR is set."""

    def __init__(self, file: TextIO) -> None:
        # rich takes longer to import than all else the other formats need.
        from rich.console import Console  # noqa: PLC0415

        width = None if file.isatty() else PIPED_WIDTH
        self._console = Console(file=file, width=width, highlight=False, soft_wrap=False)

    def write(self, shown: CodedDocument | UncodedDocument) -> None:
        from dragoman.cli.table import print_document  # noqa: PLC0415

        print_document(shown, self._console)
