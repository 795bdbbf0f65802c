"""Builds the knowledge index from data/ when the package is built or installed in editable form."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INDEX = "src/dragoman/assets/knowledge.sqlite"


class KnowledgeIndexHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling wants no more
    """Puts an index of the present tables into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index where it is missing or older than its tables."""
        del version
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from dragoman.knowledge.build import build, source_hash  # noqa: PLC0415

        if _hash_of(root / INDEX) != source_hash(root / "data"):
            build(root / "data", root / INDEX)
        build_data["artifacts"].append(INDEX)


def _hash_of(index: Path) -> str | None:
    """Return the hash of the tables an index was built from; None where there is no index."""
    if not index.is_file():
        return None
    connection = sqlite3.connect(index)
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'source_hash'").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return None if row is None else str(row[0])
