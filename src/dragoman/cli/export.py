"""`dragoman export`: writes what a store holds as files for other programs."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.choice import (
    ActorOption,
    AssertionOption,
    CountryOption,
    SinceOption,
    TypeOption,
    UntilOption,
    choice_of,
)
from dragoman.cli.ingest import StoreFile

if TYPE_CHECKING:
    from dragoman.store.database import Store
    from dragoman.store.exporting import Choice

__all__ = ["EXPORT_EXAMPLES", "ExportFormat", "Kind", "export", "export_to"]

EXPORT_EXAMPLES = """Examples:

\b
  dragoman export events --store news.duckdb -o events.csv
  dragoman export reports --store news.duckdb -o reports.parquet --since 2024-01-01
  dragoman export events --store news.duckdb --format gdelt -o gdelt.tsv --country SDN
  dragoman export dyads --store news.duckdb -o network.graphml
  dragoman export claims --store news.duckdb --no-text -o claims.jsonl

\b
Formats: csv, jsonl, parquet (all kinds); geojson, polecat, icews, gdelt, acled (events, reports);
graphml (dyads, actors); ftm (events, actors).
"""


class Kind(StrEnum):
    """What can be exported."""

    reports = "reports"
    events = "events"
    claims = "claims"
    actors = "actors"
    dyads = "dyads"
    corrections = "corrections"


class ExportFormat(StrEnum):
    """How it can be written."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    geojson = "geojson"
    graphml = "graphml"
    ftm = "ftm"
    polecat = "polecat"
    icews = "icews"
    gdelt = "gdelt"
    acled = "acled"


_LAYOUTS = ("polecat", "icews", "gdelt", "acled")
_KINDS_OF: dict[str, tuple[str, ...]] = {
    "geojson": ("events", "reports"),
    "graphml": ("dyads", "actors"),
    "ftm": ("events", "actors"),
    **dict.fromkeys(_LAYOUTS, ("events", "reports")),
}
_TOLD = 'The format is told by the name of the file: "events.csv" is csv.'


def export(
    kind: Annotated[Kind, typer.Argument(help="What to export.", show_default=False)],
    *,
    store: StoreFile,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Write to this file; - is standard output.", metavar="PATH"
        ),
    ] = Path("-"),
    chosen: Annotated[
        ExportFormat | None,
        typer.Option("--format", help=f"{_TOLD} Else csv.", show_default=False),
    ] = None,
    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="No words of documents: offsets and hashes only."),
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    types: TypeOption = None,
    countries: CountryOption = None,
    actors: ActorOption = None,
    assertions: AssertionOption = None,
) -> None:
    """Write reports, events, claims, actors, dyads or corrections of a store to a file.

    The layouts polecat, icews, gdelt and acled have columns for what happened only: without
    --assertion, what is denied, planned or unconfirmed is left out of them.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    format_name = _format_of(chosen, output)
    if kind not in _KINDS_OF.get(format_name, tuple(Kind)):
        fitting = " and ".join(_KINDS_OF[format_name])
        raise typer.BadParameter(f"{format_name} is a format of {fitting}.", param_hint="--format")
    if format_name == "parquet" and str(output) == "-":
        raise typer.BadParameter("parquet needs a file: -o PATH.", param_hint="--format")
    choice = choice_of(since, until, types, countries, actors, assertions)
    with Store.open(store) as opened:
        said = export_to(opened, kind, format_name, output, choice, with_text=not no_text)
    typer.echo(f"{output}: {said}" if str(output) != "-" else said, err=True)


def _format_of(chosen: ExportFormat | None, output: Path) -> str:
    if chosen is not None:
        return chosen.value
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in ("", "csv", "jsonl", "parquet", "geojson", "graphml"):
        return suffix or "csv"
    message = f'"{output.name}" does not tell the format.'
    raise typer.BadParameter(message, param_hint="--format")


def export_to(
    store: Store, kind: str, format_name: str, output: Path, choice: Choice, *, with_text: bool
) -> str:
    """Write the rows chosen; return what was written, in words.

    Raises:
        InputError: D122 the file cannot be written.
        StoreError: D407 the reports were not linked, and events were asked for.
    """
    if format_name in _LAYOUTS:
        return _export_layout(store, kind, format_name, output, choice, with_text=with_text)
    if format_name in _SPECIAL:
        return _SPECIAL[format_name](store, output, choice, with_text)
    from dragoman.io.exports.files import write_export  # noqa: PLC0415  # pyarrow is slow to import
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    if kind == "corrections":
        from dragoman.io.corrections import read_corrections  # noqa: PLC0415
        from dragoman.io.exports.corrections import correction_batches  # noqa: PLC0415

        corrections, _ = read_corrections(store.files / "corrections.jsonl")
        count = write_export(correction_batches(corrections), kind, format_name, output)
        return f"{count} corrections"
    rows = export_rows(store, kind, choice, with_text=with_text)
    return f"{write_export(rows, kind, format_name, output)} {kind}"


def _export_layout(
    store: Store, kind: str, name: str, output: Path, choice: Choice, *, with_text: bool
) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.layouts import LAYOUTS, has_happened, write_layout  # noqa: PLC0415
    from dragoman.knowledge.codebook import load_codebook  # noqa: PLC0415
    from dragoman.knowledge.crosswalk import load_crosswalk  # noqa: PLC0415
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    found = plain_rows(export_rows(store, kind, choice, with_text=with_text, with_story=True))
    unsure = 0

    def happened(row: dict[str, object]) -> bool:
        nonlocal unsure
        if choice.assertions or has_happened(row):
            return True
        unsure += 1
        return False

    crosswalk = load_crosswalk(load_codebook("plover"))
    written = write_layout(filter(happened, found), LAYOUTS[name], output, crosswalk)
    said = f"{written.rows} rows"
    if unsure:
        said += f"; {unsure} {kind} left out that nobody affirms as having happened"
    if written.left_out:
        said += f"; {written.left_out} {kind} left out that {name} has no row for"
    return said


def _export_network(store: Store, output: Path, choice: Choice, with_text: bool) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.network import write_graphml  # noqa: PLC0415
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    rows = plain_rows(export_rows(store, "dyads", choice, with_text=with_text))
    return f"{write_graphml(rows, output)} edges"


def _export_entities(store: Store, output: Path, choice: Choice, with_text: bool) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.ftm import write_ftm  # noqa: PLC0415
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    rows = plain_rows(export_rows(store, "events", choice, with_text=with_text))
    return f"{write_ftm(rows, output)} entities"


_SPECIAL: dict[str, Callable[[Store, Path, Choice, bool], str]] = {
    "graphml": _export_network,
    "ftm": _export_entities,
}
