"""Lays the actors and roles of the scratch database over those of an index.

An actor that the index has, by Wikidata id or by name, kind and country, gains names and roles
and keeps its own; an office it has from the same day gains the end that it lacked. Every other
actor is added under the id of its dump.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.knowledge.build_actors import ActorEntry, ActorName, name_rows
from dragoman.knowledge.dumps.offices import family_name, is_first_rank, sector_of
from dragoman.knowledge.names import fold, is_one_script

__all__ = ["merge_actors"]

_FROM_FIRST_RANK = 0.5
"""Weight of holders of the first offices, who alone are known by family name."""
_USAGE_SHARE = {"name": 1.0, "alias": 0.95, "abbreviation": 0.95, "surname": 0.7}

_BY_WIKIDATA = """
CREATE TEMP TABLE known AS
SELECT json_extract(pair.value, '$[1]') AS wikidata, a.id AS actor_id
FROM actor AS a, json_each(a.external_ids) AS pair
WHERE json_extract(pair.value, '$[0]') = 'wikidata'
"""
_BY_NAME = """
SELECT a.id FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
WHERE n.folded = ? AND n.usage = 'name' AND a.kind = ? AND a.country IS ?
  AND a.external_ids NOT LIKE '%"wikidata"%'
"""
_ROLES = """
SELECT coalesce(nullif(r.position, ''), o.name), coalesce(o.country, r.country), r.sector,
       nullif(r.since, ''), nullif(r.until, ''), r.source
FROM dump.role AS r LEFT JOIN dump.office AS o ON o.id = r.office_id
WHERE r.actor_id = ? ORDER BY r.since, r.office_id, r.position
"""
_ADD_ACTOR = """
INSERT INTO actor (id, name, kind, country, sectors, names, external_ids, since, until,
                   successor_of)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')
"""
_ADD_ROLE = """
INSERT INTO actor_role (actor_id, id, sector, position, country, since, until, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


class _Role(NamedTuple):
    position: str
    country: str | None
    sector: str
    since: str | None
    until: str | None
    source: str


def merge_actors(index: sqlite3.Connection) -> tuple[int, int, int]:
    """Merge the attached database `dump` into `index`; return actors added, extended, lost roles.

    Lost are roles in an office that no dump describes: nothing would be known but that it was one.
    """
    index.execute(_BY_WIKIDATA)
    index.execute("CREATE INDEX temp.known_wikidata ON known (wikidata)")
    added = extended = lost = 0
    for actor in index.execute("SELECT * FROM dump.actor ORDER BY id"):
        roles = [_role(row) for row in index.execute(_ROLES, (actor[0],)) if row[0]]
        total = index.execute(
            "SELECT count(*) FROM dump.role WHERE actor_id = ?", (actor[0],)
        ).fetchone()[0]
        lost += total - len(roles)
        actor_id = _known(index, actor)
        if actor_id is None:
            if actor[2] == "person" and total and not roles:
                continue
            _add(index, actor, roles)
            added += 1
        else:
            _extend(index, actor_id, actor, roles)
            extended += 1
    return added, extended, lost


def _role(row: tuple[Any, ...]) -> _Role:
    position, country, sector, *rest = row
    return _Role(position, country, sector or sector_of(position, also_lesser=True), *rest)


def _known(index: sqlite3.Connection, actor: tuple[Any, ...]) -> str | None:
    """Return the id that an actor of the dump has in the index, None if it has none."""
    _, name, kind, country, _, wikidata, *_ = actor
    row = index.execute(
        "SELECT actor_id FROM known WHERE wikidata = ? ORDER BY actor_id", (wikidata,)
    ).fetchone()
    if row is not None:
        return str(row[0])
    rows = index.execute(_BY_NAME, (fold(name), kind, country)).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def _add(index: sqlite3.Connection, actor: tuple[Any, ...], roles: list[_Role]) -> None:
    actor_id, name, kind, country, sectors, wikidata, weight, since, until = actor
    if kind == "person":
        if any(is_first_rank(role.position) for role in roles):
            weight = max(weight, _FROM_FIRST_RANK)
        else:
            weight = min(weight, _FROM_FIRST_RANK - 0.01)
        latest = max(roles, key=lambda role: role.since or "", default=None)
        country = latest.country if latest is not None and latest.country else country
        sectors = sectors or (latest.sector if latest is not None else "")
    forms = _forms(index, actor_id, name)
    names = json.dumps([[form, None, None] for form in forms], ensure_ascii=False)
    external = json.dumps([["wikidata", wikidata]] if wikidata else [], separators=(",", ":"))
    index.execute(
        _ADD_ACTOR,
        (actor_id, name, kind, country, sectors, names, external, since, until),
    )
    _add_names(index, actor_id, forms, weight)
    is_known_by_family = kind == "person" and weight >= _FROM_FIRST_RANK
    if is_known_by_family and is_one_script(name, ("LATIN",)) and len(name.split()) > 1:
        _add_names(index, actor_id, [family_name(name, country or "")], weight, usage="surname")
    _add_roles(index, actor_id, roles, [])


def _extend(
    index: sqlite3.Connection, actor_id: str, actor: tuple[Any, ...], roles: list[_Role]
) -> None:
    row = index.execute(
        "SELECT a.names, a.external_ids, max(n.weight) FROM actor AS a "
        "JOIN actor_name AS n ON n.actor_id = a.id WHERE a.id = ?",
        (actor_id,),
    ).fetchone()
    names, external, weight = json.loads(row[0]), json.loads(row[1]), row[2]
    forms = [form for form in _forms(index, actor[0], actor[1]) if [form, None, None] not in names]
    wikidata = actor[5]
    if wikidata and not any(scheme == "wikidata" for scheme, _ in external):
        external.append(["wikidata", wikidata])
    index.execute(
        "UPDATE actor SET names = ?, external_ids = ? WHERE id = ?",
        (
            json.dumps([*names, *([form, None, None] for form in forms)], ensure_ascii=False),
            json.dumps(external, separators=(",", ":")),
            actor_id,
        ),
    )
    _add_names(index, actor_id, forms, weight, usage="alias")
    kept = index.execute(
        "SELECT id, country, since, until FROM actor_role WHERE actor_id = ?", (actor_id,)
    ).fetchall()
    _add_roles(index, actor_id, roles, kept)


def _forms(index: sqlite3.Connection, found_id: str, name: str) -> list[str]:
    """Return the names of an actor of the dump, its own first, one for each folded form."""
    rows = index.execute(
        "SELECT form FROM dump.actor_name WHERE actor_id = ? ORDER BY form", (found_id,)
    )
    best: dict[str, str] = {}
    for form in (name, *(row[0] for row in rows)):
        if fold(form):
            best.setdefault(fold(form), form)
    return list(best.values())


def _add_names(
    index: sqlite3.Connection,
    actor_id: str,
    forms: list[str],
    weight: float,
    *,
    usage: str | None = None,
) -> None:
    """Add names; all but those in other scripts must be written in the case they have here.

    Nobody has looked at a dump's aliases, and among them are ordinary words ("Change", "Us").
    """
    entry = ActorEntry(actor_id, forms[0] if forms else "", "", None, (), weight)
    entry.names = []
    for number, form in enumerate(forms):
        kind = usage or ("name" if number == 0 else _usage(form))
        share = round(weight * _USAGE_SHARE[kind], 4)
        entry.names.append(ActorName(form, kind, None, None, share, case_sensitive=True))
    for row in name_rows([entry]):
        marks = ", ".join("?" * len(row))
        index.execute(f"INSERT OR IGNORE INTO actor_name VALUES ({marks})", row)


def _usage(form: str) -> str:
    is_short = form.isupper() and " " not in form and form.isascii()
    return "abbreviation" if is_short else "alias"


def _add_roles(
    index: sqlite3.Connection, actor_id: str, roles: list[_Role], kept: list[tuple[Any, ...]]
) -> None:
    """Add the roles the index lacks, and the ends of those it has."""
    for number, role in enumerate(roles, start=len(kept)):
        twin = next(_twins(role, kept), None)
        if twin is None:
            role_id = f"{role.since or '0000'}/{number:02d}"
            index.execute(
                _ADD_ROLE,
                (actor_id, role_id, role.sector, role.position, role.country, role.since,
                 role.until, role.source),
            )  # fmt: skip
        elif twin[3] is None and role.until is not None:
            index.execute(
                "UPDATE actor_role SET until = ?, last_seen = NULL WHERE actor_id = ? AND id = ?",
                (role.until, actor_id, twin[0]),
            )


def _twins(role: _Role, kept: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield the roles of the index that began on the same day in the same country."""
    for each in kept:
        if role.since is not None and each[1:3] == (role.country, role.since):
            yield each
