"""Mends objects and phrases that a small parser hangs on the wrong word.

In "they seized, on the border, the leader" the leader is hung on who seized him; in "envoys of
Sudan and of Chad" the second "of" on the word before; in "met B, a minister presiding" nobody
presides.
"""

from __future__ import annotations

from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "PRESIDING", "joined_holders", "object_behind_aside", "of_as_before", "second_object",
    "who_presides",
]  # fmt: skip

PRESIDING = frozenset({"presiding", "mediating", "moderating", "officiating"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUMMING_UP = frozenset("measure move step decision act gesture sign action blow".split())
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "nsubjpass", "auxpass"})


def object_behind_aside(tokens: tuple[Token, ...]) -> Relations:
    """Return the object of "they seized, on the border, the leader of the gang" as the verb's.

    The parser hangs it, across the verb, on who acts.
    """
    for noun in tokens:
        who = tokens[noun.head]
        hung = noun.dep == "appos" or (noun.dep == "npadvmod" and noun.ner == "")
        if not hung or noun.pos not in _NOUNS or who.index >= noun.index:
            continue
        comma = _left_of(tokens, noun) - 1
        verbs = [
            t
            for t in tokens[who.index : comma]
            if t.pos == "VERB" and tokens[t.index + 1].text == ","
        ]
        if not verbs or tokens[comma].text != "," or comma <= verbs[-1].index + 1:
            continue
        below = {t.dep for t in tokens if t.head == verbs[-1].index}
        if tokens[verbs[-1].index + 2].pos == "ADP" and not below & _OBJECTS:
            return {noun.index: ("dobj", verbs[-1].index)}
    return {}


def _left_of(tokens: tuple[Token, ...], noun: Token) -> int:
    """Return the first word of a noun's phrase before it."""
    inside = (t.index for t in tokens if t.head == noun.index and t.dep != "punct")
    return min(noun.index, min(inside, default=noun.index))


def of_as_before(tokens: tuple[Token, ...]) -> Relations:
    """Return the second "of" of "with envoys of Sudan and of Chad" joined to the first.

    The parser joins it to "with".
    """
    for joined in tokens:
        first = tokens[joined.head]
        if joined.dep != "conj" or joined.pos != "ADP" or first.pos != "ADP":
            continue
        if first.lemma == joined.lemma:
            continue
        between = tokens[first.index : joined.index]
        same = [t for t in between if t.lemma == joined.lemma and t.dep == "prep"]
        if same and tokens[joined.index - 1].dep == "cc":
            return {i: (tokens[i].dep, same[-1].index) for i in (joined.index - 1, joined.index)}
    return {}


def who_presides(tokens: tuple[Token, ...]) -> Relations:
    """Return the minister of "met B, a Zambian minister presiding" as who presides."""
    for verb in tokens[1:]:
        who = tokens[verb.index - 1]
        if verb.text not in PRESIDING or who.pos not in _NOUNS or who.head != verb.index:
            continue
        before = [t.index for t in tokens if t.head == verb.index and t.index < who.index]
        return {i: (tokens[i].dep, who.index) for i in before} | {who.index: ("nsubj", verb.index)}
    return {}


def second_object(tokens: tuple[Token, ...]) -> Relations:
    """Return "a measure that …" behind a comma as no second object of the verb before it.

    The parser gives the verb of "shut X out of its market, a measure that hurts Y" two objects.
    """
    for noun in tokens:
        first = next(
            (t for t in tokens[: noun.index] if (t.dep, t.head) == ("dobj", noun.head)), None
        )
        before = tokens[_left_of(tokens, noun) - 1]
        summed_up = noun.dep == "dobj" and noun.lemma in _SUMMING_UP and before.text == ","
        if summed_up and first is not None:
            return {noun.index: ("appos", first.index)}
    return {}


def joined_holders(tokens: tuple[Token, ...]) -> Relations:
    """Return the second minister of "met the minister, A, and the minister, B" joined to the first.

    The parser joins him to the first one's name, as if both were called A.
    """
    mended: Relations = {}
    for office in tokens:
        name = tokens[office.head]
        joined = office.dep == "conj" and office.pos == "NOUN" and name.dep == "appos"
        if not joined or name.ner != "PERSON" or tokens[name.head].pos != "NOUN":
            continue
        named = any(
            t.head == office.index and t.dep == "appos" and t.ner == "PERSON" for t in tokens
        )
        joint = [t for t in tokens if t.head == name.index and t.dep == "cc"]
        if named and joint:
            mended |= {t.index: (t.dep, name.head) for t in (office, joint[-1])}
    return mended
