"""Telling a sentence of a story from a heading, a label or a button, by its shape alone."""

from __future__ import annotations

import re

__all__ = ["ends_sentence", "is_prose"]

_SENTENCE_END = re.compile(r"[.!?…。؟।][\"'”’»)\]]*$")
_UNSPACED_LETTER = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


def ends_sentence(line: str) -> bool:
    """True if a line ends as a sentence does, closing quotes and brackets aside."""
    return _SENTENCE_END.search(line) is not None


def is_prose(line: str) -> bool:
    """True if a line reads as a sentence or paragraph of a story, by its length and its end."""
    words = len(line.split())
    if words < 6:
        # Scripts without spaces have few "words".
        return len(_UNSPACED_LETTER.findall(line)) >= 20
    return words >= 30 or ends_sentence(line)
