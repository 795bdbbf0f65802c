"""What the learned model says of the types of any codebook, in the codebook's own labels.

The model was trained on PLOVER's types. Of others it is asked in two ways. A type that names its
counterparts (`plover = ['COERCE.arrest']`) gets what the model gives those. What no type claims is
shared among the types that name none, by how near the sentence is to what describes each: its
definition and examples, read by the same model. Types that claim the same share it likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.records import Record
from dragoman.stages.code.nearest import descriptions
from dragoman.stages.encode import Encoder, Floats, Reading, mean_of, softmax, unit

__all__ = [
    "Described",
    "OwnTypes",
    "Shares",
    "WeighedNearness",
    "describe",
    "nearness",
    "own_types",
]

_FILE = Path(__file__).parents[2] / "assets" / "own_types.json"
_LEAST = 1e-4


class Shares(NamedTuple):
    """What the model says at one trigger; label 0 is none."""

    types: Floats
    """Probabilities of none and each type at the words."""
    present: Floats
    """Probability of each type that the sentence tells it at all."""
    kinds: Floats
    """Probabilities of each type, taking the words for a trigger."""


class WeighedNearness(Record, frozen=True, kw_only=True):
    """How much each kind of nearness counts; fitted, see training/own_types.py."""

    sentence: float
    """What the cosine of the sentence with definition and examples is multiplied with."""
    trigger: float
    """What the cosine of the trigger with the triggers of the examples is multiplied with."""
    alike: float
    """For how alike the model reads trigger and examples, as a logarithm."""
    nothing: float
    """For none of the types."""


class Described(NamedTuple):
    """The texts that describe one type as the model reads them, the definition first."""

    sentences: Floats
    """[texts, width], of length 1 from the middle."""
    triggers: Floats
    """[texts, width], of length 1 from the middle: the words that most surely tell an event."""
    kinds: Floats
    """[texts, labels]: the types of the model at those words."""


class Middle(NamedTuple):
    """What all descriptions have in common, which tells no type from another."""

    sentence: Floats
    trigger: Floats


def describe(
    texts: Sequence[Sequence[str]], encoder: Encoder
) -> tuple[tuple[Described, ...], Middle]:
    """Return types described by their texts, and the middle of those and of PLOVER's.

    PLOVER's are with them so that a codebook of few types, all alike, still has a middle that
    lies outside.
    """
    common = [t for own in descriptions(load_codebook("plover")).values() for t in own[:3]]
    read = encoder.read_texts([t for own in texts for t in own] + common)
    heads = encoder.heads
    sentences, triggers, kinds = [], [], []
    for vectors in read:
        inner = vectors[1:-1] if len(vectors) > 2 else vectors
        best = int(heads.apply("types", inner)[:, 0].argmin())
        sentences.append(unit(vectors.mean(0)))
        triggers.append(inner[best])
        kinds.append(_kinds(heads.apply("types", inner[best])))
    middle = Middle(np.mean(sentences, axis=0), np.mean(triggers, axis=0))
    found, first = [], 0
    for own in texts:
        rows = range(first, first + len(own))
        found.append(
            Described(
                sentences=np.stack([unit(sentences[n] - middle.sentence) for n in rows]),
                triggers=np.stack([unit(triggers[n] - middle.trigger) for n in rows]),
                kinds=np.stack([kinds[n] for n in rows]),
            )
        )
        first += len(own)
    return tuple(found), middle


def nearness(
    sentence: Floats, trigger: Floats, types: Floats, described: Described, middle: Middle
) -> tuple[float, float, float]:
    """Return how near a trigger is to a type: in its sentence, its word, and how it is read.

    `sentence` is of length 1; `types` are the model's probabilities at the trigger.
    """
    looking = described.sentences @ unit(sentence - middle.sentence)
    words = described.triggers @ unit(trigger - middle.trigger)
    alike = np.sqrt(described.kinds * _kinds(types)).sum(axis=1)
    return (
        float((looking[0] + looking.max()) / 2),
        float(words.max()),
        float(np.log(max(float(alike.max()), _LEAST))),
    )


def _kinds(types: Floats) -> Floats:
    """Return the probabilities of types if there is an event at all."""
    events = types[1:]
    shares: Floats = events / max(float(events.sum()), 1e-9)
    return shares


@cache
def load_nearness() -> WeighedNearness:
    """Return the shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=WeighedNearness)


class OwnTypes:
    """Speaks of a codebook's types; one that has all of PLOVER's is spoken of as it is."""

    def __init__(self, encoder: Encoder, codebook: Codebook) -> None:
        heads = encoder.heads
        self._heads = heads
        self.is_plain = set(heads.types[1:]) <= set(codebook.by_code)
        more = sorted(set(codebook.by_code) - set(heads.types))
        self.labels: tuple[str, ...] = (
            (*heads.types, *more) if self.is_plain else ("", *sorted(codebook.by_code))
        )
        self._free = np.arange(len(heads.types), len(self.labels))
        if self.is_plain:
            return
        claims: dict[str, list[int]] = {}
        for number, code in enumerate(self.labels[1:], start=1):
            for name in codebook.type(code).plover:
                claims.setdefault(name, []).append(number)
        self._claims = {name: np.array(numbers) for name, numbers in claims.items()}
        claiming = {n for numbers in claims.values() for n in numbers}
        self._free = np.array(
            [n for n in range(1, len(self.labels)) if n not in claiming], dtype=np.int64
        )
        texts = descriptions(codebook)
        self._described, self._middle = describe([texts[c] for c in self.labels[1:]], encoder)

    def shares(self, reading: Reading, tokens: Sequence[int]) -> Shares:
        """Return what the model says of the codebook's types at the words of a trigger."""
        types = mean_of(reading.types, tokens)
        kinds = reading.kinds(tokens)
        if self.is_plain:
            none = np.zeros(len(self.labels) - len(types), dtype=np.float32)
            told = (types, reading.present, kinds)
            return Shares(*(np.concatenate([s, none]) for s in told) if len(none) else told)
        ways = self._ways(reading, tokens, types)
        present = np.minimum(reading.present[1:] @ ways[1:], 1).astype(np.float32)
        return Shares(types @ ways, present, kinds @ ways)

    def plover(self, code: str, reading: Reading, tokens: Sequence[int]) -> str:
        """Return the PLOVER type that the model is asked with about an event of a type."""
        if code in self._heads.types and self.is_plain:
            return code
        kinds = reading.kinds(tokens)[1:]
        number = self.labels.index(code)
        claimed = {
            name.partition(".")[0]
            for name, numbers in ({} if self.is_plain else self._claims).items()
            if number in numbers
        }
        allowed = [n for n, k in enumerate(self._heads.types[1:]) if not claimed or k in claimed]
        return self._heads.types[1 + max(allowed, key=lambda n: float(kinds[n]))]

    def _ways(self, reading: Reading, tokens: Sequence[int], types: Floats) -> Floats:
        """Return [PLOVER's labels, own labels]: into what share of which own each goes."""
        near = self._near(reading, tokens, types)
        modes = reading.of_trigger("modes", tokens)
        ways = np.zeros((len(self._heads.types), len(self.labels)), dtype=np.float32)
        ways[0, 0] = 1
        for row, kind in enumerate(self._heads.types[1:], start=1):
            left = 1.0
            for mode, share in self._modes_of(kind, modes):
                if (claiming := self._claims.get(f"{kind}.{mode}")) is not None:
                    ways[row, claiming] += share * _split(near[claiming])
                    left -= share
            if (claiming := self._claims.get(kind)) is not None:
                ways[row, claiming] += left * _split(near[claiming])
            elif len(self._free):
                free = near[[0, *self._free]]
                ways[row, [0, *self._free]] += left * _split(free)
            else:
                ways[row, 0] += left
        return ways

    def _modes_of(self, kind: str, modes: Floats) -> list[tuple[str, float]]:
        """Return the modes of a PLOVER type with their shares, those of no mode left out."""
        named = [(n, name.partition(".")) for n, name in enumerate(self._heads.modes)]
        of_kind = [(mode, float(modes[n])) for n, (k, _, mode) in named if k in ("", kind)]
        total = sum(share for _, share in of_kind)
        return [(mode, share / total) for mode, share in of_kind if mode]

    def _near(self, reading: Reading, tokens: Sequence[int], types: Floats) -> Floats:
        """Return probabilities of none and each own type by nearness alone."""
        weights = load_nearness()
        scores = [weights.nothing]
        for described in self._described:
            whole, word, alike = nearness(
                reading.whole, reading.at(tokens), types, described, self._middle
            )
            scores.append(weights.sentence * whole + weights.trigger * word + weights.alike * alike)
        return softmax(np.array(scores, dtype=np.float32))


def _split(near: Floats) -> Floats:
    return near / max(float(near.sum()), 1e-9)


@lru_cache(maxsize=8)
def own_types(encoder: Encoder, codebook: Codebook) -> OwnTypes:
    """Return what speaks of a codebook's types; its descriptions are read once."""
    return OwnTypes(encoder, codebook)
