"""`dragoman actors add`, `alias` and `role`: each appends rows to the user's overlay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from dragoman.cli.settings import ConfigFile, OverlayFile, index_of, own_overlay, settings_of
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.overlay import (
    ActorRow,
    NameRow,
    NameUsage,
    RoleRow,
    Row,
    append_rows,
    faults_of,
    local_id,
)
from dragoman.records.text import ActorKind

__all__ = ["TEACH_EXAMPLES", "actor_named", "add", "alias", "role"]

_END = """
\b
Exit status: 0 if the overlay was written, 2 if something was wrong with the call or the overlay.
"""
TEACH_EXAMPLES = {
    "add": """Examples:

\b
  dragoman actors add "Front for the Delta" --kind armed_group --country NGA --sector REB \\
    --alias "Delta Front" --abbreviation FFD
  dragoman actors add "Amina Okoro" --kind person --country NGA
"""
    + _END,
    "alias": """Examples:

\b
  dragoman actors alias state:CIV "Ivory Coast" "République de Côte d'Ivoire" --language fr
  dragoman actors alias "Front for the Delta" FFD --usage abbreviation --until 2020-05
"""
    + _END,
    "role": """Examples:

\b
  dragoman actors role "Amina Okoro" --position "Foreign Minister" --sector GOV --since 2026-03-01
  dragoman actors role "Amina Okoro" --position "Foreign Minister" --until 2027-01-15
"""
    + _END,
}

_ActorArgument = Annotated[
    str,
    typer.Argument(
        metavar="ACTOR", help="An id, or a name that only one actor has.", show_default=False
    ),
]
_Since = Annotated[
    str | None,
    typer.Option(help="First day: 2011, 2011-07 or 2011-07-09.", metavar="DATE"),
]
_Until = Annotated[
    str | None,
    typer.Option(help="The day from which it no longer holds.", metavar="DATE"),
]
_Country = Annotated[
    str | None,
    typer.Option(help="ISO alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC.", metavar="CODE"),
]
_Source = Annotated[
    str | None, typer.Option(help="Where you have it from; kept beside it.", metavar="TEXT")
]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name it is best known by.")],
    *,
    kind: Annotated[ActorKind, typer.Option(help="What it is.", show_default=False)],
    country: _Country = None,
    sector: Annotated[
        list[str] | None,
        typer.Option(help="A PLOVER sector code; may be repeated.", metavar="CODE"),
    ] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option(help="A further name; may be repeated.", metavar="NAME"),
    ] = None,
    abbreviation: Annotated[
        list[str] | None,
        typer.Option(help="A short form; may be repeated.", metavar="NAME"),
    ] = None,
    actor_id: Annotated[
        str | None,
        typer.Option("--id", help="The id to give it.", show_default='"local:" and the name'),
    ] = None,
    since: _Since = None,
    until: _Until = None,
    source: _Source = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Add an actor that the index has not."""
    path, index = _opened(config, overlay)
    new = actor_id or local_id(name)
    if _is_there(new, index):
        raise typer.BadParameter(
            f'"{new}" is an actor already. Add a name with `dragoman actors alias`, or choose '
            "another id with --id.",
            param_hint="NAME",
        )
    row = ActorRow(
        id=new,
        name=name,
        kind=kind,
        country=country,
        sectors=tuple(sector or ()),
        since=since,
        until=until,
        source=source,
    )
    names = [NameRow(actor=new, name=other) for other in alias or ()]
    names += [NameRow(actor=new, name=n, usage="abbreviation") for n in abbreviation or ()]
    for hit in index.find(name):
        typer.echo(f"note: {name} is also a name of {hit.name} ({hit.actor_id})", err=True)
    _append(path, index, [row, *names], new)


def alias(
    actor: _ActorArgument,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A further name.", show_default=False)
    ],
    *,
    usage: Annotated[NameUsage, typer.Option(help="What kind of name.")] = "alias",
    language: Annotated[
        str | None, typer.Option(help="ISO 639-1 code of its language.", metavar="CODE")
    ] = None,
    since: _Since = None,
    until: _Until = None,
    source: _Source = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Add names to an actor of the index or of your overlay."""
    path, index = _opened(config, overlay)
    actor_id = actor_named(actor, index)
    rows = [
        NameRow(
            actor=actor_id,
            name=name,
            usage=usage,
            language=language,
            since=since,
            until=until,
            source=source,
        )
        for name in names
    ]
    _append(path, index, rows, actor_id)


def role(
    actor: _ActorArgument,
    *,
    position: Annotated[
        str | None, typer.Option(help="The office, in words.", metavar="TEXT")
    ] = None,
    sector: Annotated[
        str | None, typer.Option(help="A PLOVER sector code.", metavar="CODE")
    ] = None,
    country: _Country = None,
    since: _Since = None,
    until: _Until = None,
    source: _Source = None,
    config: ConfigFile = None,
    overlay: OverlayFile = None,
) -> None:
    """Add a dated role to an actor, or end one that the index has as still held."""
    path, index = _opened(config, overlay)
    actor_id = actor_named(actor, index)
    row = RoleRow(
        actor=actor_id,
        position=position,
        sector=sector,
        country=country,
        since=since,
        until=until,
        source=source,
    )
    _append(path, index, [row], actor_id)


def actor_named(text: str, index: ActorIndex) -> str:
    """Return the id that `text` is, or that of the one actor it names.

    Raises:
        typer.BadParameter: no actor has that id or name, or several have it.
    """
    if _is_there(text, index):
        return text
    found = list(dict.fromkeys(hit.actor_id for hit in index.find(text)))
    if len(found) == 1:
        return found[0]
    if found:
        message = f'"{text}" may be {", ".join(found[:8])}. Give the id.'
    else:
        message = f'no actor has the id or name "{text}". Look with `dragoman actors find`.'
    raise typer.BadParameter(message, param_hint="ACTOR")


def _is_there(actor_id: str, index: ActorIndex) -> bool:
    try:
        index.get(actor_id)
    except KeyError:
        return False
    return True


def _opened(config: Path | None, overlay: Path | None) -> tuple[Path, ActorIndex]:
    """Return the overlay to write to, which need not be there yet, and the index with it."""
    settings = settings_of(config, None)
    if overlay is None:
        overlay = Path(settings.overlay) if settings.overlay else own_overlay()
    shown = str(overlay) if overlay.is_file() else None
    return overlay, index_of(replace(settings, overlay=shown))


def _append(path: Path, index: ActorIndex, rows: Sequence[Row], actor_id: str) -> None:
    """Write the rows, all of them or none, and say so."""
    countries = index.countries
    for row in rows:
        for key, message in faults_of(row, countries):
            raise typer.BadParameter(message, param_hint=f"--{key}")
    append_rows(path, rows)
    typer.echo(f"{actor_id}: {len(rows)} {'row' if len(rows) == 1 else 'rows'} added to {path}")
