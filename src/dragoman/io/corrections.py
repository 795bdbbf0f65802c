"""The corrections log: one JSON line a correction, only ever appended to.

Beside the store's raw documents it is the one thing that cannot be made again, so it is plain
text that can be read, compared and kept under version control. Writers lock it while they append.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.records import Correction, Problem, make_id

__all__ = ["append_correction", "new_correction", "read_corrections"]


def new_correction(correction: Correction) -> Correction:
    """Return the correction with the id that its content gives it."""
    blank = msgspec.structs.replace(correction, id="")
    return msgspec.structs.replace(
        correction, id=make_id("cor", msgspec.json.encode(blank, order="sorted").decode())
    )


def read_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Return the corrections of a log in order, and a problem D120 for each line that is none.

    A log that does not exist holds none. InputError D121 if it cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        raise InputError("D121", f"{path}: cannot be read: {error.strerror or error}") from error
    corrections, problems = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            corrections.append(msgspec.json.decode(line, type=Correction))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"{path.name}, line {number} is no correction: {error}"
            problems.append(Problem(stage="review", code="D120", message=message))
    return tuple(corrections), tuple(problems)


def append_correction(path: Path, correction: Correction) -> None:
    """Add a correction to the log and see that it is on disk; InputError D121 if it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            with _locked(descriptor):
                # A line cut short by a crash must not swallow the one after it.
                start = b"" if _ends_in_newline(descriptor) else b"\n"
                os.write(descriptor, start + msgspec.json.encode(correction) + b"\n")
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise InputError("D121", f"{path}: cannot be written: {error.strerror or error}") from error


def _ends_in_newline(descriptor: int) -> bool:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size == 0:
        return True
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Hold the file for this process; other writers wait."""
    try:
        import fcntl  # noqa: PLC0415  # not on Windows
    except ImportError:
        yield  # O_APPEND writes of one line are whole there, too
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
