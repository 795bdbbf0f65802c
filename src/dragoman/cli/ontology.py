"""`dragoman ontology`: lists, shows, checks and starts codebooks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.knowledge.codebook import (
    STARTER,
    check_codebook,
    find_codebook,
    load_codebook,
    shipped_codebooks,
)
from dragoman.knowledge.ontology import Codebook, EventType, Mode
from dragoman.knowledge.patterns import Trigger
from dragoman.knowledge.toml_tables import did_you_mean

__all__ = ["app"]

app = typer.Typer(
    help="List, show, check and start codebooks: the types of events that are coded.\n\n"
    "Without a command, those that come with dragoman are listed.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Row = Sequence[str]


@app.callback()
def list_codebooks(context: typer.Context) -> None:
    """List the codebooks that come with dragoman."""
    if context.invoked_subcommand is not None:
        return
    rows = []
    for name in shipped_codebooks():
        book = load_codebook(name)
        modes = sum(len(event_type.modes) for event_type in book.types)
        rows.append((name, book.version, str(len(book.types)), str(modes), book.title))
    _print_table(("codebook", "version", "types", "modes", "title"), rows)


@app.command()
def show(
    codebook: Annotated[str, typer.Argument(help="A shipped codebook's name or a folder.")],
    type_code: Annotated[
        str | None,
        typer.Argument(metavar="[TYPE]", help="A type, shown in full.", show_default=False),
    ] = None,
) -> None:
    """Show a codebook's types, or one type with its modes, rules, examples and wordings."""
    book = load_codebook(codebook)
    if type_code is None:
        _show_book(book)
        return
    found = book.by_code.get(type_code.upper())
    if found is None:
        hint = did_you_mean(type_code, book.by_code)
        known = ", ".join(book.by_code)
        message = f'{book.ontology} has no type "{type_code}".{hint} Types: {known}.'
        raise typer.BadParameter(message, param_hint="TYPE")
    _show_type(book, found)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="The folder with codebook.toml.")],
) -> None:
    """Check a codebook's files and print every fault. Exit status 0 if there is none, else 2."""
    found = check_codebook(find_codebook(str(folder)))
    for fault in found.faults:
        typer.echo(f"{fault.code} {folder}/{fault}")
    for note in found.notes:
        typer.echo(f"note: {note}")
    if found.codebook is None or found.faults:
        typer.echo(_counted(len(found.faults), "fault"))
        raise typer.Exit(2)
    book = found.codebook
    patterns = sum(len(trigger.verbs) + len(trigger.nouns) for trigger in book.triggers)
    counts = (
        _counted(len(book.types), "type"),
        _counted(len(book.modes_by_code), "mode"),
        _counted(len(book.contexts), "context"),
        _counted(patterns, "wording"),
    )
    typer.echo(f"{book.ontology}: no fault. {', '.join(counts)}.")


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
) -> None:
    """Write a small commented codebook to start from."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there and not empty. Name a new folder."
        raise typer.BadParameter(message, param_hint="FOLDER")
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    for path in sorted(folder.rglob("*.toml")):
        typer.echo(str(path))
    typer.echo(f"Edit these files, then run: dragoman ontology check {folder}")


def _show_book(book: Codebook) -> None:
    typer.echo(f"{book.title} ({book.ontology})")
    typer.echo(f"source: {book.source}")
    typer.echo(f"licence: {book.licence}")
    for name, value in book.settings.items():
        typer.echo(f"setting: {name} = {value}")
    typer.echo()
    rows = [
        (
            event_type.code,
            book.quads[event_type.quad],
            f"{event_type.intensity:g}",
            ", ".join(mode.code for mode in event_type.modes),
        )
        for event_type in book.types
    ]
    _print_table(("type", "quad class", "intensity", "modes"), rows)
    if book.contexts:
        typer.echo("\ncontexts: " + ", ".join(context.code for context in book.contexts))
    if book.sectors:
        typer.echo("\nsectors: " + ", ".join(sector.code for sector in book.sectors))


def _show_type(book: Codebook, event_type: EventType) -> None:
    typer.echo(f"{event_type.code}: {event_type.name}")
    typer.echo(event_type.definition + "\n")
    quad = f"{event_type.quad} {book.quads[event_type.quad]}"
    typer.echo(f"quad class: {quad}\nintensity: {event_type.intensity:g}")
    if event_type.cameo:
        typer.echo(f"CAMEO: {event_type.cameo}")
    if event_type.planned_as:
        typer.echo(f"when only planned: {event_type.planned_as}")
    if event_type.requires_recipient:
        typer.echo("an event without a recipient is incomplete")
    _print_list("rules", event_type.notes)
    _print_list("examples", (*event_type.examples, *_mode_examples(event_type.modes)))
    if event_type.modes:
        typer.echo()
        rows = [
            (
                mode.code,
                f"{book.intensity(event_type.code, mode.code):g}",
                book.cameo(event_type.code, mode.code) or "",
                mode.definition,
            )
            for mode in event_type.modes
        ]
        _print_table(("mode", "intensity", "CAMEO", "definition"), rows)
    triggers = [t for t in book.triggers if t.type_code == event_type.code]
    _print_list("wordings", [_wordings(trigger) for trigger in triggers])


def _mode_examples(modes: Iterable[Mode]) -> list[str]:
    return [f"{example} [{mode.code}]" for mode in modes for example in mode.examples]


def _wordings(trigger: Trigger) -> str:
    """Return one line on a trigger table: its frame, what it implies and its patterns."""
    facts = [trigger.id, trigger.frame, trigger.mode, *trigger.contexts, trigger.status]
    texts = [verb.text for verb in trigger.verbs] + [noun.text for noun in trigger.nouns]
    head = " ".join(fact for fact in facts if fact)
    line = f"{head} {trigger.weight:g}: {', '.join(texts)}"
    excepted = [pattern.text for pattern in (*trigger.excepts, *trigger.except_nouns)]
    if excepted:
        line += f"; except {', '.join(excepted)}"
    return line


def _print_list(title: str, lines: Sequence[str]) -> None:
    if lines:
        typer.echo(f"\n{title}:")
        for line in lines:
            typer.echo(f"  - {line}")


def _print_table(header: Row, rows: Sequence[Row]) -> None:
    """Print a table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            typer.echo("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
