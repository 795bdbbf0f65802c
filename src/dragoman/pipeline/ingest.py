"""Sources into a store: everything is received first, then coded, then put in relation.

Each step ends in transactions and leaves in the store what is yet to be done, so a run that is
killed at any moment goes on where it was when it is called again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import msgspec

from dragoman.io.collections import Found
from dragoman.io.pages import Earlier
from dragoman.pipeline.batch import Mapper, map_documents
from dragoman.pipeline.decisions import link_as_decided
from dragoman.pipeline.ingest_coding import code_waiting, read_received
from dragoman.pipeline.ingest_kinship import settle_kinship
from dragoman.pipeline.ingest_receiving import receive_all
from dragoman.records import RawDocument, Run
from dragoman.store.database import Store
from dragoman.store.ingests import begin_ingest, end_ingest, known_fetch
from dragoman.store.linking import LinkSummary
from dragoman.store.rows import Reading

__all__ = ["Loaded", "Summary", "Watcher", "Work", "ingest"]


class Summary(msgspec.Struct, kw_only=True):
    """What an ingest did, in numbers."""

    received: int = 0
    """Documents that were in the sources."""
    new: int = 0
    """Of these, those the store did not know."""
    coded: int = 0
    """More than the new ones where an earlier call was interrupted."""
    uncoded: int = 0
    """Documents that could not be read or coded."""
    unreadable: int = 0
    """Sources, or lines of them, that could not be read."""
    unchanged: int = 0
    """Known texts that came in other bytes; they were not kept a second time."""
    versions: int = 0
    """Documents that proved to be later versions of others."""
    copies: int = 0
    """New documents that are copies of another's text."""
    reports: int = 0
    claims: int = 0
    events: int = 0
    """Events of all reports in the store."""
    new_events: int = 0
    unmet: tuple[tuple[str, str, str], ...] = ()
    """Corrections `same` and `different`, with their reports, that could not be kept."""
    problems: Counter[str] = msgspec.field(default_factory=Counter)
    """How often each code was met."""
    seconds: float = 0.0


class Watcher(Protocol):
    """Is told how far an ingest is; a progress line."""

    def step(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` documents are through a stage; None while the total is not known."""


class Loaded(Protocol):
    """A pipeline, or what stands in for one."""

    @property
    def run(self) -> Run:
        """What makes the readings."""


Work = Callable[[RawDocument, Any], Reading]


def ingest(
    store: Store,
    sources: Sequence[str],
    read: Callable[[Callable[[str], Earlier | None]], Iterable[Found]],
    *,
    load: Callable[[], Loaded],
    work: Work = read_received,
    mapper: Mapper = map_documents,
    again: bool = False,
    now: str | None = None,
    watcher: Watcher | None = None,
    link: Callable[[Store], LinkSummary] = link_as_decided,
) -> Summary:
    """Add what `read` yields to the store and code what waits there; return what was done.

    `sources` names where the documents come from: a call with the same sources takes up one that
    was interrupted, and its documents share the time of the first. `read` is given a function that
    tells what was fetched before. `load` makes the pipeline. `mapper` says where documents are
    coded: `map_documents` with workers and a time limit, or Ray. With `again`, documents that
    another run has coded are coded anew. `link` makes events of the reports, at the end. All of it
    is noted as of `now`, where that is given; else as of the clock, at the beginning and the end.

    Raises:
        StoreError: D404 where the store cannot be written; what was loaded before is kept.
    """
    began = time.monotonic()
    summary = Summary()
    ingest_id, started_at = begin_ingest(store, sources, now or _clock())
    found = read(_remember(store, ingest_id))
    receive_all(store, found, ingest_id, started_at, summary, watcher)
    code_waiting(
        store, load, work, mapper=mapper, again=again, now=started_at, summary=summary,
        watcher=watcher,
    )  # fmt: skip
    summary.copies, summary.versions, summary.unchanged = settle_kinship(store)
    linked = link(store)
    summary.events, summary.new_events, summary.unmet = linked.events, linked.new, linked.unmet
    end_ingest(store, ingest_id, now or _clock())
    summary.seconds = time.monotonic() - began
    return summary


def _clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _remember(store: Store, ingest_id: str) -> Callable[[str], Earlier | None]:
    def remember(url: str) -> Earlier | None:
        known = known_fetch(store, url)
        if known is None:
            return None
        return Earlier(known.etag, known.last_modified, known.ingest_id == ingest_id)

    return remember
