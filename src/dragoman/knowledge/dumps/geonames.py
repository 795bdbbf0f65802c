"""GeoNames' tab-separated files to places: places, alternate names, codes of divisions, countries.

Kept are settlements of some size, seats of government, countries and their divisions of the first
and second order. Column numbers are those of GeoNames' readme.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.dumps.found import (
    Countries,
    Found,
    FoundDivision,
    FoundPlace,
    FoundPlaceName,
)
from dragoman.knowledge.dumps.sources import Advance, Faults, Form, lines
from dragoman.knowledge.names import is_one_script

__all__ = ["read_geonames"]

_COLUMNS = {
    Form.PLACES: 19,
    Form.PLACE_NAMES: 4,
    Form.ADMIN1: 4,
    Form.ADMIN2: 4,
    Form.COUNTRIES: 17,
}
_DIVISIONS = frozenset({"ADM1", "ADM2"})
_SEATS = frozenset({"PPLC", "PPLA"})
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
# Alternate names that are no names: links, codes of airports, posts and other gazetteers.
_NO_NAMES = frozenset("link post iata icao faac tcid unlc wkdt phon piny".split())


def read_geonames(
    path: Path,
    form: Form,
    countries: Countries,
    faults: Faults,
    advance: Advance,
    *,
    min_population: int,
) -> Iterator[Found]:
    """Yield the places and names of one of GeoNames' files; other forms' places are bare of names.

    Settlements of fewer than `min_population` people are passed over, seats of government not.

    Raises:
        KnowledgeError: D303 where the file is damaged or has too many bad rows.
    """
    for number, line in lines(path, advance):
        if not line or line.startswith(b"#"):
            continue
        cells = line.decode("utf-8", "replace").split("\t")
        if len(cells) < _COLUMNS[form]:
            expected = f"expected {_COLUMNS[form]} cells between tabs, found {len(cells)}"
            faults.add(path, number, expected)
            continue
        try:
            yield from _found(form, cells, countries, min_population)
        except ValueError as error:
            faults.add(path, number, f"expected numbers for id, coordinates, people ({error})")


def _found(
    form: Form, cells: list[str], countries: Countries, min_population: int
) -> Iterator[Found]:
    if form is Form.PLACES:
        yield from _place(cells, countries, min_population)
    elif form is Form.PLACE_NAMES:
        is_historic = len(cells) > 7 and cells[7] == "1"
        if cells[2] not in _NO_NAMES and not is_historic and is_one_script(cells[3], _SCRIPTS):
            yield FoundPlaceName(key=int(cells[1]), name=cells[3])
    elif form is Form.COUNTRIES:
        if cells[16]:
            yield FoundPlaceName(key=int(cells[16]), name=cells[4])
    else:
        for name in dict.fromkeys(cells[1:3]):
            yield FoundPlaceName(key=int(cells[3]), name=name)
        if form is Form.ADMIN1:
            country, _, admin1 = cells[0].partition(".")
            yield FoundDivision(country=countries.iso3(country), admin1=admin1, key=int(cells[3]))


def _place(cells: list[str], countries: Countries, min_population: int) -> Iterator[Found]:
    feature, code, population = cells[6], cells[7], int(cells[14] or 0)
    is_settlement = feature == "P" and (population >= min_population or code in _SEATS)
    is_land = feature == "A" and (code in _DIVISIONS or code.startswith("PCL"))
    if not is_settlement and not is_land:
        return
    names = (cells[2], *cells[3].split(","))
    yield FoundPlace(
        key=int(cells[0]),
        name=cells[1],
        kind=f"{feature}.{code}",
        latitude=float(cells[4]),
        longitude=float(cells[5]),
        country=countries.iso3(cells[8]),
        admin1=cells[10] or None,
        population=population or None,
        aliases=tuple(n for n in dict.fromkeys(names) if n and is_one_script(n, _SCRIPTS)),
    )
