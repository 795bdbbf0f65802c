"""Text and bytes to the file that a command was given, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from dragoman.errors import InputError

__all__ = ["write_bytes", "write_text"]


def write_text(text: str, output: Path | None) -> None:
    """Write the text; InputError D101 where the file cannot be written."""
    if output is None:
        typer.echo(text, nl=False)
    else:
        _write(text.encode(), output)


def write_bytes(content: bytes, output: Path | None) -> None:
    """Write the bytes, but never to a terminal; errors as in `write_text`."""
    if output is None and sys.stdout.isatty():
        raise typer.BadParameter("a terminal shows no PDF: --output note.pdf")
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        _write(content, output)


def _write(content: bytes, output: Path) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        message = f"{output}: cannot be written: {error.strerror or error}"
        raise InputError("D101", message) from error
