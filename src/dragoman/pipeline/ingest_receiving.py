"""The first step of an ingest: all that the sources hold is kept, before any of it is read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec

from dragoman.io.collections import Found
from dragoman.io.pages import Fetched, Opened
from dragoman.records import Problem, RawDocument
from dragoman.store.ingests import put_fetches, put_source_problems
from dragoman.store.intake import name_documents, receive

if TYPE_CHECKING:
    from dragoman.pipeline.ingest import Summary, Watcher
    from dragoman.store.database import Store

__all__ = ["receive_all"]

_DOCUMENTS = 1000
_BYTES = 32_000_000
_PATIENCE_S = 10.0
"""What is found is kept after so many documents, bytes or seconds, whichever comes first."""


def receive_all(
    store: Store,
    found: Iterable[Found],
    ingest_id: str,
    started_at: str,
    summary: Summary,
    watcher: Watcher | None,
) -> None:
    """Keep all documents found, with the problems of sources and the fetches that brought them.

    A document that does not say when it was fetched gets the time of the ingest. At the end all
    have their ids.
    """
    with ExitStack() as bulk:
        for batch in _batches(found):
            if not store.in_bulk:
                bulk.enter_context(store.loading(summary.received))
            _receive(store, batch, ingest_id, started_at, summary)
            store.rest()
            if watcher is not None:
                watcher.step("received", summary.received, None)
        with store.transaction() as connection:
            name_documents(connection)


def _receive(
    store: Store, batch: list[Found], ingest_id: str, started_at: str, summary: Summary
) -> None:
    faults = [each for each in batch if isinstance(each, Problem)]
    documents = [_timed(each, started_at) for each in batch if isinstance(each, RawDocument)]
    fetches = [each for each in batch if isinstance(each, Fetched)]
    with store.transaction() as connection:
        summary.new += receive(connection, documents, ingest_id)
        tried = {each.source for each in batch if isinstance(each, Opened)}
        tried |= {fetch.url for fetch in fetches}
        put_source_problems(connection, faults, ingest_id, tried=tried)
        put_fetches(connection, fetches, ingest_id)
    summary.received += len(documents)
    summary.unreadable += len(faults)
    summary.problems.update(fault.code for fault in faults)


def _timed(raw: RawDocument, started_at: str) -> RawDocument:
    return raw if raw.fetched_at else msgspec.structs.replace(raw, fetched_at=started_at)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield what was found in batches bounded by number, bytes and time."""
    batch: list[Found] = []
    size, began = 0, time.monotonic()
    for each in found:
        batch.append(each)
        size += len(each.body) if isinstance(each, RawDocument) else 0
        is_late = time.monotonic() - began > _PATIENCE_S
        if len(batch) >= _DOCUMENTS or size >= _BYTES or is_late:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch
