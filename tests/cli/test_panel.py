"""`dragoman panel` and `dragoman import` on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from dragoman.io.corrections import append_correction, new_correction, read_corrections
from dragoman.records import Anchor, Correction, Span
from dragoman.testing.cli import run_cli
from dragoman.testing.stores import sample_store


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(sample_store(tmp_path / "sample.duckdb"))


def _rows(store: str, *options: str) -> list[dict[str, str]]:
    outcome = run_cli("panel", "--store", store, *options)
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out)))


def test_only_what_is_affirmed_is_counted(store: str) -> None:
    assert _rows(store) == [{
        "country": "KEN", "period": "2024-03-01", "type": "CONSULT", "quad": "1", "events": "1",
        "contested": "0", "mean_intensity": "4.0", "balance": "1.0",
    }]  # fmt: skip


def test_wide_has_a_column_for_each_type(store: str) -> None:
    (row,) = _rows(store, "--by", "dyad", "--every", "week", "--wide")
    assert (row["actor_country"], row["recipient_country"]) == ("SOM", "KEN")
    assert row["period"] == "2024-03-04"
    assert (row["verbal_cooperation"], row["CONSULT"], row["ASSAULT"]) == ("1", "1", "0")


@pytest.mark.parametrize("by", ["country", "actor-country", "dyad", "actor", "actor-dyad"])
@pytest.mark.parametrize("wide", [(), ("--wide",)])
def test_every_unit_is_counted(store: str, by: str, wide: tuple[str, ...]) -> None:
    assert [row["events"] for row in _rows(store, "--by", by, *wide)] == ["1"]


def test_a_panel_is_read_by_pandas(store: str, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    assert run_cli("panel", "--store", store, "-o", str(path)).status == 0
    assert pd.read_parquet(path)["events"].tolist() == [1]


def test_a_comparison_needs_something_to_compare_with(store: str) -> None:
    outcome = run_cli("panel", "--store", store, "--compare")
    assert outcome.status == 2
    assert "D408" in outcome.err


def test_an_imported_series_stands_beside_ours_over_the_time_of_both(
    store: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.tsv"
    exported = run_cli("export", "events", "--store", store, "--format", "icews", "-o", str(path))
    assert exported.status == 0
    later = path.read_text().splitlines()[1].replace("2024-03-04", "2025-03-04")
    path.write_text(path.read_text() + later.replace("1\t", "2\t", 1) + "\n")
    for said in ("2 events read, 2 of them new", "2 events read, 0 of them new"):
        outcome = run_cli("import", str(path), "--format", "icews", "--store", store)
        assert outcome.out.startswith(said)
        assert outcome.status == 0
    found = [(row["coder"], row["period"], row["type"]) for row in _rows(store, "--compare")]
    assert found == [
        ("dragoman", "2024-03-01", "CONSULT"), ("icews", "2024-03-01", "CONSULT"),
    ]  # fmt: skip
    assert len(_rows(store)) == 1


def test_corrections_go_out_and_come_back(store: str, tmp_path: Path) -> None:
    anchor = Anchor(span=Span(document_id="sample", start=3, end=9), quote="=a; b", prefix="\n")
    correction = new_correction(Correction(
        id="", kind="report", anchor=anchor, action="set", field="type", value='"AID"',
        author="An", made_at="2024-03-05T12:00:00Z",
    ))  # fmt: skip
    log = Path(store).with_suffix(".files") / "corrections.jsonl"
    append_correction(log, correction)
    path = str(tmp_path / "c.csv")
    outcome = run_cli("export", "corrections", "--store", store, "-o", path)
    assert outcome.err == f"{path}: 1 corrections\n"
    log.unlink()
    for new in (1, 0):
        outcome = run_cli("import", path, "--format", "corrections", "--store", store)
        assert outcome.out == f"1 corrections read, {new} of them new\n"
    assert read_corrections(log)[0] == (correction,)
