"""Deeds told without anybody, and people told by their number alone; read with the model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records import EventReport

Reports = Callable[[str], tuple[EventReport, ...]]


@pytest.fixture(scope="module")
def reports(mixed: Pipeline) -> Reports:
    return lambda text: analyse(document_of("t", text), mixed).reports


def people(report: EventReport) -> list[str]:
    return [p.description for p in report.participants]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A bomb exploded in Kano on Monday.", "ASSAULT"),
        ("He was killed in an airstrike in Raqqa.", "ASSAULT"),
        ("Fighting raged in the outskirts of Goma overnight.", "ASSAULT"),
        ("Shots were heard near the palace in Ouagadougou.", "ASSAULT"),
        ("A state of emergency was declared across the north.", "COERCE"),
        ("A night-time curfew is in force in Bissau.", "COERCE"),
        ("Demonstrations were held in 20 cities.", "PROTEST"),
        ("A general strike paralysed Conakry.", "PROTEST"),
    ],
)
def test_a_deed_is_told_although_it_names_nobody(reports: Reports, text: str, code: str) -> None:
    [report] = reports(text)
    assert report.types[0].code == code
    assert people(report) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bombs fell when hopes were at their highest.",
        "He said the detained would be freed.",
        "No bomb exploded in Kano.",
        "A bomb may explode in Kano.",
        "The film opens with a bomb.",
    ],
)
def test_what_is_known_denied_or_imagined_tells_no_nameless_deed(
    reports: Reports, text: str
) -> None:
    assert not [r for r in reports(text) if not r.participants and r.types[0].code == "ASSAULT"]


def test_a_deed_without_names_told_again_is_one(reports: Reports) -> None:
    found = reports(
        "Rebels bombed a bank in Kano on Monday. Explosions were heard all over the place."
    )
    assert [r.types[0].code for r in found] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("The blast killed nine.", ["nine"]),
        ("Police said two had been shot dead near Bujumbura.", ["two"]),
        ("Some 40 have been detained since Monday.", ["Some 40"]),
        ("Nine were killed and 23 injured in the clashes.", ["Nine", "23"]),
        ("Militants attacked a school, killing 12 pupils and wounding 30.", ["Militants"]),
    ],
)
def test_a_number_stands_for_people_where_nobody_else_suffers(
    reports: Reports, text: str, hurt: list[str]
) -> None:
    [report] = reports(text)
    assert [who for who in people(report) if who in (*hurt, "30")] == hurt


@pytest.mark.parametrize(
    "text",
    [
        "The air force shot down 41 of 70 drones.",
        "The bank cut 40 percent of its loans to Peru.",
        "The party won 12 in Bavaria.",
    ],
)
def test_other_numbers_are_nobody(reports: Reports, text: str) -> None:
    assert not any(who.isdigit() for r in reports(text) for who in people(r))


def test_whom_an_attack_hurt_told_in_the_next_sentence_is_part_of_it(reports: Reports) -> None:
    text = "Gunmen ambushed a convoy near Bria on Monday. One soldier was killed and two injured."
    [report] = reports(text)
    assert [(p.role, p.description) for p in report.participants] == [
        ("initiator", "Gunmen"),
        ("target", "a convoy"),
        ("affected", "One soldier"),
    ]


def test_deaths_elsewhere_in_the_next_sentence_are_another_attack(reports: Reports) -> None:
    text = "Gunmen ambushed a convoy near Bria. Two soldiers were killed by rebels in Birao."
    assert len(reports(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Explosions were reported in Odesa on Monday. On Friday, explosions were heard in Lviv.",
        "A car bomb exploded in Kabul on Monday. Gunfire was heard at a school on Thursday.",
        "Soldiers shot dead a militant near Jenin. An Israeli was wounded in a stabbing.",
        "Ukraine shelled Belgorod on Monday. Five Ukrainians were wounded.",
        "Rebels ambushed a convoy near Bria. One soldier was killed by a landmine.",
    ],
)
def test_another_place_day_cause_or_side_makes_another_event(reports: Reports, text: str) -> None:
    assert [r.types[0].code for r in reports(text)] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Togo condemned an attack carried out in Maiduguri on Tuesday.",
        "Ghana condemned the terrorist attack perpetrated in Kabul.",
    ],
)
def test_a_deed_is_told_by_who_condemns_what_was_perpetrated(reports: Reports, text: str) -> None:
    assert {r.types[0].code for r in reports(text)} == {"ACCUSE", "ASSAULT"}
