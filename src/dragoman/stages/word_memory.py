"""What the parser's rules make of a word, kept: tag, part of speech and lemma.

spaCy's attribute ruler and lemmatizer read nothing of a word but its form, tag and dependency, yet
try all their rules on each word of each text: a fifth of all time. Here each such reading is made
once, and dependencies that no rule tells apart count as one. Rules over two words are told by their
first word, and sentences with one are read as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

__all__ = ["FIRST_OF_TWO", "Word", "WordMemory"]

FIRST_OF_TWO = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
"""First words, in lower case, of the ruler's patterns over two; the others begin with an "expl"."""
_MOST = 200_000
"""Readings kept: some 40 MB. Beyond that all are forgotten."""

_Key = tuple[int, int, int]
"""A word's form and tag, by their hashes, and the class of its dependency."""


class Word(NamedTuple):
    """What the rules make of a word, in their own strings."""

    tag: str
    pos: str
    lemma: str


_LEADS = Word("", "", "")
"""In place of a word with which rules over two words may begin."""


class WordMemory:
    """Stands in for a pipeline's attribute ruler and lemmatizer.

    `lemma_of` may mend the lemma of a token that both have read.
    """

    def __init__(self, ruler: Any, lemmatizer: Any, lemma_of: Callable[[Any], str]) -> None:
        self._ruler, self._lemmatizer, self._lemma_of = ruler, lemmatizer, lemma_of
        self._known: dict[_Key, Word] = {}
        self._classes: dict[int, int] = {}
        self._conditions = [
            word["DEP"]
            for rule in ruler.patterns
            for pattern in rule["patterns"]
            for word in pattern
            if "DEP" in word
        ]

    def read(self, docs: Sequence[Any]) -> list[list[Word]]:
        """Return the words of sentences that are tagged and parsed, which it may change."""
        keys = [self._keys(doc) for doc in docs]
        self._meet(docs, keys)
        found = [list(map(self._known.__getitem__, own)) for own in keys]
        return [
            self._made(doc) if _LEADS in words else words
            for doc, words in zip(docs, found, strict=True)
        ]

    def _keys(self, doc: Any) -> list[_Key]:
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        for _, _, dep in rows:
            if dep not in self._classes:
                self._classes[dep] = self._class_of(doc.vocab.strings[dep])
        return [(form, tag, self._classes[dep]) for form, tag, dep in rows]

    def _class_of(self, dep: str) -> int:
        """Return a number that two dependencies share where all rules treat them alike."""
        fits = [_fits(dep, condition) for condition in self._conditions]
        return sum(1 << n for n, one in enumerate([*fits, dep == "expl"]) if one)

    def _meet(self, docs: Sequence[Any], keys: Sequence[Sequence[_Key]]) -> None:
        """Read all words that were not met before."""
        if len(self._known) > _MOST:
            self._known = {}
        new: dict[_Key, Any] = {}
        for doc, own in zip(docs, keys, strict=True):
            if self._known.keys() >= set(own):
                continue
            for token, key in zip(doc, own, strict=True):
                if key in self._known:
                    continue
                if _leads(token):
                    self._known[key] = _LEADS
                else:
                    new[key] = token
        if new:
            self._known.update(zip(new, self._apart(list(new.values())), strict=True))

    def _apart(self, tokens: Sequence[Any]) -> list[Word]:
        """Return the readings of words that do not begin a rule over two."""
        # Each word is its own root: nothing is read of how they stand together.
        apart = type(tokens[0].doc)(
            tokens[0].vocab,
            words=[token.text for token in tokens],
            tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens],
            heads=list(range(len(tokens))),
        )
        return self._made(apart)

    def _made(self, doc: Any) -> list[Word]:
        """Return the words as the rules themselves read them."""
        read = self._lemmatizer(self._ruler(doc))
        return [Word(token.tag_, token.pos_, self._lemma_of(token)) for token in read]


def _fits(dep: str, condition: str | dict[str, list[str]]) -> bool:
    """Whether a dependency fits what a rule asks of it."""
    if isinstance(condition, str):
        return dep == condition
    return dep in condition["IN"] if "IN" in condition else dep not in condition["NOT_IN"]


def _leads(token: Any) -> bool:
    return token.lower_ in FIRST_OF_TWO or token.dep_ == "expl"
