"""Parquet and CSV files of texts: a row is a document, under any names of columns.

A row becomes one line of JSON with the names that `read` knows, and this line is its bytes.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dragoman.errors import ConfigError
from dragoman.io.json_lines import FIELDS, Columns, renamed
from dragoman.io.raw import Fault, sha256_of
from dragoman.io.sniff import NDJSON
from dragoman.records import Problem, RawDocument

__all__ = ["parse_columns", "read_csv", "read_parquet"]

_ROWS = 500
_DAMAGED = "is damaged ({}); what could be read of it was taken"


def parse_columns(stated: str) -> dict[str, str]:
    """Return the mapping written as `text=body,title=headline`.

    Raises:
        ConfigError: D201 where a field is unknown or a pair is not one.
    """
    columns = {}
    for pair in stated.split(","):
        field, equals, column = pair.strip().partition("=")
        if field not in FIELDS or not equals or not column:
            raise ConfigError(
                "D201",
                f"--columns: {pair.strip()!r} is not FIELD=COLUMN with a FIELD of "
                f"{', '.join(FIELDS)}. Example: --columns text=body,title=headline",
            )
        columns[field] = column
    return columns


def read_parquet(path: str, columns: Columns) -> Iterator[RawDocument | Problem]:
    """Yield a document for each row; a file cut short or damaged is a problem D112."""
    import pyarrow as pa  # noqa: PLC0415  # only for Parquet, and slow
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            chosen = _chosen(file.schema_arrow.names, columns)
            batches = file.iter_batches(batch_size=_ROWS, columns=list(chosen.values()))
            rows = (row for batch in batches for row in batch.to_pylist())
            yield from _documents(rows, chosen, path)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        yield Fault("D112", _DAMAGED.format(reason)).problem(path)
    except Fault as fault:
        yield fault.problem(path)


def read_csv(path: str, columns: Columns) -> Iterator[RawDocument | Problem]:
    """Yield a document for each row of a CSV file with a header, in UTF-8."""
    opened = gzip.open if path.endswith(".gz") else open
    csv.field_size_limit(1 << 27)
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            yield from _documents(reader, _chosen(reader.fieldnames or [], columns), path)
    except (csv.Error, UnicodeDecodeError, EOFError, OSError) as error:
        yield Fault("D112", _DAMAGED.format(error)).problem(path)
    except Fault as fault:
        yield fault.problem(path)


def _chosen(names: Iterable[str], columns: Columns) -> dict[str, str]:
    """Return which column holds which field: those mapped, and those of the field's own name."""
    there = list(names)
    missing = [column for column in columns.values() if column not in there]
    found = {f: columns.get(f, f) for f in FIELDS if columns.get(f, f) in there}
    if missing or "text" not in found:
        lacking = ", ".join(repr(name) for name in missing) or "'text'"
        message = f"has no column {lacking}; it has {', '.join(there)}. See --columns"
        raise Fault("D113", message)
    return found


def _documents(
    rows: Iterable[Mapping[str, Any]], chosen: Mapping[str, str], path: str
) -> Iterator[RawDocument | Problem]:
    for number, row in enumerate(rows, 1):
        body = renamed(row, chosen)
        told = msgspec.json.decode(body)
        if "text" not in told:
            where = f"{path}, row {number}"
            name, message = told.get("id", where), f"{where} has no text"
            yield Problem(document_id=name, stage="read", code="D106", message=message)
            continue
        yield RawDocument(
            sha256=sha256_of(body),
            source_id=path,
            media_type=NDJSON,
            body=body,
            id=told.get("id"),
        )
