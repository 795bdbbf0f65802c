"""Whom a pronoun cannot mean by the grammar of its own sentence.

"He hailed Peter Holm" and "Holm hailed him" tell of two people each, as do "his wife" and "she
said that Anna Holm had left".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.records import ParsedSentence
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import ancestors, child, subject_of

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = ["is_barred"]

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative")
_SAID_OF_IT = frozenset({"attr", "oprd", "appos", "acomp"})
"""What a phrase is that says who the subject is: "he is the president"."""
_TO_ANOTHER = frozenset({"by", "to", "against", "of", "about", "for"})
"""Prepositions after which a pronoun seldom means who acts: "Holm spoke about him"."""


def is_barred(pronoun: ActorDraft, cluster: Cluster, parse: ParsedSentence) -> bool:
    """Whether `cluster`, told of in the pronoun's sentence, is another than the pronoun's."""
    here = [d for d in cluster.drafts if d.sentence == pronoun.sentence]
    token = parse.tokens[pronoun.head]
    if token.dep == "poss":
        return any(d.head == token.head and d.form != "pronoun" for d in here)
    verb = _verb_of(parse, pronoun.head)
    if verb is None:
        return False
    subject = None if token.dep in _SUBJECTS else _subject_of(parse, verb)
    if any(d.head == subject for d in here):
        return True
    if token.dep not in (*_SUBJECTS, *_OBJECTS):
        return False
    return any(_is_below(parse, d, verb, after=pronoun.head) for d in here)


def _verb_of(parse: ParsedSentence, index: int) -> int | None:
    """Return the verb that a pronoun is the subject or object of, also "three of them"."""
    token = parse.tokens[index]
    if token.dep == "pobj" and parse.tokens[token.head].lemma == "of":
        owner = parse.tokens[parse.tokens[token.head].head]
        if owner.dep in _OBJECTS:
            token = owner
    if token.dep in (*_SUBJECTS, *_OBJECTS):
        return token.head
    above = parse.tokens[token.head]
    is_prep = token.dep == "pobj" and above.lemma in _TO_ANOTHER
    return above.head if is_prep and parse.tokens[above.head].pos == "VERB" else None


def _subject_of(parse: ParsedSentence, verb: int) -> int | None:
    """Return who acts; in "quoted Holm as having told her" it is Holm."""
    prep = parse.tokens[parse.tokens[verb].head]
    if parse.tokens[verb].dep == "pcomp" and prep.lemma == "as":
        return child(parse, prep.head, "dobj", "nsubjpass")
    return subject_of(parse, verb)


def _is_below(parse: ParsedSentence, draft: ActorDraft, verb: int, *, after: int) -> bool:
    """Whether a name or description follows that the pronoun's own verb or what is under it has."""
    if draft.form == "pronoun" or draft.head <= after or draft.usage == "literal":
        return False
    token = parse.tokens[draft.head]
    is_as = token.dep == "pobj" and parse.tokens[token.head].lemma == "as"
    return token.dep not in _SAID_OF_IT and not is_as and verb in ancestors(parse, draft.head)
