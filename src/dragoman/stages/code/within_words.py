"""Places within what somebody says, promises or condemns, as against where he says it."""

from __future__ import annotations

from itertools import takewhile

from dragoman.records import Span
from dragoman.stages.code.drafts import Draft
from dragoman.stages.tree import ancestors

__all__ = ["is_of_what_is_said", "is_where_it_is_said"]

_CLAUSES = ("xcomp", "ccomp", "pcomp", "acl", "relcl")
_CONTENT = ("xcomp", "ccomp", "pcomp", "pobj")
_TOPIC = ("for", "of", "to", "against", "about", "on", "over")


def is_where_it_is_said(draft: Draft, place: Span) -> bool:
    """Whether an act of speaking was at a place of its sentence.

    Not so where the place is within what is said, or where somebody is to go ("invited him to
    Ankara").
    """
    tokens = draft.parse.tokens
    named = next((t.index for t in tokens if place.start <= t.start < place.end), draft.index)
    above = [named, *takewhile(lambda i: i != draft.index, ancestors(draft.parse, named))]
    last = tokens[above[-1]]
    goes = last.dep == "prep" and last.lemma == "to"
    speaks = last.dep in ("nsubj", "nsubjpass") and not draft.match.is_noun
    occasion = last.dep == "prep" and last.lemma in ("during", "at", "in")
    if speaks or occasion:
        return True
    return not (goes or is_of_what_is_said(draft, place))


def is_of_what_is_said(draft: Draft, place: Span) -> bool:
    """Whether it is said of what the act is about and not of the act itself.

    As in "agreed to open an office in Busia" and "condemned the violence in Bunia"; not in "signed
    it in Kampala" nor "at a ceremony in Kampala".
    """
    tokens = draft.parse.tokens
    act = {draft.index, *(i for i in draft.match.used if tokens[i].dep not in _CONTENT)}
    if draft.match.is_noun:
        act.add(tokens[draft.index].head)
    named = next((t.index for t in tokens if place.start <= t.start < place.end), draft.index)
    above = list(takewhile(lambda i: i not in act, ancestors(draft.parse, named)))
    if any(tokens[i].dep in _CLAUSES for i in above):
        return True
    nouns = (i for i in above if tokens[i].pos in ("NOUN", "PROPN") and i < named)
    noun = next((i for i in nouns if not place.start <= tokens[i].start < place.end), None)
    while noun is not None and tokens[noun].dep == "conj":
        noun = tokens[noun].head
    if noun is None:
        return False
    of_topic = tokens[noun].dep == "pobj" and tokens[tokens[noun].head].lemma in _TOPIC
    return of_topic or tokens[noun].dep == "dobj"
