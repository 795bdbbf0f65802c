"""Rows of ICEWS, POLECAT, GDELT and ACLED files as events with the same columns.

Types, quad classes and intensities are PLOVER's, by the crosswalk; so one scale holds for all that
is compared. The row itself is kept as it was. Nothing else of these data sets is interpreted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.io.imports.acled_types import ACLED_TYPES
from dragoman.io.imports.rows import ForeignRow, read_rows
from dragoman.knowledge.crosswalk import Crosswalk
from dragoman.knowledge.ontology import Codebook
from dragoman.records import Problem, make_id

__all__ = ["FOREIGN_CODERS", "Scales", "read_foreign"]

Country = Callable[[str], str | None]
"""Returns the ISO alpha-3 code of a country's name or code."""


class Scales(NamedTuple):
    """What other codings are turned into ours with."""

    codebook: Codebook
    crosswalk: Crosswalk
    country: Country


def read_foreign(
    path: Path, coder: str, scales: Scales, *, called: str | None = None
) -> Iterator[tuple[object, ...] | Problem]:
    """Yield the rows of a file in the columns of the store's table of imported events.

    `called` is the name the events are kept under, in place of the coder's. A row that cannot be
    read is a Problem D123 with its number.

    Raises:
        InputError: D100 there is no such file, D123 it is none of that coder's.
    """
    read = FOREIGN_CODERS[coder]
    seen: Counter[str] = Counter()
    for number, row in enumerate(read_rows(path, coder), start=1):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            found = read(row, scales)
        except (ValueError, KeyError) as error:
            message = f"{path}, row {number}: {error}"
            yield Problem(stage="import", code="D123", message=message)
            continue
        given = str(found.pop("given_id") or "")
        seen[given] += 1
        name = called or coder
        yield (
            make_id("for", name, given, seen[given]), name, path.name, number, given,
            *_values(found, scales), msgspec.json.encode(row).decode(),
        )  # fmt: skip


_FIELDS = (
    "day", "type", "mode", "quad", "intensity", "cameo", "actors", "actor_countries", "recipients",
    "recipient_countries", "country", "place", "lat", "lon", "publisher", "url", "killed",
)  # fmt: skip


def _values(found: dict[str, Any], scales: Scales) -> list[object]:
    cameo, code, mode = found.get("cameo"), found.get("type"), found.get("mode")
    if code is None and cameo:
        reading = scales.crosswalk.reading(cameo)
        code, mode = (None, None) if reading is None else (reading.type, reading.mode)
    codebook = scales.codebook
    if code in codebook.by_code:
        is_known = (code, mode) in codebook.modes_by_code
        found["quad"] = codebook.quad(code)
        found["intensity"] = codebook.intensity(code, mode if is_known else None)
    found |= {"type": code, "mode": mode}
    return [found.get(name) for name in _FIELDS]


def _icews(row: ForeignRow, scales: Scales) -> dict[str, Any]:
    return {
        "given_id": row["Event ID"],
        "day": date.fromisoformat(row["Event Date"]),
        "cameo": row["CAMEO Code"] or None,
        "actors": _one(row["Source Name"]),
        "actor_countries": _countries([row["Source Country"]], scales),
        "recipients": _one(row["Target Name"]),
        "recipient_countries": _countries([row["Target Country"]], scales),
        "country": _country(row["Country"], scales),
        "place": row["City"] or row["District"] or row["Province"] or row["Country"] or None,
        "lat": _number(row["Latitude"]),
        "lon": _number(row["Longitude"]),
        "publisher": row["Publisher"] or None,
    }


def _polecat(row: ForeignRow, scales: Scales) -> dict[str, Any]:
    known = {name: None if value == "None" else value for name, value in row.items()}
    mode = known["Event Mode"]
    return {
        "given_id": row["Event ID"],
        "day": date.fromisoformat(row["Event Date"]),
        "type": known["Event Type"],
        "mode": mode.lower() if mode else None,
        "actors": _parts(known["Actor Name"]),
        "actor_countries": _countries(_parts(known["Actor Country"]), scales),
        "recipients": _parts(known["Recipient Name"]),
        "recipient_countries": _countries(_parts(known["Recipient Country"]), scales),
        "country": _country(known["Country"], scales),
        "place": known["Placename"] or None,
        "lat": _number(known["Latitude"]),
        "lon": _number(known["Longitude"]),
        "publisher": known["Source"] or None,
    }


def _gdelt(row: ForeignRow, scales: Scales) -> dict[str, Any]:
    sides = {
        name: (_one(row[f"{side}Name"]), _countries([_cameo_country(row, side)], scales))
        for name, side in (("actor", "Actor1"), ("recipient", "Actor2"))
    }
    return {
        "given_id": row["GLOBALEVENTID"],
        "day": _compact_day(row["SQLDATE"]),
        "cameo": row["EventCode"] or None,
        "actors": sides["actor"][0],
        "actor_countries": sides["actor"][1],
        "recipients": sides["recipient"][0],
        "recipient_countries": sides["recipient"][1],
        "country": _country(f"fips:{row['ActionGeo_CountryCode']}", scales),
        "place": row["ActionGeo_FullName"] or None,
        "lat": _number(row["ActionGeo_Lat"]),
        "lon": _number(row["ActionGeo_Long"]),
        "url": row["SOURCEURL"] or None,
    }


def _acled(row: ForeignRow, scales: Scales) -> dict[str, Any]:
    code, mode = ACLED_TYPES.get(row["sub_event_type"], (None, None))
    return {
        "given_id": row["event_id_cnty"],
        "day": _spoken_day(row["event_date"]),
        "type": code,
        "mode": mode,
        "actors": _one(row["actor1"]),
        "actor_countries": [],
        "recipients": _one(row["actor2"]),
        "recipient_countries": [],
        "country": _country(row["country"], scales),
        "place": row["location"] or None,
        "lat": _number(row["latitude"]),
        "lon": _number(row["longitude"]),
        "publisher": row["source"] or None,
        "killed": _number(row["fatalities"]),
    }


FOREIGN_CODERS: dict[str, Callable[[ForeignRow, Scales], dict[str, Any]]] = {
    "icews": _icews,
    "polecat": _polecat,
    "gdelt": _gdelt,
    "acled": _acled,
}
"""How a row of each is read, by the name of the data set."""


def _one(name: str | None) -> list[str]:
    return [name] if name else []


def _parts(joined: str | None) -> list[str]:
    found = (part.strip() for part in (joined or "").split(";"))
    return [part for part in found if part and part != "None"]


def _country(name: str | None, scales: Scales) -> str | None:
    return scales.country(name) if name and name != "fips:" else None


def _countries(names: Iterable[str | None], scales: Scales) -> list[str]:
    found = (_country(name, scales) for name in names)
    return list(dict.fromkeys(code for code in found if code))


_CAMEO_COUNTRIES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "XKX"}
_NO_STATE = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")


def _cameo_country(row: ForeignRow, side: str) -> str:
    """Return the code of a country, else of a body of no one country, as GDELT has it."""
    code, group = row[f"{side}CountryCode"], row[f"{side}Code"][:3]
    return _CAMEO_COUNTRIES.get(code, code) or (group if group in _NO_STATE else "")


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _compact_day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007  # a civil date


def _spoken_day(text: str) -> date:
    """Return the day of "2024-03-04" or of "04 March 2024"; ACLED has had both."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007  # as above
