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
        "The candidate sharpened his attacks during the debate.",
        "Attacks on the premier have grown louder in the debates.",
        "A columnist was puzzled by this line of attack on the premier.",
        "The senator went on the offensive in a television interview.",
        "The minister fired back in an open letter.",
        "The former premier renewed his assault on the senator in a speech.",
        "The senator attacked the banks in her speech.",
        "The mayor unleashed the anger of the fishermen.",
        "The candidate was said to incite violence at his meetings.",
        "The senator shrugged off the political attacks of her rivals.",
        "The governor attacked the senator personally.",
        "The minister joined the battle over farm prices.",
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
        "The insurgents launched a fresh wave of attacks on the port.",
    ],
)
def test_blows_with_arms_are_none(types: Types, text: str) -> None:
    assert types(text) == {"ASSAULT"}
