"""Mends phrases that a small parser cuts wrongly: a swallowed day, a lost name, who is let go.

In "On Sunday rebel fighters shelled the barracks" the day is taken for a part of the fighters' name
and the date is lost. In "set free 120 soldiers" the soldiers are called free. In "Chávez had the
consul put over the border" the consul seems to be who puts. In "the vice-president" the vice is
thanked beside the president. In "Basij militiamen beat them" the name is an
exclamation. In "Putin ignored advisers and fled" there are advisers called so. In "of the ruling
Green Party" the party is another name of the ruling, and in "the ambassador to Chad John Doe" he is
where the ambassador is. In "the secretary of state security" the secretary describes the security,
and in "North and South Korea" the north describes Korea.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.records import Token
from dragoman.stages.dates.words import MONTH_WORDS, WEEKDAY_WORDS
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "agents_of_nouns",
    "done_for",
    "gerund_subjects",
    "given_back",
    "holder_behind_place",
    "hyphened_nouns",
    "lands_of_one_name",
    "let_go",
    "name_of_people",
    "of_those_sent",
    "office_of_field",
    "party_in_power",
    "sentence_of_named",
    "swallowed_day",
    "under_secretaries",
    "verb_in_name",
]

_DAYS = WEEKDAY_WORDS | MONTH_WORDS
_INSIDE = frozenset({"compound", "nmod", "nummod", "amod", "npadvmod", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RECEIVING = frozenset("receive meet host welcome greet see summon invite".split())
_BESIDE = frozenset({"nsubj", "nsubjpass", "intj", "npadvmod", "dep", "advmod"})
_FREEING = frozenset({"set", "let"})
_LET_GO = frozenset({"free", "go", "loose"})
_TAKING = frozenset(
    "seize capture recapture retake wrest liberate free regain reclaim confiscate steal".split()
)
_SENDING = frozenset(
    "expulsion deportation withdrawal removal departure evacuation extradition eviction exit "
    "repatriation release return transfer recall pullout".split()
)
_DONE = frozenset({"VBN", "VBD"})
_GIVING = frozenset("return hand give restore repatriate transfer deliver".split())
_LEADING_TO = frozenset(
    "give send sell bring take belong lend grant hand deliver transfer move ship export smuggle "
    "donate attribute dedicate relate link date go come travel flee add refer lead be traffic "
    "fly".split()
)
"""Verbs that what follows "to" may belong to."""
_SHORTEST = 3
_STANDING = frozenset({"ruling", "governing", "opposition"})
_COMPASS = frozenset({"North", "South", "East", "West"})
_HOLDERS = frozenset(
    "secretary undersecretary ambassador envoy representative consul minister president premier "
    "chancellor commissioner "
    "delegate observer head chairman director governor mayor spokesman leader chief".split()
)


def swallowed_day(tokens: tuple[Token, ...]) -> Relations:
    """Return the day of "On Sunday rebel fighters shelled …" as what "on" stands before.

    The noun that had swallowed it becomes the subject of the verb where "on" had it as its own, or
    the guest of who "received here on Sunday special envoy X".
    """
    for before in tokens[:-2]:
        if before.lemma not in ("on", "in") or before.dep != "prep":
            continue
        date = _date_after(tokens, before.index)
        if not date:
            continue
        holder = _holder(tokens, date)
        if holder is None:
            continue
        day = date[-1]
        mended: Relations = dict.fromkeys(date[:-1], ("nummod", day))
        mended[day] = ("pobj", before.index)
        if holder.dep == "pobj" and holder.head == before.index:
            verb = tokens[before.head]
            below = {t.dep for t in tokens if t.head == verb.index}
            if verb.pos not in ("VERB", "AUX"):
                continue
            if verb.index > holder.index and not below & _SUBJECTS:
                mended[holder.index] = ("nsubj", verb.index)
            elif verb.lemma in _RECEIVING and "nsubj" in below and "dobj" not in below:
                mended[holder.index] = ("dobj", verb.index)
            else:
                continue
        return mended
    return {}


def _date_after(tokens: Sequence[Token], index: int) -> list[int]:
    """Return the words of a day right after the one at `index`: "Sunday", "3 May", "May 3"."""
    found: list[int] = []
    for token in tokens[index + 1 : index + 4]:
        word = token.text.lower()
        if word not in _DAYS and not (token.pos == "NUM" and token.text.isdigit()):
            break
        found.append(token.index)
    named = {tokens[i].text.lower() for i in found} & _DAYS
    return found if named else []


def _holder(tokens: Sequence[Token], date: Sequence[int]) -> Token | None:
    """Return the noun behind the day that has one of its words as a part of itself."""
    for index in date:
        token = tokens[index]
        head = tokens[token.head]
        if token.dep in _INSIDE and head.index > date[-1] and head.pos in ("NOUN", "PROPN"):
            return head
    return None


def name_of_people(tokens: tuple[Token, ...]) -> Relations:
    """Return a name right before the plural subject of its verb as a part of that subject."""
    for name, people in pairwise(tokens):
        is_plural = people.tag == "NNS" and people.text.islower() and people.dep in _SUBJECTS
        is_name = name.tag in ("NNP", "NNPS") and name.dep in _BESIDE
        is_beside = name.head in (people.head, people.index)
        if is_plural and is_name and is_beside and name.ner not in ("DATE", "TIME"):
            return {name.index: ("compound", people.index)}
    return {}


def let_go(tokens: tuple[Token, ...]) -> Relations:
    """Return "free" in "set free 120 soldiers" hung on the verb and not on the soldiers."""
    for verb, token in pairwise(tokens):
        inside = token.dep in _INSIDE and token.head > token.index
        if verb.lemma in _FREEING and verb.pos == "VERB" and token.lemma in _LET_GO and inside:
            return {token.index: ("acomp", verb.index)}
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


def gerund_subjects(tokens: tuple[Token, ...]) -> Relations:
    """Return the gerund of "Shelling hit a school" as what hit it; it is no auxiliary."""
    for first in tokens[:1]:
        helps = first.dep == "aux" and first.tag == "VBG" and first.head == 1
        if helps and not any(t.head == 1 and t.dep in _SUBJECTS for t in tokens):
            return {0: ("nsubj", 1)}
    return {}


def agents_of_nouns(tokens: tuple[Token, ...]) -> Relations:
    """Return the "by" of "he criticised a strike by a drone" hung on the strike.

    What is done by somebody else is done in the passive.
    """
    mended: Relations = {}
    for by in tokens:
        if by.dep != "agent":
            continue
        below = {t.dep: t.index for t in tokens[: by.index] if t.head == by.head}
        is_active = not below.keys() & {"auxpass", "nsubjpass"} and "nsubj" in below
        if is_active and below.get("dobj", -1) > by.head:
            mended[by.index] = ("prep", below["dobj"])
    return mended


def of_those_sent(tokens: tuple[Token, ...]) -> Relations:
    """Return the "from" of "the expulsion of diplomats from Austria" hung on the expulsion.

    So too that of "retook the port from rebels".
    """
    mended: Relations = {}
    for away in tokens:
        whom = tokens[away.head]
        of = tokens[whom.head]
        if away.lemma == "from" and whom.dep == "dobj" and of.lemma in _TAKING:
            mended[away.index] = ("prep", of.index)
        sending = tokens[of.head]
        if away.lemma != "from" or away.dep != "prep" or whom.dep != "pobj":
            continue
        if of.lemma != "of" or sending.lemma not in _SENDING or whom.pos != "NOUN":
            continue
        mended[away.index] = ("prep", sending.index)
        where = next((t for t in tokens if t.head == away.index and t.dep == "pobj"), None)
        joined = [t for t in tokens if t.head == whom.index and t.index > away.index]
        if where is not None:
            mended |= {t.index: (t.dep, where.index) for t in joined if t.dep in ("cc", "conj")}
    return mended


def done_for(tokens: tuple[Token, ...]) -> Relations:
    """Return who has something done as who does it: "Chávez had the consul put over the border".

    The participle takes the place of "had", which becomes its auxiliary; what was its subject is
    whom it is done to.
    """
    for verb in tokens:
        had = tokens[verb.head]
        if verb.dep != "ccomp" or verb.tag not in _DONE or had.lemma != "have":
            continue
        below = [t for t in tokens if t.head == verb.index and t.index != verb.index]
        done_to = next((t for t in below if t.dep in _SUBJECTS), None)
        helped = any(t.dep in ("aux", "auxpass", "mark") for t in below)
        if done_to is None or helped or not had.index < done_to.index < verb.index:
            continue
        if any(t.dep == "auxpass" or t.lemma == "to" for t in tokens if t.head == had.index):
            continue
        root = had.head == had.index
        mended: Relations = {
            t.index: (t.dep, verb.index)
            for t in tokens
            if t.head == had.index and t.index not in (had.index, verb.index)
        }
        mended[verb.index] = ("ROOT" if root else had.dep, verb.index if root else had.head)
        mended[had.index] = ("aux", verb.index)
        mended[done_to.index] = ("dobj", verb.index)
        return mended
    return {}


def given_back(tokens: tuple[Token, ...]) -> Relations:
    """Return the "to" of "returned a mask that was stolen in 1991 to Mali" hung on who returned it.

    The parser hangs it on the clause that says more of the mask.
    """
    for verb in tokens:
        if verb.lemma not in _GIVING or verb.pos != "VERB":
            continue
        below = [t for t in tokens if t.head == verb.index]
        given = next((t for t in below if t.dep == "dobj" and t.index > verb.index), None)
        if given is None or any(t.lemma == "to" and t.dep in ("prep", "dative") for t in below):
            continue
        after = [t for t in tokens[given.index :] if t.lemma == "to" and t.dep == "prep"]
        if after and _says_more(tokens[after[-1].head], given, verb):
            return {after[-1].index: ("prep", verb.index)}
    return {}


def _says_more(clause: Token, given: Token, verb: Token) -> bool:
    """Whether a clause after what is given tells of it, with a verb that leads nowhere."""
    told = clause.dep in ("acl", "relcl", "advcl") and clause.pos == "VERB"
    about = clause.head in (given.index, verb.index) and clause.index > given.index
    return told and about and clause.lemma not in _LEADING_TO


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


def office_of_field(tokens: tuple[Token, ...]) -> Relations:
    """Return "the secretary of homeland security" as the secretary, of what comes after "of"."""
    for office, prep in pairwise(tokens):
        field = tokens[office.head]
        is_inside = office.dep in ("nmod", "compound") and office.lemma.lower() in _HOLDERS
        if not is_inside or prep.text != "of" or prep.head != office.index:
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
        both = first.text in _COMPASS and second.text in _COMPASS and joint.dep == "cc"
        if not both or name.pos != "PROPN" or first.head != name.index:
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
