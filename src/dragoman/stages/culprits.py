"""Who did a deed where a predicate says so: "was the work of X", "X is to blame for it".

So too where a verb lays it to somebody: "attributed the raid to X", "accused X of the raid",
"arrested X for the raid".
"""

from __future__ import annotations

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import ParsedSentence
from dragoman.stages.owned import counted, is_deed
from dragoman.stages.tree import (
    ancestors,
    child,
    children,
    conjuncts,
    is_passive,
    object_of,
    prepositional,
    subject_of,
    subtree,
)

__all__ = ["LAID", "SHARES", "accusation", "charges", "culprits_of", "is_to_blame"]

LAID = {"blame": "on", "attribute": "to", "ascribe": "to", "pin": "on", "impute": "to",
        "link": "to", "trace": "to", "point": "to"}  # fmt: skip
"""Verbs whose object is a deed, with what brings in to whom they lay it."""
_CHARGED = {"accuse": "of", "suspect": "of", "blame": "for", "charge": "with", "indict": "for",
            "implicate": "in", "incriminate": "in", "link": "to", "tie": "to",
            "connect": "to"}  # fmt: skip
"""Verbs whose object is somebody, with what brings in the deed that they lay to him."""
SHARES = frozenset(
    {"role", "involvement", "part", "responsibility", "hand", "complicity", "participation",
     "knowledge", "link", "connection", "blame"}
)  # fmt: skip
"""What somebody may have in a deed of others: "denied any role in the killing"."""
_FOR = frozenset({"for", "over"})
_IN_WHAT = frozenset({"connection", "suspicion", "charge", "accusation"})
_RESPONSIBLE = frozenset({"responsible", "guilty", "culpable", "answerable"})
_BRINGING = frozenset({"bring", "put", "send", "commit"})
"""Verbs whose object is brought to trial."""
_WORK = frozenset({"work", "doing", "handiwork"})


def culprits_of(parse: ParsedSentence, deed: int) -> list[int]:
    """Return the heads of those whom the sentence calls the doers of what a noun names, or not.

    Whether it denies that they are is for others to see.
    """
    token = parse.tokens[deed]
    above = parse.tokens[token.head]
    if token.dep == "nsubj" and above.lemma == "be":
        said = child(parse, above.index, "attr")
        if said is not None and parse.tokens[said].lemma in _WORK:
            return [noun for name, noun in prepositional(parse, said) if name == "of"]
    over = above.head if token.dep == "pobj" else above.index
    for laying in (over, *children(parse, deed, "acl", "relcl")):
        deeds, charged = accusation(parse, laying)
        if deed in deeds:
            return charged
    if (held := _held_for(parse, deed)) is not None:
        return [held]
    if token.dep != "pobj":
        return []
    verb = _predicate(parse, above.index)
    culprit = None if verb is None else subject_of(parse, verb)
    if verb is not None and parse.tokens[verb].lemma in _BRINGING:
        culprit = object_of(parse, verb)
    return [] if culprit is None else [culprit]


def _held_for(parse: ParsedSentence, deed: int) -> int | None:
    """Return who is told to be held for the deed: "arrested X in connection with the raid"."""
    charging = attribution_words().frames.charging
    verbs = (i for i in ancestors(parse, deed) if parse.tokens[i].lemma in charging)
    verb = next(verbs, None)
    held = verb is not None and deed in charges(parse, verb)
    return object_of(parse, verb) if held and verb is not None else None


def accusation(parse: ParsedSentence, verb: int) -> tuple[list[int], list[int]]:
    """Return the deeds that a verb lays to somebody and the heads of those to whom it does.

    Both are empty for any other verb.
    """
    lemma = parse.tokens[verb].lemma
    if lemma not in LAID and lemma not in _CHARGED:
        return [], []
    thing = object_of(parse, verb)
    if thing is None:
        return [], []
    told = prepositional(parse, verb)
    deeds = [i for i in conjuncts(parse, counted(parse, thing)) if is_deed(parse, i)]
    if deeds:
        # "Attributed the attack on the bank to X", where parsers may hang "to X" on the bank.
        under = [*prepositional(parse, thing)]
        under += [pair for _, noun in under for pair in prepositional(parse, noun)]
        to = [noun for name, noun in (*told, *under[::-1]) if name == LAID.get(lemma)]
        return (deeds, to[:1]) if to else ([], [])
    for pairs in (told, _hung_below(parse, verb, thing)):
        brought = [counted(parse, i) for name, i in pairs if name == _CHARGED.get(lemma)]
        deeds = [j for i in brought for j in conjuncts(parse, i) if is_deed(parse, j)]
        if deeds:
            return deeds, [thing]
    return [], []


def charges(parse: ParsedSentence, arrest: int) -> list[int]:
    """Return the deeds behind an arrest: "for", "over", "in connection with", "on suspicion of"."""
    found: list[int] = []
    for prep in children(parse, arrest, "prep"):
        for noun in children(parse, prep, "pobj", "pcomp"):
            inner = children(parse, noun, "prep")
            if parse.tokens[prep].lemma in _FOR and parse.tokens[noun].lemma not in SHARES:
                found += [noun] if is_deed(parse, noun) or parse.tokens[noun].tag == "VBG" else []
            elif parse.tokens[noun].lemma in _IN_WHAT | SHARES:
                found += [j for i in inner for j in children(parse, i, "pobj", "pcomp")]
    return found


def _hung_below(parse: ParsedSentence, verb: int, thing: int) -> list[tuple[str, int]]:
    """Return what parsers hang lower than it is: "accused men of the army of the raid"."""
    nouns = [i for i in subtree(parse, verb) if i > thing and parse.tokens[i].pos == "NOUN"]
    return [pair for i in nouns for pair in prepositional(parse, i) if not is_deed(parse, i)]


def _predicate(parse: ParsedSentence, prep: int) -> int | None:
    """Return the verb of "is responsible for", "is to blame for", "is behind", "is involved in"."""
    name, fault = parse.tokens[prep].lemma, parse.tokens[parse.tokens[prep].head]
    if name == "behind" and fault.lemma == "be":
        return fault.index
    if name == "in" and fault.lemma == "involve" and is_passive(parse, fault.index):
        return fault.index
    if name not in ("for", "of"):
        return None
    if name == "for" and fault.lemma in ("apologise", "apologize"):
        return fault.index
    if fault.lemma == "trial" and fault.dep == "pobj":  # "are on trial for the killing"
        return next((i for i in ancestors(parse, fault.index) if _is_verb(parse, i)), None)
    if fault.lemma == "trial" and fault.dep == "dobj":  # "stood trial for the killing"
        return fault.head
    called = fault.lemma in _RESPONSIBLE and fault.dep == "acomp"
    return fault.head if called or is_to_blame(parse, fault.index) else None


def _is_verb(parse: ParsedSentence, index: int) -> bool:
    return parse.tokens[index].pos in ("VERB", "AUX")


def is_to_blame(parse: ParsedSentence, verb: int) -> bool:
    """Whether the verb is that of "X is to blame", which tells of no blaming."""
    token = parse.tokens[verb]
    infinitive = any(parse.tokens[i].tag == "TO" for i in children(parse, verb, "aux"))
    under = token.dep in ("xcomp", "ccomp", "advcl") and parse.tokens[token.head].lemma == "be"
    return token.lemma == "blame" and infinitive and under and child(parse, verb, "dobj") is None
