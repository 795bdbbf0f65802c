"""ICEWS: 20 columns, tab-separated with a header and without quoting; a row for each dyad.

ICEWS readers take ids for 32-bit integers: rows are numbered, and `NAME.keys.csv` says which event
a number is. Sectors are PLOVER's, intensity is Goldstein's value of the CAMEO code.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from dragoman.io.exports.countries import country_of
from dragoman.io.exports.layouts.layout import Layout, Row, day_of, listed, pairs
from dragoman.knowledge.crosswalk import Crosswalk

__all__ = ["ICEWS"]

_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
_STORY_NUMBERS = 2**31 - 1


def _rows(row: Row, crosswalk: Crosswalk) -> Iterator[dict[str, Any]]:
    cameo = row["cameo"]
    if cameo is None:
        return
    precision = row["place_precision"]
    country = country_of(row["place_country"])
    for source, target in pairs(row):
        yield {
            "Event Date": day_of(row),
            **_party("Source", source),
            "Event Text": crosswalk.names.get(cameo),
            "CAMEO Code": cameo,
            "Intensity": crosswalk.goldstein(cameo),
            **_party("Target", target or {}),
            "Story ID": _story_number(row["document_id"]),
            "Sentence Number": row["sentence_number"],
            "Publisher": "; ".join(listed(row, "publisher")),
            "City": row["place"] if precision in ("city", "exact") else None,
            "District": row["place"] if precision == "admin2" else None,
            "Province": row["place_admin1"],
            "Country": country.name if country is not None else row["place_country"],
            "Latitude": row["lat"],
            "Longitude": row["lon"],
        }


def _party(side: str, party: Row) -> dict[str, Any]:
    country = country_of(party.get("country"))
    return {
        f"{side} Name": party.get("name"),
        f"{side} Sectors": ",".join(party.get("sectors") or ()),
        f"{side} Country": country.name if country is not None else party.get("country"),
    }


def _story_number(document_id: str | None) -> int | None:
    """Return a number of 31 bits for a document: stable, though two may share one by chance."""
    if document_id is None:
        return None
    digits = document_id.rpartition("-")[2]
    if re.fullmatch(r"[0-9a-f]+", digits) is None:  # an id that its source gave it
        digits = hashlib.sha256(document_id.encode()).hexdigest()
    return int(digits, 16) % _STORY_NUMBERS


ICEWS = Layout("icews", _COLUMNS, _rows, number_column="Event ID")
