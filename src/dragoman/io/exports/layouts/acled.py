"""ACLED: 31 columns, comma-separated with a header; a row for each event that ACLED would record.

Talks, statements, aid and sanctions have no place in it. Actor kinds are ACLED's numbers from 1 to
8; the region follows the division of the United Nations. Fatalities are the lower bound.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from typing import Any

from dragoman.io.exports.countries import country_of
from dragoman.io.exports.layouts.layout import Layout, Row, day_of, listed, sides
from dragoman.knowledge.crosswalk import Crosswalk

__all__ = ["ACLED"]

_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip

_BATTLE, _REMOTE, _CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
_PROTEST, _RIOT, _STRATEGIC = "Protests", "Riots", "Strategic developments"
_SHELLING = "Shelling/artillery/missile attack"
_BOMB = "Remote explosive/landmine/IED"
_KINDS: dict[tuple[str, str | None], tuple[str, str]] = {
    ("ASSAULT", "aerial"): (_REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (_REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (_REMOTE, _SHELLING),
    ("ASSAULT", "explosives"): (_REMOTE, _BOMB),
    ("ASSAULT", "suicide-attack"): (_REMOTE, "Suicide bomb"),
    ("ASSAULT", "unconventional"): (_REMOTE, "Chemical weapon"),
    ("ASSAULT", "abduct"): (_CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (_CIVILIANS, "Sexual violence"),
    ("ASSAULT", "torture"): (_CIVILIANS, "Attack"),
    ("ASSAULT", "destroy"): (_STRATEGIC, "Looting/property destruction"),
    ("ASSAULT", "crowd-control"): (_PROTEST, "Protest with intervention"),
    ("PROTEST", "riot"): (_RIOT, "Violent demonstration"),
    ("PROTEST", "vandalize"): (_RIOT, "Violent demonstration"),
    ("PROTEST", "demo"): (_PROTEST, "Peaceful protest"),
    ("PROTEST", "obstruct"): (_PROTEST, "Peaceful protest"),
    ("PROTEST", None): (_PROTEST, "Peaceful protest"),
    ("COERCE", "arrest"): (_STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (_STRATEGIC, "Agreement"),
    ("RETREAT", "withdraw"): (_STRATEGIC, "Non-violent transfer of territory"),
    ("RETREAT", "disarm"): (_STRATEGIC, "Change to group/activity"),
    # The codebook `conflict`.
    ("BATTLE", None): (_BATTLE, "Armed clash"),
    ("REMOTE-VIOLENCE", "air"): (_REMOTE, "Air/drone strike"),
    ("REMOTE-VIOLENCE", "shelling"): (_REMOTE, _SHELLING),
    ("REMOTE-VIOLENCE", "bomb"): (_REMOTE, _BOMB),
    ("REMOTE-VIOLENCE", None): (_REMOTE, _SHELLING),
    ("CIVILIAN-ATTACK", "abduction"): (_CIVILIANS, "Abduction/forced disappearance"),
    ("CIVILIAN-ATTACK", None): (_CIVILIANS, "Attack"),
    ("RIOT", "looting"): (_STRATEGIC, "Looting/property destruction"),
    ("RIOT", "mob"): (_RIOT, "Mob violence"),
    ("RIOT", None): (_RIOT, "Violent demonstration"),
    ("AGREEMENT", None): (_STRATEGIC, "Agreement"),
    ("ARREST", None): (_STRATEGIC, "Arrests"),
    ("TERRITORY-CHANGE", "left"): (_STRATEGIC, "Non-violent transfer of territory"),
    ("TERRITORY-CHANGE", None): (_BATTLE, "Non-state actor overtakes territory"),
}
_ONLY_AS_GIVEN = ("COERCE", "RETREAT")
_DISORDER = {
    _PROTEST: "Demonstrations", _RIOT: "Demonstrations", _STRATEGIC: _STRATEGIC,
}  # fmt: skip
_ACTOR_KINDS = {
    "MIL": 1, "COP": 1, "GOV": 1, "SPY": 1, "REB": 2, "PRE": 2, "UAF": 3, "PRM": 3, "CRM": 3,
}  # fmt: skip
_RIOTERS, _PROTESTERS, _CIVILIAN, _OTHER = 5, 6, 7, 8
_GEO_PRECISION = {"exact": 1, "city": 1, "admin2": 2}
_TIME_PRECISION = {"minute": 1, "hour": 1, "day": 1, "week": 2}


def _rows(row: Row, _: Crosswalk) -> Iterator[dict[str, Any]]:
    kind, day = _kind_of(row), day_of(row)
    if kind is None or day is None:
        return
    event_type, sub_event = kind
    country = country_of(row["place_country"])
    first, second = sides(row)
    if not second:  # ACLED's two sides carry no direction
        first, second = first[:1], first[1:]
    inter = [_kind_of_actor(p, event_type, row) for p in (first[:1], second[:1])]
    yield {
        "event_id_cnty": row["id"],
        "event_date": day,
        "year": day.year,
        "time_precision": _TIME_PRECISION.get(row["date_precision"] or "", 3),
        "disorder_type": _DISORDER.get(event_type, "Political violence"),
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": _name(first[:1]), "assoc_actor_1": _name(first[1:]), "inter1": inter[0],
        "actor2": _name(second[:1]), "assoc_actor_2": _name(second[1:]), "inter2": inter[1],
        "interaction": "".join(str(n) for n in sorted(filter(None, inter))).ljust(2, "0"),
        "civilian_targeting": "Civilian targeting" if _CIVILIAN in inter[1:] else None,
        "iso": country.iso_number if country is not None else None,
        "region": country.region if country is not None else None,
        "country": country.name if country is not None else None,
        "admin1": row["place_admin1"],
        "admin2": row["place"] if row["place_precision"] == "admin2" else None,
        "location": row["place"],
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geo_precision": _GEO_PRECISION.get(row["place_precision"] or "", 3)
        if row["place"] else None,
        "source": "; ".join(listed(row, "publisher")),
        "notes": row["sentence"],
        "fatalities": _killed(row),
        "timestamp": _added(row),
    }  # fmt: skip


def _kind_of(row: Row) -> tuple[str, str] | None:
    """Return ACLED's event and sub-event type; None for what it does not record."""
    code, mode = row["type"], row["mode"]
    found = _KINDS.get((code, mode))
    if found is None and code not in _ONLY_AS_GIVEN:
        found = _KINDS.get((code, None))
    if found is None and code == "ASSAULT":
        _, struck = sides(row)
        strikes_unarmed = struck and not any(p["sector"] in _ACTOR_KINDS for p in struck)
        return (_CIVILIANS, "Attack") if strikes_unarmed else (_BATTLE, "Armed clash")
    return found


def _kind_of_actor(found: list[Row], event_type: str, row: Row) -> int | None:
    """Return the number of an actor's kind, such as 1 for state forces; None if not known."""
    if not found:
        return None
    if found[0]["sector"] is None:
        return None
    kind = _ACTOR_KINDS.get(found[0]["sector"], _CIVILIAN)
    is_crowd = kind == _CIVILIAN and found[0]["role"] in ("initiator", "party")
    if is_crowd and event_type in (_PROTEST, _RIOT):
        return _PROTESTERS if event_type == _PROTEST else _RIOTERS
    at, of = row["place_country"], found[0]["country"]
    return _OTHER if kind == 1 and at is not None and of not in (at, None) else kind


def _name(found: list[Row]) -> str:
    return "; ".join(p["name"] for p in found)


def _added(row: Row) -> int | None:
    """Return the day of the first document as Unix time, midnight UTC, as for GDELT."""
    day = row.get("first_published") or row["published_on"]
    return None if day is None else timegm(day.timetuple())


def _killed(row: Row) -> int | None:
    """Return the dead as told, the lower bound first; None where no number is told."""
    told = [q for q in row["quantities"] if q["kind"] == "killed"]
    known = [q["low"] if q["low"] is not None else q["high"] for q in told]
    return int(max(known)) if known else None


ACLED = Layout("acled", _COLUMNS, _rows, delimiter=",", is_quoted=True)
