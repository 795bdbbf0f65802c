"""How likely a place is the one where a verb's act was: learnt weights over its traits.

The weights come from sentences in which the places of a marked verb's act are marked (training/
event_places.py and training/MODEL.md say which, under which licence). They are few enough to be
read: a trait with a weight above 0 speaks for the place, one below against it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from dragoman.records import Record

__all__ = ["PlaceWeights", "load_place_weights"]

_FILE = Path(__file__).parents[2] / "assets" / "event_place.json"


class PlaceWeights(Record, frozen=True, kw_only=True):
    """A logistic model over traits; a trait that it does not know weighs nothing."""

    bias: float
    threshold: float
    """Probability from which a place is taken."""
    weights: dict[str, float]

    def probability(self, traits: tuple[str, ...]) -> float:
        """Return how likely the act was at the place with these traits, 0 to 1."""
        total = self.bias + sum(self.weights.get(trait, 0.0) for trait in traits)
        return 1 / (1 + math.exp(-total))


@cache
def load_place_weights() -> PlaceWeights:
    """Return the shipped weights."""
    loaded = json.loads(_FILE.read_text("utf-8"))
    return PlaceWeights(
        bias=loaded["bias"], threshold=loaded["threshold"], weights=loaded["weights"]
    )
