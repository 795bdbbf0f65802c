"""Figures with 95 % intervals by bootstrap over documents, whatever is being scored."""

from __future__ import annotations

import random
from collections import defaultdict

from dragoman.records import Record

__all__ = ["Measure", "Tally"]

_RESAMPLES = 1000


class Measure(Record, frozen=True, kw_only=True):
    """One figure: `right` of `of`, with a 95 % interval over documents.

    For F1 `right` is twice the matches and `of` the gold plus the found: Dice's coefficient,
    which F1 is.
    """

    name: str
    right: int | None
    of: int | None
    """Both None for a figure that is no share, such as a mean of several."""
    value: float | None
    """None where there is nothing to score."""
    low: float | None
    high: float | None


class Tally:
    """Counts per measure and document; `document` numbers the one being scored."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self.document = 0

    def add(self, name: str, right: int, of: int) -> None:
        """Count `right` of `of` more under `name` for the present document."""
        before = self.counts[name].get(self.document, (0, 0))
        self.counts[name][self.document] = (before[0] + right, before[1] + of)

    def found(self, name: str, *, matched: int, gold: int, found: int) -> None:
        """Add precision, recall and F1 of one document."""
        self.add(f"{name} precision", matched, found)
        self.add(f"{name} recall", matched, gold)
        self.add(f"{name} F1", 2 * matched, gold + found)

    def measures(self) -> tuple[Measure, ...]:
        """Return what was counted, in the order in which each figure first came up."""
        return tuple(_measure(name, list(counts.values())) for name, counts in self.counts.items())


def _measure(name: str, counts: list[tuple[int, int]]) -> Measure:
    right, of = (sum(column) for column in zip(*counts, strict=True))
    value = right / of if of else None
    low, high = _interval(counts) if of else (None, None)
    return Measure(name=name, right=right, of=of, value=value, low=low, high=high)


def _interval(counts: list[tuple[int, int]]) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of resampled documents, with a fixed seed."""
    chance = random.Random(0)
    values = []
    for _ in range(_RESAMPLES):
        sample = chance.choices(counts, k=len(counts))
        of = sum(pair[1] for pair in sample)
        if of:
            values.append(sum(pair[0] for pair in sample) / of)
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]
