"""Distances on the globe, in kilometres."""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = ["great_circle_km"]

_DIAMETER_KM = 12742.0


@lru_cache(maxsize=65536)
def great_circle_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Return the great-circle distance of two points given in degrees (haversine formula)."""
    north, south = math.radians(latitude), math.radians(other_latitude)
    half = math.radians(other_longitude - longitude) / 2
    chord = (
        math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(half) ** 2
    )
    return _DIAMETER_KM * math.asin(min(1.0, math.sqrt(chord)))
