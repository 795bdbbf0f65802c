"""Tests of B³, MUC and CEAFe on clusterings small enough to reckon by hand."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from dragoman.evaluate.clusters import Sums, add_up, best_assignment, count_by_topic
from dragoman.evaluate.tasks.coreference import measures_of

GOLD = dict(zip("abcdefg", "1112222", strict=True))
FOUND = dict(zip("abcdefg", "1122333", strict=True))
ONE_TOPIC = dict.fromkeys("abcdefg", "t")


def sums() -> Sums:
    return add_up(count_by_topic(GOLD, FOUND, ONE_TOPIC))


def test_muc_counts_links_kept() -> None:
    assert sums().muc == (3, 5, 3, 4)


def test_b_cubed_averages_over_mentions() -> None:
    recall = 2 * (2 / 3) + 1 / 3 + 1 / 4 + 3 * (3 / 4)
    precision = 2 * 1 + 2 * (1 / 2) + 3 * 1
    assert sums().b3 == pytest.approx((recall, 7, precision, 7))


def test_ceafe_pairs_each_cluster_once() -> None:
    alike = 2 * 2 / 5 + 2 * 3 / 7
    assert sums().ceafe == pytest.approx((alike, 2, alike, 3))


def test_the_same_clustering_scores_one_and_sums_of_topics_are_those_of_the_whole() -> None:
    assert add_up(count_by_topic(GOLD, GOLD, ONE_TOPIC)).scores().conll == 1
    halves = {mention: "x" if mention < "d" else "y" for mention in GOLD}
    whole = add_up(count_by_topic(GOLD, FOUND, halves))
    for part, other in zip(whole, sums(), strict=True):
        assert part == pytest.approx(other)


def test_the_best_assignment_is_the_best_of_all() -> None:
    chance = Random(0)
    for size in range(1, 6):
        table = {str(n): {str(m): chance.random() for m in range(size)} for n in range(size)}
        best = max(
            sum(table[str(n)][str(m)] for n, m in enumerate(order))
            for order in permutations(range(size))
        )
        found = best_assignment(table)
        assert sum(table[one][other] for one, other in found) == pytest.approx(best)


def test_how_far_the_linker_is_above_a_rule_is_resampled_alike_for_both() -> None:
    measures = measures_of("mentions", GOLD, {"rule": FOUND, "linker": FOUND}, ONE_TOPIC)
    b3, conll = measures[-2:]
    assert (b3.name, b3.value, b3.low, b3.high) == ("mentions: B³ above rule", 0, 0, 0)
    assert (conll.name, conll.value, conll.low, conll.high) == (
        "mentions: CoNLL F1 above rule", 0, 0, 0
    )  # fmt: skip
    assert conll.of is None
