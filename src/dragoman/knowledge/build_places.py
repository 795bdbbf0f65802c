"""Place tables to index rows: countries, regions, cities, natural features, disputed land."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.knowledge.build_actors import ActorName, ActorTables
from dragoman.knowledge.index import MINOR_BELOW
from dragoman.knowledge.names import fold
from dragoman.knowledge.tables import Row, read_table

__all__ = ["PlaceTables", "read_places"]

_COLUMNS = ("geonameid", "name", "iso3", "admin1", "latitude", "longitude", "population",
            "feature", "alternates")  # fmt: skip
_COUNTRY_COLUMNS = ("geonameid", "name", "iso3", "latitude", "longitude", "population", "feature",
                    "extent_km", "source")  # fmt: skip
_PLACE_USAGES = frozenset({"name", "alias", "abbreviation"})
_FEATURE_COLUMNS = ("slug", "geonameid", "name", "aliases", "feature", "country", "latitude",
                    "longitude", "extent_km", "weight", "wikidata", "source")  # fmt: skip
_TOWN_COLUMNS = ("geonameid", "name", "iso3", "admin1", "admin2", "latitude", "longitude",
                 "population", "alternates", "source")  # fmt: skip
_DISTRICT_COLUMNS = ("geonameid", "name", "iso3", "admin1", "latitude", "longitude", "alternates",
                     "source")  # fmt: skip
_AIRPORT_COLUMNS = ("slug", "name", "aliases", "iso3", "latitude", "longitude", "feature",
                    "source")  # fmt: skip
_COMMUNITY_COLUMNS = ("slug", "name", "iso3", "admin1", "latitude", "longitude", "source")
_NAME_COLUMNS = ("place", "name", "usage", "source")
_RELATION_COLUMNS = ("place", "relation", "parent", "since", "until", "source")
_RELATIONS = frozenset({"part_of", "controlled_by", "claimed_by"})


_DISTRICT_WEIGHT = MINOR_BELOW - 0.01
_COMMUNITY_WEIGHT = 0.25
"""Weight of a place of unknown size: less than any town's."""
_CAPITAL_WEIGHT = 0.75
"""Least weight of a capital, which news names more often than towns of its size."""


class _Entry(msgspec.Struct):
    """One place while its rows are gathered."""

    key: int
    slug: str | None
    name: str
    kind: str
    latitude: float | None
    longitude: float | None
    extent_km: float | None
    country: str | None
    admin1: str | None
    """GeoNames code of the first-order division it lies in."""
    admin2: int | None
    """GeoNames id of the second-order division it lies in."""
    population: int | None
    weight: float
    wikidata: str | None
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    case_sensitive: frozenset[str] = frozenset()


class PlaceTables:
    """All places by key. Places without a GeoNames id get negative keys, in table order."""

    def __init__(self) -> None:
        self.entries: dict[int, _Entry] = {}
        self.slugs: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self.admin1: dict[tuple[str, str], int] = {}
        self.relations: list[tuple[int, str, int, str | None, str | None, str]] = []

    def add(self, row: Row, entry: _Entry) -> None:
        """Keep `entry`; its key and slug must be new."""
        if entry.key in self.entries:
            row.fail("geonameid", "an id no earlier row has")
        if entry.slug is not None:
            if entry.slug in self.slugs:
                row.fail("slug", "a slug no earlier row has")
            self.slugs[entry.slug] = entry.key
        self.entries[entry.key] = entry

    def district_of(self, entry: _Entry) -> int | None:
        """Return the key of the second-order division the entry lies in, None if there is none."""
        return entry.admin2 if entry.admin2 in self.entries else None

    def find_key(self, row: Row, column: str) -> int:
        """Return the key of a place given as "geonames:ID", "country:ISO3" or a slug."""
        value = row.text(column)
        scheme, _, rest = value.partition(":")
        key: int | None = self.slugs.get(value)
        if scheme == "geonames" and rest.isdigit():
            key = int(rest) if int(rest) in self.entries else None
        elif scheme == "country":
            key = self.countries.get(rest)
        if key is None:
            row.fail(column, "geonames:ID, country:ISO3 or the slug of a place in these tables")
        return key


def read_places(folder: Path, actors: ActorTables) -> PlaceTables:
    """Return everything the tables in `folder` say of places; states lend them their names.

    Raises:
        KnowledgeError: D302 for the first wrong row.
    """
    tables = PlaceTables()
    _read_divisions(tables, folder, _state_names(actors))
    for row in read_table(folder / "cities.csv", (*_COLUMNS, "admin2")):
        tables.add(row, _city(row))
    for row in read_table(folder / "towns.csv", _TOWN_COLUMNS):
        tables.add(row, _town(row))
    for table in ("features", "flashpoints", "landmarks", "areas"):
        for row in read_table(folder / f"{table}.csv", _FEATURE_COLUMNS):
            _add_feature(tables, row)
    for row in read_table(folder / "airports.csv", _AIRPORT_COLUMNS):
        tables.add(row, _airport(tables, row))
    for row in read_table(folder / "communities.csv", _COMMUNITY_COLUMNS):
        tables.add(row, _community(tables, row))
    for row in read_table(folder / "names.csv", _NAME_COLUMNS):
        _add_name(tables, row)
    for row in read_table(folder / "relations.csv", _RELATION_COLUMNS):
        _add_relation(tables, row)
    return tables


def _read_divisions(
    tables: PlaceTables, folder: Path, names: dict[str, tuple[ActorName, ...]]
) -> None:
    """Add countries, first-order and second-order divisions."""
    for row in read_table(folder / "countries.csv", _COUNTRY_COLUMNS):
        _add_country(tables, row, names.get(row.text("geonameid"), ()))
    for row in read_table(folder / "regions.csv", _COLUMNS):
        entry = _settlement(row, weight=_weight(row.number_in("population", 0, 1e10), 0.5))
        tables.admin1[row.text("iso3"), row.text("admin1")] = entry.key
        entry.admin1 = None
        tables.add(row, entry)
    for row in read_table(folder / "districts.csv", _DISTRICT_COLUMNS):
        entry = _settlement(row, weight=_DISTRICT_WEIGHT)
        entry.kind = "A.ADM2"
        tables.add(row, entry)


def _state_names(actors: ActorTables) -> dict[str, tuple[ActorName, ...]]:
    """Return the names of each state that has a GeoNames id, by that id."""
    found: dict[str, tuple[ActorName, ...]] = {}
    for entry in actors.entries.values():
        for scheme, value in entry.external:
            if scheme == "geonames":
                found[value] = tuple(entry.names)
    return found


def _add_country(tables: PlaceTables, row: Row, names: tuple[ActorName, ...]) -> None:
    """Add a country or dependency under all its names, adjectives and demonyms."""
    entry = _settlement(row, weight=0.95 if row.text("feature") == "A.PCLI" else 0.85)
    entry.extent_km = row.number_in("extent_km", 0, 20000)
    entry.aliases = tuple(n.form for n in names if n.usage in _PLACE_USAGES)
    entry.demonyms = tuple(n.form for n in names if n.usage in {"adjective", "demonym"})
    entry.case_sensitive = frozenset(n.form for n in names if n.case_sensitive)
    tables.add(row, entry)
    tables.countries[row.text("iso3")] = entry.key


def _settlement(row: Row, weight: float) -> _Entry:
    """Return the place in a row of the GeoNames-shaped tables."""
    population, admin2 = row.number_in("population", 0, 1e10), row.number_in("admin2", 1, 1e9)
    return _Entry(
        key=int(row.number_in("geonameid", 1, 1e9) or row.fail("geonameid", "a GeoNames id")),
        slug=None, name=row.text("name"), kind=row.optional("feature") or "P.PPL",
        latitude=row.number_in("latitude", -90, 90),
        longitude=row.number_in("longitude", -180, 180), extent_km=None,
        country=row.text("iso3"), admin1=row.optional("admin1"),
        admin2=None if admin2 is None else int(admin2),
        population=None if population is None else int(population), weight=weight,
        wikidata=None, aliases=row.values("alternates"),
    )  # fmt: skip


def _city(row: Row) -> _Entry:
    """Return a city; a national capital weighs as if ten times as large, and much at the least."""
    entry = _settlement(row, weight=0.0)
    population = float(entry.population or 0)
    entry.weight = _weight(population, MINOR_BELOW)
    if entry.kind == "P.PPLC":
        entry.weight = _weight(population * 10, _CAPITAL_WEIGHT)
    return entry


def _town(row: Row) -> _Entry:
    """Return a town, which weighs less than any city."""
    entry = _settlement(row, weight=0.0)
    entry.weight = round(min(0.1 * math.log10((entry.population or 0) + 10), MINOR_BELOW - 0.01), 4)
    return entry


def _airport(tables: PlaceTables, row: Row) -> _Entry:
    """Return an airport or air base; GeoNames has ids for them, our open table does not."""
    row.text("source")
    entry = _unnumbered(tables, row, kind=row.text("feature"), weight=MINOR_BELOW)
    entry.aliases = row.values("aliases")
    return entry


def _unnumbered(tables: PlaceTables, row: Row, *, kind: str, weight: float) -> _Entry:
    """Return the place in a row of a table without GeoNames ids."""
    return _Entry(
        key=-len(tables.slugs) - 1,
        slug=row.text("slug"),
        name=row.text("name"),
        kind=kind,
        latitude=row.number_in("latitude", -90, 90),
        longitude=row.number_in("longitude", -180, 180),
        extent_km=None,
        country=row.text("iso3"),
        admin1=None,
        admin2=None,
        population=None,
        weight=weight,
        wikidata=None,
        aliases=(),
    )


def _community(tables: PlaceTables, row: Row) -> _Entry:
    """Return a place of which only the post office is known: no id and no population."""
    row.text("source")
    entry = _unnumbered(tables, row, kind="P.PPL", weight=_COMMUNITY_WEIGHT)
    entry.admin1 = row.text("admin1")
    return entry


def _add_name(tables: PlaceTables, row: Row) -> None:
    """Add one further name or demonym of a place of another table."""
    row.text("source")
    entry = tables.entries[tables.find_key(row, "place")]
    if row.one_of("usage", frozenset({"alias", "demonym"})) == "alias":
        entry.aliases = (*entry.aliases, row.text("name"))
    else:
        entry.demonyms = (*entry.demonyms, row.text("name"))


def _weight(population: float | None, floor: float) -> float:
    """Return a prior that grows with the logarithm of the population, `floor` to 0.85."""
    if not population or population < 1:
        return floor
    return round(min(0.85, max(floor, 0.1 * math.log10(population) + 0.1)), 4)


def _add_feature(tables: PlaceTables, row: Row) -> None:
    """Add a natural feature, a political region or a flashpoint."""
    geonameid, slug = row.number_in("geonameid", 1, 1e9), row.text("slug")
    key = tables.slugs.get(slug) if geonameid is None else int(geonameid)
    if key is not None and key in tables.entries:
        _lay_over(tables, row, tables.entries[key])
        return
    row.text("source")
    weight = row.number_in("weight", 0, 1)
    entry = _Entry(
        key=-len(tables.slugs) - 1 if key is None else key,
        slug=slug,
        name=row.text("name"),
        kind=row.text("feature"),
        latitude=row.number_in("latitude", -90, 90),
        longitude=row.number_in("longitude", -180, 180),
        extent_km=row.number_in("extent_km", 0, 20000),
        country=row.optional("country"),
        admin1=None,
        admin2=None,
        population=None,
        weight=0.6 if weight is None else weight,
        wikidata=row.optional("wikidata"),
        aliases=row.values("aliases"),
    )
    if entry.country is not None and entry.country not in tables.countries:
        row.fail("country", "an alpha-3 code of countries.csv")
    if entry.latitude is None or entry.longitude is None:
        row.fail("latitude", "coordinates")
    tables.add(row, entry)


def _lay_over(tables: PlaceTables, row: Row, entry: _Entry) -> None:
    """Lay a hand-kept row over the place that has its GeoNames id or slug already.

    Names add up; the row's own name, coordinates, extent and weight win. An id that belongs to
    a place of another country, or to a town elsewhere, is a mistake.
    """
    country = row.optional("country")
    if entry.country is None:  # the tables of natural features name no country
        entry.country = country
    if country != entry.country:
        row.fail("geonameid", f"the id of a place in {country}, not {entry.name}")
    if entry.kind.startswith("P") and _is_far(row, entry):
        row.fail("geonameid", f"the id of a place there; {entry.name} lies elsewhere")
    entry.aliases = (*row.values("aliases"), entry.name, *entry.aliases)
    entry.name = row.text("name")
    if entry.kind == "P.PPL":  # the tables of cities do not tell seats of government
        entry.kind = row.text("feature")
    entry.latitude = row.number_in("latitude", -90, 90)
    entry.longitude = row.number_in("longitude", -180, 180)
    entry.extent_km = row.number_in("extent_km", 0, 20000)
    weight = row.number_in("weight", 0, 1)
    entry.weight = entry.weight if weight is None else weight
    tables.slugs[row.text("slug")] = entry.key


def _is_far(row: Row, entry: _Entry) -> bool:
    """True if the row's point is more than a quarter of a degree from that of `entry`."""
    latitude, longitude = row.number_in("latitude", -90, 90), row.number_in("longitude", -180, 180)
    if None in (latitude, longitude, entry.latitude, entry.longitude):
        return False
    north = abs((latitude or 0.0) - (entry.latitude or 0.0))
    east = abs((longitude or 0.0) - (entry.longitude or 0.0))
    return max(north, east) > 0.25


def _add_relation(tables: PlaceTables, row: Row) -> None:
    """Add one dated relation of two places."""
    since, until = row.day("since"), row.day_after("until")
    tables.relations.append(
        (
            tables.find_key(row, "place"), row.one_of("relation", _RELATIONS),
            tables.find_key(row, "parent"), since.isoformat() if since else None,
            until.isoformat() if until else None, row.text("source"),
        )
    )  # fmt: skip


def place_rows(tables: PlaceTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `place`."""
    for entry in tables.entries.values():
        admin1 = tables.admin1.get((entry.country or "", entry.admin1 or ""))
        names = "\n".join(dict.fromkeys((entry.name, *entry.aliases)))
        yield (
            entry.key, entry.slug, entry.name, entry.kind, entry.latitude, entry.longitude,
            entry.extent_km, entry.country, admin1, tables.district_of(entry), entry.population,
            entry.weight,
            entry.wikidata, names,
        )  # fmt: skip


def place_name_rows(tables: PlaceTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `place_name`: one for each place and folded name."""
    for entry in tables.entries.values():
        seen: set[str] = set()
        named = [(entry.name, "name"), *((alias, "alias") for alias in entry.aliases)]
        named += [(form, "demonym") for form in entry.demonyms]
        for form, usage in named:
            folded = fold(form)
            if folded and folded not in seen:
                seen.add(folded)
                is_short = len(folded) <= 3 and folded.isascii()
                kept = form if is_short or form in entry.case_sensitive else None
                yield folded, entry.key, usage, kept


def relation_rows(tables: PlaceTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `place_relation`: kept ones and those that columns imply."""
    yield from tables.relations
    kept = {(key, parent) for key, _, parent, *_ in tables.relations}
    for entry in tables.entries.values():
        country = tables.countries.get(entry.country or "")
        admin1 = tables.admin1.get((entry.country or "", entry.admin1 or ""))
        parent = next((p for p in (tables.district_of(entry), admin1, country) if p), None)
        if parent is not None and parent != entry.key and (entry.key, parent) not in kept:
            yield entry.key, "part_of", parent, None, None, "geonames"
