"""Makes places/airports.csv: airports and air bases that scheduled traffic or forces use.

Usage: python data/make/airports.py FOLDER_OF_OPEN_TABLES AIRPORTS_CSV

The second file is `airports.csv` of the PyPI package airportsdata 20260905 (MIT). Kept are those with
an IATA code and every air base; landing strips, heliports and the like are not news.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import read, write

from dragoman.knowledge.names import fold

BASE = re.compile(r"(?i)\b(air ?base|air force base|afb|naval air station|army air ?field)\b")
NAMED = re.compile(r"(?i)\b(airport|air ?base|base|airfield|aerodrome|station)\b")
OF_ANY = frozenset("international regional airport air base airfield station new old city".split())
HEADER = ("slug", "name", "aliases", "iso3", "latitude", "longitude", "feature", "source")


def main(tables: Path, extract: Path) -> None:
    """Write the table."""
    iso3 = {row["iso"]: row["iso3"] for row in read(tables, "countries/geonames_countries.csv")}
    made = {}
    with extract.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_base = BASE.search(row["name"]) is not None
            if not (row["iata"] or is_base) or not NAMED.search(row["name"]):
                continue
            # "Kandahar Airport / Kandahar Air Base", "Berlin Brandenburg Airport (BER)"
            names = [part.strip() for part in re.split(r"[/(]", row["name"].replace(")", ""))]
            names = [name for name in names if NAMED.search(name) and not is_of_any(name)]
            if not names or row["country"] not in iso3:
                continue
            country = iso3[row["country"]]
            aliases = [*names[1:], *(n.replace(" International", "") for n in names)]
            slug = f"air-{country}-{row['icao']}".lower()
            made[slug] = (
                slug, names[0], "|".join(unlike(names[0], aliases)), country,
                round(float(row["lat"]), 4), round(float(row["lon"]), 4),
                "S.AIRB" if is_base else "S.AIRP", "airportsdata",
            )  # fmt: skip
    write("places/airports.csv", HEADER, [made[slug] for slug in sorted(made)])


def is_of_any(name: str) -> bool:
    """Return whether the name is that of any airport: "International Airport"."""
    return OF_ANY.issuperset(name.lower().split())


def unlike(name: str, aliases: list[str]) -> list[str]:
    """Return the aliases that fold differently from `name` and each other."""
    kept: dict[str, str] = {}
    for alias in aliases:
        if fold(alias) != fold(name):
            kept.setdefault(fold(alias), alias)
    return list(kept.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
