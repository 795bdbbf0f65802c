"""Whom "he", "she", "his" and "their" mean."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dragoman.records import Analysis

Analyse = Callable[..., Analysis]


def meant(analysis: Analysis, words: str) -> list[str]:
    """Return the names of those whom the pronoun that begins `words` stands for."""
    [at] = [m.start() for m in re.finditer(rf"\b{words}\b", analysis.document.text)]
    held = {m.id for m in analysis.mentions if m.span.start == at and m.form == "pronoun"}
    return [e.name for e in analysis.entities if held & set(e.mention_ids)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Anna Lindholm met Martin Keller in Togo. He praised Chad.", "He", "Martin Keller"),
        ("Mrs Lindholm met Mr Keller in Togo. He praised Chad.", "He", "Keller"),
        ("Mr Keller accused Dr Lindholm of lining her pockets.", "her", "Lindholm"),
        ("A policeman saw a woman in Lomé. She praised Chad.", "She", "woman"),
        ("A policeman stopped a female doctor. She praised Chad.", "She", "female doctor"),
        ("Holm told his wife that Togo was calm. She praised Chad.", "She", "wife"),
    ],
)
def test_she_is_a_woman_and_he_a_man(analysed: Analyse, text: str, words: str, name: str) -> None:
    assert meant(analysed(text), words) == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Martin Keller left. Togo praised Chad. Keller knew that she praised Chad.", "she"),
        ("Martin Keller left Togo. He hailed Martin Keller.", "He"),
        ("Martin Keller left Togo. Keller praised him.", "him"),
        ("Martin Keller left Togo. Ghana quoted Keller as having praised him.", "him"),
        ('Togo was calm. "We are tired," said Martin Keller. "He is a crook."', "He"),
    ],
)
def test_nobody_is_meant_where_grammar_tells_of_another(
    analysed: Analyse, text: str, words: str
) -> None:
    assert meant(analysed(text), words) == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Peter Holm left. In response to critics of his laws, Martin Keller praised Chad.", "his",
         "Martin Keller"),
        ("Peter Holm left. Asked if he would stay, Martin Keller praised Chad.", "he",
         "Martin Keller"),
        ("Peter Holm met Martin Keller and his brother in Togo.", "his", "Martin Keller"),
        ("Danish soldiers drove rebels and their families from a village.", "their", "rebels"),
        ("Danish soldiers killed dozens of rebels and their families.", "their", "rebels"),
        ("Peter Holm, whose brother fled to Togo, said he would stay.", "he", "Peter Holm"),
        ("Peter Holm denied the charge. A gunman had fired at a bus, he said.", "he", "Peter Holm"),
        ("As Peter Holm defended his record, Martin Keller praised Chad.", "his", "Peter Holm"),
        ("Peter Holm left. Police met Martin Keller, who praised his wife.", "his",
         "Martin Keller"),
        ("Peter Holm left. He wanted to be the nominee. He praised Chad.", "He praised",
         "Peter Holm"),
        ("Peter Holm left. Martin Keller's mistake was to leave his bag in Togo.", "his",
         "Martin Keller"),
        ("Anna Lund left. Peter Holm spoke in favour of Martin Keller, telling him so.", "him",
         "Martin Keller"),
        ("Prosecutors praised Martin Keller. The boy had left a bag because he was afraid.", "he",
         "boy"),
        ("Chad's army informed the Kenyan ministry of its plan to leave.", "its", "Chad's army"),
    ],
)  # fmt: skip
def test_the_grammar_of_its_sentence_says_whom_a_pronoun_means(
    analysed: Analyse, text: str, words: str, name: str
) -> None:
    assert meant(analysed(text), words) == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peter Holm denied that any Malawian had been beaten. He praised Chad.", "Malawian"),
        ("Peter Holm left Togo. A letter came for a doctor. He praised Chad.", "doctor"),
        ("Peter Holm left Togo. The staff slept. He praised Chad.", "staff"),
    ],
)
def test_who_is_told_of_vaguely_is_not_meant(analysed: Analyse, text: str, words: str) -> None:
    assert meant(analysed(text), "He") == ["Peter Holm"], words


def test_who_writes_on_after_a_quotation_means_nobody_of_it(analysed: Analyse) -> None:
    text = 'Peter Holm left. "This is a blow to Martin Keller." He praised Chad.'
    assert meant(analysed(text), "He") == ["Peter Holm"]


def test_a_speaker_is_none_of_those_he_speaks_of(analysed: Analyse) -> None:
    text = 'Peter Holm attacked Martin Keller in a speech. "He is weak," he said.'
    assert meant(analysed(text), "He") == ["Martin Keller"]
    assert meant(analysed(text), "he") == ["Peter Holm"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Chad's president says it will open a front in Darfur.", "it", "Chad"),
        ("UNITA had claimed that they had attacked the base.", "they", "UNITA"),
    ],
)
def test_who_speaks_for_a_state_or_body_means_it(
    analysed: Analyse, text: str, words: str, name: str
) -> None:
    assert meant(analysed(text), words) == [name]


def test_them_beside_an_object_are_those_it_is_done_to(analysed: Analyse) -> None:
    text = "Eleven rebels died in Mali. Togo expelled three envoys, accusing them of spying."
    assert meant(analysed(text), "them") == ["three envoys"]
