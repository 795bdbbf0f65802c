"""Which pairs of reports are compared at all: those that share a block.

A block is a kind of happening, a week and something to recognise it by: two parties, a party and a
place, a party and what was done, a place and what was done. Reports may also meet over two rare
words of their sentences, or over what was done and a rare word of the story; those of one
document meet by kind alone. In a block of more than
`_WINDOW` reports each meets those next to it, by place, by rarest word, by day; what is neighbours
does not depend on the order in which reports arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.stages.links.columns import UNKNOWN, Columns
from dragoman.stages.links.types import families_of
from dragoman.stages.links.words import IntArray

__all__ = ["Blocks", "Pairs", "read_blocks"]

Index = npt.NDArray[np.intp]
Rows = IntArray
"""Rows of reports in half the room of `Index`: each stands in dozens of blocks."""
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_WINDOW = 20
_SORTED_BITS = 4
"""Blocks are sorted in so many parts, as a power of two."""
_WEEK = 7
_MOST_WEEKS = 6
"""Longer spans ("last year") meet by the weeks around their publication."""
_PARTIES, _PLACES, _DEEDS, _WORDS, _STORY_WORDS = 4, 2, 2, 4, 10
_TOLD_DEEDS, _MEANINGS, _KIN_STORY_WORDS = 4, 3, 4
"""How many of each a report is looked for by."""
_COMMON_SHARE, _COMMON = 0.05, 50
"""A word in more documents than both finds nothing: a twentieth of all, and 50."""
_LONGEST_GAP_DAYS = 14
"""Reports whose dates are farther apart are never compared, whatever their words."""
_UNTYPED = ("violence", "deal", "blame", "talks")
"""Where the type of a report is not known it meets the largest families; words find the rest."""


class Pairs(NamedTuple):
    """Pairs of rows, the smaller first, each pair once, in order."""

    left: Index
    right: Index


class Blocks(NamedTuple):
    """Rows in order of their blocks: those of one block follow each other, neighbours close by."""

    rows: Rows
    keys: Keys
    columns: Columns

    def pairs(self, chosen: Flags | None = None) -> Pairs:
        """Return the rows to compare; with `chosen`, only pairs in which one at least is so.

        A report is never compared with one it is a part of.
        """
        found = [np.empty(0, dtype=np.int64)]
        for shift in range(1, _WINDOW + 1):
            at = np.flatnonzero(self.keys[:-shift] == self.keys[shift:])
            one, other = self.rows[at], self.rows[at + shift]
            if chosen is not None:
                met = chosen[one] | chosen[other]
                one, other = one[met], other[met]
            met = self._is_comparable(one, other)
            low, high = np.minimum(one, other)[met], np.maximum(one, other)[met]
            found.append(np.unique(low.astype(np.int64) * len(self.columns) + high))
        codes, size = np.unique(np.concatenate(found)), max(len(self.columns), 1)
        return Pairs((codes // size).astype(np.intp), (codes % size).astype(np.intp))

    def _is_comparable(self, one: Rows, other: Rows) -> Flags:
        columns = self.columns
        part = (columns.parent[one] == other) | (columns.parent[other] == one)
        later = np.maximum(columns.first[one], columns.first[other])
        gap = later - np.minimum(columns.before[one], columns.before[other])
        dated = columns.is_dated[one] & columns.is_dated[other]
        near: Flags = (one != other) & ~part & ~(dated & (gap > _LONGEST_GAP_DAYS))
        return near


def read_blocks(columns: Columns) -> Blocks:
    """Return all blocks of the reports."""
    parts = list(_memberships(columns))
    rows = np.concatenate([part[0] for part in parts])
    keys = np.concatenate([part[1] for part in parts])
    del parts
    beside = _neighbourhood(columns)
    # By the first bits of the keys, for sorting all at once takes several times the room.
    first = (keys >> np.uint64(64 - _SORTED_BITS)).astype(np.uint8)
    sorted_parts = [
        _in_order(rows[first == n], keys[first == n], columns, beside)
        for n in range(1 << _SORTED_BITS)
    ]
    del rows, keys, first
    return Blocks(
        np.concatenate([part[0] for part in sorted_parts]),
        np.concatenate([part[1] for part in sorted_parts]),
        columns,
    )


def _in_order(
    rows: Rows, keys: Keys, columns: Columns, beside: tuple[IntArray, IntArray]
) -> tuple[Rows, Keys]:
    """Return rows and keys in order of the blocks, each row once in each."""
    place, word = beside
    order = np.lexsort((rows, columns.before[rows], word[rows], place[rows], keys))
    rows, keys = rows[order], keys[order]
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    return rows[fresh], keys[fresh]


def _neighbourhood(columns: Columns) -> tuple[IntArray, IntArray]:
    """Return by what reports lie side by side in a block: their place and their rarest word."""
    return _place_ids(columns)[:, 0], columns.sentence.words[:, 0]


def _memberships(columns: Columns) -> Iterator[tuple[Rows, Keys]]:
    """Yield rows with the blocks they are in."""
    every = np.arange(len(columns), dtype=np.int32)
    for family in _families(columns).T:
        in_family = every[family != UNKNOWN]
        yield in_family, _key("document", family[in_family], columns.document[in_family])
        for week in _weeks(columns).T:
            rows = every[(family != UNKNOWN) & (week != UNKNOWN)]
            for name, one, other in _signs(columns):
                known = rows[(one[rows] != UNKNOWN) & (other[rows] != UNKNOWN)]
                yield (
                    known,
                    _key(name, family[known], week[known], one[known], other[known]),
                )
    words = _telling_words(columns, columns.sentence.words, _WORDS)
    deeds = columns.trigger.words[:, :_TOLD_DEEDS].T
    meanings = columns.kin.meanings[:, :_MEANINGS].T
    stories = _telling_words(columns, columns.story.words, _STORY_WORDS)[columns.document].T
    for week in _publication_weeks(columns).T:
        for deed, story in product(deeds, stories):
            rows = every[(deed != UNKNOWN) & (story != UNKNOWN) & (week != UNKNOWN)]
            yield rows, _key("story", week[rows], deed[rows], story[rows])
        for meaning, story in product(meanings, stories[:_KIN_STORY_WORDS]):
            rows = every[(meaning != UNKNOWN) & (story != UNKNOWN) & (week != UNKNOWN)]
            yield rows, _key("kin", week[rows], meaning[rows], story[rows])
        for one, other in combinations(words.T, 2):
            rows = every[(one != UNKNOWN) & (other != UNKNOWN) & (week != UNKNOWN)]
            yield rows, _key("words", week[rows], one[rows], other[rows])


def _signs(columns: Columns) -> Iterator[tuple[str, IntArray, IntArray]]:
    """Yield what a happening may be recognised by: two columns, both of which must be known."""
    actors = columns.party_key[:, :_PARTIES].T
    lands = columns.party_country[:, :_PARTIES].T
    places, deeds = _place_ids(columns).T, columns.trigger.words[:, :_DEEDS].T
    for i, j in combinations(range(len(actors)), 2):
        yield "actors", np.minimum(actors[i], actors[j]), np.maximum(actors[i], actors[j])
        yield "lands", np.minimum(lands[i], lands[j]), np.maximum(lands[i], lands[j])
    for name, parties in (("actor", actors), ("land", lands)):
        yield from ((f"{name} at", party, place) for party, place in product(parties, places))
        yield from ((f"{name} did", party, deed) for party, deed in product(parties, deeds))
    yield from (("there", place, deed) for place, deed in product(places, deeds))


def _key(name: str, *parts: IntArray) -> Keys:
    """Return a number for each block; two that share one by chance only cost comparisons."""
    seed = int.from_bytes(name.encode()[:8].ljust(8), "little")
    mixed = np.full(len(parts[0]), seed, dtype=np.uint64)
    for part in parts:
        mixed = (mixed ^ part.astype(np.int64).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _families(columns: Columns) -> IntArray:
    """Return for each row the numbers of its type's families, padded with UNKNOWN."""
    numbers: dict[str, int] = {}
    untyped = [numbers.setdefault(family, len(numbers)) for family in _UNTYPED]
    table = [
        [numbers.setdefault(family, len(numbers)) for family in families_of(name)]
        for name in columns.type_names
    ]
    width = max(len(row) for row in (*table, untyped))
    padded = [row + [UNKNOWN] * (width - len(row)) for row in (*table, untyped)]
    # Number -1, no type known, takes the last row.
    return np.array(padded, dtype=np.int32)[columns.type]


def _weeks(columns: Columns) -> IntArray:
    """Return the weeks in which each may have been; undated ones share a week of their own."""
    first, last = columns.first // _WEEK, (columns.before - 1) // _WEEK
    weeks = first[:, None] + np.arange(_MOST_WEEKS, dtype=np.int32)[None, :]
    weeks = np.where(weeks <= last[:, None], weeks, UNKNOWN)
    around = np.full_like(weeks, UNKNOWN)
    around[:, :2] = _publication_weeks(columns)
    undated = np.full_like(weeks, UNKNOWN)
    undated[:, 0] = 0
    is_long = (last - first >= _MOST_WEEKS) & columns.is_dated
    weeks = np.where(is_long[:, None], around, weeks)
    return np.where(columns.is_dated[:, None], weeks, undated).astype(np.int32)


def _publication_weeks(columns: Columns) -> IntArray:
    """Return the one or two weeks around each publication; unpublished ones share one."""
    day, half = columns.published, _WEEK // 2
    one, other = (day - half) // _WEEK, (day + half) // _WEEK
    one = np.where(day == UNKNOWN, 0, one)
    other = np.where((day == UNKNOWN) | (one == other), UNKNOWN, other)
    return np.stack([one, other], axis=1).astype(np.int32)


def _place_ids(columns: Columns) -> IntArray:
    return np.nan_to_num(columns.place_id[:, :_PLACES], nan=UNKNOWN).astype(np.int32)


def _telling_words(columns: Columns, words: IntArray, count: int) -> IntArray:
    """Return the weightiest words of each row that other documents have too, in order."""
    most = max(_COMMON, int(columns.weights.documents * _COMMON_SHARE))
    seen = np.append(columns.weights.seen, 0)[words]
    is_shared = (seen > 1) & (seen <= most)
    first = np.argsort(~is_shared, axis=1, kind="stable")[:, :count]
    kept = np.take_along_axis(np.where(is_shared, words, UNKNOWN), first, axis=1)
    return np.sort(kept, axis=1).astype(np.int32)
