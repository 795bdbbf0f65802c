"""The parser's vectors of words in context: spaCy's hashed embeddings and convolutions in numpy.

The same weights and the same sums as the library's own layers, in half the time: what a word is
before its context is kept, and maxout and normalisation go over whole arrays.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "WordVectors", "largest_piece", "quicken"]

Floats = NDArray[np.float32]
_MOST = 60_000
"""Words kept, of 400 bytes each; beyond that all are forgotten and read anew."""
_BLOCK = 32
"""New words are always read so many at once: products of another height are summed in another
order, and a word is to come out the same whatever was read with it."""
_BESIDE = np.array([-1, 0, 1])
"""A word's neighbours and itself, counted from it."""


class WordVectors:
    """Reads with the weights of one "tok2vec" model; reading a text leaves no trace in the next."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        extract, _, self._hashed, self._mixed, _ = embed.layers
        self._columns: list[int] = extract.attrs["columns"]
        self._pad: int = encode.attrs["pad"]
        self._layers = [_Layer(*pair) for pair in _pairs(encode)]
        self._rows: dict[bytes, int] = {}
        self._known: Floats = np.zeros((1024, encode.get_dim("nO")), dtype=np.float32)

    def read(self, docs: Sequence[Any]) -> list[Floats]:
        """Return one array [words, width] for each spaCy document."""
        bounds = []
        end = self._pad
        for doc in docs:
            bounds.append((end, end + len(doc)))
            end += len(doc) + self._pad
        vectors = np.zeros((end, self._known.shape[1]), dtype=np.float32)
        places = np.array([p for bound in bounds for p in range(*bound)], dtype=np.intp)
        vectors[places] = self._apart(self._words(docs))
        for layer in self._layers[:-1]:
            vectors = layer.turn(vectors)
        vectors = self._layers[-1].turn(vectors, places)
        ends = itertools.accumulate(map(len, docs))
        return [vectors[end - len(doc) : end] for doc, end in zip(docs, ends, strict=True)]

    def _words(self, docs: Sequence[Any]) -> list[bytes]:
        """Return what is read of each word alone: form, prefix, suffix, shape."""
        traits = np.concatenate([doc.to_array(self._columns) for doc in docs])
        traits = np.ascontiguousarray(traits)
        words: list[bytes] = traits.view(f"V{8 * len(self._columns)}").ravel().tolist()
        return words

    def _apart(self, words: list[bytes]) -> Floats:
        """Return the words' vectors before their context is seen."""
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(new) > _MOST:
            self._rows, new = {}, list(dict.fromkeys(words))
        needed = len(self._rows) + len(new)
        if needed > len(self._known):
            grown = np.zeros((2 * needed, self._known.shape[1]), dtype=np.float32)
            grown[: len(self._rows)] = self._known[: len(self._rows)]
            self._known = grown
        for begin in range(0, len(new), _BLOCK):
            block = new[begin : begin + _BLOCK]
            whole = b"".join(block).ljust(_BLOCK * 8 * len(self._columns), b"\0")
            traits = np.frombuffer(whole, dtype=np.uint64).reshape(_BLOCK, -1)
            rows = range(len(self._rows), len(self._rows) + len(block))
            self._rows.update(zip(block, rows, strict=True))
            apart = self._mixed.predict(self._hashed.predict(traits))
            self._known[rows.start : rows.stop] = apart[: len(block)]
        return self._known[list(map(self._rows.__getitem__, words))]


class _Layer:
    """A convolution over a word and its neighbours, its largest pieces, normalised and added."""

    def __init__(self, maxout: Any, normal: Any) -> None:
        weight, bias = maxout.get_param("W"), maxout.get_param("b")
        self.pieces = weight.shape[1]
        # All first pieces, then all second ones: the largest are then found in whole columns.
        self.weight = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(weight.shape[2], -1))
        self.bias = np.ascontiguousarray(bias.T.reshape(-1))
        self.gain, self.shift = normal.get_param("G"), normal.get_param("b")

    def turn(self, vectors: Floats, rows: NDArray[np.intp] | None = None) -> Floats:
        """Return the vectors [words, width] with what their neighbours add.

        If some `rows` are given, only those, which are neither the first nor the last.
        """
        width = vectors.shape[1]
        if rows is None:
            window = np.zeros((len(vectors), 3 * width), dtype=np.float32)
            window[1:, :width] = vectors[:-1]
            window[:, width : 2 * width] = vectors
            window[:-1, 2 * width :] = vectors[1:]
        else:
            window = vectors[rows[:, None] + _BESIDE].reshape(len(rows), 3 * width)
            vectors = vectors[rows]
        turned = window @ self.weight
        turned += self.bias
        best = largest_piece(turned, self.pieces)
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        best += vectors
        return best


def largest_piece(turned: Floats, pieces: int) -> Floats:
    """Return the largest of `pieces` blocks of columns, which stand side by side."""
    width = turned.shape[1] // pieces
    best = np.maximum(turned[:, :width], turned[:, width : 2 * width])
    for begin in range(2 * width, pieces * width, width):
        np.maximum(best, turned[:, begin : begin + width], out=best)
    return best


def _pairs(model: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each maxout layer below a model with the normalisation after it, in order."""
    found = list(_leaves(model))
    for layer, after in itertools.pairwise(found):
        if layer.name == "maxout" and after.name == "layernorm":
            yield layer, after


def _leaves(model: Any) -> Iterator[Any]:
    if not model.layers:
        yield model
    for layer in model.layers:
        yield from _leaves(layer)


def quicken(model: Any) -> None:
    """Let a "tok2vec" model of spaCy's read by these means; for reading, never for training."""
    vectors = WordVectors(model)
    model._func = lambda _, docs, is_train: (vectors.read(docs), None)  # noqa: ARG005
