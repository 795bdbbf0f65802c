"""Pairs of reports side by side, with what several features need of them, worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.stages.links.columns import PLACES, UNKNOWN, Columns
from dragoman.stages.links.words import FloatArray

__all__ = ["Batch", "Flags", "Index"]

Index = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Table = npt.NDArray[Any]

_ACTOR, _NAME, _OFFICE, _LAND = 1.0, 0.9, 0.7, 0.5
"""How far two participants are one: the same actor, surname, country and sector, country."""
_REVERSED = 0.3
"""What remains of a match where one report has as doer whom the other has as target."""
_NEAR_KM, _FAR_KM = 30.0, 100.0
_KM_PER_DEGREE = 111.2


class Batch:
    """Rows of `columns` in pairs: the nth of `left` with the nth of `right`."""

    def __init__(self, columns: Columns, left: Index, right: Index) -> None:
        self.columns, self.left, self.right = columns, left, right

    def __len__(self) -> int:
        return len(self.left)

    def sides(self, table: Table) -> tuple[Table, Table]:
        """Return each pair's two rows of a table."""
        return table[self.left], table[self.right]

    def grid(self, table: Table) -> tuple[Table, Table]:
        """Return each pair's two rows so that every cell of the one meets each of the other."""
        return table[self.left][:, :, None], table[self.right][:, None, :]

    def agree(self, table: Table) -> Flags:
        """Return where a cell of the one and a cell of the other are known and equal."""
        one, other = self.grid(table)
        same: Flags = (one == other) & (one >= 0)
        return same

    @cached_property
    def deed(self) -> FloatArray:
        """How far the trigger words are of one stem."""
        return self.columns.trigger.cosine(self.left, self.right)

    @cached_property
    def kin(self) -> FloatArray:
        """How far trigger words without a common stem may name one act."""
        found = np.zeros(len(self), dtype=np.float32)
        at = np.flatnonzero(self.deed == 0)
        found[at] = self.columns.kin.likeness(self.left[at], self.right[at])
        return found

    @cached_property
    def story(self) -> FloatArray:
        """The cosine of the two documents' openings, 1 within one document."""
        one, other = self.sides(self.columns.document.astype(np.int64))
        size = int(self.columns.document.max(initial=0)) + 1
        codes, back = np.unique(one * size + other, return_inverse=True)
        rows, others = (codes // size).astype(np.intp), (codes % size).astype(np.intp)
        cosines = np.where(rows == others, 1.0, self.columns.story.cosine(rows, others))
        found: FloatArray = cosines.astype(np.float32)[back]
        return found

    @cached_property
    def gap(self) -> npt.NDArray[np.int32]:
        """Days between the two spans, 0 or less where they meet."""
        first, before = self.sides(self.columns.first), self.sides(self.columns.before)
        gap: npt.NDArray[np.int32] = np.maximum(*first) - np.minimum(*before) + 1
        return gap

    @cached_property
    def dated(self) -> Flags:
        """Whether a day is known of both."""
        one, other = self.sides(self.columns.is_dated)
        both: Flags = one & other
        return both

    @cached_property
    def matches(self) -> FloatArray:
        """How far each participant of the one report is each of the other, and on its side."""
        doer, target = self.grid(self.columns.party_side)
        turned = np.abs(doer - target) == 2
        return np.where(turned, self.likenesses * _REVERSED, self.likenesses).astype(np.float32)

    @cached_property
    def likenesses(self) -> FloatArray:
        """How far each participant of the one report is each of the other, on whatever side."""
        columns = self.columns
        known = self.grid(columns.party_known)
        both_known = (known[0] == 1) & (known[1] == 1)
        land, sector = self.agree(columns.party_country), self.agree(columns.party_sector)
        match = np.where(land, _LAND, 0.0)
        # Two actors of the index that are not one are two offices, however alike their codes.
        match = np.where(land & sector & ~both_known, _OFFICE, match)
        match = np.where(self.agree(columns.party_word) & ~both_known, np.maximum(match, _NAME),
                         match)  # fmt: skip
        # "Police" of two countries are two, whatever they are called.
        one, other = self.grid(columns.party_country)
        abroad = (one != other) & (one != UNKNOWN) & (other != UNKNOWN)
        match = np.where(abroad, 0.0, match)
        match = np.where(self.agree(columns.party_key) & ~(abroad & ~both_known), _ACTOR, match)
        return match.astype(np.float32)

    @cached_property
    def places(self) -> tuple[FloatArray, Flags]:
        """How near the nearest two places are, and whether even those are apart."""
        columns = self.columns
        one, other = self.grid(columns.place_id)
        both = (one >= 0) & (other >= 0)
        precise = self.grid(columns.place_precise)
        both_precise = (precise[0] == 1) & (precise[1] == 1)
        lands = self.grid(columns.place_country)
        abroad = (lands[0] != lands[1]) & (lands[0] >= 0) & (lands[1] >= 0)
        same, km = one == other, self._distance()
        near = np.where(self.agree(columns.place_country) & ~both_precise, 0.3, 0.0)
        near = np.where(self.agree(columns.place_region) & ~both_precise, 0.5, near)
        near = np.where(both_precise & (km <= _NEAR_KM), 0.7, near)
        near = np.where(same, np.where(both_precise, 1.0, 0.4), near)
        apart = ~same & ((both_precise & (km > _FAR_KM)) | (abroad & ~(km <= _NEAR_KM)))
        cells = PLACES**2
        nearest = np.where(both, near, 0.0).reshape(-1, cells).max(axis=1)
        is_apart = (apart | ~both).reshape(-1, cells).all(axis=1)
        return nearest.astype(np.float32), is_apart & both.reshape(-1, cells).any(axis=1)

    def _distance(self) -> FloatArray:
        """Return kilometres between each two places, on a plane: exact for near ones."""
        one, other = self.grid(self.columns.latitude)
        west, east = self.grid(self.columns.longitude)
        across = np.abs(west - east)
        across = np.minimum(across, 360 - across) * np.cos(np.radians((one + other) / 2))
        km: FloatArray = _KM_PER_DEGREE * np.sqrt((one - other) ** 2 + across**2)
        return km
