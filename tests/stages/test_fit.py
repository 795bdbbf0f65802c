"""Whose body a name means that many states have one of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Mexican National Guard left.", "MEX"),
        ("Mexico's National Guard left.", "MEX"),
        ("The National Guard of Mexico left.", "MEX"),
    ],
)
def test_an_adjective_or_owner_rules_out_another_states_body(
    analysed: Analyse, text: str, country: str
) -> None:
    # The index knows the National Guard as that of the United States.
    found = {
        e.coding.country
        for e in analysed(text).entities
        if e.kind == "actor" and e.coding is not None
    }
    assert found == {country}


def test_names_within_a_bodys_name_say_whose_it_is(analysed: Analyse) -> None:
    [entity] = [
        e for e in analysed("The Japanese Foreign Ministry protested.").entities
        if e.kind == "actor" and "Ministry" in e.name
    ]  # fmt: skip
    assert entity.coding is not None
    assert (entity.coding.country, entity.coding.sectors) == ("JPN", ("GOV",))


def test_a_journalist_is_a_person_and_a_newspaper_a_body(analysed: Analyse) -> None:
    found = analysed("Police detained the journalist Kassim Nouh of the newspaper Sabah.").entities
    kinds = {e.name: e.coding.kind for e in found if e.coding}
    assert (kinds["Kassim Nouh"], kinds["Sabah"]) == ("person", "organisation")


def test_the_field_of_a_minister_is_no_body(analysed: Analyse) -> None:
    found = analysed("Defence Minister Ahmad Barzan met Peter Hill in Baghdad.").entities
    assert {e.name for e in found if e.kind == "actor"} == {"Ahmad Barzan", "Peter Hill"}


def test_a_minister_of_state_is_no_state_and_has_all_that_he_is_minister_of(
    analysed: Analyse,
) -> None:
    text = (
        "Talks were led by Mr. Ousmane Dicko, Minister of State for Health and Social Welfare of "
        "the Republic of Chad, and by Ms. Nino Beridze, Deputy Minister of Economy and Sustainable "
        "Development of Georgia."
    )
    found = analysed(text)
    people = {e.name: e.coding.country for e in found.entities if e.coding and e.name[0].isupper()}
    assert people == {"Ousmane Dicko": "TCD", "Nino Beridze": "GEO"}
    assert "Deputy Minister of Economy and Sustainable Development of Georgia" in {
        text[m.span.start : m.span.end] for m in found.mentions
    }
