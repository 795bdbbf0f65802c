"""Arrow tables of any columns as CSV or Parquet: panels, and the tables of a release."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import InputError
from dragoman.io.exports.cells import cell_of
from dragoman.io.exports.files import opened

__all__ = ["write_table"]


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet if the file is named so, else as CSV; `-` is standard output.

    Raises:
        InputError: D122 the file cannot be written.
    """
    if path.suffix.lower() == ".parquet":
        try:
            pq.write_table(table, path, compression="zstd")
        except OSError as error:
            message = f"{path}: cannot be written: {error.strerror or error}."
            raise InputError("D122", message) from error
        return
    with opened(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches():
            writer.writerows(
                [cell_of(value) for value in row.values()] for row in batch.to_pylist()
            )
