"""Fits how likely a report is right, from the probability that rules and model come to.

On the golden articles and, where they are at hand, on the real sentences that the model has not
learnt from (real.py), both counting alike: these are texts as they are found, while the corpus is
harder. A report is right where a hand marked an event of its type at its words. Prints the share of
right reports and the calibration error on texts that a fold leaves out.

    python training/report_weights.py src/dragoman/assets/reports.json --sets FOLDER
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from claim_weights import FOLDERS, GOLDEN, report
from examples import is_held_out, unsure_in
from items import Item
from real import read_real

from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.gold import read_gold
from dragoman.evaluate.match import match_events
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.batch import use_one_thread
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records.output import CodedDocument
from dragoman.stages.code.scoring import ReportWeights, load_report_weights

__all__ = ["Seen", "fit_reports"]

ROUNDS = 30
PRECISIONS = tuple(n / 100 for n in range(50, 100))
FEWEST = 0.1
"""Share of the reports that must lie above a score for its precision to be believed."""


class Seen(NamedTuple):
    """One report that the coder made."""

    source: str
    text: str
    probability: float
    """What rules and model came to."""
    is_right: bool


def scored_reports(pipeline: Pipeline, sets: Path | None) -> Iterator[Seen]:
    """Yield the reports of all texts but those of what a hand left open."""
    undone = load_report_weights().probability
    for folder in FOLDERS:
        for gold, raw in read_gold(GOLDEN / folder):
            coded = coded_or_problem(raw, pipeline)
            if not isinstance(coded, CodedDocument):
                raise SystemExit(f"{gold.id} cannot be coded")
            marked = {e.id: e for e in gold.events}
            told = {r.id: marked[name] for name, r in match_events(coded, gold.events).items()}
            for one in coded.reports:
                event = told.get(one.id)
                if one.score is None or (event is not None and event.optional):
                    continue
                is_right = event is not None and one.type in (event.type, *event.or_types)
                yield Seen("articles", gold.id, undone(one.score), is_right)
    for item in () if sets is None else read_real(sets):
        if is_held_out(item):
            yield from _seen_in(item, pipeline)


def _seen_in(item: Item, pipeline: Pipeline) -> Iterator[Seen]:
    unsure = unsure_in(item)
    undone = load_report_weights().probability
    for one in analyse(document_of(item.id, item.text), pipeline).reports:
        start, end = one.trigger.start, one.trigger.end
        if one.score is None or any(start < b and a < end for a, b in unsure):
            continue
        kinds = {e.kind for e in item.events if start < e.words.end and e.words.start < end}
        is_right = one.types[0].code in kinds
        yield Seen("real sentences", item.id, undone(one.score), is_right)


def fit_reports(seen: Sequence[Seen]) -> ReportWeights:
    """Return the weights under which what is right is likeliest, by Newton's method."""
    rows = np.array([[np.log(o.probability / (1 - o.probability)), 1.0] for o in seen])
    right = np.array([o.is_right for o in seen], float)
    counts = _counts(seen)
    weights = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        shares = 1 / (1 + np.exp(-rows @ weights))
        bend = (rows * (counts * shares * (1 - shares))[:, None]).T @ rows
        weights -= np.linalg.solve(bend, rows.T @ (counts * (shares - right)))
    return ReportWeights(slope=round(float(weights[0]), 4), shift=round(float(weights[1]), 4))


def _counts(seen: Sequence[Seen]) -> np.ndarray:
    """Return how much each report counts: each source as much as any other."""
    sources = [o.source for o in seen]
    return np.array([len(seen) / sources.count(source) for source in sources])


def with_precisions(weights: ReportWeights, seen: Sequence[Seen]) -> ReportWeights:
    """Return the weights with the least score from which each precision is reached."""
    scores = np.array([weights.score(o.probability) for o in seen])
    right, counts = np.array([o.is_right for o in seen], float), _counts(seen)
    kept = [
        (score, float(np.average(right[scores >= score], weights=counts[scores >= score])))
        for score in np.unique(scores)
        if counts[scores >= score].sum() >= FEWEST * counts.sum()
    ]
    share = float(np.average(right, weights=counts))
    reached = [(round(share - 0.0005, 3), 0.0)]
    for precision in (p for p in PRECISIONS if p > share):
        least = next((float(score) for score, share in kept if share >= precision), None)
        if least is not None:
            reached.append((precision, least))
    return msgspec.structs.replace(weights, reached=tuple(reached))


def _scorer(seen: Sequence[Seen]) -> Callable[[Seen], float]:
    weights = fit_reports(seen)
    return lambda one: weights.score(one.probability)


def main(arguments: argparse.Namespace) -> None:
    """Fit, print how well it holds, and write the weights."""
    use_one_thread()
    seen = list(scored_reports(Pipeline.load(), arguments.sets))
    report(seen, _scorer)
    weights = with_precisions(fit_reports(seen), seen)
    arguments.weights.write_bytes(
        msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n"
    )
    print(weights)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="the file to write")
    parser.add_argument("--sets", type=Path, default=None, help="folder of public sets")
    main(parser.parse_args())
