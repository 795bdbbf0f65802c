"""`dragoman release`: a folder that can be published, and checked by whoever gets it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from dragoman.io.exports.columns import COLUMNS
from dragoman.io.exports.files import read_export
from dragoman.io.releases.release import RELEASED_KINDS
from dragoman.store.coverage import private_names
from dragoman.store.database import Store
from dragoman.testing.cli import run_cli
from dragoman.testing.corrected import corrected_store
from dragoman.testing.stores import sample_store


def _release(folder: Path, *options: str) -> Path:
    store = folder / "sample.duckdb"
    if not store.exists():
        sample_store(store)
    outcome = run_cli(
        "release", "--store", str(store), "-o", str(folder / "out"), "--name", 'Horn: "talks"',
        "--license", "CC-BY-4.0", *options,
    )  # fmt: skip
    assert outcome.status == 0, outcome.err
    return folder / "out" / "Horn---talks-1.0"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _release(tmp_path_factory.mktemp("release"), "--author", "Mensah, Ama")


def test_every_file_is_there_with_its_hash(made: Path) -> None:
    lines = [line.split("  ", 1) for line in (made / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    files = {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest
    assert {f"data/{kind}.{end}" for kind in RELEASED_KINDS for end in ("csv", "parquet")} <= files


def test_csv_and_parquet_hold_the_same_and_no_words_of_documents(made: Path) -> None:
    for kind in RELEASED_KINDS:
        table = read_export(made / "data" / f"{kind}.csv", kind)
        assert table.equals(read_export(made / "data" / f"{kind}.parquet", kind))
    reports = pd.read_parquet(made / "data" / "reports.parquet")
    assert reports["sentence"].isna().all()


def test_croissant_names_every_file_and_column(made: Path) -> None:
    found = json.loads((made / "croissant.json").read_text())
    assert found["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    for entry in found["distribution"]:
        path = made / entry["contentUrl"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    columns = {s["name"]: [f["name"] for f in s["field"]] for s in found["recordSet"]}
    assert columns == {kind: [c.name for c in COLUMNS[kind]] for kind in RELEASED_KINDS}


def test_the_citation_file_names_version_and_author(made: Path) -> None:
    lines = (made / "CITATION.cff").read_text().splitlines()
    assert 'title: "Horn: \\"talks\\""' in lines
    assert 'license: "CC-BY-4.0"' in lines
    assert lines[-2:] == ['  - family-names: "Mensah"', '    given-names: "Ama"']


def test_the_codebook_describes_every_column_and_type(made: Path) -> None:
    page = (made / "codebook.md").read_text()
    missing = [c.name for kind in RELEASED_KINDS for c in COLUMNS[kind] if c.name not in page]
    assert missing == []
    assert "| `CONSULT` | 1 |" in page


def test_the_card_tells_coverage_and_gaps(made: Path) -> None:
    page = (made / "data-card.md").read_text()
    assert "| 2024-03 | 1 | 2 |" in page
    assert "| =Example Wire | 1 | 0 |" in page
    assert "- Months between the first and the last without any document: none." in page
    assert "| event precision | 0." in page


def test_a_release_is_not_overwritten(made: Path) -> None:
    outcome = run_cli(
        "release", "--store", str(made.parents[1] / "sample.duckdb"), "-o", str(made.parent),
        "--name", 'Horn: "talks"', "--license", "CC-BY-4.0",
    )  # fmt: skip
    assert outcome.status == 2
    assert "D122" in outcome.err


def test_the_same_store_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = _release(tmp_path, "--author", "Mensah, Ama")
    assert (again / "SHA256SUMS").read_text() == (made / "SHA256SUMS").read_text()


def test_private_persons_are_withheld_everywhere(tmp_path: Path) -> None:
    store = sample_store(tmp_path / "sample.duckdb")
    with Store.open(store, writable=True) as opened, opened.transaction() as connection:
        connection.execute("UPDATE document_actors SET role = NULL WHERE name = 'Amina Tolo'")
    with Store.open(store) as opened:
        assert private_names(opened) == {"Amina Tolo"}
    made = _release(tmp_path, "--withhold-persons")
    for path in (made / "data").glob("*.csv"):
        assert "Tolo" not in path.read_text()
    assert "person-1" in (made / "data" / "dyads.csv").read_text()
    assert "name:person-1" in (made / "data" / "actors.csv").read_text()


def _reviewed(folder: Path, *options: str) -> Path:
    store = folder / "sample.duckdb"
    if not store.exists():
        corrected_store(store)
    return _release(folder, *options)


def test_a_release_holds_corrections_and_says_how_many(tmp_path: Path) -> None:
    made = _reviewed(tmp_path)
    dyads = (made / "data" / "dyads.csv").read_text()
    assert "Gabonia" in dyads
    assert "Chad" not in dyads
    page = (made / "data-card.md").read_text()
    assert "6 corrections by people are in these data." in page
    assert "| set | applied | 3 |" in page
    assert "| reject | applied | 1 |" in page
    assert "5 events" not in page
    assert "; 4 events, 5 reports of them" in page


def test_a_release_without_corrections_says_so(tmp_path: Path) -> None:
    made = _reviewed(tmp_path, "--without-corrections")
    dyads = (made / "data" / "dyads.csv").read_text()
    assert "Gabonia" not in dyads
    assert "Chad" in dyads
    assert (
        "as the coder read them, without people's corrections"
        in (made / "data-card.md").read_text()
    )


def test_names_that_a_reviewer_wrote_are_withheld_too(tmp_path: Path) -> None:
    made = _reviewed(tmp_path, "--withhold-persons")
    for path in (made / "data").glob("*.csv"):
        assert "Gabonia" not in path.read_text()
