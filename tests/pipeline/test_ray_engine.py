"""Ray codes the same as this machine, though a worker is killed while it does."""

from __future__ import annotations

import os
import signal
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.io.collections import read_collections
from dragoman.pipeline import ray_engine
from dragoman.pipeline.batch import Mapper, map_documents
from dragoman.pipeline.ingest import ingest
from dragoman.pipeline.ray_engine import check_installed, map_documents_by_ray
from dragoman.records import RawDocument
from dragoman.store.database import Store
from dragoman.store.rows import Reading
from dragoman.testing.crash import contents
from dragoman.testing.stub import StubPipeline, corpus_lines, load_stub, stub_reading

needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="Ray is not installed: pip install 'dragoman[scale]'"
)
_NOW = "2024-02-01T00:00:00+00:00"
_DOCUMENTS = 90


def test_without_ray_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_engine, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"pip install 'dragoman\[scale\]'") as caught:
        check_installed()
    assert caught.value.code == "D214"


def _killing(raw: RawDocument, pipeline: StubPipeline, *, once: Path, always: str) -> Reading:
    """Read as the stub does; kill Ray's worker at the first document, and oneself at `always`."""
    try:
        once.touch(exist_ok=False)
    except FileExistsError:
        pass
    else:
        os.kill(os.getppid(), signal.SIGKILL)
    if raw.id == always:
        os._exit(1)
    return stub_reading(raw, pipeline)


def _ingest(path: Path, source: Path, once: Path, mapper: Mapper) -> None:
    with Store.open(path, writable=True) as store:
        ingest(
            store, [str(source)], lambda _: read_collections([str(source)]), load=load_stub,
            work=partial(_killing, once=once, always="nobody"), mapper=mapper, now=_NOW,
        )  # fmt: skip


@needs_ray
@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_the_store_is_the_same_though_a_worker_of_the_cluster_is_killed(tmp_path: Path) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(_DOCUMENTS)))
    once = tmp_path / "killed"
    by_ray = partial(map_documents_by_ray, workers=2)
    _ingest(tmp_path / "there.duckdb", source, once, by_ray)
    assert once.exists()  # so nothing is killed here
    _ingest(tmp_path / "here.duckdb", source, once, map_documents)
    assert contents(tmp_path / "there.duckdb") == contents(tmp_path / "here.duckdb")


@needs_ray
@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_a_document_that_kills_its_process_is_given_up_and_no_other(tmp_path: Path) -> None:
    once = tmp_path / "killed"
    once.touch()
    documents = [
        RawDocument(
            id=f"a{n}", sha256="", source_id="s", media_type="text/plain", body=b"Kenya met Chad."
        )
        for n in range(40)
    ]
    work = partial(_killing, once=once, always="a7")
    results = list(map_documents_by_ray(documents, work, load_stub, workers=2))
    lost = [n for n, result in enumerate(results) if not isinstance(result, Reading)]
    assert (len(results), lost) == (40, [7])
