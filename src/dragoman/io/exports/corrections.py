"""Corrections as a table and back, so that people can read, share and merge what they decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.errors import InputError
from dragoman.io.exports.columns import schema_of
from dragoman.records import Anchor, Correction

__all__ = ["correction_batches", "corrections_of"]

_ANCHORED = ("document_id", "start", "end", "quote", "prefix", "suffix")


def correction_batches(corrections: Iterable[Correction]) -> Iterator[pa.RecordBatch]:
    """Yield the corrections as rows, in their order."""
    rows = [_row(correction) for correction in corrections]
    yield pa.RecordBatch.from_pylist(rows, schema=schema_of("corrections"))


def corrections_of(table: pa.Table) -> tuple[Correction, ...]:
    """Return the corrections of a table that was exported.

    Raises:
        InputError: D123 a row is no correction.
    """
    found = []
    for number, row in enumerate(table.to_pylist(), start=1):
        try:
            found.append(_correction(row))
        except ValueError as error:
            raise InputError("D123", f"row {number} is no correction: {error}.") from error
    return tuple(found)


def _row(correction: Correction) -> dict[str, Any]:
    said = ("id", "kind", "action", "field", "value", "seen", "seen_run_id", "author", "made_at",
            "reason", "supersedes")  # fmt: skip
    values = {name: getattr(correction, name) for name in said}
    values |= _anchored(correction.anchor, "")
    return values | _anchored(correction.other_anchor, "other_")


def _anchored(anchor: Anchor | None, prefix: str) -> dict[str, Any]:
    if anchor is None:
        return dict.fromkeys(prefix + name for name in _ANCHORED)
    span = anchor.span
    values = (span.document_id, span.start, span.end, anchor.quote, anchor.prefix, anchor.suffix)
    return {prefix + name: value for name, value in zip(_ANCHORED, values, strict=True)}


def _correction(row: dict[str, Any]) -> Correction:
    own = {name: row[name] for name in Correction.__struct_fields__ if name in row}
    own |= {"reason": own["reason"] or "", "other_anchor": _anchor(row, "other_")}
    return msgspec.convert({**own, "anchor": _anchor(row, "")}, type=Correction)


def _anchor(row: dict[str, Any], prefix: str) -> dict[str, Any] | None:
    document_id, start, end, quote, before, after = (row[prefix + name] for name in _ANCHORED)
    if document_id is None:
        return None
    span = {"document_id": document_id, "start": start, "end": end}
    return {"span": span, "quote": quote or "", "prefix": before or "", "suffix": after or ""}
