"""Lines of print put together again: a word divided between two of them becomes whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["divides_words", "join_lines", "words_of"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_LEAST = 3
_SHARE = 1 / 16
"""Share of the lines that end with a hyphen where words are divided; compounds are far rarer."""


def words_of(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word and compound stands in the lines, in lower case."""
    return Counter(word.lower() for line in lines for word in _WORD.findall(line))


def divides_words(lines: Iterable[str]) -> bool:
    """True if whoever set the lines divided words between them."""
    filled = [line.rstrip() for line in lines if line.strip()]
    divided = sum(1 for line in filled if _DIVIDED.search(line))
    return divided >= _LEAST and divided >= len(filled) * _SHARE


def join_lines(text: str, line: str, words: Counter[str]) -> str:
    """Return `text` and `line` as one; `words` are those of the whole text.

    "US-led" keeps its hyphen, "govern-ment" loses it; the rest of the text often tells.
    """
    divided = _DIVIDED.search(text)
    continued = re.match(r"[^\W\d_]+", line)
    if divided is None or continued is None:
        return f"{text} {line}"
    first, second = divided.group(1), continued.group()
    compound, whole = f"{first}-{second}".lower(), f"{first}{second}".lower()
    keeps = words[compound] > words[whole] or not second[0].islower() or first.isupper()
    return text + line if keeps else text[:-1] + line
