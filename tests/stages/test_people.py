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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thousands marched in Tbilisi.", "Thousands"),
        ("Hundreds of thousands marched in Tbilisi.", "Hundreds of thousands"),
        ("Dozens were arrested in Tbilisi.", "Dozens"),
        ("Eleven men were arrested in Tbilisi.", "Eleven men"),
    ],
)
def test_people_told_by_their_number_are_of_where_they_are_met(
    analysed: Analyse, text: str, name: str
) -> None:
    assert (name, "population", "GEO") in [found[:3] for found in actors(analysed(text))]


def test_those_who_flee_are_not_of_the_country_they_flee_to(analysed: Analyse) -> None:
    assert [found[2] for found in actors(analysed("Hundreds fled to Chad."))] == [None]


@pytest.mark.parametrize("text", ["Millions of dollars were spent.", "Thousands of shells fell."])
def test_numbers_of_things_are_no_people(analysed: Analyse, text: str) -> None:
    assert actors(analysed(text)) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgian President Mikheil Saakashvili accused Moscow of aggression.", "GEO"),
        ("Odesa's governor Mikheil Saakashvili accused Moscow of aggression.", "UKR"),
    ],
)
def test_of_two_states_that_somebody_served_it_is_the_one_told(
    analysed: Analyse, text: str, country: str
) -> None:
    assert ("Mikheil Saakashvili", "person", country) in [a[:3] for a in actors(analysed(text))]


@pytest.mark.parametrize(
    "text", ["Its secretary-general was arrested.", "Police arrested the director-general."]
)
def test_a_secretary_general_is_no_soldier(analysed: Analyse, text: str) -> None:
    assert "MIL" not in actors(analysed(text))[-1][3]


def test_a_title_goes_with_a_name_of_four_words(analysed: Analyse) -> None:
    found = actors(analysed("The junta met the opposition leader Aung San Suu Kyi."))
    assert [name for name, kind, _, _ in found if kind == "person"] == ["Aung San Suu Kyi"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Ohio Republican left.", "Ohio Republican", "person"),
        ("The Republicans left.", "Republicans", "organisation"),
        ("The Republican Party split.", "Republican Party", "organisation"),
    ],
)
def test_one_republican_is_a_person_and_not_the_party(
    analysed: Analyse, text: str, name: str, kind: str
) -> None:
    found = {n: (k, country) for n, k, country, _ in actors(analysed(text))}
    assert found[name] == (kind, "USA")


def test_whom_somebody_bashes_does_not_say_who_he_is(analysed: Analyse) -> None:
    found = {n: s for n, _, _, s in actors(analysed("The migrant-baiting Silvio Berlusconi left."))}
    assert "REF" not in found["Silvio Berlusconi"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Governor Tom Hale met aides. The Ohio Democrat praised the bill.", True),
        ("Governor Tom Hale met Ann Lee. The Democrat praised the bill.", False),
        ("The British premier Tom Hale met aides. The Democrat praised the bill.", False),
    ],
)
def test_the_republican_is_whom_alone_the_text_names_before(
    analysed: Analyse, text: str, is_one: bool
) -> None:
    analysis = analysed(text)
    heads = {m.id: m.head for m in analysis.mentions}
    words = [{text[heads[m].start : heads[m].end] for m in e.mention_ids}
             for e in analysis.entities if e.kind == "actor"]  # fmt: skip
    assert any({"Hale", "Democrat"} <= found for found in words) is is_one


@pytest.mark.parametrize("text", ["Jordan, 44, was shot.", "Police arrested Kenya, 19, on Sunday."])
def test_who_has_an_age_is_a_person(analysed: Analyse, text: str) -> None:
    [person] = [e for e in analysed(text).entities if e.name in ("Jordan", "Kenya")]
    assert person.kind == "actor"
    assert person.coding is not None
    assert person.coding.kind == "person"


@pytest.mark.parametrize(
    "text",
    [
        "In Chad, 12, mostly women, were killed by gunmen.",
        "In Chad, 29 people were arrested on Sunday.",
        "Soldiers killed 14 rebels in Chad, 12 in Mali and 3 in Niger.",
        "Clashes broke out in Chad, 29 miles from the camp.",
    ],
)
def test_a_number_of_something_else_is_no_age(analysed: Analyse, text: str) -> None:
    [chad] = [e for e in analysed(text).entities if e.kind == "place" and e.name == "Chad"]
    assert chad.chosen is not None
