"""`dragoman code`: reads sources and prints what they say."""

from __future__ import annotations

import contextlib
import io
import itertools
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import msgspec
import typer

from dragoman.cli.formats import Format, choose_format, writer_for
from dragoman.cli.progress import Counter
from dragoman.cli.settings import ConfigFile, DocumentTimeout, HeadFolder, OverlayFile, settings_of
from dragoman.pipeline.batch import map_documents
from dragoman.pipeline.config import Config
from dragoman.records import Problem, RawDocument
from dragoman.records.output import CodedDocument, UncodedDocument

__all__ = ["CODE_EXAMPLES", "code", "opened"]

CODE_EXAMPLES = """Examples:

\b
  dragoman code article.txt
  dragoman code article.html --format json | less
  dragoman code news.jsonl --workers 2 -o reports.csv
  dragoman code - < article.txt
  dragoman code article.txt --codebook conflict --explain
  dragoman code article.txt --codebook conflict --head my-head
  dragoman code article.txt --knowledge my-index.sqlite

\b
Exit status: 0 if every document was coded, 1 if one could not be read or coded,
2 if the call was wrong.
"""


def code(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A text, HTML, PDF or JSON Lines file, a URL, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    chosen: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="table, json (one document), jsonl (a line a document) or csv (a row a report). "
            "Without it: by the name of --output, else table on a terminal and jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file.", show_default=False),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add why each value was chosen.")
    ] = False,
    codebook: Annotated[
        str | None,
        typer.Option(
            help="A folder with a codebook, or the name of one that comes with dragoman.",
            show_default="plover",
        ),
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            help="An index made by `dragoman knowledge build`, in place of the shipped one.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    head: HeadFolder = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
    min_precision: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Keep the surest reports, so many that this share of them is right.",
            metavar="P",
        ),
    ] = 0.0,
    workers: Annotated[
        int, typer.Option(min=1, help="Number of processes; the output is the same.", metavar="N")
    ] = 1,
    document_timeout: DocumentTimeout = None,
) -> None:
    """Read news and print the events and claims in it.

    Every value comes with the words it was read from. Nothing is stored and no network is used
    but to fetch a URL you give.
    """
    settings = settings_of(config, overlay)
    if codebook is not None:
        settings = msgspec.structs.replace(settings, codebook=codebook)
    if knowledge is not None:
        settings = msgspec.structs.replace(settings, knowledge=str(knowledge))
    if head is not None:
        settings = msgspec.structs.replace(settings, head=str(head))
    _check_parts(settings)
    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    documents = _documents(sources, only_one=form is Format.json)
    shown = _coded(documents, settings, explain, min_precision, workers, document_timeout)
    raise typer.Exit(_print(shown, form, output))


def _check_parts(settings: Config) -> None:
    """Raise now, before the slow parts are loaded, if there is no such codebook or index."""
    from dragoman.knowledge.codebook import find_codebook  # noqa: PLC0415
    from dragoman.knowledge.index import default_path, open_database  # noqa: PLC0415

    find_codebook(settings.codebook)
    open_database(Path(settings.knowledge) if settings.knowledge else default_path()).close()


def _documents(sources: list[str], *, only_one: bool) -> Iterator[RawDocument | Problem]:
    from dragoman.cli.work import read_sources  # noqa: PLC0415  # slow to import

    documents = read_sources(sources)
    if not only_one:
        return documents
    first = list(itertools.islice(documents, 2))
    if len(first) != 1:
        number = "more than one document" if first else "no document"
        raise typer.BadParameter(
            f"json prints one document, and here is {number}. Use --format jsonl.",
            param_hint="--format",
        )
    return iter(first)


def _coded(
    documents: Iterator[RawDocument | Problem],
    settings: Config,
    explain: bool,
    min_precision: float,
    workers: int,
    limit_s: float | None,
) -> Iterator[CodedDocument | UncodedDocument]:
    from dragoman.cli.work import code_document, load_pipeline, shown_problem  # noqa: PLC0415

    work = partial(code_document, explain=explain, min_precision=min_precision)
    load = partial(load_pipeline, settings)
    results = map_documents(documents, work, load, workers=workers, limit_s=limit_s)
    for result in results:
        yield shown_problem(result) if isinstance(result, Problem) else result


def _print(
    results: Iterator[CodedDocument | UncodedDocument], form: Format, output: Path | None
) -> int:
    """Print all results; return the exit status."""
    status = 0
    quiet = output is None and sys.stdout.isatty()
    with opened(output) as file, Counter(shown=sys.stderr.isatty() and not quiet) as counter:
        writer = writer_for(form, file)
        for shown in results:
            writer.write(shown)
            counter.step()
            if isinstance(shown, UncodedDocument):
                status = 1
                if form is not Format.table or output is not None:
                    _complain(shown)
    return status


@contextlib.contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Yield the file to print to: UTF-8 and bare newlines everywhere."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    try:
        file = output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(
            f"{output}: cannot be written ({error.strerror}).", param_hint="--output"
        ) from error
    with file:
        yield file


def _complain(shown: UncodedDocument) -> None:
    """Say on standard error which document was not coded, and why."""
    for problem in shown.problems:
        last = problem.message.strip().rpartition("\n")[2]
        named = last if last.startswith(shown.document.id) else f"{shown.document.id}: {last}"
        typer.echo(f"dragoman: {problem.code} {named}", err=True)
