"""A store where a command takes a file of coded documents."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.cli.stored import stored_documents
from dragoman.testing.cli import run_cli
from dragoman.testing.stores import sample_store


@pytest.mark.parametrize(
    "command", [("actors", "unknown"), ("claims", "positions", "--coded")], ids=lambda c: c[0]
)
def test_a_store_is_read_as_the_file_of_its_documents_would_be(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    store, lines = sample_store(tmp_path / "news.duckdb"), tmp_path / "coded.jsonl"
    lines.write_bytes(b"\n".join(map(msgspec.json.encode, stored_documents(store))))
    of_store, of_file = run_cli(*command, str(store)), run_cli(*command, str(lines))
    assert (of_store.status, of_store.err) == (0, "")
    assert of_store.out == of_file.out != ""
