"""What the rules and the model say of one trigger or one actor, weighed into probabilities.

Both are sums of few terms, fitted on sentences held out from training (training/fit.py): so much
for what the model gives each label, so much for the label of the rules, so much for none. What
comes out is a probability; reports and participants carry it as their score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dragoman.stages.encode import Floats, WeighedRoles, WeighedTypes, softmax

__all__ = ["Evidence", "logit", "ranked", "weigh_roles", "weigh_types"]

_LEAST = 1e-5


class Evidence(NamedTuple):
    """What speaks for the types at one trigger."""

    shares: Floats
    """The model's probabilities of none and each type at the word."""
    present: Floats
    """The model's probabilities that the sentence tells each type at all."""
    rule: int | None
    """The type of a pattern whose grammar fits, and how sure the pattern is."""
    rule_weight: float
    hint: int | None
    """The type of a pattern that fits but that grammar makes no event of."""
    kinds: Floats
    """The model's probabilities of each type, taking the word for a trigger."""


def weigh_types(evidence: Evidence, weights: WeighedTypes) -> Floats:
    """Return the probability of each type, the first being none."""
    shares, present, rule, rule_weight, hint, kinds = evidence
    scores: Floats = np.log(np.maximum(shares, _LEAST)) * np.float32(weights.model)
    scores[1:] += np.log(np.maximum(present[1:], _LEAST)) * np.float32(weights.present)
    scores[1:] += np.log(np.maximum(kinds[1:], _LEAST)) * np.float32(weights.kind)
    if hint is not None:
        scores[hint] += weights.hint
    scores[0] += weights.nothing_alone if rule is None else weights.nothing_with_rule
    if rule is not None:
        scores[rule] += weights.rule + weights.sure * logit(rule_weight)
    return softmax(scores)


def weigh_roles(
    shares: Floats, rule: int | None, *, has_pattern: bool, weights: WeighedRoles
) -> Floats:
    """Return the probability of each role, the first being none.

    `rule` is the role that grammar gives; `has_pattern` tells whether a pattern fits at all, or the
    frame in which grammar reads is only the usual one of the type.
    """
    scores: Floats = np.log(np.maximum(shares, _LEAST)) * np.float32(weights.model)
    if rule is not None:
        scores[rule] += weights.rule if has_pattern else weights.guess
        scores[0] += weights.nothing_with_rule if has_pattern else weights.nothing_with_guess
    else:
        scores[0] += weights.nothing_beside_rules if has_pattern else weights.nothing_alone
    return softmax(scores)


def logit(share: float) -> float:
    """Return the log odds of a probability, which is kept off 0 and 1."""
    kept = min(max(share, 0.02), 0.98)
    return float(np.log(kept / (1 - kept)))


def ranked(shares: Floats, labels: Sequence[str]) -> list[tuple[str, float]]:
    """Return labels but none with their probabilities, the most probable first."""
    order = sorted(range(1, len(labels)), key=lambda n: (-float(shares[n]), n))
    return [(labels[n], float(shares[n])) for n in order]
