"""How a name of a place or a state is meant: the place, its government, its people, no more."""

from __future__ import annotations

from typing import Literal

from dragoman.records import ParsedSentence
from dragoman.stages.entities.names import NameMatch
from dragoman.stages.entities.people import is_government
from dragoman.stages.entities.ties import is_backer
from dragoman.stages.tree import child

__all__ = ["Usage", "usage_of"]

Usage = Literal["literal", "metonym", "demonym", "in_name"]
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "dative", "agent", "appos"})
_STATE_BODIES = frozenset(
    "government parliament ministry ministries army navy embassy consulate department senate "
    "congress cabinet police supreme constitutional foreign defence defense national armed air "
    "coast prime deputy president presidential republic kingdom federation state".split()
)
_ACTING_PREPOSITIONS = frozenset({"by", "with", "against", "between", "among", "to", "on", "upon"})
_LOCATIVE_VERBS = frozenset(
    "arrive leave reach enter visit travel return go come fly head land tour be lie live stay "
    "remain cross withdraw flee move bring send transport deploy ship situate locate base "
    "born".split()
)
_PLACE_NOUNS = frozenset(
    "city capital town village port country region province place island".split()
)


def usage_of(parse: ParsedSentence, name: NameMatch, head: int) -> Usage:
    """Return how a place name is meant, by its place in the sentence.

    A state's or capital's name that does, receives, owns or answers for something stands for its
    government; after a preposition of place, or as the goal of a movement, it is the place.
    """
    if name.inside and not _is_of_state_body(parse, name):
        return "in_name"
    if name.actor_hits and all(h.usage in ("adjective", "demonym") for h in name.actor_hits):
        return "metonym" if is_government(parse, head) else "demonym"
    if is_backer(parse, name.last) and any(h.kind == "state" for h in name.actor_hits):
        return "metonym"
    is_state = any(h.kind == "state" for h in name.actor_hits)
    if not is_state or _is_described(parse, head):
        return "literal"
    token = parse.tokens[head]
    if token.dep == "amod":
        return "demonym"
    while token.dep == "conj":
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj":
        verb = parse.tokens[above.head]
        stays = verb.lemma in _LOCATIVE_VERBS and above.lemma in ("to", "on")
        return "metonym" if above.lemma in _ACTING_PREPOSITIONS and not stays else "literal"
    if token.dep == "dobj" and above.lemma in _LOCATIVE_VERBS:
        return "literal"
    return "metonym" if token.dep in _ACTING else "literal"


def _is_described(parse: ParsedSentence, head: int) -> bool:
    """Whether the sentence says what the place is: "Moscow is a large city"."""
    verb = parse.tokens[parse.tokens[head].head]
    told = child(parse, verb.index, "attr") if verb.lemma == "be" else None
    return told is not None and parse.tokens[told].lemma in _PLACE_NOUNS


def _is_of_state_body(parse: ParsedSentence, name: NameMatch) -> bool:
    """Whether a state inside a longer name says whose body that is: "the Georgian Parliament"."""
    if not any(hit.kind == "state" for hit in name.actor_hits):
        return False
    after = parse.tokens[name.last].text.lower() if name.last < len(parse.tokens) else ""
    before = [token.text.lower() for token in parse.tokens[max(0, name.first - 3) : name.first]]
    return after in _STATE_BODIES or ("of" in before and bool(_STATE_BODIES & set(before)))
