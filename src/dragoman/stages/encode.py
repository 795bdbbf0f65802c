"""Parsed sentences to what the learned model reads in them: types, stances and arguments by token.

The only importer of onnxruntime and tokenizers. One encoder pass a sentence gives a vector for each
word piece; the heads are small enough for numpy and are applied where they are asked for. How the
weights were made is in training/ and its model card.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document, ParsedSentence, Record
from dragoman.stages.stances.weighing import WeighedStance

__all__ = [
    "Encoder",
    "Floats",
    "Heads",
    "Reading",
    "WeighedRoles",
    "WeighedTypes",
    "Weighing",
    "mean_of",
    "softmax",
    "unit",
]

_MOST_PIECES = 128
"""Longer sentences are read up to here; the weights saw none that was longer."""
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
    guess: float = 0.0
    """For the role that grammar gives where no pattern fits, and for none there."""
    nothing_with_guess: float = 0.0


class Weighing(Record, frozen=True, kw_only=True):
    """The weights of rules and model, fitted on held-out sentences: sums are probabilities."""

    types: WeighedTypes
    roles: WeighedRoles
    least: float = 0.35
    """Probability of the likeliest type from which an event is reported."""
    least_role: float = 0.35
    stance: WeighedStance | None = None
    """How grammar and model are weighed for stance; None where that is not fitted yet."""


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
        self.number_of_type = {code: n for n, code in enumerate(self.types)}
        self.modes_of_type = {code: self._modes_of(code) for code in self.types}
        self._weights = {
            name.removesuffix(".weight"): (array.T, self.arrays[name.replace("weight", "bias")])
            for name, array in self.arrays.items()
            if name.replace("weight", "bias") in self.arrays and name.endswith(".weight")
        }
        for kind in ("word", "trigger"):
            self._weights[kind] = self._joined(f"arc_{kind}", f"pair_{kind}")
        # Row by row, as it meets whole sentences: half the time, the same sums.
        words, bias = self._weights["word"]
        self._weights["word"] = np.ascontiguousarray(words), bias
        steps = np.clip(np.arange(-_MOST_PIECES, _MOST_PIECES), -_FAR, _FAR) + _FAR
        self._far = self.arrays["arc_far.weight"][steps]

    def _joined(self, *names: str) -> tuple[Floats, Floats]:
        """Return several layers of the same input as one."""
        weights, biases = zip(*(self._weights[name] for name in names), strict=True)
        return np.concatenate(weights, axis=1), np.concatenate(biases)

    def halves(self, kind: str, vectors: Floats) -> tuple[Floats, Floats]:
        """Return words or triggers as the sum and as the product of both sees them."""
        turned = self.turn(kind, vectors)
        half = turned.shape[-1] // 2
        return turned[..., :half], turned[..., half:]

    def far_from(self, first: int, count: int) -> Floats:
        """Return what distance adds for `count` pieces, seen from the piece `first`."""
        begin = _MOST_PIECES - first
        return self._far[begin : begin + count]

    def _modes_of(self, code: str) -> list[tuple[int, str]]:
        """Return the numbers and names of a type's modes, none among them."""
        split = [mode.partition(".") for mode in self.modes]
        return [(n, mode) for n, (kind, _, mode) in enumerate(split) if kind in ("", code)]

    def turn(self, name: str, vectors: Floats) -> Floats:
        """Return vectors [.., width] through a linear layer."""
        weight, bias = self._weights[name]
        turned: Floats = vectors @ weight
        turned += bias
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
        self._triggers: dict[tuple[int, ...], Floats] = {}
        self._told: dict[tuple[tuple[int, ...], str], Floats] = {}

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

    def of_trigger(self, name: str, tokens: Sequence[int]) -> Floats:
        """Return the probabilities of modes, polarity, certainty or status at a trigger."""
        return self.heads.apply(name, self.at(tokens))

    def kinds(self, tokens: Sequence[int]) -> Floats:
        """Return the probabilities of types at what is taken for a trigger."""
        return self._taken_together(tokens, "kind_joint", "kind")

    def claimed(self, tokens: Sequence[int]) -> Floats:
        """Return the probabilities of `heads.claims` of words taken together."""
        return self._taken_together(tokens, "claim_joint", "claim_kind")

    def _taken_together(self, tokens: Sequence[int], joint: str, name: str) -> Floats:
        """Return what a head reads in words and the sentence around them."""
        key = (tuple(tokens), name)
        if key not in self._told:
            turned = self.heads.turn(joint, np.concatenate([self.at(tokens), self._vectors[0]]))
            self._told[key] = self.heads.apply(name, np.maximum(turned, 0, out=turned))
        return self._told[key]

    def arguments(self, tokens: Sequence[int], type_code: str) -> Floats:
        """Return probabilities [tokens, labels] of `heads.arguments`, seen from a trigger."""
        key = (tuple(tokens), type_code)
        if key not in self._told:
            self._told[key] = self._seen_from(*key)
        return self._told[key]

    def _seen_from(self, tokens: tuple[int, ...], type_code: str) -> Floats:
        heads = self.heads
        first = next((p for t in tokens for p in self._pieces[t]), 0)
        arc, pair = heads.halves("trigger", self.at(tokens))
        arc_word, pair_word = self._words_turned
        joint = arc + heads.arrays["arc_type.weight"][heads.number_of_type[type_code]] + arc_word
        joint += heads.far_from(first, len(joint))
        joint += pair * pair_word
        return self._by_token(heads.apply("arc", np.maximum(joint, 0, out=joint)))

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
        return self.heads.halves("word", self._vectors)

    def at(self, tokens: Sequence[int]) -> Floats:
        """Return the mean vector of the pieces of words; of words that have none, the start's."""
        key = tuple(tokens)
        if key not in self._triggers:
            rows = [p for t in tokens for p in self._pieces[t]]
            self._triggers[key] = mean_of(self._vectors, rows or [0])
        return self._triggers[key]

    @cached_property
    def _rows(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], Floats]:
        """The tokens that have pieces; their pieces in a row, where each one's begin, how many."""
        counts = np.array([len(pieces) for pieces in self._pieces], dtype=np.intp)
        rows = np.array([*itertools.chain.from_iterable(self._pieces)], dtype=np.intp)
        [read] = counts.nonzero()
        counts = counts[read]
        return read, rows, counts.cumsum() - counts, counts.astype(np.float32)[:, None]

    def _by_token(self, by_piece: Floats) -> Floats:
        """Return each token's mean over its pieces."""
        read, rows, begins, counts = self._rows
        sums: Floats = np.add.reduceat(by_piece.take(rows, axis=0), begins, axis=0)
        if len(sums) == len(self._pieces):
            return sums / counts
        found = np.zeros((len(self._pieces), by_piece.shape[1]), dtype=np.float32)
        found[:, 0] = 1
        found[read] = sums / counts
        return found


_Read = tuple[Sequence[ParsedSentence], Collection[int], tuple[Reading | None, ...]]
"""What was read last: of which parses, which sentences, and what was found."""


class Encoder:
    """Loads the weights of a folder at first use; `read` is a pure function of its arguments."""

    name = "dragoman-coder"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: _Read | None = None

    def load(self) -> None:
        """Load now what is otherwise loaded when it is first asked for."""
        _ = self.version, self._session, self.tokenizer, self.heads

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
        # The graph comes optimised (training/graph.py); fusing more made it slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
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
        found: dict[int, Reading] = {}
        for number, encoding in zip(numbers, encodings, strict=True):
            vectors = self._vectors(encoding.ids[:_MOST_PIECES])
            pieces = _pieces_of(parses[number], encoding.offsets[: len(vectors)])
            found[number] = Reading(self.heads, vectors, pieces)
        return tuple(found.get(number) for number in range(len(parses)))

    def read_texts(self, texts: Sequence[str]) -> list[Floats]:
        """Return the vectors [pieces, width] of unparsed texts, each up to its 128th piece."""
        encodings = self.tokenizer.encode_batch(list(texts))
        return [self._vectors(e.ids[:_MOST_PIECES]) for e in encodings]

    def _vectors(self, ids: Sequence[int]) -> Floats:
        """Return a vector for each piece of one sentence, which no other sentence sways."""
        given = {"ids": np.array([ids], dtype=np.int64)}
        if len(self._session.get_inputs()) > 1:  # weights as they come of training
            given["mask"] = np.ones_like(given["ids"])
        hidden: Floats = self._session.run(None, given)[0][0]
        return hidden


def _pieces_of(
    parse: ParsedSentence, offsets: Sequence[tuple[int, int]]
) -> tuple[tuple[int, ...], ...]:
    """Return for each token the word pieces that overlap it."""
    begin, tokens = parse.sentence.span.start, parse.tokens
    ends = [token.end - begin for token in tokens]
    starts = [token.start - begin for token in tokens]
    found: list[list[int]] = [[] for _ in tokens]
    first = 0
    for number, (start, end) in enumerate(offsets):
        while first < len(ends) and ends[first] <= start:
            first += 1
        here = first
        while here < len(starts) and starts[here] < end:
            found[here].append(number)
            here += 1
    return tuple(map(tuple, found))


def mean_of(vectors: Floats, rows: Sequence[int]) -> Floats:
    """Return the mean of some of the vectors; `rows` is not empty."""
    if len(rows) == 1:
        only: Floats = vectors[rows[0]]
        return only
    mean: Floats = np.add.reduce(vectors.take(rows, axis=0)) / np.float32(len(rows))
    return mean


def unit(vector: Floats) -> Floats:
    """Return a vector scaled to length 1; of length 0 as it is."""
    scaled: Floats = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return scaled


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    # The ufuncs' own reductions: a third of the cost of `max` and `sum` on so few numbers.
    raised = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    raised /= np.add.reduce(raised, axis=-1, keepdims=True)
    shares: Floats = raised.astype(np.float32, copy=False)
    return shares
