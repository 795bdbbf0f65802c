"""What is most worth checking: corrections that no longer fit, then events by doubt and weight."""

from __future__ import annotations

from typing import Any, NamedTuple

from dragoman.records import Correction, Outcome
from dragoman.serve.chronology import lines
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.picking import event_rows

__all__ = ["Attention", "attention", "worth_checking"]

_WORTH = """
    (1.1 - coalesce(e.score, 0.5)) * (1 + abs(coalesce(k.intensity, 0)) / 5)
    * (1 + ln(greatest(e.report_count, 1)))
    + CASE k.assertion WHEN 'contested' THEN 1.5 WHEN 'denied_only' THEN 0.5 ELSE 0 END
    + CASE WHEN e.has_dissent THEN 1.0 ELSE 0 END
"""
"""Doubt times consequence, more for what reports disagree on."""
_OPEN = ("stale", "conflict", "ambiguous", "orphaned")


class Attention(NamedTuple):
    """A correction that a person should look at again."""

    document_id: str
    correction: Correction
    outcome: Outcome


def attention(library: Library) -> list[Attention]:
    """Return the corrections that are stale, in conflict, ambiguous or orphaned."""
    return [Attention(*row) for row in library.corrections() if row[2].status in _OPEN]


def worth_checking(library: Library, filters: Filters, *, limit: int = 30) -> list[dict[str, Any]]:
    """Return the events most worth checking that nobody has judged yet."""
    where, bound = filters.conditions()
    judged = sorted({o.record_id for _, _, o in library.corrections() if o.record_id})
    worst = library.rows(
        f"SELECT e.n FROM shown_index e JOIN shown_kinds k ON k.n = e.kind_n WHERE {where}"
        " AND e.n NOT IN (SELECT event_n FROM shown_told"
        " WHERE report_id IN (SELECT unnest($judged)))"
        f" ORDER BY {_WORTH} DESC, e.id LIMIT {limit}",
        bound | {"judged": judged},
    )
    return lines(library, event_rows(library, [row["n"] for row in worst]))
