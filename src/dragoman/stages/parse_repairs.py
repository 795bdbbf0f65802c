"""Mends what a small parser gets wrong in known ways: joined offices, subjects and verbs.

In "Kenya's interior minister and Somalia's security minister" the first minister is hung on the
second as if it described him. In "At the invitation of A, B, minister of C, paid a visit" B is hung
on A, and nobody pays. In "A, minister of X, and B met" both are subjects, as if the verb had two.
In "refused to leave and fired" what was done is joined to what was refused, and in "one was killed
and two wounded by shelling" the two are. In "received visiting Minister X" and "A and visiting X
met" the guest is hung on "visiting", as if somebody visited him. Nothing else is
touched.
"""

from __future__ import annotations

from dragoman.records import Token

__all__ = [
    "Relations",
    "finite_conjuncts",
    "gapped_passives",
    "joined_offices",
    "joined_people",
    "joined_subjects",
    "lost_subject",
    "repairs",
    "visiting_guests",
]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PAST = frozenset({"VBD", "VBN"})
_RECEIVING = frozenset(
    "receive welcome host meet greet tell brief inform see honour honor assure thank urge".split()
)
_NAMING = frozenset({"PROPN", "ADJ", "NOUN"})
_AUXILIARIES = frozenset({"aux", "auxpass"})

Relations = dict[int, tuple[str, int]]
"""For tokens by index: the relation and head that should stand instead."""


def repairs(tokens: tuple[Token, ...]) -> Relations:
    """Return all relations of a sentence that should stand instead of the parser's; {} for none."""
    mended = joined_offices(tokens) or joined_people(tokens) or lost_subject(tokens)
    for repair in (
        visiting_guests,
        joined_subjects,
        finite_conjuncts,
        gapped_passives,
    ):
        mended = repair(tokens) | mended
    return mended


def visiting_guests(tokens: tuple[Token, ...]) -> Relations:
    """Return guests called so joined with those they meet, and "visiting" hung on them.

    What else the parser hung on "visiting" goes to who received them, or to the guest.
    """
    mended: Relations = {}
    for token in tokens[1:-1]:
        before = tokens[token.index - 1]
        joined = before.dep == "cc" and token.dep == "conj"
        received = before.pos == "VERB" and before.lemma in _RECEIVING
        if token.text != "visiting" or token.tag != "VBG" or not (joined or received):
            continue
        guest = token.index
        while guest + 1 < len(tokens) and tokens[guest + 1].pos in _NAMING:
            guest += 1
        if tokens[guest].ner != "PERSON":
            continue
        others = [t for t in tokens if t.head == token.index and t.index != guest]
        mended |= {t.index: (t.dep, before.index if received else guest) for t in others}
        mended[guest] = ("dobj", before.index) if received else ("conj", token.head)
        mended[token.index] = ("amod", guest)
    return mended


def finite_conjuncts(tokens: tuple[Token, ...]) -> Relations:
    """Return verbs that tell what was done hung on the verb above the infinitive before them.

    "Refused to leave and fired" joins "fired" to "refused": no finite verb, and no bare participle,
    is a second infinitive. One beside a passive or perfect infinitive may be its second participle
    ("to be searched and released"), and stays.
    """
    mended: Relations = {}
    for token in tokens:
        if token.dep != "conj" or token.pos not in ("VERB", "AUX"):
            continue
        first = _infinitive(tokens, token.head)
        if first is None or not _is_done(tokens, token):
            continue
        governor = _finite_above(tokens, first)
        if governor is None:
            continue
        mended[token.index] = ("conj", governor)
        joint = [
            t
            for t in tokens[token.head + 1 : token.index]
            if t.dep == "cc" and t.head == token.head
        ]
        if joint:
            mended[joint[-1].index] = ("cc", governor)
    return mended


def _infinitive(tokens: tuple[Token, ...], index: int) -> int | None:
    """Return the first of the plain active infinitives with "to" that the one at `index` ends."""
    while tokens[index].tag == "VB":
        own = [t for t in tokens if t.head == index and t.dep in _AUXILIARIES]
        if any(t.tag != "TO" for t in own):
            return None
        if own:
            return index
        if tokens[index].dep != "conj":
            return None
        index = tokens[index].head
    return None


def _is_done(tokens: tuple[Token, ...], verb: Token) -> bool:
    own = [t for t in tokens if t.head == verb.index and t.dep in _AUXILIARIES]
    if any(t.tag in _FINITE or t.tag == "MD" for t in own):
        return True
    if verb.tag in _PAST:
        return not any(t.tag in ("TO", "VB") for t in own)
    # A bare "sign" may be an infinitive that was misread, and "exercises" a noun.
    below = {t.dep for t in tokens if t.head == verb.index}
    return verb.tag in _FINITE and ("nsubj" in below or (verb.tag == "VBZ" and "dobj" in below))


def _finite_above(tokens: tuple[Token, ...], index: int) -> int | None:
    """Return the verb nearest above the infinitive that is none itself, if it stands before it."""
    above = tokens[index].head
    while True:
        token = tokens[above]
        own = [t for t in tokens if t.head == above and t.dep in _AUXILIARIES]
        told = token.tag in _FINITE | {"VBN"} and token.dep not in ("amod", "acl")
        finite = told or any(t.tag in _FINITE or t.tag == "MD" for t in own)
        if finite and token.pos in ("VERB", "AUX"):
            return above if above < index else None
        if token.head == above:
            return None
        above = token.head


def gapped_passives(tokens: tuple[Token, ...]) -> Relations:
    """Return "two wounded" as a clause in "one was killed and two wounded by shelling".

    A noun or number cannot be joined to a verb: it is the subject of the participle after it.
    """
    mended: Relations = {}
    for noun in tokens:
        verb = tokens[noun.head]
        if noun.dep != "conj" or verb.tag not in _PAST or noun.pos not in ("NOUN", "PROPN", "NUM"):
            continue
        if any(t.head == verb.index and t.dep == "dobj" for t in tokens):
            continue  # perhaps a second object
        after = next((t for t in tokens[noun.index + 1 :] if t.head == noun.index), None)
        if after is not None and after.dep == "acl" and after.tag == "VBN":
            mended[after.index] = ("conj", verb.index)
            mended[noun.index] = ("nsubjpass", after.index)
    return mended


def joined_subjects(tokens: tuple[Token, ...]) -> Relations:
    """Return a second subject of a verb as joined to the first, where only "and" parts them."""
    mended: Relations = {}
    for second in tokens:
        if second.dep not in ("nsubj", "nsubjpass") or second.index > second.head:
            continue
        left = second.index
        while (before := _child_before(tokens, left)) is not None:
            left = before
        joint = tokens[left - 1] if left else None
        if joint is None or joint.dep != "cc" or joint.lemma != "and":
            continue
        first = tokens[joint.head]
        while first.dep == "conj":
            first = tokens[first.head]
        if first.dep == second.dep and first.head == second.head and first.index < joint.index:
            mended[second.index] = ("conj", first.index)
    return mended


def joined_people(tokens: tuple[Token, ...]) -> Relations:
    """Return the first of two named people as no part of the second's title.

    In "Minister A and intelligence chief B" all before B is hung on B; only a title, no name, may
    stand between "and" and B.
    """
    for joint in tokens[1:]:
        first = tokens[joint.index - 1]
        if joint.lemma != "and" or first.ner != "PERSON":
            continue
        title = next((t for t in tokens[joint.index :] if _joins(joint, t)), None)
        if title is None or title.pos != "NOUN":
            continue
        second = next((t for t in tokens[title.index + 1 :] if t.pos != "PROPN" or not t.ner), None)
        last = tokens[(len(tokens) if second is None else second.index) - 1]
        above = _above(tokens, first)
        if last.ner != "PERSON" or last.index not in above or last.index == title.index:
            continue
        top = ([first.index, *above][: above.index(last.index) + 1])[-1]
        mended = {
            first.index: (last.dep, last.head),
            last.index: ("conj", first.index),
            title.index: ("compound", last.index),
            joint.index: ("cc", first.index),
        }
        return mended if top == first.index else mended | {top: ("compound", first.index)}
    return {}


def _joins(joint: Token, token: Token) -> bool:
    return joint.dep == "cc" and token.dep == "conj" and token.head == joint.head


def _above(tokens: tuple[Token, ...], token: Token) -> list[int]:
    """Return the heads above a token, nearest first."""
    found: list[int] = []
    while token.head != token.index:
        token = tokens[token.head]
        found.append(token.index)
    return found


def _child_before(tokens: tuple[Token, ...], index: int) -> int | None:
    return next((t.index for t in tokens[:index] if t.head == index), None)


def lost_subject(tokens: tuple[Token, ...]) -> Relations:
    """Return the name right before the main verb as its subject, where it has none.

    The parser must have joined that name to an earlier one by a comma alone; what it joined to the
    name in the same way, an office, stands beside it.
    """
    verb = next((t for t in tokens if t.head == t.index), None)
    if verb is None or verb.tag not in _FINITE:
        return {}
    if any(t.head == verb.index and t.dep in _SUBJECTS for t in tokens):
        return {}
    for token in reversed(tokens[: verb.index]):
        if _joined_by_comma(tokens, token) and _last_below(tokens, token) + 1 == verb.index:
            beside = [t for t in tokens if t.head == token.index and _joined_by_comma(tokens, t)]
            return {token.index: ("nsubj", verb.index)} | {
                t.index: ("appos", token.index) for t in beside
            }
    return {}


def _joined_by_comma(tokens: tuple[Token, ...], token: Token) -> bool:
    between = tokens[token.head + 1 : token.index]
    return (
        token.dep == "conj"
        and token.pos == "PROPN"
        and any(t.text == "," for t in between)
        and not any(t.dep == "cc" and t.head == token.head for t in between)
    )


def _last_below(tokens: tuple[Token, ...], top: Token) -> int:
    below = {top.index}
    for token in tokens[top.index + 1 :]:
        if token.head in below:
            below.add(token.index)
    return max(below)


def joined_offices(tokens: tuple[Token, ...]) -> Relations:
    """Return the relations that should stand instead, as (dep, head) by token; {} for none.

    Both must have an owner in the genitive: only then is it sure that two are meant.
    """
    mended: Relations = {}
    for first in tokens:
        second = tokens[first.head]
        if first.dep not in ("nmod", "compound") or second.index <= first.index:
            continue
        owner = _joined_owner(tokens, first, second)
        if owner is None or not _owned(tokens, first):
            continue
        above = first.index if second.head == second.index else second.head
        mended[first.index] = (second.dep, above)
        mended[second.index] = ("conj", first.index)
        mended[owner] = ("poss", second.index)
    return mended


def _joined_owner(tokens: tuple[Token, ...], first: Token, second: Token) -> int | None:
    """Return the genitive that is joined to the first noun and stands before the second."""
    for token in tokens[first.index + 1 : second.index]:
        if token.dep == "conj" and token.head == first.index and _is_genitive(tokens, token):
            return token.index
    return None


def _owned(tokens: tuple[Token, ...], noun: Token) -> bool:
    return any(t.dep == "poss" and t.head == noun.index and _is_genitive(tokens, t) for t in tokens)


def _is_genitive(tokens: tuple[Token, ...], token: Token) -> bool:
    return any(t.dep == "case" and t.head == token.index for t in tokens)
