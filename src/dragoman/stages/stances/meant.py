"""What is only plotted, prepared or within somebody's power, by words that leave no doubt."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import child

__all__ = ["deed_at", "is_meant", "is_told_of_nothing"]

_PREVENTING = frozenset("foil thwart avert prevent forestall".split())
_MEANING = _PREVENTING | frozenset("plot plan scheme conspire prepare".split())
_PONDERING = frozenset("consider contemplate mull ponder weigh".split())
_MEANT = frozenset(
    "plot plan conspiracy scheme preparation intention ability capability capacity potential "
    "power means".split()
)
_DOING = frozenset(
    "launch carry mount stage conduct commit perpetrate stop make wage unleash execute".split()
)
_SIGNS = frozenset("indication evidence sign proof suggestion hint trace".split())
_FINDING = frozenset("find see have be show offer provide produce present detect".split())
_MOST_STEPS = 4


def is_meant(parse: ParsedSentence, trigger: int) -> bool:
    """Whether the deed at a word is the object of a plot, or of what somebody is able to do.

    As in "plotted a bombing", "is considering resigning", "plans to seize the town", "the capacity
    to launch attacks", "foiled an attack"; verbs that only say that a deed is done are passed over.
    So is what nothing points to: "no sign that they seized the town".
    """
    node = trigger
    for _ in range(_MOST_STEPS):
        token = parse.tokens[node]
        above = parse.tokens[token.head]
        if above.index == node:
            return False
        if token.dep == "acl" and is_told_of_nothing(parse, above.index):
            return True
        if token.dep in ("dobj", "nsubjpass", "xcomp") and above.lemma in _MEANING:
            return not _is_only_aim(parse, above.index)
        if token.dep in ("xcomp", "pcomp") and token.tag == "VBG" and above.lemma in _PONDERING:
            return True
        if token.lemma == "of" and above.lemma == "capable":
            return True
        inside = token.dep in ("acl", "pobj", "pcomp") or above.pos == "ADP"
        inside = inside or (token.dep == "relcl" and token.tag == "VB")  # "a plot to seize"
        if inside and above.lemma in _MEANT:
            return True
        passed = token.dep in ("conj", "pobj", "pcomp", "prep") or above.lemma in _DOING
        if not passed:
            return False
        node = above.index
    return False


def _is_only_aim(parse: ParsedSentence, verb: int) -> bool:
    """Whether a deed was to be prevented, and nothing says that it was: "acted to avert a raid"."""
    to = child(parse, verb, "aux")
    aimed = to is not None and parse.tokens[to].lemma == "to"
    return aimed and parse.tokens[verb].lemma in _PREVENTING


def deed_at(parse: ParsedSentence, trigger: int) -> int:
    """Return the deed that a verb of plotting or thinking about it has, else the trigger.

    As in "plotted a raid", "is considering resigning".
    """
    lemma = parse.tokens[trigger].lemma
    deed = child(parse, trigger, "dobj") if lemma in _MEANING else None
    deed = child(parse, trigger, "xcomp", "pcomp") if lemma in _PONDERING else deed
    return trigger if deed is None else deed


def is_told_of_nothing(parse: ParsedSentence, noun: int) -> bool:
    """Whether nothing points to what a noun's clause tells: "no sign that", "saw no evidence"."""
    token = parse.tokens[noun]
    if token.lemma not in _SIGNS:
        return False
    none = child(parse, noun, "det", "amod")
    if none is not None and parse.tokens[none].lemma in ("no", "little", "scant"):
        return True
    verb = parse.tokens[token.head]
    return verb.lemma in _FINDING and child(parse, verb.index, "neg") is not None
