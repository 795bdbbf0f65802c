"""Finds what a number phrase counts: the noun behind it, or what stands for one."""

from __future__ import annotations

from typing import Final, NamedTuple

from dragoman.records import ParsedSentence
from dragoman.stages.quantities.words import DEED_NOUNS
from dragoman.stages.tree import child

__all__ = ["Counted", "counted_by", "token_at"]

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_MEASURES: Final = frozenset(
    "kilometer kilometre mile meter metre hectare acre foot degree percent point time year month"
    " week day hour minute second".split()
)
_OTHERS: Final = frozenset({"more", "another"})
_MOST_WORDS_BETWEEN: Final = 6


class Counted(NamedTuple):
    """Token indices of what a number phrase counts."""

    last: int
    """Last token of the words to show: the noun, else the number's last."""
    head: int
    """What governs the phrase: the noun, or the number where no noun is written."""
    noun: int | None
    """The noun, which may stand under the number: "two of the soldiers"."""


def token_at(parse: ParsedSentence, offset: int) -> int | None:
    """Return the token that holds the character at `offset` of the document, or None."""
    return next((t.index for t in parse.tokens if t.start <= offset < t.end), None)


def counted_by(parse: ParsedSentence, last: int) -> Counted | None:
    """Return what the number phrase ending at token `last` counts; None for measures."""
    tokens = parse.tokens
    head = tokens[last].head
    if tokens[head].lemma in _OTHERS and head > last:
        return Counted(head, head, None)
    noun = _noun_above(parse, last)
    if noun is None:
        noun = _noun_after(parse, last)
    if noun is None:
        partitive = _noun_of(parse, last)
        found = Counted(last if partitive is None else partitive, last, partitive)
    elif DEED_NOUNS.get(tokens[noun].lemma) == "crowd" and tokens[noun].tag == "NN":
        # In the headline "Thousands protest" the noun is a verb.
        found = Counted(last, noun, None)
    else:
        found = Counted(noun, noun, noun)
    is_measure = found.noun is not None and tokens[found.noun].lemma in _MEASURES
    return None if is_measure else found


def _noun_above(parse: ParsedSentence, last: int) -> int | None:
    """Return the noun to the right that the parser hangs the number on, or None."""
    tokens, number = parse.tokens, last
    while tokens[number].dep in ("nummod", "quantmod", "compound", "advmod"):
        head = tokens[number].head
        if head <= number:
            return None
        if tokens[head].pos in _NOUNS and head - last <= _MOST_WORDS_BETWEEN:
            return head
        number = head
    return None


def _noun_after(parse: ParsedSentence, last: int) -> int | None:
    """Return the noun that ends the run of adjectives and nouns after the number, or None."""
    found = None
    for token in parse.tokens[last + 1 : last + 1 + _MOST_WORDS_BETWEEN]:
        if token.pos in _NOUNS and token.tag != "POS":
            found = token.index
        elif found is not None or not (
            token.pos in ("ADJ", "NUM") or token.tag in ("HYPH", "VBN", "VBG")
        ):
            break
    return found


def _noun_of(parse: ParsedSentence, last: int) -> int | None:
    """Return the noun of "two of the soldiers", "dozens of people", or None."""
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].lemma == "of":
        return child(parse, last + 1, "pobj")
    return None
