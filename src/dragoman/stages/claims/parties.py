"""Who counts as a party in the words of a claim, and who in them is nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import ParsedSentence
from dragoman.stages.tree import children, conjuncts, trimmed_subtree

__all__ = ["nested_heads", "vague_heads"]

_SUBJECTS = ("nsubj", "nsubjpass", "agent", "poss")
_DESCRIBING = ("attr", "oprd", "appos", "compound")
"""What tells of what kind somebody is: "is no general", "a student town"."""
_INDEFINITE = frozenset("a an some any no every each many few several more most enough".split())


def vague_heads(parse: ParsedSentence) -> frozenset[int]:
    """Return where nouns start that are no party of what is said, though they are a kind of actor.

    They describe another, or are one of many: "is a general", "relies on voters". A
    subject is a party however it is put.
    """
    found = set()
    for token in parse.tokens:
        if token.pos != "NOUN":
            continue
        top = token
        while top.dep == "conj":
            top = parse.tokens[top.head]
        role = parse.tokens[top.head].dep if top.dep == "pobj" else top.dep
        named = [parse.tokens[i].lemma for i in children(parse, token.index, "det", "poss")]
        if role in _SUBJECTS and "no" not in named:
            continue
        if role in _DESCRIBING or not set(named) - _INDEFINITE:
            found.add(token.start)
    return frozenset(found)


def nested_heads(parse: ParsedSentence, nouns: Iterable[int]) -> frozenset[int]:
    """Return where words start that only say which of its kind one of `nouns` is.

    "Lebanon's banks are empty" is about the banks, "the road to peace in Darfur is long" about the
    road.
    """
    found: set[int] = set()
    for noun in nouns:
        heads = conjuncts(parse, noun)
        if parse.tokens[noun].pos in ("NOUN", "PROPN"):
            phrase = [k for i in heads for k in trimmed_subtree(parse, i)]
            found |= {j for k in phrase for j in conjuncts(parse, k)} - set(heads)
    return frozenset(parse.tokens[i].start for i in found)
