"""Mends names and offices that a small parser cuts wrongly.

In "the vice-president" the vice is thanked beside the president. In "Basij militiamen beat them"
the name is an exclamation. In "of the ruling Green Party" the party is another name of the ruling.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "hyphened_nouns",
    "name_of_two_fields",
    "names_in_a_list",
    "party_in_power",
    "under_secretaries",
]

_INSIDE = frozenset({"compound", "nmod", "nummod", "amod", "npadvmod", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STANDING = frozenset({"ruling", "governing", "opposition"})


def hyphened_nouns(tokens: tuple[Token, ...]) -> Relations:
    """Return the parts of "vice-president", "attorney-general" hung on the last of them.

    What held the first holds the last, and what described it describes the whole.
    """
    mended: Relations = {}
    for first, dash, last in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dash.text != "-" or first.end != dash.start or dash.end != last.start:
            continue
        if not {first.pos, last.pos} <= {"NOUN", "PROPN"}:
            continue
        if first.head == last.index or first.ner or last.ner:
            continue
        inside = (first.index, dash.index, last.index)
        if last.head in inside:
            mended[last.index] = (
                ("ROOT", last.index) if first.head in inside else (first.dep, first.head)
            )
        mended |= {
            t.index: (t.dep, last.index)
            for t in tokens
            if t.head in inside[:2] and t.index not in inside
        }
        mended |= {first.index: ("compound", last.index), dash.index: ("punct", last.index)}
    return mended


def under_secretaries(tokens: tuple[Token, ...]) -> Relations:
    """Return "Under Secretary X" as whoever he is: "under" is a part of his office.

    A verb without a subject has him as such, else as whom it is done to.
    """
    mended: Relations = {}
    for under, next_one in pairwise(tokens):
        is_office = next_one.text.startswith(("Secretar", "secretar"))
        if under.lemma != "under" or under.dep != "prep" or not is_office:
            continue
        person = next((t for t in tokens if t.head == under.index and t.dep == "pobj"), None)
        if person is None:
            continue
        above = tokens[under.head]
        before = tokens[max(under.index - 1, 0)]
        if before.dep == "prep" and not any(t.head == before.index for t in tokens):
            above = before
        below = {t.dep for t in tokens if t.head == above.index}
        if above.pos in ("VERB", "AUX"):
            dep = "dobj" if below & _SUBJECTS else "nsubj"
        else:
            dep = "pobj" if above.pos == "ADP" else "appos"
        mended[person.index] = (dep, above.index)
        mended[under.index] = ("compound", person.index)
    return mended


def party_in_power(tokens: tuple[Token, ...]) -> Relations:
    """Return "ruling" right before a party's name as a part of it: "of the ruling Green Party"."""
    for word, first in pairwise(tokens):
        is_whole = word.lemma in _STANDING and word.tag == "NN" and word.dep not in _INSIDE
        if not is_whole or first.ner != "ORG" or not first.ner_begins:
            continue
        last = first
        while last.index + 1 < len(tokens) and _goes_on(tokens[last.index + 1]):
            last = tokens[last.index + 1]
        if last.dep != "appos" or last.head >= last.index:
            continue
        below = {
            t.index: (t.dep, last.index) for t in tokens if t.head == word.index and t.dep == "det"
        }
        return below | {last.index: (word.dep, word.head), word.index: ("amod", last.index)}
    return {}


def _goes_on(token: Token) -> bool:
    return token.ner == "ORG" and not token.ner_begins


def names_in_a_list(tokens: tuple[Token, ...]) -> Relations:
    """Return "the OAS, UN and Peru" as three, not the first as called by the names of the others.

    "Kabul, Afghanistan and its neighbours" is a town in its country.
    """
    for name in tokens[1:]:
        first = tokens[name.head]
        named = name.tag == first.tag == "NNP" and first.ner == "ORG"
        if name.dep != "appos" or not named or name.ner not in ("ORG", "GPE"):
            continue
        joined = [t for t in tokens if t.head == name.index and t.dep == "conj"]
        joined += [t for t in tokens if t.dep == "conj" and t.head in {j.index for j in joined}]
        ends = any(
            t.dep == "cc" and t.head in {name.index, *(j.index for j in joined)} for t in tokens
        )
        listed = joined and all(t.ner in ("ORG", "GPE") for t in joined)
        if ends and listed and tokens[name.index - 1].text == ",":
            return {name.index: ("conj", first.index)}
    return {}


def name_of_two_fields(tokens: tuple[Token, ...]) -> Relations:
    """Return what "and" joins within one name as joined there: "Minister of Health and Welfare".

    The parser has the welfare beside the minister.
    """
    for second in tokens:
        office = tokens[second.head]
        if second.dep != "conj" or not second.ner or office.index + 1 >= second.index:
            continue
        first = second.index
        while not tokens[first].ner_begins and first > office.index:
            first -= 1
        within = [t for t in tokens[first : second.index] if t.dep == "pobj"]
        joint = next((t for t in tokens[first : second.index] if t.dep == "cc"), None)
        held = within and tokens[within[0].head].head == office.index
        if not held or joint is None or joint.head != office.index:
            continue
        return {joint.index: ("cc", within[0].index), second.index: ("conj", within[0].index)}
    return {}
