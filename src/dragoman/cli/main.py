"""The command line: mounts the commands and turns errors into messages and exit codes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import actors, claims, knowledge, ontology, places
from dragoman.cli.code import CODE_EXAMPLES, code
from dragoman.cli.digest import DIGEST_EXAMPLES, digest
from dragoman.cli.dossier import DOSSIER_EXAMPLES, dossier
from dragoman.cli.evaluate import EVALUATE_EXAMPLES, evaluate
from dragoman.cli.export import EXPORT_EXAMPLES, export
from dragoman.cli.import_ import IMPORT_EXAMPLES, import_
from dragoman.cli.ingest import INGEST_EXAMPLES, ingest
from dragoman.cli.link import LINK_EXAMPLES, link
from dragoman.cli.panel import PANEL_EXAMPLES, panel
from dragoman.cli.problems import PROBLEMS_EXAMPLES, problems
from dragoman.cli.release import RELEASE_EXAMPLES, release
from dragoman.cli.schema import SCHEMA_EXAMPLES, schema
from dragoman.cli.serve import SERVE_EXAMPLES, serve
from dragoman.cli.sql import SQL_EXAMPLES, sql
from dragoman.cli.train import TRAIN_EXAMPLES, train
from dragoman.cli.watch import WATCH_EXAMPLES, watch
from dragoman.errors import DragomanError
from dragoman.pipeline.batch import use_one_thread

__all__ = ["app", "main"]

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Reads news on international affairs and writes event data that anyone can check.",
)
app.command(name="code", epilog=CODE_EXAMPLES)(code)
app.command(name="evaluate", epilog=EVALUATE_EXAMPLES)(evaluate)
app.command(name="export", epilog=EXPORT_EXAMPLES)(export)
app.command(name="panel", epilog=PANEL_EXAMPLES)(panel)
app.command(name="release", epilog=RELEASE_EXAMPLES)(release)
app.command(name="import", epilog=IMPORT_EXAMPLES)(import_)
app.command(name="ingest", epilog=INGEST_EXAMPLES)(ingest)
app.command(name="watch", epilog=WATCH_EXAMPLES)(watch)
app.command(name="digest", epilog=DIGEST_EXAMPLES)(digest)
app.command(name="dossier", epilog=DOSSIER_EXAMPLES)(dossier)
app.command(name="serve", epilog=SERVE_EXAMPLES)(serve)
app.command(name="problems", epilog=PROBLEMS_EXAMPLES)(problems)
app.command(name="sql", epilog=SQL_EXAMPLES)(sql)
app.command(name="link", epilog=LINK_EXAMPLES)(link)
app.command(name="train", epilog=TRAIN_EXAMPLES)(train)
app.command(name="schema", epilog=SCHEMA_EXAMPLES)(schema)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(actors.app, name="actors")
app.add_typer(claims.app, name="claims")
app.add_typer(ontology.app, name="ontology")
app.add_typer(places.app, name="places")


def _print_version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[  # acted on by its callback
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Hold the options of dragoman itself."""


def main() -> None:
    """Run the command line: exit status 2 and one message for what stops a command."""
    use_one_thread()
    try:
        app(prog_name="dragoman")
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        sys.exit(2)
