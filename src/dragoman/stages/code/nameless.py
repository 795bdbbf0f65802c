"""Deeds told without anybody who did or suffered them: "a bomb exploded in Kano"."""

from __future__ import annotations

import dataclasses

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.cast import Cast, Found
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.harm import harms_of
from dragoman.stages.code.light import LEADING_TO, load_light_words, telling_verb
from dragoman.stages.tree import child, children, is_passive, prepositional

__all__ = ["happened", "harmed", "is_told_again", "tells_its_harm"]

_DEEDS = (2, 4)
"""Quad classes of material acts."""
_LEAST, _LEAST_PLACED = 0.7, 0.6
"""Probabilities from which such a deed is told: in any sentence, and in one that names a place."""
_CLAUSES = frozenset({"ROOT", "conj", "advcl", "ccomp", "relcl", "parataxis"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})
_HARMED = frozenset({"kill", "wound", "injure", "hurt", "die"})
_FURTHER = frozenset({"again", "another", "second", "third", "further", "new", "more", "other"})
_LEFT = ("amod", "advmod", "det", "nsubj", "nsubjpass")
_NEAR = 3
"""Sentences within which a deed without names or place is the same as one told before."""


def happened(draft: Draft, codebook: Codebook, cast: Cast) -> bool:
    """Whether a clause of the body surely tells a deed of its own although it names nobody.

    What it speaks of as known ("the bombs fell when hopes were high") was told elsewhere.
    """
    span = draft.parse.sentence.span
    least = _LEAST_PLACED if cast.places_within(span.start, span.end) else _LEAST
    surely = (draft.score or 0.0) >= least and draft.stance.polarity == "affirmed"
    is_deed = codebook.quad(draft.match.trigger.type_code) in _DEEDS
    in_body = draft.parse.sentence.kind != "title"
    happened = draft.stance.status in ("occurred", "ongoing")
    return in_body and surely and is_deed and happened and _is_told_as_new(draft)


def _is_told_as_new(draft: Draft) -> bool:
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    done = False
    if draft.match.is_noun:
        named: int | None = token.index
        light = load_light_words()
        harms = harms_of(parse, (token.index,), light)  # "he was killed in an airstrike"
        led_to = token.dep in ("nsubj", "dobj") and parse.tokens[token.head].lemma in LEADING_TO
        done = any(parse.tokens[i].lemma in light.doer for i in children(parse, token.index, "acl"))
        told = telling_verb(parse, token.index, light) is not None or bool(harms) or led_to or done
    else:
        named = child(parse, token.index, "nsubj", "nsubjpass")
        told = token.dep in _CLAUSES
    known = [] if named is None or done else children(parse, named, "det")
    return told and not any(parse.tokens[i].lemma in _KNOWN for i in known)


def is_told_again(draft: Draft, earlier: Draft) -> bool:
    """Whether a deed without names, place or day of its own tells the one just before it again."""
    near = 0 <= draft.number - earlier.number < _NEAR
    return not draft.parts and near and not _is_apart(draft, earlier)


def tells_its_harm(draft: Draft, earlier: Draft) -> bool:
    """Whether a sentence only says whom the attack told in the one before it hurt.

    As in "Gunmen ambushed a convoy near Bria. One soldier was killed and three were injured." Not
    so with a place, day or cause of its own, nor where the harmed are of the attacker's side.
    """
    parse, token = draft.parse, draft.parse.tokens[draft.index]
    follows = draft.number - earlier.number == 1
    same_paragraph = parse.sentence.paragraph == earlier.parse.sentence.paragraph
    hurt = token.lemma in _HARMED and is_passive(parse, token.index) and token.dep == "ROOT"
    doers = earlier.of_role("initiator", "party")
    sides = {_side(found) for found in doers} - {None}
    theirs = {_side(part.found) for part in draft.parts}
    alone = not draft.of_role("initiator", "party") and not _has_cause(draft)
    told = follows and same_paragraph and hurt and bool(doers) and not sides & theirs
    return told and alone and not _is_apart(draft, earlier)


def _side(found: Found) -> str | None:
    """Return whose somebody is told to be; where all are met tells no side."""
    coding = found.entity.coding
    return None if coding is None or coding.country_basis == "context" else coding.country


def _has_cause(draft: Draft) -> bool:
    """Whether it says what did the harm: "by a landmine", "in a stabbing", but "in the attack"."""
    parse = draft.parse
    if children(parse, draft.index, "agent"):
        return True
    causes = [p for name, p in prepositional(parse, draft.index) if name in ("in", "by", "from")]
    known = (
        any(parse.tokens[i].lemma in _KNOWN for i in children(parse, p, "det")) for p in causes
    )
    return not all(known)


def _is_apart(draft: Draft, earlier: Draft) -> bool:
    """Whether the sentence names a place, a time that the earlier does not, or another deed."""
    tokens = draft.parse.tokens
    told = {token.text for token in earlier.parse.tokens}
    named = [t for t in tokens if t.ner in ("GPE", "LOC") and tokens[t.head].lemma != "from"]
    timed = [t for t in tokens if t.ner in ("DATE", "TIME") and t.text not in told]
    another = any(tokens[i].lemma in _FURTHER for i in children(draft.parse, draft.index, *_LEFT))
    if draft.number == earlier.number:
        return bool(named)
    return bool(named or timed or another)


def harmed(draft: Draft) -> Draft:
    """Return the draft with whom it tells as those whom an attack hurt, whoever its target was."""
    parts = [
        dataclasses.replace(p, role="affected") if p.role == "target" else p for p in draft.parts
    ]
    return dataclasses.replace(draft, parts=parts)
