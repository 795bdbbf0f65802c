"""Tests of clustering by average link under constraints."""

from __future__ import annotations

import numpy as np

from dragoman.stages.links.cluster import Groups, cluster

Pair = tuple[int, int, float]


def grouped(size: int, *pairs: Pair, apart: tuple[tuple[int, int], ...] = ()) -> list[list[int]]:
    groups = Groups(size, apart)
    ordered = sorted(pairs)
    left = np.array([pair[0] for pair in ordered], dtype=np.intp)
    right = np.array([pair[1] for pair in ordered], dtype=np.intp)
    cluster(groups, left, right, np.array([pair[2] for pair in ordered], dtype=np.float32))
    return groups.all()


def test_what_speaks_for_a_pair_joins_it_and_what_speaks_against_does_not() -> None:
    assert grouped(3, (0, 1, 1.0), (1, 2, -1.0)) == [[0, 1], [2]]


def test_the_average_decides_and_not_one_bridge() -> None:
    assert grouped(3, (0, 1, 3.0), (1, 2, 1.0), (0, 2, -2.0)) == [[0, 1], [2]]
    assert grouped(3, (0, 1, 3.0), (1, 2, 1.0), (0, 2, -0.5)) == [[0, 1, 2]]


def test_pairs_that_were_not_compared_speak_a_little_against() -> None:
    assert grouped(3, (0, 1, 3.0), (1, 2, 0.2)) == [[0, 1], [2]]
    assert grouped(3, (0, 1, 3.0), (1, 2, 0.5)) == [[0, 1, 2]]


def test_rows_kept_apart_are_in_two_groups_whatever_leads_from_one_to_the_other() -> None:
    found = grouped(3, (0, 1, 3.0), (1, 2, 2.0), (0, 2, 5.0), apart=((0, 2),))
    assert found == [[0, 1], [2]]
