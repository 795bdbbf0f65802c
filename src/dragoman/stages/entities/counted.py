"""People told by their number alone: "killing at least nine", "thousands marched"."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import ActorNoun
from dragoman.records import ParsedSentence
from dragoman.stages.tree import children, is_passive

__all__ = ["SOMEBODY", "counts_people", "is_of_several"]

_SEVERAL = frozenset({"both", "either", "neither", "each", "their", "respective"})
_ONE_EACH = frozenset({"president", "premier", "king", "monarch", "chancellor", "capital"})
"""Offices of which a state has one: several holders are of several states."""

SOMEBODY = ActorNoun(lemma="people", kind="population", sectors=())
"""What a bare number says of those it counts: that they are people, of no known sector."""
_DONE_TO_PEOPLE = frozenset(
    "kill wound injure hurt maim behead execute hang lynch massacre arrest detain jail imprison "
    "kidnap abduct displace evacuate rescue deport shoot murder assassinate hospitalize "
    "hospitalise slay".split()
)
_DONE_BY_PEOPLE = frozenset({"die", "perish"})
_MANY = frozenset({"ten", "dozen", "score", "hundred", "thousand", "million"})
_NO_PEOPLE = frozenset({"%", "percent", "per", "cent", "of"})
"""Words after a number that counts no people, or some of those whom the next words name."""

_MORE = frozenset({"another", "other"})
"""Before a number that counts more of those just named."""


def counts_people(parse: ParsedSentence, index: int) -> bool:
    """Return whether the word is a number that stands for people harmed, held or brought away."""
    token = parse.tokens[index]
    if token.tag == "NNS" and token.lemma in _MANY:
        return _are_many(parse, index)
    if token.tag != "CD" or token.ner in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    after = parse.tokens[index + 1].lemma if index + 1 < len(parse.tokens) else ""
    if after in _NO_PEOPLE or any(parse.tokens[i].lemma in _MORE for i in parse.children[index]):
        return False
    above = parse.tokens[token.head]
    if token.dep == "dobj":
        return above.lemma in _DONE_TO_PEOPLE
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    undergoes = token.dep == "nsubjpass" or is_passive(parse, above.index) or above.tag == "VBN"
    bare = not children(parse, above.index, "dobj")
    return above.lemma in (_DONE_TO_PEOPLE if undergoes else _DONE_BY_PEOPLE) and bare


def _are_many(parse: ParsedSentence, index: int) -> bool:
    """Whether "thousands" are people: who do something, or to whom what is done to people is."""
    token = parse.tokens[index]
    of = [i for i in children(parse, index, "prep") if parse.tokens[i].lemma == "of"]
    counted = [i for prep in of for i in children(parse, prep, "pobj")]
    if of and not any(
        parse.tokens[i].lemma in _MANY and not children(parse, i, "prep") for i in counted
    ):
        return False
    above = parse.tokens[token.head]
    if token.dep == "nsubj" and above.pos == "VERB":
        return True
    return token.dep in ("dobj", "nsubjpass") and above.lemma in _DONE_TO_PEOPLE


def is_of_several(parse: ParsedSentence, indices: list[int], determiner: int | None) -> bool:
    """Return whether it speaks of people of more than one side: "both governments"."""
    words = {parse.tokens[i].text.lower() for i in indices}
    definite = determiner is not None and parse.tokens[determiner].lemma == "the"
    if words & _SEVERAL or (definite and words & {"two", "three"}):
        return True
    return any(parse.tokens[i].tag == "NNS" and parse.tokens[i].lemma in _ONE_EACH for i in indices)
