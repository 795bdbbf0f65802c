"""`dragoman export`: writes what a store holds as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
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
    tell_unknown_types,
)
from dragoman.cli.ingest import StoreFile
from dragoman.cli.laid import WithoutCorrectionsOption, corrections_of, said_of

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store.database import Store
    from dragoman.store.exporting import Choice
    from dragoman.store.overlaid import Overlay

    Rows = Iterable[pa.RecordBatch]

__all__ = ["EXPORT_EXAMPLES", "ExportFormat", "Kind", "export", "export_to"]

EXPORT_EXAMPLES = """Examples:

\b
  dragoman export events --store news.duckdb -o events.csv
  dragoman export reports --store news.duckdb -o reports.parquet --since 2024-01-01
  dragoman export events --store news.duckdb --format gdelt -o gdelt.tsv --country SDN
  dragoman export dyads --store news.duckdb -o network.graphml
  dragoman export claims --store news.duckdb --no-text -o claims.jsonl
  dragoman export events --store news.duckdb --without-corrections -o as-coded.csv

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
    without_corrections: WithoutCorrectionsOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    types: TypeOption = None,
    countries: CountryOption = None,
    actors: ActorOption = None,
    assertions: AssertionOption = None,
) -> None:
    """Write reports, events, claims, actors, dyads or corrections of a store to a file.

    What reviewers corrected is laid over what the coder read, as on the pages.

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
        overlay = corrections_of(opened, without=without_corrections or kind is Kind.corrections)
        said = export_to(
            opened, kind, format_name, output, choice, with_text=not no_text, overlay=overlay
        )
        said += said_of(overlay, opened)
        tell_unknown_types(opened, choice)
    typer.echo(f"{output}: {said}" if str(output) != "-" else said, err=True)


def _format_of(chosen: ExportFormat | None, output: Path) -> str:
    if chosen is not None:
        return chosen.value
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in ("", "csv", "jsonl", "parquet", "geojson", "graphml"):
        return suffix or "csv"
    message = (
        f'"{output.name}" does not tell the format. Name it, or end in .csv, .jsonl or .parquet.'
    )
    raise typer.BadParameter(message, param_hint="--format")


def export_to(
    store: Store,
    kind: str,
    format_name: str,
    output: Path,
    choice: Choice,
    *,
    with_text: bool,
    overlay: Overlay | None = None,
) -> str:
    """Write the rows chosen; return what was written, in words.

    `overlay` are corrections to lay over what the coder read.

    Raises:
        InputError: D122 the file cannot be written.
        StoreError: D407 the reports were not linked, and events were asked for.
    """
    from dragoman.io.exports.files import write_export  # noqa: PLC0415  # pyarrow is slow to import
    from dragoman.store.exporting import export_rows  # noqa: PLC0415

    asked = partial(export_rows, store, choice=choice, with_text=with_text, overlay=overlay)
    if format_name in _LAYOUTS:
        rows = asked(kind, with_story=True)
        return _export_layout(rows, kind, format_name, output, choice)
    if format_name in _SPECIAL:
        of, write = _SPECIAL[format_name]
        return write(asked(of), output)

    if kind == "corrections":
        from dragoman.io.corrections import read_corrections  # noqa: PLC0415
        from dragoman.io.exports.corrections import correction_batches  # noqa: PLC0415

        corrections, _ = read_corrections(store.files / "corrections.jsonl")
        count = write_export(correction_batches(corrections), kind, format_name, output)
        return f"{count} corrections"
    return f"{write_export(asked(kind), kind, format_name, output)} {kind}"


def _export_layout(rows: Rows, kind: str, name: str, output: Path, choice: Choice) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.layouts import LAYOUTS, has_happened, write_layout  # noqa: PLC0415
    from dragoman.knowledge.codebook import load_codebook  # noqa: PLC0415
    from dragoman.knowledge.crosswalk import load_crosswalk  # noqa: PLC0415

    unsure = 0

    def happened(row: dict[str, object]) -> bool:
        nonlocal unsure
        if choice.assertions or has_happened(row):
            return True
        unsure += 1
        return False

    crosswalk = load_crosswalk(load_codebook("plover"))
    told = filter(happened, plain_rows(rows))
    written = write_layout(told, LAYOUTS[name], output, crosswalk)
    said = f"{written.rows} rows"
    if unsure:
        said += f"; {unsure} {kind} left out that nobody affirms as having happened"
    if written.left_out:
        said += f"; {written.left_out} {kind} left out that {name} has no row for"
    return said


def _export_network(rows: Rows, output: Path) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.network import write_graphml  # noqa: PLC0415

    return f"{write_graphml(plain_rows(rows), output)} edges"


def _export_entities(rows: Rows, output: Path) -> str:
    from dragoman.io.exports.files import plain_rows  # noqa: PLC0415
    from dragoman.io.exports.ftm import write_ftm  # noqa: PLC0415

    return f"{write_ftm(plain_rows(rows), output)} entities"


_SPECIAL: dict[str, tuple[str, Callable[[Rows, Path], str]]] = {
    "graphml": ("dyads", _export_network),
    "ftm": ("events", _export_entities),
}
"""By format: the kind whose rows it is made of, and what writes them."""
