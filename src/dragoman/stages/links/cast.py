"""Who took part in an event, of what its reports say, and whom some blame instead.

Descriptions of one actor are told together: the same actor of the index, the same name, or a
country where others name a body of that country ("Russia", "Russian troops").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from dragoman.records import Dissent, EventActor
from dragoman.records.event import DissentField
from dragoman.stages.links.columns import SIDES, party_key
from dragoman.stages.links.report import LinkableParty, LinkableReport

__all__ = ["Cast", "cast_of"]

_OF_THE_STATE = (None, "GOV", "MIL", "COP", "SPY", "LEG", "JUD")
_DOER, _TARGET = SIDES["initiator"], SIDES["target"]


class Cast(NamedTuple):
    """The participants of an event and those that only some reports have in that part."""

    actors: tuple[EventActor, ...]
    dissent: tuple[Dissent, ...]


class _Part:
    """One actor on one side, as several reports describe it."""

    def __init__(self, party: LinkableParty) -> None:
        self.side = SIDES[party.role]
        self.told: list[tuple[LinkableParty, LinkableReport]] = []

    def is_told_by(self, party: LinkableParty) -> bool:
        """True if some description here is of the same actor in the same part."""
        return SIDES[party.role] == self.side and any(_are_one(party, p) for p, _ in self.told)

    def is_against(self, accepted: Sequence[_Part]) -> bool:
        """True if no report tells it beside an accepted actor, and it is of none of their sides."""
        beside = {some_id for part in accepted for some_id in part.report_ids}
        party = self.told[0][0]
        return beside.isdisjoint(self.report_ids) and not any(
            _are_of_one_side(party, other) for part in accepted for other, _ in part.told
        )

    @property
    def report_ids(self) -> tuple[str, ...]:
        return tuple(sorted({report.id for _, report in self.told}))

    @property
    def support(self) -> tuple[int, int, str]:
        """Sorts the part of most sources first, then of the latest news, then by name."""
        origins = {report.document.origin_id for _, report in self.told}
        latest = max(report.document.published or date.min for _, report in self.told)
        return -len(origins), -latest.toordinal(), self.shown().name

    def shown(self) -> EventActor:
        """Return the actor as its fullest description has it: one of the index, if any."""
        best = min(self.told, key=lambda told: _bareness(told[0]))[0]
        return EventActor(
            role=best.role, name=best.name, actor_id=best.actor_id, country=best.country,
            sector=best.sector, report_ids=self.report_ids,
        )  # fmt: skip


def cast_of(reports: Sequence[LinkableReport]) -> Cast:
    """Return who took part; where reports name different doers, or targets, the rest dissents.

    Doers and targets that one report names together ("Israel and the US struck") go together.
    """
    parts = _parts(reports)
    actors: list[_Part] = []
    dissent: list[Dissent] = []
    for side in sorted({part.side for part in parts}):
        ranked = sorted((p for p in parts if p.side == side), key=lambda part: part.support)
        accepted: list[_Part] = []
        for part in ranked:
            if side in (_DOER, _TARGET) and accepted and part.is_against(accepted):
                dissent.append(_dissent("initiator" if side == _DOER else "target", part))
            else:
                accepted.append(part)
        actors += accepted
    return Cast(tuple(part.shown() for part in actors), tuple(dissent))


def _parts(reports: Sequence[LinkableReport]) -> list[_Part]:
    """Gather descriptions of one actor, the fullest first, so that a bare one finds its place."""
    told = [(party, report) for report in reports for party in report.parties]
    told.sort(key=lambda pair: (_bareness(pair[0]), pair[1].id))
    parts: list[_Part] = []
    for party, report in told:
        part = next((part for part in parts if part.is_told_by(party)), None)
        if part is None:
            part = _Part(party)
            parts.append(part)
        part.told.append((party, report))
    return parts


def _bareness(party: LinkableParty) -> tuple[bool, bool, int, str]:
    """Sorts index actors first, then those with a sector, then long names."""
    return party.actor_id is None, party.sector is None, -len(party.name), party.name


def _are_one(one: LinkableParty, other: LinkableParty) -> bool:
    """True if two descriptions are of one actor, or one is the state whose body the other is."""
    if one.actor_id is not None and one.actor_id == other.actor_id:
        return True
    if one.country is None or other.country is None:
        return party_key(one) == party_key(other)
    if one.country != other.country:
        return False
    if one.sector is None or other.sector is None:
        return _are_of_one_side(one, other) or party_key(one) == party_key(other)
    return one.sector == other.sector and (one.actor_id is None or other.actor_id is None)


def _are_of_one_side(one: LinkableParty, other: LinkableParty) -> bool:
    """True if both stand for one state: naming the minister or the state is no disagreement."""
    return (
        one.country is not None
        and one.country == other.country
        and one.sector in _OF_THE_STATE
        and other.sector in _OF_THE_STATE
    )


def _dissent(field: DissentField, part: _Part) -> Dissent:
    value = msgspec.json.encode(part.shown()).decode()
    return Dissent(field=field, value=value, report_ids=part.report_ids)
