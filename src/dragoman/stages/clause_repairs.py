"""Mends clauses that stand side by side, which a small parser takes for something said.

In "Iran seized a tanker; Greece protested" the first clause is hung on the second verb as what it
says, as in "Iran seized a tanker, Greece said". Across a semicolon nobody is told to have said so:
the two are joined as by "and", and whatever told of the second tells of both.
"""

from __future__ import annotations

from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = ["side_by_side"]

_VERBS = ("VERB", "AUX")


def side_by_side(tokens: tuple[Token, ...]) -> Relations:
    """Return the relations that should stand instead, as (dep, head) by token; {} for none.

    After a colon the clause before may be what is said ("Troops left: army says"), unless the verb
    has an object of its own.
    """
    if not any(token.text in (";", ":") for token in tokens):
        return {}
    mended: Relations = {}
    for first in reversed(tokens):
        verb = tokens[first.head]
        if first.dep != "ccomp" or verb.index < first.index:
            continue
        if _stand_apart(tokens, first, verb):
            top = _first_joined(mended, verb.index)
            dep, head = mended.get(top, (tokens[top].dep, tokens[top].head))
            mended[first.index] = (dep, first.index if head == top else head)
            mended[top] = ("conj", first.index)
    return mended


def _first_joined(mended: Relations, verb: int) -> int:
    """Return the first of the clauses that were found to stand beside `verb` so far."""
    while verb in mended and mended[verb][0] == "conj":
        verb = mended[verb][1]
    return verb


def _stand_apart(tokens: tuple[Token, ...], first: Token, verb: Token) -> bool:
    if verb.pos not in _VERBS:
        return False
    after = _end_of(tokens, first.index, verb.index)
    between = []
    while after < verb.index and tokens[after].pos == "PUNCT":
        between.append(tokens[after].text)
        after += 1
    has_object = any(t.dep == "dobj" and t.head == verb.index for t in tokens)
    return ";" in between or (":" in between and has_object)


def _end_of(tokens: tuple[Token, ...], top: int, limit: int) -> int:
    """Return the token after the last word below `top` and before `limit`."""
    below, end = {top}, top + 1
    for _ in tokens:
        found = {t.index for t in tokens[:limit] if t.head in below} - below
        if not found:
            break
        below |= found
    words = [i for i in below if tokens[i].pos != "PUNCT"]
    return max([*words, end - 1]) + 1
