"""Fits a head: logistic regression on frozen vectors, what the coder thinks already as its offset.

Everything is drawn and ordered by fixed rules, so the same examples give the same head. How strong
the ridge is, and how sure the head may be, is chosen by cross-validation over whole texts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.reliability import expected_error
from dragoman.stages.code.head import HeadAbout
from dragoman.stages.encode import Floats, softmax
from dragoman.teach.observe import Observed

__all__ = ["Figures", "Fitted", "figures", "fit_head"]

_FOLDS = 5
_RIDGES = (10.0, 1.0, 0.3, 0.1, 0.03, 0.01, 0.003)
"""Strengths of the wish that all weights be small; the strongest leaves little but a bias."""
_SURENESSES = tuple(np.geomspace(0.3, 1.5, 25))
_ROUNDS = 300
_DIRECTIONS = 96
"""Directions of the vectors that are looked at: those in which the examples differ most."""
_LEAST = 1e-5

Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Figures(NamedTuple):
    """How well types are told, on examples not fitted on."""

    f1: float
    """Of events with their type, all types together."""
    error: float
    """Expected calibration error of what is reported."""
    by_type: dict[str, float]
    """F1 of each type that has examples."""


class Fitted(NamedTuple):
    """A head's arrays, and the figures before and with it."""

    arrays: dict[str, Floats]
    examples: dict[str, int]
    before: Figures
    after: Figures

    def about(self, labels: tuple[str, ...], codebook: str, sha256: str, encoder: str) -> HeadAbout:
        """Return what is written beside the arrays."""
        return HeadAbout(
            labels=labels,
            codebook=codebook,
            codebook_sha256=sha256,
            encoder=encoder,
            examples=self.examples,
            f1_before=round(self.before.f1, 4),
            f1_after=round(self.after.f1, 4),
            error_before=round(self.before.error, 4),
            error_after=round(self.after.error, 4),
        )


def fit_head(observed: Observed, *, least: float) -> Fitted:
    """Return the head that fits best; `least` is the probability from which events are reported."""
    middle = observed.features.mean(0)
    spread = _spread(observed.features - middle)
    seen = ((observed.features - middle) / spread).astype(np.float64)
    directions = np.linalg.svd(seen, full_matrices=False)[2][:_DIRECTIONS]
    rows = seen @ directions.T
    offset = np.log(np.maximum(observed.shares, _LEAST)).astype(np.float64)
    right, folds = observed.right, _folds(observed)
    tried = [_held_out(rows, offset, right, folds, ridge) for ridge in _RIDGES]
    best = min(range(len(tried)), key=lambda n: _loss(tried[n], right))
    sureness = min(_SURENESSES, key=lambda s: _loss(tried[best] * s, right))
    weight, bias = _regress(rows, offset, right, _RIDGES[best])
    after = softmax((tried[best] * sureness).astype(np.float32))
    counts = {c: int((right == n).sum()) for n, c in enumerate(observed.labels)}
    arrays = {
        "middle": middle,
        "spread": spread,
        "weight": weight @ directions,
        "bias": bias,
        "sureness": np.array(sureness),
    }
    return Fitted(
        arrays={name: np.asarray(a, dtype=np.float32) for name, a in arrays.items()},
        examples={code: count for code, count in counts.items() if count},
        before=figures(observed.shares, observed, least=least),
        after=figures(after, observed, least=least),
    )


def figures(shares: Floats, observed: Observed, *, least: float) -> Figures:
    """Return the figures of probabilities [triggers, labels]."""
    best = 1 + shares[:, 1:].argmax(axis=1)
    score = shares[np.arange(len(shares)), best]
    said = np.where(score >= least, best, 0)
    right = observed.right
    by_type = {
        code: _f1(said == n, right == n)
        for n, code in enumerate(observed.labels)
        if n and (right == n).any()
    }
    hits = (said == right) & (said > 0)
    total = int((said > 0).sum() + (right > 0).sum())
    pairs = [(float(s), bool(h)) for s, h, b in zip(score, hits, said, strict=True) if b]
    return Figures(2 * int(hits.sum()) / max(total, 1), expected_error(pairs), by_type)


def _f1(said: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    return 2 * int((said & right).sum()) / max(int(said.sum() + right.sum()), 1)


def _spread(centred: Floats) -> Floats:
    """Return for each column what it is divided by: half the rows' mean length, half by half."""
    half = centred.shape[1] // 2
    lengths = [np.sqrt((part**2).sum(1).mean()) for part in (centred[:, :half], centred[:, half:])]
    sizes = [half, centred.shape[1] - half]
    spread: Floats = np.repeat(np.maximum(lengths, 1e-6), sizes).astype(np.float32)
    return spread


def _folds(observed: Observed) -> Numbers:
    """Return the fold of each trigger: texts are kept whole, and types spread evenly."""
    first: dict[int, int] = {}
    for lesson, label in zip(observed.lessons.tolist(), observed.right.tolist(), strict=True):
        first[lesson] = max(first.get(lesson, 0), label)
    order = sorted(first, key=lambda lesson: (first[lesson], lesson))
    fold = {lesson: place % _FOLDS for place, lesson in enumerate(order)}
    return np.array([fold[lesson] for lesson in observed.lessons.tolist()], dtype=np.int64)


def _held_out(
    rows: Doubles, offset: Doubles, right: Numbers, folds: Numbers, ridge: float
) -> Doubles:
    """Return each trigger's scores by a head that was fitted on the other folds."""
    scores = offset.copy()
    for fold in range(_FOLDS):
        out = folds == fold
        if out.any() and not out.all():
            weight, bias = _regress(rows[~out], offset[~out], right[~out], ridge)
            scores[out] += rows[out] @ weight.T + bias
    return scores


def _regress(
    rows: Doubles, offset: Doubles, right: Numbers, ridge: float
) -> tuple[Doubles, Doubles]:
    """Return weights [labels, width] and bias [labels] of least loss, by accelerated descent.

    The step is safe: the rows' mean square length is 2 at most, and a bias adds 1.
    """
    labels = offset.shape[1]
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    aim = np.eye(labels)[right]
    pull = np.full(wide.shape[1], ridge)
    pull[-1] = 0.01
    step = 1 / (0.5 * float((wide**2).sum(1).mean()) + max(ridge, 0.01))
    at = np.zeros((labels, wide.shape[1]))
    ahead, speed = at, 1.0
    for _ in range(_ROUNDS):
        shares = softmax((offset + wide @ ahead.T).astype(np.float32))
        slope = (shares - aim).T @ wide / len(wide) + ahead * pull
        after = ahead - step * slope
        faster = (1 + np.sqrt(1 + 4 * speed**2)) / 2
        ahead = after + (speed - 1) / faster * (after - at)
        at, speed = after, faster
    return at[:, :-1], at[:, -1]


def _loss(scores: Doubles, right: Numbers) -> float:
    """Return the mean surprise at what is right."""
    shares = softmax(scores.astype(np.float32))
    return float(-np.log(np.maximum(shares[np.arange(len(right)), right], _LEAST)).mean())
