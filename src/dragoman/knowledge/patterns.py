"""The small language trigger tables are written in, parsed into records a coder can match.

A verb pattern is a lemma and what must stand with it ("call for <ceasefire|truce>"); a noun
pattern is a head with its modifiers ("air strike"). This module reads the strings and says what
is wrong with them; matching them against a parsed sentence is the coder's work. The grammar is
described for authors in docs/reference/codebook-format.md.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

__all__ = [
    "PARTICLES",
    "PREPOSITIONS",
    "Frame",
    "NounPattern",
    "PatternError",
    "Status",
    "Trigger",
    "VerbPattern",
    "parse_noun",
    "parse_verb",
]

Frame = Literal[
    "acts_on", "mutual", "visits", "hosts", "mediates", "speaks_to", "asks", "gives", "leaves",
    "alone", "draws",
]  # fmt: skip
"""Which grammatical place holds which participant."""

Complement = Literal["to", "that", "own", "whether"]
"""What clause must stand with a verb."""

_COMPLEMENTS: dict[str, Complement] = {
    "to": "to", "that": "that", "own": "own", "whether": "whether",
}  # fmt: skip
_OPENING = tuple(f"{kind}:" for kind in _COMPLEMENTS)

Status = Literal[
    "occurred", "ongoing", "planned", "attempted", "averted", "hypothetical", "generic"
]
"""A stance status that the wording itself implies; the values of `Stance.status`."""

PARTICLES = frozenset({
    "ahead", "apart", "aside", "away", "back", "down", "forth", "forward", "home", "off", "out",
    "over", "together", "up",
})  # fmt: skip
"""Words that, before `<…>`, leave the `<…>` to be the verb's direct object, unless it has one.

Any other word before `<…>` is a preposition and the `<…>` its object. "over" is here for "take over
<city>": a pattern that wants "clash over <border>" must be written with a noun pattern instead."""

PREPOSITIONS = frozenset({
    "about", "above", "across", "after", "against", "along", "alongside", "amid", "among",
    "around", "as", "at", "before", "behind", "below", "beneath", "beside", "between", "beyond",
    "by", "concerning", "despite", "during", "for", "from", "in", "inside", "into", "like", "near",
    "of", "on", "onto", "outside", "over", "past", "regarding", "since", "through", "throughout",
    "to", "toward", "towards", "under", "until", "upon", "via", "with", "within", "without",
})  # fmt: skip
"""English prepositions, for telling an author that a bare word of a pattern is probably another
part of speech."""


class PatternError(ValueError):
    """A pattern string that cannot be read; the message says what was expected."""


class VerbPattern(msgspec.Struct, frozen=True, kw_only=True):
    """A verb and what must stand with it. Lemmas are lower case; matching ignores case."""

    lemma: str
    particles: tuple[str, ...] = ()
    """Words that must attach to the verb as particle or preposition (or to its required direct
    object as preposition), in order. Prepositions with a required object are in `prep_objects`
    alone."""
    objects: frozenset[str] = frozenset()
    """Head lemmas, one of which must be the direct object or the passive subject; empty: any."""
    prep_objects: tuple[tuple[str, frozenset[str]], ...] = ()
    """Prepositions that must be there with one of these lemmas as head of their object."""
    target_preps: tuple[str, ...] = ()
    """Optional prepositions whose object, if there is one, is the target."""
    complement: tuple[Complement, frozenset[str] | None] | None = None
    """("to", lemmas) wants an infinitive of one of these verbs, ("to", None) any infinitive,
    ("that", None) a finite clause, ("own", None) one of what the subject itself will do,
    ("whether", None) a question; None wants nothing."""
    text: str
    """As written in the trigger file."""


class NounPattern(msgspec.Struct, frozen=True, kw_only=True):
    """A noun with its required modifiers."""

    lemmas: tuple[str, ...]
    """The head last; the others must modify it (compound or adjective), in any order."""
    of_objects: frozenset[str] = frozenset()
    """Head lemmas, one of which must be the object of the head's "of"; empty: not asked for."""
    text: str


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """One table of wordings that tell one type of event in one frame."""

    id: str
    """File and number within it: "assault#3"."""
    type_code: str
    frame: Frame
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status | None = None
    """What the wording itself implies; None leaves it to the sentence."""
    weight: float = 0.8
    """How surely the wording tells this type, 0 to 1."""
    verbs: tuple[VerbPattern, ...] = ()
    nouns: tuple[NounPattern, ...] = ()
    excepts: tuple[VerbPattern, ...] = ()
    """Wordings under which this table does not fire."""
    except_nouns: tuple[VerbPattern, ...] = ()
    """The same for its nouns: a noun and the prepositions that stand with it."""


_LEMMA = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_PIECE = re.compile(r"[^\s<>()]*<[^<>]*>|\([^()]*\)|\S+")


def _lemma(word: str, *, what: str) -> str:
    """Return `word` if it is a lemma, else raise PatternError naming `what` it stands for."""
    if word.isalpha() and word.islower():
        return word  # nearly all of them: a codebook has tens of thousands, and loading is timed
    if not _LEMMA.match(word):
        raise PatternError(f'"{word}" is no {what}: one word of letters expected')
    if word != word.lower():
        raise PatternError(f'{what} "{word}" must be in lower case: "{word.lower()}"')
    return word


def _choices(piece: str) -> frozenset[str]:
    """Return the lemmas of "<a|b>"."""
    if not (piece.startswith("<") and piece.endswith(">")):
        raise PatternError(f'"{piece}" is not closed: <lemma|lemma> expected')
    words = piece[1:-1].split("|")
    if all(map(str.isalpha, words)) and piece.islower():
        return frozenset(words)
    return frozenset(_lemma(word.strip(), what="lemma") for word in words)


class _VerbParts:
    """Gathers the elements of a verb pattern from left to right."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.objects: frozenset[str] = frozenset()
        self.prep_objects: list[tuple[str, frozenset[str]]] = []
        self.target_preps: list[str] = []
        self.complement: tuple[Complement, frozenset[str] | None] | None = None
        self.after_preposition = False

    def add(self, piece: str) -> None:
        """Take the next element; raise PatternError if it cannot stand here."""
        if self.complement is not None:
            raise PatternError(f'"{piece}" after the complement: a complement comes last')
        if piece.startswith(_OPENING):
            self._add_complement(piece)
        elif piece.startswith("<"):
            self._add_choices(_choices(piece))
        elif piece.startswith("(") and piece.endswith(")"):
            self.target_preps.append(_lemma(piece[1:-1].strip(), what="preposition"))
            self.after_preposition = False
        else:
            self.words.append(_lemma(piece, what="particle or preposition"))
            # After the object a particle's word can only be a preposition: "fire <x> off <coast>".
            self.after_preposition = piece not in PARTICLES or bool(self.objects)

    def _add_choices(self, lemmas: frozenset[str]) -> None:
        if self.after_preposition:
            self.prep_objects.append((self.words.pop(), lemmas))
            self.after_preposition = False
        elif self.objects:
            raise PatternError("two direct objects: put the second <…> after its preposition")
        elif self.prep_objects:
            raise PatternError("<…> must follow the verb, a particle or its preposition")
        else:
            self.objects = lemmas

    def _add_complement(self, piece: str) -> None:
        kind, _, rest = piece.partition(":")
        if rest == "*" and kind in _COMPLEMENTS:
            self.complement = (_COMPLEMENTS[kind], None)
        elif kind == "to" and rest.startswith("<"):
            self.complement = ("to", _choices(rest))
        else:
            raise PatternError(
                f'"{piece}" is no complement: to:<lemma|lemma>, to:*, that:*, own:* or whether:*'
            )


def parse_verb(text: str) -> VerbPattern:
    """Return the verb pattern written in `text`; raise PatternError if it cannot be read."""
    if text.isalpha() and text.islower():
        return VerbPattern(lemma=text, text=text)
    pieces = _PIECE.findall(text)
    if not pieces:
        raise PatternError("empty pattern: a verb lemma expected")
    if pieces[0].startswith(("<", "(", *_OPENING)):
        raise PatternError(f'starts with "{pieces[0]}": a verb lemma must come first')
    lemma = _lemma(pieces[0], what="verb lemma")
    parts = _VerbParts()
    for piece in pieces[1:]:
        parts.add(piece)
    return VerbPattern(
        lemma=lemma,
        particles=tuple(parts.words),
        objects=parts.objects,
        prep_objects=tuple(parts.prep_objects),
        target_preps=tuple(parts.target_preps),
        complement=parts.complement,
        text=text,
    )


def parse_noun(text: str) -> NounPattern:
    """Return the noun pattern written in `text`; raise PatternError if it cannot be read."""
    pieces = _PIECE.findall(text)
    of_objects: frozenset[str] = frozenset()
    if pieces and pieces[-1].startswith("<"):
        if len(pieces) < 3 or pieces[-2] != "of":
            raise PatternError("<…> in a noun pattern must follow a noun and of")
        of_objects = _choices(pieces[-1])
        pieces = pieces[:-2]
    if not pieces:
        raise PatternError("empty pattern: a noun lemma expected")
    if "of" in pieces:
        raise PatternError('after "of" its object must be given: of <lemma|lemma>')
    lemmas = tuple(_lemma(piece, what="noun lemma") for piece in pieces)
    return NounPattern(lemmas=lemmas, of_objects=of_objects, text=text)
