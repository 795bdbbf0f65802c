"""`dragoman link`: derives events from the reports of a store, and says why two are one or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.ingest import StoreFile, tell_unmet

if TYPE_CHECKING:
    from dragoman.store.explaining import Explanation

__all__ = ["LINK_EXAMPLES", "link"]

LINK_EXAMPLES = """Examples:

\b
  dragoman link --store news.duckdb
  dragoman link --store news.duckdb --anew
  dragoman link --store news.duckdb --explain rep-1b2c3d4e5f607182 rep-918273645f0a1b2c
"""


def link(
    *,
    store: StoreFile,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            help="Say why two reports, given by their ids, are one event or not; changes nothing.",
            metavar="A B",
            show_default=False,
        ),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option("--anew", help="Compare all reports again, not only new ones; ids stay."),
    ] = False,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print the outcome.")
    ] = "table",
) -> None:
    """Make events of the reports in a store: reports of one happening become one event.

    `dragoman ingest` does this at its end. Events keep their ids, whatever comes later.
    """
    import msgspec  # noqa: PLC0415  # slow to import, as the following

    from dragoman.pipeline.decisions import link_as_decided  # noqa: PLC0415
    from dragoman.store.database import Store  # noqa: PLC0415
    from dragoman.store.explaining import explain_pair  # noqa: PLC0415

    if explain is not None:
        with Store.open(store) as opened:
            found = explain_pair(opened, *explain)
        typer.echo(_as_json(found) if output == "json" else _explained(found))
        return
    with Store.open(store, writable=True) as opened:
        summary = link_as_decided(opened, anew=anew)
    if output == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(summary), indent=2).decode())
        return
    typer.echo(
        f"{summary.reports} reports without an event, compared with "
        f"{summary.compared - summary.reports} more"
    )
    typer.echo(
        f"{summary.events} events: {summary.new} new, {summary.changed} changed, "
        f"{summary.merged} merged into others, {summary.gone} gone"
    )
    tell_unmet(summary.unmet)


def _as_json(found: Explanation) -> str:
    import msgspec  # noqa: PLC0415

    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def _explained(found: Explanation) -> str:
    """Return the two reports, what speaks for and against, and what came of it."""
    lines = []
    for side in found.reports:
        lines.append(f"{side.report_id}  {side.type or '?'}  {side.day or 'undated'}  {side.place}")
        lines.append(f"  {side.parties or 'no parties'}")
        lines.append(f"  “{side.sentence}”")
    lines += ["", f"{'feature':<26}{'value':>7}{'weight':>8}{'adds':>8}  why"]
    for part in found.features:
        if part.value != 0:
            lines.append(
                f"{part.name:<26}{part.value:>7.2f}{part.weight:>8.2f}{part.adds:>8.2f}  {part.why}"
            )
    lines.append(f"{'sum':<26}{'':>7}{'':>8}{found.score:>8.2f}  above 0 speaks for one event")
    lines += ["", *(f"- {note}" for note in found.notes)]
    return "\n".join(lines)
