"""Feeds taken in round by round: when each is due, what a round is, and how it is told.

A round is an ingest of the feeds that are due. A feed that fails is asked more and more seldom,
so that a broken server is left in peace; between rounds the store is free for others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import StoreError
from dragoman.io.collections import Found, Wishes, read_collections
from dragoman.io.web import Web
from dragoman.pipeline.batch import Mapper, map_documents
from dragoman.pipeline.ingest import Loaded, Summary, Work, ingest
from dragoman.pipeline.ingest_coding import read_received
from dragoman.records import Problem
from dragoman.store.database import Store
from dragoman.store.opening import WriterLock

__all__ = ["Round", "Schedule", "only_watch", "take_in", "told", "watch"]

LONGEST_PAUSE_S = 24 * 3600.0
"""A feed that fails is asked at least once a day, or as often as was asked for if that is less."""


class Round(NamedTuple):
    """What one round did."""

    feeds: tuple[str, ...]
    summary: Summary
    failed: dict[str, str]
    """By feed that could not be had or read, the code of what was wrong."""


class Schedule:
    """When each feed is due: every `every_s` seconds, half as often after each failure in a row."""

    def __init__(self, feeds: Iterable[str], every_s: float, *, now: float) -> None:
        self.every_s = every_s
        self._due = dict.fromkeys(feeds, now)
        self._failures = dict.fromkeys(self._due, 0)

    def due(self, now: float) -> tuple[str, ...]:
        """Return the feeds to ask now."""
        return tuple(feed for feed, at in self._due.items() if at <= now)

    def settle(self, feed: str, began: float, *, failed: bool) -> None:
        """Note how a feed asked at `began` did."""
        self._failures[feed] = self._failures[feed] + 1 if failed else 0
        longest = max(self.every_s, LONGEST_PAUSE_S)
        # Bounded before it is raised to a power: a feed may fail for years.
        pause = min(self.every_s * 2.0 ** min(self._failures[feed], 40), longest)
        self._due[feed] = began + pause

    def put_off(self, feeds: Iterable[str], began: float) -> None:
        """Let feeds wait as long as if they had been asked, through no fault of theirs."""
        self._due |= dict.fromkeys(feeds, began + self.every_s)

    def next_at(self) -> float:
        """Return when the next feed is due."""
        return min(self._due.values())


def watch(
    schedule: Schedule,
    round_of: Callable[[Sequence[str]], Round],
    *,
    tell: Callable[[str], None],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> None:
    """Take in what is due, tell it in one line, and sleep until more is; for ever.

    A store that another process writes to, or that cannot be written for now, is left until the
    next time; what was fetched before is kept.

    Raises:
        StoreError: as `ingest`, but for D403 and D404.
    """
    while True:
        began = clock()
        feeds = schedule.due(began)
        try:
            done = round_of(feeds)
        except StoreError as error:
            if error.code not in {"D403", "D404"}:
                raise
            schedule.put_off(feeds, began)
            tell(f"{_said(began)}  {error}; next {_said(schedule.next_at())}")
        else:
            for feed in feeds:
                schedule.settle(feed, began, failed=feed in done.failed)
            tell(f"{_said(began)}  {told(done)}; next {_said(schedule.next_at())}")
        sleep(max(0.0, schedule.next_at() - clock()))


def told(done: Round) -> str:
    """Return a round in one line."""
    summary = done.summary
    feeds = f"{len(done.feeds):,} feed{'' if len(done.feeds) == 1 else 's'}"
    parts = [
        f"{feeds}: {summary.received:,} documents, {summary.new:,} new",
        f"{summary.reports:,} reports",
        f"{summary.new_events:,} new events, {summary.events:,} in all",
    ]
    if summary.uncoded:
        parts.append(f"{summary.uncoded:,} not coded")
    if summary.unmet:
        parts.append(f"{len(summary.unmet):,} decisions on pairs could not be kept")
    if done.failed:
        named = ", ".join(f"{feed} ({code})" for feed, code in sorted(done.failed.items()))
        parts.append(f"failed: {named}")
    elif summary.unreadable:
        parts.append(f"{summary.unreadable:,} sources or lines could not be read")
    return "; ".join(parts)


def _said(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M} UTC"


def take_in(
    path: Path,
    feeds: Sequence[str],
    *,
    wishes: Wishes,
    load: Callable[[], Loaded],
    work: Work = read_received,
    mapper: Mapper = map_documents,
    web: Callable[[], Web] | None = None,
    now: str | None = None,
) -> Round:
    """Ingest the feeds into the store of the file `path`, link, and return what was done.

    `load`, `work`, `mapper` and `now` are as in `ingest`; `web` as in `read_collections`.

    Raises:
        StoreError: D403 where another process writes to the store, and as `ingest`.
    """
    failed: dict[str, str] = {}
    with Store.open(path, writable=True) as store:
        summary = ingest(
            store,
            feeds,
            lambda remember: _noting(
                read_collections(feeds, wishes, remember=remember, web=web), feeds, failed
            ),
            load=load,
            work=work,
            mapper=mapper,
            now=now,
        )
    return Round(tuple(feeds), summary, failed)


def _noting(
    found: Iterable[Found], feeds: Sequence[str], failed: dict[str, str]
) -> Iterator[Found]:
    """Yield what was found, and note which feeds could not be had or read."""
    for each in found:
        if isinstance(each, Problem) and each.document_id in feeds:
            failed[each.document_id or ""] = each.code
        yield each


@contextmanager
def only_watch(path: Path) -> Iterator[None]:
    """Hold the place of the one watch on a store.

    Raises:
        StoreError: D403 where another one runs, D404 where the folder cannot be written.
    """
    files = path.with_suffix(".files")
    try:
        files.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(files / "watch.lock")
    except StoreError as error:
        message = f"{path}: another `dragoman watch` runs on this store. Stop it first."
        raise StoreError("D403", message) from error
    except OSError as error:
        raise StoreError("D404", f"{files}: cannot be written ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()
