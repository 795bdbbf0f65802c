"""How like two clusterings of the same mentions are: B³, MUC, CEAFe and their mean, CoNLL F1.

Everything is counted per topic, so that intervals can be taken over topics: a found cluster that
reaches over two topics is counted where its mentions are. Clusters of one mention count in B³ and
CEAFe; MUC counts links, of which they have none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Scores", "Sums", "add_up", "best_assignment", "count_by_topic"]

Clustering = Mapping[str, str]
"""The cluster of each mention."""


class Sums(NamedTuple):
    """Numerators and denominators of recall and precision, of one topic or several."""

    b3: tuple[float, float, float, float]
    muc: tuple[float, float, float, float]
    ceafe: tuple[float, float, float, float]

    def scores(self) -> Scores:
        """Return the figures they come to."""
        b3, muc, ceafe = (_f1(*part) for part in self)
        return Scores(b3, muc, ceafe, conll=(b3 + muc + ceafe) / 3)


class Scores(NamedTuple):
    """F1 by each measure, and their mean."""

    b3: float
    muc: float
    ceafe: float
    conll: float


def _f1(right: float, of: float, found_right: float, found: float) -> float:
    recall = right / of if of else 0.0
    precision = found_right / found if found else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def add_up(parts: Sequence[Sums]) -> Sums:
    """Return the sums of several topics, one that is there twice counted twice."""
    columns = np.array(parts).sum(axis=0)
    return Sums(*(tuple(float(value) for value in row) for row in columns))  # type: ignore[arg-type]  # four columns each


def count_by_topic(gold: Clustering, found: Clustering, topics: Mapping[str, str]) -> list[Sums]:
    """Return the sums of each topic, in order of its name; all three have the same mentions."""
    names = sorted(set(topics.values()))
    tables = [
        _count_b3(gold, found, topics),
        _count_muc(gold, found, topics),
        _count_ceafe(gold, found, topics),
    ]
    return [Sums(*(tuple(table[name]) for table in tables)) for name in names]  # type: ignore[arg-type]  # four columns each


def _members(clustering: Clustering) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mention in sorted(clustering):
        found[clustering[mention]].append(mention)
    return found


def _count_b3(
    gold: Clustering, found: Clustering, topics: Mapping[str, str]
) -> dict[str, list[float]]:
    """Count for each mention the share of its gold cluster found, and of its found one right."""
    sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[mention], found[mention]) for mention in gold)
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for mention, topic in topics.items():
        shared = both[gold[mention], found[mention]]
        row = (shared / sizes[gold[mention]], 1, shared / found_sizes[found[mention]], 1)
        sums[topic] = [a + b for a, b in zip(sums[topic], row, strict=True)]
    return sums


def _count_muc(
    gold: Clustering, found: Clustering, topics: Mapping[str, str]
) -> dict[str, list[float]]:
    """Count links: a cluster of n has n - 1, and keeps all but those between its parts."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for first, (one, other) in ((0, (gold, found)), (2, (found, gold))):
        for mentions in _members(one).values():
            parts = len({other[mention] for mention in mentions})
            for topic, count in Counter(topics[mention] for mention in mentions).items():
                share = count / len(mentions)
                sums[topic][first] += share * (len(mentions) - parts)
                sums[topic][first + 1] += share * (len(mentions) - 1)
    return sums


def _count_ceafe(
    gold: Clustering, found: Clustering, topics: Mapping[str, str]
) -> dict[str, list[float]]:
    """Count how like each gold cluster is to the found one that it is paired with at best."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    ours, theirs = _members(gold), _members(found)
    likeness: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), shared in Counter((gold[m], found[m]) for m in gold).items():
        likeness[one][other] = 2 * shared / (len(ours[one]) + len(theirs[other]))
    for one, other in best_assignment(likeness):
        for topic, count in Counter(topics[mention] for mention in ours[one]).items():
            value = likeness[one][other] * count / len(ours[one])
            sums[topic][0] += value
            sums[topic][2] += value
    for column, clusters in ((1, ours), (3, theirs)):
        for mentions in clusters.values():
            for topic, count in Counter(topics[mention] for mention in mentions).items():
                sums[topic][column] += count / len(mentions)
    return sums


def best_assignment(likeness: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str]]:
    """Return pairs, no name in two of them, whose likenesses add up to the most.

    Solved for each connected part by itself, which keeps the matrices small.
    """
    found: list[tuple[str, str]] = []
    waiting = set(likeness)
    holders: dict[str, list[str]] = defaultdict(list)
    for one in sorted(likeness):
        for other in likeness[one]:
            holders[other].append(one)
    for start in sorted(likeness):
        if start not in waiting:
            continue
        rows, columns, edge = {start}, set[str](), [start]
        while edge:
            for other in likeness[edge.pop()]:
                if other not in columns:
                    columns.add(other)
                    edge += [one for one in holders[other] if one not in rows]
                    rows.update(holders[other])
        waiting -= rows
        found += _solve(sorted(rows), sorted(columns), likeness)
    return found


def _solve(
    rows: Sequence[str], columns: Sequence[str], likeness: Mapping[str, Mapping[str, float]]
) -> list[tuple[str, str]]:
    """Return the best pairs of one part by the Hungarian method."""
    size = max(len(rows), len(columns))
    cost = np.zeros((size, size))
    at = {name: n for n, name in enumerate(columns)}
    for n, one in enumerate(rows):
        for other, value in likeness[one].items():
            cost[n, at[other]] = -value
    pairs = enumerate(_hungarian(cost))
    return [
        (rows[n], columns[m]) for n, m in pairs
        if n < len(rows) and m < len(columns) and cost[n, m] < 0
    ]  # fmt: skip


def _hungarian(cost: npt.NDArray[np.float64]) -> list[int]:
    """Return the column of each row in an assignment of least cost; `cost` is square."""
    size = len(cost)
    row_price, column_price = np.zeros(size + 1), np.zeros(size + 1)
    holder = np.zeros(size + 1, dtype=int)  # row of each column, counted from 1; 0 is free
    for row in range(1, size + 1):
        holder[0], column = row, 0
        least = np.full(size + 1, np.inf)
        came_from = np.zeros(size + 1, dtype=int)
        used = np.zeros(size + 1, dtype=bool)
        while holder[column]:
            used[column] = True
            slack = cost[holder[column] - 1] - row_price[holder[column]] - column_price[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better], came_from[1:][better] = slack[better], column
            following = int(np.where(used[1:], np.inf, least[1:]).argmin()) + 1
            step = least[following]
            row_price[holder[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = following
        while column:
            holder[column] = holder[came_from[column]]
            column = int(came_from[column])
    found = [0] * size
    for column in range(1, size + 1):
        found[holder[column] - 1] = column - 1
    return found
