"""Mends phrases that a small parser cuts wrongly: a swallowed day, who is let go, who is sent.

In "On Sunday rebel fighters shelled the barracks" the day is taken for a part of the fighters' name
and the date is lost. In "set free 120 soldiers" the soldiers are called free. In "Chávez had the
consul put over the border" the consul seems to be who puts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.records import Token
from dragoman.stages.borders import BORDERS
from dragoman.stages.dates.words import MONTH_WORDS, WEEKDAY_WORDS
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "agents_of_nouns",
    "borders_with",
    "done_for",
    "given_back",
    "given_over",
    "held_responsible",
    "let_go",
    "noun_behind",
    "of_those_sent",
    "particle_objects",
    "short_condition",
    "swallowed_day",
    "told_without_auxiliary",
]

_DAYS = WEEKDAY_WORDS | MONTH_WORDS
_INSIDE = frozenset({"compound", "nmod", "nummod", "amod", "npadvmod", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RECEIVING = frozenset("receive meet host welcome greet see summon invite".split())
_CALLING = frozenset({"hold", "consider", "deem", "declare", "find", "think", "believe"})
_ANSWERABLE = frozenset({"responsible", "accountable", "guilty", "liable", "answerable"})
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
_OVER = frozenset({"hand", "turn", "give", "sign"})
_GIVING = frozenset("return hand give restore repatriate transfer deliver".split())
_LEADING_TO = frozenset(
    "give send sell bring take belong lend grant hand deliver transfer move ship export smuggle "
    "donate attribute dedicate relate link date go come travel flee add refer lead be traffic "
    "fly".split()
)
"""Verbs that what follows "to" may belong to."""


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


def given_over(tokens: tuple[Token, ...]) -> Relations:
    """Return "handed over 15 prisoners" as handing over, not as handing more than 15 of them."""
    return {
        over.index: ("prt", verb.index)
        for verb, over in pairwise(tokens)
        if over.text == "over"
        and over.tag == "RP"
        and over.dep != "prt"
        and verb.pos == "VERB"
        and verb.lemma in _OVER
    }


def particle_objects(tokens: tuple[Token, ...]) -> Relations:
    """Return "sealed off the port" with the port as what was sealed off, not as behind "off"."""
    mended: Relations = {}
    for held in tokens:
        particle = tokens[held.head]
        if held.dep == "pobj" and particle.dep == "prt" and particle.index < held.index:
            has_object = any(t.head == particle.head and t.dep == "dobj" for t in tokens)
            if not has_object:
                mended[held.index] = ("dobj", particle.head)
    return mended


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


def let_go(tokens: tuple[Token, ...]) -> Relations:
    """Return "free" in "set free 120 soldiers" hung on the verb and not on the soldiers."""
    for verb, token in pairwise(tokens):
        inside = token.dep in _INSIDE and token.head > token.index
        if verb.lemma in _FREEING and verb.pos == "VERB" and token.lemma in _LET_GO and inside:
            return {token.index: ("acomp", verb.index)}
    return {}


def noun_behind(tokens: tuple[Token, ...]) -> Relations:
    """Return X of "a man claiming to speak for X left" as the object of "for".

    The parser takes it for a second subject of what the man does.
    """
    leading = {t.head for t in tokens}
    for word in tokens:
        if word.dep != "prep" or word.index in leading:
            continue
        noun = next((t for t in tokens[word.index + 1 :] if t.pos in ("NOUN", "PROPN")), word)
        while noun.dep == "compound":
            noun = tokens[noun.head]
        between = all(t.head == noun.index for t in tokens[word.index + 1 : noun.index])
        subjects = [t for t in tokens[: word.index] if (t.dep, t.head) == ("nsubj", noun.head)]
        if noun.dep == "nsubj" and noun.head > noun.index > word.index and between and subjects:
            return {noun.index: ("pobj", word.index)}
    return {}


def held_responsible(tokens: tuple[Token, ...]) -> Relations:
    """Return "responsible" of "held the army responsible for it" as what the army was called."""
    for noun, token in pairwise(tokens):
        verb = tokens[noun.head]
        inside = token.dep == "amod" and token.head == noun.index
        if inside and noun.dep == "dobj" and verb.lemma in _CALLING and token.lemma in _ANSWERABLE:
            return {token.index: ("oprd", verb.index)}
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


def borders_with(tokens: tuple[Token, ...]) -> Relations:
    """Return the "with" of "closed the border with Chad" hung on the border."""
    return {
        after.index: ("prep", before.index)
        for before, after in pairwise(tokens)
        if after.lemma == "with" and after.dep == "prep" and before.lemma in BORDERS
    }


def told_without_auxiliary(tokens: tuple[Token, ...]) -> Relations:
    """Return the subject of a headline's "Kano hit by floods" as whom it is done to."""
    mended: Relations = {}
    for by in tokens:
        verb = tokens[by.head]
        if by.dep != "agent" or verb.tag != "VBD":
            continue
        below = {t.dep: t.index for t in tokens if t.head == verb.index}
        if "nsubj" in below and not below.keys() & {"dobj", "aux", "auxpass", "nsubjpass"}:
            mended[below["nsubj"]] = ("nsubjpass", verb.index)
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


def short_condition(tokens: tuple[Token, ...]) -> Relations:
    """Return "if it does not, X will act" as a condition of what X will do, not as done by two.

    A verb left out behind "does" leaves a small parser with two subjects of the next verb.
    """
    for mark in tokens[:-4]:
        subject, auxiliary = tokens[mark.index + 1 : mark.index + 3]
        rest = tokens[mark.index + 3 : mark.index + 5]
        negation = rest[0] if rest[0].dep == "neg" else None
        comma = rest[1] if negation is not None else rest[0]
        verb = tokens[mark.head]
        told = mark.lemma == "if" and mark.dep == "mark" and comma.text == ","
        heads = {token.head for token in (subject, auxiliary)}
        if not told or auxiliary.dep != "aux" or heads != {verb.index} or verb.index < comma.index:
            continue
        if not any(t.head == verb.index and t.dep in _SUBJECTS for t in tokens[comma.index :]):
            continue
        below = {auxiliary.index: ("advcl", verb.index), mark.index: ("mark", auxiliary.index)}
        below |= {} if negation is None else {negation.index: ("neg", auxiliary.index)}
        return below | {subject.index: ("nsubj", auxiliary.index)}
    return {}
