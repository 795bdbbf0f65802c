"""Times that tell how long, from when or for when what is done holds, and not when it was done."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.code.light import load_light_words
from dragoman.stages.date import TimeExpression
from dragoman.stages.tree import ancestors

__all__ = ["is_called_for", "is_start", "is_term", "is_validity"]

_ENDS = frozenset({"until", "till", "til"})
_SETTING_UP = frozenset("agree announce declare approve accept order proclaim".split())


def is_validity(parse: ParsedSentence, time: TimeExpression) -> bool:
    """Whether it is what a thing was made for: "signed a plan for 2023 to 2025"."""
    if time.when is None or time.when.begin.basis != "stated":
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    before = [t.lemma for t in parse.tokens[max(first - 3, 0) : first]]
    return before[-1:] == ["for"] or (before[:1] == ["for"] and before[-1:] == ["to"])


def is_called_for(parse: ParsedSentence, time: TimeExpression) -> bool:
    """Whether it is when something is to be: "called a strike for Wednesday"."""
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    last = next((t.index for t in reversed(parse.tokens) if t.start < time.end), 0)
    owns = parse.tokens[last].dep == "poss"
    return first > 0 and parse.tokens[first - 1].lemma == "for" and not owns


def is_term(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether it is how long something is to last or when it is due: no day of what was done.

    As in "froze all aid until March", "demanded their release by Sunday"; not in "held the town
    until March", nor where "by Sunday" tells of the act itself.
    """
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside:
        return False
    words = {parse.tokens[i].lemma for i in (max(inside[0] - 1, 0), inside[0])}
    if words & _ENDS:
        return parse.tokens[trigger].lemma not in load_light_words().lasting
    if "by" not in words or parse.tokens[trigger].lemma in load_light_words().lasting:
        return False
    above = ancestors(parse, inside[0])
    told = next((i for i in above if i not in inside and parse.tokens[i].pos != "ADP"), trigger)
    return told != trigger and trigger in ancestors(parse, told)


def is_start(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether it is from when what was agreed holds: "announced a truce from Friday"."""
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    begins = [t.lemma for t in parse.tokens[max(first - 3, 0) : first + 1]]
    return parse.tokens[trigger].lemma in _SETTING_UP and "from" in begins
