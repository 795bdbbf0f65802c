"""Mends names and offices that a small parser cuts wrongly.

In "the vice-president" the vice is thanked beside the president. In "Basij militiamen beat them"
the name is an exclamation. In "Putin ignored advisers and fled" there are advisers called so. In
"of the ruling Green Party" the party is another name of the ruling, and in "the ambassador to Chad
John Doe" he is where the ambassador is. In "the secretary of state security" the secretary
describes the security, and in "North and South Korea" the north describes Korea.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "holder_behind_office",
    "holder_behind_place",
    "hyphened_nouns",
    "lands_of_one_name",
    "name_of_people",
    "name_of_two_fields",
    "names_in_a_list",
    "office_of_field",
    "party_in_power",
    "sentence_of_named",
    "under_secretaries",
    "verb_between_names",
    "verb_in_name",
]

_INSIDE = frozenset({"compound", "nmod", "nummod", "amod", "npadvmod", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"nsubj", "nsubjpass", "intj", "npadvmod", "dep", "advmod"})
_DONE = frozenset({"VBN", "VBD"})
_SHORTEST = 3
_STANDING = frozenset({"ruling", "governing", "opposition"})
_COMPASS = frozenset({"North", "South", "East", "West"})
_HOLDERS = frozenset(
    "secretary undersecretary ambassador envoy representative consul minister president premier "
    "chancellor commissioner "
    "delegate observer head chairman director governor mayor spokesman leader chief".split()
)


def name_of_people(tokens: tuple[Token, ...]) -> Relations:
    """Return a name right before the plural subject of its verb as a part of that subject."""
    for name, people in pairwise(tokens):
        if people.tag != "NNS" or people.dep not in _SUBJECTS or not people.text.islower():
            continue
        is_name = name.tag in ("NNP", "NNPS") and name.dep in _BESIDE
        is_beside = name.head in (people.head, people.index)
        if is_name and is_beside and name.ner not in ("DATE", "TIME"):
            return {name.index: ("compound", people.index)}
    return {}


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


def verb_in_name(tokens: tuple[Token, ...]) -> Relations:
    """Return the verb of "Putin ignored advisers and fled" as what was done first.

    The parser takes it for a part of who is behind it. There must be no other verb, or one that is
    joined by "and": "Iran backed rebels fled" has backed ones.
    """
    if len(tokens) < _SHORTEST:
        return {}
    name, verb = tokens[0], tokens[1]
    is_name = name.dep == "npadvmod" and name.head == 1 and name.text[:1].isupper()
    if not is_name or verb.dep != "amod" or verb.tag not in _DONE or name.ner in ("DATE", "TIME"):
        return {}
    noun = tokens[verb.head]
    while tokens[noun.head].index != noun.index and noun.dep == "poss":
        noun = tokens[noun.head]
    mended: Relations = {0: ("nsubj", 1), 1: ("ROOT", 1), noun.index: ("dobj", 1)}
    main = tokens[noun.head]
    if main.index == noun.index:
        return mended | {
            t.index: ("punct", 1) for t in tokens if t.dep == "punct" and t.head == main.index
        }
    joint = [t for t in tokens if t.dep == "cc" and t.head == noun.index]
    joined = noun.dep == "nsubj" and main.head == main.index and joint
    if not joined or joint[-1].index + 1 != main.index:
        return {}
    return mended | {joint[-1].index: ("cc", 1), main.index: ("conj", 1)}


def verb_between_names(tokens: tuple[Token, ...]) -> Relations:
    """Return the verb of "In March, Trump blasted Disney for it" as such, where there is no other.

    The parser takes both names for one, which the verb only describes.
    """
    root = next((t for t in tokens if t.head == t.index), None)
    if root is None or root.pos != "PROPN":
        return {}
    for name, verb in pairwise(tokens):
        told = verb.dep == "amod" and verb.tag in _DONE and verb.head == root.index
        named = name.pos == "PROPN" and name.dep in ("compound", "nmod") and name.head == root.index
        if not (told and named and verb.index < root.index):
            continue
        within = range(verb.index + 1, root.index)
        below = [t for t in tokens if t.head == root.index and t.index not in within]
        mended = {t.index: (t.dep, verb.index) for t in below if t.dep not in ("compound", "appos")}
        first = {t.index: ("compound", name.index) for t in below if t.index == name.index - 1}
        own = {i: r for i, r in first.items() if tokens[i].dep == "compound"}
        return (
            mended
            | own
            | {
                name.index: ("nsubj", verb.index),
                verb.index: ("ROOT", verb.index),
                root.index: ("dobj", verb.index),
            }
        )
    return {}


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


def holder_behind_place(tokens: tuple[Token, ...]) -> Relations:
    """Return the person of "the ambassador to Chad John Doe" as who the ambassador is.

    What stands between "to" and the name is where: it may be of several words.
    """
    for prep in tokens[1:-2]:
        office = tokens[prep.head]
        if prep.dep != "prep" or office.lemma.lower() not in _HOLDERS or office.index > prep.index:
            continue
        person = next((t for t in tokens if t.dep == "pobj" and t.head == prep.index), None)
        if person is None or person.ner != "PERSON":
            continue
        first = person.index
        while not tokens[first].ner_begins and first > prep.index + 1:
            first -= 1
        place = tokens[first - 1]
        between = tokens[prep.index + 1 : first]
        if (
            not between
            or place.pos != "PROPN"
            or place.ner in ("", "PERSON")
            or first == person.index
        ):
            continue
        inside = {t.index: (t.dep, place.index) for t in between[:-1] if t.head == person.index}
        return inside | {place.index: ("pobj", prep.index), person.index: ("appos", office.index)}
    return {}


def holder_behind_office(tokens: tuple[Token, ...]) -> Relations:
    """Return the person of "complaints by the head of the agency, John Doe" as who heads it.

    The parser hangs him on what is complained of, which is nobody.
    """
    mended: Relations = {}
    for name in tokens:
        thing = tokens[name.head]
        if name.dep != "appos" or name.ner != "PERSON" or thing.pos != "NOUN":
            continue
        between = tokens[thing.index + 1 : name.index]
        offices = [t for t in between if t.lemma in _HOLDERS and t.dep == "pobj"]
        if offices and thing.lemma not in _HOLDERS and any(t.text == "," for t in between):
            mended[name.index] = ("appos", offices[-1].index)
    return mended


def office_of_field(tokens: tuple[Token, ...]) -> Relations:
    """Return "the secretary of homeland security" as the secretary, of what comes after "of"."""
    for office, prep in pairwise(tokens):
        if prep.text != "of" or prep.head != office.index:
            continue
        field = tokens[office.head]
        if office.dep not in ("nmod", "compound") or office.lemma.lower() not in _HOLDERS:
            continue
        first = next((t for t in tokens if t.head == prep.index and t.dep == "pobj"), None)
        if first is None or first.index + 1 != field.index or prep.index + 1 != first.index:
            continue
        top = office.index if field.head == field.index else field.head
        before = {
            t.index: (t.dep, office.index)
            for t in tokens
            if t.head == field.index and t.index < office.index
        }
        return before | {
            office.index: (field.dep, top),
            field.index: ("pobj", prep.index),
            first.index: ("compound", field.index),
        }
    return {}


def lands_of_one_name(tokens: tuple[Token, ...]) -> Relations:
    """Return "North and South Korea" as two, the first joined to the second."""
    for first, joint, second, name in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if first.text not in _COMPASS or second.text not in _COMPASS or joint.dep != "cc":
            continue
        if name.pos != "PROPN" or first.head != name.index:
            continue
        if first.dep not in _INSIDE:
            continue
        top = first.index if name.head == name.index else name.head
        return {
            first.index: (name.dep, top),
            joint.index: ("cc", first.index),
            second.index: ("compound", name.index),
            name.index: ("conj", first.index),
        }
    return {}


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


def sentence_of_named(tokens: tuple[Token, ...]) -> Relations:
    """Return "The Lebanese group Hezbollah attacked Israel" as a sentence, not as a group so hit.

    The parser has a noun alone with a clause that hangs on it without a word between.
    """
    noun = next((t for t in tokens if t.head == t.index), None)
    if noun is None or noun.tag != "NN":
        return {}
    for verb in tokens[noun.index + 2 :]:
        if verb.dep != "relcl" or verb.head != noun.index or verb.tag not in ("VBD", "VBZ"):
            continue
        name = next((t for t in tokens if t.head == verb.index and t.dep == "nsubj"), None)
        told = any(t.head == verb.index and t.dep == "dobj" for t in tokens[verb.index :])
        if name is None or name.pos != "PROPN" or not told:
            continue
        below = [t.index for t in tokens if t.head == name.index and t.index < name.index]
        if min([name.index, *below]) != noun.index + 1:
            continue
        after = {
            t.index: (t.dep, verb.index)
            for t in tokens
            if t.head == noun.index and t.index > verb.index
        }
        return after | {
            verb.index: ("ROOT", verb.index),
            noun.index: ("nsubj", verb.index),
            name.index: ("appos", noun.index),
        }
    return {}
