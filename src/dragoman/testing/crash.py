"""Ingests with the stub coder in a process of its own, to be killed; and compares stores.

python -m dragoman.testing.crash STORE SOURCE…
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dragoman.io.collections import read_collections
from dragoman.pipeline.ingest import Summary, ingest
from dragoman.store.database import Store
from dragoman.store.tables import TABLES
from dragoman.testing.stub import load_stub, stub_reading

__all__ = ["contents", "ingest_stub", "killed_ingest"]

_NOW = "2024-02-01T00:00:00+00:00"


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
    path: Path, sources: Sequence[str], chance: random.Random, *, within_s: float
) -> bool:
    """Ingest in a process that is killed at a random moment; return whether it still ran."""
    # Forked from a process that has all modules loaded and no store open: a start takes no time.
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=ingest_stub, args=(path, sources))
    process.start()
    process.join(chance.uniform(0, within_s))
    was_running = process.is_alive()
    process.kill()
    process.join()
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
