"""The shipped index file: its tables, where it lies, and how it is opened.

`build` writes it, `actors` and `places` read it. It is one SQLite file that nobody changes after
it is built, so it is opened read-only and immutable: no locks, no journal, safe to share.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Self
from urllib.parse import quote

from dragoman.errors import KnowledgeError
from dragoman.records.time import DateRange, Validity

__all__ = [
    "MINOR_BELOW",
    "SCHEMA",
    "SCHEMA_VERSION",
    "TABLES",
    "ReadOnlyIndex",
    "default_path",
    "open_database",
    "read_date",
]

SCHEMA_VERSION = "2"

MINOR_BELOW = 0.45
"""Weight below which a place is a town under 15,000 that a bare name hardly ever means."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE actor (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
    sectors TEXT NOT NULL, names TEXT NOT NULL, external_ids TEXT NOT NULL,
    since TEXT, until TEXT, successor_of TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE actor_name (
    folded TEXT NOT NULL, actor_id TEXT NOT NULL, usage TEXT NOT NULL, form TEXT NOT NULL,
    since TEXT, until TEXT, weight REAL NOT NULL, case_sensitive INTEGER NOT NULL,
    skeleton TEXT NOT NULL, PRIMARY KEY (folded, actor_id)
) WITHOUT ROWID;
CREATE INDEX actor_name_skeleton ON actor_name (skeleton);
CREATE TABLE actor_role (
    actor_id TEXT NOT NULL, id TEXT NOT NULL, sector TEXT, position TEXT, country TEXT,
    since TEXT, last_seen TEXT, until TEXT, source TEXT NOT NULL, PRIMARY KEY (actor_id, id)
) WITHOUT ROWID;
CREATE INDEX actor_role_country ON actor_role (country) WHERE since IS NOT NULL;
CREATE TABLE place (
    key INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
    latitude REAL, longitude REAL, extent_km REAL, country TEXT, admin1 INTEGER,
    admin2 INTEGER, population INTEGER, weight REAL NOT NULL, wikidata TEXT, names TEXT NOT NULL
);
CREATE INDEX place_slug ON place (slug) WHERE slug IS NOT NULL;
CREATE TABLE place_name (
    folded TEXT NOT NULL, key INTEGER NOT NULL, usage TEXT NOT NULL, form TEXT,
    PRIMARY KEY (folded, key)
) WITHOUT ROWID;
CREATE TABLE place_relation (
    key INTEGER NOT NULL, relation TEXT NOT NULL, parent INTEGER NOT NULL,
    since TEXT, until TEXT, source TEXT NOT NULL, PRIMARY KEY (key, relation, parent)
) WITHOUT ROWID;
"""

TABLES = {
    "actor": "id",
    "actor_name": "folded, actor_id",
    "actor_role": "actor_id, id",
    "place": "key",
    "place_name": "folded, key",
    "place_relation": "key, relation, parent",
}
"""The tables of knowledge with their keys; `meta` says of which day and from where it is."""


_LAST = "\U0010ffff"


def default_path() -> Path:
    """Return where the installed package keeps its index."""
    return Path(__file__).parents[1] / "assets" / "knowledge.sqlite"


def open_database(path: Path) -> sqlite3.Connection:
    """Open the index at `path` read-only.

    Raises:
        KnowledgeError: D300 where there is none, D301 where another version wrote it.
    """
    if not path.is_file():
        raise KnowledgeError(
            "D300",
            f"{path}: there is no knowledge index. Build one with `dragoman knowledge build`; in a "
            "checkout, `python -m dragoman.knowledge.build` makes the shipped one.",
        )
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    except sqlite3.DatabaseError:
        row = None
    if row is None or row[0] != SCHEMA_VERSION:
        connection.close()
        raise KnowledgeError(
            "D301",
            f"{path}: written by another version (schema {row[0] if row else 'unknown'}, expected "
            f"{SCHEMA_VERSION}). Build it again with `dragoman knowledge build`; in a checkout, "
            "`python -m dragoman.knowledge.build` makes the shipped one.",
        )
    return connection


def validity(since: str | None, until: str | None, last_seen: str | None = None) -> Validity:
    """Return what ISO dates kept in the index say: since then, over by `until`.

    `last_seen` is a day on which it is known to have held still. None is not known.
    """
    begin = (
        None
        if since is None
        else DateRange(earliest=read_date(since), precision="day", basis="stated")
    )
    end = (
        None
        if until is None and last_seen is None
        else DateRange(
            earliest=read_date(last_seen), before=read_date(until), precision="day", basis="stated"
        )
    )
    return Validity(since=begin, until=end)


def holds_on(when: Validity, day: date) -> bool:
    """True unless `when` surely begins after `day` or surely was over by then."""
    since, until = when.since, when.until
    begins_later = since is not None and since.earliest is not None and day < since.earliest
    was_over = until is not None and until.before is not None and until.before <= day
    return not begins_later and not was_over


def surely_holds_on(when: Validity, day: date) -> bool:
    """True if `when` is known to have begun by `day` and to have lasted up to it."""
    since, until = when.since, when.until
    if since is None or since.earliest is None or day < since.earliest or until is None:
        return False
    if until.earliest is not None and day <= until.earliest:
        return True
    return until.earliest is None and until.before is not None and day < until.before


def read_date(text: str | None) -> date | None:
    """Return a date kept as ISO text, None for None."""
    return None if text is None else date.fromisoformat(text)


class ReadOnlyIndex:
    """What both indexes share: one connection, opened again on unpickling in another process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = open_database(path)

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the index at `path`, or the one the package ships.

        Raises:
            KnowledgeError: D300 where there is none, D301 where another version wrote it.
        """
        return cls(default_path() if path is None else path)

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None, ...]]:
        return (type(self), (self._path,))

    def meta(self, key: str) -> str | None:
        """Return "content_hash", "as_of" or "schema_version" of the index, None if not kept."""
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _begins(self, table: str, folded: str) -> bool:
        """Return whether a key of a table of names begins with `folded`."""
        return (
            self._database.execute(
                f"SELECT 1 FROM {table} WHERE folded >= ? AND folded < ? LIMIT 1",
                (folded, folded + _LAST),
            ).fetchone()
            is not None
        )

    @property
    def version(self) -> str:
        """The index's content hash: equal on two machines exactly when the knowledge is equal."""
        return self.meta("content_hash") or ""

    def close(self) -> None:
        """Close the file; later look-ups fail."""
        self._database.close()
