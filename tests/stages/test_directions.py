"""Words with an article that are names: "the West", "the Centre"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.pipeline.document import Pipeline
from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def linked(analysis: Analysis, kind: str, name: str) -> list[str | None]:
    return [
        e.chosen.target_id if e.chosen else None
        for e in analysis.entities
        if e.kind == kind and e.name.lower() == name.lower()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Russia accused the West of lying.",
        "The West rejected the charge.",
        "Ties with the West are bad.",
        "Cameroon accused the West of lying.",
        "Leaders in the West praised Iran.",
    ],
)
def test_the_west_is_the_western_countries(analysed: Analyse, text: str) -> None:
    analysis = analysed(text)
    assert linked(analysis, "actor", "the West") == ["bloc:west"]
    assert linked(analysis, "place", "West") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("India's states accused the Centre of neglect.", "Centre"),
        ("The Centre rejected the charge.", "Centre"),
        ("North Korea fired missiles. The South condemned it.", "South"),
    ],
)
def test_a_direction_is_no_region_of_a_state_not_spoken_of(
    analysed: Analyse, text: str, name: str
) -> None:
    analysis = analysed(text)
    assert linked(analysis, "place", name) == []
    assert {e.coding.country for e in analysis.entities if e.coding} <= {"IND", "PRK", "KOR", None}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Fighting erupted in Cameroon. Rebels attacked a town in the West.", "West", "CMR"),
        ("Cameroon fought. Rebels attacked the South.", "South", "CMR"),
        ("Paris is in France. Attacks in the Centre killed ten.", "Centre", "FRA"),
    ],
)
def test_it_is_a_region_of_the_state_spoken_of(
    analysed: Analyse, pipeline: Pipeline, text: str, name: str, country: str
) -> None:
    [target] = linked(analysed(text), "place", name)
    assert target is not None
    assert pipeline.places.get(target).country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israel left the West Bank.", "the West"),
        ("The West-led coalition left.", "the West"),
        ("The Hague protested.", "The Hague"),
        ("The Republicans left.", "The Republicans"),
    ],
)
def test_an_article_before_a_longer_or_other_name_is_none_of_it(
    analysed: Analyse, text: str, name: str
) -> None:
    assert linked(analysed(text), "actor", name) == []
