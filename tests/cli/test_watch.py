"""`dragoman watch` as a process: one round for cron, and a clean stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.watch import _until_stopped
from dragoman.testing.cli import run_cli


def test_one_round_is_told_in_one_line_and_ends(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    outcome = run_cli("watch", str(inbox), "--store", str(tmp_path / "a.duckdb"), "--once")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "1 feed: 0 documents, 0 new; 0 reports; 0 new events, 0 in all\n"


def test_a_round_that_could_not_read_a_feed_says_so_and_exits_1(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.xml")
    outcome = run_cli("watch", missing, "--store", str(tmp_path / "a.duckdb"), "--once")
    assert outcome.status == 1
    assert outcome.out.endswith(f"; failed: {missing} (D100)\n")


def test_a_round_that_could_not_read_a_file_of_a_folder_says_so(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "empty.txt").touch()
    outcome = run_cli("watch", str(inbox), "--store", str(tmp_path / "a.duckdb"), "--once")
    assert outcome.status == 1
    assert outcome.out.endswith("; 1 sources or lines could not be read\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("feed.xml", "--every", "often"), "often is no length of time"),
        (("feed.xml", "--every", "5s"), "5s is too often"),
        (("-",), "standard input can be read only once"),
    ],
)
def test_a_wrong_call_is_said_so(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    outcome = run_cli("watch", *words, "--store", str(tmp_path / "a.duckdb"))
    assert outcome.status == 2
    assert said in " ".join(outcome.err.replace("│", " ").split())


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_between_rounds_stops_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    inbox, store = tmp_path / "inbox", tmp_path / "a.duckdb"
    inbox.mkdir()
    command = [sys.executable, "-m", "dragoman", "watch", str(inbox), "--store", str(store)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        assert "1 feed: 0 documents" in first
        running.send_signal(number)
        rest, errors = running.communicate(timeout=30)
    assert (running.returncode, errors) == (0, "")
    assert rest == "Stopped. What was fetched is kept; the next call goes on from there.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_a_signal_that_the_store_turns_into_an_error_stops_it_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None

    _until_stopped(run)
    assert capsys.readouterr().out.startswith("Stopped.")


def test_an_error_without_a_signal_is_no_stop() -> None:
    def run() -> None:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        _until_stopped(run)
