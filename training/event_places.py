"""Fits the weights that choose where a verb's act was; numpy alone, a minute after the parsing.

Reads sentences as `dragoman evaluate --task event-location` reads them (a marked verb, the places
of its act), asks the coder for the traits of every place in the sentence, and fits a logistic
model with a penalty on large weights. One sentence in five, told by its words, is held out; the
threshold is the highest of those with about the best F1 of words there.

    python training/event_places.py SENTENCES.jsonl src/dragoman/assets/event_place.json 3600

The last word is how many sentences are read, from the first on. The weights that are shipped are
fitted on all of these once the threshold is chosen.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.tasks.event_location import GoldSentence, ranges_of, touches, words_in
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import place_candidates

PENALTY = 2.0
RAREST = 6
"""A trait seen less often than this is left out."""
STEPS = 400
CLOSE = 0.01
"""F1 so near the best is as good; of such thresholds the highest is taken, for precision."""
Ranges = frozenset[tuple[int, int]]
Array = NDArray[np.float64]


class Case(NamedTuple):
    """One marked verb: its gold places, and each candidate with its traits."""

    text: str
    gold: Ranges
    candidates: list[tuple[tuple[int, int], tuple[str, ...]]]

    @property
    def is_held_out(self) -> bool:
        """One text in five."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 5 == 0


def read_cases(path: Path, most: int) -> list[Case]:
    """Return the marked verbs of a file with the places that the coder sees around them."""
    pipeline = Pipeline.load()
    cases = []
    for gold in islice(read_lines(path, GoldSentence), most):
        given = read_for_coding(document_of(gold.id, gold.text), pipeline)
        if given is None:
            continue
        cast = Cast(given)
        for event in gold.events:
            verb = ranges_of(event.trigger)
            found = [
                ((mention.span.start, mention.span.end), traits)
                for parse in given.parses
                for token in parse.tokens
                if touches((token.start, token.end), verb)
                for mention, traits in place_candidates(given, parse, token.index, cast)
            ]
            cases.append(Case(gold.text, ranges_of(event.locations), found))
    return cases


def fit(cases: list[Case]) -> tuple[dict[str, float], float]:
    """Return weights by trait and the bias."""
    counts = Counter(t for case in cases for _, traits in case.candidates for t in traits)
    index = {t: n for n, t in enumerate(sorted(t for t, n in counts.items() if n >= RAREST))}
    pairs = [
        (traits, touches(span, case.gold)) for case in cases for span, traits in case.candidates
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


def score(cases: list[Case], weights: dict[str, float], bias: float, least: float) -> Array:
    """Return precision, recall and F1 of the words of places."""
    right = ours = both = 0
    for case in cases:
        taken = frozenset(
            span
            for span, traits in case.candidates
            if 1 / (1 + np.exp(-bias - sum(weights.get(t, 0.0) for t in traits))) >= least
        )
        gold, found = words_in(case.text, case.gold), words_in(case.text, taken)
        right, ours, both = right + len(gold), ours + len(found), both + len(gold & found)
    precision, recall = both / max(ours, 1), both / max(right, 1)
    return np.array([precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)])


def main(source: str, target: str, most: str) -> int:
    """Fit, print the held-out figures by threshold, and write the weights."""
    cases = read_cases(Path(source), int(most))
    kept = [case for case in cases if not case.is_held_out]
    held = [case for case in cases if case.is_held_out]
    weights, bias = fit(kept)
    figures = {least: score(held, weights, bias, least) for least in (0.3, 0.35, 0.4, 0.45, 0.5)}
    for least, (precision, recall, f1) in figures.items():
        print(f"threshold {least}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    best = max(float(f1) for _, _, f1 in figures.values())
    threshold = max(least for least, (_, _, f1) in figures.items() if f1 > best - CLOSE)
    weights, bias = fit(cases)
    shipped = {
        "bias": bias,
        "threshold": threshold,
        "weights": {t: w for t, w in sorted(weights.items()) if w},
    }
    Path(target).write_text(json.dumps(shipped, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(cases)} cases, {len(weights)} weights, threshold {threshold}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
