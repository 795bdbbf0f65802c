"""A line on standard error that counts documents, once the work proves to be long."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Counter"]

_PATIENCE_S = 2.0


class Counter:
    """Counts documents on a terminal; silent where `shown` is false or all is done in 2 s."""

    def __init__(self, *, shown: bool, noun: str = "documents") -> None:
        self._shown = shown
        self._noun = noun
        self._began = time.monotonic()
        self._count = 0
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def step(self) -> None:
        """One more document is done."""
        self._count += 1
        if not self._shown or time.monotonic() - self._began < _PATIENCE_S:
            return
        if self._progress is None:
            self._progress = self._start()
        self._progress.update(self._progress.task_ids[0], completed=self._count)

    def _start(self) -> Progress:
        from rich.console import Console  # noqa: PLC0415  # only long runs need it
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        columns = (
            SpinnerColumn(),
            TextColumn(f"{{task.completed:.0f}} {self._noun}"),
            TimeElapsedColumn(),
        )
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        progress.add_task("coding", total=None)
        progress.start()
        return progress
