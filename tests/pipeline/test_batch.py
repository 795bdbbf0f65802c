"""The batch edge: order is kept, and no document takes another down with it."""

from __future__ import annotations

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
    return f"{pipeline} {name}"


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
