"""Where an event was, of what its reports say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dragoman.records import Dissent, EventPlace
from dragoman.records.report import PlacePrecision
from dragoman.stages.links.report import LinkablePlace, LinkableReport
from dragoman.stages.links.votes import Reading, by_support

__all__ = ["Where", "place_of"]

_PRECISION: tuple[PlacePrecision, ...] = (
    "exact", "city", "admin2", "admin1", "country", "region",
)  # fmt: skip
_FINE = _PRECISION[:3]
_ONE_PLACE_DEGREES = 0.3
"""About 30 km: a village and the town it is near."""


class Where(NamedTuple):
    """The place of an event, None where no report names one, and the places that lost."""

    place: EventPlace | None
    dissent: tuple[Dissent, ...]


def place_of(reports: Sequence[LinkableReport]) -> Where:
    """Return the most precise of the best-supported places at which it was.

    A report's first place counts; one that it only led from or to counts where there is no other.
    """
    given = by_support(_first_places(reports))
    if not given:
        return Where(None, ())
    best = min(given, key=lambda reading: (_coarseness(reading.value), given.index(reading)))
    lost = [reading for reading in given if _are_apart(best.value, reading.value)]
    return Where(_shown(best), tuple(
        Dissent(
            field="where",
            value=msgspec.json.encode(_shown(reading)).decode(),
            report_ids=reading.report_ids,
        )
        for reading in lost
    ))  # fmt: skip


def _first_places(reports: Sequence[LinkableReport]) -> list[tuple[LinkablePlace, LinkableReport]]:
    at = [
        (place, report) for report in reports
        for place in [p for p in report.places if p.relation in ("at", "near")][:1]
    ]  # fmt: skip
    return at or [(place, report) for report in reports for place in report.places[:1]]


def _coarseness(place: LinkablePlace) -> int:
    """Return what sorts towns before districts before countries; unresolved names come last."""
    return len(_PRECISION) if place.precision is None else _PRECISION.index(place.precision)


def _are_apart(one: LinkablePlace, other: LinkablePlace) -> bool:
    """True if the two cannot be one place: two countries, or two towns that are not neighbours."""
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    if one.geonames_id == other.geonames_id or not {one.precision, other.precision} <= {*_FINE}:
        return False
    if one.latitude is None or other.latitude is None:
        return False
    if one.longitude is None or other.longitude is None:
        return False
    apart = abs(one.latitude - other.latitude), abs(one.longitude - other.longitude)
    return max(apart) > _ONE_PLACE_DEGREES


def _shown(reading: Reading[LinkablePlace]) -> EventPlace:
    place = reading.value
    return EventPlace(
        name=place.name, relation=place.relation, country=place.country, admin1=place.admin1,
        latitude=place.latitude, longitude=place.longitude, geonames_id=place.geonames_id,
        precision=place.precision, report_ids=reading.report_ids,
    )  # fmt: skip
