"""Where a verb's act was: weighed, not guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records.output import CodedDocument
from dragoman.stages.code.place_choice import (
    Beside,
    PlaceWeights,
    load_place_weights,
    log_odds,
)

Code = Callable[..., CodedDocument]


BESIDE = Beside(bias=0.0, traits=0.5, model=1.0, threshold=0.5)


def weights(**known: float) -> PlaceWeights:
    return PlaceWeights(bias=0.0, threshold=0.5, beside=BESIDE, weights=known)


def test_traits_without_a_weight_weigh_nothing() -> None:
    assert weights(near=2.0).log_odds(("near", "never seen")) == 2.0
    assert weights(near=2.0).log_odds(()) == 0.0


def test_where_the_model_was_asked_both_count() -> None:
    known = weights(near=2.0, far=-2.0)
    assert known.takes(("near",), None)
    assert not known.takes(("near",), 0.1)
    assert known.takes(("far",), 0.9)
    assert not known.takes(("far",), None)


def test_certainty_is_kept_within_bounds() -> None:
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert log_odds(1.0) < 7
    assert log_odds(0.5) == 0.0


def test_shipped_weights_take_places_from_a_third_on() -> None:
    shipped = load_place_weights()
    assert 0.2 < shipped.threshold < 0.6
    assert 0.2 < shipped.beside.threshold < 0.7
    assert shipped.beside.model > 0 < shipped.beside.traits
    assert shipped.weights["usage=demonym"] < 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked soldiers in Goma on Monday.", ["Goma"]),
        ("Troops shelled Kharkiv and Sumy.", ["Kharkiv", "Sumy"]),
        ("French soldiers attacked the rebels.", []),
    ],
)
def test_an_act_is_where_its_clause_says(coded: Code, text: str, expected: list[str]) -> None:
    [report] = [r for r in coded(text).reports if r.type == "ASSAULT"]
    assert [place.span.text for place in report.where] == expected
