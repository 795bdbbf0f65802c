"""`dragoman actors resolve`: phrases to the actors they mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer
from msgspec.structs import replace

from dragoman.cli.code import opened
from dragoman.cli.formats import FORMAT_HELP, Format, choose_format
from dragoman.cli.listing import Listing
from dragoman.cli.phrases import joined
from dragoman.cli.progress import Counter
from dragoman.cli.settings import ConfigFile, OverlayFile, settings_of
from dragoman.io.phrases import AskedPhrase, read_phrases
from dragoman.knowledge.tables import days_of
from dragoman.pipeline.config import Config
from dragoman.records import Problem
from dragoman.records.output import OutputProblem
from dragoman.records.resolved import ResolvedActor, UnresolvedPhrase

if TYPE_CHECKING:
    from dragoman.knowledge.actors import ActorIndex

__all__ = ["RESOLVE_EXAMPLES", "resolve"]

RESOLVE_EXAMPLES = """Examples:

\b
  dragoman actors resolve "the Iranian foreign minister" --as-of 2022-06-01
  dragoman actors resolve "the opposition" police "President Kabila" --near COD
  dragoman actors resolve phrases.jsonl --format csv -o actors.csv

\b
A line of a file: {"id": "1", "phrase": "police", "as_of": "2023-07-14", "near": "KEN"}
Exit status: 0 if every phrase was read, 1 if one could not be, 2 if the call was wrong.
"""
_Asked = AskedPhrase | Problem
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")

_COLUMNS = {
    "id": lambda r: r.id,
    "phrase": lambda r: r.phrase,
    "actor_id": lambda r: r.actor_id,
    "name": lambda r: r.name,
    "names": lambda r: "; ".join(r.names),
    "kind": lambda r: r.kind,
    "country": lambda r: r.country,
    "sector": lambda r: r.sector,
    "sectors": lambda r: "; ".join(r.sectors),
    "role": lambda r: r.role,
    "score": lambda r: r.score,
    "method": lambda r: r.method,
    "candidates": lambda r: "; ".join(c.actor_id for c in r.candidates),
}
_SHOWN = {
    "phrase": lambda r: r.phrase,
    "means": lambda r: r.name,
    "codes": lambda r: joined((r.country, *r.sectors), by=" "),
    "role": lambda r: r.role,
    "id": lambda r: r.actor_id or _unsure(r),
    "score": lambda r: r.score,
    "by": lambda r: r.method,
}
_LISTING: Listing[ResolvedActor] = Listing(_COLUMNS, _SHOWN)


def _unsure(found: ResolvedActor) -> str | None:
    """Return the candidates of a phrase that may mean several actors."""
    first = " or ".join(candidate.actor_id for candidate in found.candidates[:2])
    more = " …" if len(found.candidates) > 2 else ""
    return f"unsure: {first}{more}" if first else None


def resolve(
    phrases: Annotated[
        list[str],
        typer.Argument(
            metavar="PHRASE",
            help="A phrase, a JSON Lines file of phrases, or - for such lines on standard input.",
            show_default=False,
        ),
    ],
    *,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="The day of the text, for phrases that come without.", metavar="DATE"
        ),
    ] = None,
    near: Annotated[
        str | None,
        typer.Option(
            help="Country code of the text's setting, for phrases without.", metavar="CODE"
        ),
    ] = None,
    chosen: Annotated[
        Format | None, typer.Option("--format", help=FORMAT_HELP, show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Say who a phrase means: actor, country, sectors, role, and how sure that is.

    Phrases are read as they would be in a document of that day, set in that country. An actor_id
    of null with candidates means unsure; without candidates, that no actor of the index fits.
    """
    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    asked = list(_asked(phrases, as_of, near))
    if form is Format.json and len(asked) != 1:
        raise typer.BadParameter(
            f"json prints one phrase, and here are {len(asked)}. Use --format jsonl.",
            param_hint="--format",
        )
    found = list(_resolved(asked, settings_of(config, overlay)))
    with opened(output) as file:
        _print(found, form, file)
    failed = [shown for shown in found if isinstance(shown, UnresolvedPhrase)]
    for shown in failed:
        for problem in shown.problems:
            typer.echo(f"dragoman: {problem.code} {problem.message}", err=True)
    raise typer.Exit(1 if failed else 0)


def _asked(phrases: list[str], as_of: str | None, near: str | None) -> Iterator[_Asked]:
    """Yield all phrases in order, those of files with the options for what they lack."""
    for phrase in phrases:
        given: Iterable[_Asked] = (AskedPhrase(id=phrase, phrase=phrase),)
        if phrase == "-" or phrase.lower().endswith(_JSON_LINES) or _is_file(phrase):
            given = read_phrases(phrase)
        for asked in given:
            if isinstance(asked, AskedPhrase):
                yield replace(asked, as_of=asked.as_of or as_of, near=asked.near or near)
            else:
                yield asked


def _is_file(phrase: str) -> bool:
    try:
        return Path(phrase).is_file()
    except OSError:  # too long to be a file's name
        return False


def _resolved(asked: list[_Asked], settings: Config) -> Iterator[ResolvedActor | UnresolvedPhrase]:
    from dragoman.pipeline.document import Pipeline  # noqa: PLC0415  # slow to import
    from dragoman.pipeline.phrases import resolve_phrase  # noqa: PLC0415

    pipeline = Pipeline.load(settings)
    with Counter(shown=sys.stderr.isatty(), noun="phrases") as counter:
        for phrase in asked:
            counter.step()
            if isinstance(phrase, Problem):
                yield _unresolved(phrase.document_id or "", phrase.code, phrase.message)
                continue
            try:
                day, country = _day(phrase.as_of), _country(phrase.near, pipeline.actors)
            except ValueError as error:
                yield _unresolved(phrase.id, "D106", f"phrase {phrase.id}: {error}")
                continue
            yield resolve_phrase(
                phrase.phrase, as_of=day, near=country, pipeline=pipeline, phrase_id=phrase.id
            )


def _unresolved(name: str, code: str, message: str) -> UnresolvedPhrase:
    problem = OutputProblem(code=code, stage="read", message=message, start=None, end=None)
    return UnresolvedPhrase(id=name, problems=(problem,))


def _day(text: str | None) -> date | None:
    """Return the first day of an ISO date; ValueError, saying what is expected, for none."""
    if text is None:
        return None
    try:
        return days_of(text.partition("T")[0])[0]
    except ValueError:
        message = f'as_of "{text}" is no date; expected one such as 2022, 2022-06 or 2022-06-01'
        raise ValueError(message) from None


def _country(text: str | None, index: ActorIndex) -> str | None:
    """Return the code that a country's actors are coded as; ValueError for no country code."""
    if text is None:
        return None
    code = text.strip().upper()
    if code in index.countries:
        return code
    held = next((hit.country for hit in index.find(code) if hit.actor_id == f"state:{code}"), None)
    if held is None:
        raise ValueError(f'near "{text}" is no country code; expected one such as SYR or XKX')
    return held


def _print(found: list[ResolvedActor | UnresolvedPhrase], form: Format, file: TextIO) -> None:
    """Print what was found, in order; what could not be read has a line of its own in JSON only."""
    if form in (Format.json, Format.jsonl):
        for shown in found:
            encoded = msgspec.json.encode(shown)
            if form is Format.json:
                encoded = msgspec.json.format(encoded, indent=2)
            file.write(encoded.decode() + "\n")
    else:
        _LISTING.write((f for f in found if isinstance(f, ResolvedActor)), form, file)
