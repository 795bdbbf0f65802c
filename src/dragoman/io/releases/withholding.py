"""Names of private persons out of the rows of a release: numbers stand for them.

A number is the same wherever the person occurs in one release. Columns that hold such names inside
other words are emptied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

__all__ = ["Withholding"]

_EMPTIED: dict[str, Any] = {
    "according_to": [],
    "sentence": None,
    "trigger": None,
    "content": None,
    "title": None,
}
"""Columns whose words may hold any name."""
_WITH_COUNTRY = re.compile(r" \([A-Z]{3}\)$")
_KEYS = ("actor_key", "recipient_key", "id")


class Withholding:
    """Replaces names in batches of rows."""

    def __init__(self, names: Iterable[str]) -> None:
        # By hash, so that the order of the numbers says nothing of the names.
        ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
        self._stands_for = {name: f"person-{n}" for n, name in enumerate(ordered, start=1)}

    def apply(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the batches without the names."""
        for batch in batches:
            rows = [self._row(row) for row in batch.to_pylist()]
            yield pa.RecordBatch.from_pylist(rows, schema=batch.schema)

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        found = {name: self._without(value) for name, value in row.items()}
        found |= {name: value for name, value in _EMPTIED.items() if name in found}
        found |= {name: self._key(found[name]) for name in _KEYS if name in found}
        for dissent in found.get("dissents") or ():
            if dissent["field"] in ("initiator", "target"):
                dissent["value"] = None
        return found

    def _without(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._stands_for.get(value, value)
        if isinstance(value, list):
            return [self._without(part) for part in value]
        if isinstance(value, dict):
            return {name: self._without(part) for name, part in value.items()}
        return value

    def _key(self, key: str) -> str:
        """Return the key of an actor that is known by its name only, without the name."""
        if not key.startswith("name:"):
            return key
        bare = _WITH_COUNTRY.sub("", key.removeprefix("name:"))
        return key if bare not in self._stands_for else f"name:{self._stands_for[bare]}"
