"""Bodies called by common nouns alone: the most famous one is meant only where it may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import ActorCoding, Analysis

Analyse = Callable[..., Analysis]
_CONGRESS, _HOUSE = "gov:us-congress", "gov:us-house"


def read(analysis: Analysis, name: str) -> tuple[str | None, ActorCoding]:
    [found] = [e for e in analysis.entities if e.kind == "actor" and e.name == name]
    assert found.coding is not None
    return found.chosen.target_id if found.chosen else None, found.coding


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("LIMA (AFP) - Lawmakers met in Lima, Peru. Congress rejected the reform.", "Congress",
         "PER"),
        ("Officials met in Manila, capital of the Philippines. Congress rejected the reform.",
         "Congress", "PHL"),
        ("Police said that Nigeria was calm. Nigeria waited. The House of Representatives met.",
         "House of Representatives", "NGA"),
        ("The House of Representatives in Libya rejected the reform.", "House of Representatives",
         "LBY"),
        ("Congress in Peru rejected the reform.", "Congress", "PER"),
        ("Togo met Congress, AP reported.", "Congress", "TGO"),
    ],
)  # fmt: skip
def test_a_body_is_that_of_the_state_spoken_of(
    analysed: Analyse, text: str, name: str, country: str
) -> None:
    chosen, coding = read(analysed(text), name)
    assert (chosen, coding.country, coding.sectors) == (None, country, ("LEG",))


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("Congress rejected the reform.", "Congress", _CONGRESS),
        ("Togo thanked Joe Biden. Congress rejected the reform.", "Congress", _CONGRESS),
        ("Washington thanked Togo. Togo praised the House of Representatives.",
         "House of Representatives", _HOUSE),
        ("The European Union thanked Congress.", "Congress", _CONGRESS),
        ("Togo met the US Congress. Congress thanked Togo.", "US Congress", _CONGRESS),
        ("Togo met Ghana. The State Department thanked Togo.", "State Department",
         "gov:us-state-department"),
    ],
)  # fmt: skip
def test_the_famous_one_is_meant_where_its_state_or_none_is_spoken_of(
    analysed: Analyse, text: str, name: str, target: str
) -> None:
    assert read(analysed(text), name)[0] == target


def test_two_such_bodies_do_not_vouch_for_each_other(analysed: Analyse) -> None:
    text = "Togo met Congress. The House of Representatives thanked Togo."
    assert read(analysed(text), "House of Representatives")[1].country == "TGO"
