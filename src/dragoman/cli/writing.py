"""Text to the file that a command was given, or to standard output."""

from __future__ import annotations

from pathlib import Path

import typer

from dragoman.errors import InputError

__all__ = ["write_text"]


def write_text(text: str, output: Path | None) -> None:
    """Write the text; InputError D101 where the file cannot be written."""
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{output}: cannot be written: {error.strerror or error}"
        raise InputError("D101", message) from error
