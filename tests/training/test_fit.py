"""Tests of fitting how rules and model are weighed."""

from __future__ import annotations

import numpy as np
import pytest
from fit import fit


def test_fitting_finds_how_much_a_term_counts() -> None:
    chance = np.random.default_rng(1)
    terms, right = [], []
    for _ in range(3000):
        one = np.zeros((2, 2))
        one[:, 0] = chance.normal(size=2)
        one[1, 1] = 1
        scores = np.exp(one @ [2.0, -1.0])
        terms.append(one)
        right.append(int(chance.random() < scores[1] / scores.sum()))
    assert fit(terms, right) == pytest.approx([2.0, -1.0], abs=0.2)
