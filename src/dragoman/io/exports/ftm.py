"""Actors and events as FollowTheMoney entities, one JSON object a line, for Aleph and its kin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from dragoman.io.exports.countries import country_of
from dragoman.io.exports.files import opened
from dragoman.records.wording import toward

__all__ = ["ftm_entities", "write_ftm"]

_SCHEMATA = {
    "state": "PublicBody", "igo": "Organization", "coalition": "Organization", "person": "Person",
    "organisation": "Organization", "armed_group": "Organization",
}  # fmt: skip
_OF_THE_STATE = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
_ANYBODY = "LegalEntity"
"""For populations and those whose kind is not known: FollowTheMoney has nothing wider."""


def write_ftm(events: Iterable[dict[str, Any]], path: Path) -> int:
    """Write events and who took part in them; return the number of entities.

    Raises:
        InputError: D122 the file cannot be written.
    """
    count = 0
    with opened(path) as file:
        for entity in ftm_entities(events):
            file.write(msgspec.json.encode(entity).decode() + "\n")
            count += 1
    return count


def ftm_entities(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each event as an Event, after those of its actors that were not yielded before."""
    seen: set[str] = set()
    for event in events:
        involved = []
        for party in event["participants"]:
            entity = _actor(party)
            involved.append(entity["id"])
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity
        yield _event(event, list(dict.fromkeys(involved)))


def _id(*parts: str) -> str:
    """Return an id of the form that FollowTheMoney allows: letters, digits, dots and hyphens."""
    return f"dragoman-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:24]}"


def _actor(party: dict[str, Any]) -> dict[str, Any]:
    key = party["actor_id"] or f"name:{party['name']} ({party['country']})"
    schema = _SCHEMATA.get(party["kind"] or "", _ANYBODY)
    if schema == "Organization" and party["sector"] in _OF_THE_STATE:
        schema = "PublicBody"
    properties = {
        "name": [party["name"]],
        "country": _countries(party["country"]),
        "wikidataId": [party["wikidata"]],
        "position": [party["office"]] if schema == "Person" else [],
    }
    return _entity(_id("actor", key), schema, properties)


def _event(event: dict[str, Any], involved: list[str]) -> dict[str, Any]:
    name = " ".join(filter(None, (event["type"], event["mode"])))
    actors, recipients = "; ".join(event["actors"]), "; ".join(event["recipients"])
    parties = toward(actors, recipients)
    first, last = event["earliest"], event["before"]
    properties = {
        "name": [f"{name}: {parties}" if parties else name],
        "date": [_day(first)] if last == _next(first) else [],
        "startDate": [_day(first)],
        "endDate": [None if last is None else _day(last - timedelta(days=1))],
        "location": [event["place"]],
        "country": _countries(event["place_country"]),
        "involved": involved,
        "keywords": [event["type"], event["mode"], *event["contexts"], event["assertion"]],
        "summary": [event["sentence"]],
        "sourceUrl": event["urls"],
        "publisher": event["publishers"],
        "recordId": [event["id"]],
    }
    return _entity(_id("event", event["id"]), "Event", properties)


def _entity(entity_id: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    given = {name: [v for v in values if v] for name, values in properties.items()}
    kept = {name: values for name, values in given.items() if values}
    return {"id": entity_id, "schema": schema, "properties": kept}


def _countries(iso3: str | None) -> list[str]:
    country = country_of(iso3)
    return [country.iso2.lower()] if country is not None and country.iso2 else []


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _next(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
