"""PlaceIndex: the gazetteer. Which places a name may mean, where they lie, who holds them.

Look-up is by exact name after folding; choosing among the hits by context is the place stage's
work. Disputed land keeps every relation it has: `country` is one view, `relations` says all.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.knowledge.index import MINOR_BELOW, ReadOnlyIndex, holds_on, validity
from dragoman.knowledge.names import agrees_in_case, fold, letters
from dragoman.records.world import Name, Place, PlaceRelation

__all__ = ["PlaceHit", "PlaceIndex", "PlaceUsage"]

SURE_WITHOUT_CAPITALS = 0.8
"""Weight from which a name in lower case may be a place's: countries and the largest cities."""

PlaceUsage = Literal["name", "alias", "demonym"]

_COLUMNS = """p.key, p.slug, p.name, p.kind, p.latitude, p.longitude, p.country, r.name,
       p.population, p.weight, p.extent_km, p.admin2"""
_FIND = f"""
SELECT {_COLUMNS}, n.usage, n.form
FROM place_name AS n JOIN place AS p ON p.key = n.key LEFT JOIN place AS r ON r.key = p.admin1
WHERE n.folded = ? ORDER BY p.weight DESC, p.key
"""
_GET = f"""
SELECT {_COLUMNS}, p.wikidata, p.names
FROM place AS p LEFT JOIN place AS r ON r.key = p.admin1 WHERE p.key = ?
"""
_RELATIONS = """
SELECT relation, parent, since, until, source FROM place_relation WHERE key = ?
ORDER BY relation, parent
"""

_REMEMBERED = 16384
"""Names of which the answer is kept: those of some hundred articles."""


class PlaceHit(msgspec.Struct, frozen=True, kw_only=True):
    """One place a name may mean. Degrees are WGS84."""

    place_id: str
    """"geonames:ID", or "dragoman:slug" for what GeoNames has no id for in our tables."""
    name: str
    kind: str
    """GeoNames class and code: "A.PCLI", "A.ADM1", "P.PPLC", "H.SEA"."""
    latitude: float | None
    longitude: float | None
    country: str | None
    """ISO alpha-3 of the view the index takes first; None for seas and cross-border regions."""
    admin1: str | None
    """Name of the first-order region it lies in; None for regions and what is above them."""
    admin2_id: str | None = None
    """Id of the second-order region it lies in; None for districts and what is above them."""
    population: int | None
    geonames_id: int | None
    weight: float
    """How likely the name means this place where nothing else is known, 0 to 1."""
    usage: PlaceUsage = "name"
    extent_km: float | None = None
    """Rough diameter."""


class PlaceIndex(ReadOnlyIndex):
    """Read-only look-up of places by name and id."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._hits = lru_cache(maxsize=_REMEMBERED)(self._read_hits)
        self._kept = lru_cache(maxsize=4096)(self._read_place)
        self.begins = lru_cache(maxsize=_REMEMBERED)(self._read_begins)
        """Whether any name has a key that begins with a folded text."""

    def find(self, name: str, *, minor: bool = False) -> tuple[PlaceHit, ...]:
        """Return every place `name` may mean, heaviest first; () where there is none.

        Towns of fewer than 15,000 are among them only with `minor`: their names are so often
        ordinary words or family names that they serve to resolve a known place name, not to find
        one.

        Case, accents, hyphens and apostrophes do not matter, but a name all in lower case is
        looked up only where it is a country's or a very large place's ("nice" is not Nice), and
        a name marked case-sensitive must be written as kept. A leading "the" is dropped where
        the name is not known with it.
        """
        folded = fold(name)
        least = 0.0 if minor else MINOR_BELOW
        hits = _agreeing(name, self._hits(folded), least)
        if hits or not folded.startswith("the "):
            return hits
        return _agreeing(name.strip()[4:], self._hits(folded[4:]), least)

    def get(self, place_id: str) -> Place:
        """Return the place of that id with all its names.

        Raises:
            KeyError: there is no such place.
        """
        return self._kept(place_id)

    def _read_place(self, place_id: str) -> Place:
        key = self._key(place_id)
        row = self._database.execute(_GET, (key,)).fetchone()
        if row is None:
            raise KeyError(place_id)
        names = tuple(text for text in row[13].split("\n") if text)
        external = (("wikidata", row[12]),) if row[12] else ()
        geonames = (("geonames", str(key)),) if key > 0 else ()
        return Place(
            id=place_id, kind=row[3], names=tuple(Name(text=text) for text in names),
            latitude=row[4], longitude=row[5], country=row[6], admin1=row[7], population=row[8],
            extent_km=row[10], external_ids=geonames + external,
        )  # fmt: skip

    def relations(self, place_id: str, as_of: date | None = None) -> tuple[PlaceRelation, ...]:
        """Return what the place is part of, controlled by and claimed by; () where nothing is.

        With `as_of`, relations surely not holding on that day are left out.
        """
        rows = self._database.execute(_RELATIONS, (self._key(place_id),)).fetchall()
        found = (
            PlaceRelation(
                place_id=place_id, relation=row[0], parent_id=self._id(row[1]), source=row[4],
                validity=validity(row[2], row[3]),
            )
            for row in rows
        )  # fmt: skip
        return tuple(r for r in found if as_of is None or holds_on(r.validity, as_of))

    def parents(self, place_id: str, as_of: date | None = None) -> tuple[str, ...]:
        """Return the ids of all places it is part of, nearest first, by `part_of` relations.

        With `as_of`, relations surely not holding on that day are left out.
        """
        found: list[str] = []
        queue = [place_id]
        while queue:
            for relation in self.relations(queue.pop(0), as_of):
                if relation.relation == "part_of" and relation.parent_id not in found:
                    found.append(relation.parent_id)
                    queue.append(relation.parent_id)
        return tuple(found)

    def _read_hits(self, folded: str) -> tuple[tuple[PlaceHit, str | None], ...]:
        rows = self._database.execute(_FIND, (folded,)).fetchall()
        return tuple((_hit(row), row[13]) for row in rows)

    def _read_begins(self, folded: str) -> bool:
        return self._begins("place_name", folded)

    def _key(self, place_id: str) -> int:
        """Return the key of `place_id`, 0 where it is not in the index."""
        scheme, _, rest = place_id.partition(":")
        if scheme == "geonames" and rest.isdigit():
            return int(rest)
        row = self._database.execute("SELECT key FROM place WHERE slug = ?", (rest,)).fetchone()
        return 0 if row is None else int(row[0])

    def _id(self, key: int) -> str:
        """Return the place id of `key`."""
        row = self._database.execute("SELECT slug FROM place WHERE key = ?", (key,)).fetchone()
        return _place_id(key, None if row is None else row[0])


def _agreeing(
    surface: str, hits: tuple[tuple[PlaceHit, str | None], ...], least: float
) -> tuple[PlaceHit, ...]:
    """Return the hits of weight `least` or more that may be written in the case of `surface`."""
    least = SURE_WITHOUT_CAPITALS if letters(surface).islower() else least
    return tuple(
        hit
        for hit, form in hits
        if hit.weight >= least and (form is None or agrees_in_case(surface, form))
    )


def _hit(row: tuple[Any, ...]) -> PlaceHit:
    """Return the hit kept in a row of `_FIND`."""
    return PlaceHit(
        place_id=_place_id(row[0], row[1]),
        name=row[2],
        kind=row[3],
        latitude=row[4],
        longitude=row[5],
        country=row[6],
        admin1=row[7],
        population=row[8],
        geonames_id=row[0] if row[0] > 0 else None,
        weight=row[9],
        extent_km=row[10],
        admin2_id=None if row[11] is None else f"geonames:{row[11]}",
        usage=row[12],
    )


def _place_id(key: int, slug: str | None) -> str:
    """Return the id of a place by its key: GeoNames' own where it is positive."""
    return f"geonames:{key}" if key > 0 else f"dragoman:{slug}"
