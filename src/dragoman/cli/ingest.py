"""`dragoman ingest`: adds documents to a store and codes them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from dragoman.cli.settings import ConfigFile, OverlayFile, settings_of

__all__ = ["INGEST_EXAMPLES", "StoreFile", "ingest"]

INGEST_EXAMPLES = """Examples:

\b
  dragoman ingest articles/ --store news.duckdb
  dragoman ingest news.jsonl page.html --store news.duckdb --workers 2

\b
Exit status: 0 if everything was read and coded, 1 if something was not (`dragoman problems`
lists it), 2 if the call was wrong.
"""

StoreFile = Annotated[
    Path,
    typer.Option("--store", help="The store, a DuckDB file.", metavar="FILE", show_default=False),
]


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A file, a folder, a URL, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    store: StoreFile,
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
) -> None:
    """Add documents to a store and code them; safe to repeat and to interrupt.

    The store is made if there is none. What it knows already is passed over.
    """
    from dragoman.io.collections import read_collections  # noqa: PLC0415  # slow to import
    from dragoman.pipeline import ingest as pipeline  # noqa: PLC0415
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415

    settings = settings_of(config, overlay)
    if codebook is not None:
        settings = msgspec.structs.replace(settings, codebook=codebook)
    with Store.open(store, writable=True) as opened:
        summary = pipeline.ingest(
            opened,
            sources,
            lambda remember: read_collections(sources, remember=remember),
            load=partial(Pipeline.load, settings),
            workers=workers,
        )
    typer.echo(
        f"{summary.received} documents received, {summary.new} of them new; "
        f"{summary.coded} coded, {summary.uncoded} not; {summary.reports} reports, "
        f"{summary.claims} claims"
    )
    for code, count in sorted(summary.problems.items()):
        typer.echo(f"  {code}: {count}", file=sys.stderr)
    raise typer.Exit(1 if summary.unreadable or summary.uncoded else 0)
