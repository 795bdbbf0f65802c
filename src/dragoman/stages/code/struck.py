"""Of which country is what was struck: what no words say whose it is, is of where it was struck.

"Two villages east of Kadugli", "a bakery in Pune" and "nineteen civilians" have no country of
their own; the place of what was done to them gives them one, as `country_basis` context says.
So does the state that rules over whom it jails, frees or bans: "Cairo freed four activists".
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import ActorCoding, DocumentEntity, EventReport, LocationRef, Mention
from dragoman.stages.entities.coding import STATELESS
from dragoman.stages.entities.dealings import FLYING
from dragoman.stages.entities.home import NOT_STATES
from dragoman.stages.entities.ties import held_by

__all__ = ["with_countries_of_places"]

_SUFFERING = frozenset({"target", "beneficiary", "affected"})
_DONE_THERE = frozenset({"ASSAULT", "COERCE", "AID", "PROTEST"})
"""PLOVER types that are done to people and things where these are."""
_THERE = frozenset({"at", "near"})
_RULING = frozenset({"GOV", "COP", "JUD", "LEG"})
"""Sectors of who rules at home; armies hold people abroad."""
_OVER_SUBJECTS = frozenset({
    ("COERCE", "arrest"), ("COERCE", "restrict"), ("COERCE", "censor"),
    ("RETREAT", "release"), ("SANCTION", "convict"),
})  # fmt: skip
"""What a state does to those whom it rules over."""


def with_countries_of_places(
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    reports: tuple[EventReport, ...],
    index: PlaceIndex,
) -> tuple[DocumentEntity, ...]:
    """Return the entities, those without a country to whom something was done with that of where.

    Only a thing or people without a name get one, and only where all places of all that was done
    to them lie in one country. Where no place tells one, it is that of the state whose own they
    are by what it does to them.
    """
    named = {mention.id for mention in mentions if mention.form == "name"}
    told: dict[str, set[str | None]] = {}
    for entity_id, country in _struck(reports, index):
        told.setdefault(entity_id, set()).add(country)
    ruled: dict[str, set[str | None]] = {}
    for entity_id, country in _ruled(entities, reports, index):
        ruled.setdefault(entity_id, set()).add(country)
    placed = []
    for entity in entities:
        is_open = entity.coding is None or entity.coding.country is None
        countries = told.get(entity.id) or (ruled.get(entity.id) if is_open else None)
        if countries is not None and named.isdisjoint(entity.mention_ids):
            placed.append(_placed(entity, countries))
        else:
            placed.append(entity)
    return tuple(placed)


def _ruled(
    entities: tuple[DocumentEntity, ...], reports: tuple[EventReport, ...], index: PlaceIndex
) -> Iterator[tuple[str, str | None]]:
    """Yield whom rulers hold, free or ban, and their country; None where it was done elsewhere."""
    codings = {entity.id: entity.coding for entity in entities}
    for report in reports:
        if (report.types[0].code, report.types[0].mode) not in _OVER_SUBJECTS:
            continue
        doers = [codings.get(p.entity_id) for p in report.participants if p.role == "initiator"]
        known = [c for c in doers if c is not None and c.country_basis != "context"]
        rulers = {c.country for c in known if _RULING & set(c.sectors)}
        here = {_country(ref, index) for ref in report.where} - {None}
        if len(rulers) != 1 or not here <= rulers or rulers & NOT_STATES:
            continue
        for part in report.participants:
            if part.role in _SUFFERING:
                yield part.entity_id, next(iter(rulers))


def _struck(
    reports: tuple[EventReport, ...], index: PlaceIndex
) -> Iterator[tuple[str, str | None]]:
    """Yield who suffers a deed, and the country of each place of it."""
    for report in reports:
        if report.types[0].code not in _DONE_THERE:
            continue
        for part in report.participants:
            if part.role in _SUFFERING:
                for ref in report.where:
                    yield part.entity_id, _country(ref, index)


def _country(ref: LocationRef, index: PlaceIndex) -> str | None:
    place_id = ref.place_id or ref.within
    place = None if place_id is None else index.get(place_id)
    if place is None or ref.relation not in _THERE:
        return None
    is_beside_land = ref.relation == "near" and place.kind.startswith("A.PCL")
    return None if is_beside_land else place.country  # "on the border with Jordan"


def _placed(entity: DocumentEntity, told: set[str | None]) -> DocumentEntity:
    coding = entity.coding or ActorCoding()
    country = next(iter(told))
    known = coding.country is not None and coding.country_basis != "context"
    if len(told) != 1 or country is None or known or entity.candidates:
        return entity
    if entity.name.lower().split()[-1].removesuffix("s") in STATELESS | FLYING:
        return entity
    country = held_by(country, coding.sectors)
    return replace(entity, coding=replace(coding, country=country, country_basis="context"))
