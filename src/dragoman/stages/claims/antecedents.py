"""What a pronoun of a claim may mean: the nouns before it, the likeliest first.

Actors of the text are found before; here it is mostly a thing: "the pipeline", "his silence".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.records import ParsedSentence
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, child, children, conjuncts

__all__ = ["Noun", "antecedents", "points_back"]

_ONE = frozenset({"it", "this", "that", "its"})
_TWO = frozenset({"both", "neither", "each", "either"})
_POINTING = _ONE | _TWO | {"they", "these", "those", "them", "their"}
_WHATEVER = frozenset({"this", "that"})
_BACK = 2
"""Sentences before a pronoun in which its antecedent is looked for."""
_NOUNS = ("NOUN", "PROPN")
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj")
_NAMING = ("oprd", "ccomp", "xcomp")
_TAGS = frozenset({"q", "a"})
"""Who asks and who answers, in an interview."""

Noun = tuple[ParsedSentence, int]


def points_back(parse: ParsedSentence, token: int) -> bool:
    """Return whether a pronoun means what was named before: not "those who went"."""
    pointing = parse.tokens[token]
    says_whom = children(parse, token, "relcl", "acl", "prep")
    return pointing.lemma in _POINTING and pointing.pos != "NOUN" and not says_whom


def antecedents(
    parses: Sequence[ParsedSentence], parse: ParsedSentence, token: int
) -> Iterator[list[Noun]]:
    """Yield what a pronoun may mean, coordinated nouns with their sentences.

    A subject means the subject of a clause before, in its sentence or in one of the two before it,
    else an object there; an object means an object first ("X hailed the pact, Y calls it a farce"),
    and never the subject of its own clause. "This" and "that" alone mean what was said, and nobody.
    """
    lemma = parse.tokens[token].lemma
    if lemma in _WHATEVER:
        return
    at = bisect_left(parses, parse.sentence.index, key=lambda p: p.sentence.index)
    before = parses[max(0, at - _BACK) : at + 1][::-1]
    acted_on = _is_acted_on(parse, token)
    for as_subject in (False, True) if acted_on else (True, False):
        for sentence in before if as_subject else before[:2]:
            for nouns in _groups(sentence, parse, token, as_subject=as_subject):
                yield [(sentence, i) for i in nouns]


def _groups(
    sentence: ParsedSentence, parse: ParsedSentence, token: int, *, as_subject: bool
) -> list[list[int]]:
    """The subjects, or the objects, of a sentence that a pronoun of `parse` may mean.

    In its own sentence the nearest comes first, in those before it what hangs highest.
    """
    own = sentence is parse
    acted_on = _is_acted_on(parse, token)
    if own and not (as_subject or acted_on):
        return []
    deps = _SUBJECTS if as_subject else _OBJECTS
    named = [i for i in _nouns(sentence, token if own else None) if sentence.tokens[i].dep in deps]
    named = [i for i in named if not _is_nested(sentence, i)]
    if own and acted_on:
        named = _without_own_subject(parse, token, named)
    if own or not as_subject:
        named.reverse()
    if not own:
        named.sort(key=lambda i: len(list(ancestors(sentence, i))))
    groups = [[*conjuncts(sentence, i)] for i in named]
    lemma = parse.tokens[token].lemma
    if lemma in _TWO and as_subject:
        groups += _both(sentence, named)
    return [nouns for nouns in groups if (lemma in _ONE) == _is_single(sentence, nouns)]


def _is_nested(parse: ParsedSentence, noun: int) -> bool:
    """Whether a noun only says more of another: "motion" in "a retreat in slow motion"."""
    above = parse.tokens[parse.tokens[noun].head]
    nested = parse.tokens[noun].dep == "pobj" and parse.tokens[above.head].pos in (*_NOUNS, "ADJ")
    return nested and parse.tokens[above.head].dep not in _SUBJECTS


def _is_acted_on(parse: ParsedSentence, token: int) -> bool:
    """Whether the word is an object, as in "calls it a farce": not so in "none of them"."""
    dep, head = parse.tokens[token].dep, parse.tokens[token].head
    if dep in ("dobj", "pobj", "dative"):
        return parse.tokens[head].lemma != "of"
    small = parse.tokens[head].dep in _NAMING and verb_group(parse, head).tense == "none"
    return dep == "nsubj" and small


def _without_own_subject(parse: ParsedSentence, token: int, named: Sequence[int]) -> list[int]:
    verb = next(
        (i for i in ancestors(parse, token) if parse.tokens[i].pos in ("VERB", "AUX")), None
    )
    while verb is not None and child(parse, verb, *_SUBJECTS) in (None, token):
        above = parse.tokens[verb].head
        verb = None if above == verb else above
    subject = None if verb is None else child(parse, verb, *_SUBJECTS)
    own = [] if subject is None else conjuncts(parse, subject)
    return [i for i in named if i not in own]


def _nouns(parse: ParsedSentence, end: int | None) -> list[int]:
    return [
        t.index
        for t in parse.tokens[:end]
        if t.pos in _NOUNS and t.dep in (*_SUBJECTS, *_OBJECTS) and t.text.lower() not in _TAGS
    ]


def _both(parse: ParsedSentence, subjects: Sequence[int]) -> list[list[int]]:
    """The subjects of two clauses side by side: "A wants peace, and B a port; both are poor"."""
    top = sorted(i for i in subjects if parse.tokens[i].head == parse.tokens[i].head)
    return [top[:2]] if len(top) == 2 else []


def _is_single(parse: ParsedSentence, nouns: Sequence[int]) -> bool:
    return len(nouns) == 1 and parse.tokens[nouns[0]].tag in ("NN", "NNP")
