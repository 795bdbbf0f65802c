"""F1 over classes where each row has one: the mean of the classes, plain or weighted by size."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from dragoman.evaluate.measure import Measure, Tally

__all__ = ["Pair", "class_measures", "macro_f1", "over_rows", "weighted_f1"]

T = TypeVar("T")
_RESAMPLES = 1000

Pair = tuple[str, str | None]
"""The class of the gold, and the one found or None."""


def macro_f1(name: str, pairs: Sequence[Pair]) -> Measure:
    """Return the mean F1 over the classes of the gold, each counting the same.

    `right` and `of` count rows. The interval is over resampled rows, with a fixed seed.
    """
    return over_rows(name, _right(pairs), pairs, _mean_of_classes(pairs, lambda _: 1))


def weighted_f1(name: str, pairs: Sequence[Pair]) -> Measure:
    """Return the mean F1 over the classes of the gold, each counting by its rows there."""
    return over_rows(name, _right(pairs), pairs, _mean_of_classes(pairs, lambda rows: rows))


def class_measures(pairs: Sequence[Pair]) -> tuple[Measure, ...]:
    """Return precision, recall and F1 of each class of the gold, in alphabetical order."""
    tally = Tally()
    for name in sorted({gold for gold, _ in pairs}):
        for number, (gold, found) in enumerate(pairs):
            tally.document = number
            both = gold == found == name
            tally.found(name, matched=both, gold=gold == name, found=found == name)
    return tally.measures()


def over_rows(
    name: str, right: int, rows: Sequence[T], figure: Callable[[Sequence[T]], float]
) -> Measure:
    """Return a figure over rows with its interval over resampled rows, with a fixed seed."""
    chance = random.Random(0)
    samples = sorted(
        figure(chance.choices(rows, k=len(rows))) for _ in range(_RESAMPLES if rows else 1)
    )
    return Measure(
        name=name,
        right=right,
        of=len(rows),
        value=figure(rows),
        low=samples[int(0.025 * len(samples))],
        high=samples[int(0.975 * len(samples))],
    )


def _right(pairs: Sequence[Pair]) -> int:
    return sum(gold == found for gold, found in pairs)


def _mean_of_classes(
    rows: Sequence[Pair], weight: Callable[[int], int]
) -> Callable[[Sequence[Pair]], float]:
    """Return the mean F1 over the classes of `rows`, as a figure of any sample of them.

    A class that is in neither gold nor found of a sample does not count there.
    """
    classes = sorted({gold for gold, _ in rows})

    def figure(pairs: Sequence[Pair]) -> float:
        gold = Counter(a for a, _ in pairs)
        found = Counter(b for _, b in pairs)
        right = Counter(a for a, b in pairs if a == b)
        weights = {c: weight(gold[c]) for c in classes if gold[c] or found[c]}
        total = sum(weights.values())
        f1 = sum(w * 2 * right[c] / (gold[c] + found[c]) for c, w in weights.items())
        return f1 / total if total else 0.0

    return figure
