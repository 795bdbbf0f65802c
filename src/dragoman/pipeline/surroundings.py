"""Where a place lies that the gazetteer does not have, by what else the text names.

Only for names that somebody marked as places. Such a name gets a point, a country and a region, and
stays without name, id and feature: nothing here says which place it is. The region that the text
says outright ("Elm Mills, Mo.") comes first, then the town or district named nearest to it in the
country that the text names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from dragoman.knowledge.places import PlaceHit
from dragoman.records.output import OutputPlace

__all__ = ["put_by_surroundings"]

_SMALL = ("P", "S", "A.ADM2", "A.ADM3")
"""Kinds of places that are small enough for a neighbour to lie near their point."""


def put_by_surroundings(
    place: OutputPlace, beside: Sequence[OutputPlace], region: PlaceHit | None
) -> OutputPlace:
    """Return a place that resolves to nothing with the point of what the text names near it.

    `beside` are the places of the text, `region` the first-order region it is said to lie in. A
    place that is resolved, or that has nothing beside it, comes back as it is.
    """
    if place.lat is not None:
        return place
    known = [other for other in beside if other.lat is not None and other.kind != "in_name"]
    small = [other for other in known if (other.feature or "").startswith(_SMALL)]
    if region is not None:
        inside = [other for other in small if _is_in(other, region)]
        nearest = _nearest(place, inside)
        return _put_in(place, region) if nearest is None else _put_at(place, nearest)
    common = Counter(other.country for other in known if other.country).most_common(1)
    home = [other for other in small if common and other.country == common[0][0]]
    nearest = _nearest(place, home or small)
    return place if nearest is None else _put_at(place, nearest)


def _nearest(place: OutputPlace, others: Sequence[OutputPlace]) -> OutputPlace | None:
    """Return the one of `others` with the fewest characters between it and `place`."""
    return min(
        others,
        key=lambda other: (max(place.start - other.end, other.start - place.end), other.start),
        default=None,
    )


def _is_in(place: OutputPlace, region: PlaceHit) -> bool:
    return place.country == region.country and place.admin1 == region.name


def _put_at(place: OutputPlace, other: OutputPlace) -> OutputPlace:
    """Return `place` at the point of another place of the text."""
    return msgspec.structs.replace(
        place, lat=other.lat, lon=other.lon, country=other.country, admin1=other.admin1
    )


def _put_in(place: OutputPlace, region: PlaceHit) -> OutputPlace:
    """Return `place` at the point of the region that it is said to lie in."""
    return msgspec.structs.replace(
        place,
        lat=region.latitude,
        lon=region.longitude,
        country=region.country,
        admin1=region.name,
    )
