"""Owning up: "claimed responsibility for", "admitted having", "took credit for" by a party itself.

A claim of responsibility is a word of the party about itself; what it says of others is not.
"""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import ancestors, child, children, is_passive, subject_of, subtree

__all__ = ["owns_up"]

_OWNING = frozenset({"admit", "acknowledge", "confess", "concede", "avow"})
_TAKING = frozenset({"claim", "take", "assume", "accept", "admit", "acknowledge", "have"})
_TAKEN = frozenset({"responsibility", "credit", "authorship", "blame"})


def owns_up(parse: ParsedSentence, party: int) -> bool:
    """Whether the party at token `party` says in this sentence that it did something.

    "X claimed responsibility", "responsibility was claimed by X", "X admitted that it had", and
    "a communique in which X claims …", not "Y claimed that X".
    """
    for index in ancestors(parse, party):
        token = parse.tokens[index]
        if token.pos not in ("VERB", "AUX"):
            continue
        if _is_holder(parse, index, party) and _is_owning(parse, index):
            return True
    return False


def _is_holder(parse: ParsedSentence, verb: int, party: int) -> bool:
    if is_passive(parse, verb):
        return any(party in subtree(parse, agent) for agent in children(parse, verb, "agent"))
    subject = subject_of(parse, verb)
    return subject is not None and party in subtree(parse, subject)


def _is_owning(parse: ParsedSentence, verb: int) -> bool:
    taken = child(parse, verb, "nsubjpass" if is_passive(parse, verb) else "dobj")
    lemma = parse.tokens[verb].lemma
    if lemma in _TAKING and taken is not None and parse.tokens[taken].lemma in _TAKEN:
        return True
    return lemma in _OWNING and child(parse, verb, "ccomp", "xcomp", "dobj") is not None
