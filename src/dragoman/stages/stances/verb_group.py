"""The verb group around one verb: auxiliaries, tense, negation, as far as grammar shows them.

Left to `stance`: what the group, and the words above it, mean for whether a thing happened.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from dragoman.records import ParsedSentence
from dragoman.records.base import Record
from dragoman.stages.tree import child, children

__all__ = [
    "VerbGroup",
    "is_inverted_condition",
    "is_lasting_condition",
    "is_negated",
    "verb_group",
]

_NEGATIVE_ADVERBS = frozenset({"never", "hardly", "scarcely", "nowhere", "nor", "neither"})
_NEGATIVE_WORDS = frozenset({"no", "neither", "none", "nobody", "nothing", "nor"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")

_IF_BEFORE_SUBJECT = frozenset({"should", "had", "were"})

_SAME_IN_PAST = frozenset(
    "beat bid broadcast burst cast cost cut hit hurt let put quit rid set shed shut split spread "
    "thrust".split()
)


class VerbGroup(Record, frozen=True, kw_only=True):
    """A verb with its auxiliaries, its own or those it shares with the verb it is joined to."""

    modal: str | None = None
    """Lemma of the modal, "will" for "'ll" and "wo"."""
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    """With "to"."""
    tense: Literal["past", "present", "none"]
    """Of the first finite word; "none" for infinitives, participles and after a modal."""
    negated: bool = False
    auxiliaries: tuple[int, ...] = ()
    """Token indices, "to" and negations included, in order."""


_AHEAD = frozenset({"will", "would", "wo", "shall"})
_ONLY = frozenset({"only", "solely", "merely", "exclusively"})


@lru_cache(maxsize=512)  # a sentence's verbs are asked for some twenty times in a row
def verb_group(parse: ParsedSentence, verb: int) -> VerbGroup:
    """Return the group of the verb at `verb`."""
    owner = _owner(parse, verb)
    parts = children(parse, owner, "aux", "auxpass", "neg")
    if owner != verb:
        parts += children(parse, verb, "aux", "auxpass", "neg")
    tokens = [parse.tokens[i] for i in parts]
    words = [token.lemma for token in tokens if token.dep != "neg"]
    alone = parse.tokens[verb].dep == "ROOT"  # "It won't."
    own = (parse.tokens[verb],) if alone else ()
    modals = [token for token in (*tokens, *own) if token.tag == "MD"]
    tag = parse.tokens[verb].tag
    return VerbGroup(
        modal=_modal_lemma(modals[0].lemma) if modals else None,
        perfect=tag in ("VBN", "VBD") and "have" in words,
        progressive=tag == "VBG" and "be" in words,
        infinitive=any(token.tag == "TO" for token in tokens),
        tense=_tense(parse, verb, parts),
        negated=is_negated(parse, verb) or (owner != verb and is_negated(parse, owner)),
        auxiliaries=tuple(parts),
    )


def is_inverted_condition(parse: ParsedSentence, verb: int) -> bool:
    """Whether the clause of `verb` says "if" by its order: "had it failed", "were it to fail"."""
    subject = child(parse, verb, *_SUBJECTS)
    if parse.tokens[verb].dep != "advcl" or subject is None:
        return False
    words = (verb, *children(parse, verb, "aux", "auxpass"))
    before = [parse.tokens[i] for i in words if i < subject]
    return any(t.text.lower() in _IF_BEFORE_SUBJECT for t in before)


@lru_cache(maxsize=512)
def is_negated(parse: ParsedSentence, verb: int) -> bool:
    """Whether not, never, a negative subject or object ("nobody", "no troops") denies the verb."""
    negations = len(children(parse, verb, "neg"))
    for i in children(parse, verb, "advmod", "preconj", "cc"):
        token = parse.tokens[i]
        negations += token.lemma in _NEGATIVE_ADVERBS
        negations += (
            token.text.lower() == "longer" and parse.tokens[max(i - 1, 0)].text.lower() == "no"
        )
    for i in children(parse, verb, *_SUBJECTS, "dobj", "attr"):
        negations += _is_negative_phrase(parse, i)
    return negations % 2 == 1 and not is_more_than(parse, verb)


def has_none(parse: ParsedSentence, verb: int) -> bool:
    """Whether "no" stands before its subject or object: "no proceedings would be opened".

    Who says that he "will free no one" refuses to, which is an event of its own; and "though no
    friends of theirs, they asked" denies nothing.
    """
    is_ahead = any(parse.tokens[i].lemma in _AHEAD for i in children(parse, verb, "aux"))
    objects = () if is_ahead else children(parse, verb, "dobj")
    subjects = [i for i in children(parse, verb, *_SUBJECTS) if not _is_conceded(parse, verb, i)]
    return any(_has_no(parse, i) for i in (*subjects, *objects))


def _is_conceded(parse: ParsedSentence, verb: int, subject: int) -> bool:
    marks = {parse.tokens[i].lemma for i in children(parse, verb, "mark")}
    clause = [parse.tokens[i] for i in range(subject, verb)]
    return bool(marks & {"though", "although"}) and any(t.text == "," for t in clause)


def is_more_than(parse: ParsedSentence, verb: int) -> bool:
    """Whether "not" denies no more than that this is all: "is not being paid only by Norway"."""
    below = children(parse, verb, "agent", "prep", "dobj")
    beside = [verb, *below, *(j for i in below for j in children(parse, i, "pobj"))]
    adverbs = (j for i in beside for j in children(parse, i, "advmod"))
    return any(parse.tokens[i].lemma in _ONLY for i in adverbs)


def _is_negative_phrase(parse: ParsedSentence, noun: int) -> bool:
    token = parse.tokens[noun]
    if token.lemma in _NEGATIVE_WORDS:
        return True
    return _has_no(parse, noun)


def _has_no(parse: ParsedSentence, noun: int) -> bool:
    determiners = children(parse, noun, "det", "preconj", "cc")
    return any(parse.tokens[i].lemma in ("no", "neither") and i < noun for i in determiners)


def _owner(parse: ParsedSentence, verb: int) -> int:
    """Return the first of the joined verbs whose auxiliaries `verb` shares, or `verb`."""
    while True:
        token = parse.tokens[verb]
        if token.dep != "conj" or token.tag not in ("VB", "VBN", "VBG"):
            return verb
        own = children(parse, verb, "aux", "auxpass", *_SUBJECTS)
        head = parse.tokens[token.head]
        if own or head.pos not in ("VERB", "AUX") or not child_group(parse, head.index):
            return verb
        verb = head.index


def child_group(parse: ParsedSentence, verb: int) -> list[int]:
    """Return the auxiliaries that hang on `verb`, or on the verb it is itself joined to."""
    own = children(parse, verb, "aux", "auxpass")
    token = parse.tokens[verb]
    if own or token.dep != "conj" or token.head == verb:
        return own
    return child_group(parse, token.head)


def _modal_lemma(lemma: str) -> str:
    return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "sha": "shall"}.get(
        lemma, lemma
    )


def _tense(
    parse: ParsedSentence, verb: int, parts: list[int]
) -> Literal["past", "present", "none"]:
    if any(parse.tokens[i].tag in ("MD", "TO") for i in parts):
        return "none"
    finite = [parse.tokens[i] for i in parts if parse.tokens[i].dep != "neg"]
    first = finite[0] if finite else parse.tokens[verb]
    if first.tag == "VBD":
        return "past"
    if not finite and _goes_on_in_past(parse, verb):
        return "past"
    if first.tag in ("VBZ", "VBP"):
        return "present"
    # A clipped "ai" or "'s" has lost its tag; a bare participle has none to lose.
    return "none" if not finite or child(parse, verb, *_SUBJECTS) is None else "present"


def _goes_on_in_past(parse: ParsedSentence, verb: int) -> bool:
    """Whether a verb that has one form for both goes on what is told as past: "fled and set …"."""
    token = parse.tokens[verb]
    same = token.text.lower() == token.lemma and token.lemma in _SAME_IN_PAST
    above = parse.tokens[token.head]
    return same and token.dep == "conj" and above.tag == "VBD"


def is_lasting_condition(parse: ParsedSentence, clause: int) -> bool:
    """As in "talks will go on as long as the raids have stopped", not "went on as long as"."""
    long = parse.tokens[parse.tokens[clause].head]
    if long.lemma != "long" or all(parse.tokens[i].lemma != "as" for i in children(parse, clause)):
        return False
    return parse.tokens[long.head].tag not in ("VBD", "VBN")
