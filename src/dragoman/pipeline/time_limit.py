"""A limit on the time that one document may take, inside the process that codes it.

It counts processor time, so that a busy machine gives up no document that an idle one would code.
Python code is stopped by an exception; native code that never returns, by the end of the process,
some wall time later: a batch takes that for the document's fault and goes on.
"""

from __future__ import annotations

import contextlib
import faulthandler
import signal
from collections.abc import Iterator
from types import FrameType

__all__ = ["OverTimeError", "told_over_time", "within_time"]

_PATIENCE = 4
_GRACE_S = 30.0
"""The process ends after so many times the limit, and seconds more, of wall time."""


class OverTimeError(BaseException):
    """The document took too long. No `Exception`, so that no stage takes it for its own."""


@contextlib.contextmanager
def within_time(limit_s: float | None) -> Iterator[None]:
    """Raise OverTimeError in the body once it has taken `limit_s` seconds of processor time.

    Must be entered in the main thread. None sets no limit. Where the system has no such timer
    (Windows), only the end of the process is left.
    """
    if limit_s is None:
        yield
        return
    faulthandler.dump_traceback_later(limit_s * _PATIENCE + _GRACE_S, exit=True)
    try:
        with _timer(limit_s):
            yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def _timer(limit_s: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OverTimeError


def told_over_time(limit_s: float | None) -> str:
    """Return the message of a document that was given up."""
    return (
        f"coding took more than {limit_s:g} s of processor time and was given up. "
        "Raise --document-timeout to code it."
    )
