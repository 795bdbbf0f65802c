"""`dragoman watch`: ingests feeds on a schedule, until it is stopped."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ingest import StoreFile, stated_day
from dragoman.cli.settings import ConfigFile, DocumentTimeout, OverlayFile, settings_of

if TYPE_CHECKING:
    from types import FrameType

    from dragoman.pipeline.watch import Round

__all__ = ["WATCH_EXAMPLES", "seconds_of", "watch"]

WATCH_EXAMPLES = """Examples:

\b
  dragoman watch https://news.example/feed.xml --store news.duckdb --every 30m
  dragoman watch https://a.example/rss https://b.example/atom --store news.duckdb --every 2h
  dragoman watch https://news.example/feed.xml --store news.duckdb --once     # for cron

\b
A round is told in one line. A feed that fails is asked half as often after each failure, at least
once a day. Ctrl-C or SIGTERM stops at once; the next call goes on where this one was.

\b
Exit status: 0 after being stopped; with --once 0 if everything was read and coded, 1 if something
was not (`dragoman problems` lists it); 2 if the call was wrong or the store is in use.
"""
_LENGTH = re.compile(r"(\d+)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHORTEST_S = 60


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED",
            help="Address of an RSS or Atom feed, a sitemap or a page; or a file or folder.",
            show_default=False,
        ),
    ],
    *,
    store: StoreFile,
    every: Annotated[
        str, typer.Option(help="How often: 90s, 30m, 2h or 1d; at least a minute.", metavar="TIME")
    ] = "30m",
    once: Annotated[bool, typer.Option("--once", help="One round, then stop: for cron.")] = False,
    since: Annotated[
        str | None,
        typer.Option(
            help="Pass over pages that a feed says are older than this day.",
            metavar="YYYY-MM-DD",
            show_default=False,
        ),
    ] = None,
    pause: Annotated[
        float,
        typer.Option(
            help="Seconds between two requests to one host; a robots.txt may ask for more.",
            min=0.0,
            metavar="SECONDS",
        ),
    ] = 1.0,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private", help="Also fetch from addresses in private networks and from here."
        ),
    ] = False,
    codebook: Annotated[
        str | None,
        typer.Option(
            help="A folder with a codebook, or the name of one that comes with dragoman.",
            show_default="plover",
        ),
    ] = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
    workers: Annotated[
        int, typer.Option(min=1, help="Number of processes; the store is the same.", metavar="N")
    ] = 1,
    document_timeout: DocumentTimeout = None,
) -> None:
    """Ingest feeds on a schedule: what is new is fetched, coded and linked, round after round.

    The web is asked politely: robots.txt counts, and unchanged feeds and pages are not sent
    again. Between rounds the store is free; one watch runs on a store at a time.
    """
    from dragoman.io.collections import Wishes  # noqa: PLC0415  # slow to import
    from dragoman.io.web import Manners  # noqa: PLC0415
    from dragoman.pipeline import watch as pipeline  # noqa: PLC0415
    from dragoman.pipeline.batch import map_documents  # noqa: PLC0415
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415

    if "-" in feeds:
        raise typer.BadParameter("standard input can be read only once.", param_hint="FEED")
    every_s = seconds_of(every)
    load = partial(Pipeline.load, settings_of(config, overlay, codebook))
    here = workers == 1 and document_timeout is None
    wishes = Wishes(
        since=stated_day(since), manners=Manners(pause_s=pause, allow_private=allow_private)
    )
    round_of: Callable[[Sequence[str]], Round] = partial(
        pipeline.take_in,
        store,
        wishes=wishes,
        load=cache(load) if here else load,  # kept from round to round; processes load their own
        mapper=partial(map_documents, workers=workers, limit_s=document_timeout),
    )
    with pipeline.only_watch(store):
        if once:
            done = round_of(feeds)
            typer.echo(pipeline.told(done))
            summary = done.summary
            raise typer.Exit(1 if summary.unreadable or summary.uncoded else 0)
        schedule = pipeline.Schedule(feeds, every_s, now=time.time())
        _until_stopped(
            partial(
                pipeline.watch, schedule, round_of, tell=_tell, clock=time.time, sleep=time.sleep
            )
        )


def _tell(line: str) -> None:
    print(line, flush=True)  # a log that is read while it grows


def _until_stopped(run: Callable[[], None]) -> None:
    """Call `run` until SIGINT or SIGTERM; a second signal ends the process in the usual way."""
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        run()
    except BaseException:
        # Not KeyboardInterrupt alone: DuckDB turns one that comes while it works into an error.
        if not stopped:
            raise
        _tell("Stopped. What was fetched is kept; the next call goes on from there.")
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def seconds_of(text: str) -> float:
    """Return a length of time like 30m in seconds; at least a minute."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        message = f"{text} is no length of time. Expected one like 90s, 30m, 2h or 1d."
        raise typer.BadParameter(message, param_hint="--every")
    seconds = int(found[1]) * _SECONDS[found[2]]
    if seconds < _SHORTEST_S:
        message = f"{text} is too often: servers would shut you out. Expected a minute or more."
        raise typer.BadParameter(message, param_hint="--every")
    return float(seconds)
