from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.names import agrees_in_case, fold, is_one_script


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Abdel-Fattah al-Sisi", "abdel fattah el-Sisi"),
        ("Bab el-Mandeb", "Bab al Mandeb"),
        ("N'Djamena", "Ndjamena"),
        ("U.S.", "US"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("İstanbul", "ISTANBUL"),
        ("Łódź", "Lodz"),
        ("Guinea-Bissau", "Guinea  Bissau"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Niger", "Nigeria"), ("Iran", "Iraq"), ("Россия", "Russia")]
)
def test_different_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_abbreviation_must_have_its_own_capitals() -> None:
    assert agrees_in_case("U.S.", "US")
    assert not agrees_in_case("us", "US")
    assert not agrees_in_case("Us", "US")


def test_a_name_may_stand_all_in_capitals_but_not_in_lower_case() -> None:
    assert agrees_in_case("TURKEY", "Turkey")
    assert not agrees_in_case("turkey", "Turkey")


def test_mixed_scripts_are_no_one_script() -> None:
    assert is_one_script("Санаа", ("LATIN", "CYRILLIC"))
    assert not is_one_script("Сanaa", ("LATIN", "CYRILLIC"))
    assert not is_one_script("123", ("LATIN",))
