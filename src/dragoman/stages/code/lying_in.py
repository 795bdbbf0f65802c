"""In what a place that no index knows lies, where the text says so: "Kuriga, a village in Kaduna".

It has no coordinates then, but a country and mostly a province.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import Document, DocumentEntity, LocationRef, Mention, Place
from dragoman.records.report import EventReport
from dragoman.stages.code.containers import HOLDS
from dragoman.stages.code.precision import precision_of

__all__ = ["with_what_holds_them"]

_LIES_IN = re.compile(
    r"(?:\s+(?:village|town|city|camp|base|district|regency|county|area|neighbou?rhood|suburb"
    r"|beach|market|square|roundabout|bridge|(?:toll )?gate|junction|street|hospital|prison|park))?"
    r"(?:,\s+an?(?:\s+[a-z-]+){1,4})?(?:,\s+(?:also\s+)?(?:in\s+)?|\s+(?:in|of)\s+)(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[a-z-]*\s+)?(?:[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?['’]s\s+)?"
)
"""What may stand between a place and the one in which it lies: ", a village in Nigeria's"."""
_REACH = 60
"""Characters within which that is said."""
_WIDTHS = ("city", "admin2", "admin1", "country")
"""From the narrowest; regions and seas have no country of their own."""


def with_what_holds_them(
    document: Document,
    mentions: Sequence[Mention],
    entities: Sequence[DocumentEntity],
    reports: tuple[EventReport, ...],
    index: PlaceIndex,
) -> tuple[EventReport, ...]:
    """Return the reports whose places without an entry of the index say in what they lie."""
    chosen = {m: e.chosen.target_id for e in entities if e.chosen for m in e.mention_ids}
    named = [(m, index.get(chosen[m.id])) for m in mentions if m.kind == "place" and m.id in chosen]
    return tuple(
        replace(r, where=tuple(_held(document.text, ref, named) for ref in r.where))
        if any(ref.place_id is None for ref in r.where)
        else r
        for r in reports
    )


def _held(text: str, ref: LocationRef, named: Sequence[tuple[Mention, Place]]) -> LocationRef:
    """Return the place with the narrowest one in which its sentence says that it lies."""
    if ref.place_id is not None:
        return ref
    own = ref.evidence.span
    holding = []
    for mention, place in named:
        width = precision_of(place.kind)
        after, before = mention.span.start - own.end, own.start - mention.span.end
        lies = 0 < after < _REACH and mention.usage != "demonym"
        lies = lies and _LIES_IN.fullmatch(text, own.end, mention.span.start) is not None
        holds = 0 < before < _REACH and HOLDS.fullmatch(text, mention.span.end, own.start)
        if width in _WIDTHS and place.country and (lies or holds):
            holding.append((_WIDTHS.index(width), place.id))
    return replace(ref, within=min(holding)[1]) if holding else ref
