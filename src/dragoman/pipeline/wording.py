"""Loaded words as a source's own: "regime", "martyred", "terrorist", "aggression".

They are listed beside what was read and change no type, sector or score: what a party calls
another is its wording, and dragoman neither takes it over nor corrects it.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge.lexicon import loaded_words

__all__ = ["loaded_in"]

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "their"})


def loaded_in(text: str) -> tuple[str, ...]:
    """Return the loaded words of a text as written there, each spelling once, in order.

    One inside a name ("Liberation Army", "Front of Resistance Fighters") is part of the name.
    """
    found = (match for match in _pattern().finditer(text) if not _is_in_name(text, match))
    return tuple(dict.fromkeys(match.group() for match in found))


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word has a capital and so has the word before or after it."""
    if not match.group()[0].isupper():
        return False
    before = text[: match.start()].split()[-1:]
    after = text[match.end() :].split()[:1]
    beside = (word for word in (*before, *after) if word.lower() not in _ARTICLES)
    return any(word[:1].isupper() for word in beside)


@cache
def _pattern() -> re.Pattern[str]:
    """Whole words with their plain endings; the longest first, so that phrases win."""
    words = sorted(loaded_words(), key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{joined})(?:s|es|['’]s)?(?![\w-])", re.IGNORECASE)
