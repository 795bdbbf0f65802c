"""The overlay: what a user knows of actors, kept in one TOML file beside the shipped index.

The file holds [[actor]], [[name]] and [[role]] tables, in any order, and is meant to be read and
edited by hand; commands only append to it. Reading checks every table against the index and
names each fault with its line. How it is laid over look-ups is the work of `actors`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.build_actors import SECTORS
from dragoman.knowledge.names import fold
from dragoman.knowledge.spelling import romanised
from dragoman.knowledge.tables import days_of
from dragoman.knowledge.toml_tables import (
    Fault,
    TomlSource,
    convert_table,
    did_you_mean,
    header_tables,
    read_toml,
)
from dragoman.records.base import Record
from dragoman.records.text import ActorKind

__all__ = [
    "ActorRow", "NameRow", "NameUsage", "Overlay", "RoleRow", "Row",
    "append_rows", "faults_of", "local_id", "read_overlay",
]  # fmt: skip

NameUsage = Literal[
    "name", "alias", "adjective", "demonym", "metonym", "capital", "abbreviation", "surname"
]
Day = str
"""2011, 2011-07 or 2011-07-09."""

_HEAD = """\
# What dragoman's actor index does not know: actors, names, dated roles. It is laid over the index
# that comes with the package and may be edited by hand. `dragoman actors --help` says more.
"""


class ActorRow(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[[actor]]: an actor that the index has not."""

    id: str
    """Any text that no actor has as its id yet; commands write "local:" and the name."""
    name: str
    """The name it is best known by; [[name]] tables add others."""
    kind: ActorKind
    country: str | None = None
    """ISO 3166 alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sectors: tuple[str, ...] = ()
    """PLOVER sector codes."""
    since: Day | None = None
    """When it came to be: 2011, 2011-07 or 2011-07-09."""
    until: Day | None = None
    """When it was no more."""
    source: str | None = None
    """Where you have it from."""


class NameRow(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[[name]]: a further name of an actor, of the index or of this file."""

    actor: str
    """The actor's id."""
    name: str
    """As it is written. Two or three letters, and a surname, count only in just this case."""
    usage: NameUsage = "alias"
    """What kind of name it is; a surname alone is taken for the person only beside a title."""
    language: str | None = None
    """ISO 639-1 code."""
    since: Day | None = None
    """When it came into use."""
    until: Day | None = None
    """The day from which it was no longer in use; a month or year counts to its end."""
    source: str | None = None
    """Where you have it from."""


class RoleRow(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[[role]]: what an actor was, from when to when.

    A role of the index with the same position and country is replaced, so that one row ends it.
    """

    actor: str
    """The actor's id."""
    position: str | None = None
    """The office in words: "Foreign Minister". Position or sector must be given."""
    sector: str | None = None
    """A PLOVER sector code."""
    country: str | None = None
    """As of an actor; none leaves the actor's own."""
    since: Day | None = None
    """First day."""
    until: Day | None = None
    """The day from which it no longer held; a month or year counts to its end."""
    source: str | None = None
    """Where you have it from; `actors show` prints it."""


Row = ActorRow | NameRow | RoleRow
T = TypeVar("T", ActorRow, NameRow, RoleRow)
_KNOWN_TABLES = "[[actor]], [[name]] and [[role]] tables"
_COUNTRY_CODES = (
    "Expected an ISO 3166 alpha-3 code, XKX, or one of IGO, UNO, EUR, NGO, ISM, IMG, MNC; "
    "`dragoman actors find COUNTRY` tells it."
)
_TABLES: dict[str, type[ActorRow] | type[NameRow] | type[RoleRow]] = {
    "actor": ActorRow,
    "name": NameRow,
    "role": RoleRow,
}


class Overlay(Record, frozen=True, kw_only=True):
    """All rows of a file, in its order."""

    actors: tuple[ActorRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the rows; comments and layout do not count. "" where there are none."""
        if not (self.actors or self.names or self.roles):
            return ""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def local_id(name: str) -> str:
    """Return the id that an actor of this name has in overlays: "local:front-for-the-delta"."""
    return "local:" + "-".join(romanised(name).removeprefix("the ").split())


def read_overlay(
    path: Path, *, is_actor: Callable[[str], bool], countries: frozenset[str]
) -> Overlay:
    """Return the rows of the file at `path`, checked against the ids and codes of an index.

    Raises:
        KnowledgeError: D304 where the file is missing or no TOML, D302 where rows are wrong, one
            line for each fault with the file's line and what to do.
    """
    if not path.exists():
        raise KnowledgeError(
            "D304", f"{path}: the file is missing. `dragoman actors add` makes it."
        )
    faults: list[Fault] = []
    source = read_toml(path.parent, path.name, faults)
    if source is None:
        raise KnowledgeError("D304", _lines(path, faults))
    for key in source.tables:
        if key not in _TABLES:
            hint = did_you_mean(key, _TABLES)
            message = f'unknown key "{key}".{hint} Only {_KNOWN_TABLES} belong here.'
            faults.append(_fault(source, None, 1, key, message))
    overlay = Overlay(
        actors=_rows(source, "actor", ActorRow, faults),
        names=_rows(source, "name", NameRow, faults),
        roles=_rows(source, "role", RoleRow, faults),
    )
    if not faults:
        faults += _wrong_rows(overlay, source, is_actor, countries)
    if faults:
        raise KnowledgeError("D302", _lines(path, faults))
    return overlay


def _rows(source: TomlSource, header: str, kind: type[T], faults: list[Fault]) -> tuple[T, ...]:
    """Return the [[header]] tables as records, with faults for those that are none."""
    found = []
    for number, table in enumerate(header_tables(source, header, faults), start=1):
        plain = table
        if isinstance(table, dict):
            # A day may stand without quotation marks: TOML has dates of its own.
            plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in table.items()}
        row = convert_table(plain, kind, source, faults, header=header, number=number)
        if row is not None:
            found.append(row)
    return tuple(found)


def _wrong_rows(
    overlay: Overlay,
    source: TomlSource,
    is_actor: Callable[[str], bool],
    countries: frozenset[str],
) -> list[Fault]:
    """Return what is wrong with rows whose keys are right."""
    faults = []
    ids = {row.id for row in overlay.actors}
    seen: set[str] = set()
    tables: tuple[tuple[str, tuple[Row, ...]], ...] = (
        ("actor", overlay.actors), ("name", overlay.names), ("role", overlay.roles),
    )  # fmt: skip
    for header, rows in tables:
        for number, row in enumerate(rows, start=1):
            wrong = list(faults_of(row, countries))
            if isinstance(row, ActorRow):
                if row.id in seen or is_actor(row.id):
                    message = f'"{row.id}" is an actor already. Choose another id, or add a name.'
                    wrong.append(("id", message))
                seen.add(row.id)
            elif row.actor not in ids and not is_actor(row.actor):
                message = f'there is no actor "{row.actor}".{did_you_mean(row.actor, ids)} '
                message += "`dragoman actors find NAME` tells ids; or add an [[actor]] of that id."
                wrong.append(("actor", message))
            faults += [_fault(source, header, number, key, message) for key, message in wrong]
    return faults


def faults_of(row: Row, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield (key, message) for each value of a row that cannot be right."""
    if not isinstance(row, RoleRow) and not fold(row.name):
        yield "name", f'"{row.name}" has no letters. Write a name.'
    if not isinstance(row, NameRow):
        if row.country is not None and row.country not in countries:
            yield "country", f'"{row.country}" is no country code. {_COUNTRY_CODES}'
        sectors = row.sectors if isinstance(row, ActorRow) else (row.sector,)
        for sector in sectors:
            if sector is not None and sector not in SECTORS:
                expected = f"Expected one of {', '.join(sorted(SECTORS))}."
                yield "sector", f'"{sector}" is no PLOVER sector. {expected}'
    if isinstance(row, RoleRow) and row.position is None and row.sector is None:
        yield "actor", "a role needs a position or a sector. Add one."
    yield from _wrong_days(row)


def _wrong_days(row: Row) -> Iterator[tuple[str, str]]:
    days = {}
    for key, text in (("since", row.since), ("until", row.until)):
        try:
            days[key] = None if text is None else days_of(text)[0]
        except ValueError:
            yield key, f'"{text}" is no date. Write 2011, "2011-07" or 2011-07-09.'
    since, until = days.get("since"), days.get("until")
    if since is not None and until is not None and until < since:
        yield "until", f"until {row.until} is before since {row.since}. Correct one of them."


def _fault(source: TomlSource, header: str | None, number: int, key: str, message: str) -> Fault:
    return Fault(
        code="D302",
        file=source.file,
        line=source.line(key, header=header, number=number),
        place=f"[[{header}]] {number}" if header else "top level",
        message=message,
    )


def _lines(path: Path, faults: list[Fault]) -> str:
    return "\n".join(f"{path.parent / str(fault)}" for fault in faults)


def append_rows(path: Path, rows: Iterable[Row]) -> None:
    """Add rows to the end of the file at `path`, which is made if it is not there.

    Raises:
        KnowledgeError: D304 where the file cannot be written.
    """
    text = "".join(_written(row) for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write((_HEAD if is_new else "") + text)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}). Choose another with --overlay."
        raise KnowledgeError("D304", message) from error


def _written(row: Row) -> str:
    """Return a row as a TOML table; keys that say nothing are left out."""
    header = next(name for name, kind in _TABLES.items() if isinstance(row, kind))
    values = {key: value for key, value in msgspec.to_builtins(row).items() if value}
    # A JSON string or list of strings is a TOML one, but for the delete character.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "")
        for key, value in values.items()
    ]
    return "\n".join([f"\n[[{header}]]", *lines, ""])
