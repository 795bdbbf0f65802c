"""`dragoman knowledge`: says what an index holds, and builds one from public dumps."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.knowledge.dumps.build import BuiltIndex
    from dragoman.knowledge.dumps.sources import Advance

__all__ = ["app"]

BUILD_EXAMPLES = """Examples:

\b
  dragoman knowledge build latest-all.json.bz2 --output my-index.sqlite
  dragoman knowledge build ministers.csv --output my-index.sqlite --as-of 2026-09-01
  dragoman knowledge build allCountries.zip alternateNamesV2.zip admin1CodesASCII.txt \\
      --output my-index.sqlite --min-population 5000
  dragoman code article.txt --knowledge my-index.sqlite
"""

app = typer.Typer(
    help="Show what an index of actors and places holds, or build one from public dumps.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(epilog=BUILD_EXAMPLES)
def build(
    dumps: Annotated[
        list[Path],
        typer.Argument(
            metavar="DUMP",
            help="Files of Wikidata (JSON dump, SPARQL result as JSON or CSV), GeoNames or "
            "FollowTheMoney; .gz, .bz2 and .zip are unpacked on the way.",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The index to write.", metavar="FILE"),
    ],
    base: Annotated[
        str,
        typer.Option(
            help="What the dumps add to: shipped (the index that comes with dragoman), none "
            "(only its states and countries), or an index file."
        ),
    ] = "shipped",
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="The day up to which the dumps are kept, where they do not say it.",
            show_default=False,
        ),
    ] = None,
    min_population: Annotated[
        int, typer.Option(min=0, help="Leave out settlements of GeoNames with fewer people.")
    ] = 1000,
    min_sitelinks: Annotated[
        int, typer.Option(min=0, help="Leave out actors with pages in fewer Wikipedias.")
    ] = 3,
    max_bad_rows: Annotated[
        int, typer.Option(min=0, help="Stop when more rows than these are bad.")
    ] = 1000,
) -> None:
    """Build an index from dumps you have; the shipped one is not changed.

    Files are told apart by their content and read as they stream by: memory does not grow with
    them. Bad rows are counted and the first of them listed.
    """
    from dragoman.knowledge.dumps.build import Settings, build_from_dumps  # noqa: PLC0415
    from dragoman.knowledge.index import default_path  # noqa: PLC0415

    settings = Settings(
        keep_base=base != "none",
        as_of=None if as_of is None else as_of.date(),
        min_population=min_population,
        min_sitelinks=min_sitelinks,
        max_bad_rows=max_bad_rows,
    )
    under = default_path() if base in {"shipped", "none"} else Path(base)
    with _progress(shown=sys.stderr.isatty()) as start:
        built = build_from_dumps(dumps, under, output, settings, start)
    _report(built, output)


@contextlib.contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[Path], Advance]]:
    """Yield what starts a bar for a file; nothing is shown but on a terminal."""
    if not shown:
        yield lambda _: lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:

        def start(path: Path) -> Advance:
            task = progress.add_task(path.name, total=path.stat().st_size)
            return lambda read: progress.update(task, advance=read)

        yield start


def _report(built: BuiltIndex, output: Path) -> None:
    for name, form, count in built.read:
        typer.echo(f"{name} ({form}): {count} facts")
    typer.echo(f"actors: {built.actors_added} new, {built.actors_extended} extended")
    typer.echo(f"places: {built.places_added} new, {built.places_extended} extended")
    if built.roles_lost:
        typer.echo(f"roles left out, for no dump describes the office: {built.roles_lost}")
    if built.bad_rows:
        typer.echo(f"bad rows: {built.bad_rows}, the first:")
        for line in built.first_bad_rows:
            typer.echo(f"  {line}")
    typer.echo(f"{output} as of {built.as_of}, version {built.content_hash[:12]}")


@app.command()
def show(
    index: Annotated[
        Path | None,
        typer.Argument(help="An index file; without it, the shipped one.", show_default=False),
    ] = None,
) -> None:
    """Show how much an index knows, up to which day, and from which sources."""
    from dragoman.knowledge.index import default_path  # noqa: PLC0415
    from dragoman.knowledge.summary import summarise  # noqa: PLC0415

    summary = summarise(default_path() if index is None else index)
    typer.echo(f"as of: {summary.as_of or 'not said'}\nversion: {summary.content_hash[:12]}\n")
    for what, count in summary.counts:
        typer.echo(f"{what:<28}{count:>9}")
    typer.echo("\nsources:")
    for name, licence in summary.sources:
        typer.echo(f"  {name}: {licence}")
