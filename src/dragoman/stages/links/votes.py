"""Which of several readings the most sources hold, and which others cannot be true beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

import msgspec

from dragoman.stages.links.report import LinkableReport

__all__ = ["Reading", "by_support", "rivals"]

T = TypeVar("T", bound=Hashable)


class Reading(NamedTuple, Generic[T]):
    """A value with the reports that give it, in order of id."""

    value: T
    report_ids: tuple[str, ...]


def by_support(given: Iterable[tuple[T, LinkableReport]]) -> list[Reading[T]]:
    """Return the different values, that of the most sources first.

    Of equally many that of the latest document, then by the value itself.
    """
    holders: dict[T, list[LinkableReport]] = {}
    for value, report in given:
        holders.setdefault(value, []).append(report)

    def rank(value: T) -> tuple[int, int, bytes]:
        reports = holders[value]
        origins = {report.document.origin_id for report in reports}
        latest = max(report.document.published or date.min for report in reports)
        return -len(origins), -latest.toordinal(), msgspec.json.encode(value)

    ordered = sorted(holders, key=rank)
    return [
        Reading(value, tuple(sorted({report.id for report in holders[value]}))) for value in ordered
    ]


def rivals(
    best: Reading[T], others: Sequence[Reading[T]], differ: Callable[[T, T], bool]
) -> list[Reading[T]]:
    """Return the readings that cannot be true beside the best."""
    return [reading for reading in others if differ(best.value, reading.value)]
