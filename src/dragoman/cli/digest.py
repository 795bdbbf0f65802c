"""`dragoman digest`: what came into a saved view on a day, as a file to read or to send."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.ingest import StoreFile
from dragoman.cli.writing import write_text
from dragoman.errors import ConfigError

__all__ = ["DIGEST_EXAMPLES", "digest"]

DIGEST_EXAMPLES = """Examples:

\b
  dragoman digest --store news.duckdb --view 'type=ASSAULT&place=YEM' --day yesterday
  dragoman digest --store news.duckdb --view 'http://127.0.0.1:8000/?country=KEN' \\
      --format html --output kenya.html
  dragoman digest --store news.duckdb --day 2024-03-04 --by published

\b
A view is what stands after the question mark in the address of the chronology.
"""


def digest(
    *,
    store: StoreFile,
    view: Annotated[
        str, typer.Option(help="A saved view: a query string, or the whole address of a page.")
    ] = "",
    day: Annotated[
        str, typer.Option(help="yesterday, today or YYYY-MM-DD, in UTC.", metavar="DAY")
    ] = "yesterday",
    by: Annotated[
        Literal["received", "published", "happened"],
        typer.Option(help="Which day counts: of fetching, of the report, or of the event."),
    ] = "received",
    form: Annotated[
        Literal["markdown", "html"], typer.Option("--format", help="Markdown, or one HTML file.")
    ] = "markdown",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
) -> None:
    """Compose the digest of a saved view: what came in on one day, with its sources.

    Sentences are templates filled from the records, corrections in force, never free text.
    """
    from dragoman.serve.arrivals import view_of  # noqa: PLC0415  # slow to import
    from dragoman.serve.digest import compose_digest, digest_title  # noqa: PLC0415
    from dragoman.serve.dossier_text import html_of, markdown_of  # noqa: PLC0415
    from dragoman.serve.filters import FilterError  # noqa: PLC0415
    from dragoman.serve.library import Library  # noqa: PLC0415

    wanted = day_of(day, datetime.now(UTC).date())
    try:
        filters = view_of(view)
    except FilterError as error:
        raise ConfigError("D222", f"--view: {error}.") from error
    library = Library(store)
    try:
        sections = compose_digest(library, filters, wanted, by=by)
    finally:
        library.close()
    title = digest_title(filters, wanted)
    text = markdown_of(title, sections) if form == "markdown" else html_of(title, sections)
    write_text(text, output)


def day_of(text: str, today: date) -> date:
    """Return the day that an option names, as seen from `today`; BadParameter if it is none."""
    if text in {"today", "yesterday"}:
        return today - timedelta(days=text == "yesterday")
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text} is no day. Expected yesterday, today or one like 2024-01-31."
        raise typer.BadParameter(message, param_hint="--day") from None
