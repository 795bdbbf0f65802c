"""How likely a place is the one where a verb's act was: learnt weights over its traits.

The weights come from sentences in which the places of a marked verb's act are marked (training/
event_places.py and training/MODEL.md say which, under which licence). They are few enough to be
read: a trait with a weight above 0 speaks for the place, one below against it.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import msgspec

from dragoman.records import Record

__all__ = ["Beside", "PlaceWeights", "load_place_weights", "log_odds"]

_FILE = Path(__file__).parents[2] / "assets" / "event_place.json"


class Beside(Record, frozen=True, kw_only=True):
    """How the traits count where the learned model has read the sentence as well."""

    bias: float
    traits: float
    """What the log odds by the traits are multiplied with."""
    model: float
    """What the log odds by the model are multiplied with."""
    threshold: float


class PlaceWeights(Record, frozen=True, kw_only=True):
    """A logistic model over traits; a trait that it does not know weighs nothing."""

    bias: float
    threshold: float
    """Probability from which a place is taken."""
    beside: Beside
    weights: dict[str, float]

    def takes(self, traits: tuple[str, ...], marked: float | None) -> bool:
        """Return whether the act was likely enough at the place with these traits.

        `marked` is the model's probability that the place's words tell where; None unasked.
        """
        least = self.threshold if marked is None else self.beside.threshold
        return self.share(traits, marked) >= least

    def share(self, traits: tuple[str, ...], marked: float | None) -> float:
        """Return the probability that the act was at the place, with the model's where asked."""
        odds = self.log_odds(traits)
        if marked is not None:
            beside = self.beside
            odds = beside.bias + beside.traits * odds + beside.model * log_odds(marked)
        return 1 / (1 + math.exp(-odds))

    def log_odds(self, traits: tuple[str, ...]) -> float:
        """Return the log odds that the act was at the place, by its traits alone."""
        return self.bias + sum(self.weights.get(trait, 0.0) for trait in traits)


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, kept within those of 0.001 and 0.999."""
    kept = min(max(probability, 0.001), 0.999)
    return math.log(kept / (1 - kept))


@cache
def load_place_weights() -> PlaceWeights:
    """Return the shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=PlaceWeights)
