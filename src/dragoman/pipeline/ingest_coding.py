"""The second step of an ingest: what waits in the store is coded, and loaded in pages."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.pipeline.batch import Mapper
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of, uncoded
from dragoman.records import Analysis, Document, Problem, RawDocument, Run
from dragoman.records.output import CodedDocument
from dragoman.stages.copies import fingerprint, wording_of
from dragoman.store.intake import fill_queue, most_waiting, waiting
from dragoman.store.loader import load_readings
from dragoman.store.rows import Reading

if TYPE_CHECKING:
    from dragoman.pipeline.ingest import Loaded, Summary, Watcher, Work
    from dragoman.store.database import Store

__all__ = ["code_waiting", "read_received"]

_PAGE = 64
_PAGE_S = 10.0
"""Documents and seconds between two transactions: what a killed run has to do again at most."""
_PAGE_CHARACTERS = 4_000_000
"""And characters of text, so that a page of books is not held in memory."""
_REST_S = 2.0
"""Opening the store again takes a tenth of a second: worth it only where others would wait."""
_REST_DOCUMENTS = 2048
"""But after so many documents it rests in any case: DuckDB keeps in memory what it has loaded."""


def code_waiting(
    store: Store,
    load: Callable[[], Loaded],
    work: Work,
    *,
    mapper: Mapper,
    again: bool,
    now: str,
    summary: Summary,
    watcher: Watcher | None,
) -> None:
    """Code what the store has received and not coded; with `again`, not coded by this run."""
    run = load().run if again else None
    with store.loading(most_waiting(store.connection, again=again)):
        with store.transaction() as connection:
            total = fill_queue(connection, not_by=run.id if run is not None else None)
        if total > 0:
            run = run or load().run
            _code(store, run, load, work, mapper, total, now, summary, watcher)


def _code(
    store: Store,
    run: Run,
    load: Callable[[], Loaded],
    work: Work,
    mapper: Mapper,
    total: int,
    now: str,
    summary: Summary,
    watcher: Watcher | None,
) -> None:
    sent: deque[RawDocument] = deque()
    readings: list[Reading] = []
    loaded_at, done, held = time.monotonic(), 0, 0

    def may_rest() -> bool:
        is_due = done > 0 and -done % _REST_DOCUMENTS < _PAGE
        return is_due or time.monotonic() - loaded_at > _REST_S

    queued = _noted(waiting(store, page=_PAGE, may_rest=may_rest), sent)
    for done, result in enumerate(mapper(queued, work, load), 1):
        raw = sent.popleft()
        readings.append(_failed(raw, result, run) if isinstance(result, Problem) else result)
        _count(readings[-1], summary)
        held += len(readings[-1].analysis.document.text)
        if watcher is not None:
            watcher.step("coded", done, total)
        is_late = time.monotonic() - loaded_at > _PAGE_S
        if len(readings) >= _PAGE or held >= _PAGE_CHARACTERS or is_late:
            _load(store, run, readings, now, may_rest=may_rest())
            readings, loaded_at, held = [], time.monotonic(), 0
    if readings:
        _load(store, run, readings, now, may_rest=True)


def _noted(documents: Iterable[RawDocument], sent: deque[RawDocument]) -> Iterator[RawDocument]:
    """Yield the documents, and keep in `sent` those, without bytes, whose result is not back."""
    for document in documents:
        sent.append(msgspec.structs.replace(document, body=b""))
        yield document


def _load(store: Store, run: Run, readings: list[Reading], now: str, *, may_rest: bool) -> None:
    with store.transaction() as connection:
        load_readings(connection, run, readings, loaded_at=now)
    if may_rest:
        store.rest()


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
    bands = fingerprint(wording_of(analysis.document))
    return Reading(source=raw.source_id, analysis=analysis, output=output, bands=bands)


def _failed(raw: RawDocument, problem: Problem, run: Run) -> Reading:
    """Return the reading of a document on which the coder failed."""
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
