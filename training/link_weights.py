"""Fits how much words tell of two reports being one happening; numpy alone, once texts are read.

Reads articles with marked mentions as `dragoman evaluate --task coreference` does, and fits a
logistic model with a penalty on large weights over all pairs of one topic. What is weighed by hand
is left as it is. The prior is then raised by the step with which linking the mentions agrees best
with the marks.

    python training/link_weights.py ARTICLES.jsonl src/dragoman/assets/linking.json
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.clusters import add_up, count_by_topic
from dragoman.evaluate.tasks.lines import read_lines
from dragoman.evaluate.tasks.mentions import GoldArticle, Marked, read_mentions
from dragoman.pipeline.document import Pipeline
from dragoman.stages.links import features
from dragoman.stages.links.cluster import Groups, cluster
from dragoman.stages.links.columns import Columns

PENALTY = 3.0
ROUNDS = 30
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much the prior may be raised."""
FITTED = (
    "same deed", "other deed", "kin deed", "like words beside", "like stories",
    "other story", "one document", "same parties",
)  # fmt: skip
NOT_TOLD = ("one document, other deed", "one sentence")
"""Pairs with these are left out: what weighs against them by hand would be weighed up."""
Array = NDArray[np.float64]
Rows = NDArray[np.intp]


class Pairs(NamedTuple):
    """All pairs of mentions of one topic, with the values of their features."""

    columns: Columns
    left: Rows
    right: Rows
    values: Array
    same: Array
    """1 for two mentions of one happening."""


def main(articles: Path, target: Path) -> None:
    """Fit and write the weights; print what they come to on the same mentions."""
    pipeline = Pipeline.load()
    gold = sorted(read_lines(articles, GoldArticle), key=lambda article: article.id)
    topics = {article.id: article.topic for article in gold}
    marked = [mention for article in gold for mention in read_mentions(article, pipeline)]
    target.write_bytes(msgspec.json.format(msgspec.json.encode(fit(marked, topics)), indent=2))


def fit(marked: Sequence[Marked], topics: dict[str, str]) -> dict[str, float]:
    """Return the weight of each fitted feature, and the prior; `topics` are those of articles."""
    pairs = _pairs(marked, topics)
    names = [feature.name for feature in features.FEATURES]
    chosen = [names.index(name) for name in FITTED]
    by_hand = np.array([f.weight for f in features.FEATURES])
    by_hand[[*chosen, names.index("prior")]] = 0
    told = ~pairs.values[:, [names.index(name) for name in NOT_TOLD]].any(axis=1)
    values = pairs.values[told]
    weights = _logistic(values[:, chosen], pairs.same[told], values @ by_hand)
    agreement = {}
    for step in STEPS:
        tried = by_hand.copy()
        tried[[*chosen, names.index("prior")]] = [*weights[:-1], weights[-1] + step]
        agreement[step] = _agreement(pairs, marked, topics, tried)
    print({step: round(value, 4) for step, value in agreement.items()})
    weights[-1] += max(STEPS, key=lambda step: agreement[step])
    found = zip((*FITTED, "prior"), weights.tolist(), strict=True)
    return {name: round(value, 2) for name, value in found}


def _pairs(marked: Sequence[Marked], topics: dict[str, str]) -> Pairs:
    columns = Columns([mention.report for mention in marked])
    cluster_of = {mention.report.id: mention.cluster for mention in marked}
    topic = np.array([topics[report.document.id] for report in columns.reports])
    gold = np.array([cluster_of[report.id] for report in columns.reports])
    left, right = np.triu_indices(len(columns), 1)
    within = topic[left] == topic[right]
    left, right = left[within].astype(np.intp), right[within].astype(np.intp)
    values = np.concatenate([
        features.values_of(columns, left[n : n + 50_000], right[n : n + 50_000])
        for n in range(0, len(left), 50_000)
    ]).astype(np.float64)  # fmt: skip
    return Pairs(columns, left, right, values, (gold[left] == gold[right]).astype(np.float64))


def _logistic(values: Array, same: Array, offset: Array) -> Array:
    """Return the weights and the constant that fit best beside what is given, by Newton's steps."""
    table = np.column_stack([values, np.ones(len(values))])
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 0
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(table @ weights + offset)))
        slope = table.T @ (same - chance) - penalty * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    return weights


def _agreement(
    pairs: Pairs, marked: Sequence[Marked], topics: dict[str, str], weights: Array
) -> float:
    """Return CoNLL F1 of linking the mentions within their topics."""
    as_shipped = np.asarray(weights, np.float32)
    scores = features.weighed(np.asarray(pairs.values, np.float32), as_shipped)
    groups = Groups(len(pairs.columns))
    cluster(groups, pairs.left, pairs.right, scores)
    reports = pairs.columns.reports
    found = {reports[row].id: reports[rows[0]].id for rows in groups.all() for row in rows}
    gold = {mention.report.id: mention.cluster for mention in marked}
    by_topic = {mention.report.id: topics[mention.article_id] for mention in marked}
    return add_up(count_by_topic(gold, found, by_topic)).scores().conll


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
