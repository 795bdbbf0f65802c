"""`dragoman problems`: lists what went wrong with the documents and sources of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.answers import ANSWER_HELP, AnswerFormat, choose_answer_format, print_answer
from dragoman.cli.ingest import StoreFile

__all__ = ["PROBLEMS_EXAMPLES", "problems"]

PROBLEMS_EXAMPLES = """Examples:

\b
  dragoman problems --store news.duckdb
  dragoman problems --store news.duckdb --count
  dragoman problems --store news.duckdb --code D106 -o lines.csv

\b
docs/reference/errors.md explains the codes.
"""


def problems(
    *,
    store: StoreFile,
    code: Annotated[
        str | None,
        typer.Option(help="Only problems with this code.", metavar="CODE", show_default=False),
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Print how many there are of each code.")
    ] = False,
    chosen: Annotated[
        AnswerFormat | None, typer.Option("--format", help=ANSWER_HELP, show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
) -> None:
    """List what went wrong with documents, and with sources that could not be read.

    A problem of a source goes away when the source is ingested again and can be read.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    form = choose_answer_format(chosen, output)
    with Store.open(store) as opened:
        question = "problem_counts" if count else "problems"
        answer = opened.table(question, code=code)
    print_answer(answer, form, output)
