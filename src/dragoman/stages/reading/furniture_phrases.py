"""The wordings of page furniture (assets/lexicon/furniture.toml), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["BYLINE", "BYLINE_START", "Wordings", "is_names", "wordings"]

BYLINE = re.compile(
    r"(?:(?i:by|par|por|von|written by|story by|report by|posted by|author)\b\W{0,3})"
    r"(?P<names>[^\d|•·:;]{2,90}?)(?:\s*[|•·/—–-]\s*.{0,60})?"
)
BYLINE_START = re.compile(r"\W*(?:by|par|por|von)\s+(?P<names>[^\d|•·]{2,80})", re.IGNORECASE)
_JOINING_WORDS = frozenset(
    ("and", "of", "in", "for", "the", "et", "y", "und", "de", "al", "el", "bin", "van", "von")
)
_MOST_BYLINE_WORDS = 14


class Wordings(NamedTuple):
    """Patterns for whole lines, and word sets in lower case.

    `…_sentences` patterns may match whole sentences, the others only what is no sentence.
    """

    anywhere: re.Pattern[str]
    anywhere_sentences: re.Pattern[str]
    edges: re.Pattern[str]
    edges_sentences: re.Pattern[str]
    related_openers: re.Pattern[str]
    related_labels: re.Pattern[str]
    comment_openers: re.Pattern[str]
    comment_forms: re.Pattern[str]
    share_anchors: frozenset[str]
    share_words: frozenset[str]
    menu_words: frozenset[str]


@cache
def wordings() -> Wordings:
    """Return the shipped wordings."""
    path = files("dragoman") / "assets" / "lexicon" / "furniture.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    def themes(zone: str, sentences: bool) -> re.Pattern[str]:
        chosen = [theme for theme in table[zone] if theme["sentences"] is sentences]
        return _any_of([wording for theme in chosen for wording in theme["wordings"]])

    words = {name: frozenset(text.split()) for name, text in table["words"].items()}
    return Wordings(
        anywhere=themes("anywhere", sentences=False),
        anywhere_sentences=themes("anywhere", sentences=True),
        edges=themes("edges", sentences=False),
        edges_sentences=themes("edges", sentences=True),
        related_openers=_any_of(table["related"]["openers"]),
        related_labels=_any_of(table["related"]["labels"]),
        comment_openers=_any_of(table["comments"]["openers"]),
        comment_forms=_any_of(table["comments"]["forms"]),
        share_anchors=words["share_anchors"],
        share_words=words["share_anchors"] | words["share_words"],
        menu_words=words["menu"],
    )


def is_names(text: str) -> bool:
    """True if every word of `text` begins as a name does or joins names, as in a byline."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    named = all(word[0].isupper() or word.lower() in _JOINING_WORDS for word in words)
    return 0 < len(words) <= _MOST_BYLINE_WORDS and named


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """Return one pattern for lines in any of these wordings, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
