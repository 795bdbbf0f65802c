"""`dragoman sql`: asks a store by SQL, for reading only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.answers import ANSWER_HELP, AnswerFormat, choose_answer_format, print_answer
from dragoman.cli.ingest import StoreFile

__all__ = ["SQL_EXAMPLES", "sql"]

SQL_EXAMPLES = """Examples:

\b
  dragoman sql --store news.duckdb "SELECT type, count(*) AS n FROM current_reports GROUP BY type"
  dragoman sql --store news.duckdb "FROM current_reports" -o reports.parquet
  dragoman sql --store news.duckdb "DESCRIBE reports"
  dragoman sql --store news.duckdb - < question.sql

\b
docs/reference/store.md describes the tables.
"""


def sql(
    question: Annotated[
        str,
        typer.Argument(
            metavar="SELECT", help="One SELECT, or - for standard input.", show_default=False
        ),
    ],
    *,
    store: StoreFile,
    chosen: Annotated[
        AnswerFormat | None, typer.Option("--format", help=ANSWER_HELP, show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
) -> None:
    """Ask the store by SQL, as DuckDB has it.

    Only one SELECT is taken. It can change nothing and reads nothing but the store.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    form = choose_answer_format(chosen, output)
    with Store.open(store) as opened:
        answer = opened.sql(sys.stdin.read() if question == "-" else question)
    print_answer(answer, form, output)
