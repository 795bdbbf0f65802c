"""`dragoman ingest`, `problems` and `sql`: what a user sees of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dragoman.pipeline import ingest as pipeline
from dragoman.pipeline.ingest import Summary
from dragoman.store.database import Store
from dragoman.testing.cli import Outcome, run_cli
from dragoman.testing.corrected import correct
from dragoman.testing.samples import make_sample_store
from dragoman.testing.stub import StubPipeline, stub_reading

_TEXT = "Kenya met Somalia at the harbour on Monday, and fishermen waited at the pier."


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every ingest use the stub coder."""
    real = pipeline.ingest

    def ingest(store: Store, sources: Sequence[str], read: Any, **options: Any) -> Summary:
        return real(store, sources, read, **{**options, "load": StubPipeline, "work": stub_reading})

    monkeypatch.setattr(pipeline, "ingest", ingest)


def _ingest(tmp_path: Path, *lines: dict[str, str], more: tuple[str, ...] = ()) -> Outcome:
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return run_cli("ingest", str(source), "--store", str(tmp_path / "news.duckdb"), *more)


def test_ingest_sums_up_what_it_did(tmp_path: Path) -> None:
    outcome = _ingest(tmp_path, {"id": "a", "text": _TEXT}, {"id": "b", "text": f"{_TEXT} Yes."})
    assert (outcome.status, outcome.err) == (0, "")
    first, coded, *rest = outcome.out.splitlines()
    assert first.startswith(f"{tmp_path / 'news.duckdb'}: 2 documents received, 2 of them new")
    assert coded == "  2 coded: 2 reports, 2 claims"
    assert "  1 copies of another's text" in rest


def test_ingest_counts_every_problem_and_says_where_they_are_listed(tmp_path: Path) -> None:
    outcome = _ingest(tmp_path, {"id": "a", "text": _TEXT}, {"id": "b"})
    assert outcome.status == 1
    assert "  1 sources or lines that could not be read" in outcome.out
    assert f"`dragoman problems --store {tmp_path / 'news.duckdb'}` lists them" in outcome.out
    assert "       1  D106  A line of a JSON Lines file" in outcome.out


def test_ingest_of_what_is_known_says_that_there_is_nothing_to_code(tmp_path: Path) -> None:
    _ingest(tmp_path, {"id": "a", "text": _TEXT})
    assert "  nothing to code" in _ingest(tmp_path, {"id": "a", "text": _TEXT}).out


def test_ingest_without_a_source_codes_what_is_waiting(tmp_path: Path) -> None:
    _ingest(tmp_path, {"id": "a", "text": _TEXT})
    outcome = run_cli("ingest", "--store", str(tmp_path / "news.duckdb"))
    assert (outcome.status, "0 documents received" in outcome.out) == (0, True)


def test_ingest_without_a_source_needs_a_store(tmp_path: Path) -> None:
    outcome = run_cli("ingest", "--store", str(tmp_path / "mistyped.duckdb"))
    assert (outcome.status, "D400" in outcome.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_file_of_another_kind_is_no_store_and_is_left_alone(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "text": "Kenya met Somalia."}\n')
    outcome = run_cli("ingest", str(lines), "--store", str(lines))
    assert (outcome.status, "D401" in outcome.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["lines.jsonl"]


def test_ingest_tells_which_decisions_of_people_it_could_not_keep(tmp_path: Path) -> None:
    _ingest(tmp_path, *({"id": name, "text": f"{name}. {_TEXT}"} for name in "abc"))
    store = tmp_path / "news.duckdb"
    for action, one, other in (("same", "a", "b"), ("same", "b", "c"), ("different", "a", "c")):
        correct(store, one, "met", action, other=(other, "met"))
    told = run_cli("ingest", "--store", str(store)).err
    assert re.fullmatch(r'"same" of rep-\w+ and rep-\w+ could not be kept\n', told)


@pytest.mark.parametrize(
    "wrong", [("--columns", "body=text"), ("--since", "yesterday"), ("--workers", "0")]
)
def test_a_wrong_option_stops_ingest_before_a_store_is_made(
    tmp_path: Path, wrong: tuple[str, str]
) -> None:
    outcome = _ingest(tmp_path, {"text": _TEXT}, more=wrong)
    assert (outcome.status, (tmp_path / "news.duckdb").exists()) == (2, False)
    assert wrong[0] in outcome.err


def test_problems_are_listed_and_counted(tmp_path: Path) -> None:
    _ingest(tmp_path, {"id": "a", "text": "crash the coder"}, {"id": "b"})
    store = str(tmp_path / "news.duckdb")
    listed = run_cli("problems", "--store", store, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["code"] for line in listed] == ["D106", "D900"]
    chosen = run_cli("problems", "--store", store, "--code", "D900", "--format", "jsonl")
    assert json.loads(chosen.out)["document_id"] == "a"
    counted = run_cli("problems", "--store", store, "--count")
    assert counted.out == "code,problems,documents,sources\nD106,1,0,1\nD900,1,1,1\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The path of a store with the sample document."""
    make_sample_store(tmp_path / "news.duckdb")
    return str(tmp_path / "news.duckdb")


_LINES = (
    '{"type":"CONSULT","contexts":["diplomatic"],"earliest":"2024-03-04","score":0.9}',
    '{"type":"ASSAULT","contexts":[],"earliest":null,"score":0.6}',
)
_QUESTION = "SELECT type, contexts, earliest, score FROM reports ORDER BY type DESC"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "type,contexts,earliest,score\nCONSULT,diplomatic,2024-03-04,0.9\nASSAULT,,,0.6\n"),
        ("jsonl", "\n".join(_LINES) + "\n"),
    ],
)
def test_sql_prints_its_answer(store: str, form: str, expected: str) -> None:
    assert run_cli("sql", _QUESTION, "--store", store, "--format", form).out == expected


def test_sql_prints_a_table_for_people(store: str) -> None:
    outcome = run_cli("sql", _QUESTION, "--store", store, "--format", "table")
    assert outcome.out.splitlines()[2].split() == ["CONSULT", "diplomatic", "2024-03-04", "0.9"]


def test_sql_writes_parquet_and_takes_its_question_from_standard_input(
    store: str, tmp_path: Path
) -> None:
    target = tmp_path / "reports.parquet"
    outcome = run_cli("sql", "-", "--store", store, "-o", str(target), stdin=_QUESTION.encode())
    assert (outcome.status, outcome.out) == (0, "")
    assert pq.read_table(target).column("type").to_pylist() == ["CONSULT", "ASSAULT"]


@pytest.mark.parametrize("question", ["DROP TABLE reports", "FROM read_text('/etc/hostname')"])
def test_sql_changes_nothing_and_reads_nothing_else(store: str, question: str) -> None:
    outcome = run_cli("sql", question, "--store", store)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("dragoman: D405 ")


def test_a_store_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    outcome = run_cli("sql", "SELECT 1", "--store", str(tmp_path / "none.duckdb"))
    assert outcome.status == 2
    assert "D400" in outcome.err
