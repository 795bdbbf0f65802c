"""Fits how much nearness to definitions and examples counts for a type of any codebook; no torch.

PLOVER's modes, and its types without modes, stand for the types of a codebook that the model does
not know. Each held-out trigger is shown a handful of them, drawn by a fixed seed, among which its
own may be or not; the weights are those under which right answers are likeliest, none among them.
The model was trained on these modes too, so the figures flatter what it knows of truly new types.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from examples import Example, ExampleEvent, examples_of
from fit import Terms, fit
from items import read_corpus

from dragoman.knowledge.codebook import load_codebook
from dragoman.stages.code.own_types import WeighedNearness, describe, nearness
from dragoman.stages.encode import Encoder, unit

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "src" / "dragoman" / "assets"
DRAWS = 2
"""How many handfuls each trigger is shown."""
SIZES = (3, 12)
SEED = 7


def kinds_described() -> dict[str, list[str]]:
    """Return the texts for each mode, and for each type without modes."""
    found: dict[str, list[str]] = {}
    for one in load_codebook("plover").types:
        for mode in one.modes:
            found[f"{one.code}.{mode.code}"] = [f"{mode.name}: {mode.definition}", *mode.examples]
        if not one.modes:
            found[one.code] = [f"{one.name}: {one.definition}", *one.examples]
    return found


def triggers_in(corpus: Path, kinds: set[str]) -> Iterator[tuple[Example, ExampleEvent, str]]:
    """Yield the held-out events whose mode, or type without modes, is one of `kinds`."""
    for item in read_corpus(corpus):
        for example in examples_of(item):
            for event in example.events if example.held_out else ():
                kind = event.type if event.mode is None else f"{event.type}.{event.mode}"
                if kind in kinds:
                    yield example, event, kind


def choices(encoder: Encoder, corpus: Path, among: float) -> tuple[list[Terms], list[int]]:
    """Return the terms of each handful and which of it is right, 0 being none."""
    texts = kinds_described()
    codes = sorted(texts)
    described, middle = describe([texts[code] for code in codes], encoder)
    by_code = dict(zip(codes, described, strict=True))
    chance = random.Random(SEED)
    terms, right = [], []
    for example, event, kind in triggers_in(corpus, set(codes)):
        offsets = encoder.tokenizer.encode(example.text).offsets
        [vectors] = encoder.read_texts([example.text])
        rows = [
            n
            for n, (a, b) in enumerate(offsets[: len(vectors)])
            if a < b and a < event.end and event.start < b
        ]
        if not rows:
            continue
        word = vectors[rows].mean(0)
        types = encoder.heads.apply("types", vectors[rows]).mean(0)
        for _ in range(DRAWS):
            others = [code for code in codes if code != kind]
            handful = chance.sample(others, chance.randint(*SIZES))
            if chance.random() < among:
                handful[0] = kind
            whole = unit(vectors.mean(0))
            near = [nearness(whole, word, types, by_code[code], middle) for code in handful]
            table = np.zeros((len(handful) + 1, 4))
            table[1:, :3], table[0, 3] = near, 1
            terms.append(table)
            right.append(1 + handful.index(kind) if kind in handful else 0)
    return terms, right


def hits(terms: list[Terms], right: list[int], weights: Terms) -> float:
    """Return how often the likeliest of the handful is right, where the right one is there."""
    there = [(one, r) for one, r in zip(terms, right, strict=True) if r]
    return sum(int((one @ weights)[1:].argmax()) + 1 == r for one, r in there) / len(there)


def main(arguments: argparse.Namespace) -> None:
    """Fit, print how often the nearest is right, and write the weights."""
    terms, right = choices(Encoder(arguments.folder), arguments.corpus, arguments.among)
    weights = np.array(fit(terms, right))
    names = WeighedNearness.__struct_fields__
    guesses = [int((one @ weights).argmax()) for one in terms]
    share = sum(g == r for g, r in zip(guesses, right, strict=True)) / len(right)
    print(f"{len(terms)} choices, none among them: right {share:.3f}")
    print(f"nearest right where it is there: {hits(terms, right, weights):.3f}")
    for place, name in enumerate(names[:3]):
        without = np.where(np.arange(4) == place, 0, weights)
        print(f"  without {name}: {hits(terms, right, without):.3f}")
    found = WeighedNearness(**dict(zip(names, weights.tolist(), strict=True)))
    arguments.output.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    print(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ASSETS / "coder")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--output", type=Path, default=ASSETS / "own_types.json")
    parser.add_argument(
        "--among", type=float, default=0.6, help="share of handfuls with the right one"
    )
    main(parser.parse_args())
