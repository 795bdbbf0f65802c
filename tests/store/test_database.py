"""The store: opened, asked and read back; and what it says when that cannot be done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.records.output import CodedDocument
from dragoman.store.database import Store
from dragoman.store.loader import load_readings
from dragoman.store.migrations import LAYOUT
from dragoman.store.rows import Reading
from dragoman.store.tables import TABLES
from dragoman.testing.samples import make_sample_store, sample_reading, sample_run


def _load(store: Store, *readings: Reading) -> None:
    with store.transaction() as connection:
        load_readings(connection, sample_run(), readings, loaded_at="2024-03-05T00:00:00+00:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with the sample document in it."""
    make_sample_store(tmp_path / "news.duckdb")
    return tmp_path / "news.duckdb"


def _code(path: Path, **how: bool) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(path, patience_s=0, **how)
    return caught.value.code


def test_what_was_loaded_is_read_back_as_it_was(path: Path) -> None:
    reading = sample_reading()
    with Store.open(path) as store:
        assert store.analysis("sample") == reading.analysis
        assert store.output("sample") == reading.output
        assert list(store.documents()) == [reading.analysis.document]
        assert list(store.reports()) == list(reading.analysis.reports)


def test_a_report_is_a_row_with_what_the_output_says(path: Path) -> None:
    with Store.open(path) as store:
        rows = store.sql(
            "SELECT type, quad, trigger_text, CAST(earliest AS TEXT) AS earliest, polarity, status "
            "FROM current_reports ORDER BY trigger_start"
        ).to_pylist()
    assert rows == [
        {"type": "CONSULT", "quad": 1, "trigger_text": "met", "earliest": "2024-03-04",
         "polarity": "affirmed", "status": "occurred"},
        {"type": "ASSAULT", "quad": 4, "trigger_text": "shelled", "earliest": None,
         "polarity": "denied", "status": "occurred"},
    ]  # fmt: skip


def test_every_part_of_the_output_has_its_rows(path: Path) -> None:
    output = sample_reading().output
    assert isinstance(output, CodedDocument)
    expected = {
        "reports": len(output.reports),
        "participants": sum(len(r.participants) for r in output.reports),
        "report_places": sum(len(r.where) for r in output.reports),
        "quantities": sum(len(r.quantities) for r in output.reports),
        "claims": len(output.claims),
        "claim_steps": sum(len(c.chain) for c in output.claims),
        "document_actors": len(output.actors),
        "document_places": len(output.places),
        "problems": len(output.problems),
    }
    with Store.open(path) as store:
        found = {
            t: store.sql(f"SELECT count(*) AS n FROM {t}").to_pylist()[0]["n"] for t in expected
        }
    assert found == expected


def test_loading_a_reading_again_changes_nothing(path: Path) -> None:
    def contents(store: Store) -> dict[str, object]:
        return {t.name: store.sql(f"FROM {t.name} ORDER BY ALL").to_pylist() for t in TABLES}

    with Store.open(path, writable=True) as store:
        before = contents(store)
        _load(store, sample_reading())
        assert contents(store) == before


def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        with pytest.raises(duckdb.CatalogException), store.transaction() as connection:
            connection.execute("DELETE FROM reports; DELETE FROM nothing")
        assert len(list(store.reports())) == 2


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM reports",
        "SELECT 1; DROP TABLE reports",
        "COPY reports TO 'x.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "SELECT * FROM read_text('/etc/hostname')",
        "FROM '/etc/hostname'",
        "SELECT * FROM store",
        "SELEC 1",
    ],
)
@pytest.mark.parametrize("writable", [True, False])
def test_only_a_select_of_the_store_is_answered(path: Path, question: str, writable: bool) -> None:
    with Store.open(path, writable=writable) as store:
        with pytest.raises(StoreError, match="D405"):
            store.sql(question)
        assert len(list(store.reports())) == 2


def test_what_the_store_does_not_hold_is_an_error(path: Path) -> None:
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="D406"):
            store.analysis("nobody")
        with pytest.raises(StoreError, match="D406"):
            store.raw("nothing")


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.duckdb") == "D400"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "a.duckdb"
    text.write_text("no database" * 500)
    assert (_code(text), _code(text, writable=True)) == ("D401", "D401")
    other = tmp_path / "b.duckdb"
    duckdb.connect(str(other)).execute("CREATE TABLE mine (x INTEGER)").close()
    assert (_code(other), _code(other, writable=True)) == ("D401", "D401")


def test_a_store_of_a_newer_layout_is_not_opened(path: Path) -> None:
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        connection.execute("INSERT INTO migrations VALUES (?, 'later', '')", [LAYOUT + 1])
    assert (_code(path), _code(path, writable=True)) == ("D402", "D402")


def _elsewhere(path: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    code = "\n".join(("import sys", "from dragoman.store.database import Store", *lines))
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )


def test_a_second_writer_is_told_that_there_is_one(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        store.rest()
        outcome = _elsewhere(path, "Store.open(sys.argv[1], writable=True, patience_s=0)")
    assert "D403" in outcome.stderr


def test_others_read_while_the_writer_rests_and_wait_while_it_does_not(path: Path) -> None:
    ask = "print(len(list(Store.open(sys.argv[1], patience_s=0).reports())))"
    with Store.open(path, writable=True) as store:
        assert "D403" in _elsewhere(path, ask).stderr
        store.rest()
        assert _elsewhere(path, ask).stdout == "2\n"
        _load(store, sample_reading())


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _code(tmp_path / "file" / "a.duckdb", writable=True) == "D404"
