"""F1 over classes where each row has one: the mean of the classes, plain or weighted by size."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.evaluate.measure import Measure, Tally

__all__ = ["Pair", "class_measures", "macro_f1", "weighted_f1"]

_RESAMPLES = 1000

Pair = tuple[str, str | None]
"""The class of the gold, and the one found or None."""


def macro_f1(name: str, pairs: Sequence[Pair]) -> Measure:
    """Return the mean F1 over the classes of the gold, each counting the same.

    `right` and `of` count rows. The interval is over resampled rows, with a fixed seed.
    """
    return _mean_measure(name, pairs, lambda _: 1)


def weighted_f1(name: str, pairs: Sequence[Pair]) -> Measure:
    """Return the mean F1 over the classes of the gold, each counting by its rows there."""
    return _mean_measure(name, pairs, lambda rows: rows)


def class_measures(pairs: Sequence[Pair]) -> tuple[Measure, ...]:
    """Return precision, recall and F1 of each class of the gold, in alphabetical order."""
    tally = Tally()
    for name in sorted({gold for gold, _ in pairs}):
        for number, (gold, found) in enumerate(pairs):
            tally.document = number
            both = gold == found == name
            tally.found(name, matched=both, gold=gold == name, found=found == name)
    return tally.measures()


def _mean_measure(name: str, pairs: Sequence[Pair], weight: Callable[[int], int]) -> Measure:
    classes = sorted({gold for gold, _ in pairs})
    chance = random.Random(0)
    samples = sorted(
        _mean_f1(chance.choices(pairs, k=len(pairs)), classes, weight) for _ in range(_RESAMPLES)
    )
    return Measure(
        name=name,
        right=sum(gold == found for gold, found in pairs),
        of=len(pairs),
        value=_mean_f1(pairs, classes, weight),
        low=samples[int(0.025 * len(samples))],
        high=samples[int(0.975 * len(samples))],
    )


def _mean_f1(pairs: Sequence[Pair], classes: Sequence[str], weight: Callable[[int], int]) -> float:
    gold = Counter(a for a, _ in pairs)
    found = Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    weights = {c: weight(gold[c]) for c in classes if gold[c] or found[c]}
    total = sum(weights.values())
    f1 = sum(w * 2 * right[c] / (gold[c] + found[c]) for c, w in weights.items())
    return f1 / total if total else 0.0
