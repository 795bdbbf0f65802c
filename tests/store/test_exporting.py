"""What comes out of a store: the columns as described, the filters, and what may be shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.io.exports.columns import schema_of
from dragoman.store.database import Store
from dragoman.store.export_queries import EXPORT_KINDS
from dragoman.store.exporting import Choice, export_rows
from dragoman.testing.stores import sample_store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_store(tmp_path_factory.mktemp("store") / "sample.duckdb")


def _rows(path: Path, kind: str, choice: Choice | None = None, **options: bool) -> list[Any]:
    with Store.open(path) as store:
        rows = export_rows(store, kind, choice, with_text=options.get("with_text", True))
        found: list[Any] = rows.read_all().to_pylist()
    return found


@pytest.mark.parametrize("kind", EXPORT_KINDS)
def test_the_columns_are_those_that_are_described(path: Path, kind: str) -> None:
    with Store.open(path) as store:
        assert export_rows(store, kind).schema.names == schema_of(kind).names


def test_a_visitor_is_an_actor_and_a_host_a_recipient(path: Path) -> None:
    (meeting,) = _rows(path, "events", Choice(types=("CONSULT",)))
    assert meeting["actors"] == ["Somali delegation"]
    assert meeting["recipients"] == ["Amina Tolo"]
    assert meeting["recipient_countries"] == ["KEN"]
    (dyad,) = _rows(path, "dyads", Choice(types=("CONSULT",)))
    assert (dyad["actor"], dyad["recipient"]) == ("Somali delegation", "Amina Tolo")


def test_a_report_says_who_says_so(path: Path) -> None:
    told = {row["type"]: (row["according_to"], row["polarity"]) for row in _rows(path, "reports")}
    assert told == {
        "CONSULT": (["the text itself"], "affirmed"),
        "ASSAULT": (["Somalia (denies)"], "denied"),
    }


@pytest.mark.parametrize(
    ("choice", "types"),
    [
        (Choice(since=date(2024, 3, 4)), {"CONSULT", "ASSAULT"}),
        (Choice(since=date(2024, 3, 6)), set()),
        (Choice(until=date(2024, 3, 3)), {"ASSAULT"}),
        (Choice(countries=("SOM",)), {"CONSULT", "ASSAULT"}),
        (Choice(countries=("RUS",)), set()),
        (Choice(actors=("amina",)), {"CONSULT"}),
        (Choice(assertions=("denied_only",)), {"ASSAULT"}),
        (Choice(types=("CONSULT",), actors=("army",)), set()),
    ],
)
def test_a_filter_keeps_what_may_fit(path: Path, choice: Choice, types: set[str]) -> None:
    assert {row["type"] for row in _rows(path, "events", choice)} == types
    assert {row["type"] for row in _rows(path, "reports", choice)} == types


def test_without_text_no_words_of_the_document_come(path: Path) -> None:
    for row in _rows(path, "reports", with_text=False):
        assert (row["title"], row["trigger"], row["sentence"]) == (None, None, None)
        assert [p["description"] for p in row["participants"]] == [None, None]
        assert row["trigger_start"] < row["trigger_end"]
        assert row["text_sha256"] == "0" * 64
    assert {row["content"] for row in _rows(path, "claims", with_text=False)} == {None}
    assert {row["sentence"] for row in _rows(path, "events", with_text=False)} == {None}


def test_rights_limit_what_is_shown(tmp_path: Path) -> None:
    withheld = sample_store(tmp_path / "none.duckdb", rights="none")
    assert {(r["title"], r["sentence"]) for r in _rows(withheld, "reports")} == {(None, None)}
    quoted = sample_store(tmp_path / "quote.duckdb", rights="quote")
    assert {r["trigger"] for r in _rows(quoted, "reports")} == {"met", "shelled"}
    assert all(len(r["sentence"]) <= 280 for r in _rows(quoted, "reports"))


def test_actors_of_no_index_are_told_apart_by_name_and_country(path: Path) -> None:
    ids = [row["id"] for row in _rows(path, "actors")]
    assert "name:Somali delegation (SOM)" in ids
    assert ids == sorted(ids)


def test_events_of_a_store_that_was_not_linked_are_an_error(tmp_path: Path) -> None:
    path = sample_store(tmp_path / "x.duckdb")
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        connection.execute("DELETE FROM events")
    with Store.open(path) as store, pytest.raises(StoreError, match="D407"):
        export_rows(store, "events")
