"""Which type of a codebook a sentence is nearest to: its vector against those of descriptions.

A type is described by its name and definition, its notes aside, and by each of its examples. Any
codebook can be read so, without training and without wordings; how surely depends on how well its
texts say what its types are. Where the vectors come from is the caller's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dragoman.knowledge.ontology import Codebook, EventType
from dragoman.stages.encode import Floats, softmax, unit

__all__ = ["descriptions", "nearest_types", "pooled"]

_SHARPNESS = 10.0
"""How much a difference between two cosines counts: 0.1 makes a type 2.7 times as likely."""


def descriptions(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Return for each type the texts that describe it: the definition, then examples."""
    return {event_type.code: _texts(event_type) for event_type in codebook.types}


def _texts(event_type: EventType) -> tuple[str, ...]:
    of_modes = (example for mode in event_type.modes for example in mode.examples)
    return (f"{event_type.name}: {event_type.definition}", *event_type.examples, *of_modes)


def pooled(pieces: Floats) -> Floats:
    """Return one vector of length 1 for a text's vectors [pieces, width]: their mean."""
    return unit(pieces.mean(axis=0))


def nearest_types(
    sentence: Floats, described: Mapping[str, Sequence[Floats]]
) -> tuple[tuple[str, float], ...]:
    """Return the types with their shares, the nearest first; shares sum to 1.

    `sentence` and all of `described` are `pooled`. All are looked at from the middle of the
    descriptions, since what they have in common tells no type from another. A type is as near as
    the mean of its definition, which comes first, and of the nearest of its texts.
    """
    if not described:
        return ()
    codes = sorted(described)
    middle = np.mean([text for code in codes for text in described[code]], axis=0)
    looking = unit(sentence - middle)
    near = [
        _nearness([float(looking @ unit(text - middle)) for text in described[code]])
        for code in codes
    ]
    shares = softmax(np.array(near, dtype=np.float32) * np.float32(_SHARPNESS))
    return tuple(
        (codes[n], float(shares[n])) for n in sorted(range(len(codes)), key=lambda n: -shares[n])
    )


def _nearness(cosines: Sequence[float]) -> float:
    return (cosines[0] + max(cosines)) / 2
