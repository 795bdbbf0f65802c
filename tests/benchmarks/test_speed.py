"""The bench knows the stages it times by name: one that is renamed is noticed here."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_every_stage_that_is_timed_is_called_by_the_pipeline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)

    speed = importlib.import_module("speed")

    found = {name for name in speed.STAGES for module in speed.MODULES if hasattr(module, name)}
    assert found == set(speed.STAGES)
