"""One pair of reports laid open: each feature's value and weight, for `link --explain`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.records import Record
from dragoman.stages.links.blocking import read_blocks
from dragoman.stages.links.columns import Columns
from dragoman.stages.links.features import FEATURES, score_pairs, values_of
from dragoman.stages.links.report import LinkableReport
from dragoman.stages.links.twins import twins_of

__all__ = ["Compared", "Part", "compare_pair"]


_ROUNDED = 0.1
"""Values are shown rounded, so that their sum may miss the score by less."""


class Part(Record, frozen=True, kw_only=True):
    """What one feature says of a pair."""

    name: str
    value: float
    weight: float
    adds: float
    """Value times weight."""
    why: str


class Compared(Record, frozen=True, kw_only=True):
    """What all features say of a pair."""

    parts: tuple[Part, ...]
    score: float
    """The sum; but what is merely not alike counts no less than `cluster.UNCOMPARED`."""
    notes: tuple[str, ...]


def compare_pair(reports: Sequence[LinkableReport], one: str, other: str) -> Compared:
    """Return the comparison of two of `reports`; the others tell how rare words are."""
    columns = Columns(reports)
    row_of = {report.id: row for row, report in enumerate(columns.reports)}
    rows = sorted((row_of[one], row_of[other]))
    left, right = np.array(rows[:1], dtype=np.intp), np.array(rows[1:], dtype=np.intp)
    values = values_of(columns, left, right)[0]
    parts = tuple(
        Part(
            name=feature.name,
            value=round(float(value), 3),
            weight=feature.weight,
            adds=round(float(value) * feature.weight, 3),
            why=feature.why,
        )
        for feature, value in zip(FEATURES, values, strict=True)
    )
    score = round(float(score_pairs(columns, left, right)[0]), 3)
    notes = _notes(columns, rows, reports)
    if score > sum(part.adds for part in parts) + _ROUNDED:
        notes.insert(0, "They have little in common. That counts no more against them than if they "
                     "had not been compared; only what contradicts does.")  # fmt: skip
    return Compared(parts=parts, score=score, notes=tuple(notes))


def _notes(columns: Columns, rows: list[int], reports: Sequence[LinkableReport]) -> list[str]:
    """Return what decides before any score does."""
    one, other = (columns.reports[row] for row in rows)
    notes = []
    if one.parent_id == other.id or other.parent_id == one.id:
        notes.append("One is told as a part of the other.")
    twins = twins_of(reports, kept_apart=frozenset())
    if any({one.id, other.id} <= {report.id for report in group} for group in twins):
        notes.append("They are copies: one sentence, printed twice. Copies are not compared.")
    else:
        chosen = np.zeros(len(columns), dtype=bool)
        chosen[rows] = True
        left, right = read_blocks(columns).pairs(chosen)
        if not ((left == rows[0]) & (right == rows[1])).any():
            notes.append(
                "They share no block (kind, week and party, place, deed or rare words), so the "
                "linker does not compare them; a third report may still join them."
            )
    return notes
