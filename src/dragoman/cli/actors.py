"""`dragoman actors`: looks into the index of actors, and teaches it new ones.

What is taught goes to the overlay, a file of the user's own; the index that comes with the
package is never changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from dragoman.cli.code import opened
from dragoman.cli.formats import FORMAT_HELP, Format, choose_format
from dragoman.cli.listing import Listing
from dragoman.cli.resolve import RESOLVE_EXAMPLES, resolve
from dragoman.cli.settings import ConfigFile, OverlayFile, index_of, own_overlay, settings_of
from dragoman.cli.teach import TEACH_EXAMPLES, actor_named, add, alias, role
from dragoman.cli.unknown import UNKNOWN_EXAMPLES, unknown
from dragoman.records.resolved import ActorCard, FoundActor
from dragoman.records.time import Validity

__all__ = ["app"]

app = typer.Typer(
    help="Say who a phrase means, look into the index of actors, and teach it new ones.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command(name="resolve", epilog=RESOLVE_EXAMPLES)(resolve)

_FIND_EXAMPLES = """Examples:

\b
  dragoman actors find "Security Council"
  dragoman actors find Путин
  dragoman actors find Qadhafi --limit 3 --format csv
"""
_SHOW_EXAMPLES = """Examples:

\b
  dragoman actors show state:COD
  dragoman actors show Kremlin --json
"""
_LISTING: Listing[FoundActor] = Listing(
    {
        "id": lambda r: r.id,
        "name": lambda r: r.name,
        "kind": lambda r: r.kind,
        "country": lambda r: r.country,
        "sectors": lambda r: "; ".join(r.sectors),
        "method": lambda r: r.method,
        "score": lambda r: r.score,
    },
    {
        "id": lambda r: r.id,
        "name": lambda r: r.name,
        "kind": lambda r: r.kind,
        "country": lambda r: r.country,
        "sectors": lambda r: " ".join(r.sectors),
        "by": lambda r: r.method,
        "score": lambda r: r.score,
    },
)


@app.command(epilog=_FIND_EXAMPLES)
def find(
    text: Annotated[
        str, typer.Argument(help="A name, part of one, or a spelling of one in any alphabet.")
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="Print this many at most.", metavar="N")] = 10,
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
    """Find actors by name. Exit status 1 if there is none."""
    from dragoman.knowledge.actor_search import search_actors  # noqa: PLC0415

    index = index_of(settings_of(config, overlay))
    found = [
        FoundActor(
            id=hit.actor_id,
            name=hit.name,
            kind=hit.kind,
            country=hit.country,
            sectors=hit.sectors,
            method=hit.usage,
            score=hit.weight,
        )
        for hit in search_actors(text, index, limit=limit)
    ]
    form = choose_format(chosen, output, is_terminal=sys.stdout.isatty())
    with opened(output) as file:
        _LISTING.write(found, form, file)
    raise typer.Exit(0 if found else 1)


@app.command(epilog=_SHOW_EXAMPLES)
def show(
    actor: Annotated[str, typer.Argument(help="An id, or a name that only one actor has.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Show all that is known of an actor: names, codes, dated roles, and where they are from."""
    index = index_of(settings_of(config, overlay))
    actor_id = actor_named(actor, index)
    now = index.current(actor_id)
    card = ActorCard(
        actor=index.get(actor_id),
        country=now.country,
        sectors=now.sectors,
        roles=index.roles(actor_id),
    )
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(card), indent=2).decode())
    else:
        for line in _card(card):
            typer.echo(line)


def _card(card: ActorCard) -> list[str]:
    """Return the lines that show an actor to people."""
    actor = card.actor
    codes = " · ".join([actor.kind, card.country or "no one country", *card.sectors])
    lines = [f"{actor.names[0].text} ({actor.id})", codes]
    lines += [f"existed {_days(actor.existed)}"] if _days(actor.existed) else []
    names = []
    for name in actor.names:
        beside = ", ".join(part for part in (name.language, _days(name.validity)) if part)
        # The index is in English throughout; only other languages are worth a word.
        beside = beside.removeprefix("en, ").removesuffix("en") if beside else ""
        names.append(f"{name.text} ({beside})" if beside else name.text)
    lines.append(f"names: {'; '.join(names)}")
    for held in card.roles:
        what = ", ".join(part for part in (held.position, held.country, held.sector) if part)
        lines.append(f"role: {what}, {_days(held.validity) or 'dates not known'} [{held.source}]")
    lines += [f"{key}: {value}" for key, value in actor.external_ids]
    return lines


def _days(validity: Validity) -> str:
    """Return "since 2012-05-07, until 2018-05-07"; "" where neither is known."""
    since, until = validity.since, validity.until
    parts = [f"since {since.earliest}"] if since is not None and since.earliest else []
    if until is not None and until.before is not None:
        parts.append(f"until {until.before}")
    elif until is not None and until.earliest is not None:
        parts.append(f"still on {until.earliest}")
    return ", ".join(parts)


app.command(name="add", epilog=TEACH_EXAMPLES["add"])(add)
app.command(name="alias", epilog=TEACH_EXAMPLES["alias"])(alias)
app.command(name="role", epilog=TEACH_EXAMPLES["role"])(role)
app.command(name="unknown", epilog=UNKNOWN_EXAMPLES)(unknown)


@app.command()
def overlay(file: OverlayFile = None) -> None:
    """Print where your own overlay lies, or would lie."""
    typer.echo(str(file or own_overlay()))
