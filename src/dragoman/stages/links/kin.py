"""Words of different stems that may name one act: "killed" and "murder", "bought" and "acquires".

The table (assets/lexicon/word_kin.tsv, written by training/word_kin.py) gives the meanings that a
stem has and the wider ones above them. It knows words, not sentences: that two words share a
meaning says that they may name one act, not that they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dragoman.stages.links.words import FloatArray, IntArray

__all__ = ["Kin", "is_word", "kin_of"]

_OWN, _WIDER = 1.0, 0.5
"""What a meaning of the word itself counts, and one that is wider: a murder is a killing."""
_WIDTH = 12
"""How many meanings of a trigger are kept; the commonest come first."""
_MOST = 3_000_000
"""Cells compared at once."""


class Kin:
    """The meanings of triggers: row `n` is that of the nth; padded with the number -1."""

    def __init__(self, meanings: IntArray, weights: FloatArray) -> None:
        self.meanings = meanings
        self.weights = weights

    def likeness(self, left: npt.NDArray[np.intp], right: npt.NDArray[np.intp]) -> FloatArray:
        """Return how near each pair of rows is: 1 for a meaning of both, less for wider ones."""
        result = np.zeros(len(left), dtype=np.float32)
        step = _MOST // _WIDTH**2
        for start in range(0, len(left), step):
            one, other = left[start : start + step], right[start : start + step]
            mine, yours = self.meanings[one][:, :, None], self.meanings[other][:, None, :]
            weight = self.weights[one][:, :, None] * self.weights[other][:, None, :]
            shared = np.where((mine == yours) & (mine >= 0), weight, 0)
            result[start : start + step] = shared.max(axis=(1, 2))
        return result


def kin_of(triggers: Sequence[Iterable[str]]) -> Kin:
    """Return the meanings of triggers given as stems; a word that the table lacks has none."""
    meanings = np.full((len(triggers), _WIDTH), -1, dtype=np.int32)
    weights = np.zeros((len(triggers), _WIDTH), dtype=np.float32)
    table = _table()
    for row, stems in enumerate(triggers):
        rows = [table[stem] for stem in stems if stem in table]
        own = dict.fromkeys(n for mine, _ in rows for n in mine)
        wider = dict.fromkeys(n for _, above in rows for n in above if n not in own)
        kept = [*own, *wider][:_WIDTH]
        meanings[row, : len(kept)] = kept
        weights[row, : len(kept)] = [_OWN if n in own else _WIDER for n in kept]
    return Kin(meanings, weights)


def is_word(form: str) -> bool:
    """Return whether the table has the form in lower case: it has "rice", and no "rabin"."""
    return form.lower() in _table()


@cache
def _table() -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the meanings of each stem, and those above them."""
    path = files("dragoman") / "assets" / "lexicon" / "word_kin.tsv"
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {stem: (_numbers(own), _numbers(wider)) for stem, own, wider in rows}


def _numbers(field: str) -> tuple[int, ...]:
    return tuple(int(number) for number in field.split())
