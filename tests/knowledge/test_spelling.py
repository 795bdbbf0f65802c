from __future__ import annotations

import pytest

from dragoman.knowledge.spelling import romanised, skeleton


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Владимир Путин", "vladimir putin"),
        ("صنعاء", "sna"),
        ("בנימין", "bnymyn"),
        ("Γιώργος", "giorgos"),
        ("김정은", "gimjeongeun"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
    ],
)
def test_a_name_is_spelt_in_latin_letters(name: str, latin: str) -> None:
    assert romanised(name) == latin


def test_a_script_that_spells_no_sounds_is_left_as_it_is() -> None:
    assert (romanised("習近平"), skeleton("習近平")) == ("習近平", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muammar Gaddafi", "Moammar Qadhafi"),
        ("Gamal Mubarak", "Jamal Moubarak"),
        ("فلاديمير بوتين", "Vladimir Putin"),
        ("Вагнер", "Wagner"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("김정은", "Kim Jong-un"),
        ("Abdelfattah", "Abdel Fattah"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_names_of_different_consonants_do_not() -> None:
    assert skeleton("Iran") != skeleton("Iraq")
