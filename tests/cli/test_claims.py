"""`dragoman claims`: from coded lines to positions and sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.testing.cli import run_cli

UNCODED = {"document": {"id": "d"}, "problems": []}


def test_the_call_names_sources_or_a_coded_file_and_not_both(tmp_path: Path) -> None:
    assert run_cli("claims", "positions").status == 2
    coded = tmp_path / "coded.jsonl"
    coded.write_text("")
    assert run_cli("claims", "positions", "a.txt", "--coded", str(coded)).status == 2


def test_uncoded_documents_of_a_file_are_passed_over(tmp_path: Path) -> None:
    coded = tmp_path / "coded.jsonl"
    coded.write_text(json.dumps(UNCODED) + "\n")
    outcome = run_cli("claims", "sources", "--coded", str(coded), "--format", "json")
    assert json.loads(outcome.out)["documents"] == 0


@pytest.mark.parametrize("line", ["{}", "not json"])
def test_a_line_that_is_no_coded_document_is_named(tmp_path: Path, line: str) -> None:
    coded = tmp_path / "coded.jsonl"
    coded.write_text(line + "\n")
    outcome = run_cli("claims", "positions", "--coded", str(coded), "--format", "csv")
    assert outcome.status == 2
    assert f"{coded} line 1" in outcome.err


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    coded = tmp_path / "coded.jsonl"
    coded.write_text("")
    outcome = run_cli("claims", "positions", "--coded", str(coded), "--kind", "opinion")
    assert outcome.status == 2
