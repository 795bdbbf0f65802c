"""Places named beside an act that are not where it was, and those that tell better where."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.records import ParsedSentence
from dragoman.stages.code.light import load_light_words
from dragoman.stages.quantities.words import PERSON_NOUNS
from dragoman.stages.tree import ancestors, child, is_of_another_time, object_of

__all__ = ["DIRECTIONS", "is_elsewhere"]

DIRECTIONS = frozenset(
    "east west north south northeast northwest southeast southwest north-east north-west "
    "south-east south-west".split()
)
_SINCE = frozenset({"since", "until", "till"})
_JOINING = frozenset({"link", "connect", "join"})
_PROTESTING = frozenset({"protest", "demonstrate", "march", "rally", "gather", "strike"})
_ABOUT = frozenset({"against", "over", "about"})
_TAKING = frozenset({"capture", "recapture", "take", "retake", "seize", "wrest", "annex"})
_DEEDS = frozenset(
    "war killing murder assassination execution invasion occupation detention expulsion".split()
)
_RALLIES = frozenset({"rally", "march", "demonstration", "protest", "gathering", "vigil"})
_TRAVELLING = frozenset("carry travel head transport drive fly bind sail".split())
_COURSE = frozenset({"to", "for", "from", "toward", "towards"})


def is_elsewhere(parse: ParsedSentence, place: int, act: int) -> bool:
    """Return whether the words say of a place named beside an act that it was not there.

    People come from it, what came before or after the act was there, what is protested against
    happened there, something is taken from who has it, or it is an end of a road or journey.
    """
    way = _way_to(parse, place, act)
    return (
        _is_origin(parse, place)
        or _is_protested(parse, way, act)
        or _is_taken_from(parse, way, act)
        or any(_is_time(parse, i) or _joins_places(parse, i) for i in way)
        or any(
            _is_then(parse, below, i) or _is_course(parse, below, i) for below, i in pairwise(way)
        )
    )


def _is_origin(parse: ParsedSentence, place: int) -> bool:
    """Whether people only come from it, or go there: "pilgrims from Basra to Karbala"."""
    above = parse.tokens[parse.tokens[place].head]
    if above.lemma == "to" and parse.tokens[above.head].lemma == "from":
        above = parse.tokens[above.head]
    holder = parse.tokens[above.head]
    return above.lemma == "from" and above.dep == "prep" and holder.lemma in PERSON_NOUNS


def _way_to(parse: ParsedSentence, place: int, act: int) -> list[int]:
    """Return the words from a place up to an act; none where it hangs not on the act."""
    above = [place, *ancestors(parse, place)]
    return above[: above.index(act)] if act in above else []


def _is_taken_from(parse: ParsedSentence, way: Sequence[int], act: int) -> bool:
    """Whether somebody loses something there: "captured the heights from Syria"."""
    if parse.tokens[act].lemma not in _TAKING:
        return False
    prep = next((parse.tokens[i] for i in way if parse.tokens[i].dep == "prep"), None)
    return prep is not None and prep.lemma == "from" and prep.head in {act, object_of(parse, act)}


def _is_protested(parse: ParsedSentence, way: Sequence[int], act: int) -> bool:
    """Whether it is the place of what a protest is about: "protested against the war in Yemen"."""
    if not way or parse.tokens[act].lemma not in _PROTESTING:
        return False
    last = parse.tokens[way[-1]]
    nouns = {parse.tokens[i].lemma for i in way if parse.tokens[i].pos == "NOUN"}
    is_about = last.dep == "dobj" or (last.dep == "prep" and last.lemma in _ABOUT)
    return (
        is_about and bool(nouns & (load_light_words().happenings | _DEEDS)) and not nouns & _RALLIES
    )


def _is_time(parse: ParsedSentence, index: int) -> bool:
    """Whether "since the war in" or "before fleeing to" stands there; not "before the court"."""
    token = parse.tokens[index]
    is_then = token.lemma == "before" and child(parse, index, "pcomp") is not None
    return token.dep == "prep" and (is_then or token.lemma in _SINCE)


def _is_then(parse: ParsedSentence, below: int, clause: int) -> bool:
    """Whether a clause tells it of another time; not what its "before" itself has below it."""
    is_join = parse.tokens[below].dep in ("mark", "advmod")
    return is_of_another_time(parse, clause) and not is_join


def _joins_places(parse: ParsedSentence, index: int) -> bool:
    """Whether it tells where a road, bridge or pipeline goes: "three bridges linking Beirut"."""
    token = parse.tokens[index]
    leads = token.lemma == "lead" and child(parse, index, "dobj") is None
    return token.dep in ("acl", "relcl") and (leads or token.lemma in _JOINING)


def _is_course(parse: ParsedSentence, below: int, index: int) -> bool:
    """Whether something was on its way there: "a bus carrying pilgrims to Karbala"."""
    token = parse.tokens[index]
    travels = token.dep in ("acl", "relcl") and token.lemma in _TRAVELLING
    return travels and parse.tokens[below].lemma in _COURSE
