"""The program itself: version, help, wrong commands, schemas, a broken pipe."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import dragoman
from dragoman.records.schema import schema_names
from dragoman.testing.cli import run_cli


def test_the_version() -> None:
    outcome = run_cli("--version")
    assert (outcome.status, outcome.out) == (0, f"dragoman {dragoman.__version__}\n")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_the_commands(option: str) -> None:
    outcome = run_cli(option)
    assert outcome.status == 0
    for command in ("code", "evaluate", "ontology", "schema"):
        assert f"\n  {command} " in outcome.out


def test_help_of_code_has_examples_and_exit_statuses() -> None:
    out = run_cli("code", "--help").out
    assert "dragoman code article.txt\n" in out
    assert "Exit status: 0 if every document was coded" in out


def test_without_a_command_the_help_is_shown_and_the_call_is_wrong() -> None:
    outcome = run_cli()
    assert outcome.status == 2
    assert "Usage: dragoman" in outcome.out + outcome.err


def test_an_unknown_command_is_a_wrong_call() -> None:
    outcome = run_cli("cod")
    assert outcome.status == 2
    assert "No such command 'cod'" in outcome.err


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_can_be_printed(name: str) -> None:
    outcome = run_cli("schema", name)
    assert outcome.status == 0
    assert json.loads(outcome.out)["title"] == name


def test_a_schema_is_found_in_any_case() -> None:
    assert run_cli("schema", "eventreport") == run_cli("schema", "EventReport")


def test_an_unknown_schema_is_a_wrong_call_with_a_hint() -> None:
    outcome = run_cli("schema", "EventRepot")
    assert outcome.status == 2
    assert 'Did you mean "EventReport"?' in outcome.err


def test_the_shell_completes_commands() -> None:
    asked = {"_DRAGOMAN_COMPLETE": "complete_bash", "COMP_WORDS": "dragoman o", "COMP_CWORD": "1"}
    assert run_cli(environment=asked).out.split() == ["ontology"]


def test_a_reader_that_stops_reading_is_no_error() -> None:
    program = [sys.executable, "-m", "dragoman", "schema", "output"]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=30)
    assert b"Traceback" not in err
