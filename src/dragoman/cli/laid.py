"""Whether people's corrections are laid over what a store gives out; shared by its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.store.database import Store
    from dragoman.store.overlaid import Overlay

__all__ = ["WithoutCorrectionsOption", "corrections_of", "said_of"]

WithoutCorrectionsOption = Annotated[
    bool,
    typer.Option(
        "--without-corrections", help="As the coder read it, without what reviewers corrected."
    ),
]  # fmt: skip


def corrections_of(store: Store, *, without: bool) -> Overlay | None:
    """Return the corrections to lay over; None if there are none or they are not wanted."""
    if without:
        return None
    from dragoman.pipeline.overlaid import overlay_of  # noqa: PLC0415  # slow to import

    return overlay_of(store)


def said_of(overlay: Overlay | None, store: Store) -> str:
    """Return what became of the corrections, to be put behind what was written."""
    if overlay is None:
        return ""
    said = f"; {overlay.in_force} corrections are in force"
    if overlay.not_in_force:
        said += f", {overlay.not_in_force} are not: see the page Review"
    if overlay.pending:
        said += (
            f"; {overlay.pending} decisions of same and different wait for "
            f"`dragoman link --store {store.path}`"
        )
    return said
