"""Which documents tell one story: by the rare words of their titles and openings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from dragoman.stages.links.cluster import Groups, cluster
from dragoman.stages.links.words import Vectors, Weights, content_stems, weigh

__all__ = ["group_stories"]

_LEAST = 0.1
"""Cosine above which two documents rather tell one story; unrelated ones have under 0.05."""
_PER_DAY = 0.004
"""How much more two documents must have in common for each day between them."""
_WIDTH = 60


def group_stories(documents: Mapping[str, tuple[str, date | None]]) -> list[list[str]]:
    """Return the ids of documents in groups that tell one story, all in order.

    `documents` are the texts and days of publication by id. All pairs are compared: meant for
    what a search or a few days' news yield, some thousands of documents.
    """
    ids = sorted(documents)
    stems = [content_stems(documents[some_id][0]) for some_id in ids]
    vectors: Vectors = weigh(stems, Weights(stems), width=_WIDTH)
    left, right = np.triu_indices(len(ids), 1)
    scores = vectors.cosine(left, right) - _LEAST
    days = [documents[some_id][1] for some_id in ids]
    known = np.array([day is not None for day in days], dtype=bool)
    ordinal = np.array([0 if day is None else day.toordinal() for day in days])
    apart = np.abs(ordinal[left] - ordinal[right]) * _PER_DAY
    scores = np.where(known[left] & known[right], scores - apart, scores).astype(np.float32)
    groups = Groups(len(ids))
    cluster(groups, left, right, scores)
    return [[ids[row] for row in rows] for rows in groups.all()]
