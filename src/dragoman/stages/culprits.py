"""Who did a deed where a predicate says so: "was the work of X", "X is to blame for it"."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.tree import child, children, is_passive, prepositional, subject_of

__all__ = ["culprits_of", "is_to_blame"]

_RESPONSIBLE = frozenset({"responsible", "guilty", "culpable", "answerable"})
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
    if token.dep != "pobj":
        return []
    verb = _predicate(parse, above.index)
    culprit = None if verb is None else subject_of(parse, verb)
    return [] if culprit is None else [culprit]


def _predicate(parse: ParsedSentence, prep: int) -> int | None:
    """Return the verb of "is responsible for", "is to blame for", "is behind", "is involved in"."""
    name, fault = parse.tokens[prep].lemma, parse.tokens[parse.tokens[prep].head]
    if name == "behind" and fault.lemma == "be":
        return fault.index
    if name == "in" and fault.lemma == "involve" and is_passive(parse, fault.index):
        return fault.index
    if name not in ("for", "of"):
        return None
    called = fault.lemma in _RESPONSIBLE and fault.dep == "acomp"
    return fault.head if called or is_to_blame(parse, fault.index) else None


def is_to_blame(parse: ParsedSentence, verb: int) -> bool:
    """Whether the verb is that of "X is to blame", which tells of no blaming."""
    token = parse.tokens[verb]
    infinitive = any(parse.tokens[i].tag == "TO" for i in children(parse, verb, "aux"))
    under = token.dep in ("xcomp", "ccomp", "advcl") and parse.tokens[token.head].lemma == "be"
    return token.lemma == "blame" and infinitive and under and child(parse, verb, "dobj") is None
