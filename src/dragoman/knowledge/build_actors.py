"""Reads the actor tables: states, organisations, groups, institutions, people, and their names.

Tables kept by hand are read before those gathered from open data, so that where both name an
actor the hand-kept row decides. What comes out is turned into index rows by `actor_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from dragoman.knowledge.bare_names import bare_names
from dragoman.knowledge.build_roles import Role, next_role_id, settled, with_role
from dragoman.knowledge.local_names import LOCAL, make_local
from dragoman.knowledge.names import fold, is_one_script, letters
from dragoman.knowledge.spelling import skeleton
from dragoman.knowledge.tables import Row, read_table

__all__ = [
    "KINDS",
    "NON_STATE_CODES",
    "SECTORS",
    "USAGE_SHARE",
    "ActorEntry",
    "ActorName",
    "ActorTables",
    "actor_rows",
    "is_word_in_another_case",
    "name_rows",
    "read_actors",
    "role_rows",
]

SECTORS = frozenset(
    [
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
        *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF"),
        *("OPP", "PRE", "REL", "SOC"),
    ]
)
NON_STATE_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
KINDS = frozenset(
    {"state", "igo", "coalition", "person", "organisation", "armed_group", "population"}
)
_ORGANISED = ("organisations", "groups", "institutions", "media", "populations", "parties",
              "ucdp_groups", "local_parties")  # fmt: skip
_STATE_COLUMNS = ("id", "name", "code", "sectors", "since", "until", "weight", "source")
_COLUMNS = ("id", "name", "kind", "country", "sectors", "aliases", "abbreviations", "metonyms",
            "since", "until", "weight", "source")  # fmt: skip
_PERSON_COLUMNS = ("id", "name", "aliases", "surname", "country", "position", "sector", "since",
                   "until", "last_seen", "weight", "source")  # fmt: skip
_ROLE_COLUMNS = ("actor", "position", "sector", "country", "since", "until", "source")
_NAME_COLUMNS = ("actor", "name", "usage", "since", "until", "weight", "case", "source")
_EXTERNAL = ("iso3", "iso2", "cow", "wikidata", "geonames")

# How much of an actor's own weight a name of each usage has. Where one form of an actor has two
# usages ("Kuwait City" and "Kuwait"), the one that stands first here is kept.
USAGE_SHARE = {
    "name": 1.0,
    "alias": 0.95,
    "abbreviation": 0.95,
    "adjective": 0.9,
    "demonym": 0.9,
    "metonym": 0.85,
    "capital": 0.8,
    "surname": 0.7,
}
_USAGE_ORDER = tuple(USAGE_SHARE)


class ActorName(msgspec.Struct, frozen=True):
    """One name of an actor, not yet folded; dates are half-open."""

    form: str
    usage: str
    since: date | None
    until: date | None
    weight: float
    case_sensitive: bool


class ActorEntry(msgspec.Struct):
    """One actor while its rows are gathered from several tables."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    weight: float
    since: date | None = None
    until: date | None = None
    external: tuple[tuple[str, str], ...] = ()
    successor_of: tuple[str, ...] = ()
    names: list[ActorName] = []
    roles: list[Role] = []


class ActorTables:
    """All actors by id, filled table by table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, ActorEntry] = {}
        self.codes: frozenset[str] = NON_STATE_CODES
        self.words = {letters(row.text("name")) for row in self.read("words", ("name", "source"))}

    def read(self, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """Yield the rows of one table of the folder."""
        return read_table(self.folder / f"{table}.csv", columns)

    def add(self, row: Row, entry: ActorEntry) -> None:
        """Keep `entry` under its own name; its id must be new."""
        if entry.id in self.entries:
            row.fail("id", "an id no earlier row has")
        row.text("source")
        self.entries[entry.id] = entry
        # A leader known by one word only is as ambiguous as a family name.
        is_surname = entry.kind == "person" and not _is_whole(entry.name)
        self.name(entry, entry.name, "surname" if is_surname else "name", row)

    def find(self, row: Row) -> ActorEntry:
        """Return the actor that a row of names or roles speaks of."""
        entry = self.entries.get(row.text("actor"))
        if entry is None:
            row.fail("actor", "the id of a row in another actor table")
        return entry

    def country(self, row: Row) -> str | None:
        """Return the country code of a row, None where it is empty."""
        code = row.optional("country")
        if code is not None and code not in self.codes:
            row.fail(
                "country", "a code of states.csv or one of " + " ".join(sorted(NON_STATE_CODES))
            )
        return code

    def name(
        self,
        entry: ActorEntry,
        form: str,
        usage: str,
        row: Row,
        *,
        when: tuple[date | None, date | None] = (None, None),
        weight: float | None = None,
        case: bool = False,
    ) -> None:
        """Add one name of `entry`; without `weight` it has its usage's share of the actor's.

        Without days of its own, the name of a body is in use while there is that body.
        """
        if not fold(form):
            row.fail("name", "a name with letters")
        if when == (None, None) and entry.kind not in ("state", "person"):
            when = entry.since, entry.until
        share = entry.weight * USAGE_SHARE[usage] if weight is None else weight
        is_word = is_word_in_another_case(form, usage) or letters(form) in self.words
        entry.names.append(ActorName(form, usage, *when, round(share, 4), case or is_word))


def is_word_in_another_case(form: str, usage: str) -> bool:
    """True for two or three letters and for a family name.

    In another case than theirs they are most often something else: "us", "may", "bush".
    """
    kept = letters(form)
    return (len(kept) <= 3 and kept.isascii()) or usage == "surname"


def read_actors(folder: Path) -> ActorTables:
    """Return everything the tables in `folder` say of actors.

    Raises:
        KnowledgeError: D302 for the first wrong row.
    """
    tables = ActorTables(folder)
    for table in ("states", "territories"):
        for row in tables.read(table, _STATE_COLUMNS):
            _add_state(tables, row)
    codes = {entry.country for entry in tables.entries.values()}
    tables.codes |= {code for code in codes if code is not None}
    for table in _ORGANISED:
        for row in tables.read(table, _COLUMNS):
            _add_actor(tables, row)
    for table in ("persons", "leaders", "past_leaders"):
        for row in tables.read(table, _PERSON_COLUMNS):
            _add_person(tables, row, in_order=table == "persons")
    for row in tables.read("roles", _ROLE_COLUMNS):
        _add_role(tables, tables.find(row), row, in_order=True)
    for table in ("names", "state_names", "local_names"):
        for row in tables.read(table, _NAME_COLUMNS):
            _add_name(tables, row)
    _add_bare_names(tables)
    make_local(tables.entries.values())
    return tables


def _add_state(tables: ActorTables, row: Row) -> None:
    """Add a state or territory; `code` is the country its actors are coded as."""
    entry = ActorEntry(
        id=row.text("id"),
        name=row.text("name"),
        kind="state",
        country=row.text("code"),
        sectors=_sectors(row, "sectors"),
        weight=_weight(row, 0.5),
        since=row.day("since"),
        until=row.day_after("until"),
        external=tuple((key, value) for key in _EXTERNAL if (value := row.optional(key))),
        successor_of=row.values("successor_of"),
    )
    tables.add(row, entry)


def _add_actor(tables: ActorTables, row: Row) -> None:
    """Add an organisation, group, institution, outlet or population with its names."""
    entry = ActorEntry(
        id=row.text("id"),
        name=row.text("name"),
        kind=row.one_of("kind", KINDS),
        country=tables.country(row),
        sectors=_sectors(row, "sectors"),
        weight=_weight(row, 0.6),
        since=row.day("since"),
        until=row.day_after("until"),
        external=_wikidata(row),
    )
    tables.add(row, entry)
    for column, usage in (
        ("aliases", "alias"),
        ("abbreviations", "abbreviation"),
        ("metonyms", "metonym"),
    ):
        for form in row.values(column):
            tables.name(entry, form, usage, row)


def _is_whole(name: str) -> bool:
    """Whether a person's name is of several words, also with hyphens: "Zia-ul-Haq"."""
    return " " in name or name.count("-") > 1


def _add_person(tables: ActorTables, row: Row, *, in_order: bool) -> None:
    """Add one office of a person, and the person where this is the first row of that id."""
    actor_id = row.text("id")
    entry = tables.entries.get(actor_id)
    if entry is None:
        entry = ActorEntry(
            id=actor_id,
            name=row.text("name"),
            kind="person",
            country=tables.country(row),
            sectors=_sectors(row, "sector"),
            weight=_weight(row, 0.6),
            external=_wikidata(row),
        )
        tables.add(row, entry)
    for form in row.values("aliases"):
        tables.name(entry, form, "alias" if _is_whole(form) else "surname", row)
    for form in row.values("surname"):
        tables.name(entry, form, "surname", row)
    _add_role(tables, entry, row, in_order=in_order)


def _add_role(tables: ActorTables, entry: ActorEntry, row: Row, *, in_order: bool) -> None:
    """Add one role; the latest role gives the actor its country and sectors."""
    sectors, country = _sectors(row, "sector"), tables.country(row)
    since, until, last_seen = row.day("since"), row.day_after("until"), row.day("last_seen")
    role = Role(
        id=next_role_id(entry.roles, since),
        sector=sectors[0] if sectors else None,
        position=row.optional("position"),
        country=country,
        since=since,
        last_seen=last_seen if until is None or last_seen is None or last_seen < until else None,
        until=until,
        source=row.text("source"),
        is_over=bool((row.optional("claimed") or "").partition("/")[2]),
    )
    roles = with_role(entry.roles, role, in_order=in_order)
    is_latest = role in roles and all(role.id > other.id for other in entry.roles)
    if is_latest:
        entry.country, entry.sectors = country, sectors
    entry.roles = roles


def _add_name(tables: ActorTables, row: Row) -> None:
    """Add one further name, with its dates, of an actor that another table brought in."""
    row.text("source")
    tables.name(
        tables.find(row),
        row.text("name"),
        row.one_of("usage", frozenset(USAGE_SHARE)),
        row,
        when=(row.day("since"), row.day_after("until")),
        weight=row.number_in("weight", 0, 1),
        case=row.optional("case") == "yes",
    )


def _add_bare_names(tables: ActorTables) -> None:
    """Add the names that national bodies have in their own country."""
    for entry, form in tuple(bare_names(tables.entries.values())):
        days = entry.since, entry.until
        entry.names.append(ActorName(form, "alias", *days, LOCAL, case_sensitive=False))


def _sectors(row: Row, column: str) -> tuple[str, ...]:
    """Return the sector codes of a cell, separated by spaces."""
    codes = tuple((row.optional(column) or "").split())
    if not SECTORS.issuperset(codes):
        row.fail(column, "PLOVER sector codes separated by spaces")
    return codes


def _weight(row: Row, otherwise: float) -> float:
    """Return the weight of a row, `otherwise` for an empty cell."""
    weight = row.number_in("weight", 0, 1)
    return otherwise if weight is None else weight


def _wikidata(row: Row) -> tuple[tuple[str, str], ...]:
    """Return the Wikidata id of a row as an external id."""
    wikidata = row.optional("wikidata")
    return () if wikidata is None else (("wikidata", wikidata),)


def actor_rows(tables: ActorTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor`."""
    for entry in tables.entries.values():
        names: dict[str, tuple[str, str | None, str | None]] = {}
        for name in entry.names:
            names.setdefault(name.form, (name.form, _iso(name.since), _iso(name.until)))
        yield (
            entry.id,
            entry.name,
            entry.kind,
            entry.country,
            " ".join(entry.sectors),
            msgspec.json.encode(list(names.values())).decode(),
            msgspec.json.encode(entry.external).decode(),
            _iso(entry.since),
            _iso(entry.until),
            " ".join(entry.successor_of),
        )


def name_rows(entries: Iterable[ActorEntry]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor_name`: one for each actor and folded name."""
    for entry in entries:
        best: dict[str, ActorName] = {}
        for name in sorted(entry.names, key=lambda n: _USAGE_ORDER.index(n.usage)):
            best.setdefault(fold(name.form), name)
        for folded, name in best.items():
            is_latin = is_one_script(name.form, ("LATIN",))
            yield (
                folded,
                entry.id,
                name.usage,
                name.form,
                _iso(name.since),
                _iso(name.until),
                name.weight,
                int(name.case_sensitive and is_latin),
                skeleton(folded),
            )


def role_rows(tables: ActorTables) -> Iterator[tuple[object, ...]]:
    """Yield the rows of table `actor_role`."""
    for entry in tables.entries.values():
        for role in settled(entry.roles):
            days = (_iso(role.since), _iso(role.last_seen), _iso(role.until))
            named = (role.id, role.sector, role.position, role.country)
            yield (entry.id, *named, *days, role.source)


def _iso(day: date | None) -> str | None:
    """Return a date as ISO text, None for None."""
    return None if day is None else day.isoformat()
