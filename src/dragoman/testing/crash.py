"""Ingests with the stub coder in a process of its own, to be killed; and compares stores.

python -m dragoman.testing.crash STORE SOURCE…
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.io.collections import read_collections
from dragoman.pipeline.ingest import Summary, ingest
from dragoman.store.database import Store
from dragoman.store.tables import TABLES
from dragoman.testing.stub import load_stub, stub_reading

__all__ = ["contents", "ingest_stub", "killed_ingest"]

_NOW = "2024-02-01T00:00:00+00:00"
_READY = "ready"


def ingest_stub(path: Path, sources: Sequence[str], *, now: str = _NOW) -> Summary:
    """Ingest the sources into the store with the stub coder."""
    with Store.open(path, writable=True) as store:
        return ingest(
            store,
            sources,
            lambda remember: read_collections(sources, remember=remember),
            load=load_stub,
            work=stub_reading,
            now=now,
        )


def killed_ingest(
    path: Path, sources: Iterable[str], chance: random.Random, *, within_s: float
) -> bool:
    """Ingest in a process that is killed at a random moment; return whether it was in time."""
    command = [sys.executable, "-m", "dragoman.testing.crash", str(path), *sources]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == _READY
        time.sleep(chance.uniform(0, within_s))
        was_running = process.poll() is None
        process.kill()
    return was_running


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, in an order of their own, but for when the store was made."""
    with Store.open(path) as store:
        found = {}
        for table in TABLES:
            columns = ", ".join(name for name in table.names if name != "applied_at")
            rows = store.sql(f"SELECT {columns} FROM {table.name} ORDER BY ALL").to_pylist()
            found[table.name] = rows
        return found


if __name__ == "__main__":
    print(_READY, flush=True)  # noqa: T201  # told to killed_ingest
    ingest_stub(Path(sys.argv[1]), sys.argv[2:])
