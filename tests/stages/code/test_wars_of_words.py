"""Tests of blows that are words, and of those that are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse

Types = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def types(mixed: Pipeline) -> Types:
    return lambda text: {r.types[0].code for r in analyse(document_of("t", text), mixed).reports}


@pytest.mark.parametrize(
    "text",
    [
        "The candidate escalated his attacks on Saturday morning.",
        "Such attacks on the president are unheard-of among the leading candidates.",
        "The radio host challenged the candidate about this line of attack on the president.",
        "The senator's campaign went on the offensive, emailing a video of his rival.",
        "The governor fired back with a snarky statement.",
        "The former president continued his assault on the senator, mocking his speech.",
        "The senator said he had never attacked the companies.",
        "The senator unleashed the fury of many Americans.",
        "The candidate regularly incites political violence.",
        "The senator survived all the political attacks from the left.",
        "The moderator asked why the senator had decided to attack the governor personally.",
        "The president is set to take sides in the battle over fuel.",
    ],
)
def test_blows_of_politicians_are_words(types: Types, text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The attack on the senator left two dead.",
        "A former senator was behind the attack on the bank.",
        "The former president led an attack on the barracks.",
        "The prime minister attacked the rebels in Goma.",
        "The opposition leader survived two attacks on him last year.",
        "Soldiers fired back, killing two gunmen.",
        "Netanyahu launched a war on Gaza.",
        "The communists launched a second wave of attacks on the city.",
    ],
)
def test_blows_with_arms_are_none(types: Types, text: str) -> None:
    assert types(text) == {"ASSAULT"}
