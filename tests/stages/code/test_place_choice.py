"""Where a verb's act was: weighed, not guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records.output import CodedDocument
from dragoman.stages.code.place_choice import PlaceWeights, load_place_weights

Code = Callable[..., CodedDocument]


def test_traits_without_a_weight_weigh_nothing() -> None:
    weights = PlaceWeights(bias=0.0, threshold=0.5, weights={"prep=in": 2.0})
    assert weights.probability(("prep=in", "never seen")) == weights.probability(("prep=in",))
    assert weights.probability(()) == 0.5


def test_shipped_weights_take_places_from_a_third_on() -> None:
    assert 0.2 < load_place_weights().threshold < 0.6
    assert load_place_weights().weights["usage=demonym"] < 0


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
