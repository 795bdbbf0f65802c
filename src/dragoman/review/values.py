"""The values that people can correct: how each is read, compared and put in place.

A value's *gist* is what a reviewer judges of it; the scores and offsets around it may change from
run to run without making the judgement stale.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from dragoman.records import Correction, Stance
from dragoman.records.claim import ClaimKind
from dragoman.records.output import (
    OutputClaim,
    OutputParticipant,
    OutputReport,
    OutputWhen,
    OutputWhere,
)

__all__ = [
    "CLAIM_FIELDS",
    "REPORT_FIELDS",
    "gist",
    "gists",
    "read_value",
    "with_value",
]

R = TypeVar("R", OutputReport, OutputClaim)

_STANCE: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Stance)}
REPORT_FIELDS: dict[str, Any] = {
    "type": str,
    "mode": str | None,
    "contexts": tuple[str, ...],
    "participants": tuple[OutputParticipant, ...],
    "when": OutputWhen | None,
    "where": tuple[OutputWhere, ...],
    **_STANCE,
}
"""The fields of a report that a correction may set, with the type of its value."""
CLAIM_FIELDS: dict[str, Any] = {"kind": ClaimKind, **_STANCE}
"""The fields of a claim that a correction may set, with the type of its value."""


def read_value(correction: Correction) -> Any:
    """Return the value that a correction sets; UNSET if it is none of its field."""
    fields = REPORT_FIELDS if correction.kind == "report" else CLAIM_FIELDS
    wanted = fields.get(correction.field or "")
    if wanted is None or correction.value is None:
        return msgspec.UNSET
    try:
        return msgspec.json.decode(correction.value, type=wanted)
    except (msgspec.DecodeError, UnicodeError):
        return msgspec.UNSET


def gists(record: OutputReport | OutputClaim) -> dict[str, Any]:
    """Return what a reviewer judges of a record, by field."""
    stance = record.stance or Stance()
    values: dict[str, Any] = {name: getattr(stance, name) for name in _STANCE}
    fields = REPORT_FIELDS if isinstance(record, OutputReport) else CLAIM_FIELDS
    for name in fields.keys() - values.keys():
        values[name] = gist(name, getattr(record, name))
    return values


def gist(field: str, value: Any) -> Any:
    """Return what counts of a value when two are compared."""
    if field == "participants":
        parts = [[p.role, p.name, p.country or "", p.sector or "", p.negated] for p in value]
        return sorted(parts)
    if field == "when":
        return None if value is None else [value.earliest, value.before, value.extent]
    if field == "where":
        return sorted([w.name, w.country or "", w.relation] for w in value)
    if field == "contexts":
        return sorted(value)
    return value


def with_value(record: R, values: dict[str, Any]) -> R:
    """Return the record with some values set."""
    if not values:
        return record
    stance = {name: value for name, value in values.items() if name in _STANCE}
    changes = {name: value for name, value in values.items() if name not in _STANCE}
    if stance:
        changes["stance"] = msgspec.structs.replace(record.stance or Stance(), **stance)
    return msgspec.structs.replace(record, **changes)
