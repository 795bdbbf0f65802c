"""POLECAT: 40 columns, tab-separated with a header, `None` for what is missing.

Several names in a cell are joined by `; `, as POLECAT's readers split them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman import __version__
from dragoman.io.exports.countries import country_of
from dragoman.io.exports.layouts.layout import Layout, Row, day_of, listed, sides
from dragoman.knowledge.crosswalk import Crosswalk

__all__ = ["POLECAT"]

_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_QUADS = {
    1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT",
}  # fmt: skip


def _rows(row: Row, _: Crosswalk) -> Iterator[dict[str, Any]]:
    actors, recipients = sides(row)
    yield {
        "Event ID": row["id"],
        "Event Date": day_of(row),
        "Event Type": row["type"],
        "Event Mode": row["mode"],
        "Intensity": row["intensity"],
        "Quad Code": _QUADS.get(row["quad"]),
        "Contexts": _joined(row["contexts"]),
        **_side("Actor", actors),
        **_side("Recipient", recipients),
        **_place(row),
        "Source": _joined(listed(row, "publisher")),
        "Publication Date": row["published_on"],
        "Story People": _joined(row["story_people"]),
        "Story Organizations": _joined(row["story_organizations"]),
        "Story Locations": _joined(row["story_locations"]),
        "Language": _joined(listed(row, "language")),
        "Version": f"dragoman-{__version__}",
    }


def _side(name: str, parties: list[Row]) -> dict[str, Any]:
    found = [country_of(p["country"]) for p in parties]
    return {
        f"{name} Name": _each(p["name"] for p in parties),
        f"{name} Country": _each(p["country"] for p in parties),
        f"{name} COW": _each(c.cow if c is not None else None for c in found),
        f"Primary {name} Sector": _each(p["sector"] for p in parties),
        f"{name} Sectors": _joined(sector for p in parties for sector in p["sectors"]),
        f"{name} Title": _each(p["office"] for p in parties),
        f"{name} Name Raw": _each(p["description"] for p in parties),
        f"Wikipedia {name} ID": _each(p["wikidata"] for p in parties),
    }


def _place(row: Row) -> dict[str, Any]:
    precision = row["place_precision"]
    return {
        "Placename": row["place"],
        "City": row["place"] if precision in ("city", "exact") else None,
        "District": row["place"] if precision == "admin2" else None,
        "Province": row["place_admin1"],
        "Country": row["place_country"],
        "Latitude": row["lat"],
        "Longitude": row["lon"],
        "GeoNames ID": row["geonames_id"],
        "Raw Placename": row["place"],
        "Feature Type": precision,
    }


def _joined(parts: Iterable[str | None]) -> str:
    """Return the parts that are given, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _each(parts: Iterable[str | None]) -> str:
    """Return one part for each party, so that columns can be split side by side."""
    found = list(parts)
    return "; ".join(part or "None" for part in found) if any(found) else ""


POLECAT = Layout("polecat", _COLUMNS, _rows, is_quoted=True, missing="None")
