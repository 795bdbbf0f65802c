"""Verbs that say little beside the act they go with, and words that point or repeat: as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from dragoman.records import Record

__all__ = ["LightWords", "load_light_words"]


class LightWords(Record, frozen=True, kw_only=True):
    """The lists of light_verbs.toml; each is described there."""

    doer: frozenset[str]
    undergoer: frozenset[str]
    occurrence: frozenset[str]
    effect: frozenset[str]
    repeated: frozenset[str]
    repeated_adverbs: frozenset[str]
    pointing: frozenset[str]
    lasting: frozenset[str]
    topic_verbs: frozenset[str]
    topic_prepositions: frozenset[str]


@cache
def load_light_words() -> LightWords:
    """Return the shipped lists."""
    path = files("dragoman") / "assets" / "lexicon" / "light_verbs.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return LightWords(**{name: frozenset(words) for name, words in table.items()})
