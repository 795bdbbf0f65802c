"""Demonyms: people, or those who act for the state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def actors(analysis: Analysis) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    found = [(e.name, e.coding) for e in analysis.entities if e.kind == "actor"]
    return [(name, c.kind, c.country, c.sectors) for name, c in found if c is not None]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Syrians fled.", "Syrians", "SYR"),
        ("An American was shot.", "American", "USA"),
        ("Two Germans were kidnapped.", "Germans", "DEU"),
    ],
)
def test_people_of_a_country_are_its_population(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    assert actors(analysed(text)) == [(name, "population", country, ("CVL",))]


@pytest.mark.parametrize("text", ["The Russians said so.", "Talks with the Russians failed."])
def test_those_who_act_for_a_state_are_its_government(analysed: Analyse, text: str) -> None:
    assert actors(analysed(text)) == [("Russia", "state", "RUS", ("GOV",))]
