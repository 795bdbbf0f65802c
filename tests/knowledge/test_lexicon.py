from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import lexicon
from dragoman.knowledge.lexicon import (
    attribution_words,
    claim_words,
    effect_of,
    gender_words,
    stance_words,
    verb_class,
)


def test_a_reporting_verb_has_one_class_and_another_verb_none() -> None:
    assert [verb_class(lemma) for lemma in ("say", "deny", "call", "consider", "walk")] == [
        "says", "denies", "asks", "believes", None,
    ]  # fmt: skip


def test_the_first_listed_word_decides_the_effect() -> None:
    verbs = stance_words().verbs
    assert effect_of(verbs, "rule out", "rule") == "excluded"
    assert effect_of(verbs, "walk") is None


def test_no_name_or_noun_is_of_women_and_of_men() -> None:
    words = gender_words()
    assert not words.women & words.men
    assert not words.of_women & words.of_men


def test_the_lists_are_read_once() -> None:
    assert attribution_words() is attribution_words()
    assert claim_words() is claim_words()


def test_a_broken_list_names_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "files", lambda _package: _Folder(b"light = 3\n"))
    with pytest.raises(KnowledgeError, match=r"D302 assets/lexicon/stance\.toml"):
        lexicon.stance_words.__wrapped__()


class _Folder:
    """A folder in which every file holds the same bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __truediv__(self, _name: str) -> _Folder:
        return self

    def read_bytes(self) -> bytes:
        return self._content
