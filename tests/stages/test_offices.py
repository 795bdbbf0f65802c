"""Offices that say who is meant on the day of the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def links(analysis: Analysis) -> list[tuple[str, str]]:
    chosen = [e.chosen for e in analysis.entities if e.kind == "actor"]
    return [(c.target_id, c.method) for c in chosen if c and c.target_id.startswith("person:")]


def test_an_office_with_its_country_is_the_holders_on_the_day(analysed: Analyse) -> None:
    text = "The French president left."
    assert links(analysed(text, published="2024-01-26")) == [("person:emmanuel-macron", "office")]
    assert links(analysed(text, published="2010-01-26")) == [("person:nicolas-sarkozy", "office")]


def test_the_office_and_the_name_are_one_actor(analysed: Analyse) -> None:
    found = analysed("The French president left. Emmanuel Macron thanked Togo.")
    assert [target for target, _ in links(found)] == ["person:emmanuel-macron"]


@pytest.mark.parametrize(
    "text",
    [
        "A French president left.",
        "The French deputy president left.",
        "The former French president left.",
        "The French president, Peter Lindholm, left.",
        "The president left.",
        "The French minister left.",
    ],
)
def test_it_is_not_where_the_words_leave_it_open(analysed: Analyse, text: str) -> None:
    assert links(analysed(text)) == []


def test_deputies_are_police_where_there_is_a_sheriff(analysed: Analyse) -> None:
    def sectors(text: str) -> list[tuple[str, ...]]:
        found = {e.name: e.coding for e in analysed(text).entities if e.coding is not None}
        return [c.sectors for name, c in found.items() if name in ("Deputies", "Luis Ortega")]

    told = "Deputies searched the house. Deputy Luis Ortega was shot."
    assert sectors(f"{told} The sheriff spoke.") == [("COP",), ("COP",)]
    assert sectors(told)[0] == ("LEG",)
