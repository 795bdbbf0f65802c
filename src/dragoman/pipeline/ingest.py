"""Sources into a store: everything is received first, then read and coded, then put in relation.

Each step ends in transactions and leaves in the store what is yet to be done, so a run that is
killed at any moment goes on where it was when it is called again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import msgspec

from dragoman.pipeline.batch import map_documents
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of, uncoded
from dragoman.records import Analysis, Document, Problem, RawDocument, Run
from dragoman.records.output import CodedDocument
from dragoman.store.database import Store
from dragoman.store.ingests import begin_ingest, end_ingest, put_source_problems
from dragoman.store.intake import fill_queue, name_documents, receive, waiting
from dragoman.store.loader import load_readings
from dragoman.store.rows import Reading

__all__ = ["Summary", "Watcher", "ingest", "read_received"]

_INTAKE_DOCUMENTS = 1000
_INTAKE_BYTES = 32_000_000
_PAGE = 64
"""Documents coded between two transactions: what a killed run has to do again at most."""
_PAGE_S = 10.0


class Summary(msgspec.Struct, kw_only=True):
    """What an ingest did, in numbers."""

    received: int = 0
    """Documents that were in the sources."""
    new: int = 0
    """Of these, those the store did not know."""
    coded: int = 0
    """Documents coded in this call; more than new ones where an earlier call was interrupted."""
    uncoded: int = 0
    """Documents that could not be read or coded."""
    unreadable: int = 0
    """Sources, or lines of them, that could not be read."""
    reports: int = 0
    claims: int = 0
    problems: Counter[str] = msgspec.field(default_factory=Counter)
    """How often each code was met."""
    seconds: float = 0.0


class Watcher(Protocol):
    """Is told how far an ingest is; a progress line."""

    def step(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` documents are through a stage; None while the total is not known."""


class _Loaded(Protocol):
    @property
    def run(self) -> Run: ...


def ingest(
    store: Store,
    sources: Sequence[str],
    documents: Iterable[RawDocument | Problem],
    *,
    load: Callable[[], Any],
    work: Callable[[RawDocument, Any], Reading] | None = None,
    workers: int = 1,
    started_at: str | None = None,
    watcher: Watcher | None = None,
) -> Summary:
    """Add documents to the store and code what waits there; return what was done.

    `sources` names where `documents` come from: a call with the same sources takes up one that
    was interrupted, and its documents share the time of the first. `load` makes the pipeline.

    Raises:
        StoreError: D404 where the store cannot be written; what was loaded before is kept.
    """
    began = time.monotonic()
    now = started_at or datetime.now(UTC).isoformat(timespec="seconds")
    summary = Summary()
    ingest_id, fetched_at = begin_ingest(store, sources, now)
    _take_in(store, documents, ingest_id, fetched_at, summary, watcher)
    _code(store, load, work or read_received, workers, now, summary, watcher)
    end_ingest(store, ingest_id, now)
    summary.seconds = time.monotonic() - began
    return summary


def _take_in(
    store: Store,
    documents: Iterable[RawDocument | Problem],
    ingest_id: str,
    fetched_at: str,
    summary: Summary,
    watcher: Watcher | None,
) -> None:
    for batch in _batches(documents):
        raws = [raw for raw in batch if isinstance(raw, RawDocument)]
        faults = [found for found in batch if isinstance(found, Problem)]
        dated = [
            r if r.fetched_at else msgspec.structs.replace(r, fetched_at=fetched_at) for r in raws
        ]
        summary.received += len(raws)
        summary.new += receive(store, dated, ingest_id)
        put_source_problems(store, faults, ingest_id)
        summary.unreadable += len(faults)
        summary.problems.update(fault.code for fault in faults)
        store.rest()
        if watcher is not None:
            watcher.step("received", summary.received, None)
    with store.transaction() as connection:
        name_documents(connection)


def _batches(
    documents: Iterable[RawDocument | Problem],
) -> Iterator[list[RawDocument | Problem]]:
    """Yield the documents in batches bounded by number and bytes."""
    batch: list[RawDocument | Problem] = []
    size = 0
    for found in documents:
        batch.append(found)
        size += len(found.body) if isinstance(found, RawDocument) else 0
        if len(batch) >= _INTAKE_DOCUMENTS or size >= _INTAKE_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _code(
    store: Store,
    load: Callable[[], _Loaded],
    work: Callable[[RawDocument, Any], Reading],
    workers: int,
    now: str,
    summary: Summary,
    watcher: Watcher | None,
) -> None:
    with store.transaction() as connection:
        total = fill_queue(connection)
    if total == 0:
        return
    run = load().run
    readings: list[Reading] = []
    loaded = time.monotonic()
    queued, sent = waiting(store, page=_PAGE), _Sent()
    results = map_documents(sent.noting(queued), work, load, workers=workers)
    for done, result in enumerate(results, 1):
        readings.append(
            _crashed(sent.next(), result, run) if isinstance(result, Problem) else result
        )
        if not isinstance(result, Problem):
            sent.next()
        _count(readings[-1], summary)
        if watcher is not None:
            watcher.step("coded", done, total)
        if len(readings) >= _PAGE or time.monotonic() - loaded >= _PAGE_S:
            _load(store, run, readings, now)
            readings, loaded = [], time.monotonic()
    _load(store, run, readings, now)


def _load(store: Store, run: Run, readings: list[Reading], now: str) -> None:
    with store.transaction() as connection:
        load_readings(connection, run, readings, loaded_at=now)
    store.rest()


class _Sent:
    """The documents sent to be coded whose results have not come back, in order."""

    def __init__(self) -> None:
        self._waiting: list[RawDocument] = []

    def noting(self, documents: Iterable[RawDocument]) -> Iterator[RawDocument]:
        """Yield the documents, and remember them."""
        for document in documents:
            self._waiting.append(msgspec.structs.replace(document, body=b""))
            yield document

    def next(self) -> RawDocument:
        """Return the document of the next result, without its bytes."""
        return self._waiting.pop(0)


def read_received(raw: RawDocument, pipeline: Pipeline) -> Reading:
    """Return all that is read in a document, with what `dragoman code` prints of it."""
    analysis = analyse(raw, pipeline)
    output = output_of(
        analysis,
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
    )
    return Reading(source=raw.source_id, analysis=analysis, output=output)


def _crashed(raw: RawDocument, problem: Problem, run: Run) -> Reading:
    """Return the reading of a document in which the coder failed."""
    assert raw.id is not None
    document = Document(
        id=raw.id, source_id=raw.source_id, url=raw.url, text="", title_end=0, language=None,
        fetched_at=raw.fetched_at, raw_sha256=raw.sha256, text_sha256="",
    )  # fmt: skip
    analysis = Analysis(run_id=run.id, document=document, problems=(problem,))
    return Reading(source=raw.source_id, analysis=analysis, output=uncoded(raw.id, (problem,)))


def _count(reading: Reading, summary: Summary) -> None:
    summary.problems.update(problem.code for problem in reading.analysis.problems)
    if isinstance(reading.output, CodedDocument):
        summary.coded += 1
        summary.reports += len(reading.output.reports)
        summary.claims += len(reading.output.claims)
    else:
        summary.uncoded += 1
