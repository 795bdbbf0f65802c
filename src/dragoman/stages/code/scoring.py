"""How likely a report is right: its score, as it holds in news.

Rules and model are weighed on texts of which many were written to be hard. Of what they are sure of
less is right in news than they say, of what they doubt more. Two numbers bring their probability to
what holds there (fitted by training/report_weights.py on golden articles and on real sentences that
the model has not learnt from, both counting alike).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.records import Record
from dragoman.stages.code.drafts import Draft

__all__ = ["ReportWeights", "calibrated", "load_report_weights"]

_FILE = Path(__file__).parents[2] / "assets" / "reports.json"
_LEAST = 0.01


class ReportWeights(Record, frozen=True, kw_only=True):
    """A logistic model of one term, and what comes of it."""

    slope: float
    shift: float
    reached: tuple[tuple[float, float], ...] = ()
    """Precisions, rising, each with the score from which reports together reach it."""

    def score(self, probability: float) -> float:
        """Return the score of what rules and model give that probability, with three digits."""
        return round(_logistic(self.slope * _log_odds(probability) + self.shift), 3)

    def probability(self, score: float) -> float:
        """Return what rules and model gave: the inverse of `score`."""
        return _logistic((_log_odds(score) - self.shift) / self.slope)

    def least(self, precision: float) -> float:
        """Return the score from which the share of right reports is that or more.

        Where no score reaches it, it is the precision itself: then each report alone does.
        """
        found = (score for reached, score in self.reached if reached >= precision)
        return next(found, precision)


@cache
def load_report_weights() -> ReportWeights:
    """Return the shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=ReportWeights)


def calibrated(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with scores that hold in news; runners-up share what is left as before."""
    weights = load_report_weights()
    for draft in drafts:
        if draft.score is not None:
            score = weights.score(draft.score)
            left = (1 - score) / max(1 - draft.score, _LEAST)
            draft.others = [
                replace(other, trigger=replace(other.trigger, weight=other.trigger.weight * left))
                for other in draft.others
            ]
            draft.score = score
    return list(drafts)


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
