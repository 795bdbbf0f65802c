"""`dragoman actors unknown`: the actors that coded documents name and the index has not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from dragoman.cli.code import opened
from dragoman.cli.formats import FORMAT_HELP, Format, choose_format
from dragoman.cli.listing import Listing
from dragoman.cli.phrases import joined
from dragoman.cli.settings import ConfigFile, OverlayFile, index_of, settings_of
from dragoman.cli.stored import stored_documents
from dragoman.io.coded import CodedActors, read_coded
from dragoman.records import Problem
from dragoman.records.resolved import UnknownActor
from dragoman.store.magic import is_database

__all__ = ["UNKNOWN_EXAMPLES", "unknown"]

UNKNOWN_EXAMPLES = """Examples:

\b
  dragoman code news.jsonl -o coded.jsonl
  dragoman actors unknown coded.jsonl
  dragoman actors unknown news.duckdb
  dragoman actors unknown coded.jsonl --format csv -o to-name.csv

\b
Exit status: 0 if every document was read, 1 if one could not be, 2 if the call was wrong.
"""
_COLUMNS = {
    "id": lambda r: r.id,
    "name": lambda r: r.name,
    "names": lambda r: "; ".join(r.names),
    "kind": lambda r: r.kind,
    "country": lambda r: r.country,
    "documents": lambda r: r.documents,
    "events": lambda r: r.events,
    "context": lambda r: r.context,
    "candidates": lambda r: "; ".join(c.actor_id for c in r.candidates),
}
_SHOWN = {
    "documents": lambda r: r.documents,
    "events": lambda r: r.events,
    "name": lambda r: r.name,
    "taken for": lambda r: joined((r.country, r.kind), by=" "),
    "context": lambda r: f"… {r.context} …",
    "perhaps": lambda r: r.candidates[0].actor_id if r.candidates else None,
}
_LISTING: Listing[UnknownActor] = Listing(_COLUMNS, _SHOWN)


def unknown(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Coded documents: a store, a file that `dragoman code --format jsonl` wrote, "
            "or -.",
            show_default=False,
        ),
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="Print this many at most.", metavar="N")] = 50,
    chosen: Annotated[
        Format | None, typer.Option("--format", help=FORMAT_HELP, show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """List the actors that documents name and the index has not, those named most first.

    Name one with `dragoman actors add`, or with `dragoman actors alias` where it is another name
    of an actor that the index has; the next run of `dragoman code` knows it.
    """
    from dragoman.knowledge.actor_nouns import load_actor_nouns  # noqa: PLC0415
    from dragoman.pipeline.unknown import gather_unknown  # noqa: PLC0415

    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    index = index_of(settings_of(config, overlay))
    problems: list[Problem] = []
    documents = _documents(sources, problems)
    rows = gather_unknown(documents, index=index, nouns=load_actor_nouns())[:limit]
    with opened(output) as file:
        _LISTING.write(rows, form, file)
    for problem in problems:
        typer.echo(f"dragoman: {problem.code} {problem.message}", err=True)
    raise typer.Exit(1 if problems else 0)


def _documents(sources: list[str], problems: list[Problem]) -> Iterator[CodedActors]:
    """Yield the documents of all sources; what cannot be read is added to `problems`."""
    for source in sources:
        if is_database(Path(source)):
            for shown in stored_documents(Path(source)):
                yield msgspec.convert(shown, CodedActors, from_attributes=True)
            continue
        for found in read_coded(source):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found
