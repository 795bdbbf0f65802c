"""`dragoman ingest`: adds documents to a store and codes them."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli.settings import ConfigFile, DocumentTimeout, HeadFolder, OverlayFile, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.pipeline.batch import Mapper
    from dragoman.pipeline.ingest import Summary

__all__ = ["INGEST_EXAMPLES", "StoreFile", "ingest", "stated_day", "tell_unmet"]

INGEST_EXAMPLES = """Examples:

\b
  dragoman ingest articles/ --store news.duckdb
  dragoman ingest crawl.warc.gz news.jsonl --store news.duckdb --workers 2
  dragoman ingest export.parquet --columns text=body,title=headline --store news.duckdb
  dragoman ingest https://news.example/feed.xml --since 2024-01-01 --store news.duckdb
  dragoman ingest addresses.txt --store news.duckdb
  dragoman ingest --again --store news.duckdb
  dragoman ingest crawl/ --store news.duckdb --engine ray --address auto --workers 64

\b
Read are text, HTML, PDF and EML files; JSON Lines, CSV and Parquet tables; WARC
archives; RSS and Atom feeds, sitemaps, and files that list addresses. Any of them
may be compressed by gzip, but for Parquet and PDF.

\b
Exit status: 0 if everything was read and coded, 1 if something was not (`dragoman
problems` lists it), 2 if the call was wrong or the store cannot be written.
"""


class Engine(StrEnum):
    """What spreads documents over processes."""

    local = "local"
    ray = "ray"


StoreFile = Annotated[
    Path,
    typer.Option("--store", help="The store, a DuckDB file.", metavar="FILE", show_default=False),
]


def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="A file, a folder, an address, or - for standard input. Without one, what an "
            "interrupted call left is coded.",
            show_default=False,
        ),
    ] = None,
    *,
    store: StoreFile,
    columns: Annotated[
        str | None,
        typer.Option(
            help="What fields are called in JSON Lines, CSV and Parquet: FIELD=NAME, several by "
            "commas. Fields: id, text, title, published, url, language, source.",
            metavar="PAIRS",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="Pass over pages that a feed or sitemap says are older than this day.",
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
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Code anew what another version or other settings coded, and what failed.",
        ),
    ] = False,
    codebook: Annotated[
        str | None,
        typer.Option(
            help="A folder with a codebook, or the name of one that comes with dragoman.",
            show_default="plover",
        ),
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            help="An index made by `dragoman knowledge build`, in place of the shipped one.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    head: HeadFolder = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
    workers: Annotated[
        int, typer.Option(min=1, help="Number of processes; the store is the same.", metavar="N")
    ] = 1,
    document_timeout: DocumentTimeout = None,
    engine: Annotated[
        Engine,
        typer.Option(help="Where documents are coded: in processes of this machine, or by Ray."),
    ] = Engine.local,
    address: Annotated[
        str | None,
        typer.Option(
            help='With --engine ray: the cluster, "auto" or "ray://HOST:PORT". Without it, Ray is '
            "started on this machine.",
            metavar="ADDRESS",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Add documents to a store and code them; safe to repeat and to interrupt.

    The store is made if there is none and a source is given. What it knows already is passed over;
    a known address or id with a changed text becomes a later version of its document; copies of one
    text are all kept and tied together. The web is asked politely: robots.txt counts, and unchanged
    pages are not sent again.
    """
    from dragoman.cli.ingest_progress import IngestProgress  # noqa: PLC0415  # slow to import
    from dragoman.io.collections import Wishes, read_collections  # noqa: PLC0415
    from dragoman.io.columns import parse_columns  # noqa: PLC0415
    from dragoman.io.web import Manners  # noqa: PLC0415
    from dragoman.pipeline import ingest as pipeline  # noqa: PLC0415
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415

    settings = settings_of(config, overlay)
    files = {"knowledge": knowledge, "head": head}
    chosen = {"codebook": codebook, **{k: str(v) for k, v in files.items() if v is not None}}
    settings = msgspec.structs.replace(settings, **{k: v for k, v in chosen.items() if v})
    wishes = Wishes(
        columns=parse_columns(columns) if columns else {},
        since=stated_day(since),
        manners=Manners(pause_s=pause, allow_private=allow_private),
    )
    with (
        Store.open(store, writable=bool(sources) or store.is_file()) as opened,
        IngestProgress(shown=sys.stderr.isatty()) as progress,
    ):
        summary = pipeline.ingest(
            opened,
            sources or [],
            lambda remember: read_collections(sources or [], wishes, remember=remember),
            load=partial(Pipeline.load, settings),
            mapper=_mapper(engine, address, workers, document_timeout),
            again=again,
            watcher=progress,
        )
    typer.echo(_told(summary, store))
    tell_unmet(summary.unmet)
    raise typer.Exit(1 if summary.unreadable or summary.uncoded else 0)


def _mapper(engine: Engine, address: str | None, workers: int, limit_s: float | None) -> Mapper:
    """Return what codes the documents, with the options chosen."""
    if engine is Engine.local:
        if address is not None:
            raise typer.BadParameter("only --engine ray has one.", param_hint="--address")
        from dragoman.pipeline.batch import map_documents  # noqa: PLC0415

        return partial(map_documents, workers=workers, limit_s=limit_s)
    from dragoman.pipeline.ray_engine import check_installed, map_documents_by_ray  # noqa: PLC0415

    check_installed()
    return partial(map_documents_by_ray, workers=workers, limit_s=limit_s, address=address)


def stated_day(stated: str | None) -> date | None:
    """Return the day that an option states; BadParameter if it is none."""
    try:
        return None if stated is None else date.fromisoformat(stated)
    except ValueError:
        raise typer.BadParameter(
            f"{stated} is no day. Expected one like 2024-01-31.", param_hint="--since"
        ) from None


def tell_unmet(unmet: Iterable[tuple[str, str, str]]) -> None:
    """Print the decisions on pairs of reports that could not be kept."""
    for kind, one, other in unmet:
        typer.echo(f'"{kind}" of {one} and {other} could not be kept', err=True)


def _told(summary: Summary, store: Path) -> str:
    """Return the summary as it is printed."""
    from dragoman.errors import CODES  # noqa: PLC0415  # needed at the end only

    received = f"{summary.received:,} documents received, {summary.new:,} of them new"
    coded = f"{summary.coded:,} coded: {summary.reports:,} reports, {summary.claims:,} claims"
    lines = [
        f"{store}: {received}, in {summary.seconds:,.0f} s",
        f"  {coded if summary.coded else 'nothing to code'}",
    ]
    told: dict[str, int] = {
        "events in all": summary.events,
        "not coded": summary.uncoded,
        "later versions of a document": summary.versions,
        "copies of another's text": summary.copies,
        "with nothing new in them": summary.unchanged,
        "sources or lines that could not be read": summary.unreadable,
    }
    lines += [f"  {count:,} {what}" for what, count in told.items() if count]
    if summary.problems:
        lines.append(f"Problems (`dragoman problems --store {store}` lists them):")
        lines += [f"  {n:>6,}  {c}  {CODES[c]}" for c, n in sorted(summary.problems.items())]
    return "\n".join(lines)
