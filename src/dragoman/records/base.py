"""What all records share: the base class, bounded scores, and ids made by hashing.

Every record is a frozen, keyword-only msgspec Struct. `frozen` and `kw_only` are not inherited
in effect by the type checker, so each class repeats them; a test holds every class to it.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec

__all__ = ["Offset", "Record", "Score", "make_id"]

Score = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
"""How surely we read it right, 0 to 1. Not the speaker's certainty; that is `Stance.certainty`."""

Offset = Annotated[int, msgspec.Meta(ge=0)]
"""A position in `Document.text`, in Unicode code points."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, hashable, validated when decoded."""


def make_id(prefix: str, *parts: str | int) -> str:
    """Return `prefix-` and 16 hex digits that depend on `parts` alone.

    Parts are joined with the ASCII unit separator, so ("ab", "c") and ("a", "bc") differ.
    The same parts give the same id on every machine and in every version.
    """
    joined = "\x1f".join(map(str, parts))
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:16]}"
