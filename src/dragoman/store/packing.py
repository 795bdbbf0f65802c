"""Whole records as they lie in the store: JSON, each compressed by itself.

DuckDB would compress thousands of them as one, and unpack them all for the one that is asked for:
a page that shows a few documents would read a thousand times as many.
"""

from __future__ import annotations

import zlib

import msgspec

__all__ = ["pack", "unpack"]


def pack(value: object) -> bytes:
    """Return a record, or JSON that is made already, as it is stored."""
    told = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return zlib.compress(told)


def unpack(stored: bytes) -> bytes:
    """Return the JSON of a record."""
    return zlib.decompress(stored)
