"""Finds the spans around a place without looking at all of them: long texts have thousands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

__all__ = ["SpanIndex"]


class SpanIndex:
    """Half-open spans with a number each, by where they begin."""

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        """Take (start, end, number); one number may have several spans."""
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._reach: list[int] = []
        """The furthest end of all spans up to each."""
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def around(self, start: int, end: int) -> list[int]:
        """Return the numbers of the spans that hold all of [start, end), ascending, each once."""
        before = self._before(start + 1, end - 1)
        return sorted({self._spans[i][2] for i in before if self._spans[i][1] >= end})

    def overlapping(self, start: int, end: int) -> list[int]:
        """Return the numbers of the spans that share a character with [start, end)."""
        before = self._before(end, start)
        return sorted({self._spans[i][2] for i in before if self._spans[i][1] > start})

    def _before(self, limit: int, reached: int) -> range:
        """Return backwards what begins before `limit`, while any span may end after `reached`."""
        last = bisect_left(self._starts, limit)
        # What is reached never shrinks from one span to the next.
        return range(last - 1, bisect_right(self._reach, reached, 0, last) - 1, -1)
