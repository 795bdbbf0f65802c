"""Feeds on a schedule: what is due, what a failure costs, and what two rounds bring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from dragoman.errors import StoreError
from dragoman.io.collections import Wishes
from dragoman.io.web import Manners, Web
from dragoman.pipeline.ingest import Summary
from dragoman.pipeline.watch import Round, Schedule, only_watch, take_in, told, watch
from dragoman.store.database import Store
from dragoman.testing.stub import load_stub, stub_reading

FEED = "http://news.example/feed.xml"
PAGE = "<html><body><article><p>Kenya met Somalia on the coast.</p></article></body></html>"
DAY = 24 * 3600.0


class StoppedError(Exception):
    """Ends a watch, which by itself goes on for ever."""


class Clock:
    """Time that passes only while the watch sleeps."""

    def __init__(self, rounds: int) -> None:
        self.now = 0.0
        self.left = rounds

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.left -= 1
        if self.left == 0:
            raise StoppedError
        self.now += seconds


def run(rounds: int, failing: Sequence[str] = (), *, every_s: float = 600.0) -> list[float]:
    """Return when the feed "a" was asked."""
    clock = Clock(rounds)
    asked: list[float] = []
    said: list[str] = []

    def round_of(feeds: Sequence[str]) -> Round:
        asked.extend([clock.now] if "a" in feeds else [])
        return Round(tuple(feeds), Summary(), {f: "D107" for f in feeds if f in failing})

    with pytest.raises(StoppedError):
        watch(
            Schedule(["a", "b"], every_s, now=0.0), round_of,
            tell=said.append, clock=clock.time, sleep=clock.sleep,
        )  # fmt: skip
    assert len(said) == rounds
    return asked


def test_a_feed_is_asked_as_often_as_was_said() -> None:
    assert run(4) == [0, 600, 1200, 1800]


def test_a_feed_that_fails_is_asked_half_as_often_after_each_failure() -> None:
    assert run(9, failing=["a"]) == [0, 1200, 3600]


def test_a_feed_that_fails_for_long_is_still_asked_once_a_day() -> None:
    schedule = Schedule(["a"], 600.0, now=0.0)
    for _ in range(100):
        schedule.settle("a", 0.0, failed=True)
    assert schedule.next_at() == DAY
    schedule.settle("a", DAY, failed=False)
    assert schedule.next_at() == DAY + 600


def test_a_store_in_use_is_left_until_the_next_time() -> None:
    clock = Clock(2)
    said: list[str] = []

    def round_of(_feeds: Sequence[str]) -> Round:
        raise StoreError("D403", "x: another process is writing to this store. Wait for it.")

    with pytest.raises(StoppedError):
        watch(
            Schedule(["a"], 600.0, now=0.0), round_of,
            tell=said.append, clock=clock.time, sleep=clock.sleep,
        )  # fmt: skip
    assert clock.now == 600
    assert said[0] == (
        "1970-01-01 00:00 UTC  D403 x: another process is writing to this store. Wait for it.;"
        " next 1970-01-01 00:10 UTC"
    )


class Site:
    """A server of one feed with one page, that counts what it sends."""

    def __init__(self) -> None:
        self.is_up = True
        self.sent: list[tuple[str, int]] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/robots.txt":
            return httpx.Response(404)
        if not self.is_up:
            return httpx.Response(410)
        status = 304 if request.headers.get("if-none-match") == '"1"' else 200
        self.sent.append((path, status))
        feed = "<rss version='2.0'><channel><item><link>/one</link></item></channel></rss>"
        body = feed if path == "/feed.xml" else PAGE
        return httpx.Response(status, text="" if status == 304 else body, headers={"ETag": '"1"'})

    def web(self) -> Web:
        return Web(
            Manners(pause_s=0.0),
            transport=httpx.MockTransport(self.answer),
            resolve=lambda _host, _port: ["93.184.216.34"],
            sleep=lambda _seconds: None,
        )


def take(site: Site, path: Path, now: str) -> Round:
    return take_in(
        path, [FEED], wishes=Wishes(), load=load_stub, work=stub_reading, web=site.web, now=now
    )


def test_a_second_round_fetches_nothing_that_has_not_changed(tmp_path: Path) -> None:
    site, path = Site(), tmp_path / "news.duckdb"
    first = take(site, path, "2024-03-04T10:00:00Z")
    assert (first.summary.new, first.summary.new_events, first.failed) == (1, 1, {})
    site.sent.clear()
    second = take(site, path, "2024-03-04T10:30:00Z")
    assert (second.summary.new, second.summary.events) == (0, 1)
    assert site.sent == [("/feed.xml", 304)]
    assert told(second) == ("1 feed: 0 documents, 0 new; 0 reports; 0 new events, 1 in all")


def test_a_feed_that_is_gone_is_named_with_what_was_wrong(tmp_path: Path) -> None:
    site = Site()
    site.is_up = False
    done = take(site, tmp_path / "news.duckdb", "2024-03-04T10:00:00Z")
    assert done.failed == {FEED: "D107"}
    assert told(done).endswith(f"; failed: {FEED} (D107)")


def test_the_store_is_free_between_rounds_and_taken_in_them(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    take(Site(), path, "2024-03-04T10:00:00Z")
    with Store.open(path, writable=True), pytest.raises(StoreError, match="D403"):
        take(Site(), path, "2024-03-04T10:30:00Z")


def test_one_watch_runs_on_a_store(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    second = only_watch(path)
    with only_watch(path), pytest.raises(StoreError, match="another `dragoman watch`"), second:
        pass
    with only_watch(path):
        pass
