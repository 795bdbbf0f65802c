"""The batch edge: order is kept, and no document takes another down with it."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import hashlib
import os
from collections.abc import Iterator

import pytest

from dragoman.errors import ConfigError, InputError
from dragoman.pipeline.batch import map_documents, use_one_thread
from dragoman.records import Problem, RawDocument


def _raw(name: str) -> RawDocument:
    body = name.encode()
    digest = hashlib.sha256(body).hexdigest()
    return RawDocument(sha256=digest, source_id="s", media_type="text/plain", body=body, id=name)


def _load() -> str:
    return "loaded"


def _fail_to_load() -> str:
    raise ConfigError("D210", "no codebook")


def _work(raw: RawDocument, pipeline: str) -> str:
    name = raw.body.decode()
    if name == "bug":
        raise RuntimeError("unlucky")
    if name == "fault":
        raise InputError("D109", "a locked PDF")
    if name == "death":
        os._exit(1)
    if name == "crash":
        ctypes.string_at(0)  # a segmentation fault, as a broken native library would cause
    if name == "endless":
        while True:
            # A stage may catch what goes wrong in it; the limit must not be caught with that.
            with contextlib.suppress(Exception):
                _spin()
    return f"{pipeline} {name}"


def _sleep_through(raw: RawDocument, pipeline: str) -> str:
    """Work that hangs in native code on one document: no exception gets through to it."""
    if raw.body == b"asleep":
        # As within_time does, but after a second.
        faulthandler.dump_traceback_later(1, exit=True)
        ctypes.PyDLL(None).usleep(30_000_000)
    return _work(raw, pipeline)


def _spin() -> None:
    for _ in range(1000):
        pass


def _shown(results: Iterator[str | Problem]) -> list[str]:
    return [r if isinstance(r, str) else f"{r.document_id} {r.code}" for r in results]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_input(workers: int) -> None:
    problem = Problem(document_id="missing.txt", stage="read", code="D100", message="no such file")
    documents: list[RawDocument | Problem] = [_raw("a"), _raw("bug"), problem, _raw("fault")]
    documents += [_raw(name) for name in "bcdefghijkl"]
    found = _shown(map_documents(documents, _work, _load, workers=workers))
    assert found[:4] == ["loaded a", "bug D900", "missing.txt D100", "fault D109"]
    assert found[4:] == [f"loaded {name}" for name in "bcdefghijkl"]


def test_a_bug_is_reported_with_its_traceback() -> None:
    (problem,) = map_documents([_raw("bug")], _work, _load)
    assert isinstance(problem, Problem)
    assert problem.message.startswith("Traceback")
    assert problem.message.endswith("RuntimeError: unlucky\n")


def test_a_worker_that_dies_takes_only_its_own_document() -> None:
    documents = [_raw(name) for name in ("a", "death", "b", "c")]
    found = _shown(map_documents(documents, _work, _load, workers=2))
    assert found == ["loaded a", "death D900", "loaded b", "loaded c"]


def test_a_crash_in_native_code_takes_only_its_own_document() -> None:
    documents = [_raw(name) for name in ("a", "crash", "b", "crash", "c")]
    found = _shown(map_documents(documents, _work, _load, workers=2))
    assert found == ["loaded a", "crash D900", "loaded b", "crash D900", "loaded c"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_without_end_is_given_up_and_the_others_are_coded(workers: int) -> None:
    documents = [_raw(name) for name in ("a", "endless", "b")]
    results = list(map_documents(documents, _work, _load, workers=workers, limit_s=0.2))
    assert _shown(iter(results)) == ["loaded a", "endless D507", "loaded b"]
    problem = results[1]
    assert isinstance(problem, Problem)
    assert problem.message == (
        "coding took more than 0.2 s of processor time and was given up. "
        "Raise --document-timeout to code it."
    )


def test_native_code_without_end_is_stopped_with_its_process() -> None:
    documents = [_raw(name) for name in ("a", "asleep", "b")]
    found = _shown(map_documents(documents, _sleep_through, _load, limit_s=0.2))
    assert found == ["loaded a", "asleep D900", "loaded b"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_pipeline_that_cannot_be_loaded_stops_the_batch(workers: int) -> None:
    with pytest.raises(ConfigError) as caught:
        list(map_documents([_raw("a")], _work, _fail_to_load, workers=workers))
    assert (caught.value.code, caught.value.message) == ("D210", "no codebook")


def test_without_documents_nothing_is_loaded() -> None:
    assert list(map_documents([], _work, _fail_to_load)) == []


def test_documents_are_read_only_as_they_are_needed() -> None:
    read = []

    def documents() -> Iterator[RawDocument]:
        for name in ("a", "b", "c"):
            read.append(name)
            yield _raw(name)

    results = map_documents(documents(), _work, _load)
    assert next(results) == "loaded a"
    assert read == ["a"]


def test_one_thread_is_the_default_and_not_a_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    use_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "8"
