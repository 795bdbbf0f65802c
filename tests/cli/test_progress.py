"""The counter of long runs: on standard error alone, and only once the work proves long."""

from __future__ import annotations

import pytest

from dragoman.cli import progress
from dragoman.cli.progress import Counter


def test_a_short_run_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Counter(shown=True) as counter:
        counter.step()
    assert capsys.readouterr() == ("", "")


def test_a_long_run_counts_documents_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_S", 0.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with Counter(shown=True) as counter:
        counter.step()
        counter.step()
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 documents" in err


def test_a_run_that_nobody_watches_shows_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_S", 0.0)
    with Counter(shown=False) as counter:
        counter.step()
    assert capsys.readouterr() == ("", "")
