"""`dragoman places`: sets place names on the map, and shows what the gazetteer has."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer

from dragoman.cli.formats import Format, choose_format
from dragoman.errors import InputError
from dragoman.records.output import OutputPlace, OutputProblem, ResolvedPlaces, UnresolvedPlaces

if TYPE_CHECKING:
    from dragoman.knowledge.places import PlaceIndex
    from dragoman.pipeline.spans import SpanRequest
    from dragoman.records import PlaceRelation

__all__ = ["app"]

app = typer.Typer(
    help="Set place names on the map; show what the gazetteer has of a place.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Resolved = ResolvedPlaces | UnresolvedPlaces
_COLUMNS = tuple(name for name in OutputPlace.__struct_fields__ if name != "candidates")
_DAY = "%Y-%m-%d"

RESOLVE_EXAMPLES = """Examples:

\b
  dragoman places resolve toponyms.jsonl
  dragoman places resolve toponyms.jsonl --format csv -o places.csv
  dragoman places resolve - < toponyms.jsonl

\b
A line: {"id": "1", "text": "Police in Paris, Texas, said so.", "spans": [[10, 15], [17, 22]]}
Exit status: 0 if every line was resolved, 1 if one could not be, 2 if the call was wrong.
"""
SHOW_EXAMPLES = """Examples:

\b
  dragoman places show Crimea
  dragoman places show "Paris, Texas"
  dragoman places show geonames:703883 --as-of 2013-12-31
"""


@app.command(epilog=RESOLVE_EXAMPLES)
def resolve(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="JSON Lines of {id, text, title?, country?, spans: [[start, end], …]}, or -.",
            show_default=False,
        ),
    ],
    *,
    chosen: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="table, json (one line of input), jsonl (a line each) or csv (a row a place). "
            "Without it: by the name of --output, else table on a terminal and jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
) -> None:
    """Say which places given spans of a text name: just these, in the order given.

    Spans are [start, end) in code points of the text; with a title, of title, blank line and
    text. `country` is the alpha-3 code of the country the text is known to be set in.
    """
    from dragoman.cli.code import opened  # noqa: PLC0415  # the pipeline is slow to import

    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    lines = list(_lines(file))
    if form is Format.json and len(lines) != 1:
        raise typer.BadParameter(
            f"json prints one line of input, and here are {len(lines)}. Use --format jsonl.",
            param_hint="--format",
        )
    with opened(output) as stream:
        failed = _print(_resolved(lines), form, stream)
    raise typer.Exit(1 if failed else 0)


def _lines(file: str) -> Iterator[bytes]:
    """Yield the lines of the file that are not blank."""
    if file == "-":
        body = sys.stdin.buffer.read()
    else:
        try:
            body = Path(file).read_bytes()
        except OSError as error:
            raise InputError("D100", f"{file}: cannot be read ({error.strerror}).") from error
    body = body.removeprefix(b"\xef\xbb\xbf")
    return (line for line in body.split(b"\n") if line.strip())


def _resolved(lines: list[bytes]) -> Iterator[Resolved]:
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415
    from dragoman.pipeline.spans import SpanRequest, resolve_spans  # noqa: PLC0415

    pipeline, decoder = Pipeline.load(), msgspec.json.Decoder(SpanRequest)
    for number, line in enumerate(lines, start=1):
        request: SpanRequest | None = None
        try:
            request = decoder.decode(line)
            yield ResolvedPlaces(id=request.id, places=resolve_spans(request, pipeline))
        except (msgspec.DecodeError, InputError) as error:
            name = f"line {number}" if request is None else request.id
            yield UnresolvedPlaces(id=name, problems=(_problem(error),))


def _problem(error: Exception) -> OutputProblem:
    message = (
        error.message
        if isinstance(error, InputError)
        else (
            f"no object with id, text and spans: {error}. Expected "
            '{"id": …, "text": "…", "spans": [[start, end], …]}.'
        )
    )
    return OutputProblem(code="D106", stage="read", message=message, start=None, end=None)


def _print(results: Iterator[Resolved], form: Format, stream: TextIO) -> bool:
    """Print all results; return whether one is a failure."""
    failed = False
    writer = csv.writer(stream, lineterminator="\n")
    if form is Format.csv:
        writer.writerow(("id", *_COLUMNS))
    for shown in results:
        if isinstance(shown, UnresolvedPlaces):
            failed = True
            typer.echo(f"dragoman: D106 {shown.id}: {shown.problems[0].message}", err=True)
        if form is Format.csv and isinstance(shown, ResolvedPlaces):
            writer.writerows((shown.id, *_cells(place)) for place in shown.places)
        elif form is Format.table and isinstance(shown, ResolvedPlaces):
            stream.write("".join(_line(shown.id, place) for place in shown.places))
        elif form in (Format.json, Format.jsonl):
            encoded = msgspec.json.encode(shown)
            pretty = msgspec.json.format(encoded, indent=2) if form is Format.json else encoded
            stream.write(pretty.decode() + "\n")
    return failed


def _cells(place: OutputPlace) -> tuple[object, ...]:
    return tuple(getattr(place, column) for column in _COLUMNS)


def _line(name: str | int, place: OutputPlace) -> str:
    """Return a place for people: "1  Paris  Paris, Texas, USA  33.66 -95.56  P.PPL  0.99"."""
    if place.name is None or place.lat is None or place.lon is None:
        return f"{name}  {place.text}  –\n"
    inside = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return (
        f"{name}  {place.text}  {inside}  {place.lat:.2f} {place.lon:.2f}  {place.feature}  "
        f"{place.score:.2f}\n"
    )


@app.command(epilog=SHOW_EXAMPLES)
def show(
    place: Annotated[str, typer.Argument(help="A name, or an id such as geonames:703883.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=[_DAY], help="Leave out what did not hold on this day.", show_default=False
        ),
    ] = None,
) -> None:
    """Show a place: where it lies, what it is part of, and who controls and claims it.

    Of several places of a name the likeliest is shown, and the others are named below it.
    """
    from dragoman.knowledge.places import PlaceIndex  # noqa: PLC0415

    index = PlaceIndex.open()
    ids = _ids(place, index)
    if not ids:
        raise typer.BadParameter(f'"{place}" is not in the gazetteer.', param_hint="PLACE")
    day = None if as_of is None else as_of.date()
    for line in _described(index, ids[0], day):
        typer.echo(line)
    if others := [_brief(index, other) for other in ids[1:6]]:
        typer.echo("also           " + "; ".join(others))


def _ids(place: str, index: PlaceIndex) -> list[str]:
    """Return the ids of the places meant, likeliest first; of "X, Y" those that lie in a Y."""
    if place.startswith(("geonames:", "dragoman:")):
        try:
            index.get(place)
        except KeyError:
            return []
        return [place]
    hits = index.find(place, minor=True)
    name, comma, inside = place.rpartition(",")
    if hits or not comma:
        return [hit.place_id for hit in hits]
    larger = {hit.place_id for hit in index.find(inside.strip(), minor=True)}
    found = (hit.place_id for hit in index.find(name.strip(), minor=True))
    return [place_id for place_id in found if larger & set(index.parents(place_id))]


def _brief(index: PlaceIndex, place_id: str) -> str:
    kept = index.get(place_id)
    inside = [part for part in (kept.names[0].text, kept.admin1, kept.country) if part]
    return f"{', '.join(inside)} ({place_id})"


def _described(index: PlaceIndex, place_id: str, day: date | None) -> Iterator[str]:
    kept = index.get(place_id)
    yield f"{_brief(index, place_id)}  {kept.kind}"
    if kept.latitude is not None and kept.longitude is not None:
        yield f"lies           {kept.latitude:.4f} {kept.longitude:.4f}"
    if kept.population is not None:
        yield f"people         {kept.population:,}"
    if len(kept.names) > 1:
        yield "names          " + "; ".join(name.text for name in kept.names[1:9])
    parents = index.parents(place_id, day)
    if parents:
        yield "part of        " + " < ".join(index.get(parent).names[0].text for parent in parents)
    for relation in index.relations(place_id, day):
        if relation.relation != "part_of":
            yield _dated(index, relation)


def _dated(index: PlaceIndex, relation: PlaceRelation) -> str:
    """Return a relation with its dates: "claimed by     Ukraine, since 1991-08-24 (hand)"."""
    since, until = relation.validity.since, relation.validity.until
    told = index.get(relation.parent_id).names[0].text
    if since is not None and since.earliest is not None:
        told += f", since {since.earliest.isoformat()}"
    if until is not None and until.before is not None:
        told += f", until {until.before.isoformat()}"
    return f"{relation.relation.replace('_', ' '):<15}{told} ({relation.source})"
