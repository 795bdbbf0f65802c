"""Mends what a small parser gets wrong in two known ways: joined offices, and lost subjects.

In "Kenya's interior minister and Somalia's security minister" the first minister is hung on the
second as if it described him. In "At the invitation of A, B, minister of C, paid a visit" B is hung
on A, and nobody pays. Nothing else of a parse is touched.
"""

from __future__ import annotations

from dragoman.records import Token

__all__ = ["Relations", "joined_offices", "lost_subject", "repairs"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})

Relations = dict[int, tuple[str, int]]
"""For tokens by index: the relation and head that should stand instead."""


def repairs(tokens: tuple[Token, ...]) -> Relations:
    """Return all relations of a sentence that should stand instead of the parser's; {} for none."""
    return joined_offices(tokens) or lost_subject(tokens)


def lost_subject(tokens: tuple[Token, ...]) -> Relations:
    """Return the name right before the main verb as its subject, where it has none.

    The parser must have joined that name to an earlier one by a comma alone; what it joined to the
    name in the same way, an office, stands beside it.
    """
    verb = next((t for t in tokens if t.head == t.index), None)
    if verb is None or verb.tag not in _FINITE:
        return {}
    if any(t.head == verb.index and t.dep in _SUBJECTS for t in tokens):
        return {}
    for token in reversed(tokens[: verb.index]):
        if _joined_by_comma(tokens, token) and _last_below(tokens, token) + 1 == verb.index:
            beside = [t for t in tokens if t.head == token.index and _joined_by_comma(tokens, t)]
            return {token.index: ("nsubj", verb.index)} | {
                t.index: ("appos", token.index) for t in beside
            }
    return {}


def _joined_by_comma(tokens: tuple[Token, ...], token: Token) -> bool:
    between = tokens[token.head + 1 : token.index]
    return (
        token.dep == "conj"
        and token.pos == "PROPN"
        and any(t.text == "," for t in between)
        and not any(t.dep == "cc" and t.head == token.head for t in between)
    )


def _last_below(tokens: tuple[Token, ...], top: Token) -> int:
    below = {top.index}
    for token in tokens[top.index + 1 :]:
        if token.head in below:
            below.add(token.index)
    return max(below)


def joined_offices(tokens: tuple[Token, ...]) -> Relations:
    """Return the relations that should stand instead, as (dep, head) by token; {} for none.

    Both must have an owner in the genitive: only then is it sure that two are meant.
    """
    mended: Relations = {}
    for first in tokens:
        second = tokens[first.head]
        if first.dep not in ("nmod", "compound") or second.index <= first.index:
            continue
        owner = _joined_owner(tokens, first, second)
        if owner is None or not _owned(tokens, first):
            continue
        above = first.index if second.head == second.index else second.head
        mended[first.index] = (second.dep, above)
        mended[second.index] = ("conj", first.index)
        mended[owner] = ("poss", second.index)
    return mended


def _joined_owner(tokens: tuple[Token, ...], first: Token, second: Token) -> int | None:
    """Return the genitive that is joined to the first noun and stands before the second."""
    for token in tokens[first.index + 1 : second.index]:
        if token.dep == "conj" and token.head == first.index and _is_genitive(tokens, token):
            return token.index
    return None


def _owned(tokens: tuple[Token, ...], noun: Token) -> bool:
    return any(t.dep == "poss" and t.head == noun.index and _is_genitive(tokens, t) for t in tokens)


def _is_genitive(tokens: tuple[Token, ...], token: Token) -> bool:
    return any(t.dep == "case" and t.head == token.index for t in tokens)
