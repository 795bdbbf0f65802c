"""Rows of a table as an Arrow table with the table's own types."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from dragoman.store.schema import Table

__all__ = ["arrow_schema", "arrow_table"]

_TYPES: dict[str, pa.DataType] = {
    "TEXT": pa.string(),
    "TEXT[]": pa.list_(pa.string()),
    "UBIGINT[]": pa.list_(pa.uint64()),
    "JSON": pa.string(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "BLOB": pa.binary(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the table's columns as Arrow has them; JSON is text."""
    return pa.schema([(column.name, _TYPES[column.type]) for column in table.columns])


def arrow_table(table: Table, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    """Return the rows as Arrow; ValueError where one has not a value for each column."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in table.columns)
    pairs = zip(columns, arrow_schema(table), strict=True)
    arrays = [pa.array(values, type=field.type) for values, field in pairs]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))
