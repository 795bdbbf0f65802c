"""Nouns of actors that name nobody where they stand: "by force", "a state of emergency"."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.records import ParsedSentence
from dragoman.stages.tree import children

__all__ = ["is_nobody"]

_LEFT = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "predet", "quantmod"})


def is_nobody(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether the noun names nobody here: "by force", "took office", "the left bank"."""
    if _is_attitude(parse, index):
        return True
    token = parse.tokens[index]
    before = parse.tokens[index - 1].lemma if index > 0 else ""
    if token.lemma in nouns.things and before in nouns.thing_modifiers:
        return True
    if token.lemma in nouns.wares and _is_handed(parse, index, nouns):
        return True
    after = [t.lemma for t in parse.tokens[index + 1 : index + 3]]
    if after[:1] == ["of"] and after[-1] in nouns.conditions.get(token.lemma, ()):
        return True
    if token.lemma not in nouns.bare_things or token.tag != "NN" or token.text[:1].isupper():
        return False
    return not any(parse.tokens[i].dep in _LEFT for i in parse.children[index])


def _is_handed(parse: ParsedSentence, index: int, nouns: ActorNouns) -> bool:
    """Whether it is what somebody gives, sells or orders: "pledged two drones and a tank"."""
    token = parse.tokens[index]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    if children(parse, token.head, "xcomp", "ccomp"):
        return False  # "ordered two ships to leave"
    return token.dep == "dobj" and parse.tokens[token.head].lemma in nouns.handed


def _is_attitude(parse: ParsedSentence, index: int) -> bool:
    """Whether the noun is what somebody holds, not somebody: "their opposition to the plan"."""
    if parse.tokens[index].lemma not in ("opposition", "resistance", "leadership"):
        return False
    return any(parse.tokens[i].lemma == "to" for i in children(parse, index, "prep"))
