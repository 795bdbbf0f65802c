"""The parser's names (people, places, organisations): spaCy's recogniser, stepped in numpy.

The library's own steps ask each of its 74 moves at each word whether it is allowed, taking and
giving back Python's lock every time: two fifths of all parsing. Here all sentences of a text take
their steps together, with the same weights and the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.stages.parse_vectors import Floats, WordVectors, largest_piece

__all__ = ["NameReader"]

_CLOSED, _LAST_CLOSED, _SPACE, _OPEN = 0, 1, 2, 3
"""States of a sentence: outside a name; so, and none can go on beyond this word; so, at white
space; from `_OPEN` on two for each label: inside its name; so, and it must end here."""


class NameReader:
    """Reads names with the weights of spaCy's component "ner"."""

    def __init__(self, ner: Any) -> None:
        chain, lower, upper = (ner.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        vectors, _, linear = chain.layers
        self._vectors = WordVectors(vectors)
        self._linear = (linear.get_param("W").T, linear.get_param("b"))
        weight = lower.get_param("W")  # features, hidden, pieces, width
        self._features, _, self._pieces, width = weight.shape
        by_piece = weight.transpose(3, 0, 2, 1)
        self._lower = np.ascontiguousarray(by_piece.reshape(width, -1))
        padding = np.squeeze(lower.get_param("pad"), 0)
        self._padding = padding.transpose(0, 2, 1).reshape(self._features, -1)
        self._bias = np.ascontiguousarray(lower.get_param("b").T.reshape(-1))
        self._upper = (np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b"))
        # Not `move_names`, which leaves one out.
        names = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]
        moves = [name.partition("-") for name in names]
        self._kinds = "".join(kind for kind, _, _ in moves)
        self._told = [
            ("" if kind == "O" else label, kind in ("B", "U")) for kind, _, label in moves
        ]
        """What is told of a word by each move."""
        self._labels = [label for _, _, label in moves]
        self._names = sorted(set(self._labels) - {""})
        self._barred = self._bars(ner.model.attrs["unseen_classes"])
        opening = [
            _OPEN + 2 * self._names.index(label) if kind in "BI" else _CLOSED
            for kind, label in zip(self._kinds, self._labels, strict=True)
        ]
        self._next = np.array(opening)

    def _bars(self, unseen: set[int]) -> Floats:
        """Return [states, moves]: 0 where a move is allowed in a state, else minus infinity."""
        barred = np.full(
            (_OPEN + 2 * len(self._names), len(self._kinds)), -np.inf, dtype=np.float32
        )
        for move, (kind, label) in enumerate(zip(self._kinds, self._labels, strict=True)):
            if move in unseen:
                continue
            if kind == "O":
                barred[:_OPEN, move] = 0
            elif label and kind in ("B", "U"):
                barred[_CLOSED, move] = 0
                if kind == "U":
                    barred[_LAST_CLOSED, move] = 0
            elif label:
                inside = _OPEN + 2 * self._names.index(label)
                barred[inside, move] = 0
                if kind == "L":
                    barred[inside + 1, move] = 0
        return barred

    def read(self, docs: Sequence[Any]) -> list[list[tuple[str, bool]]]:
        """Return for each word of each sentence the label of its name, and whether it begins there.

        Words outside names have the label "".
        """
        longest_first = sorted(range(len(docs)), key=lambda n: -len(docs[n]))
        found: list[list[tuple[str, bool]]] = [[] for _ in docs]
        if not any(len(doc) for doc in docs):
            return found
        sentences = [docs[n] for n in longest_first]
        for n, moves in zip(longest_first, self._moves(sentences), strict=True):
            found[n] = [self._told[move] for move in moves]
        return found

    def _moves(self, docs: list[Any]) -> list[list[int]]:
        """Return the moves taken in each sentence; the longest come first."""
        lengths = np.array([len(doc) for doc in docs])
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        words = self._words(np.concatenate(self._vectors.read(docs)))
        ends, spaces = _walls(docs)
        moves = np.zeros(len(words) - 1, dtype=np.int64)
        state = np.zeros(len(docs), dtype=np.int64)
        opened = np.zeros(len(docs), dtype=np.int64)
        for step in range(lengths[0]):
            live = int(np.searchsorted(-lengths, -step, side="left"))
            state, opened = state[:live], opened[:live]
            at = begins[:live] + step
            inside = state >= _OPEN
            opened = np.where(inside, opened, at + 1)
            # Rows of `words` are shifted by one: the first stands for no word.
            hidden = words[at + 1, 0] + words[np.where(inside, opened, 0), 1]
            hidden += words[np.where(inside, at, 0), 2]
            hidden += self._bias
            weight, bias = self._upper
            scores = largest_piece(hidden, self._pieces) @ weight
            scores += bias
            seen = state + ends[at]
            seen[spaces[at] & ~inside] = _SPACE
            scores += self._barred[seen]
            moves[at] = scores.argmax(axis=1)
            state = self._next[moves[at]]
        return [moves[b : b + n].tolist() for b, n in zip(begins, lengths, strict=True)]

    def _words(self, vectors: Floats) -> Floats:
        """Return [1 + words, features, hidden × pieces]: what each word adds as each feature."""
        weight, bias = self._linear
        turned = vectors @ weight
        turned += bias
        words = np.empty((len(vectors) + 1, self._lower.shape[1]), dtype=np.float32)
        np.matmul(turned, self._lower, out=words[1:])
        found = words.reshape(len(words), self._features, -1)
        found[0] = self._padding
        return found


def _walls(docs: list[Any]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return for each word 1 where no name goes on beyond it, else 0; and whether it is a space."""
    traits = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
    ends = np.append(traits[1:, 0] == 1, True)
    ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return ends.astype(np.int64), traits[:, 1] == 1
