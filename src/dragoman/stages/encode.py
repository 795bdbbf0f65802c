"""Parsed sentences to what the learned model reads in them: types, stances and arguments by token.

The only importer of onnxruntime and tokenizers. One encoder pass a sentence gives a vector for each
word piece; the heads are small enough for numpy and are applied where they are asked for. How the
weights were made is in training/ and its model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document, ParsedSentence, Record

__all__ = [
    "Encoder",
    "Floats",
    "Reading",
    "WeighedRoles",
    "WeighedTypes",
    "Weighing",
    "softmax",
    "unit",
]

_MOST_PIECES = 128
"""Longer sentences are read up to here; the weights saw none that was longer."""
_BATCH = 16
_FAR = 32
"""Distances between a trigger and a word are told apart up to so many pieces."""

Floats = NDArray[np.float32]


class WeighedTypes(Record, frozen=True, kw_only=True):
    """How much model and rules count for the type at a trigger; fitted, see training/fit.py."""

    model: float
    """What the logarithm of the model's probability is multiplied with."""
    rule: float
    """For the type of a pattern that fits, and so much more by how sure the pattern is."""
    sure: float
    nothing_with_rule: float
    """For none, where a pattern fits, and where none does."""
    nothing_alone: float
    present: float
    """What the logarithm of the model's probability that the sentence tells the type at all is
    multiplied with."""
    hint: float
    """For the type of a pattern that fits but that grammar makes no event of."""
    kind: float
    """What the logarithm of the model's probability of a type, if there is an event at all, is
    multiplied with."""


class WeighedRoles(Record, frozen=True, kw_only=True):
    """How much model and rules count for who is what in an event."""

    model: float
    rule: float
    """For the role that grammar gives."""
    nothing_with_rule: float
    """For none, where grammar gives a role, where it gives none, and where no pattern fits."""
    nothing_beside_rules: float
    nothing_alone: float


class Weighing(Record, frozen=True, kw_only=True):
    """The weights of rules and model, fitted on held-out sentences: sums are probabilities."""

    types: WeighedTypes
    roles: WeighedRoles
    least: float = 0.35
    """Probability of the likeliest type from which an event is reported."""
    least_role: float = 0.35


class Heads:
    """The trained arrays and their labels; label 0 of each head is none."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "heads.npz") as arrays:
            self.arrays: dict[str, Floats] = dict(arrays)
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self.weighing = msgspec.json.decode((folder / "weighing.json").read_bytes(), type=Weighing)
        self.types, self.modes = labels["types"], labels["modes"]
        self.claims, self.arguments = labels["claims"], labels["arguments"]
        self.polarities, self.certainties = labels["polarities"], labels["certainties"]
        self.statuses = labels["statuses"]

    def turn(self, name: str, vectors: Floats) -> Floats:
        """Return vectors [.., width] through a linear layer."""
        turned: Floats = vectors @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return turned

    def apply(self, name: str, vectors: Floats) -> Floats:
        """Return the probabilities of a head's labels for vectors [.., width]."""
        return softmax(self.turn(name, vectors))


class Reading:
    """What the model reads in one sentence, by the tokens of its parse."""

    def __init__(self, heads: Heads, vectors: Floats, pieces: tuple[tuple[int, ...], ...]) -> None:
        self.heads = heads
        self._vectors = vectors
        self._pieces = pieces

    @cached_property
    def types(self) -> Floats:
        """Probabilities [tokens, labels] of `heads.types`; none is sure where no piece was read."""
        return self._by_token(self.heads.apply("types", self._vectors))

    @cached_property
    def present(self) -> Floats:
        """Probability [labels of `heads.types`] that the sentence tells each type at all."""
        scores = self.heads.turn("present", self._vectors[0])
        chances: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return chances

    @cached_property
    def claims(self) -> Floats:
        """Probabilities [tokens, labels] of `heads.claims`: what each word is a part of."""
        return self._by_token(self.heads.apply("claims", self._vectors))

    @cached_property
    def whole(self) -> Floats:
        """The sentence's vector, of length 1: the mean over its pieces."""
        return unit(self._vectors.mean(0))

    def at(self, tokens: Sequence[int]) -> Floats:
        """Return the vector of words: the mean over their pieces; of none, that of the start."""
        rows = [p for t in tokens for p in self._pieces[t]] or [0]
        vector: Floats = self._vectors[rows].mean(0)
        return vector

    def of_trigger(self, name: str, tokens: Sequence[int]) -> Floats:
        """Return the probabilities of modes, polarity, certainty or status at a trigger."""
        return self.heads.apply(name, self.at(tokens))

    def kinds(self, tokens: Sequence[int]) -> Floats:
        """Return the probabilities of types at what is taken for a trigger."""
        whole = np.concatenate([self.at(tokens), self._vectors[0]])
        joint = np.maximum(self.heads.turn("kind_joint", whole), 0)
        return self.heads.apply("kind", joint)

    def arguments(self, tokens: Sequence[int], type_code: str) -> Floats:
        """Return probabilities [tokens, labels] of `heads.arguments`, seen from a trigger."""
        arrays = self.heads.arrays
        first = next((p for t in tokens for p in self._pieces[t]), 0)
        far = np.clip(np.arange(len(self._vectors)) - first, -_FAR, _FAR) + _FAR
        trigger = self.at(tokens)
        arc_word, pair_word = self._words_turned
        joint = self.heads.turn("arc_trigger", trigger) + arc_word
        joint = joint + arrays["arc_far.weight"][far]
        joint = joint + arrays["arc_type.weight"][self.heads.types.index(type_code)]
        pair = self.heads.turn("pair_trigger", trigger) * pair_word
        return self._by_token(self.heads.apply("arc", np.maximum(joint + pair, 0)))

    def where(self, tokens: Sequence[int], type_code: str | None = None) -> Floats:
        """Return the probability [tokens] that each tells where a trigger's act was.

        Without a type that of the model is taken, likely as it may be that there is no event.
        """
        if type_code is None:
            type_code = self.heads.types[1 + int(self.kinds(tokens)[1:].argmax())]
        marked: Floats = self.arguments(tokens, type_code)
        return marked[:, self.heads.arguments.index("where")]

    @cached_property
    def _words_turned(self) -> tuple[Floats, Floats]:
        """What of `arguments` is the same for all triggers."""
        words = self._vectors
        return self.heads.turn("arc_word", words), self.heads.turn("pair_word", words)

    def _by_token(self, by_piece: Floats) -> Floats:
        """Return each token's mean over its pieces."""
        found = np.zeros((len(self._pieces), by_piece.shape[1]), dtype=np.float32)
        found[:, 0] = 1
        for token, pieces in enumerate(self._pieces):
            if pieces:
                found[token] = by_piece[list(pieces)].mean(0)
        return found


_Read = tuple[Sequence[ParsedSentence], Collection[int], tuple[Reading | None, ...]]
"""What was read last: of which parses, which sentences, and what was found."""


class Encoder:
    """Loads the weights of a folder at first use; `read` is a pure function of its arguments."""

    name = "dragoman-coder"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: _Read | None = None

    @cached_property
    def version(self) -> str:
        """First twelve characters of the hash of encoder and heads."""
        names = ("encoder.onnx", "heads.npz", "labels.json", "weighing.json")
        content = b"".join((self.folder / name).read_bytes() for name in names)
        return hashlib.sha256(content).hexdigest()[:12]

    @cached_property
    def heads(self) -> Heads:
        """The heads."""
        return Heads(self.folder)

    @cached_property
    def tokenizer(self) -> Any:
        """The tokenizer of the word pieces, without padding and truncation."""
        from tokenizers import Tokenizer  # noqa: PLC0415  # only who codes pays for it

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(
        self, document: Document, parses: Sequence[ParsedSentence], wanted: Collection[int]
    ) -> tuple[Reading | None, ...]:
        """Return the reading of each sentence whose number is wanted, in order; else None.

        Asked again for the same parses, as a document's events and claims do, it reads once.
        """
        if self._last is not None and self._last[0] is parses and self._last[1] == wanted:
            return self._last[2]
        readings = self._read(document, parses, wanted)
        self._last = (parses, wanted, readings)
        return readings

    def _read(
        self, document: Document, parses: Sequence[ParsedSentence], wanted: Collection[int]
    ) -> tuple[Reading | None, ...]:
        numbers = [n for n in range(len(parses)) if n in wanted]
        spans = [parses[n].sentence.span for n in numbers]
        encodings = self.tokenizer.encode_batch([document.text[s.start : s.end] for s in spans])
        vectors = self._vectors([e.ids[:_MOST_PIECES] for e in encodings])
        found: dict[int, Reading] = {}
        for number, encoding, vector in zip(numbers, encodings, vectors, strict=True):
            pieces = _pieces_of(parses[number], encoding.offsets[: len(vector)])
            found[number] = Reading(self.heads, vector, pieces)
        return tuple(found.get(number) for number in range(len(parses)))

    def read_texts(self, texts: Sequence[str]) -> list[Floats]:
        """Return the vectors [pieces, width] of unparsed texts, each up to its 128th piece."""
        encodings = self.tokenizer.encode_batch(list(texts))
        return self._vectors([e.ids[:_MOST_PIECES] for e in encodings])

    def _vectors(self, ids: list[list[int]]) -> list[Floats]:
        """Return one array [pieces, width] a sentence; like lengths are read together."""
        found: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(ids)
        order = sorted(range(len(ids)), key=lambda n: (len(ids[n]), n))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            longest = max(len(ids[n]) for n in batch)
            rows = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(rows)
            for row, n in enumerate(batch):
                rows[row, : len(ids[n])] = ids[n]
                mask[row, : len(ids[n])] = 1
            (hidden,) = self._session.run(None, {"ids": rows, "mask": mask})
            for row, n in enumerate(batch):
                found[n] = hidden[row, : len(ids[n])]
        return found


def _pieces_of(
    parse: ParsedSentence, offsets: Sequence[tuple[int, int]]
) -> tuple[tuple[int, ...], ...]:
    """Return for each token the word pieces that overlap it."""
    begin = parse.sentence.span.start
    spans = [(n, a + begin, b + begin) for n, (a, b) in enumerate(offsets) if a < b]
    found: list[tuple[int, ...]] = []
    first = 0
    for token in parse.tokens:
        while first < len(spans) and spans[first][2] <= token.start:
            first += 1
        here = []
        for n, start, end in spans[first:]:
            if start >= token.end:
                break
            if end > token.start:
                here.append(n)
        found.append(tuple(here))
    return tuple(found)


def unit(vector: Floats) -> Floats:
    """Return a vector scaled to length 1; of length 0 as it is."""
    scaled: Floats = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return scaled


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares
