"""Who counts as a party in the words of a claim, and who in them is nobody in particular."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import children

__all__ = ["vague_heads"]

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
        if role in _SUBJECTS:
            continue
        named = [parse.tokens[i].lemma for i in children(parse, token.index, "det", "poss")]
        if role in _DESCRIBING or not set(named) - _INDEFINITE:
            found.add(token.start)
    return frozenset(found)
