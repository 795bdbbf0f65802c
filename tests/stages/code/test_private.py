"""Tests of what is no report because only private people take part in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse

Types = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def types(mixed: Pipeline) -> Types:
    return lambda text: [r.types[0].code for r in analyse(document_of("t", text), mixed).reports]


def test_a_quarrel_and_an_accident_are_no_public_affairs(types: Types) -> None:
    assert "ASSAULT" not in types("A plumber stabbed his brother in a Leeds kitchen on Sunday.")
    assert types("A cyclist died after being struck by a van near Truro.") == []
    assert types("Mary Dawson, 61, was killed when two lorries collided near Hull.") == []


def test_what_the_armed_do_to_private_people_is_an_attack(types: Types) -> None:
    assert types("Gunmen shot dead a shopkeeper in Quetta on Sunday.") == ["ASSAULT"]
    assert types("A bomb exploded in a market in Mosul in Iraq, killing a woman.") == ["ASSAULT"]


def test_who_killed_or_arrested_somebody_may_be_the_state_where_nobody_is_named(
    types: Types,
) -> None:
    assert types("A teacher was shot dead in Garissa on Monday.") == ["ASSAULT"]
    assert types("The owner of a bakery was arrested on Thursday in Minsk.") == ["COERCE"]


def test_those_in_public_life_are_not_private(types: Types) -> None:
    assert types("The mayor of Tripoli was stabbed on Sunday.") == ["ASSAULT"]


def test_whoever_works_for_somebody_is_private_too(types: Types) -> None:
    assert "ASSAULT" not in types("Anna Reeve attacked a female staffer in a clinic.")
    assert types("Anna Reeve stabbed an adviser to the mayor in Minsk.") == ["ASSAULT"]


def test_private_people_travel_in_war_as_elsewhere(types: Types) -> None:
    war = "The army is still searching the sea. "
    assert types(war + "The piano teacher was headed to Tunis for a wedding.") == []
    assert types(war + "A widow was visiting her aunt in Turin.") == []
    assert types(war + "The rebel commander was headed to Doha for a conference.") == ["CONSULT"]
    assert "CONSULT" in types(war + "The economist Ali Hakim visited Tehran for talks with Iran.")
