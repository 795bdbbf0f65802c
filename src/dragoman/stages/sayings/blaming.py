"""Blame: a party is held to have done something, by suspicion or charge rather than as a fact.

"Blamed on X", "accused X and Y", "attributed to X", "suspected members of X", "the work of X", men
of X held "in connection with" something, men "in X uniforms", and X's own denial, which tells that
somebody said so.
"""

from __future__ import annotations

from dragoman.records import ParsedSentence, Stance
from dragoman.stages.culprits import LAID
from dragoman.stages.owned import is_deed
from dragoman.stages.sayings.reporting_frames import charged
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.presumed import PRESUMING, phrase_above, presumption
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    is_passive,
    prepositional,
    subject_of,
    subtree,
)

__all__ = ["is_blamed", "is_laid_on"]

_ACCUSING = frozenset("accuse blame implicate charge indict suspect incriminate".split())
_LINKED = frozenset({"link", "involve", "connect", "tie"})
_SIGNS = frozenset(
    {"sign", "evidence", "indication", "suspicion", "clue", "hypothesis", "theory", "possibility",
     "accusation", "allegation", "charge", "rumor", "rumour", "belief", "hallmark", "trademark"}
)  # fmt: skip

_WORN = frozenset({"uniform", "fatigue", "garb"})
_ANSWERABLE = frozenset({"responsible", "behind", "guilty", "accountable", "culpable"})


def is_blamed(parse: ParsedSentence, party: int) -> bool:
    """Whether this sentence lays something to the charge of the party at token `party`."""
    phrase = phrase_above(parse, party)
    return (
        (presumption(parse, party) is not None and _acts(parse, phrase))
        or is_laid_on(parse, party)
        or _is_accused(parse, phrase)
        or _is_held_responsible(parse, party, phrase)
        or any(_presumes(parse, i) for i in ancestors(parse, party))
        or _denies(parse, party)
        or any(parse.tokens[i].lemma in _WORN for i in phrase)
    )


def _acts(parse: ParsedSentence, phrase: list[int]) -> bool:
    """Whether those presumed to be of the party do something: "were killed by alleged rebels".

    Of signs that there are of a deed of theirs, that is what they are of.
    """
    top = parse.tokens[phrase[-1]]
    return top.dep in ("nsubj", "agent", "appos", "ROOT") or top.lemma in _SIGNS


def is_laid_on(parse: ParsedSentence, party: int) -> bool:
    """Whether a deed is laid to the party: "blamed on X", "attributed to X", "the work of X"."""
    for index in phrase_above(parse, party):
        token = parse.tokens[index]
        if token.dep != "prep":
            continue
        above = parse.tokens[token.head]
        if above.lemma == "work" and token.lemma == "of":
            return parse.tokens[above.head].lemma == "be"
        host = above if above.pos == "VERB" else parse.tokens[above.head]
        if LAID.get(host.lemma) == token.lemma:
            return True
    return False


def _is_accused(parse: ParsedSentence, phrase: list[int]) -> bool:
    """As in "Accused A and X of it", "X was implicated", "X men were held in connection with".

    So too "members of X accused of it", "men of X who are sought for it".
    """
    top = parse.tokens[phrase[-1]]
    verbs = [top.head] if top.dep in ("dobj", "nsubjpass") else []
    clauses = [i for noun in phrase for i in children(parse, noun, "acl", "relcl")]
    verbs += [i for i in clauses if is_passive(parse, i)]
    return any(
        parse.tokens[i].lemma in _ACCUSING
        or (parse.tokens[i].lemma in _LINKED and _leads_to_deed(parse, i))
        or bool(charged(parse, i))
        for i in verbs
    )


def _leads_to_deed(parse: ParsedSentence, verb: int) -> bool:
    """As in "was linked to the crime", "involved in the killing"."""
    return any(is_deed(parse, noun) for _, noun in prepositional(parse, verb))


def _is_held_responsible(parse: ParsedSentence, party: int, phrase: list[int]) -> bool:
    """As in "Holds X responsible", "X was responsible for the attack", "X is behind it"."""
    for token in parse.tokens:
        if token.lemma not in _ANSWERABLE or token.index in phrase:
            continue
        verb = parse.tokens[token.head].index
        doer = child(parse, token.index, "nsubj") or subject_of(parse, verb)
        if doer is not None and party in subtree(parse, doer) and doer != token.index:
            return not _is_told_outright(parse, verb)
        held = child(parse, verb, "dobj")
        if held is not None and party in subtree(parse, held):
            return True
    return False


def _is_told_outright(parse: ParsedSentence, verb: int) -> bool:
    """Whether the text itself says so, and is sure: "X was behind the raid", said by nobody."""
    token = parse.tokens[verb]
    said = any(parse.tokens[i].pos == "VERB" for i in ancestors(parse, verb))
    quoted = any(t.lemma in ("accord", "according") for t in parse.tokens)
    sure = read_stance(parse, verb) == Stance()
    return token.pos == "AUX" and not (said or quoted) and sure


def _presumes(parse: ParsedSentence, above: int) -> bool:
    """As in "Men believed to be of X", "signs that X did it"."""
    token = parse.tokens[above]
    if token.pos == "NOUN":
        return token.lemma in _SIGNS and bool(children(parse, above, "acl", "ccomp"))
    return token.lemma in PRESUMING and (token.dep == "acl" or is_passive(parse, above))


def _denies(parse: ParsedSentence, party: int) -> bool:
    """As in "X denied the killing"."""
    for token in parse.tokens:
        if token.lemma != "deny" or token.pos != "VERB" or is_passive(parse, token.index):
            continue
        if subject_of(parse, token.index) == party:
            return True
    return False
