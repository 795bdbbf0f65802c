"""Who did a deed where a predicate says so: "was the work of X", "X is to blame for it"."""

from __future__ import annotations

from dragoman.records import ParsedSentence
from dragoman.stages.stances.verb_group import is_negated
from dragoman.stages.tree import child, children, prepositional, subject_of

__all__ = ["culprits_of", "is_to_blame"]

_RESPONSIBLE = frozenset({"responsible", "guilty", "culpable", "answerable"})
_WORK = frozenset({"work", "doing", "handiwork"})


def culprits_of(parse: ParsedSentence, deed: int) -> list[int]:
    """Return the heads of those whom the sentence calls the doers of what a noun names."""
    token = parse.tokens[deed]
    above = parse.tokens[token.head]
    if token.dep == "nsubj" and above.lemma == "be" and not is_negated(parse, above.index):
        said = child(parse, above.index, "attr")
        if said is not None and parse.tokens[said].lemma in _WORK:
            return [noun for name, noun in prepositional(parse, said) if name == "of"]
    if token.dep != "pobj" or above.lemma not in ("for", "of"):
        return []
    fault = parse.tokens[above.head]
    called = fault.lemma in _RESPONSIBLE and fault.dep == "acomp"
    if not called and not is_to_blame(parse, fault.index):
        return []
    culprit = None if is_negated(parse, fault.head) else subject_of(parse, fault.head)
    return [] if culprit is None else [culprit]


def is_to_blame(parse: ParsedSentence, verb: int) -> bool:
    """Whether the verb is that of "X is to blame", which tells of no blaming."""
    token = parse.tokens[verb]
    infinitive = any(parse.tokens[i].tag == "TO" for i in children(parse, verb, "aux"))
    under = token.dep in ("xcomp", "ccomp", "advcl") and parse.tokens[token.head].lemma == "be"
    return token.lemma == "blame" and infinitive and under and child(parse, verb, "dobj") is None
