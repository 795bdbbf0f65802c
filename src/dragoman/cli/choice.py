"""Options that say which rows of a store are wanted; shared by `export` and `panel`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.store.exporting import Choice

__all__ = ["ActorOption", "AssertionOption", "CountryOption", "SinceOption", "TypeOption",
           "UntilOption", "choice_of"]  # fmt: skip

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
        typer.BadParameter: an assertion that there is not.
    """
    from dragoman.store.exporting import Choice  # noqa: PLC0415  # the store is slow to import

    for assertion in assertions or ():
        if assertion not in _ASSERTIONS:
            known = ", ".join(_ASSERTIONS)
            raise typer.BadParameter(f'"{assertion}" is none of {known}.', param_hint="--assertion")
    return Choice(
        since=_day(since),
        until=_day(until),
        types=tuple(name.upper() for name in types or ()),
        countries=tuple(code.upper() for code in countries or ()),
        actors=tuple(actors or ()),
        assertions=tuple(assertions or ()),
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
