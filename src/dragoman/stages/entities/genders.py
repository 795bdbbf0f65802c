"""Whether somebody is spoken of as a woman or a man: "Ms Holm", "his wife", "Peter Holm"."""

from __future__ import annotations

from typing import Literal

from dragoman.knowledge.lexicon import gender_words
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence

__all__ = ["Gender", "gender_of_name", "gender_of_noun", "gender_of_pronoun"]

Gender = Literal["f", "m"]
_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_CHILD_OF: dict[str, Gender] = {"bin": "m", "ibn": "m", "bint": "f"}


def gender_of_pronoun(lower: str) -> Gender | None:
    """Return what "he" or "she" says, None for a pronoun that says nothing."""
    return _PRONOUNS.get(lower)


def gender_of_noun(noun: str, before: str = "") -> Gender | None:
    """Return what a noun or title says: "wife", "Mr", "prince"; or a word before: "female"."""
    words = gender_words()
    for lower in (noun.rstrip(".").lower(), *before.lower().split()):
        if lower in words.of_women or lower in words.of_men:
            return "f" if lower in words.of_women else "m"
    return None


def gender_of_name(parse: ParsedSentence, first: int, last: int, role: str | None) -> Gender | None:
    """Return what a person's title, the noun right before the name or the given name says."""
    tokens = parse.tokens[first:last]
    titles = [tokens[0].text] if len(tokens) > 1 else []
    before = parse.tokens[first - 1] if first > 0 else None
    if before is not None and _belongs(parse, first, last):
        titles.append(before.text)
    if role is not None:
        titles.append(role.split()[-1])
    told = next((g for title in titles if (g := gender_of_noun(title)) is not None), None)
    return told or _of_given_name([fold(t.text) for t in tokens])


def _belongs(parse: ParsedSentence, first: int, last: int) -> bool:
    """Whether the word before a name stands to it as a title or a noun: "his wife Anna Holm"."""
    before = parse.tokens[first - 1]
    below = any(token.head == first - 1 for token in parse.tokens[first:last])
    return first <= before.head < last or below


def _of_given_name(names: list[str]) -> Gender | None:
    words = gender_words()
    while names and gender_of_noun(names[0]) is not None:
        names = names[1:]
    child = next((_CHILD_OF[name] for name in names if name in _CHILD_OF), None)
    if child is not None or not names:
        return child
    if names[0] in words.women:
        return "f"
    return "m" if names[0] in words.men and len(names) > 1 else None  # "James" is a surname, too
