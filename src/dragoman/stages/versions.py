"""Whether one text is a later version of another, where both have one address or one given id."""

from __future__ import annotations

import re

__all__ = ["is_version"]

_WORD = re.compile(r"\w+")
_RUN = 5
_ALIKE = 0.2
"""Of runs of five words. Stories of their own on one event share at most 0.09 of them."""
_SHORT = 40
_ALIKE_IF_SHORT = 0.3


def is_version(text: str, other: str, *, title: str | None, other_title: str | None) -> bool:
    """True if the texts are alike or have one title.

    An address may also be that of a page which shows a new text every day, and two files may both
    count their texts from 1: those are not versions of each other.
    """
    if title and other_title and _words(title) == _words(other_title):
        return True
    one, two = _words(text), _words(other)
    if min(len(one), len(two)) < _SHORT:
        shared = len(set(one) & set(two))
        return shared >= _ALIKE_IF_SHORT * len(set(one) | set(two))
    runs, other_runs = _runs(one), _runs(two)
    return len(runs & other_runs) >= _ALIKE * min(len(runs), len(other_runs))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
