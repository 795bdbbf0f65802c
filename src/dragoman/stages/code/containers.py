"""Of a town and what it lies in, the town is the event's place: "the Iraqi town of Hit, in Anbar".

The words for what it lies in stay among the report's evidence.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import Document, LocationRef, Place
from dragoman.records.report import EventReport
from dragoman.stages.code.precision import precision_of

__all__ = ["HOLDS", "without_containers"]

_LIES_IN = re.compile(
    r"(?:(?:\s+(?:village|town|city|camp|base))?\s+in"
    r"|\s+(?:district|neighbou?rhood|suburb|quarter|area|sector|part|beach|market|square|roundabout"
    r"|bridge|(?:toll )?gate|junction|street|hospital|prison)\s+(?:in|of))\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What stands between a place and the next where the second says in what the first lies."""
HOLDS = re.compile(
    r"(?:['’]s)?(?:\s+[a-z-]+){0,2}\s+(?:village|town|city|port|capital|suburb|district|province|state|region"
    r"|neighbou?rhood|quarter|borough)(?:\s+of|,)\s+(?:the\s+)?"
)
"""What stands between a place and the next where the first says in what the second lies."""
_JOINED = re.compile(r",?\s+(?:and|or)\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_IN_A_COUNTRY = frozenset({"exact", "city", "admin2", "admin1"})
"""A sea or a region with a country's code may reach beyond it."""


def without_containers(
    document: Document, reports: tuple[EventReport, ...], index: PlaceIndex
) -> tuple[EventReport, ...]:
    """Return the reports without places in which another place of the same report lies.

    It lies there by the index, by part_of or as a town of that country or region, or because the
    text says so: "Buwa village in Ibi", "the Brooklyn neighborhood of Canarsie".
    """
    return tuple(
        replace(report, where=_finest(document.text, report.where, index))
        if len(report.where) > 1
        else report
        for report in reports
    )


def _finest(
    text: str, where: tuple[LocationRef, ...], index: PlaceIndex
) -> tuple[LocationRef, ...]:
    places = {
        ref.entity_id: None if ref.place_id is None else index.get(ref.place_id) for ref in where
    }

    def holds(wide: LocationRef, fine: LocationRef) -> bool:
        outer, inner = places[wide.entity_id], places[fine.entity_id]
        if _lies_in(outer, inner, index) or _are_joined(text, wide, fine):
            return False
        said = _is_said_to_lie_in(text, fine, wide) and _may_lie_in(inner, outer)
        return said or _lies_in(inner, outer, index)

    kept = [wide for wide in where if not any(holds(wide, fine) for fine in where)]
    return tuple({ref.place_id or ref.entity_id: ref for ref in reversed(kept)}.values())[::-1]


def _may_lie_in(fine: Place | None, wide: Place | None) -> bool:
    """Whether nothing that the index knows speaks against it: "Ukraine in Belgorod".

    Of a place that it does not know, what it lies in says where on earth that is. Seas and regions
    have towns and provinces in several countries: "the Gulf Coast state of Tabasco".
    """
    if fine is None or wide is None:
        return wide is None
    if precision_of(wide.kind) not in (*_IN_A_COUNTRY, "country"):
        return True
    return precision_of(fine.kind) not in ("country", "admin1") and fine.country == wide.country


def _are_joined(text: str, one: LocationRef, other: LocationRef) -> bool:
    """Whether only "and" stands between the two: "in Georgia and Atlanta" are two places."""
    first, second = sorted((one.evidence.span, other.evidence.span), key=lambda s: s.start)
    return _JOINED.fullmatch(text[first.end : second.start]) is not None


def _lies_in(fine: Place | None, wide: Place | None, index: PlaceIndex) -> bool:
    """Whether the first is a part of the second by the index."""
    if fine is None or wide is None or fine.id == wide.id:
        return False
    is_in_country = precision_of(wide.kind) == "country" and fine.country == wide.country
    has_country = fine.country is not None and precision_of(fine.kind) in _IN_A_COUNTRY
    return (is_in_country and has_country) or wide.id in index.parents(fine.id)


def _is_said_to_lie_in(text: str, fine: LocationRef, wide: LocationRef) -> bool:
    first, second = fine.evidence.span, wide.evidence.span
    if second.start < first.start:
        return HOLDS.fullmatch(text[second.end : first.start]) is not None
    return _LIES_IN.fullmatch(text[first.end : second.start]) is not None
