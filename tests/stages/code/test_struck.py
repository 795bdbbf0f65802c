"""A place attacked is the target, and what was struck there is of its country."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument


def _suffering(text: str) -> dict[str, str | None]:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return {
        p.name: p.country
        for r in found.reports
        for p in r.participants
        if p.role in ("target", "affected", "beneficiary")
    }


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Federal gunners shelled the town of Kismayo on Sunday.", {"Kismayo": "SOM"}),
        ("The militia pressed on with its attacks on the contested Lofa region.", {"Lofa": "LBR"}),
        ("Danish troops have pulled out of Basra.", {"Basra": "IRQ"}),
    ],
)
def test_a_place_attacked_or_left_is_the_target(text: str, struck: dict[str, str]) -> None:
    assert _suffering(text) == struck


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Jets bombed two orchards near Nabatieh.", ("two orchards", "LBN")),
        ("Raiders ambushed a convoy in the Mopti region of Mali.", ("convoy", "MLI")),
    ],
)
def test_things_without_a_country_are_of_where_they_were_struck(
    text: str, struck: tuple[str, str]
) -> None:
    assert struck in _suffering(text).items()


def test_who_may_be_from_anywhere_gets_no_country() -> None:
    assert _suffering("Police arrested four foreigners in Antalya.") == {"four foreigners": None}


def test_what_was_struck_in_two_countries_has_none() -> None:
    text = "Rockets hit warehouses in Beirut and in Haifa."
    assert _suffering(text).get("warehouses") is None


def test_where_it_was_struck_says_more_than_of_whom_else_the_text_tells() -> None:
    text = "A diplomat in the United Arab Emirates spoke of an attack on mosques in New Zealand."
    assert _suffering(text) == {"mosques": "NZL"}


@pytest.mark.parametrize(
    ("text", "freed"),
    [
        (
            "Egyptian authorities released a blogger and four activists.",
            {"blogger": "EGY", "four activists": "EGY"},
        ),
        ("Mali's government freed 12 clerks.", {"12 clerks": "MLI"}),
    ],
)
def test_whom_a_state_frees_is_its_own(text: str, freed: dict[str, str]) -> None:
    assert _suffering(text) == freed


def test_whom_it_frees_may_have_come_from_abroad() -> None:
    assert _suffering("Egyptian authorities released four tourists.") == {"four tourists": None}


def test_whom_it_holds_elsewhere_need_not_be_its_own() -> None:
    text = "French police arrested two smugglers in Djibouti."
    assert _suffering(text)["two smugglers"] == "DJI"
