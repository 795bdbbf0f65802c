"""What becomes of documents that turn out to be copies or versions of one another."""

from __future__ import annotations

import random
from itertools import chain
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.store import database
from dragoman.store.database import Store
from dragoman.store.kinship import keep_copies, pairs_to_compare, withdraw

Kin = tuple[str, str | None, str | None, bool]


def _withdrawn(path: Path, documents: list[Kin], pairs: list[tuple[str, str]]) -> list[Kin]:
    """Return what is left of (id, origin, earlier version, is current) once pairs are withdrawn."""
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        connection.executemany(
            "INSERT INTO documents BY NAME "
            "SELECT ? AS id, ? AS origin_id, ? AS revision_of, ? AS is_current",
            documents,
        )
        withdraw(connection, pairs)
        return connection.execute(
            "SELECT id, origin_id, revision_of, is_current FROM documents ORDER BY id"
        ).fetchall()


def test_what_a_withdrawn_version_had_replaced_is_current_again(tmp_path: Path) -> None:
    kin: list[Kin] = [("a", None, None, False), ("b", None, "a", True)]

    assert _withdrawn(tmp_path / "s.duckdb", kin, [("b", "a")]) == [("a", None, None, True)]


def test_kin_of_a_withdrawn_document_are_kin_of_the_one_that_is_kept(tmp_path: Path) -> None:
    kin: list[Kin] = [
        ("a", None, None, False), ("b", None, "a", False), ("c", None, "b", True),
        ("d", "b", None, True),
    ]  # fmt: skip

    assert _withdrawn(tmp_path / "s.duckdb", kin, [("b", "a")]) == [
        ("a", None, None, False), ("c", None, "a", True), ("d", "a", None, True),
    ]  # fmt: skip


def _paired(fingerprints: dict[str, tuple[list[int], bool]]) -> set[tuple[str, str]]:
    """Return the pairs as defined: the first that has a number, with each other that has it."""
    pairs = set()
    for number in {n for numbers, _ in fingerprints.values() for n in numbers}:
        first, *others = sorted(name for name in fingerprints if number in fingerprints[name][0])
        for other in others:
            if not (fingerprints[first][1] and fingerprints[other][1]):
                pairs.add((first, other))
    return pairs


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_the_same_pairs_are_compared_however_many_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("dragoman.store.kinship._MOST_COMPARED", at_once)
    monkeypatch.setattr("dragoman.store.kinship._MOST_PAIRS", at_once)
    chance = random.Random(4)
    fingerprints: dict[str, tuple[list[int], bool]] = {
        f"d{n}": ([100 * place + chance.randrange(30) for place in range(5)], n % 3 == 0)
        for n in range(60)
    }
    fingerprints["without words"] = ([], False)
    with Store.open(tmp_path / "s.duckdb", writable=True) as store:
        store.connection.executemany(
            "INSERT INTO fingerprints VALUES (?, ?, ?)",
            [(name, *told) for name, told in fingerprints.items()],
        )
        found = list(pairs_to_compare(store.connection))
    assert set(chain(*found)) == _paired(fingerprints)
    assert max(map(len, found)) <= at_once
    assert sum(map(len, found)) == len(set(chain(*found)))


def test_copies_of_what_proves_a_copy_have_its_origin(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", writable=True) as store:
        store.connection.executemany(
            "INSERT INTO documents BY NAME SELECT ? AS id, ? AS origin_id",
            [("a", None), ("b", None), ("c", "b"), ("d", "b"), ("e", None)],
        )
        keep_copies(store.connection, {"a": "a", "b": "a", "c": "a"})
        kept = store.connection.execute("SELECT id, origin_id FROM documents ORDER BY id")
        assert kept.fetchall() == [
            ("a", None), ("b", "a"), ("c", "a"), ("d", "a"), ("e", None),
        ]  # fmt: skip
        keep_copies(store.connection, {"d": "d", "a": "d"})
        kept = store.connection.execute("SELECT id, origin_id FROM documents ORDER BY id")
        assert kept.fetchall() == [
            ("a", "d"), ("b", "d"), ("c", "d"), ("d", None), ("e", None),
        ]  # fmt: skip


def test_what_was_loaded_in_bulk_is_in_the_file_also_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BULK", 1)
    path = tmp_path / "s.duckdb"

    def load(store: Store) -> None:
        with store.loading(2):
            with store.transaction() as connection:
                connection.execute("INSERT INTO meta VALUES ('loaded', 'yes')")
            store.rest()
            raise KeyboardInterrupt

    with Store.open(path, writable=True) as store, pytest.raises(KeyboardInterrupt):
        load(store)

    assert not path.with_suffix(".duckdb.wal").exists()
    with Store.open(path) as store:
        assert store.sql("SELECT value FROM meta WHERE key = 'loaded'").to_pylist() == [
            {"value": "yes"}
        ]


def test_too_little_memory_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", writable=True) as store:
        with pytest.raises(StoreError, match="too little memory") as caught, store.transaction():
            raise duckdb.OutOfMemoryException("could not allocate block")
        assert caught.value.code == "D404"
