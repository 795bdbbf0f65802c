"""Whom the model marks beside those whom grammar gives, and who has no part in the act."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import ParsedSentence
from dragoman.stages.code.drafts import Draft, Part
from dragoman.stages.tree import child, children, prepositional, subtree

__all__ = ["MARKED", "is_beside_agent", "is_beside_subject", "is_spoken_of"]

MARKED = "words that the model marks"
"""The place of parts that grammar does not give."""
_DISCUSSING = frozenset({"discuss", "debate", "negotiate", "review"})
_LEADING = frozenset("lead command head send dispatch order deploy direct hire pay".split())
"""What is done to others by whom they act for."""


def is_beside_agent(part: Part, parts: Sequence[Part], draft: Draft) -> bool:
    """Return whether the model marks a doer beside those whom "by" gives.

    As the rebels of "the rebels freed nurses kidnapped by bandits" are no kidnappers.
    """
    if part.role != "initiator" or part.place != MARKED or draft.match.is_noun:
        return False
    parse = draft.parse
    below = {j for i in children(parse, draft.index, "agent") for j in subtree(parse, i)}
    starts = {parse.tokens[i].start for i in below}
    told = any(p.role == "initiator" and p.found.span.start in starts for p in parts)
    return told and part.found.span.start not in starts


def is_beside_subject(part: Part, parts: Sequence[Part], draft: Draft) -> bool:
    """Return whether the model marks a doer of another clause beside the subject that does the act.

    As the guards of "a man beaten by guards shot two" do not shoot, nor Chad in "Chad had closed
    the border when rebels struck". Who leads or sends the subject may do what that does.
    """
    if part.role != "initiator" or part.place != MARKED or draft.match.is_noun:
        return False
    parse = draft.parse
    clause = parse.tokens[draft.index]
    while clause.dep == "conj" and child(parse, clause.index, "nsubj") is None:
        clause = parse.tokens[clause.head]
    subject = child(parse, clause.index, "nsubj")
    if subject is None or not any(_is_headed(p, subject, parse) for p in parts if p is not part):
        return False
    agents = [
        pobj
        for said in children(parse, subject, "acl")
        if parse.tokens[said].lemma not in _LEADING
        for name, pobj in prepositional(parse, said)
        if name == "by"
    ]
    dated = clause.dep == "advcl" and child(parse, clause.index, "mark", "advmod") is not None
    others = children(parse, clause.head, "nsubj") if dated else []
    return any(_covers(part, i, parse) for i in (*agents, *others))


def is_spoken_of(part: Part, draft: Draft) -> bool:
    """Return whether it is what is talked about: "discussed Syria with the king"."""
    verb = draft.parse.tokens[draft.index]
    topics = children(draft.parse, verb.index, "dobj", "nsubjpass")
    told = part.role == "party" and verb.pos == "VERB" and verb.lemma in _DISCUSSING
    return told and any(_covers(part, i, draft.parse) for i in topics)


def _is_headed(part: Part, subject: int, parse: ParsedSentence) -> bool:
    return part.role == "initiator" and part.place == "subject" and _covers(part, subject, parse)


def _covers(part: Part, index: int, parse: ParsedSentence) -> bool:
    return part.found.span.start <= parse.tokens[index].start < part.found.span.end
