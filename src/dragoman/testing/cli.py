"""Runs the command line in this process and returns what a shell would see."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import NamedTuple
from unittest import mock

from dragoman.cli.main import main

__all__ = ["Outcome", "run_cli"]


class Outcome(NamedTuple):
    """Exit status and what was written."""

    status: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A standard stream kept in memory, which may say that it is a terminal."""

    def __init__(self, content: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


def run_cli(
    *arguments: str,
    stdin: bytes = b"",
    terminal: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run `dragoman` with these arguments; `terminal` says what standard output claims to be."""
    out, err = _Stream(terminal=terminal), _Stream()
    variables = {"COLUMNS": "100", "TERM": "xterm-256color" if terminal else "dumb"}
    # Whoever runs the tests may have taught dragoman actors; no test may depend on that.
    variables |= {"XDG_DATA_HOME": os.devnull, "DRAGOMAN_OVERLAY": ""}
    variables |= environment or {}
    with (
        mock.patch.multiple(
            sys, argv=["dragoman", *arguments], stdin=_Stream(stdin), stdout=out, stderr=err
        ),
        mock.patch.dict("os.environ", variables),
    ):
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        return Outcome(status, out.written(), err.written())
