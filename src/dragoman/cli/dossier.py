"""`dragoman dossier`: the note on two actors, composed from the records of a store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.ingest import StoreFile
from dragoman.cli.writing import write_bytes, write_text
from dragoman.errors import ConfigError

__all__ = ["DOSSIER_EXAMPLES", "dossier"]

DOSSIER_EXAMPLES = """Examples:

\b
  dragoman dossier --store news.duckdb --actors Kenya Somalia --since 2024-01-01
  dragoman dossier --store news.duckdb --actors state:KEN state:SOM --format html -o note.html
  dragoman dossier --store news.duckdb --actors Kenya Somalia --format pdf -o note.pdf
"""


def dossier(
    *,
    store: StoreFile,
    actors: Annotated[
        tuple[str, str],
        typer.Option(
            help="Two actors: their names as the store has them, or their ids.", show_default=False
        ),
    ],
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="First day that counts.", show_default=False),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day that counts.", show_default=False),
    ] = None,
    form: Annotated[
        Literal["md", "html", "pdf"],
        typer.Option("--format", help="Markdown, a page to print, or PDF (needs dragoman[pdf])."),
    ] = "md",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
) -> None:
    """Compose the note an analyst would write on two actors, every sentence with its evidence.

    Sentences are templates filled from the records, never free text.
    """
    from dragoman.serve.dossier import compose, find_actor  # noqa: PLC0415  # slow to import
    from dragoman.serve.dossier_pdf import as_pdf  # noqa: PLC0415
    from dragoman.serve.dossier_text import as_html, as_markdown  # noqa: PLC0415
    from dragoman.serve.filters import Filters  # noqa: PLC0415
    from dragoman.serve.library import Library  # noqa: PLC0415

    library = Library(store)
    try:
        ids = []
        for words in actors:
            found = find_actor(library, words)
            if found is None:
                raise ConfigError("D221", f"--actors: no event of {store} has an actor “{words}”.")
            ids.append(found)
        filters = Filters(
            since=None if since is None else since.date(),
            until=None if until is None else until.date(),
        )
        note = compose(library, (ids[0], ids[1]), filters)
    finally:
        library.close()
    if form == "pdf":
        write_bytes(as_pdf(note), output)
    else:
        write_text(as_markdown(note) if form == "md" else as_html(note), output)
