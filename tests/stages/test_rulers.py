"""Who rules on the text's day needs no first name."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def countries(text: str, published: str | None) -> dict[str, str | None]:
    found = code_text(text, published=published)
    assert isinstance(found, CodedDocument)
    return {actor.name: actor.country for actor in found.actors}


@pytest.mark.parametrize("published", ["1995-05-01", None])
def test_rulers_of_the_day_are_known_by_surname(published: str | None) -> None:
    text = "Clinton and Yeltsin met on the island."
    assert countries(text, published) == {"Clinton": "USA", "Yeltsin": "RUS"}


def test_who_rules_no_more_is_not_known_by_surname() -> None:
    assert countries("The widow met Yeltsin.", "2019-05-01")["Yeltsin"] is None


def test_who_is_named_in_full_is_meant_by_the_surname() -> None:
    text = "Anna Yeltsin, a nurse from Leeds, called. Yeltsin then met the mayor."
    assert "RUS" not in countries(text, "1995-05-01").values()


@pytest.mark.parametrize("text", ["Rabin refused to meet the rebels.", "Kabila met the rebels."])
def test_a_ruler_at_the_head_of_a_sentence_is_no_common_word(text: str) -> None:
    assert set(countries(text, None)) & {"Rabin", "Kabila"}


def test_an_initial_does_not_hide_a_person_of_note() -> None:
    text = "Gerald R. Ford pardoned the general."
    assert countries(text, None)["Gerald R. Ford"] == "USA"


def test_an_initial_does_not_make_a_namesake_somebody_of_note() -> None:
    assert countries("Robert T. Walcot met the rebels.", None)["Robert T. Walcot"] is None


def test_a_name_that_many_bear_tells_no_ruler_where_no_day_is_known() -> None:
    assert countries("Khalid met the rebels.", None)["Khalid"] is None
