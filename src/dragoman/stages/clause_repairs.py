"""Mends clauses that stand side by side, and those whose subject is lost to an opening phrase.

A small parser takes clauses that stand side by side for something said.

In "Iran seized a tanker; Greece protested" the first clause is hung on the second verb as what it
says, as in "Iran seized a tanker, Greece said". Across a semicolon nobody is told to have said so:
the two are joined as by "and", and whatever told of the second tells of both.

In "At the invitation of Ruto, President of Kenya, Museveni, President of Uganda, paid a visit" the
guest is hung on the host as if an "and" stood between them, and nobody paid the visit.

In "accused X of having armed rebels and left the deal" the charge is hung on who is charged, and
the second half of it on the verb as if the accuser had done it.

In "X, whom a court sentenced to death" the court seems to be who was sentenced, and in "X, who Beck
accused" Beck seems to be a verb; in "was seized by men who crossed over and shot a guard" whoever
was seized shot him.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from dragoman.records import ParsedSentence, Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "CHARGING",
    "after_an_opening",
    "charges",
    "goes_on",
    "having_done",
    "headed_somewhere",
    "is_charge",
    "object_or_subject",
    "said_besides",
    "side_by_side",
    "who_somebody",
    "whom",
]

_VERBS = ("VERB", "AUX")
_SAYING = frozenset("say add insist claim argue maintain warn accuse call blame want".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_PAST = frozenset({"VBD", "VBN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
CHARGING = {"accuse": "of", "suspect": "of", "convict": "of", "blame": "for", "criticise": "for",
             "criticize": "for", "condemn": "for"}  # fmt: skip
"""Verbs of charging somebody, with the word before what with."""
_WHOLE = frozenset("member leader supporter head chief minister part number group relative".split())
"""Nouns of people who are told by what they belong to: "members of parliament"."""
_WHERE_TO = frozenset({"to", "for", "toward", "towards", "into", "home", "back", "there", "off"})


def side_by_side(tokens: tuple[Token, ...]) -> Relations:
    """Return the relations that should stand instead, as (dep, head) by token; {} for none.

    After a colon the clause before may be what is said ("Troops left: army says"), unless the verb
    has an object of its own.
    """
    if not any(token.text in (";", ":") for token in tokens):
        return {}
    mended: Relations = {}
    for first in reversed(tokens):
        verb = tokens[first.head]
        if first.dep != "ccomp" or verb.index < first.index:
            continue
        if _stand_apart(tokens, first, verb):
            top = _first_joined(mended, verb.index)
            dep, head = mended.get(top, (tokens[top].dep, tokens[top].head))
            mended[first.index] = (dep, first.index if head == top else head)
            mended[top] = ("conj", first.index)
    return mended


def _first_joined(mended: Relations, verb: int) -> int:
    """Return the first of the clauses that were found to stand beside `verb` so far."""
    while verb in mended and mended[verb][0] == "conj":
        verb = mended[verb][1]
    return verb


def _stand_apart(tokens: tuple[Token, ...], first: Token, verb: Token) -> bool:
    if verb.pos not in _VERBS:
        return False
    after = _end_of(tokens, first.index, verb.index)
    between = []
    while after < verb.index and tokens[after].pos == "PUNCT":
        between.append(tokens[after].text)
        after += 1
    has_object = any(t.dep == "dobj" and t.head == verb.index for t in tokens)
    return ";" in between or (":" in between and has_object)


def _end_of(tokens: tuple[Token, ...], top: int, limit: int) -> int:
    """Return the token after the last word below `top` and before `limit`."""
    below, end = {top}, top + 1
    for _ in tokens:
        found = {t.index for t in tokens[:limit] if t.head in below} - below
        if not found:
            break
        below |= found
    words = [i for i in below if tokens[i].pos != "PUNCT"]
    return max([*words, end - 1]) + 1


def after_an_opening(tokens: tuple[Token, ...]) -> Relations:
    """Return as the subject of a verb without one who is joined by commas alone to a phrase before.

    {} where the verb has a subject, or an "and" joins what stands in the phrase.
    """
    verb = next((t for t in tokens if t.dep == "ROOT" and t.tag in _FINITE), None)
    if verb is None or any(t.head == verb.index and t.dep in _SUBJECTS for t in tokens):
        return {}
    opening = next((t for t in tokens if t.head == verb.index and t.dep == "prep"), None)
    if opening is None or any(t.pos not in ("PUNCT", "ADP") for t in tokens[: opening.index + 1]):
        return {}
    within = [t for t in tokens[: verb.index] if _is_below(tokens, t, opening)]
    named = [t for t in within if t.dep == "conj" and t.pos == "PROPN"]
    if not named or any(t.dep == "cc" for t in within):
        return {}
    is_passive = any(t.head == verb.index and t.dep == "auxpass" for t in tokens)
    return {named[-1].index: ("nsubjpass" if is_passive else "nsubj", verb.index)}


def _is_below(tokens: tuple[Token, ...], token: Token, top: Token) -> bool:
    current = token
    while current.head != current.index:
        current = tokens[current.head]
        if current.index == top.index:
            return True
    return False


def charges(tokens: tuple[Token, ...]) -> Relations:
    """Return what somebody is charged with hung on the charge, both halves of it."""
    mended: Relations = {}
    for verb in tokens:
        if verb.lemma not in CHARGING or verb.pos != "VERB":
            continue
        below = [t for t in tokens if t.head == verb.index]
        charged = {t.index for t in below if t.dep in ("dobj", "nsubjpass")}
        word = next(
            (
                t
                for t in tokens[verb.index + 1 :]
                if t.lemma == CHARGING[verb.lemma] and t.head in charged | {verb.index}
            ),
            None,
        )
        act = next((t for t in tokens if word and t.head == word.index and t.dep == "pcomp"), None)
        if act is None:
            mended |= _charge_in_a_noun(tokens, verb)
        if word is None or act is None:
            continue
        if word.head != verb.index:
            mended[word.index] = (word.dep, verb.index)
        mended |= _second_halves(tokens, verb, act)
    return mended


def _charge_in_a_noun(tokens: tuple[Token, ...], verb: Token) -> Relations:
    """Return the "of" of "accused the army and its allies of war crimes" hung on the charge.

    The noun has no article; after "members of parliament" it is the second "of".
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
        is_second = holder.dep == "pobj" and tokens[holder.head].head in charged
        if of.head in charged and holder.lemma in _WHOLE:
            continue
        if (of.head in charged or is_second) and not any(
            t.head == noun.index and t.dep in ("det", "poss") for t in tokens
        ):
            return {of.index: ("prep", verb.index)}
    return {}


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


def said_besides(tokens: tuple[Token, ...]) -> Relations:
    """Return what else somebody says hung on what he says first: "deny they are fighting and say".

    A small parser joins it to what is said.
    """
    mended: Relations = {}
    for verb in tokens:
        told = tokens[verb.head]
        finite = verb.dep == "conj" and verb.tag in ("VBP", "VBZ")
        if not finite or verb.lemma not in _SAYING or told.tag != "VBG" or told.dep != "ccomp":
            continue
        joint = [
            t for t in tokens[told.index : verb.index] if t.dep == "cc" and t.head == verb.head
        ]
        mended |= {t.index: (t.dep, told.head) for t in (verb, *joint)}
    return mended


def having_done(tokens: tuple[Token, ...]) -> Relations:
    """Return the participle of "denied having lobbied Rabuka" as what is denied, and of whom.

    A small parser takes it for an adjective of whoever comes after it.
    """
    mended: Relations = {}
    for having, done in pairwise(tokens):
        whom = tokens[done.head]
        if having.text != "having" or done.tag != "VBN" or done.dep != "amod":
            continue
        above = tokens[having.head if whom.head == having.index else whom.head]
        if above.index < having.index and done.index < whom.index and above.pos == "VERB":
            mended |= {
                having.index: ("aux", done.index),
                done.index: ("xcomp", above.index),
                whom.index: ("dobj", done.index),
            }
    return mended


def goes_on(tokens: tuple[Token, ...]) -> Relations:
    """Return "shot" of "was seized by men who crossed over and shot a guard" hung on "crossed".

    A small parser hangs it on the passive, which has no object; it has one of its own.
    """
    mended: Relations = {}
    for verb in tokens:
        above = tokens[verb.head]
        below = [t for t in tokens if t.head == verb.index]
        joined = verb.dep == "conj" and verb.tag == "VBD" and above.tag == "VBN"
        if not joined or any(t.dep in _SUBJECTS | {"auxpass"} for t in below):
            continue
        passive = any(t.head == above.index and t.dep == "auxpass" for t in tokens)
        acts = any(t.dep == "dobj" for t in below)
        between = tokens[above.index : verb.index]
        told = [t for t in between if t.dep == "relcl" and _is_below(tokens, t, above)]
        own = [t for t in told if _follows_at_once(tokens, t)]
        if passive and acts and own:
            mended[verb.index] = ("conj", own[-1].index)
    return mended


def _follows_at_once(tokens: tuple[Token, ...], clause: Token) -> bool:
    """Whether a clause about somebody stands without a comma: "men who crossed over"."""
    who = next((t for t in tokens if t.head == clause.index and t.tag == "WP"), None)
    return who is not None and tokens[who.index - 1].text != ","


def whom(tokens: tuple[Token, ...]) -> Relations:
    """Return who "whom" speaks of as whom the clause after it tells something to be done to.

    In "X, whom a court sentenced to death" a small parser takes "sentenced" for a participle.
    """
    mended: Relations = {}
    for pronoun in tokens[1:]:
        if pronoun.text != "whom":
            continue
        told = next((t for t in tokens if _follows(tokens, pronoun, t)), None)
        of = tokens[pronoun.index - (2 if tokens[pronoun.index - 1].text == "," else 1)]
        if told is not None and of.pos in ("NOUN", "PROPN"):
            mended |= {
                told.index: ("relcl", of.index),
                told.head: ("nsubj", told.index),
                pronoun.index: ("dobj", told.index),
            }
    return mended


def who_somebody(tokens: tuple[Token, ...]) -> Relations:
    """Return "who" before somebody's name as whom he does it to: "Lund, who Beck accused".

    A small parser takes the name for a verb or an auxiliary, of whose clause "who" is the subject.
    """
    mended: Relations = {}
    for pronoun in tokens:
        name = tokens[pronoun.head]
        if pronoun.text != "who" or name.tag != "NNP" or name.index < pronoun.index:
            continue
        after = takewhile(lambda t: t.text != ",", tokens[name.index + 1 :])
        verb = next((t for t in after if t.pos == "VERB" and t.tag in _PAST), None)
        if verb is None or name.dep not in ("aux", "auxpass", "relcl"):
            continue
        of = name.head if name.dep == "relcl" else verb.head
        mended |= {t.index: (t.dep, verb.index) for t in tokens if t.head == name.index != t.index}
        mended |= {
            verb.index: ("relcl", of),
            name.index: ("nsubj", verb.index),
            pronoun.index: ("dobj", verb.index),
        }
    return mended


def headed_somewhere(tokens: tuple[Token, ...]) -> Relations:
    """Return who "was headed to Doha" as who goes there: nobody headed him."""
    mended: Relations = {}
    for verb in tokens:
        below = [t for t in tokens if t.head == verb.index] if verb.lemma == "head" else []
        goes = any(
            t.dep in ("prep", "advmod", "prt") and t.text.lower() in _WHERE_TO for t in below
        )
        if goes and not any(t.dep == "agent" for t in below):
            own = (t for t in below if t.dep in ("auxpass", "nsubjpass"))
            mended |= {t.index: (t.dep.removesuffix("pass"), verb.index) for t in own}
    return mended


def object_or_subject(tokens: tuple[Token, ...]) -> Relations:
    """Return who stands right before a second verb as its subject, no object of the first.

    In "is suing the bank and the ministry is drafting a law" a small parser joins the
    ministry to the bank; an "and" would stand before the verb if whoever sues considered it.
    """
    mended: Relations = {}
    for verb in tokens:
        below = [t for t in tokens if t.head == verb.index]
        second = verb.dep in ("conj", "ccomp") and verb.pos in _VERBS
        if not second or any(t.dep in _SUBJECTS for t in below):
            continue
        group = [t for t in below if t.dep in ("aux", "auxpass", "neg") and t.index < verb.index]
        start = min([verb.index, *(t.index for t in group)])
        finite = tokens[start].tag in _FINITE - {"VBN"} or tokens[start].tag == "MD"
        noun = tokens[start - 1]
        joined = noun.dep == "conj" and noun.pos in ("NOUN", "PROPN")
        first = tokens[noun.head]
        if finite and joined and first.dep == "dobj" and first.head == verb.head:
            passive = any(t.dep == "auxpass" for t in group)
            mended[noun.index] = ("nsubjpass" if passive else "nsubj", verb.index)
            mended[verb.index] = ("conj", verb.head)
    return mended


def _follows(tokens: tuple[Token, ...], pronoun: Token, verb: Token) -> bool:
    """Whether a bare participle stands right after the one noun phrase behind a pronoun."""
    noun = tokens[verb.head]
    right_after = verb.index == noun.index + 1 and noun.index > pronoun.index
    inside = all(t.head == noun.index for t in tokens[pronoun.index + 1 : noun.index])
    return verb.dep == "acl" and verb.tag in _FINITE and right_after and inside
