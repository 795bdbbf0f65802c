"""Deeds told without anybody who did or suffered them: "a bomb exploded in Kano"."""

from __future__ import annotations

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import load_light_words, telling_verb
from dragoman.stages.tree import child, children, subtree

__all__ = ["happened", "is_told_again"]

_DEEDS = (2, 4)
"""Quad classes of material acts."""
_LEAST = 0.7
"""Probability from which such a deed is told."""
_CLAUSES = frozenset({"ROOT", "conj", "advcl", "ccomp", "relcl", "parataxis"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})
_NEAR = 3
"""Sentences within which a deed without names or place is the same as one told before."""


def happened(draft: Draft, codebook: Codebook) -> bool:
    """Whether a clause of the body surely tells a deed of its own although it names nobody.

    What it speaks of as known ("the bombs fell when hopes were high") was told elsewhere.
    """
    surely = (draft.score or 0.0) >= _LEAST and draft.stance.polarity == "affirmed"
    is_deed = codebook.quad(draft.match.trigger.type_code) in _DEEDS
    in_body = draft.parse.sentence.kind != "title"
    happened = draft.stance.status in ("occurred", "ongoing")
    return in_body and surely and is_deed and happened and _is_told_as_new(draft)


def _is_told_as_new(draft: Draft) -> bool:
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    if draft.match.is_noun:
        named: int | None = token.index
        told = telling_verb(parse, token.index, load_light_words()) is not None
    else:
        named = child(parse, token.index, "nsubj", "nsubjpass")
        told = token.dep in _CLAUSES
    known = [] if named is None else children(parse, named, "det")
    return told and not any(parse.tokens[i].lemma in _KNOWN for i in known)


def is_told_again(draft: Draft, earlier: Draft) -> bool:
    """Whether a deed without names or place of its own tells the one just before it again."""
    tokens = draft.parse.tokens
    places = [i for i in subtree(draft.parse, draft.index) if tokens[i].ner in ("GPE", "LOC")]
    return not draft.parts and not places and 0 <= draft.number - earlier.number < _NEAR
