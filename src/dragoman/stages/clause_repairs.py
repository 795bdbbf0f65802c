"""Mends clauses that stand side by side or hang on the wrong word.

A small parser takes clauses that stand side by side for something said.

In "Iran seized a tanker; Greece protested" the first clause is hung on the second verb as what it
says, as in "Iran seized a tanker, Greece said". Across a semicolon nobody is told to have said so:
the two are joined as by "and", and whatever told of the second tells of both.

In "X, whom a court sentenced to death" the court seems to be who was sentenced, and in "was seized
by men who crossed over and shot a guard" whoever was seized shot him.
"""

from __future__ import annotations

from dragoman.records import Token
from dragoman.stages.parse_repairs import Relations

__all__ = [
    "goes_on",
    "object_or_subject",
    "said_besides",
    "side_by_side",
    "so_called",
    "whom",
]

_VERBS = ("VERB", "AUX")
_NAMING = frozenset({"call", "name", "dub", "style", "nickname"})
_SAYING = frozenset("say add insist claim argue maintain warn accuse call blame want".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_PAST = frozenset({"VBD", "VBN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


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


def _is_below(tokens: tuple[Token, ...], token: Token, top: Token) -> bool:
    current = token
    while current.head != current.index:
        current = tokens[current.head]
        if current.index == top.index:
            return True
    return False


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


def goes_on(tokens: tuple[Token, ...]) -> Relations:
    """Return "shot" of "was seized by men who crossed over and shot a guard" hung on "crossed".

    A small parser hangs it on the passive, which has no object; it has one of its own.
    """
    mended: Relations = {}
    for verb in tokens:
        above = tokens[verb.head]
        if not (verb.dep == "conj" and verb.tag == "VBD" and above.tag == "VBN"):
            continue
        below = [t for t in tokens if t.head == verb.index]
        if any(t.dep in _SUBJECTS | {"auxpass"} for t in below):
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


def object_or_subject(tokens: tuple[Token, ...]) -> Relations:
    """Return who stands right before a second verb as its subject, no object of the first.

    In "is suing the bank and the ministry is drafting a law" a small parser joins the
    ministry to the bank; an "and" would stand before the verb if whoever sues considered it.
    """
    mended: Relations = {}
    for verb in tokens:
        if verb.dep not in ("conj", "ccomp") or verb.pos not in _VERBS:
            continue
        below = [t for t in tokens if t.head == verb.index]
        if any(t.dep in _SUBJECTS for t in below):
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


def so_called(tokens: tuple[Token, ...]) -> Relations:
    """Return "called" of "men of a gang called the Owls were held" as a participle of the gang.

    A small parser takes it for the verb of the clause, of which that of the clause is a part.
    """
    for naming in tokens[1:]:
        if naming.lemma not in _NAMING or naming.tag not in _PAST or naming.pos != "VERB":
            continue
        gang = tokens[naming.index - 1]
        below = [t for t in tokens if t.head == naming.index and t.index != naming.index]
        verb = next((t for t in below if t.dep == "ccomp" and t.index > naming.index), None)
        subject = next((t for t in below if t.dep == "nsubj"), None)
        if verb is None or subject is None or gang.pos not in ("NOUN", "PROPN"):
            continue
        own = [t for t in tokens if t.head == verb.index]
        if any(t.dep in _SUBJECTS | {"mark"} for t in own) or any(t.dep == "aux" for t in below):
            continue
        passive = any(t.dep == "auxpass" for t in own)
        root = naming.head == naming.index
        mended: Relations = {
            t.index: (t.dep, verb.index)
            for t in below
            if t.index < naming.index or t.index > verb.index
        }
        mended[subject.index] = ("nsubjpass" if passive else "nsubj", verb.index)
        mended[verb.index] = ("ROOT" if root else naming.dep, verb.index if root else naming.head)
        mended[naming.index] = ("acl", gang.index)
        return mended
    return {}
