"""A parsed sentence as plain records, so that no stage depends on the parser's own objects.

Labels are those of spaCy's English pipelines: Penn `tag`, universal `pos`, ClearNLP `dep`
(nsubj, nsubjpass, dobj, dative, prep, pobj, agent, poss, compound, amod, appos, acl, relcl,
conj, cc, xcomp, ccomp, advcl, aux, auxpass, neg, prt, mark …), OntoNotes `ner` types.
"""

from __future__ import annotations

from dragoman.records.base import Record
from dragoman.records.text import Sentence

__all__ = ["ParsedSentence", "Token"]


class Token(Record, frozen=True, kw_only=True):
    """One token; offsets are into `Document.text`, `head` is an index into the sentence."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    """Own index for the root."""
    ner: str = ""
    """Entity type, "" outside entities."""
    ner_begins: bool = False


class ParsedSentence(Record, frozen=True, kw_only=True, eq=False):
    """A sentence with its tokens in order.

    It is told apart by identity, so that what is read of it can be kept: to compare its words would
    cost more than to read them again.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    """For each token the indices of its dependents, in order."""
