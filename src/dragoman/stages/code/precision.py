"""How exact a place is as the place of an event."""

from __future__ import annotations

from dragoman.records.report import PlacePrecision

__all__ = ["precision_of"]


def precision_of(kind: str | None) -> PlacePrecision | None:
    """Return how exact a GeoNames feature is as an event's place; None for an unknown one."""
    if kind is None:
        return None
    if kind.startswith(("A.PCL", "A.TERR")):
        return "country"
    if kind.startswith("A.ADM1"):
        return "admin1"
    if kind.startswith("A.ADM"):
        return "admin2"
    if kind.startswith("P"):
        return "city"
    return "exact" if kind.startswith("S") else "region"
