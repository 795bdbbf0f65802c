"""An adjective of a land said once for all who are joined: "a Cuban nurse and doctor"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec.structs import replace

from dragoman.records import ParsedSentence
from dragoman.stages.entities.nominal import Nominal
from dragoman.stages.tree import children, conjuncts

__all__ = ["with_shared_lands"]

_OF_THE_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_OTHERS = frozenset(
    "local foreign international other allied regional tribal western civilian resident "
    "government state national loyalist".split()
)
"""Words for people who may be of another land than those before them."""
_OWN_WORDS = ("det", "poss", "nummod", "prep")


def with_shared_lands(parse: ParsedSentence, found: Iterable[Nominal]) -> list[Nominal]:
    """Return the descriptions, those joined to one with an adjective of a land as of it too.

    Who has an article, an owner or a number of his own is described for himself. Several are as
    those before them only where both serve the state or neither does: the civilians who die beside
    Danish soldiers may be no Danes.
    """
    told = list(found)
    firsts = {n.head: n for n in told if n.country is not None and _has_adjective(parse, n)}
    lands = {joined: n for n in firsts.values() for joined in _joined(parse, n.head)}
    return [
        replace(nominal, country=lands[nominal.head].country)
        if nominal.head in lands and _shares(parse, nominal, lands[nominal.head])
        else nominal
        for nominal in told
    ]


def _has_adjective(parse: ParsedSentence, nominal: Nominal) -> bool:
    before = children(parse, nominal.head, "amod", "compound", "nmod")
    return any(parse.tokens[i].ner == "NORP" and i < nominal.head for i in before)


def _joined(parse: ParsedSentence, head: int) -> Sequence[int]:
    """Return what follows in the list; one that names its own land begins another."""
    return [i for i in conjuncts(parse, head) if i > head]


def _shares(parse: ParsedSentence, nominal: Nominal, first: Nominal) -> bool:
    if nominal.country is not None or nominal.hits or nominal.owned:
        return False
    if children(parse, nominal.head, *_OWN_WORDS):
        return False
    words = chain((nominal.head,), children(parse, nominal.head, "amod", "compound", "nmod"))
    lemmas = {parse.tokens[i].lemma.lower() for i in words}
    if lemmas & _OTHERS or any(parse.tokens[i].ner for i in parse.children[nominal.head]):
        return False
    if not nominal.plural and parse.tokens[nominal.head].tag == "NN":
        return True
    sides = [bool(_OF_THE_STATE & set(n.sectors)) for n in (first, nominal)]
    return bool(first.sectors and nominal.sectors) and sides[0] == sides[1]
