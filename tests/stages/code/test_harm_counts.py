"""How many an act hurt, told in a clause beside the word that tells the act."""

from __future__ import annotations

import pytest

from dragoman import code_text
from dragoman.records.output import CodedDocument, OutputReport


def reports(text: str) -> tuple[OutputReport, ...]:
    found = code_text(text, published="2024-01-26")
    assert isinstance(found, CodedDocument)
    return found.reports


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("At least 31 people were killed and 90 were wounded in the raids on Harasta.", 31, 90),
        ("Six villagers were shot dead and three were injured by bandits at Marigat.", 6, 3),
        ("Twenty people have been killed and 48 wounded in an attack on a hotel.", 20, 48),
        ("Four porters have been confirmed killed and nine wounded in a blast in Baidoa.", 4, 9),
        ("A battle in Kidal left at least 18 people dead and 40 wounded.", 18, 40),
    ],
)
def test_the_killed_and_the_wounded_are_counted_together(
    text: str, killed: int, injured: int
) -> None:
    [report] = reports(text)
    counts = [(q.kind, q.low) for q in report.quantities]
    assert counts == [("killed", killed), ("injured", injured)]


def test_whom_a_battle_killed_the_taking_of_the_town_did_not() -> None:
    text = "Rebels seized the port of Kismayo in a battle that left 18 people dead."
    counts = {r.type: [q.kind for q in r.quantities] for r in reports(text)}
    assert counts == {"COERCE": [], "ASSAULT": ["killed"]}


@pytest.mark.parametrize(
    "text",
    [
        "Five people were shot dead and eight were injured in an attack by militiamen near Kutum.",
        "A bomb targeting a mosque in Quetta killed 22 men and hurt 90 in an attack by rebels.",
    ],
)
def test_an_attack_and_whom_it_hurt_are_told_once(text: str) -> None:
    assert [r.type for r in reports(text)] == ["ASSAULT"]


def test_whom_another_bomb_killed_the_first_did_not() -> None:
    text = "A bomb killed four porters in Karbala, while another killed three in Abu Dashir."
    assert [q.low for q in reports(text)[0].quantities] == [4]


@pytest.mark.parametrize(
    "text",
    [
        "Israel bombed Gaza in retaliation for an attack that killed 12 people.",
        "India struck nine sites in Pakistan in reprisal for the killing of 26 tourists.",
    ],
)
def test_whom_the_act_that_is_answered_killed_is_not_counted_for_the_answer(text: str) -> None:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    assert [q.kind for q in found.reports[0].quantities] == []
