"""`dragoman claims`: who holds what about whom, and on whose word the reports rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli.code import opened
from dragoman.cli.formats import FORMAT_HELP, Format, choose_format
from dragoman.cli.listing import Listing
from dragoman.cli.settings import ConfigFile, OverlayFile, settings_of
from dragoman.cli.stored import stored_documents
from dragoman.errors import InputError
from dragoman.pipeline.batch import map_documents
from dragoman.pipeline.positions import Position, positions_of, selected
from dragoman.pipeline.sources_report import SourceReport, SourceShare, source_report
from dragoman.records import Problem
from dragoman.records.claim import ClaimKind
from dragoman.records.output import CodedDocument, UncodedDocument
from dragoman.store.magic import is_database

if TYPE_CHECKING:
    from dragoman.pipeline.config import Config

__all__ = ["app", "coded_lines"]

POSITIONS_EXAMPLES = """Examples:

\b
  dragoman claims positions article.txt
  dragoman claims positions news.jsonl --about Iran --kind goal -o positions.csv
  dragoman code news.jsonl -o coded.jsonl && dragoman claims positions --coded coded.jsonl
"""
SOURCES_EXAMPLES = """Examples:

\b
  dragoman claims sources article.txt
  dragoman claims sources --coded coded.jsonl --format json
"""

app = typer.Typer(
    no_args_is_help=True, help="Who holds what about whom, and on whose word the reports rest."
)

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="A text, HTML, PDF or JSON Lines file, a URL, or - for standard input.",
        show_default=False,
    ),
]
Coded = Annotated[
    Path | None,
    typer.Option(
        "--coded",
        metavar="FILE",
        help="Documents coded before: a store, or a file that `dragoman code --format jsonl` "
        "wrote.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file.", show_default=False),
]
Chosen = Annotated[Format | None, typer.Option("--format", help=FORMAT_HELP, show_default=False)]

_POSITIONS: Listing[Position] = Listing(
    columns={
        "document_id": lambda p: p.document_id,
        "published": lambda p: p.published,
        "holder": lambda p: p.holder,
        "anonymity": lambda p: p.anonymity,
        "verb": lambda p: p.verb,
        "via": lambda p: "; ".join(p.via),
        "kind": lambda p: p.kind,
        "event": lambda p: p.event,
        "of": lambda p: "; ".join(p.of),
        "about": lambda p: "; ".join(p.about),
        "polarity": lambda p: p.stance.polarity,
        "certainty": lambda p: p.stance.certainty,
        "status": lambda p: p.stance.status,
        "quote": lambda p: p.quote,
        "start": lambda p: p.start,
        "wording": lambda p: "; ".join(p.wording),
    },
    shown={
        "holder": lambda p: p.holder or "the text itself",
        "kind": lambda p: p.kind if p.event is None else f"{p.kind} {p.event}",
        "about": lambda p: ", ".join(p.about),
        "stance": lambda p: f"{p.stance.polarity}, {p.stance.certainty}",
        "published": lambda p: (p.published or "")[:10],
        "quote": lambda p: p.quote,
    },
)
_SHARES: Listing[SourceShare] = Listing(
    columns={
        name: lambda s, name=name: getattr(s, name)
        for name in SourceShare.__struct_fields__
        if name != "wording"
    }
    | {"wording": lambda s: "; ".join(s.wording)},
    shown={
        "source": lambda s: s.source,
        "kind": lambda s: s.anonymity,
        "reports": lambda s: s.reports,
        "share": lambda s: s.share,
        "denied": lambda s: s.denied,
        "unsure": lambda s: s.unsure,
        "other claims": lambda s: s.claims,
        "wording": lambda s: ", ".join(s.wording),
    },
)


@app.command(epilog=POSITIONS_EXAMPLES)
def positions(
    sources: Sources = None,
    *,
    coded: Coded = None,
    holder: Annotated[
        str | None,
        typer.Option(help="Only of this holder: part of a name, or an id.", show_default=False),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(help="Only about this actor: part of a name, or an id.", show_default=False),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only of this kind; several times.", show_default=False)
    ] = None,
    chosen: Chosen = None,
    output: Output = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Print who holds what about whom, when, in which words: one row a claim."""
    kinds = _kinds(kind or [])
    documents = _documents(sources, coded, settings_of(config, overlay))
    rows = selected(positions_of(documents), holder=holder, about=about, kinds=kinds)
    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    with opened(output) as file:
        _POSITIONS.write(rows, form, file)


@app.command(epilog=SOURCES_EXAMPLES)
def sources(
    sources: Sources = None,
    *,
    coded: Coded = None,
    chosen: Chosen = None,
    output: Output = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Print on whose word the reports rest: shares, reports on one source, contradictions.

    csv and jsonl hold the shares alone.
    """
    report = source_report(_documents(sources, coded, settings_of(config, overlay)))
    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    with opened(output) as file:
        if form is Format.json:
            file.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
            return
        _SHARES.write(report.sources, form, file)
        if form is Format.table:
            file.write("\n".join(_told(report)) + "\n")


def _told(report: SourceReport) -> Iterator[str]:
    """Yield the lines under the table of shares."""
    yield f"{report.reports} reports in {report.documents} documents"
    named = [lone for lone in report.on_one_source if lone.anonymity != "own voice"]
    yield f"{len(report.on_one_source)} rest on one source, {len(named)} of them not the text's own"
    for lone in named:
        yield f"  {lone.type} ({lone.trigger}): {lone.source}, {lone.anonymity}"
    yield f"{len(report.contradictions)} contradicted"
    for one in report.contradictions:
        yield f"  {one.type}: {', '.join(one.affirmed_by)} / denied by {', '.join(one.denied_by)}"


def _kinds(asked: list[str]) -> tuple[ClaimKind, ...]:
    try:
        return msgspec.convert(asked, tuple[ClaimKind, ...])
    except msgspec.ValidationError as error:
        raise typer.BadParameter(str(error), param_hint="--kind") from error


def _documents(
    sources: list[str] | None, coded: Path | None, settings: Config
) -> Iterator[CodedDocument]:
    """Return the coded documents: of the file, or of the sources, which are coded now."""
    if bool(sources) == (coded is not None):
        raise typer.BadParameter("Name sources, or a file with --coded, and not both.")
    if coded is None:
        return _coded_now(sources or [], settings)
    return stored_documents(coded) if is_database(coded) else coded_lines(coded)


def coded_lines(path: Path) -> Iterator[CodedDocument]:
    """Yield the documents of a file of `dragoman code --format jsonl`; uncoded ones are left out.

    Raises:
        InputError: D100 where there is no such file, D106 where a line is no coded document.
    """
    if not path.is_file():
        raise InputError("D100", f"{path}: no such file of coded documents")
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=CodedDocument)
        except msgspec.DecodeError as error:
            try:
                msgspec.json.decode(line, type=UncodedDocument)
            except msgspec.DecodeError:
                raise InputError("D106", f"{path} line {number}: {error}") from error


def _coded_now(sources: list[str], settings: Config) -> Iterator[CodedDocument]:
    from dragoman.cli.work import code_document, load_pipeline, read_sources  # noqa: PLC0415

    work = partial(code_document, explain=False, min_precision=0.0)
    found = map_documents(read_sources(sources), work, partial(load_pipeline, settings), workers=1)
    for shown in found:
        if isinstance(shown, CodedDocument):
            yield shown
            continue
        problems = (shown,) if isinstance(shown, Problem) else shown.problems
        for problem in problems:
            typer.echo(f"dragoman: {problem.code} {problem.message}", err=True)
