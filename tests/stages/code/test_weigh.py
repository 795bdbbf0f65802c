"""Tests of weighing rules and model: who counts for how much."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dragoman.stages.code.learned import is_of_several_minds
from dragoman.stages.code.weigh import Evidence, logit, ranked, weigh_roles, weigh_types
from dragoman.stages.encode import Floats, WeighedRoles, WeighedTypes

MODEL_ALONE = WeighedTypes(
    model=1, rule=0, sure=0, nothing_with_rule=0, nothing_alone=0, present=0, hint=0, kind=0
)
EVEN = np.full(3, 1 / 3, dtype=np.float32)


def evidence(*, rule: int | None = None, weight: float = 0.5, hint: int | None = None) -> Evidence:
    return Evidence(shares=EVEN, present=EVEN, rule=rule, rule_weight=weight, hint=hint, kinds=EVEN)


def close(found: Floats, expected: list[float]) -> bool:
    return bool(found.tolist() == pytest.approx(expected, abs=1e-4))


def test_the_model_alone_is_left_as_it_is() -> None:
    shares = np.array([0.5, 0.3, 0.2], dtype=np.float32)
    alone = Evidence(shares=shares, present=EVEN, rule=None, rule_weight=0, hint=None, kinds=EVEN)
    assert close(weigh_types(alone, MODEL_ALONE), [0.5, 0.3, 0.2])


def test_a_pattern_counts_for_its_type_and_more_the_surer_it_is() -> None:
    weights = WeighedTypes(
        model=1, rule=0, sure=1, nothing_with_rule=0, nothing_alone=0, present=0, hint=0, kind=0
    )
    assert close(weigh_types(evidence(rule=1, weight=0.5), weights), [1 / 3, 1 / 3, 1 / 3])
    assert close(weigh_types(evidence(rule=1, weight=0.8), weights), [1 / 6, 4 / 6, 1 / 6])


def test_a_pattern_without_grammar_counts_as_a_hint() -> None:
    weights = WeighedTypes(
        model=1, rule=9, sure=0, nothing_with_rule=0, nothing_alone=0, present=0,
        hint=float(np.log(2)), kind=0,
    )  # fmt: skip
    assert close(weigh_types(evidence(hint=2), weights), [0.25, 0.25, 0.5])


def test_a_role_that_grammar_gives_counts_against_none() -> None:
    weights = WeighedRoles(
        model=1, rule=float(np.log(2)), nothing_with_rule=0, nothing_beside_rules=5,
        nothing_alone=0,
    )  # fmt: skip
    assert close(weigh_roles(EVEN, 2, has_pattern=True, weights=weights), [0.25, 0.25, 0.5])
    assert weigh_roles(EVEN, None, has_pattern=True, weights=weights)[0] > 0.9
    assert close(weigh_roles(EVEN, None, has_pattern=False, weights=weights), [1 / 3] * 3)


def test_a_role_that_grammar_guesses_without_a_pattern_counts_by_itself() -> None:
    weights = WeighedRoles(
        model=1, rule=9, nothing_with_rule=9, nothing_beside_rules=0, nothing_alone=0,
        guess=float(np.log(2)), nothing_with_guess=float(np.log(2)),
    )  # fmt: skip
    assert close(weigh_roles(EVEN, 2, has_pattern=False, weights=weights), [0.4, 0.2, 0.4])


def test_a_sure_pattern_is_not_infinitely_sure() -> None:
    assert logit(1.0) == logit(0.98)


def test_none_is_not_among_the_ranked() -> None:
    shares = np.array([0.6, 0.1, 0.3], dtype=np.float32)
    assert [label for label, _ in ranked(shares, ["", "AID", "REJECT"])] == ["REJECT", "AID"]


@pytest.mark.parametrize(
    ("best", "nothing", "noun", "specificity", "wording_tells"),
    [
        (0.3, 0.4, False, 1, True),
        (0.6, 0.2, False, 1, False),
        (0.3, 0.7, False, 1, False),
        (0.3, 0.4, True, 1, False),
        (0.3, 0.4, False, 0, False),
    ],
)
def test_a_wording_of_several_words_tells_the_type_where_the_model_is_of_several_minds(
    best: float, nothing: float, noun: bool, specificity: int, wording_tells: bool
) -> None:
    match = SimpleNamespace(is_noun=noun, specificity=specificity)
    draft: Any = SimpleNamespace(match=match)
    order = [("AGREE", best), ("SUPPORT", 0.1)]
    assert is_of_several_minds(draft, order, nothing) is wording_tells
