"""Builds the knowledge index from the tables under data/; its only writer.

`python -m dragoman.knowledge.build` rebuilds the index of a checkout. The result depends on the
tables alone: the same rows give the same content hash on every machine.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge import build_actors, build_places
from dragoman.knowledge.index import SCHEMA, SCHEMA_VERSION, default_path, open_database

__all__ = ["build", "is_fresh", "source_hash"]

Rows = list[tuple[object, ...]]


def build(data_dir: Path, out: Path) -> str:
    """Write the index of the tables in `data_dir` to `out` and return its content hash.

    The hash covers every row but no file layout, so SQLite's version does not matter. `out` is
    replaced only when all tables were read.

    Raises:
        KnowledgeError: D302 for the first row that is wrong.
    """
    actors = build_actors.read_actors(data_dir / "actors")
    places = build_places.read_places(data_dir / "places", actors)
    tables: dict[str, Rows] = {
        "actor": _sorted(build_actors.actor_rows(actors)),
        "actor_name": _sorted(build_actors.name_rows(actors.entries.values())),
        "actor_role": _sorted(build_actors.role_rows(actors)),
        "place": _sorted(build_places.place_rows(places)),
        "place_name": _sorted(build_places.place_name_rows(places)),
        "place_relation": _sorted(build_places.relation_rows(places)),
    }
    content_hash = _content_hash(tables)
    as_of, sources = _about(data_dir / "about.toml")
    tables["meta"] = [
        ("as_of", as_of),
        ("content_hash", content_hash),
        ("schema_version", SCHEMA_VERSION),
        ("source_hash", source_hash(data_dir)),
        ("sources", sources),
    ]
    _write(out, tables)
    return content_hash


def source_hash(data_dir: Path) -> str:
    """Return a hash of the tables' bytes and of the code that reads them: is an index stale?"""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    code = [Path(__file__).with_name(f"{name}.py") for name in _CODE]
    tables = [p for p in data_dir.rglob("*") if p.suffix in {".csv", ".toml"}]
    for path in (*code, *sorted(tables, key=lambda p: p.relative_to(data_dir).as_posix())):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_fresh(data_dir: Path, index: Path) -> bool:
    """True if `index` was built from just these tables by just this code."""
    if not index.is_file():
        return False
    try:
        database = open_database(index)
    except KnowledgeError:
        return False
    row = database.execute("SELECT value FROM meta WHERE key = 'source_hash'").fetchone()
    database.close()
    return row is not None and row[0] == source_hash(data_dir)


_CODE = (
    "build",
    "build_actors",
    "build_places",
    "index",
    "local_names",
    "names",
    "spelling",
    "tables",
)


def _sorted(rows: Iterable[tuple[object, ...]]) -> Rows:
    """Return rows in the order of their keys, whatever order the tables came in."""
    return sorted(rows, key=lambda row: tuple("" if cell is None else str(cell) for cell in row))


def _content_hash(tables: dict[str, Rows]) -> str:
    """Return a hash over the rows of all tables."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for name, rows in sorted(tables.items()):
        digest.update(f"\n{name}\n".encode())
        for row in rows:
            cells = [cell.decode() if isinstance(cell, bytes) else cell for cell in row]
            digest.update(json.dumps(cells, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _about(path: Path) -> tuple[str, str]:
    """Return from about.toml the day up to which the tables were kept, and their sources."""
    try:
        with path.open("rb") as file:
            about = tomllib.load(file)
        return str(about["as_of"]), json.dumps(about["sources"], ensure_ascii=False)
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KnowledgeError(
            "D302",
            f'{path}: expected a TOML file with the line as_of = "YYYY-MM-DD" and a list of '
            "sources with their licences; add what is missing.",
        ) from error


def _write(out: Path, tables: dict[str, Rows]) -> None:
    """Write the tables to a new SQLite file and move it to `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(SCHEMA)
        for name, rows in tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    draft.replace(out)


def main(arguments: list[str]) -> int:
    """Build from the folder in `arguments`, or from the checkout's data/; return an exit code."""
    data_dir = Path(arguments[0]) if arguments else Path(__file__).parents[3] / "data"
    try:
        content_hash = build(data_dir, default_path())
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{default_path()}\n{content_hash}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
