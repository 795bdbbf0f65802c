"""Names that the words beside them say are places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records.output import CodedDocument

Code = Callable[..., CodedDocument]


def literal_places(document: CodedDocument) -> list[str]:
    return [place.text for place in document.places if place.kind == "literal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen raided four villages: Demsa, Wunamo, Dikajo and Tabounda.",
            ["Demsa", "Wunamo", "Dikajo", "Tabounda"],
        ),
        ("Troops entered the towns of Khan Tuma and Alzora.", ["Khan Tuma", "Alzora"]),
        ("Shells fell on the district of Al-Qarfi.", ["Al-Qarfi"]),
        ("Migrants were left without water at the border post of Assamaka.", ["Assamaka"]),
        ("Kalim was named to the post of Deputy Commander.", []),
        ("Two men were shot in the Nabi Sawa area.", ["Nabi Sawa"]),
        ("A bomb went off at the Al-Noor Hospital.", ["Al-Noor Hospital"]),
        ("Miners marched near the Las Vegas Altas copper mine.", ["Las Vegas Altas"]),
        ("A dinghy with migrants sank 40 miles south of Lampedusa.", ["Lampedusa"]),
    ],
)
def test_what_a_text_calls_a_place_is_one_whatever_the_gazetteer_has(
    coded: Code, text: str, expected: list[str]
) -> None:
    assert literal_places(coded(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Minya University condemned the arrests.",
        "The army shelled the Christian district on Monday.",
    ],
)
def test_bodies_that_act_and_peoples_are_no_places(coded: Code, text: str) -> None:
    assert literal_places(coded(text)) == []


def test_a_district_attorney_is_of_the_city(coded: Code) -> None:
    found = coded("San Francisco District Attorney Ada Lindqvist accused the firm.")
    assert [place.text for place in found.places] == ["San Francisco"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb killed two guards in Lebanon street on Monday.", ["Lebanon street"]),
        ("A bomb killed two guards near Kenya avenue on Monday.", ["Kenya avenue"]),
        ("A bomb killed two guards on a Lebanon street on Monday.", ["Lebanon"]),
        ("A bomb killed two guards in Chad street fighting on Monday.", ["Chad"]),
        ("A man was shot dead in Belfast street on Monday.", ["Belfast"]),
        ("A man was shot dead in a street in Kenya on Monday.", ["Kenya"]),
    ],
)
def test_a_street_called_after_a_country_is_not_that_country(
    coded: Code, text: str, expected: list[str]
) -> None:
    assert literal_places(coded(text)) == expected
