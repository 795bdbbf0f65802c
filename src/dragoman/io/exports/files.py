"""Exports in plain formats: CSV, JSON Lines, Parquet and GeoJSON, written in batches and read back.

Every format holds all columns; what is read back equals what was written.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import InputError
from dragoman.io.exports.cells import cell_of, value_of
from dragoman.io.exports.columns import schema_of

__all__ = ["FORMATS", "opened", "plain_rows", "read_export", "write_export"]

_ENCODER = msgspec.json.Encoder()


def write_export(batches: Iterable[pa.RecordBatch], kind: str, format_name: str, path: Path) -> int:
    """Write the rows in a format of `FORMATS`; return how many. `-` is standard output.

    Raises:
        InputError: D122 the file cannot be written.
    """
    schema = schema_of(kind)
    return FORMATS[format_name]((_fitted(batch, schema) for batch in batches), schema, path)


def read_export(path: str | Path, kind: str) -> pa.Table:
    """Return an export of this kind as an Arrow table; the format is told by the file's name.

    `.to_pandas()` makes a frame of it. Types, lists and missing values are those of the store.

    Raises:
        InputError: D123 the file is no such export.
    """
    path, schema = Path(path), schema_of(kind)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise InputError("D123", f"{path}: expected a name that ends in one of {known}.")
    try:
        return reader(path, schema)
    except (OSError, ValueError, KeyError, pa.ArrowException, msgspec.DecodeError) as error:
        raise InputError("D123", f"{path}: is no export of {kind} ({error}).") from error


def plain_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    """Yield the rows one by one."""
    for batch in batches:
        yield from batch.to_pylist()


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a file for text, or standard output for `-`; InputError D122 where that fails."""
    if str(path) == "-":
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError("D122", f"{path}: cannot be written: {error.strerror or error}.")


def _fitted(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Return the batch with just the columns of the schema, in its order and types."""
    arrays = [batch.column(field.name).cast(field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _write_csv(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    count = 0
    with opened(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.names)
        for row in plain_rows(batches):
            writer.writerow([cell_of(row[name]) for name in schema.names])
            count += 1
    return count


def _read_csv(path: Path, schema: pa.Schema) -> pa.Table:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if header != schema.names:
            raise ValueError(f"its columns are {', '.join(header) or 'none'}")
        types = schema.types
        # A sentence may be longer than csv's limit of 128 kB.
        csv.field_size_limit(1 << 24)
        values = [[value_of(c, t) for c, t in zip(row, types, strict=True)] for row in rows]
    named = [dict(zip(schema.names, row, strict=True)) for row in values]
    return pa.Table.from_pylist(named, schema=schema)


def _write_lines(batches: Iterable[pa.RecordBatch], _: pa.Schema, path: Path) -> int:
    count = 0
    with opened(path) as file:
        for row in plain_rows(batches):
            file.write(_ENCODER.encode(row).decode() + "\n")
            count += 1
    return count


def _read_lines(path: Path, schema: pa.Schema) -> pa.Table:
    with path.open("rb") as file:
        rows = [msgspec.json.decode(line) for line in file]
    return _table_of(rows, schema)


def _table_of(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    days = [field.name for field in schema if pa.types.is_date(field.type)]
    for row in rows:
        if set(row) != set(schema.names):
            raise ValueError("its keys are not those of such an export")
        for name in days:
            row[name] = None if row[name] is None else date.fromisoformat(row[name])
    return pa.Table.from_pylist(rows, schema=schema)


def _write_parquet(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    count = 0
    try:
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
    except OSError as error:
        raise _unwritable(path, error) from error
    return count


def _read_parquet(path: Path, schema: pa.Schema) -> pa.Table:
    table = pq.read_table(path)
    if table.column_names != schema.names:
        raise ValueError(f"its columns are {', '.join(table.column_names)}")
    return table.cast(schema)


def _write_geojson(batches: Iterable[pa.RecordBatch], _: pa.Schema, path: Path) -> int:
    """Write one Feature a row; one without coordinates has no geometry, as RFC 7946 allows."""
    count = 0
    with opened(path) as file:
        file.write('{"type":"FeatureCollection","features":[')
        for row in plain_rows(batches):
            file.write(",\n" if count else "\n")
            file.write(_ENCODER.encode(_feature(row)).decode())
            count += 1
        file.write("\n]}\n")
    return count


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = row["lat"], row["lon"]
    is_located = latitude is not None and longitude is not None
    point = {"type": "Point", "coordinates": [longitude, latitude]} if is_located else None
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": row}


def _read_geojson(path: Path, schema: pa.Schema) -> pa.Table:
    found = msgspec.json.decode(path.read_bytes())
    return _table_of([feature["properties"] for feature in found["features"]], schema)


FORMATS: dict[str, Callable[[Iterable[pa.RecordBatch], pa.Schema, Path], int]] = {
    "csv": _write_csv,
    "jsonl": _write_lines,
    "parquet": _write_parquet,
    "geojson": _write_geojson,
}
_READERS: dict[str, Callable[[Path, pa.Schema], pa.Table]] = {
    ".csv": _read_csv,
    ".jsonl": _read_lines,
    ".parquet": _read_parquet,
    ".geojson": _read_geojson,
}
