"""Neighbouring tokens that the learned model takes for one thing, and the one they hang on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.records import ParsedSentence

__all__ = ["head_of", "stretches"]

_TELLING = ("VERB", "NOUN", "PROPN")


def stretches(likely: NDArray[np.bool_], best: NDArray[np.int64]) -> list[list[int]]:
    """Return runs of neighbours that are likely and have the same best label."""
    stretches: list[list[int]] = []
    for index in np.flatnonzero(likely).tolist():
        last = stretches[-1][-1] if stretches else None
        if last == index - 1 and best[last] == best[index]:
            stretches[-1].append(index)
        else:
            stretches.append([index])
    return stretches


def head_of(parse: ParsedSentence, tokens: Sequence[int]) -> int:
    """Return the token that the others hang on; of several the first that is a verb or noun."""
    tops = [t for t in tokens if parse.tokens[t].head not in tokens or parse.tokens[t].head == t]
    joined = all(parse.tokens[t].pos == "ADP" for t in tops)  # "by Israeli fire"
    telling = [t for t in (tokens if joined else tops) if parse.tokens[t].pos in _TELLING]
    return (telling or tops or list(tokens))[0]
