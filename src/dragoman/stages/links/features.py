"""What speaks for and against two reports being one happening, and how much.

The score of a pair is the sum of its features' values times their weights: the log odds of being
one happening, 0 where it is even. What is told of kinds, places and days is weighed by hand, for
the reasons given beside it; how much words and shared parties say is fitted (assets/linking.json,
written by training/link_weights.py). `dragoman link --explain` prints each value. A value that
cannot be told counts 0.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from dragoman.stages.links import measures as m
from dragoman.stages.links.batch import Batch, Index
from dragoman.stages.links.cluster import UNCOMPARED
from dragoman.stages.links.columns import Columns
from dragoman.stages.links.words import FloatArray

__all__ = ["FEATURES", "Feature", "score_pairs", "values_of", "weighed"]

Measure = Callable[[Batch], FloatArray]

_BATCH = 50_000
_FILE = Path(__file__).parents[2] / "assets" / "linking.json"
_FITTED = msgspec.json.decode(_FILE.read_bytes(), type=dict[str, float])


class Feature(NamedTuple):
    """One thing compared. `measure` gives a value for each pair, mostly 0 to 1."""

    name: str
    weight: float
    why: str
    measure: Measure
    contradicts: bool = False
    """Whether it says that the two are not one; else it says at worst that little is in common."""


def _fitted(name: str, why: str, measure: Measure) -> Feature:
    return Feature(name, _FITTED.get(name, 0.0), why, measure)


FEATURES: tuple[Feature, ...] = (
    _fitted("prior", "most pairs, even of one week and one party, are two happenings", m.always),
    Feature("same type", 1.0, "coders rarely agree on a type by chance; where the deed is one, "
            "that says it already", m.same_type),
    Feature("other type", -2.0, "near types may be one happening seen twice, mostly they are two",
            m.other_type, contradicts=True),
    Feature("type apart", -10.0, "talks and a treaty, an attack and a visit: more than all that "
            "may speak for the two; but types are misread", m.type_apart, contradicts=True),
    Feature("other mode", -1.0, "a visit is no phone call; but modes are often misread",
            m.other_mode, contradicts=True),
    _fitted("same deed", "trigger words of one stem name one act, and recur in other acts",
            m.same_deed),
    _fitted("other deed", "other words for one act are common, other acts more so", m.other_deed),
    _fitted("kin deed", "other words that share a meaning may name one act", m.kin_deed),
    _fitted("same parties", "share of the parties, by actor, country and sector, or name",
            m.same_parties),
    Feature("other doer", -0.5, "each names who did it, and not the same; blame may differ",
            m.other_doer, contradicts=True),
    Feature("other target", -0.5, "each names to whom, and not the same", m.other_target,
            contradicts=True),
    Feature("other counterpart", -8.0, "each names somebody who has no part in the other: a second "
            "visit, another victim", m.other_counterpart, contradicts=True),
    Feature("sides turned", -6.0, "each doer is the other's target: an act and the answer to it",
            m.sides_turned, contradicts=True),
    Feature("same place", 1.5, "1 for one town, less for lands, districts and nearby towns",
            m.same_place),
    Feature("other place", -8.0,
            "places known and far apart: nothing is in two towns, if both were read right",
            m.other_place, contradicts=True),
    Feature("same day", 1.0, "both dated and the dates meet; the vaguer, the less", m.same_day),
    Feature("other day", -2.0, "a day's gap may be time zones (0.3); two named days "
            "apart are 5, vaguer ones up to 2",
            m.other_day, contradicts=True),
    _fitted("like words beside", "rare words shared just before and after the triggers: mostly who "
            "and what it was about", m.like_words_beside),
    _fitted("like stories", "names, numbers and rare words shared by title and opening",
            m.like_stories),
    _fitted("other story", "titles and openings with nothing in common", m.other_story),
    Feature("far publication", -1.0, "weeks between the two documents: news tells what is new",
            m.far_publication, contradicts=True),
    Feature("same count", 1.0, "the same number of people, three or more", m.same_count),
    Feature("one foretold", -0.5, "one told as done, one not: a plan is seldom carried out as told",
            m.one_foretold, contradicts=True),
    _fitted("one document", "a text comes back to what it tells", m.one_document),
    Feature("one document, other deed", -5.0, "a text that changes the word tells another act; its "
            "reports share story, day and parties anyway", m.other_deed_there),
    Feature("one sentence", -4.0, "two acts in one sentence are two", m.one_sentence),
    Feature("repeated", -1.0, "told as a habit: no single happening", m.repeated, contradicts=True),
)  # fmt: skip
_CONTRADICTS = np.array([feature.contradicts for feature in FEATURES])


def values_of(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return each pair's value of each feature, in the order of `FEATURES`."""
    batch = Batch(columns, left, right)
    parts = [feature.measure(batch) for feature in FEATURES]
    return np.stack(parts, axis=1).astype(np.float32)


def score_pairs(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return the log odds that the two reports of each pair are one happening.

    Two that merely have little in common count as if they had not been compared; only what
    contradicts counts further against them.
    """
    weights = np.array([feature.weight for feature in FEATURES], dtype=np.float32)
    scores = np.empty(len(left), dtype=np.float32)
    for start in range(0, len(left), _BATCH):
        one, other = left[start : start + _BATCH], right[start : start + _BATCH]
        scores[start : start + _BATCH] = weighed(values_of(columns, one, other), weights)
    return scores


def weighed(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the scores of pairs whose features have these values, under these weights."""
    against = values @ np.where(_CONTRADICTS, weights, 0)
    alike = values @ np.where(_CONTRADICTS, 0, weights)
    scores: FloatArray = (np.maximum(alike, UNCOMPARED) + against).astype(np.float32)
    return scores
