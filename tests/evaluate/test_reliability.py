"""Tests of whether scores are probabilities."""

from __future__ import annotations

import pytest

from dragoman.evaluate.reliability import expected_error, reliability_table


def test_scores_that_hold_have_no_error() -> None:
    assert expected_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0


def test_overconfidence_is_counted_by_how_many_it_concerns() -> None:
    pairs = [(0.9, True), (0.9, False), (0.5, True), (0.5, False)]
    assert expected_error(pairs) == pytest.approx(0.2)


def test_nothing_scored_has_no_error() -> None:
    assert expected_error([]) == 0


def test_the_table_has_a_line_for_each_bin_that_holds_something() -> None:
    lines = reliability_table([(0.95, True), (0.31, False)]).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["0.3", "to", "0.4", "1", "0.310", "0.000"],
        ["0.9", "to", "1.0", "1", "0.950", "1.000"],
    ]


def test_a_score_of_one_belongs_to_the_last_bin() -> None:
    assert "0.9 to 1.0" in reliability_table([(1.0, True)])
