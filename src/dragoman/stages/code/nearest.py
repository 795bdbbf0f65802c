"""Which type of a codebook a sentence is nearest to: its vector against those of descriptions.

A type is described by its name and definition, its notes aside, and by each of its examples. Any
codebook can be read so, without training and without wordings; how surely depends on how well its
texts say what its types are. Where the vectors come from is the caller's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dragoman.knowledge.ontology import Codebook, EventType
from dragoman.stages.encode import Floats, softmax

__all__ = ["descriptions", "nearest_types", "pooled"]

_SHARPNESS = 20.0
"""How much a difference between two cosines counts: 0.1 makes a type seven times as likely."""


def descriptions(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Return for each type the texts that describe it: the definition, then examples."""
    return {event_type.code: _texts(event_type) for event_type in codebook.types}


def _texts(event_type: EventType) -> tuple[str, ...]:
    examples = [e for source in (event_type, *event_type.modes) for e in source.examples]
    return (f"{event_type.name}: {event_type.definition}", *examples)


def pooled(pieces: Floats) -> Floats:
    """Return one vector of length 1 for a text's vectors [pieces, width]: their mean."""
    mean = pieces.mean(axis=0)
    unit: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return unit


def nearest_types(
    sentence: Floats, described: Mapping[str, Sequence[Floats]]
) -> tuple[tuple[str, float], ...]:
    """Return the types with their shares, the nearest first; shares sum to 1.

    `sentence` and all of `described` are `pooled`. A type is as near as the mean of its
    definition, which comes first, and of the nearest of its texts.
    """
    if not described:
        return ()
    codes = sorted(described)
    near = np.array([_nearness(sentence, described[code]) for code in codes], dtype=np.float32)
    shares = softmax(near * np.float32(_SHARPNESS))
    return tuple(
        (codes[n], float(shares[n])) for n in sorted(range(len(codes)), key=lambda n: -shares[n])
    )


def _nearness(sentence: Floats, texts: Sequence[Floats]) -> float:
    cosines = [float(sentence @ text) for text in texts]
    return (cosines[0] + max(cosines)) / 2
