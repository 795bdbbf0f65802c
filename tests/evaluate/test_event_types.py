"""Tests of the tasks on marked events: which report counts, and how classes are averaged."""

from __future__ import annotations

import pytest

from dragoman.evaluate.classes import macro_f1
from dragoman.evaluate.tasks.event_types import Coded, GoldMarked, predicted
from dragoman.evaluate.tasks.lines import GoldSpan

PAIR = GoldMarked(
    plover="ACCUSE",
    quad="VERBAL_CONFLICT",
    source=(GoldSpan(start=0, end=4, text="Iran"),),
    recipient=(GoldSpan(start=10, end=16, text="Turkey"),),
)


def coded(root: str, score: float, *, about_pair: bool = False) -> Coded:
    return Coded(
        root=root,
        score=score,
        shares=((root, score),),
        source=frozenset({(0, 4)}) if about_pair else frozenset({(20, 24)}),
        recipient=frozenset({(10, 16)}),
        words=frozenset(),
    )


def test_the_report_about_the_marked_pair_counts_before_a_surer_one() -> None:
    about = coded("ACCUSE", 0.4, about_pair=True)
    assert predicted(PAIR, [coded("AID", 0.9), about]) == about


def test_without_a_report_about_the_pair_the_surest_counts() -> None:
    surest = coded("REJECT", 0.9)
    assert predicted(PAIR, [coded("AID", 0.4), surest]) == surest


def test_without_a_report_nothing_is_predicted() -> None:
    assert predicted(PAIR, []) is None


def test_macro_f1_counts_rare_classes_as_much_as_frequent_ones() -> None:
    pairs = [("AID", "AID")] * 9 + [("REJECT", "AID")]
    measure = macro_f1("root", pairs)
    assert (measure.right, measure.of) == (9, 10)
    assert measure.value == pytest.approx((18 / 19 + 0) / 2)


def test_an_uncoded_row_is_missed_and_no_class_of_its_own() -> None:
    assert macro_f1("root", [("AID", "AID"), ("AID", None)]).value == pytest.approx(2 / 3)
