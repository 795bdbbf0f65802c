"""Who is beyond a border: "the border with Jordan" is beside Jordan and not in it."""

from __future__ import annotations

from dragoman.records import ParsedSentence

__all__ = ["BORDERS", "is_beyond_border"]

BORDERS = frozenset({"border", "frontier", "boundary", "crossing", "borderline"})


def is_beyond_border(parse: ParsedSentence, index: int) -> bool:
    """Return whether the word names whom a border is with: "its frontier with northern Jordan"."""
    token = parse.tokens[index]
    above = parse.tokens[token.head]
    if token.dep != "pobj" or above.lemma != "with":
        return False
    return parse.tokens[above.head].lemma in BORDERS
