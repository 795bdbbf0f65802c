"""`dragoman code` over a fake pipeline: formats, options, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import work
from dragoman.pipeline.config import Config
from dragoman.records import Analysis, RawDocument
from dragoman.testing.cli import Outcome, run_cli
from dragoman.testing.fakes import FakePipeline
from dragoman.testing.samples import (
    SAMPLE_TEXT,
    sample_actors,
    sample_analysis,
    sample_places,
)


def _load(_config: Config | None = None) -> FakePipeline:
    return FakePipeline({"": sample_analysis()}, actors=sample_actors(), places=sample_places())


def _analyse(raw: RawDocument, pipeline: FakePipeline) -> Analysis:
    if b"CRASH" in raw.body:
        raise RuntimeError("a bug")
    return pipeline.analyse(raw)


@pytest.fixture(autouse=True)
def _fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "load_pipeline", _load)
    monkeypatch.setattr(work, "analyse", _analyse)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(SAMPLE_TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def lines(tmp_path: Path) -> str:
    path = tmp_path / "news.jsonl"
    rows = [{"id": name, "text": text} for name, text in (("a", "one"), ("b", "CRASH"), ("c", "3"))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def _json(outcome: Outcome) -> Any:
    return json.loads(outcome.out)


def test_a_pipe_gets_one_line_a_document(article: str) -> None:
    outcome = run_cli("code", article)
    assert outcome.status == 0
    assert outcome.err == ""
    assert [json.loads(line)["document"]["id"] for line in outcome.out.splitlines()] == ["sample"]


def test_a_terminal_gets_a_table(article: str) -> None:
    outcome = run_cli("code", article, terminal=True)
    assert outcome.status == 0
    assert "who → whom" in outcome.out


def test_a_table_in_a_pipe_has_no_colours(article: str) -> None:
    assert "\x1b[" not in run_cli("code", article, "--format", "table").out


def test_a_table_on_a_terminal_has_colours_unless_no_color_is_set(article: str) -> None:
    colour = re.compile(r"\x1b\[[\d;]*3[0-7]m")
    assert colour.search(run_cli("code", article, terminal=True).out)
    plain = run_cli("code", article, terminal=True, environment={"NO_COLOR": "1"})
    assert not colour.search(plain.out)


def test_json_is_one_object(article: str) -> None:
    found = _json(run_cli("code", article, "--format", "json"))
    assert [report["type"] for report in found["reports"]] == ["CONSULT", "ASSAULT"]


def test_json_of_two_documents_is_a_wrong_call(article: str) -> None:
    outcome = run_cli("code", article, article, "--format", "json")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "more than one document" in outcome.err
    assert "--format jsonl" in outcome.err


def test_csv_has_one_row_a_report(article: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run_cli("code", article, "--format", "csv").out)))
    assert [(row["actor"], row["recipient"], row["polarity"]) for row in rows] == [
        ("Somali delegation", "Amina Tolo", "affirmed"),
        ("Somali army", "a village", "denied"),
    ]


def test_the_format_follows_the_name_of_the_output_file(article: str, tmp_path: Path) -> None:
    for name, begins in (("x.csv", "document_id,"), ("x.json", "{\n"), ("x.txt", '{"document"')):
        outcome = run_cli("code", article, "-o", str(tmp_path / name), terminal=True)
        assert outcome.status == 0
        assert outcome.out == ""
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_file_that_cannot_be_written_is_a_wrong_call(article: str, tmp_path: Path) -> None:
    outcome = run_cli("code", article, "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert outcome.status == 2
    assert "cannot be written" in outcome.err


def test_standard_input_is_a_source() -> None:
    outcome = run_cli("code", "-", stdin=SAMPLE_TEXT.encode())
    assert outcome.status == 0
    assert json.loads(outcome.out)["document"]["text"] == SAMPLE_TEXT


def test_a_crash_costs_one_document_and_the_order_is_kept(lines: str) -> None:
    outcome = run_cli("code", lines)
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.status == 1
    assert [row["document"]["id"] for row in found] == ["a", "b", "c"]
    assert found[1].keys() == {"document", "problems"}
    assert [problem["code"] for problem in found[1]["problems"]] == ["D900"]
    assert outcome.err == "dragoman: D900 b: RuntimeError: a bug\n"


def test_explain_adds_reasons_and_only_them(article: str) -> None:
    plain = _json(run_cli("code", article, "--format", "json"))
    explained = _json(run_cli("code", article, "--format", "json", "--explain"))
    assert explained["reports"][0]["explain"] == ['verb "met" in frame mutual']
    for row in (*explained["reports"], *explained["actors"]):
        del row["explain"]
    assert explained == plain


def test_explain_shows_reasons_in_the_table(article: str) -> None:
    out = run_cli("code", article, "--format", "table", "--explain").out
    assert 'event 1: verb "met" in frame mutual' in out
    assert "Somalia: state:SOM by exact, score 0.90, as of 2024-03-04" in out


def test_min_precision_drops_weaker_reports_and_all_that_refers_to_them(article: str) -> None:
    found = _json(run_cli("code", article, "--format", "json", "--min-precision", "0.88"))
    assert [report["id"] for report in found["reports"]] == ["rep-meeting"]
    assert {claim["report_id"] for claim in found["claims"]} == {"rep-meeting", None}


@pytest.mark.parametrize("value", ["1.5", "-1", "much"])
def test_a_min_precision_that_is_no_share_is_a_wrong_call(article: str, value: str) -> None:
    assert run_cli("code", article, "--min-precision", value).status == 2


def test_an_unknown_codebook_is_a_wrong_call_with_a_hint(article: str) -> None:
    outcome = run_cli("code", article, "--codebook", "plovr")
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("dragoman: D210 plovr:")
    assert 'Did you mean "plover"?' in outcome.err


def test_a_setting_that_is_not_known_is_a_wrong_call(article: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('codebok = "plover"\n', encoding="utf-8")
    outcome = run_cli("code", article, "--config", str(path))
    assert outcome.status == 2
    assert 'unknown key "codebok". Did you mean "codebook"?' in outcome.err


def test_no_source_is_a_wrong_call() -> None:
    assert run_cli("code").status == 2


def test_an_unknown_option_is_a_wrong_call(article: str) -> None:
    assert run_cli("code", article, "--no-such-option").status == 2


def test_the_same_input_gives_the_same_bytes(article: str) -> None:
    for form in ("table", "json", "jsonl", "csv"):
        call = partial(run_cli, "code", article, "--format", form)
        assert call().out == call().out
