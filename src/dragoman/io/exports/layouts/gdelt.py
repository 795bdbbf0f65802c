"""GDELT 2.0 events: 61 columns, tab-separated, without header and quoting; a row for each dyad.

What GDELT counts within 15 minutes is counted over all reports. Tone, ethnic and religious codes
are not read and stay empty. Rows are numbered; `NAME.keys.csv` says which event a number is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.io.exports.countries import country_of
from dragoman.io.exports.layouts.layout import Layout, Row, day_of, listed, pairs
from dragoman.knowledge.crosswalk import Crosswalk

__all__ = ["GDELT"]

_CODES = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{code}" for code in _CODES), *(f"Actor2{code}" for code in _CODES),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{part}" for part in _GEO), *(f"Actor2Geo_{part}" for part in _GEO),
    *(f"ActionGeo_{part}" for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_NO_STATE = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
_IN_USA = {"country": 1, "region": 1, "admin1": 2, "admin2": 3, "city": 3, "exact": 3}
_ABROAD = {"country": 1, "region": 1, "admin1": 5, "admin2": 4, "city": 4, "exact": 4}


def _rows(row: Row, crosswalk: Crosswalk) -> Iterator[dict[str, Any]]:
    cameo, day = row["cameo"], day_of(row)
    if cameo is None or day is None:
        return
    root = cameo[:2]
    for actor, other in pairs(row):
        yield {
            "SQLDATE": f"{day:%Y%m%d}",
            "MonthYear": f"{day:%Y%m}",
            "Year": f"{day:%Y}",
            "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
            **_actor("Actor1", actor),
            **_actor("Actor2", other or {}),
            "IsRootEvent": int(bool(row["is_in_lead"])),
            "EventCode": cameo,
            "EventBaseCode": cameo[:3],
            "EventRootCode": root,
            "QuadClass": _quad(root),
            "GoldsteinScale": crosswalk.goldstein(cameo),
            "NumMentions": row.get("report_count", 1),
            "NumSources": row.get("independent_sources", 1),
            "NumArticles": len(row["document_ids"]) if "document_ids" in row else 1,
            **_place(row),
            "DATEADDED": _added(row),
            "SOURCEURL": next(iter(listed(row, "url")), None),
        }


def _quad(root: str) -> int:
    """Return GDELT's own class of a CAMEO root, which is not PLOVER's of the type."""
    number = int(root)
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


def _actor(side: str, party: Row) -> dict[str, Any]:
    country, sectors = party.get("country"), [s for s in party.get("sectors") or () if s][:3]
    values: dict[str, Any] = {
        f"{side}Code": (country or "") + "".join(sectors),
        f"{side}Name": (party.get("name") or "").upper(),
    }
    values[f"{side}KnownGroupCode" if country in _NO_STATE else f"{side}CountryCode"] = country
    values |= {f"{side}Type{n}Code": sector for n, sector in enumerate(sectors, start=1)}
    return values


def _place(row: Row) -> dict[str, Any]:
    country = country_of(row["place_country"])
    if row["place"] is None:
        return {"Actor1Geo_Type": 0, "Actor2Geo_Type": 0, "ActionGeo_Type": 0}
    kinds = _IN_USA if row["place_country"] == "USA" else _ABROAD
    names = (row["place"], row["place_admin1"], country.name if country is not None else None)
    return {
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": kinds.get(row["place_precision"] or "", 0),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(name for name in names if name)),
        "ActionGeo_CountryCode": country.fips if country is not None else None,
        "ActionGeo_ADM1Code": country.fips if country is not None else None,
        "ActionGeo_Lat": row["lat"],
        "ActionGeo_Long": row["lon"],
        "ActionGeo_FeatureID": row["geonames_id"],
    }


def _added(row: Row) -> str | None:
    """Return the day of the first document, at midnight: when it was coded is not part of it."""
    day = row.get("first_published") or row["published_on"]
    return None if day is None else f"{day:%Y%m%d}000000"


GDELT = Layout("gdelt", _COLUMNS, _rows, has_header=False, number_column="GLOBALEVENTID")
