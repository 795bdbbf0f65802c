"""Owning up: "claimed responsibility for", "admitted having", "took credit for" by a party itself.

A claim of responsibility is a word of the party about itself; what it says of others is not.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import verb_class
from dragoman.records import ParsedSentence
from dragoman.stages.stances.verb_group import is_negated, verb_group
from dragoman.stages.tree import child, children, is_passive, subject_of, subtree

__all__ = ["owns_up"]

_OWNING = frozenset({"admit", "acknowledge", "confess", "concede", "avow"})
_THREATENING = frozenset({"threaten", "vow", "swear"})
"""Whoever threatens a deed owns it beforehand."""
_TAKING = frozenset({"claim", "take", "assume", "accept", "admit", "acknowledge", "have"})
_TELLING = ("says", "announces", "confirms", "alleges")
_SELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})
_MEMBERS = frozenset({"belong", "member", "represent", "spokesman", "fighter"})
_DEEDS = frozenset(
    {"attack", "bombing", "killing", "murder", "kidnapping", "assassination", "explosion", "blast",
     "raid", "ambush", "shooting", "action", "act", "operation", "strike", "massacre", "execution",
     "sabotage", "abduction", "bomb", "hijacking", "incident"}
)  # fmt: skip
_TAKEN = frozenset({"responsibility", "credit", "authorship", "blame"})


def owns_up(parse: ParsedSentence, party: int) -> bool:
    """Whether the party at token `party` says in this sentence that it did something.

    "X claimed responsibility", "responsibility was claimed by X", "X admitted that it had", "X
    said its fighters had …", "X, which claimed …", "claimed on behalf of X", not "Y claimed that
    X".
    """
    return any(
        _is_owning(parse, token.index) and _is_holder(parse, token.index, party)
        for token in parse.tokens
        if token.pos in ("VERB", "AUX")
    )


def _is_holder(parse: ParsedSentence, verb: int, party: int) -> bool:
    if is_passive(parse, verb):
        return any(party in subtree(parse, agent) for agent in children(parse, verb, "agent"))
    subject = subject_of(parse, verb)
    return (subject is not None and party in _speaking(parse, subject)) or _is_spoken_for(
        parse, verb, party
    )


def _speaking(parse: ParsedSentence, subject: int) -> set[int]:
    """The tokens of who speaks, without what is told of them: "the army, which accuses X, …".

    "A man who said he was a member of X" speaks for X.
    """
    told = {
        j
        for i in children(parse, subject, "relcl")
        for j in subtree(parse, i)
        if not {parse.tokens[k].lemma for k in subtree(parse, i)} & _MEMBERS
    }
    return set(subtree(parse, subject)) - told


def _is_spoken_for(parse: ParsedSentence, verb: int, party: int) -> bool:
    """As in "a caller claimed responsibility on behalf of X", "in the name of X"."""
    return any(
        parse.tokens[i].lemma in ("behalf", "name")
        and parse.tokens[parse.tokens[i].head].dep == "prep"
        and party in subtree(parse, i)
        for i in subtree(parse, verb)
    )


def _is_owning(parse: ParsedSentence, verb: int) -> bool:
    if is_negated(parse, verb):
        return False  # "has not claimed responsibility yet"
    taken = child(parse, verb, "nsubjpass" if is_passive(parse, verb) else "dobj")
    lemma = parse.tokens[verb].lemma
    if lemma in _THREATENING and not is_passive(parse, verb):
        return child(parse, verb, "xcomp", "ccomp") is not None
    if lemma in _TAKING and taken is not None and parse.tokens[taken].lemma in _TAKEN:
        return True
    if lemma == "claim" and taken is not None and parse.tokens[taken].lemma in _DEEDS:
        return True
    if lemma in _OWNING:
        return child(parse, verb, "ccomp", "xcomp", "dobj") is not None
    return not is_passive(parse, verb) and _tells_own_deed(parse, verb)


def _tells_own_deed(parse: ParsedSentence, verb: int) -> bool:
    """As in "said its fighters had blown up the bridge", "claims to have killed ten"."""
    told = child(parse, verb, "ccomp", "xcomp")
    if told is None or verb_class(parse.tokens[verb].lemma) not in _TELLING:
        return False
    group = verb_group(parse, told)
    if group.negated or group.modal is not None:
        return False
    if parse.tokens[told].dep == "xcomp":
        return group.infinitive and group.perfect
    if group.tense != "past" and not group.perfect:
        return _calls_itself_responsible(parse, told)
    doer = child(parse, told, "nsubj")
    if doer is None or child(parse, told, "dobj", "prt") is None:
        return _calls_itself_responsible(parse, told)
    own = [parse.tokens[i].lemma for i in children(parse, doer, "poss")]
    return parse.tokens[doer].lemma in _SELF or bool(_OWN & set(own))


def _calls_itself_responsible(parse: ParsedSentence, told: int) -> bool:
    """As in "said it was responsible for the raid"."""
    doer, called = child(parse, told, "nsubj"), child(parse, told, "acomp")
    is_so = called is not None and parse.tokens[called].lemma == "responsible"
    return is_so and doer is not None and parse.tokens[doer].lemma in _SELF
