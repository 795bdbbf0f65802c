"""A cue of attribution as token indices of one sentence: what finders return and `attribute` joins.

Kept apart so that the finders of reporting verbs and of other cues need not know each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dragoman.records import ParsedSentence
from dragoman.records.base import Record
from dragoman.records.claim import VerbClass
from dragoman.stages.tree import children, subtree

__all__ = ["Certainty", "Cue", "clause_tokens", "is_quotation_mark", "without_edges"]

Certainty = Literal["certain", "probable", "possible", "uncommitted"]
_QUOTES = frozenset("\"'“”‘’«»„＂") | {"''", "``"}
_EDGES = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "?", "!", "..."})


class Cue(Record, frozen=True, kw_only=True):
    """A reporting word with its speaker and what is reported, all as token indices."""

    verb: VerbClass
    head: int
    """The token that makes it a cue: the verb, noun, adverb or preposition."""
    cue: tuple[int, ...]
    source: int | None = None
    """Head of the speaker's phrase."""
    source_tokens: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    by_author: bool = False
    """The author's own hedge ("it can be argued that"), no speaker's words."""
    hedge: Certainty = "certain"
    view: bool = False
    """The content is a small clause: "considers X important", "called it a farce"."""
    named: tuple[int, ...] = ()
    """Of a small clause, the thing that is called something: it is taken as given."""
    attitude: bool = False
    """The content is judged or wanted, not said to be so."""
    negated: bool = False
    within: int | None = None
    """Head of the cue whose speaker relays this one over the same words."""
    noun: bool = False
    """The saying is named by a noun: "the claim that", "reports that"."""
    denies: tuple[int, ...] = ()
    """Tokens of what is denied where the content only points to it: ", a claim X denied"."""
    points_back: bool = False
    """What is denied was told before: "denied it", "denied the accusation"."""
    label: bool = False
    """Set before a colon, as a speaker is or a matter: "Minister: …", "Nigeria: …"."""
    guessed: bool = False
    """Of such a label, that grammar does not show that it can speak: a person must stand there."""
    share: bool = False
    """Of what is told before, a share in a deed: "denied responsibility", "denied any role"."""


def clause_tokens(
    parse: ParsedSentence, head: int, *, without: Iterable[int] = ()
) -> tuple[int, ...]:
    """Return the subtree of `head` less the subtrees of `without`, in text order."""
    dropped = {i for top in without for i in subtree(parse, top)}
    return tuple(i for i in subtree(parse, head) if i not in dropped)


def without_edges(parse: ParsedSentence, run: list[int], *, quotes: bool = False) -> list[int]:
    """Return the run without commas, stops and joining words at its ends; maybe nothing.

    With `quotes`, a quotation mark at an end goes too unless its partner is inside.
    """
    run = list(run)
    while run and (_is_edge(parse, run[0]) or (quotes and _is_lone_mark(parse, run, run[0]))):
        run.pop(0)
    while run and (_is_edge(parse, run[-1]) or (quotes and _is_lone_mark(parse, run, run[-1]))):
        run.pop()
    return run


def _is_edge(parse: ParsedSentence, index: int) -> bool:
    return parse.tokens[index].text in _EDGES or _joins(parse, index)


def is_quotation_mark(parse: ParsedSentence, index: int) -> bool:
    """Return whether the token opens or closes a quotation."""
    return parse.tokens[index].text in _QUOTES


def _is_lone_mark(parse: ParsedSentence, run: list[int], index: int) -> bool:
    marks = [i for i in run if is_quotation_mark(parse, i)]
    return index in marks and len(marks) % 2 == 1


def _joins(parse: ParsedSentence, index: int) -> bool:
    token = parse.tokens[index]
    return token.dep == "cc" and not children(parse, index)
