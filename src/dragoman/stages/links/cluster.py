"""From scored pairs to groups: average-link clustering under constraints, free of order.

The two groups whose pairs of reports score highest on average are joined, again and again, until no
average is above 0. A pair that was never compared, for the two share no block, counts a little
against. Of equal averages the one with the smaller rows goes first, so the result depends on the
pairs alone.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["UNCOMPARED", "Groups", "cluster"]

Index = npt.NDArray[np.intp]
Pair = tuple[int, int]

UNCOMPARED = -0.3
"""In a large happening most pairs lie outside each other's window, so it must not weigh much."""


class Groups:
    """Rows joined into groups, each known by its smallest row; some pairs may never be joined."""

    def __init__(self, size: int, apart: Iterable[Pair] = ()) -> None:
        self.top = list(range(size))
        self.rows: dict[int, list[int]] = {}
        self.apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def of(self, row: int) -> int:
        """Return the group of a row."""
        while self.top[row] != row:
            self.top[row] = self.top[self.top[row]]
            row = self.top[row]
        return row

    def members(self, group: int) -> list[int]:
        """Return the rows of a group."""
        return self.rows.get(group, [group])

    def may_join(self, one: int, other: int) -> bool:
        """True if no pair of the two groups' rows is kept apart."""
        return other not in self.apart[one] if one in self.apart else True

    def join(self, one: int, other: int) -> int:
        """Join two groups and return the group they are now; they must be allowed to."""
        kept, gone = min(one, other), max(one, other)
        self.top[gone] = kept
        self.rows[kept] = self.members(kept) + self.members(gone)
        self.rows.pop(gone, None)
        for group in self.apart.pop(gone, ()):
            self.apart[group].discard(gone)
            self.apart[group].add(kept)
            self.apart[kept].add(group)
        return kept

    def all(self) -> list[list[int]]:
        """Return every group's rows in order, groups in order of their first row."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in range(len(self.top)):
            found[self.of(row)].append(row)
        return list(found.values())


def cluster(groups: Groups, left: Index, right: Index, scores: npt.NDArray[np.float32]) -> None:
    """Join in `groups` what the scored pairs of rows speak for; pairs are given once, in order."""
    for pairs in _components(groups, left, right, scores):
        _join_component(groups, pairs)


def _components(
    groups: Groups, left: Index, right: Index, scores: npt.NDArray[np.float32]
) -> Iterator[list[tuple[int, int, float]]]:
    """Yield the pairs between different groups, by sets of groups that positive pairs connect.

    Nothing is ever joined across such sets, so each can be clustered by itself.
    """
    tops = np.array([groups.of(row) for row in range(len(groups.top))], dtype=np.intp)
    one, other = tops[left], tops[right]
    positive = scores > 0
    reach = Groups(len(groups.top))
    for a, b in zip(one[positive].tolist(), other[positive].tolist(), strict=True):
        first, second = reach.of(a), reach.of(b)
        if first != second:
            reach.top[max(first, second)] = min(first, second)
    parts = np.array([reach.of(int(row)) for row in range(len(tops))], dtype=np.intp)
    kept = np.flatnonzero((parts[one] == parts[other]) & (one != other))
    kept = kept[np.argsort(parts[one[kept]], kind="stable")]
    part = parts[one[kept]]
    for some in np.split(kept, np.flatnonzero(part[1:] != part[:-1]) + 1):
        yield list(
            zip(one[some].tolist(), other[some].tolist(), scores[some].tolist(), strict=True)
        )


def _join_component(groups: Groups, pairs: Sequence[tuple[int, int, float]]) -> None:
    """Join the groups of one component, best average first."""
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, score in pairs:
        # What is not compared counts UNCOMPARED: the sum holds only what a pair adds to that.
        extra = max(score, -1e6) - UNCOMPARED
        sums[one][other] = sums[other][one] = sums[one].get(other, 0.0) + extra
    version: dict[int, int] = defaultdict(int)
    waiting: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, other: int) -> None:
        a, b = min(one, other), max(one, other)
        size = len(groups.members(a)) * len(groups.members(b))
        mean = sums[a][b] / size + UNCOMPARED
        if mean > 0 and groups.may_join(a, b):
            heapq.heappush(waiting, (-mean, a, b, version[a], version[b]))

    for one in sorted(sums):
        for other in sorted(sums[one]):
            if one < other:
                offer(one, other)
    while waiting:
        _, a, b, version_a, version_b = heapq.heappop(waiting)
        if version[a] != version_a or version[b] != version_b or not groups.may_join(a, b):
            continue
        groups.join(a, b)
        version[a] += 1
        version[b] = -1
        _merge_sums(sums, a, b)
        for other in sorted(sums[a]):
            offer(a, other)


def _merge_sums(sums: dict[int, dict[int, float]], kept: int, gone: int) -> None:
    """Move what is summed of `gone` to `kept`."""
    for other, extra in sums.pop(gone).items():
        del sums[other][gone]
        if other != kept:
            sums[kept][other] = sums[other][kept] = sums[kept].get(other, 0.0) + extra
