"""What speaks for and against two reports being one happening, and how much.

The score of a pair is the sum of its features' values times their weights: the log odds of being
one happening, 0 where it is even. The weights are set by hand, for the reasons given beside them,
and `dragoman link --explain` prints each value. A value that cannot be told counts 0.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dragoman.stages.links import measures as m
from dragoman.stages.links.batch import Batch, Flags, Index
from dragoman.stages.links.columns import Columns
from dragoman.stages.links.types import is_near
from dragoman.stages.links.words import FloatArray

__all__ = ["FEATURES", "Feature", "is_apart", "score_pairs", "values_of"]

Measure = Callable[[Batch], FloatArray]

_BATCH = 50_000


class Feature(NamedTuple):
    """One thing compared. `measure` gives a value for each pair, mostly 0 to 1."""

    name: str
    weight: float
    why: str
    measure: Measure


FEATURES: tuple[Feature, ...] = (
    Feature("prior", -4.0, "most pairs, even of one week and one party, are two happenings",
            m.always),
    Feature("same type", 1.0, "coders rarely agree on a type by chance; where the deed is one, "
            "that says it already", m.same_type),
    Feature("other type", -2.0, "near types may be one happening seen twice, mostly they are two",
            m.other_type),
    Feature("other mode", -1.0, "a visit is no phone call; but modes are often misread",
            m.other_mode),
    Feature("same deed", 5.0, "trigger words of one stem name one act, and recur in other acts",
            m.same_deed),
    Feature("other deed", -1.0, "other words for one act are common, other acts more so",
            m.other_deed),
    Feature("same parties", 2.0, "share of the parties, by actor, country and sector, or name",
            m.same_parties),
    Feature("other doer", -1.0, "each names who did it, and not the same; blame may differ",
            m.other_doer),
    Feature("other target", -1.5, "each names to whom, and not the same", m.other_target),
    Feature("other counterpart", -8.0, "each names somebody who has no part in the other: a second "
            "visit, another victim", m.other_counterpart),
    Feature("sides turned", -6.0, "each doer is the other's target: an act and the answer to it",
            m.sides_turned),
    Feature("same place", 1.5, "1 for one town, less for lands, districts and nearby towns",
            m.same_place),
    Feature("other place", -8.0,
            "places known and far apart: nothing is in two towns, if both were read right",
            m.other_place),
    Feature("same day", 1.0, "both dated and the dates meet; the vaguer, the less", m.same_day),
    Feature("other day", -2.0, "a day's gap may be time zones (0.3); two named days "
            "apart are 5, vaguer ones up to 2",
            m.other_day),
    Feature("like sentences", 2.0, "rare words shared by the sentences", m.like_sentences),
    Feature("like stories", 3.0, "rare words shared by title and opening: 1 for one story, "
            "-1 for nothing in common", m.like_stories),
    Feature("far publication", -1.0, "weeks between the two documents: news tells what is new",
            m.far_publication),
    Feature("same count", 1.0, "the same number of people, three or more", m.same_count),
    Feature("one foretold", -1.0, "one told as done, one not: a plan is seldom carried out as told",
            m.one_foretold),
    Feature("one document, other deed", -5.0, "a text that changes the word tells another act; its "
            "reports share story, day and parties anyway", m.one_document),
    Feature("one sentence", -4.0, "two acts in one sentence are two", m.one_sentence),
    Feature("repeated", -1.0, "told as a habit: no single happening", m.repeated),
)  # fmt: skip


def values_of(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return each pair's value of each feature, in the order of `FEATURES`."""
    batch = Batch(columns, left, right)
    parts = [feature.measure(batch) for feature in FEATURES]
    return np.stack(parts, axis=1).astype(np.float32)


def score_pairs(columns: Columns, left: Index, right: Index) -> FloatArray:
    """Return the log odds that the two reports of each pair are one happening.

    Pairs of types that never tell one happening get minus infinity.
    """
    weights = np.array([feature.weight for feature in FEATURES], dtype=np.float32)
    scores = np.empty(len(left), dtype=np.float32)
    for start in range(0, len(left), _BATCH):
        one, other = left[start : start + _BATCH], right[start : start + _BATCH]
        scores[start : start + _BATCH] = values_of(columns, one, other) @ weights
    scores[is_apart(columns, left, right)] = -np.inf
    return scores


def is_apart(columns: Columns, left: Index, right: Index) -> Flags:
    """Return which pairs have types that never tell one happening."""
    one, other = columns.type[left], columns.type[right]
    known = (one >= 0) & (other >= 0)
    table = _apart(columns.type_names)
    apart: Flags = known & table[one, other]
    return apart


@lru_cache(maxsize=8)
def _apart(names: tuple[str, ...]) -> Flags:
    """Return which types are apart, by their numbers."""
    rows = [[not is_near(one, other) for other in names] for one in names] or [[False]]
    return np.array(rows, dtype=bool)
