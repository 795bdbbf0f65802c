"""Words after a noun that say what is done to somebody, not who he is: "stripped them of seats"."""

from __future__ import annotations

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.records import ParsedSentence
from dragoman.stages.tree import children

__all__ = ["is_of_the_act"]

_RIDDING = frozenset("strip deprive rob relieve divest remind inform warn assure".split())
_CHARGING = frozenset("accuse suspect convict acquit".split())
_ASKING_FOR = frozenset("ask press thank blame praise criticise criticize fine try reward".split())


def is_of_the_act(parse: ParsedSentence, head: int, prep: int, pobj: int) -> bool:
    """Return whether the words from `prep` on say what somebody is rid of, charged with, asked for.

    As in "stripped the monks of their seats", "accused the army of shelling", "asked NATO members
    for aid"; of two with "for" it is the second: "asked the envoy for Sudan for aid".
    """
    top = head
    while parse.tokens[top].dep in ("conj", "pobj"):  # "members of parliament"
        above = parse.tokens[top].head
        top = above if parse.tokens[top].dep == "conj" else parse.tokens[above].head
    if parse.tokens[top].dep != "dobj":
        return False
    above = parse.tokens[top].head
    verb = parse.tokens[above].lemma
    if parse.tokens[prep].lemma == "for":
        near = (*children(parse, head, "prep"), *children(parse, above, "prep"))
        is_last = not any(i > prep and parse.tokens[i].lemma == "for" for i in near)
        return verb in _ASKING_FOR and is_last
    people = load_actor_nouns().find([parse.tokens[pobj].lemma]) is not None
    if verb in _CHARGING:
        return not people and parse.tokens[pobj].pos != "PROPN"
    owned = any(parse.tokens[i].tag == "PRP$" for i in parse.children[pobj])
    return owned and verb in _RIDDING and not people  # "warned the kin of its soldiers"
