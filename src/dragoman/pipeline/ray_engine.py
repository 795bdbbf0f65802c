"""Maps a function over documents on a Ray cluster: `map_documents` of `batch`, elsewhere.

The only importer of ray, which comes with the extra `dragoman[scale]`. The results come back in the
order of the input and go through the same loader, so the store is the same, and what an interrupted
run had not loaded is coded by the next. A node that is lost costs time only: its documents are
coded again. A document that kills its process is given up, as here.
"""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Any, TypeVar

from dragoman.errors import ConfigError
from dragoman.pipeline.batch import WorkerPool
from dragoman.records import Problem, RawDocument

__all__ = ["check_installed", "map_documents_by_ray"]

T = TypeVar("T")
P = TypeVar("P")

_ROUND = 20_000
"""Documents that are sent at once. The workers begin anew with each round: half a minute of
loading against some ten minutes of work."""
_ROUND_BYTES = 500_000_000
_BATCH = 16
"""Documents that a worker is given at a time, and loses when it dies."""


def check_installed() -> None:
    """Raise ConfigError, D214, if ray is not installed."""
    if find_spec("ray") is None:
        raise ConfigError(
            "D214",
            "--engine ray: Ray is not installed. Install it, here and on every node, with "
            "`pip install 'dragoman[scale]'`, or leave the option out.",
        )


def map_documents_by_ray(
    documents: Iterable[RawDocument | Problem],
    work: Callable[[RawDocument, P], T],
    load: Callable[[], P],
    *,
    workers: int = 1,
    limit_s: float | None = None,
    address: str | None = None,
) -> Iterator[T | Problem]:
    """Yield `work(document, pipeline)` for each document, in order, as `map_documents` does.

    `workers` is the number of processes on the whole cluster, each with a processor of its own;
    dragoman and what `load` reads must be there on every node. `address` is as in `ray.init`; None
    joins the cluster that this process is in, or starts Ray here.
    """
    check_installed()
    import ray  # noqa: PLC0415  # an extra, and slow to import

    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False, include_dashboard=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    for chunk in _rounds(documents):
        yield from _coded(chunk, work, load, workers, limit_s)


def _rounds(documents: Iterable[RawDocument | Problem]) -> Iterator[list[RawDocument | Problem]]:
    """Yield the documents in lists bounded by number and bytes."""
    chunk: list[RawDocument | Problem] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.body) if isinstance(document, RawDocument) else 0
        if len(chunk) >= _ROUND or size >= _ROUND_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _coded(
    chunk: list[RawDocument | Problem],
    work: Callable[[RawDocument, Any], Any],
    load: Callable[[], Any],
    workers: int,
    limit_s: float | None,
) -> Iterator[Any]:
    """Yield the results of one round, in order."""
    import ray  # noqa: PLC0415

    rows = [{"place": n, "document": pickle.dumps(each)} for n, each in enumerate(chunk)]
    blocks = max(1, min(len(rows) // _BATCH, 4 * workers))
    coded = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
        _Worker,
        fn_constructor_args=(work, load, limit_s),
        batch_size=_BATCH,
        batch_format="pyarrow",
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
    )
    yield from _in_order(coded.iter_rows())


def _in_order(rows: Iterable[dict[str, Any]]) -> Iterator[Any]:
    """Yield the results by their place, as soon as all before them are there."""
    early: dict[int, bytes] = {}
    expected = itertools.count()
    due = next(expected)
    for row in rows:
        early[row["place"]] = row["result"]
        while due in early:
            # Written by our own workers, in this run.
            yield pickle.loads(early.pop(due))
            due = next(expected)


class _Worker:
    """Codes batches in a process of its own below Ray's, which thus outlives native crashes."""

    def __init__(
        self,
        work: Callable[[RawDocument, Any], Any],
        load: Callable[[], Any],
        limit_s: float | None,
    ) -> None:
        self._pool: WorkerPool[Any, Any] = WorkerPool(work, load, 1, limit_s=limit_s)

    def __call__(self, batch: Any) -> Any:
        """Return the results of an Arrow table of documents."""
        import pyarrow as pa  # noqa: PLC0415  # comes with ray[data]

        documents = [pickle.loads(each) for each in batch["document"].to_pylist()]
        waiting = [self._pool.submit(document) for document in documents]
        results = [pickle.dumps(result()) for result in waiting]
        return pa.table({"place": batch["place"], "result": pa.array(results, pa.large_binary())})
