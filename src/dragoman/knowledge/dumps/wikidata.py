"""Wikidata's JSON dump, an array with one entity a line, to actors, offices and roles.

Kept are people who held an office, organisations of the classes below, and the offices. A line
that cannot be one of these is passed over before it is decoded: most of the dump.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.knowledge.dumps.dates import first_day, gone_by
from dragoman.knowledge.dumps.found import (
    Countries,
    Found,
    FoundActor,
    FoundModified,
    FoundOffice,
    FoundRole,
)
from dragoman.knowledge.dumps.sources import Advance, Faults, lines
from dragoman.records.text import ActorKind

__all__ = ["read_wikidata"]

# Classes (P31) of organisations that act in world news: kind of actor, sectors, country code.
_CLASSES: dict[str, tuple[ActorKind, tuple[str, ...], str | None]] = {
    "Q245065": ("igo", (), "IGO"),  # intergovernmental organization
    "Q484652": ("igo", (), "IGO"),  # international organization
    "Q1335818": ("igo", (), "IGO"),  # supranational organisation
    "Q1127126": ("coalition", (), "IGO"),  # military alliance
    "Q7278": ("organisation", ("PTY",), None),  # political party
    "Q2138556": ("organisation", ("PTY",), None),  # national political party
    "Q17149090": ("armed_group", ("UAF",), None),  # armed organization
    "Q17127659": ("armed_group", ("UAF",), None),  # terrorist organization
    "Q79913": ("organisation", ("CVL",), "NGO"),  # non-governmental organization
    "Q192283": ("organisation", ("JRN",), None),  # news agency
    "Q11032": ("organisation", ("JRN",), None),  # newspaper
    "Q1616075": ("organisation", ("JRN",), None),  # television station
    "Q14350": ("organisation", ("JRN",), None),  # radio station
    "Q192350": ("organisation", ("GOV",), None),  # ministry
    "Q327333": ("organisation", ("GOV",), None),  # government agency
    "Q19973795": ("organisation", ("GOV",), None),  # foreign affairs ministry
    "Q35749": ("organisation", ("LEG",), None),  # parliament
    "Q11204": ("organisation", ("LEG",), None),  # legislature
    "Q47566": ("organisation", ("SPY",), None),  # intelligence agency
    "Q37726": ("organisation", ("MIL",), None),  # army
    "Q772547": ("organisation", ("MIL",), None),  # armed forces
    "Q161726": ("organisation", ("BUS",), "MNC"),  # multinational corporation
}
_HUMAN = "Q5"
# Classes and superclasses (P31, P279) of offices.
_OFFICES = frozenset(
    {"Q4164871", "Q294414", "Q83307", "Q7330070", "Q48352", "Q2285706", "Q30461", "Q14212"}
)
_WANTED = re.compile(f'"(?:P39|P1001|{"|".join((*_CLASSES, *sorted(_OFFICES)))})"'.encode())
_PRECISIONS = {9: "year", 10: "month", 11: "day"}
_SCRIPTS = ("en", "ar", "ru")


class _Text(msgspec.Struct):
    value: str


class _Value(msgspec.Struct):
    value: Any


class _Snak(msgspec.Struct):
    datavalue: _Value | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    # The dump writes an object without keys as an empty array.
    qualifiers: dict[str, list[_Snak]] | list[str] = {}
    rank: str = "normal"


class _Entity(msgspec.Struct):
    id: str
    labels: dict[str, _Text] | list[str] = {}
    aliases: dict[str, list[_Text]] | list[str] = {}
    claims: dict[str, list[_Statement]] | list[str] = {}
    sitelinks: dict[str, msgspec.Raw] | list[str] = {}
    modified: str | None = None

    def claim(self, key: str) -> list[_Statement]:
        """Return the statements of a property that are not deprecated."""
        found = self.claims.get(key, []) if isinstance(self.claims, dict) else []
        return [statement for statement in found if statement.rank != "deprecated"]

    def items(self, key: str) -> list[str]:
        """Return the ids of the items a property has."""
        ids = (_item(statement.mainsnak) for statement in self.claim(key))
        return [each for each in ids if each is not None]

    def label(self, language: str) -> str | None:
        """Return the name in a language, None where there is none."""
        found = self.labels.get(language) if isinstance(self.labels, dict) else None
        return None if found is None else found.value

    def other_names(self, name: str) -> tuple[str, ...]:
        """Return English aliases and the labels in other scripts."""
        also = self.aliases.get("en", []) if isinstance(self.aliases, dict) else []
        forms = [*(text.value for text in also), *(self.label(lang) for lang in _SCRIPTS[1:])]
        return tuple(dict.fromkeys(form for form in forms if form and form != name))


_DECODER = msgspec.json.Decoder(_Entity)


def read_wikidata(
    path: Path, countries: Countries, faults: Faults, advance: Advance, *, min_sitelinks: int
) -> Iterator[Found]:
    """Yield what a dump says of actors and offices.

    Actors with fewer than `min_sitelinks` Wikipedia pages are passed over.

    Raises:
        KnowledgeError: D303 where the file is damaged or has too many bad rows.
    """
    for number, line in lines(path, advance):
        text = line.strip().rstrip(b",")
        if text in {b"", b"[", b"]"} or _WANTED.search(text) is None:
            continue
        try:
            entity = _DECODER.decode(text)
        except msgspec.MsgspecError as error:
            faults.add(path, number, f"expected one Wikidata entity as JSON ({error})")
            continue
        yield from _found(entity, countries, min_sitelinks)


def _found(entity: _Entity, countries: Countries, min_sitelinks: int) -> Iterator[Found]:
    name = entity.label("en")
    if name is None:
        return
    classes = set(entity.items("P31"))
    if _HUMAN in classes:
        if len(entity.sitelinks) >= min_sitelinks and entity.claim("P39"):
            yield from _person(entity, name, countries)
    elif group := next((_CLASSES[c] for c in _CLASSES if c in classes), None):
        if len(entity.sitelinks) >= min_sitelinks:
            yield _organisation(entity, name, group, countries)
    elif classes & _OFFICES or _OFFICES & set(entity.items("P279")) or entity.claim("P1001"):
        country = _country(entity, ("P1001", "P17"), countries)
        yield FoundOffice(id=f"wikidata:{entity.id}", name=name, country=country)
    else:
        return
    if (day := first_day(entity.modified)) is not None:
        yield FoundModified(day=day)


def _person(entity: _Entity, name: str, countries: Countries) -> Iterator[Found]:
    actor_id, country = f"wikidata:{entity.id}", _country(entity, ("P27",), countries)
    _, died = _day(entity, "P570")
    yield FoundActor(
        id=actor_id,
        name=name,
        kind="person",
        country=country,
        aliases=entity.other_names(name),
        wikidata=entity.id,
        weight=_weight(entity),
        until=died,
    )
    for statement in entity.claim("P39"):
        office = _item(statement.mainsnak)
        qualifiers = statement.qualifiers if isinstance(statement.qualifiers, dict) else {}
        if office is not None:
            yield FoundRole(
                actor_id=actor_id,
                office_id=f"wikidata:{office}",
                country=country,
                since=_days(qualifiers.get("P580", []))[0],
                until=_days(qualifiers.get("P582", []))[1],
            )


def _organisation(
    entity: _Entity,
    name: str,
    group: tuple[ActorKind, tuple[str, ...], str | None],
    countries: Countries,
) -> FoundActor:
    kind, sectors, code = group
    return FoundActor(
        id=f"wikidata:{entity.id}",
        name=name,
        kind=kind,
        country=code or _country(entity, ("P17", "P495"), countries),
        sectors=sectors,
        aliases=entity.other_names(name),
        wikidata=entity.id,
        weight=_weight(entity),
        since=_day(entity, "P571")[0],
        until=_day(entity, "P576")[1],
    )


def _weight(entity: _Entity) -> float:
    """Return a prior by the number of Wikipedias that have a page: 10 give 0.51, 100 give 0.75."""
    return round(min(0.85, 0.25 + 0.25 * math.log10(1 + len(entity.sitelinks))), 2)


def _country(entity: _Entity, keys: tuple[str, ...], countries: Countries) -> str | None:
    found = (countries.code(item) for key in keys for item in entity.items(key))
    return next((code for code in found if code is not None), None)


def _item(snak: _Snak) -> str | None:
    value = snak.datavalue.value if snak.datavalue is not None else None
    return value.get("id") if isinstance(value, dict) else None


def _day(entity: _Entity, key: str) -> tuple[Any, Any]:
    return _days([statement.mainsnak for statement in entity.claim(key)])


def _days(snaks: list[_Snak]) -> tuple[Any, Any]:
    """Return the first day of a time value and the day by which it was over."""
    for snak in snaks:
        value = snak.datavalue.value if snak.datavalue is not None else None
        if isinstance(value, dict) and value.get("precision") in _PRECISIONS:
            text, precision = value.get("time"), _PRECISIONS[value["precision"]]
            return first_day(text, precision), gone_by(text, precision)
    return None, None
