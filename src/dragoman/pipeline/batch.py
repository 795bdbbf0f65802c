"""Maps one function over many documents, in one process or several, in the order of the input.

This is the batch edge: whatever unexpectedly goes wrong with a document becomes its problem D900,
and the batch goes on. A worker that dies takes no document with it but the one that killed it, and
one that is stuck is stopped by `time_limit`.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from dragoman.errors import ConfigError, InputError, KnowledgeError
from dragoman.pipeline.time_limit import OverTimeError, told_over_time, within_time
from dragoman.records import Problem, RawDocument

__all__ = ["Mapper", "WorkerPool", "keep_what_is_loaded", "map_documents", "use_one_thread"]

T = TypeVar("T")
P = TypeVar("P")

_AHEAD = 4
"""Documents read ahead for each worker: enough to keep it busy, few enough to hold in memory."""

_SELDOM = 50_000
"""Objects made, less those freed, after which the garbage collector looks for circles."""

Mapper = Callable[..., Iterator[Any]]
"""`map_documents` with its options chosen, or what does the same elsewhere."""

_worker: dict[str, Any] = {}
"""In a worker process: what to do, how to load the pipeline, and the pipeline once loaded."""


def use_one_thread() -> None:
    """Keep numpy's linear algebra to one thread, unless the environment says otherwise.

    Must be called before numpy is imported. One thread is faster on short sentences, and the
    order of additions, so the last digit of a score, does not depend on the number of cores.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")


def map_documents(
    documents: Iterable[RawDocument | Problem],
    work: Callable[[RawDocument, P], T],
    load: Callable[[], P],
    *,
    workers: int = 1,
    limit_s: float | None = None,
) -> Iterator[T | Problem]:
    """Yield `work(document, pipeline)` for each document, in order; problems pass through.

    `load` makes the pipeline, once in each process. With more than one worker both functions
    must be picklable. The results do not depend on the number of workers. A document that takes
    more than `limit_s` seconds of processor time is given up with a problem D507; with one worker
    it then has a process of its own, so that it can be stopped whatever it is doing.
    """
    if workers <= 1 and limit_s is None:
        return _map_here(documents, work, load)
    return _map_in_workers(documents, work, load, workers, limit_s)


def _map_here(
    documents: Iterable[RawDocument | Problem],
    work: Callable[[RawDocument, P], T],
    load: Callable[[], P],
) -> Iterator[T | Problem]:
    pipeline: P | None = None
    for document in documents:
        if isinstance(document, Problem):
            yield document
            continue
        if pipeline is None:
            pipeline = load()
            yield _guarded(document, work, pipeline, None)
            keep_what_is_loaded()
        else:
            yield _guarded(document, work, pipeline, None)


def _map_in_workers(
    documents: Iterable[RawDocument | Problem],
    work: Callable[[RawDocument, P], T],
    load: Callable[[], P],
    workers: int,
    limit_s: float | None,
) -> Iterator[T | Problem]:
    pools = WorkerPool(work, load, workers, limit_s=limit_s)
    waiting: deque[Callable[[], T | Problem]] = deque()
    try:
        for document in documents:
            waiting.append(pools.submit(document))
            if workers * _AHEAD <= len(waiting):
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        pools.close()


def keep_what_is_loaded() -> None:
    """Spare the garbage collector the indexes and models, which it else looks through for ever.

    Hardly anything of a document goes in circles, so the rest is looked through seldom.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    atexit.register(gc.unfreeze)


def _guarded(
    document: RawDocument, work: Callable[[RawDocument, P], T], pipeline: P, limit_s: float | None
) -> T | Problem:
    """Return the result of `work`; errors that are not this document's fault go on upwards."""
    try:
        with within_time(limit_s):
            return work(document, pipeline)
    except (ConfigError, KnowledgeError):
        raise
    except InputError as error:
        return _problem(document, error.code, error.message)
    except OverTimeError:
        return _problem(document, "D507", told_over_time(limit_s))
    except Exception:  # noqa: BLE001  # the batch edge: a bug must not stop the batch
        return _problem(document, "D900", traceback.format_exc())


def _problem(document: RawDocument, code: str, message: str) -> Problem:
    name = document.id or document.url or document.source_id
    return Problem(document_id=name, stage="batch", code=code, message=message)


class WorkerPool(Generic[T, P]):
    """A pool for the batch, and one of a single process for what a dying worker left behind."""

    def __init__(
        self,
        work: Callable[[RawDocument, P], T],
        load: Callable[[], P],
        workers: int,
        *,
        limit_s: float | None = None,
    ) -> None:
        self._start = (work, load, limit_s)
        self._workers = workers
        self._shared = self._new(workers)
        self._alone: ProcessPoolExecutor | None = None

    def _new(self, workers: int) -> ProcessPoolExecutor:
        # spawn: the same on every system, and safe beside threads of numpy or a progress bar.
        context = get_context("spawn")
        return ProcessPoolExecutor(workers, context, _begin, self._start)

    def submit(self, document: RawDocument | Problem) -> Callable[[], T | Problem]:
        """Return a function that waits for the document's result."""
        if isinstance(document, Problem):
            return lambda: document
        try:
            future = self._shared.submit(_code, document)
        except BrokenProcessPool:
            self._shared.shutdown(wait=False)
            self._shared = self._new(self._workers)
            future = self._shared.submit(_code, document)
        return lambda: self._result(document, future)

    def _result(self, document: RawDocument, future: Future[T | Problem]) -> T | Problem:
        try:
            return future.result()
        except BrokenProcessPool:
            # Some document killed a worker, perhaps another one: try this one by itself.
            return self._result_alone(document)

    def _result_alone(self, document: RawDocument) -> T | Problem:
        if self._alone is None:
            self._alone = self._new(1)
        try:
            result: T | Problem = self._alone.submit(_code, document).result()
        except BrokenProcessPool:
            self._alone.shutdown(wait=False)
            self._alone = None
            message = "the process that coded this document died; memory may have run out"
            if self._start[2] is not None:
                message += ", or it did not stop at the time limit"
            return _problem(document, "D900", message)
        return result

    def close(self) -> None:
        """Stop the worker processes; what they had not begun is dropped."""
        for pool in (self._shared, self._alone):
            if pool is not None:
                pool.shutdown(wait=True, cancel_futures=True)


def _begin(
    work: Callable[[RawDocument, Any], Any], load: Callable[[], Any], limit_s: float | None
) -> None:
    """Set up a worker process; the pipeline is loaded with its first document."""
    use_one_thread()
    # Ctrl-C reaches the workers, too; the parent stops them when it has put its own house in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.update(work=work, load=load, limit_s=limit_s)


def _code(document: RawDocument) -> Any:
    """Return one document's result, in a worker process."""
    is_first = "pipeline" not in _worker
    if is_first:
        _worker["pipeline"] = _worker["load"]()
    result = _guarded(document, _worker["work"], _worker["pipeline"], _worker["limit_s"])
    if is_first:
        keep_what_is_loaded()
    return result
