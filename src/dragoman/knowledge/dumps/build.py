"""Builds an index from dumps: reads each file into a scratch database, lays that over a base.

The same files, base and settings give the same content hash. `out` is replaced only at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.dumps.entities import read_entities
from dragoman.knowledge.dumps.found import Countries, Found
from dragoman.knowledge.dumps.geonames import read_geonames
from dragoman.knowledge.dumps.merge_actors import merge_actors
from dragoman.knowledge.dumps.merge_places import merge_places
from dragoman.knowledge.dumps.query import read_query_csv, read_query_json
from dragoman.knowledge.dumps.scratch import Scratch
from dragoman.knowledge.dumps.sources import Advance, Faults, Form, recognise
from dragoman.knowledge.dumps.wikidata import read_wikidata
from dragoman.knowledge.index import SCHEMA_VERSION, TABLES, open_database

__all__ = ["BuiltIndex", "Settings", "build_from_dumps"]

_LICENCES = {
    Form.WIKIDATA: "Wikidata: CC0 1.0",
    Form.QUERY_JSON: "result of a query: that of the database asked",
    Form.QUERY_CSV: "result of a query: that of the database asked",
    Form.ENTITIES: "FollowTheMoney entities: that of their publisher",
}
_GEONAMES_LICENCE = "GeoNames: CC BY 4.0"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What can be chosen for a build."""

    keep_base: bool = True
    """False keeps only the states and countries of the base, which give dumps their codes."""
    as_of: date | None = None
    """Day up to which offices are known; None takes the latest change that dumps or base tell."""
    min_population: int = 1000
    """Smaller settlements of GeoNames are passed over."""
    min_sitelinks: int = 3
    """Actors with fewer pages in Wikipedias are passed over."""
    max_bad_rows: int = 1000
    """More bad rows than these stop the build."""


class BuiltIndex(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    content_hash: str
    as_of: str
    read: tuple[tuple[str, str, int], ...]
    """Name, form and number of facts read of each file."""
    actors_added: int
    actors_extended: int
    roles_lost: int
    """Roles in an office that no dump describes."""
    places_added: int
    places_extended: int
    bad_rows: int
    first_bad_rows: tuple[str, ...]


def build_from_dumps(
    paths: Sequence[Path],
    base: Path,
    out: Path,
    settings: Settings,
    start: Callable[[Path], Advance] = lambda _: lambda _: None,
) -> BuiltIndex:
    """Write an index of `base` and the dumps `paths` to `out`; return what was done.

    `start` is called with each file before it is read and returns what is told of its progress in
    bytes. Files are read in an order of their own: places before their further names.

    Raises:
        KnowledgeError: D303 for a file that cannot be read, is of no known form or has too many
            bad rows, where `out` cannot be written, or where no as-of date can be told; D300 and
            D301 for the base.
    """
    forms = sorted(((recognise(path), path) for path in paths), key=_reading_order)
    countries, base_meta = _read_base(base)
    faults = Faults(settings.max_bad_rows)
    _check_writable(out)
    with _scratch_at(out.with_suffix(".scratch")) as scratch:
        read = []
        for form, path in forms:
            found = _read(form, path, countries, faults, start(path), settings)
            read.append((path.name, form.value, scratch.keep(found, path.name)))
        as_of = _as_of(settings, scratch, base_meta)
        scratch.close()
        counts, content_hash = _merge(base, scratch.path, out, settings, {
            "as_of": as_of,
            "schema_version": SCHEMA_VERSION,
            "sources": _sources(base_meta.get("sources", "[]"), forms),
        })  # fmt: skip
    added, extended, lost, places_added, places_extended = counts
    return BuiltIndex(
        content_hash=content_hash,
        as_of=as_of,
        read=tuple(read),
        actors_added=added,
        actors_extended=extended,
        roles_lost=lost,
        places_added=places_added,
        places_extended=places_extended,
        bad_rows=faults.count,
        first_bad_rows=tuple(faults.first),
    )


def _check_writable(out: Path) -> None:
    """Raise D303 now, not after hours, if the index cannot be written there."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = out.with_suffix(".draft")
        draft.touch()
        draft.unlink()
        if out.is_dir():
            raise IsADirectoryError(21, "it is a folder")
    except OSError as error:
        raise KnowledgeError(
            "D303", f"{out}: cannot be written ({error.strerror}). Name another file."
        ) from error


def _reading_order(entry: tuple[Form, Path]) -> tuple[int, str]:
    return list(Form).index(entry[0]), entry[1].name


@contextlib.contextmanager
def _scratch_at(path: Path) -> Iterator[Scratch]:
    scratch = Scratch(path)
    try:
        yield scratch
    finally:
        scratch.close()
        path.unlink(missing_ok=True)


def _read_base(base: Path) -> tuple[Countries, dict[str, str]]:
    """Return the country codes of a base index, and what it says of itself."""
    database = open_database(base)
    names: dict[str, tuple[str, str]] = {}
    rows = database.execute(
        "SELECT country, external_ids FROM actor WHERE kind = 'state' ORDER BY id"
    ).fetchall()
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    database.close()
    for code, external in rows:
        ids = dict(json.loads(external))
        own = ids.get("iso3", code)
        for scheme in ("iso3", "iso2", "wikidata"):
            if scheme in ids:
                names.setdefault(ids[scheme].upper(), (code, own))
    return Countries(names), meta


def _read(
    form: Form,
    path: Path,
    countries: Countries,
    faults: Faults,
    advance: Advance,
    settings: Settings,
) -> Iterator[Found]:
    if form is Form.WIKIDATA:
        least = settings.min_sitelinks
        return read_wikidata(path, countries, faults, advance, min_sitelinks=least)
    if form is Form.QUERY_JSON:
        return read_query_json(path, countries, faults, advance)
    if form is Form.QUERY_CSV:
        return read_query_csv(path, countries, faults, advance)
    if form is Form.ENTITIES:
        return read_entities(path, countries, faults, advance)
    people = settings.min_population
    return read_geonames(path, form, countries, faults, advance, min_population=people)


def _as_of(settings: Settings, scratch: Scratch, base_meta: dict[str, str]) -> str:
    if settings.as_of is not None:
        return settings.as_of.isoformat()
    days = [] if scratch.modified is None else [scratch.modified.isoformat()]
    if settings.keep_base and "as_of" in base_meta:
        days.append(base_meta["as_of"])
    if not days:
        raise KnowledgeError(
            "D303", "the dumps do not say of which day they are. Give it with --as-of YYYY-MM-DD."
        )
    return max(days)


def _sources(kept: str, forms: list[tuple[Form, Path]]) -> str:
    """Return the sources of the base and of the dumps, with their licences, as JSON."""
    licences = [_LICENCES.get(form, _GEONAMES_LICENCE) for form, _ in forms]
    old = json.loads(kept)
    new = [[path.name, licence] for (_, path), licence in zip(forms, licences, strict=True)]
    return json.dumps([*old, *(each for each in new if each not in old)], ensure_ascii=False)


def _merge(
    base: Path, scratch: Path, out: Path, settings: Settings, meta: dict[str, str]
) -> tuple[tuple[int, int, int, int, int], str]:
    """Write the merged index to `out`; return the counts and its content hash."""
    draft = out.with_suffix(".draft")
    shutil.copyfile(base, draft)
    index = sqlite3.connect(draft)
    try:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        if not settings.keep_base:
            _strip(index)
        index.execute("ATTACH ? AS dump", (str(scratch),))
        counts = (*merge_actors(index), *merge_places(index))
        content_hash = _content_hash(index)
        index.execute("DELETE FROM meta")
        rows = {**meta, "content_hash": content_hash}
        index.executemany("INSERT INTO meta VALUES (?, ?)", sorted(rows.items()))
        index.commit()
        index.execute("DETACH dump")
        index.execute("VACUUM")
    except BaseException:
        index.close()
        draft.unlink()
        raise
    index.close()
    draft.replace(out)
    return counts, content_hash


def _strip(index: sqlite3.Connection) -> None:
    """Leave only the states and the countries of an index."""
    index.execute("DELETE FROM actor WHERE kind <> 'state'")
    index.execute("DELETE FROM place WHERE kind NOT LIKE 'A.PCL%'")
    for table in ("actor_name", "actor_role"):
        index.execute(f"DELETE FROM {table} WHERE actor_id NOT IN (SELECT id FROM actor)")
    index.execute("DELETE FROM place_name WHERE key NOT IN (SELECT key FROM place)")
    index.execute(
        "DELETE FROM place_relation WHERE key NOT IN (SELECT key FROM place) "
        "OR parent NOT IN (SELECT key FROM place)"
    )


def _content_hash(index: sqlite3.Connection) -> str:
    """Return a hash over the rows of all tables, read one by one in the order of their keys."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for table, key in sorted(TABLES.items()):
        digest.update(f"\n{table}\n".encode())
        for row in index.execute(f"SELECT * FROM {table} ORDER BY {key}"):
            digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
