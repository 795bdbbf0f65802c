"""`dragoman import`: puts events of other coders beside ours, and corrections back into a store."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ingest import StoreFile

if TYPE_CHECKING:
    from dragoman.store.database import Store

__all__ = ["IMPORT_EXAMPLES", "import_"]

IMPORT_EXAMPLES = """Examples:

\b
  dragoman import events.2022.tab --format icews --store news.duckdb
  dragoman import ngecEvents.DV.2023.txt --format polecat --store news.duckdb
  dragoman import corrections.csv --format corrections --store news.duckdb

\b
Exit status: 0 if every row was read, 1 if one could not be, 2 if the call was wrong.
"""
_LOT = 20_000
_SHOWN_PROBLEMS = 5


class ForeignFormat(StrEnum):
    """Whose rows they are."""

    icews = "icews"
    polecat = "polecat"
    gdelt = "gdelt"
    acled = "acled"
    corrections = "corrections"


def import_(
    file: Annotated[Path, typer.Argument(help="The file to read.", show_default=False)],
    *,
    chosen: Annotated[
        ForeignFormat,
        typer.Option("--format", help="Whose rows they are.", show_default=False),
    ],
    store: StoreFile,
    coder: Annotated[
        str | None,
        typer.Option(
            help="Name to keep the events under, in place of the format's.", show_default=False
        ),
    ] = None,
) -> None:
    """Put the events of another data set into a store, beside ours and never among them.

    `dragoman panel --compare` counts both. The same file again changes nothing. With corrections,
    those that the store lacks are added to its log.
    """
    from dragoman.store.database import Store  # noqa: PLC0415  # slow to import

    with Store.open(store, writable=True) as opened:
        if chosen is ForeignFormat.corrections:
            typer.echo(_import_corrections(opened, file))
            return
        unread = _import_events(opened, file, chosen.value, coder)
    raise typer.Exit(1 if unread else 0)


def _import_events(store: Store, file: Path, format_name: str, coder: str | None) -> int:
    """Add the events of a file; print what was done and return how many rows could not be read."""
    from dragoman.io.imports.events import Scales, read_foreign  # noqa: PLC0415
    from dragoman.knowledge.codebook import load_codebook  # noqa: PLC0415
    from dragoman.knowledge.crosswalk import load_crosswalk  # noqa: PLC0415
    from dragoman.records import Problem  # noqa: PLC0415
    from dragoman.store.foreign import put_foreign  # noqa: PLC0415

    codebook = load_codebook("plover")
    unknown: set[str] = set()
    scales = Scales(codebook, load_crosswalk(codebook), _country_finder(unknown))
    rows: list[tuple[object, ...]] = []
    read = new = unread = 0
    for row in read_foreign(file, format_name, scales, called=coder):
        if isinstance(row, Problem):
            unread += 1
            if unread <= _SHOWN_PROBLEMS:
                typer.echo(f"{row.code} {row.message}", err=True)
            continue
        rows.append(row)
        read += 1
        if len(rows) == _LOT:
            new += put_foreign(store, rows)
            rows = []
    new += put_foreign(store, rows)
    typer.echo(f"{read} events read, {new} of them new; {unread} rows could not be read")
    if unknown:
        some = ", ".join(sorted(unknown)[:_SHOWN_PROBLEMS])
        typer.echo(f"{len(unknown)} names of countries are not known: {some}", err=True)
    return unread


def _country_finder(unknown: set[str]) -> Callable[[str], str | None]:
    """Return a look-up of countries; what it cannot find goes into `unknown`."""
    from dragoman.io.exports.countries import countries  # noqa: PLC0415
    from dragoman.knowledge.actors import ActorIndex  # noqa: PLC0415

    index = ActorIndex.open()
    by_fips = {f"fips:{c.fips}": c.iso3 for c in countries().values() if c.fips}
    by_fips |= {"fips:GZ": "PSE"}  # Gaza has a code of its own there
    by_name = {c.name.casefold(): c.iso3 for c in countries().values()}

    @cache
    def find(name: str) -> str | None:
        if name in countries() or name in index.countries:
            return name
        found = by_fips.get(name) or by_name.get(name.casefold())
        if found is None:
            states = [hit.country for hit in index.find(name) if hit.kind == "state"]
            found = states[0] if states else None
        if found is None:
            unknown.add(name.removeprefix("fips:"))
        return found

    return find


def _import_corrections(store: Store, file: Path) -> str:
    from dragoman.io.corrections import append_correction, read_corrections  # noqa: PLC0415
    from dragoman.io.exports.corrections import corrections_of  # noqa: PLC0415
    from dragoman.io.exports.files import read_export  # noqa: PLC0415

    log = store.files / "corrections.jsonl"
    known = {correction.id for correction in read_corrections(log)[0]}
    corrections = corrections_of(read_export(file, "corrections"))
    new = [correction for correction in corrections if correction.id not in known]
    for correction in new:
        append_correction(log, correction)
    return f"{len(corrections)} corrections read, {len(new)} of them new"
