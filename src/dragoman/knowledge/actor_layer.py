"""An overlay as look-ups want it: readings by name, actors, roles, over those of the index.

Made once when the index is opened. A name of the overlay is trusted: its user wrote it down
because it was missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from dragoman.knowledge.actor_hit import ActorHit
from dragoman.knowledge.build_actors import USAGE_SHARE, is_word_in_another_case
from dragoman.knowledge.index import validity
from dragoman.knowledge.names import fold
from dragoman.knowledge.overlay import ActorRow, NameRow, Overlay, RoleRow
from dragoman.knowledge.spelling import skeleton
from dragoman.knowledge.tables import days_of, gone_by
from dragoman.records.time import Validity
from dragoman.records.world import Actor, ActorRole, Name

__all__ = ["ActorLayer", "Readings"]

WEIGHT = 0.95
"""How likely a name of the overlay means its actor, before its usage's share."""

OF_OFFICE = 0.8
"""How likely an office means who holds it; as for those of the index."""

Readings = tuple[tuple[ActorHit, str], ...]
"""Readings of a name, each with the form it is kept in."""


class ActorLayer:
    """The rows of an overlay over an index, which `hit_of` and `roles_of` read by actor id."""

    def __init__(
        self,
        overlay: Overlay,
        *,
        hit_of: Callable[[str], ActorHit],
        roles_of: Callable[[str], tuple[ActorRole, ...]],
    ) -> None:
        self.sha256 = overlay.sha256
        self._added = {row.id: row for row in overlay.actors}
        self._names: dict[str, list[NameRow]] = defaultdict(list)
        self._roles: dict[str, tuple[ActorRole, ...]] = {}
        self._current: dict[str, ActorHit] = {}
        by_actor: dict[str, list[RoleRow]] = defaultdict(list)
        for role in overlay.roles:
            by_actor[role.actor].append(role)
        for actor_id, rows in by_actor.items():
            known = () if actor_id in self._added else roles_of(actor_id)
            self._roles[actor_id] = _with_roles(actor_id, known, rows)
        for actor_id in {*self._added, *by_actor, *(row.actor for row in overlay.names)}:
            added = self._added.get(actor_id)
            if added is None:
                latest = _with_codes(hit_of(actor_id), self._roles.get(actor_id, ()))
            else:
                latest = _hit_of(added, self._roles.get(actor_id, ()))
            self._current[actor_id] = latest
        self._by_fold: dict[str, list[tuple[ActorHit, str]]] = defaultdict(list)
        self._by_skeleton: dict[str, list[tuple[ActorHit, str]]] = defaultdict(list)
        own = [NameRow(actor=a.id, name=a.name, usage="name") for a in overlay.actors]
        for name in (*own, *overlay.names):
            self._names[name.actor].append(name)
            reading = (_reading(self._current[name.actor], name), name.name)
            self._by_fold[fold(name.name)].append(reading)
            self._by_skeleton[skeleton(name.name)].append(reading)

    def over(self, folded: str, below: Readings) -> Readings:
        """Return the readings of a folded name: the overlay's and the index's, heaviest first."""
        return self._merged(self._by_fold.get(folded, ()), below)

    def over_skeleton(self, key: str, below: Readings) -> Readings:
        """Return the same for all names of one skeleton."""
        return self._merged(self._by_skeleton.get(key, ()), below)

    def folded_names(self) -> tuple[str, ...]:
        """Return the keys of all names of the overlay."""
        return tuple(self._by_fold)

    def current(self, actor_id: str) -> ActorHit | None:
        """Return an actor that the overlay speaks of, with its latest codes; None for others."""
        return self._current.get(actor_id)

    def actor(self, actor_id: str, below: Actor | None) -> Actor | None:
        """Return the actor with its further names; `below` is what the index has of it."""
        names = tuple(
            Name(text=n.name, language=n.language, validity=_validity(n.since, n.until))
            for n in self._names.get(actor_id, ())
        )
        added = self._added.get(actor_id)
        if added is not None:
            existed = _validity(added.since, added.until)
            return Actor(id=actor_id, kind=added.kind, names=names, existed=existed)
        return below if below is None else replace(below, names=below.names + names)

    def roles(self, actor_id: str, below: tuple[ActorRole, ...]) -> tuple[ActorRole, ...]:
        """Return the actor's roles, latest first; `below` are those of the index."""
        return self._roles.get(actor_id, below)

    def holders(self, country: str, below: tuple[ActorHit, ...]) -> tuple[ActorHit, ...]:
        """Return the people with a role of `country`; `below` are those of the index."""
        known = {hit.actor_id for hit in below}
        mine = (
            replace(self._current[actor_id], usage="office", weight=OF_OFFICE)
            for actor_id, roles in self._roles.items()
            if actor_id not in known and any(role.country == country for role in roles)
        )
        added = (hit for hit in mine if hit.kind == "person")
        return (*(self._amended(hit) for hit in below), *added)

    def _merged(self, mine: list[tuple[ActorHit, str]] | tuple[()], below: Readings) -> Readings:
        if not self._current:
            return below
        known = ((self._amended(hit), form) for hit, form in below)
        return tuple(sorted((*mine, *known), key=lambda r: (-r[0].weight, r[0].actor_id)))

    def _amended(self, hit: ActorHit) -> ActorHit:
        now = self._current.get(hit.actor_id)
        return hit if now is None else replace(hit, country=now.country, sectors=now.sectors)


def _hit_of(row: ActorRow, roles: tuple[ActorRole, ...]) -> ActorHit:
    """Return an actor of the overlay with its own codes, else those of its latest role."""
    bare = ActorHit(
        actor_id=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        sectors=row.sectors,
        usage="name",
        weight=WEIGHT,
        case_sensitive=False,
    )
    coded = _with_codes(bare, roles)
    return replace(bare, country=row.country or coded.country, sectors=row.sectors or coded.sectors)


def _reading(actor: ActorHit, name: NameRow) -> ActorHit:
    return replace(
        actor,
        usage=name.usage,
        since=None if name.since is None else days_of(name.since)[0],
        until=None if name.until is None else gone_by(name.until),
        weight=round(WEIGHT * USAGE_SHARE[name.usage], 4),
        case_sensitive=is_word_in_another_case(name.name, name.usage),
    )


def _with_codes(hit: ActorHit, roles: tuple[ActorRole, ...]) -> ActorHit:
    """Return `hit` with country and sector of the actor's latest role, where it has one."""
    if not roles:
        return hit
    sectors = hit.sectors if roles[0].sector is None else (roles[0].sector,)
    return replace(hit, country=roles[0].country or hit.country, sectors=sectors)


def _with_roles(
    actor_id: str, known: tuple[ActorRole, ...], rows: list[RoleRow]
) -> tuple[ActorRole, ...]:
    """Return the roles of the index and the overlay, latest first.

    A row replaces the latest term in the same position and country, whose beginning it keeps
    if it has none of its own, unless it begins after that term was over.
    """
    roles = list(known)
    for number, row in enumerate(rows):
        same = next((role for role in roles if _is_same(role, row)), None)
        if same is not None:
            # Several tables may have brought in one term.
            begun = same.validity.since
            roles = [r for r in roles if r.validity.since != begun or not _is_same(r, row)]
        roles.append(_role(actor_id, number, row, same))
    return tuple(sorted(roles, key=lambda role: role.id, reverse=True))


def _is_same(role: ActorRole, row: RoleRow) -> bool:
    if row.position is None or role.position is None:
        return False
    if fold(role.position) != fold(row.position) or row.country not in (None, role.country):
        return False
    over = None if role.validity.until is None else role.validity.until.before
    return row.since is None or over is None or days_of(row.since)[0] < over


def _role(actor_id: str, number: int, row: RoleRow, same: ActorRole | None) -> ActorRole:
    since = None if row.since is None else days_of(row.since)[0]
    begun = None if same is None else same.validity.since
    if since is None and begun is not None:
        since = begun.earliest
    until = None if row.until is None else gone_by(row.until)
    return ActorRole(
        # The index numbers roles by digits; a letter sorts the overlay's after those of that day.
        id=f"{actor_id}@{since or '0000'}/u{number:02d}",
        actor_id=actor_id,
        sector=row.sector or (same.sector if same else None),
        position=row.position,
        country=row.country or (same.country if same else None),
        validity=validity(_iso(since), _iso(until)),
        source=row.source or "overlay",
    )


def _validity(since: str | None, until: str | None) -> Validity:
    first = None if since is None else days_of(since)[0]
    return validity(_iso(first), _iso(None if until is None else gone_by(until)))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
