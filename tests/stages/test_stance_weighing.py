"""Grammar and model weighed for the stance of a predicate; the model is a stand-in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dragoman.records import Stance
from dragoman.stages.stances.weighing import (
    FIELDS,
    WeighedField,
    WeighedStance,
    stance_shares,
    weighed_stance,
)

LABELS = {
    "polarity": ["affirmed", "denied", "open"],
    "certainty": ["certain", "probable", "possible", "uncommitted"],
    "status": ["occurred", "planned", "ongoing", "attempted", "averted", "hypothetical", "generic"],
}
FIELD = WeighedField(model=1, plain=0.5, seen=2)
WEIGHTS = WeighedStance(polarity=FIELD, certainty=FIELD, status=FIELD)


def a_reading(weights: WeighedStance | None = WEIGHTS, **sure: tuple[str, float]) -> Any:
    """Return a reading that is so sure of a label of each field named, else of the first ones."""

    def of_trigger(name: str, _: Any) -> np.ndarray:
        label, share = sure.get(name, (LABELS[name][0], 0.9))
        rest = (1 - share) / (len(LABELS[name]) - 1)
        return np.array([share if one == label else rest for one in LABELS[name]], np.float32)

    heads = SimpleNamespace(
        weighing=SimpleNamespace(stance=weights),
        polarities=LABELS["polarity"],
        certainties=LABELS["certainty"],
        statuses=LABELS["status"],
    )
    return SimpleNamespace(of_trigger=of_trigger, heads=heads)


def test_what_is_weighed_is_a_probability() -> None:
    shares = stance_shares(Stance(), a_reading(status=("planned", 0.6)), [0], WEIGHTS)
    assert set(shares) == set(FIELDS)
    for found in shares.values():
        assert found.sum() == pytest.approx(1)


def test_where_no_weights_are_fitted_grammar_stands() -> None:
    grammar = Stance(status="planned")
    assert weighed_stance(grammar, a_reading(None, status=("averted", 0.99)), [0]) == grammar


def test_a_model_that_is_sure_tells_what_grammar_does_not_see() -> None:
    found = weighed_stance(Stance(), a_reading(status=("planned", 0.9)), [0])
    assert (found.polarity, found.certainty, found.status) == ("affirmed", "certain", "planned")


def test_what_grammar_sees_counts_more_than_that_it_sees_nothing() -> None:
    doubting = a_reading(polarity=("affirmed", 0.7))
    assert weighed_stance(Stance(polarity="denied"), doubting, [0]).polarity == "denied"
    sure = a_reading(polarity=("denied", 0.7))
    assert weighed_stance(Stance(polarity="affirmed"), sure, [0]).polarity == "denied"


def test_a_habit_stays_one_whatever_the_model_says() -> None:
    found = weighed_stance(Stance(status="generic"), a_reading(status=("occurred", 0.99)), [0])
    assert found.status == "generic"


def test_what_is_only_imagined_is_as_sure_as_grammar_has_it() -> None:
    imagined = a_reading(status=("hypothetical", 0.99))
    assert weighed_stance(Stance(), imagined, [0]).certainty == "uncommitted"
    hoped = Stance(status="hypothetical", certainty="probable")
    assert weighed_stance(hoped, imagined, [0]).certainty == "probable"
