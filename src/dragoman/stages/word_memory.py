"""What the parser's rules make of a word, kept: tag, part of speech and lemma.

spaCy's attribute ruler and lemmatizer read nothing of a word but its form, tag and dependency, yet
try all their rules on each word of each text: a fifth of all time. Here each such reading is made
once, and dependencies that no rule tells apart count as one. What the ruler makes of a word that no
rule names is that of its tag and dependency alone. Rules over two words are told by their first
word, and sentences with one are read as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["FIRST_OF_TWO", "Word", "WordMemory"]

FIRST_OF_TWO = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
"""First words, in lower case, of the ruler's patterns over two; the others begin with an "expl"."""
_MOST = 200_000
"""Readings kept: some 40 MB. Beyond that all are forgotten."""

_Key = tuple[int, int, int]
"""A word's form and tag, by their hashes, and the class of its dependency."""


_Traits = tuple[str, str, str]
"""Tag, part of speech and morphology."""


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
        words = [w for rule in ruler.patterns for pattern in rule["patterns"] for w in pattern]
        self._conditions = [word["DEP"] for word in words if "DEP" in word]
        self._named = _Forms([word["LOWER"] for word in words if "LOWER" in word])
        self._traits: dict[tuple[int, int], _Traits] = {}
        """What the ruler makes of words that none names, by tag and class of dependency."""

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
        for dep in {row[2] for row in rows} - self._classes.keys():
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
        ruled = {k: t for k, t in new.items() if k[1:] not in self._traits or self._is_named(t)}
        plain = {key: token for key, token in new.items() if key not in ruled}
        if ruled:
            self._known.update(zip(ruled, self._ruled(ruled), strict=True))
        if plain:
            self._known.update(zip(plain, self._plain(plain), strict=True))

    def _ruled(self, new: Mapping[_Key, Any]) -> list[Word]:
        """Return the readings of words that do not begin a rule over two, by all rules."""
        read = self._ruler(_apart(new.values()))
        for (_, tag, dep), token in zip(new, read, strict=True):
            if not self._is_named(token):
                self._traits[tag, dep] = (token.tag_, token.pos_, str(token.morph))
        return self._lemmatised(read)

    def _plain(self, new: Mapping[_Key, Any]) -> list[Word]:
        """Return the readings of words of which the ruler reads the tag and dependency alone."""
        tags, parts, morphs = zip(*(self._traits[key[1:]] for key in new), strict=True)
        return self._lemmatised(_apart(new.values(), tags=tags, pos=parts, morphs=morphs))

    def _is_named(self, token: Any) -> bool:
        return token.is_space or token.lower_ in self._named

    def _made(self, doc: Any) -> list[Word]:
        """Return the words as the rules themselves read them."""
        return self._lemmatised(self._ruler(doc))

    def _lemmatised(self, doc: Any) -> list[Word]:
        """Return words that the ruler has read."""
        read = self._lemmatizer(doc)
        return [Word(token.tag_, token.pos_, self._lemma_of(token)) for token in read]


class _Forms:
    """The words, in lower case, that rules name: one by one, in lists or by patterns."""

    def __init__(self, conditions: Sequence[str | dict[str, Any]]) -> None:
        self._words: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        for condition in conditions:
            if isinstance(condition, str):
                self._words.add(condition)
            elif "REGEX" in condition:
                self._patterns.append(re.compile(condition["REGEX"]))
            else:
                self._words.update(condition["IN"])

    def __contains__(self, form: str) -> bool:
        return form in self._words or any(p.search(form) for p in self._patterns)


def _apart(tokens: Collection[Any], **traits: Sequence[str]) -> Any:
    """Return words by themselves as a document, tagged as they are or as is given.

    Each is its own root: nothing is read of how they stand together.
    """
    first = next(iter(tokens))
    own = {
        "words": [token.text for token in tokens],
        "tags": [token.tag_ for token in tokens],
        "deps": [token.dep_ for token in tokens],
        "heads": list(range(len(tokens))),
    }
    return type(first.doc)(first.vocab, **(own | traits))


def _fits(dep: str, condition: str | dict[str, list[str]]) -> bool:
    """Whether a dependency fits what a rule asks of it."""
    if isinstance(condition, str):
        return dep == condition
    return dep in condition["IN"] if "IN" in condition else dep not in condition["NOT_IN"]


def _leads(token: Any) -> bool:
    return token.lower_ in FIRST_OF_TWO or token.dep_ == "expl"
