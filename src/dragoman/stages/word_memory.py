"""What the parser's rules make of a word, kept: part of speech, morphology and lemma.

spaCy's attribute ruler and lemmatizer read nothing of a word but its form, tag and dependency, yet
try all their rules on each word of each text: a fifth of all time. Here each such reading is made
once. Rules over two words are told by their first word, and sentences with one are read as ever.
"""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["FIRST_OF_TWO", "WordMemory"]

FIRST_OF_TWO = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
"""First words, in lower case, of the ruler's patterns over two; the others begin with an "expl"."""
_MOST = 200_000
"""Readings kept: some 40 MB. Beyond that new words are read each time."""


class _Reading(NamedTuple):
    """Hashes of spaCy's string store; `morph` is None where no rule speaks of it."""

    tag: int
    pos: int
    morph: int | None
    lemma: int


class WordMemory:
    """Stands in a pipeline for its attribute ruler and lemmatizer; set `ruler`, `lemmatizer`."""

    ruler: Any
    lemmatizer: Any

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], _Reading] = {}

    def __call__(self, doc: Any) -> Any:
        """Return a sentence, tagged and parsed, with the readings of its words set."""
        if any(token.lower_ in FIRST_OF_TWO or token.dep_ == "expl" for token in doc):
            return self.lemmatizer(self.ruler(doc))
        keys = [(token.orth, token.tag, token.dep) for token in doc]
        for token, key, reading in zip(doc, keys, self._all(doc, keys), strict=True):
            tag, pos, morph, token.lemma = reading
            if tag != key[1]:
                token.tag = tag
            token.pos = pos
            if morph is not None:
                token.set_morph(morph)
        return doc

    def _all(self, doc: Any, keys: list[tuple[int, int, int]]) -> list[_Reading]:
        """Return the readings of all words; those that were not known are made and kept."""
        found = [self._known.get(key) for key in keys]
        complete = [reading for reading in found if reading is not None]
        if len(complete) == len(found):
            return complete
        new = [token for token, reading in zip(doc, found, strict=True) if reading is None]
        # Each word is its own root: nothing is read of how they stand together.
        apart = type(doc)(
            doc.vocab,
            words=[token.text for token in new],
            tags=[token.tag_ for token in new],
            deps=[token.dep_ for token in new],
            heads=list(range(len(new))),
        )
        readings = iter(map(_reading, self.lemmatizer(self.ruler(apart))))
        complete = [next(readings) if reading is None else reading for reading in found]
        if len(self._known) < _MOST:
            self._known.update(zip(keys, complete, strict=True))
        return complete


def _reading(token: Any) -> _Reading:
    morph = token.morph.key if token.has_morph() else None
    return _Reading(tag=token.tag, pos=token.pos, morph=morph, lemma=token.lemma)
