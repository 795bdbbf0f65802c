"""Places that a text points to without their name: the capital, the city."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analysed = Callable[..., Analysis]


def where(analysis: Analysis, type_code: str = "ASSAULT") -> list[str]:
    """Return the words that tell where the events of a type were, with the place they are."""
    named = {e.id: e.chosen.target_id for e in analysis.entities if e.chosen is not None}
    return [
        f"{place.evidence.quote} = {named[place.entity_id]}"
        for report in analysis.reports
        if report.types[0].code == type_code
        for place in report.where
    ]


@pytest.mark.parametrize(
    ("text", "words", "city"),
    [
        ("Police beat students in the Kenyan capital on Sunday.", "the Kenyan capital", 184745),
        ("Police beat students in Kenya's capital on Sunday.", "Kenya's capital", 184745),
        ("Police beat students in the capital of Kenya.", "the capital of Kenya", 184745),
        ("Kenyan police beat students in the capital.", "the capital", 184745),
        ("Zambian police beat students in their capital.", "their capital", 909137),
    ],
)
def test_a_capital_is_that_of_the_country_beside_it(
    analysed: Analysed, text: str, words: str, city: int
) -> None:
    assert where(analysed(text)) == [f"{words} = geonames:{city}"]


def test_else_a_capital_is_that_of_where_the_story_is_set(analysed: Analysed) -> None:
    text = "NAIROBI, Jan 25 (Coast Wire) - Police beat students in the capital on Wednesday."
    assert where(analysed(text)) == ["the capital = geonames:184745"]


def test_a_story_is_set_where_it_is_filed_whoever_comes_there(analysed: Analysed) -> None:
    text = "NAIROBI, Jan 25 (Coast Wire) - Gunmen beat Norwegian aid workers in the capital."
    assert where(analysed(text)) == ["the capital = geonames:184745"]


@pytest.mark.parametrize(
    "words",
    ["India's financial capital", "the Chechen capital", "the Kenyan and Ugandan capital"],
)
def test_another_city_than_a_states_capital_is_not_guessed(analysed: Analysed, words: str) -> None:
    told = where(analysed(f"Police beat students in {words} on Sunday."))
    assert not any(words in place for place in told)


def test_israel_and_palestine_have_no_capital_that_is_only_pointed_to(analysed: Analysed) -> None:
    assert where(analysed("Israeli police beat students in the capital.")) == []


def test_it_is_the_capital_of_the_day(analysed: Analysed) -> None:
    text = "Burundian police beat students in the capital."
    before = where(analysed(text, published="2015-05-01"))
    after = where(analysed(text, published="2022-05-01"))
    assert before != after
    assert before == ["the capital = geonames:425378"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two bankers over the capital of the firm.",
        "Kenyan and Zambian police beat students in the capital.",
        "Police beat students in the capital.",
        "Gunmen beat Norwegian aid workers in the capital.",
    ],
)
def test_where_no_one_country_is_meant_no_place_is_told(analysed: Analysed, text: str) -> None:
    assert where(analysed(text)) == []


def test_the_name_beside_it_is_the_place(analysed: Analysed) -> None:
    found = analysed("Kenyan police beat students in the capital, Nairobi.")
    text, literal = found.document.text, [m.span for m in found.mentions if m.kind == "place"]
    assert [text[s.start : s.end] for s in literal] == ["Kenyan", "Nairobi"]


def test_the_city_is_the_one_named_last(analysed: Analysed) -> None:
    text = "Rebels left Goma on Sunday. Soldiers shot three men in the city on Monday."
    assert where(analysed(text)) == ["the city = geonames:216281"]


def test_the_city_may_be_a_capital_that_was_pointed_to(analysed: Analysed) -> None:
    text = (
        "Rebels left Goma on Sunday. Kenyan police beat students in the capital. "
        "Soldiers shot three men in the city on Monday."
    )
    assert where(analysed(text))[1:] == ["the city = geonames:184745"]


def test_a_city_of_which_more_is_said_is_another(analysed: Analysed) -> None:
    text = "Rebels left Goma on Sunday. Soldiers shot three men in the southern city on Monday."
    assert where(analysed(text)) == []


def test_named_and_pointed_to_it_is_one_place(analysed: Analysed) -> None:
    text = "Rebels left Goma on Sunday. Soldiers shot three men in the city on Monday."
    analysis = analysed(text)
    [goma] = [e for e in analysis.entities if e.kind == "place" and e.name == "Goma"]
    spans = {m.id: m.span for m in analysis.mentions}
    told = [analysis.document.text[spans[m].start : spans[m].end] for m in goma.mention_ids]
    assert told == ["Goma", "the city"]
