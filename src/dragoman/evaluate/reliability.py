"""Whether scores are probabilities: of what is scored 0.8, four in five should be right."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["expected_error", "reliability_table"]

_BINS = 10

Scored = Sequence[tuple[float, bool]]
"""Pairs of a score and whether what was scored is right."""


def expected_error(pairs: Scored) -> float:
    """Return the mean distance between score and share of right ones, over ten bins of scores.

    0.0 where there is nothing to score.
    """
    total = 0.0
    for scored in _bins(pairs):
        if scored:
            mean = sum(score for score, _ in scored) / len(scored)
            share = sum(is_right for _, is_right in scored) / len(scored)
            total += len(scored) * abs(mean - share)
    return total / len(pairs) if pairs else 0.0


def reliability_table(pairs: Scored) -> str:
    """Return a table with a line a bin: how many, their mean score, the share that is right."""
    lines = ["  score        number  mean score  right"]
    for number, scored in enumerate(_bins(pairs)):
        if scored:
            mean = sum(score for score, _ in scored) / len(scored)
            share = sum(is_right for _, is_right in scored) / len(scored)
            low, high = number / _BINS, (number + 1) / _BINS
            lines.append(f"  {low:.1f} to {high:.1f}{len(scored):>9}{mean:>12.3f}{share:>7.3f}")
    return "\n".join(lines)


def _bins(pairs: Scored) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for score, is_right in pairs:
        bins[min(_BINS - 1, max(0, int(score * _BINS)))].append((score, is_right))
    return bins
