"""`dragoman panel`: counts events by country, actor or pair, and by day, week, month or year."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.choice import (
    SinceOption,
    TypeOption,
    UntilOption,
    choice_of,
    tell_unknown_types,
)
from dragoman.cli.ingest import StoreFile
from dragoman.cli.laid import WithoutCorrectionsOption, corrections_of, said_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PANEL_EXAMPLES", "panel"]

PANEL_EXAMPLES = """Examples:

\b
  dragoman panel --store news.duckdb -o panel.csv
  dragoman panel --store news.duckdb --by dyad --every year --wide -o dyads.parquet
  dragoman panel --store news.duckdb --contested exclude --type ASSAULT
  dragoman panel --store news.duckdb --by dyad --fill --since 2024-01-01 --until 2024-12-31
  dragoman panel --store news.duckdb --compare -o both.csv
"""


class Unit(StrEnum):
    """What is counted for."""

    country = "country"
    actor_country = "actor-country"
    dyad = "dyad"
    actor = "actor"
    actor_dyad = "actor-dyad"


class Period(StrEnum):
    """How long a period is."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


class Contested(StrEnum):
    """What becomes of events that independent sources affirm and deny."""

    include = "include"
    exclude = "exclude"


def panel(
    *,
    store: StoreFile,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write to this file, .csv or .parquet; - is standard output.",
        ),
    ] = Path("-"),
    by: Annotated[
        Unit,
        typer.Option(
            help="country of the place, country of those who acted, dyad of countries, "
            "actor, or dyad of actors."
        ),
    ] = Unit.country,
    every: Annotated[Period, typer.Option(help="Length of a period.")] = Period.month,
    wide: Annotated[
        bool,
        typer.Option("--wide", help="One row a unit and period, types and quads as columns."),
    ] = False,
    contested: Annotated[
        Contested, typer.Option(help="Events that independent sources affirm and deny.")
    ] = Contested.include,
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Count imported events too, over the time of both."),
    ] = False,
    fill: Annotated[
        bool,
        typer.Option(
            "--fill",
            help="Zeros too: every period of the span for each unit met, long for each type met.",
        ),
    ] = False,
    without_corrections: WithoutCorrectionsOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    types: TypeOption = None,
) -> None:
    """Count events by unit and period: by type, with mean intensity and balance.

    Balance is (cooperation - conflict) / (cooperation + conflict) of all events of the unit and
    period. Only what is affirmed as having happened is counted; an event whose date is too vague
    for the period is not, and how many these are is said.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import
    from dragoman.store.panels import panel as count  # noqa: PLC0415

    if output.suffix.lower() not in (".csv", ".parquet") and str(output) != "-":
        raise typer.BadParameter("expected PATH.csv or PATH.parquet.", param_hint="--output")
    choice = choice_of(since, until, types, None, None, None)
    with Store.open(store) as opened:
        overlay = corrections_of(opened, without=without_corrections)
        found = count(
            opened, by=by.value, every=every.value, wide=wide, compared=compare, filled=fill,
            contested=contested is Contested.include, since=choice.since, until=choice.until,
            types=choice.types, overlay=overlay,
        )  # fmt: skip
        said = f"{found.table.num_rows} rows{said_of(overlay, opened)}"
        tell_unknown_types(opened, choice)
    _write(found.table, output)
    typer.echo(f"{output if str(output) != '-' else 'panel'}: {said}", err=True)
    for row in found.comparison:
        typer.echo(_compared(row), err=True)
    if found.unplaced:
        message = f"{found.unplaced} events are not in it: no date, or one too vague for a {every}"
        typer.echo(message, err=True)


def _compared(row: dict[str, Any]) -> str:
    """Return how far an imported series and ours go together."""

    def figure(value: float | None) -> str:
        return "not defined" if value is None else f"{value:.2f}"

    return (
        f"dragoman and {row['coder']}, {row['first_period']} to {row['last_period']}: "
        f"{row['ours']} and {row['theirs']} events; correlation over {row['cells']} units and "
        f"periods {figure(row['r_cells'])}, over the sums of {row['periods']} periods "
        f"{figure(row['r_periods'])}"
    )


def _write(table: pa.Table, output: Path) -> None:
    from dragoman.io.exports.tables import write_table  # noqa: PLC0415

    write_table(table, output)
