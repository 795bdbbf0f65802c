"""Places told by a description: "outside the parliament building", "across the frontier"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.records import ParsedSentence
from dragoman.stages.tree import children, subtree

__all__ = ["place_described"]

_MEASURES = frozenset(
    "kilometre kilometer km metre meter mile yard foot part stretch front".split()
)
"""Of "along thirty kilometres of the frontier" and "in front of the office" it is what is "of"."""
_NOWHERE = frozenset("altitude elevation height depth distance speed range".split())
"""Nouns of how high or how far, which tell no place."""
_BEFORE = ("det", "amod", "compound", "nmod", "poss", "nummod")
_WHERE = ("pobj", "dobj", "nsubjpass", "conj", "compound", "npadvmod")


def place_described(
    parse: ParsedSentence, marked: Sequence[int], named: Collection[int]
) -> list[int]:
    """Return the words that describe a place in a run of words `marked` as telling where.

    These are those of the noun and before it, with what it is "of"; none where the words `named`,
    of a place with a name, are among those that hang on it: that place is told by its name.
    """
    tokens = parse.tokens
    left = _MEASURES if any(tokens[i].tag == "NNS" for i in marked) else _MEASURES | _NOWHERE
    nouns = [i for i in marked if tokens[i].pos == "NOUN" and tokens[i].lemma not in left]
    if not nouns or tokens[nouns[0]].dep not in _WHERE:
        return []
    head = nouns[0]
    while tokens[head].dep == "compound" and tokens[head].head > head:
        head = tokens[head].head
    if set(subtree(parse, head)) & set(named):
        return []
    phrase = [i for child in children(parse, head, *_BEFORE) for i in subtree(parse, child)]
    for of in children(parse, head, "prep"):
        if of == head + 1 and tokens[of].lemma == "of":
            phrase += subtree(parse, of)
    if not phrase and tokens[head].tag != "NNS":
        return []  # "duties on jute"
    return sorted((*phrase, head))
