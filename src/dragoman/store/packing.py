"""Whole records as they lie in the store: JSON, each compressed by itself.

DuckDB would compress thousands of them as one, and unpack them all for the one that is asked for:
a page that shows a few documents would read a thousand times as many.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import duckdb

__all__ = ["pack", "packed_at", "unpack"]

_AT_ONCE = 16
"""Records that are asked for at once; any may be large."""


def pack(value: object) -> bytes:
    """Return a record, or JSON that is made already, as it is stored."""
    told = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return zlib.compress(told)


def unpack(stored: bytes) -> bytes:
    """Return the JSON of a record."""
    return zlib.decompress(stored)


def packed_at(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, places: Sequence[int]
) -> Iterator[tuple[int, bytes]]:
    """Yield the place (`rowid`) and what lies there, compressed, in no order.

    For a few asked for by id or hash, DuckDB would read those of all rows.
    """
    question = f"SELECT rowid, {column} FROM {table} WHERE rowid IN (SELECT unnest($1::BIGINT[]))"
    for start in range(0, len(places), _AT_ONCE):
        yield from connection.execute(question, [places[start : start + _AT_ONCE]]).fetchall()
