"""Fits the weights that choose where a verb's act was; numpy alone, a minute after the parsing.

Reads sentences as `dragoman evaluate --task event-location` reads them (a marked verb, the places
of its act), asks the coder for the traits of every place in the sentence, and fits a logistic
model with a penalty on large weights. One sentence in five, told by its words, is held out, from
the training of the learned model too; the threshold is the highest of those with about the best
F1 of words there. On those held out it is also fitted how the traits count beside the model.

    python training/event_places.py SENTENCES.jsonl src/dragoman/assets/event_place.json 3600 \
        src/dragoman/assets/coder

Behind the files come how many sentences are read, from the first on, and the learned model.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from dragoman.evaluate.tasks.event_location import GoldSentence, ranges_of, touches, words_in
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import marked_share, place_candidates
from dragoman.stages.code.place_choice import Beside, PlaceWeights, log_odds
from dragoman.stages.encode import Encoder

PENALTY = 2.0
RAREST = 6
"""A trait seen less often than this is left out."""
STEPS = 400
NOT_BESIDE = Beside(bias=0, traits=1, model=0, threshold=0.5)
CLOSE = 0.01
"""F1 so near the best is as good; of such thresholds the highest is taken, for precision."""
Ranges = frozenset[tuple[int, int]]
Array = NDArray[np.float64]


class Candidate(NamedTuple):
    """A place named in the sentence, and what speaks for it."""

    span: tuple[int, int]
    traits: tuple[str, ...]
    marked: float
    """The model's probability that its words tell where."""


class Case(NamedTuple):
    """One marked verb: its gold places, and each candidate."""

    text: str
    gold: Ranges
    candidates: list[Candidate]


def is_held_out(text: str) -> bool:
    """Whether a text is for measuring: one in five, told by its words."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5 == 0


def read_cases(path: Path, most: int, encoder: Encoder) -> list[Case]:
    """Return the marked verbs of a file with the places that the coder sees around them."""
    pipeline = Pipeline.load()
    cases = []
    for gold in islice(read_lines(path, GoldSentence), most):
        given = read_for_coding(document_of(gold.id, gold.text), pipeline)
        if given is None:
            continue
        cast = Cast(given)
        readings = encoder.read(given.document, given.parses, range(len(given.parses)))
        for event in gold.events:
            verb = ranges_of(event.trigger)
            found = []
            for parse, reading in zip(given.parses, readings, strict=True):
                at = [t.index for t in parse.tokens if touches((t.start, t.end), verb)]
                if at and reading is not None:
                    where = reading.where(at)
                    found += [
                        Candidate(
                            (mention.span.start, mention.span.end),
                            traits,
                            marked_share(parse, mention, where),
                        )
                        for mention, traits in place_candidates(given, parse, at[0], cast)
                    ]
            cases.append(Case(gold.text, ranges_of(event.locations), found))
    return cases


def fit(cases: list[Case]) -> tuple[dict[str, float], float]:
    """Return weights by trait and the bias."""
    counts = Counter(t for case in cases for one in case.candidates for t in one.traits)
    index = {t: n for n, t in enumerate(sorted(t for t, n in counts.items() if n >= RAREST))}
    pairs = [
        (one.traits, touches(one.span, case.gold)) for case in cases for one in case.candidates
    ]
    rows = np.zeros((len(pairs), len(index) + 1))
    rows[:, -1] = 1
    for row, (traits, _) in enumerate(pairs):
        rows[row, [index[t] for t in traits if t in index]] = 1
    weights = descend(rows, np.array([is_there for _, is_there in pairs], dtype=float))
    return {t: round(float(weights[n]), 3) for t, n in index.items()}, round(float(weights[-1]), 3)


def descend(rows: Array, right: Array) -> Array:
    """Return the weights of least penalised loss, by Adam's steps over all rows at once."""
    weights = np.zeros(rows.shape[1])
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = (rows.T @ (sure - right) + PENALTY * weights) / len(right)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        ahead = np.sqrt(spread / (1 - 0.99**step)) + 1e-8
        weights -= 0.05 * mean / (1 - 0.9**step) / ahead
    return weights


def fit_beside(cases: list[Case], traits: PlaceWeights) -> Beside:
    """Return how the traits count beside the model; its threshold is the one given."""
    rows, right = [], []
    for case in cases:
        for one in case.candidates:
            rows.append((traits.log_odds(one.traits), log_odds(one.marked), 1.0))
            right.append(float(touches(one.span, case.gold)))
    by_traits, model, bias = descend(np.array(rows), np.array(right)).round(3).tolist()
    return Beside(bias=bias, traits=by_traits, model=model, threshold=0.5)


Taker = Callable[[Candidate], bool]


def score(cases: list[Case], takes: Taker) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of places."""
    right = ours = both = 0
    for case in cases:
        taken = frozenset(one.span for one in case.candidates if takes(one))
        gold, found = words_in(case.text, case.gold), words_in(case.text, taken)
        right, ours, both = right + len(gold), ours + len(found), both + len(gold & found)
    precision, recall = both / max(ours, 1), both / max(right, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def best_threshold(cases: list[Case], taker: Callable[[float], Taker]) -> float:
    """Print the figures by threshold, and return the highest of about the best F1."""
    figures = {}
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        precision, recall, f1 = score(cases, taker(least))
        print(f"threshold {least}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
        figures[least] = f1
    return max(least for least, f1 in figures.items() if f1 > max(figures.values()) - CLOSE)


def main(source: str, target: str, most: str, folder: str) -> int:
    """Fit, print the held-out figures by threshold, and write the weights."""
    cases = read_cases(Path(source), int(most), Encoder(Path(folder)))
    kept = [case for case in cases if not is_held_out(case.text)]
    held = [case for case in cases if is_held_out(case.text)]
    weights, bias = fit(kept)
    alone = PlaceWeights(bias=bias, threshold=0.5, beside=NOT_BESIDE, weights=weights)
    beside = fit_beside(held, alone)
    print("by traits alone")
    threshold = best_threshold(held, lambda least: _alone(alone, least))
    print("beside the model", beside)
    both = best_threshold(held, lambda least: _beside(alone, replace(beside, threshold=least)))
    shipped = PlaceWeights(
        bias=bias,
        threshold=threshold,
        beside=replace(beside, threshold=both),
        weights={t: w for t, w in sorted(weights.items()) if w},
    )
    encoded = msgspec.json.format(msgspec.json.encode(shipped), indent=0)
    Path(target).write_bytes(encoded + b"\n")
    print(f"{len(cases)} cases, {len(weights)} weights, thresholds {threshold} and {both}")
    return 0


def _alone(weights: PlaceWeights, least: float) -> Taker:
    taking = replace(weights, threshold=least)
    return lambda one: taking.takes(one.traits, None)


def _beside(weights: PlaceWeights, beside: Beside) -> Taker:
    taking = replace(weights, beside=beside)
    return lambda one: taking.takes(one.traits, one.marked)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
