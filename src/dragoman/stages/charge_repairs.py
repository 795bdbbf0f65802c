"""Mends what somebody is charged with, which a small parser hangs on others or on the accuser.

In "accused X of having armed rebels and left the deal" the charge is hung on who is charged, and
the second half of it on the verb as if the accuser had done it. So it is in "accused X of robbing
banks, killing judges and mining roads", and in "accused men led by X of the raid" the raid is X.
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence, Token
from dragoman.stages.parse_repairs import Relations

__all__ = ["CHARGING", "charges", "is_charge"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
CHARGING = {"accuse": "of", "suspect": "of", "convict": "of", "blame": "for", "criticise": "for",
             "criticize": "for", "condemn": "for"}  # fmt: skip
"""Verbs of charging somebody, with the word before what with."""
_WHOLE = frozenset("member leader supporter head chief minister part number group relative".split())
"""Nouns of people who are told by what they belong to: "members of parliament"."""
_OF_A_DEED = frozenset(
    "perpetrator author mastermind organizer organiser planner leader ringleader victim survivor "
    "culprit suspect witness series spate wave string number".split()
)
"""Nouns of people who are told by a deed, and of how often it was done: "authors of the raid"."""


def charges(tokens: tuple[Token, ...]) -> Relations:
    """Return what somebody is charged with hung on the charge, all that is listed of it."""
    mended: Relations = {}
    for verb in tokens:
        if verb.lemma not in CHARGING or verb.pos != "VERB":
            continue
        word = _word_before_charge(tokens, verb)
        act = next((t for t in tokens if word and t.head == word.index and t.dep == "pcomp"), None)
        if word is not None and act is None and (act := _told_as_adjective(tokens, word)):
            mended |= {act.index: ("pcomp", word.index), act.head: ("dobj", act.index)}
        if act is None:
            mended |= _charge_in_a_noun(tokens, verb)
        if word is None or act is None:
            continue
        if word.head != verb.index:
            mended[word.index] = (word.dep, verb.index)
        mended |= _second_halves(tokens, verb, act)
    return mended


def _word_before_charge(tokens: tuple[Token, ...], verb: Token) -> Token | None:
    """Return the "of" of "accused X of", on whichever of the two it hangs."""
    below = [t for t in tokens if t.head == verb.index]
    charged = {t.index for t in below if t.dep in ("dobj", "nsubjpass")}
    return next(
        (
            t
            for t in tokens[verb.index + 1 :]
            if t.lemma == CHARGING[verb.lemma] and t.head in charged | {verb.index}
        ),
        None,
    )


def _told_as_adjective(tokens: tuple[Token, ...], word: Token) -> Token | None:
    """Return the gerund of "accused of robbing banks" that is taken for what the banks are like."""
    act = tokens[word.index + 1] if word.index + 1 < len(tokens) else word
    is_act = act.tag == "VBG" and act.dep == "amod" and tokens[act.head].head == word.index
    return act if is_act else None


def _charge_in_a_noun(tokens: tuple[Token, ...], verb: Token) -> Relations:
    """Return the "of" of "accused the army and its allies of war crimes" hung on the charge.

    The noun has no article unless it is a deed, as in "accused squads run by the army of the raid";
    after "members of parliament" it is the second "of".
    """
    if CHARGING[verb.lemma] != "of" or any(
        t.head == verb.index and t.lemma == "of" for t in tokens[verb.index :]
    ):
        return {}
    charged = {t.index for t in tokens if t.head == verb.index and t.dep in ("dobj", "nsubjpass")}
    charged |= {t.index for t in tokens if t.head in charged and t.dep == "conj"}
    for of in reversed(tokens[verb.index + 1 :]):
        noun = next((t for t in tokens if t.head == of.index and t.dep == "pobj"), None)
        holder = tokens[of.head]
        if of.lemma != "of" or noun is None or noun.tag not in ("NN", "NNS"):
            continue
        if noun.lemma in attribution_words().owning.deeds and _is_within(tokens, holder, charged):
            return {of.index: ("prep", verb.index)}
        is_second = holder.dep == "pobj" and tokens[holder.head].head in charged
        if of.head in charged and holder.lemma in _WHOLE:
            continue
        if (of.head in charged or is_second) and not any(
            t.head == noun.index and t.dep in ("det", "poss") for t in tokens
        ):
            return {of.index: ("prep", verb.index)}
    return {}


def _is_within(tokens: tuple[Token, ...], holder: Token, charged: set[int]) -> bool:
    """Whether it is of those charged or told of them, and no word for the doers of a deed."""
    if holder.lemma in _OF_A_DEED:
        return False
    while holder.index not in charged and holder.head != holder.index:
        holder = tokens[holder.head]
    return holder.index in charged


def is_charge(parse: ParsedSentence, preposition: int) -> bool:
    """Whether it stands before what somebody is charged with: "of" in "accused X of negligence"."""
    token = parse.tokens[preposition]
    if CHARGING.get(parse.tokens[token.head].lemma) != token.lemma:
        return False
    nouns = [i for i in parse.children[preposition] if parse.tokens[i].tag in ("NN", "NNS")]
    return any(
        all(parse.tokens[i].dep not in ("det", "poss") for i in parse.children[noun])
        for noun in nouns
    )


def _second_halves(tokens: tuple[Token, ...], verb: Token, act: Token) -> Relations:
    """Return what is joined to act or charge as it belongs: "of having armed them and left"."""
    helped = any(act.index in (t.index, t.head) for t in tokens if t.text == "having")
    halves = [
        t
        for t in tokens[act.index + 1 :]
        if t.dep == "conj"
        and t.head == verb.index
        and t.tag in (("VBN", "VBD") if helped else ("VBG",))
        and not any(s.head == t.index and s.dep in _SUBJECTS for s in tokens)
    ]
    joins = [t for t in tokens[act.index :] if t.dep == "cc" and t.head == verb.index]
    if not helped and verb.tag == "VBD":
        # "accused X of arming rebels and closed the border": the accuser did.
        own = [t for t in tokens if t.head == act.index and t.dep == "conj" and t.tag == "VBD"]
        if own:
            return {t.index: (t.dep, verb.index) for t in own}
    if not halves or not joins or (verb.tag == "VBD" and helped and halves[0].tag == "VBD"):
        return {}
    return {t.index: (t.dep, act.index) for t in (*halves, *joins)}
