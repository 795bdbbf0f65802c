"""Actor tables to index rows: states, their names, organisations, groups, institutions, people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import msgspec

from dragoman.knowledge.names import fold, letters
from dragoman.knowledge.tables import Row, read_table
from dragoman.records.text import ActorKind
from dragoman.records.time import DateRange, Validity
from dragoman.records.world import Actor, ActorRole, Name

__all__ = [
    "NON_STATE_CODES", "SECTORS", "ActorName", "ActorTables", "actor_rows", "name_rows",
    "read_actors", "role_rows",
]  # fmt: skip

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
    "REL SOC".split()
)
NON_STATE_CODES = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
_KINDS = frozenset("state igo coalition person organisation armed_group population".split())
_TABLES = ("organisations", "groups", "institutions", "media", "populations")
_COLUMNS = ("id", "name", "kind", "country", "sectors", "aliases", "abbreviations", "metonyms",
            "since", "until", "weight", "wikidata", "source")  # fmt: skip
_STATE_COLUMNS = ("id", "name", "iso3", "iso2", "cow", "wikidata", "geonames", "code", "sectors",
                  "since", "until", "successor_of", "weight", "source")  # fmt: skip
_NAME_COLUMNS = ("actor", "name", "usage", "since", "until", "weight", "case", "source")
_ROLE_COLUMNS = ("id", "name", "aliases", "surname", "country", "position", "sector", "since",
                 "until", "last_seen", "wikidata", "weight", "source")  # fmt: skip
# Order in which one actor's usages of one form win; the factor scales the actor's own weight.
_USAGE_FACTOR = {
    "name": 1.0, "alias": 0.95, "abbreviation": 0.95, "adjective": 0.9, "demonym": 0.9,
    "metonym": 0.85, "capital": 0.8, "surname": 0.7,
}  # fmt: skip
_USAGE_ORDER = list(_USAGE_FACTOR)


class ActorName(msgspec.Struct, frozen=True):
    """One name row before it is folded."""

    form: str
    usage: str
    since: date | None
    until: date | None
    weight: float
    case_sensitive: bool


class _Entry(msgspec.Struct):
    """One actor while its rows are gathered from several tables."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    weight: float
    existed: Validity
    external: list[tuple[str, str]]
    successor_of: tuple[str, ...]
    names: list[ActorName]
    roles: list[ActorRole]


class ActorTables:
    """All actors by id, filled table by table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, _Entry] = {}
        self.codes: frozenset[str] = NON_STATE_CODES
        self.words = {
            letters(row.text("name")) for row in read_table(folder / "words.csv", ("name",))
        }

    def add(self, row: Row, entry: _Entry) -> None:
        """Keep `entry`; its id must be new."""
        if entry.id in self.entries:
            row.fail("id", "an id no earlier row has")
        self.entries[entry.id] = entry

    def name(self, entry: _Entry, form: str, usage: str, row: Row, *, case: bool = False) -> None:
        """Add one name of `entry`, with the dates of `row` where the row is a name row."""
        is_name_row = row.optional("actor") is not None
        since = row.day("since") if is_name_row else None
        until = row.day_after("until") if is_name_row else None
        given = row.number_in("weight", 0, 1) if is_name_row else None
        weight = entry.weight * _USAGE_FACTOR[usage] if given is None else given
        if not fold(form):
            row.fail("name", "a name with letters")
        is_sensitive = case or self._is_word(form, usage)
        entry.names.append(ActorName(form, usage, since, until, round(weight, 4), is_sensitive))

    def _is_word(self, form: str, usage: str) -> bool:
        """True if the form in another case is an ordinary word, or may well be."""
        kept = letters(form)
        is_short = len(kept) <= 3 and kept.isascii()
        return is_short or usage == "surname" or kept in self.words


def read_actors(folder: Path) -> ActorTables:
    """Return everything the tables in `folder` say of actors.

    Raises:
        KnowledgeError: D302 for the first wrong row.
    """
    tables = ActorTables(folder)
    for table in ("states", "territories"):
        for row in read_table(folder / f"{table}.csv", _STATE_COLUMNS):
            _add_state(tables, row)
    states = tables.entries.values()
    tables.codes = NON_STATE_CODES | {entry.country for entry in states if entry.country}
    for table in _TABLES:
        for row in read_table(folder / f"{table}.csv", _COLUMNS):
            _add_actor(tables, row)
    for table in ("persons", "leaders"):  # what is kept by hand names the person
        for row in read_table(folder / f"{table}.csv", _ROLE_COLUMNS):
            _add_role(tables, row)
    for table in ("names", "state_names"):  # what is kept by hand goes before what is gathered
        for row in read_table(folder / f"{table}.csv", _NAME_COLUMNS):
            _add_name(tables, row)
    return tables


def _add_state(tables: ActorTables, row: Row) -> None:
    """Add a state or territory."""
    external = [
        (scheme, value)
        for scheme in ("iso3", "iso2", "cow", "wikidata", "geonames")
        if (value := row.optional(scheme)) is not None
    ]
    entry = _Entry(
        id=row.text("id"), name=row.text("name"), kind="state", country=row.text("code"),
        sectors=_sectors(row, "sectors"), weight=row.number_in("weight", 0, 1) or 0.5,
        existed=_validity(row.day("since"), row.day_after("until")), external=external,
        successor_of=row.values("successor_of"), names=[], roles=[],
    )  # fmt: skip
    row.text("source")
    tables.add(row, entry)
    tables.name(entry, entry.name, "name", row)


def _add_actor(tables: ActorTables, row: Row) -> None:
    """Add an organisation, group, institution, outlet or population with its names."""
    country = row.optional("country")
    if country is not None and country not in tables.codes:
        row.fail("country", "an alpha-3 code of states.csv or one of IGO UNO EUR NGO ISM IMG MNC")
    wikidata = row.optional("wikidata")
    entry = _Entry(
        id=row.text("id"), name=row.text("name"),
        kind=cast("ActorKind", row.one_of("kind", _KINDS)), country=country,
        sectors=_sectors(row, "sectors"), weight=row.number_in("weight", 0, 1) or 0.6,
        existed=_validity(row.day("since"), row.day_after("until")),
        external=[("wikidata", wikidata)] if wikidata else [],
        successor_of=row.values("successor_of"), names=[], roles=[],
    )  # fmt: skip
    row.text("source")
    tables.add(row, entry)
    tables.name(entry, entry.name, "name", row)
    for column, usage in (
        ("aliases", "alias"), ("abbreviations", "abbreviation"), ("metonyms", "metonym"),
    ):  # fmt: skip
        for form in row.values(column):
            tables.name(entry, form, usage, row)


def _add_role(tables: ActorTables, row: Row) -> None:
    """Add one office of a person, and the person where this is the first row."""
    country, sectors = row.text("country"), _sectors(row, "sector")
    if country not in tables.codes:
        row.fail("country", "an alpha-3 code of states.csv or one of IGO UNO EUR NGO ISM IMG MNC")
    actor_id = row.text("id")
    entry = tables.entries.get(actor_id)
    if entry is None:
        wikidata = row.optional("wikidata")
        entry = _Entry(
            id=actor_id, name=row.text("name"), kind="person", country=country, sectors=sectors,
            weight=row.number_in("weight", 0, 1) or 0.6, existed=Validity(),
            external=[("wikidata", wikidata)] if wikidata else [], successor_of=(), names=[],
            roles=[],
        )  # fmt: skip
        tables.add(row, entry)
        # A leader known by one word only is as ambiguous as a family name.
        tables.name(entry, entry.name, "name" if " " in entry.name else "surname", row)
    for form in row.values("aliases"):
        tables.name(entry, form, "alias", row)
    for form in row.values("surname"):
        tables.name(entry, form, "surname", row)
    role = ActorRole(
        id=f"{row.day('since') or '0000'}:{len(entry.roles):02d}", actor_id=actor_id,
        sector=sectors[0] if sectors else None, position=row.text("position"), country=country,
        validity=_role_validity(row), source=row.text("source"),
    )  # fmt: skip
    if all(role.id > other.id for other in entry.roles):
        entry.country, entry.sectors = country, sectors
    entry.roles.append(role)


def _role_validity(row: Row) -> Validity:
    """Return when a role held: over by `until`, and surely not over on `last_seen`."""
    since, until, last_seen = row.day("since"), row.day_after("until"), row.day("last_seen")
    if until is not None and last_seen is not None and last_seen >= until:
        last_seen = None
    ended = until is not None or last_seen is not None
    return Validity(
        since=None if since is None else DateRange(earliest=since, precision="day", basis="stated"),
        until=DateRange(earliest=last_seen, before=until, precision="day", basis="stated")
        if ended
        else None,
    )


def _add_name(tables: ActorTables, row: Row) -> None:
    """Add one further name of an actor that another table brought in."""
    entry = tables.entries.get(row.text("actor"))
    if entry is None:
        row.fail("actor", "the id of a row in another actor table")
    usage = row.one_of("usage", frozenset(_USAGE_FACTOR))
    row.text("source")
    tables.name(entry, row.text("name"), usage, row, case=row.optional("case") == "yes")


def actor_rows(tables: ActorTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor`."""
    for entry in tables.entries.values():
        names = [
            Name(text=n.form, language="en", validity=_validity(n.since, n.until))
            for n in entry.names
        ]
        actor = Actor(
            id=entry.id, kind=entry.kind, names=tuple(dict.fromkeys(names)),
            external_ids=tuple(entry.external), existed=entry.existed,
            successor_of=entry.successor_of,
        )  # fmt: skip
        yield (
            entry.id, entry.name, entry.kind, entry.country, " ".join(entry.sectors),
            msgspec.json.encode(actor),
        )  # fmt: skip


def name_rows(tables: ActorTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor_name`: one for each actor and folded name."""
    for entry in tables.entries.values():
        best: dict[str, ActorName] = {}
        for name in sorted(entry.names, key=lambda n: _USAGE_ORDER.index(n.usage)):
            best.setdefault(fold(name.form), name)
        for folded, name in best.items():
            yield (
                folded, entry.id, name.usage, name.form,
                name.since.isoformat() if name.since else None,
                name.until.isoformat() if name.until else None,
                name.weight, int(name.case_sensitive),
            )  # fmt: skip


def role_rows(tables: ActorTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor_role`."""
    for entry in tables.entries.values():
        for role in entry.roles:
            yield entry.id, role.id, msgspec.json.encode(role)


def _sectors(row: Row, column: str) -> tuple[str, ...]:
    """Return the sector codes of a cell, separated by spaces or "|"."""
    codes = tuple((row.optional(column) or "").replace("|", " ").split())
    if not SECTORS.issuperset(codes):
        row.fail(column, "PLOVER sector codes")
    return codes


def _validity(since: date | None, until: date | None) -> Validity:
    """Return [since, until) as a Validity; None on a side is not known."""
    return Validity(
        since=None if since is None else DateRange(earliest=since, precision="day", basis="stated"),
        until=None if until is None else DateRange(before=until, precision="day", basis="stated"),
    )
