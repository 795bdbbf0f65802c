"""Finds the spans around a place without looking at all of them: long texts have thousands."""

from __future__ import annotations

from bisect import bisect_right
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
        found = set()
        for i in self._before(start + 1, end - 1):
            if self._spans[i][1] >= end:
                found.add(self._spans[i][2])
        return sorted(found)

    def overlapping(self, start: int, end: int) -> list[int]:
        """Return the numbers of the spans that share a character with [start, end)."""
        found = set()
        for i in self._before(end, start):
            if self._spans[i][1] > start:
                found.add(self._spans[i][2])
        return sorted(found)

    def _before(self, limit: int, reached: int) -> Iterable[int]:
        """Yield backwards what begins before `limit`, while any span may end after `reached`."""
        i = bisect_right(self._starts, limit - 1) - 1
        while i >= 0 and self._reach[i] > reached:
            yield i
            i -= 1
