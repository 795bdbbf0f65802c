"""The stance of a predicate by grammar and model together: how likely each label is.

Grammar names one label of each field; the model gives each a probability. Both are weighed, and the
sums are probabilities (fitted by training/stance_weights.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from dragoman.records import Record, Stance

if TYPE_CHECKING:
    from dragoman.stages.encode import Floats, Reading

__all__ = [
    "FIELDS",
    "WeighedField",
    "WeighedStance",
    "labels_of",
    "likely_stances",
    "stance_shares",
    "terms_of",
    "weighed_stance",
]

FIELDS = ("polarity", "certainty", "status")
_LEAST = 1e-5
_PLAIN = Stance()


class WeighedField(Record, frozen=True, kw_only=True):
    """How much model and grammar count for one field."""

    model: float
    """What the logarithm of the model's probability is multiplied with."""
    plain: float
    """For the label of grammar where it sees nothing special: affirmed, certain, occurred."""
    seen: float
    """For the label of grammar where it sees something."""


class WeighedStance(Record, frozen=True, kw_only=True):
    """The same for all fields."""

    polarity: WeighedField
    certainty: WeighedField
    status: WeighedField


def stance_shares(
    grammar: Stance, reading: Reading, tokens: Sequence[int], weights: WeighedStance
) -> dict[str, Floats]:
    """Return for each of FIELDS the probabilities of its labels, in the order of the heads."""
    labels = labels_of(reading)
    return {
        name: _softmax(
            terms_of(name, grammar, reading.of_trigger(name, tokens), labels[name])
            @ _weights_of(field)
        )
        for name, field in ((name, getattr(weights, name)) for name in FIELDS)
    }


def weighed_stance(
    grammar: Stance,
    reading: Reading,
    tokens: Sequence[int],
    *,
    is_shown: bool = False,
    is_ahead: bool = False,
) -> Stance:
    """Return the likeliest stance; that of grammar where no weights are fitted.

    What grammar shows beyond doubt (`is_shown`) is left to it; what `is_ahead` has not occurred.
    """
    weights = reading.heads.weighing.stance
    if weights is None or is_shown:
        return grammar
    labels = labels_of(reading)
    shares = stance_shares(grammar, reading, tokens, weights)
    if is_ahead and grammar.status == "planned":
        shares["status"][labels["status"].index("occurred")] = 0
    found = {name: labels[name][int(likely.argmax())] for name, likely in shares.items()}
    return _kept(replace(grammar, **found), grammar)


def likely_stances(
    grammar: Stance, reading: Reading, tokens: Sequence[int]
) -> list[tuple[Stance, float]]:
    """Return the stances a predicate may have, each with its probability."""
    weights = reading.heads.weighing.stance
    if weights is None:
        return [(grammar, 1.0)]
    shares, labels = stance_shares(grammar, reading, tokens, weights), labels_of(reading)
    combined = itertools.product(
        *(zip(labels[name], map(float, shares[name]), strict=True) for name in FIELDS)
    )
    return [
        (
            _kept(replace(grammar, polarity=p, certainty=c, status=s), grammar),
            one * two * three,
        )
        for (p, one), (c, two), (s, three) in combined
    ]


def _kept(stance: Stance, grammar: Stance) -> Stance:
    """Return the stance with what only grammar tells: habits, and how sure the imagined is.

    A habit has words of its own ("every year"), and few are in the corpus. Of what is asked for or
    supposed the model was told no certainty.
    """
    if grammar.status == "generic":
        return replace(stance, status="generic")
    if stance.status != "hypothetical":
        return stance
    as_seen = grammar.status == "hypothetical"
    return replace(stance, certainty=grammar.certainty if as_seen else "uncommitted")


def labels_of(reading: Reading) -> dict[str, list[str]]:
    """Return the labels of each field."""
    heads = reading.heads
    return {"polarity": heads.polarities, "certainty": heads.certainties, "status": heads.statuses}


def terms_of(name: str, grammar: Stance, shares: Floats, labels: Sequence[str]) -> Floats:
    """Return [labels, 3]: what each weight is multiplied with for each label."""
    terms = np.zeros((len(labels), 3), dtype=np.float32)
    terms[:, 0] = np.log(np.maximum(shares, _LEAST))
    said = getattr(grammar, name)
    terms[labels.index(said), 1 if said == getattr(_PLAIN, name) else 2] = 1
    return terms


@lru_cache(maxsize=16)
def _weights_of(field: WeighedField) -> Floats:
    return np.array([field.model, field.plain, field.seen], dtype=np.float32)


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - np.maximum.reduce(scores))
    found: Floats = shares / np.add.reduce(shares)
    return found
