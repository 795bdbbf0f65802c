"""Options that say which rows of a store are wanted; shared by `export` and `panel`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.store.database import Store
    from dragoman.store.exporting import Choice

__all__ = ["ActorOption", "AssertionOption", "CountryOption", "SinceOption", "TypeOption",
           "UntilOption", "choice_of", "tell_unknown_types"]  # fmt: skip

SinceOption = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], show_default=False, metavar="DAY",
                 help="What may have been on this day or later; undated rows are left out."),
]  # fmt: skip
UntilOption = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], show_default=False, metavar="DAY",
                 help="What may have been on this day or before; undated rows are left out."),
]  # fmt: skip
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", show_default=False,
                 help="Event type, such as CONSULT; may be repeated."),
]  # fmt: skip
CountryOption = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="ISO3", show_default=False,
                 help="Country of the place or of somebody who took part; may be repeated."),
]  # fmt: skip
ActorOption = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="ACTOR", show_default=False,
                 help="Id of an actor, or a part of its name; may be repeated."),
]  # fmt: skip
AssertionOption = Annotated[
    list[str] | None,
    typer.Option("--assertion", metavar="ASSERTION", show_default=False,
                 help="uncontested, contested, denied_only or unconfirmed; may be repeated."),
]  # fmt: skip
_AREAS = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
_ASSERTIONS = ("uncontested", "contested", "denied_only", "unconfirmed")


def choice_of(
    since: datetime | None,
    until: datetime | None,
    types: list[str] | None,
    countries: list[str] | None,
    actors: list[str] | None,
    assertions: list[str] | None,
) -> Choice:
    """Return the options as a choice.

    Raises:
        typer.BadParameter: an assertion or country that there is not, or no day in between.
    """
    from dragoman.store.exporting import Choice  # noqa: PLC0415  # the store is slow to import

    for assertion in assertions or ():
        if assertion not in _ASSERTIONS:
            known = ", ".join(_ASSERTIONS)
            raise typer.BadParameter(f'"{assertion}" is none of {known}.', param_hint="--assertion")
    if since is not None and until is not None and until < since:
        raise typer.BadParameter(f"{until:%Y-%m-%d} is before --since.", param_hint="--until")
    return Choice(
        since=_day(since),
        until=_day(until),
        types=tuple(name.upper() for name in types or ()),
        countries=tuple(_country(code) for code in countries or ()),
        actors=tuple(actors or ()),
        assertions=tuple(assertions or ()),
    )


def tell_unknown_types(store: Store, choice: Choice) -> None:
    """Print which types asked for no codebook that comes with dragoman and no report here has."""
    from dragoman.knowledge.codebook import load_codebook  # noqa: PLC0415  # slow to import

    if not choice.types:
        return
    told = store.sql("SELECT DISTINCT type FROM reports ORDER BY type").column(0).to_pylist()
    known = {*told, *(event_type.code for event_type in load_codebook("plover").types)}
    for name in choice.types:
        if name not in known:
            typer.echo(
                f'"{name}" is the type of no report here; types: {", ".join(told)}', err=True
            )


def _country(code: str) -> str:
    from dragoman.io.exports.countries import countries  # noqa: PLC0415  # reads a table

    known = countries()
    if code.upper() in known or code.upper() in _AREAS:
        return code.upper()
    meant = [
        c.iso3 for c in known.values() if code.casefold() in (c.name.casefold(), c.iso2.lower())
    ]
    advice = f" Did you mean {meant[0]}?" if meant else " Expected one such as KEN."
    raise typer.BadParameter(f'"{code}" is no ISO alpha-3 code.{advice}', param_hint="--country")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
