"""Where a document is set, by all that its place names may mean, each as likely as it is held.

A name speaks for the places near one of its readings, for those in the same region, and for those
in the same country. Nothing need be settled first: two towns that are both namesakes of larger
places elsewhere vouch for each other. A reading never vouches for another of its own name.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from dragoman.knowledge.places import PlaceHit
from dragoman.stages.entities.place_context import distance_km

__all__ = ["Named", "Setting"]

Named = tuple[Sequence[PlaceHit], Sequence[float], int]
"""What one name may mean, how likely each reading is held, and how often the name stands."""

_NEGLIGIBLE = 0.03
_NEAR_KM = 100.0
"""Distance at which a place's word for its neighbour has fallen to a third."""
_CELL = 4.0
"""Degrees of a cell of the search grid: several times _NEAR_KM but near the poles."""
_KNOWN = 2
"""Mentions that a country known from outside counts as."""

_Votes = dict[int, float]
"""By the number of the name, how likely it is that it speaks for something."""


class Setting:
    """What the names of a document say together."""

    def __init__(self, names: Sequence[Named], country: str | None) -> None:
        """Take what each name may mean, and a country known from outside."""
        self._countries: dict[str, _Votes] = defaultdict(lambda: defaultdict(float))
        self._regions: dict[tuple[str, str], _Votes] = defaultdict(lambda: defaultdict(float))
        self._regional: _Votes = defaultdict(float)
        self._cells: dict[tuple[int, int], list[tuple[int, PlaceHit, float]]] = defaultdict(list)
        self._mentions = [count for _, _, count in names]
        self._total = sum(self._mentions)
        self._known = country
        self._shares: dict[tuple[int, str], float] = {}
        self._region_shares: dict[tuple[int, str, str], float] = {}
        self._elsewhere: dict[int, float] = {}
        self._around: dict[tuple[int, int], list[tuple[int, PlaceHit, float]]] = {}
        for number, (hits, shares, _) in enumerate(names):
            for hit, share in zip(hits, shares, strict=True):
                if share > _NEGLIGIBLE:
                    self._add(number, hit, share)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is known yet of where the document is set."""
        return self._known is None and not self._countries and not self._cells

    def _add(self, number: int, hit: PlaceHit, share: float) -> None:
        if hit.country is not None:
            self._countries[hit.country][number] += share
            region = hit.name if hit.kind == "A.ADM1" else hit.admin1
            if region is not None:
                self._regions[hit.country, region][number] += share
                self._regional[number] += share
        if _is_point(hit) and (cell := _cell(hit)) is not None:
            self._cells[cell].append((number, hit, share))

    def country_share(self, number: int, hit: PlaceHit) -> float:
        """Return the share, 0 to 1, of the other names' mentions that lie in `hit`'s country."""
        if hit.country is None:
            return 0.0
        key = (number, hit.country)
        if key not in self._shares:
            self._shares[key] = self._share_in(*key)
        return self._shares[key]

    def _share_in(self, number: int, country: str) -> float:
        """Return the share of the other names' mentions that lie in a country."""
        there = self._without(number, self._countries.get(country))
        total = self._total - self._mentions[number]
        if self._known is not None:
            there += _KNOWN * (country == self._known)
            total += _KNOWN
        return there / total if total else 0.0

    def _without(self, number: int, votes: _Votes | None) -> float:
        """Return the mentions of all other names that vote so."""
        if votes is None:
            return 0
        return sum(self._mentions[n] * p for n, p in votes.items() if n != number)

    def region(self, number: int, hit: PlaceHit) -> float:
        """Return the root of the other names' share that are `hit`'s first-order region or in it.

        Countries do not count. One name in four is half as much evidence as all four.
        """
        region = hit.name if hit.kind == "A.ADM1" else hit.admin1
        if hit.country is None or region is None:
            return 0.0
        key = (number, hit.country, region)
        if key not in self._region_shares:
            there = self._without(number, self._regions.get(key[1:]))
            total = self._regional_without(number)
            self._region_shares[key] = math.sqrt(there / total) if total else 0.0
        return self._region_shares[key]

    def _regional_without(self, number: int) -> float:
        """Return the mentions of all other names that lie in some region."""
        if number not in self._elsewhere:
            self._elsewhere[number] = self._without(number, self._regional)
        return self._elsewhere[number]

    def nearness(self, number: int, hit: PlaceHit) -> float:
        """Return how likely another name is a place near `hit`, less the farther away it is."""
        cell = _cell(hit)
        if cell is None or not _is_point(hit):
            return 0.0
        neighbours = self._neighbours(cell)
        if not neighbours:
            return 0.0
        votes: _Votes = defaultdict(float)
        for other, place, share in neighbours:
            if other != number and place.place_id != hit.place_id:
                votes[other] += share * math.exp(-distance_km(hit, place) / _NEAR_KM)
        return _any_of(votes)

    def _neighbours(self, cell: tuple[int, int]) -> list[tuple[int, PlaceHit, float]]:
        """Return the places of a cell and of those around it."""
        if cell not in self._around:
            north, east = cell
            self._around[cell] = [
                place
                for row in (north - 1, north, north + 1)
                for column in (east - 1, east, east + 1)
                for place in self._cells.get((row, column), ())
            ]
        return self._around[cell]


def _any_of(votes: _Votes) -> float:
    """Return how likely at least one name says so, each taken for itself."""
    none = 1.0
    for share in votes.values():
        none *= 1.0 - min(share, 1.0)
    return 1.0 - none


def _is_point(hit: PlaceHit) -> bool:
    """Whether the place is small enough for a distance to it to tell something."""
    return hit.kind.startswith(("P", "S", "A.ADM2", "A.ADM3"))


def _cell(hit: PlaceHit) -> tuple[int, int] | None:
    if hit.latitude is None or hit.longitude is None:
        return None
    return math.floor(hit.latitude / _CELL), math.floor(hit.longitude / _CELL)
