"""The accuracy gate: floors rise by themselves, and fall only with a reason that is kept."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluate.measure import Measure

ROOT = Path(__file__).parents[2]


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the gate's module over a gold folder and floors of this test."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    spec = importlib.util.spec_from_file_location("gate", ROOT / "benchmarks" / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "gold" / "a.gold.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(module, "GOLD", tmp_path / "gold")
    monkeypatch.setattr(module, "OPINIONS", {"opinions": tmp_path / "none"})
    monkeypatch.setattr(module, "TEXTS", tmp_path / "texts")
    monkeypatch.setattr(module, "FLOORS", tmp_path / "accuracy.toml")
    monkeypatch.delenv("ALLOW", raising=False)
    return module


def _reach(gate: Any, monkeypatch: pytest.MonkeyPatch, value: float) -> None:
    measure = Measure(name="event F1", right=0, of=1, value=value, low=None, high=None)
    monkeypatch.setattr(gate, "evaluate", lambda *_: (1, (measure,)))


def test_a_figure_at_its_floor_passes_and_one_below_fails(
    gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reach(gate, monkeypatch, 0.5)
    assert gate.main(["--pin"]) == 0
    assert gate.main([]) == 0
    _reach(gate, monkeypatch, 0.498)
    assert gate.main([]) == 1


def test_pinning_raises_a_floor(gate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (0.5, 0.75):
        _reach(gate, monkeypatch, value)
        assert gate.main(["--pin"]) == 0
    assert gate.read_floors(gate.FLOORS).floors == {"event F1": 0.75}


def test_a_floor_falls_only_with_a_reason_that_is_written_down(
    gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reach(gate, monkeypatch, 0.75)
    gate.main(["--pin"])
    _reach(gate, monkeypatch, 0.5)
    assert gate.main(["--pin"]) == 1
    assert gate.read_floors(gate.FLOORS).floors == {"event F1": 0.75}
    monkeypatch.setenv("ALLOW", 'the gold was "wrong"')
    assert gate.main(["--pin"]) == 0
    pinned = gate.read_floors(gate.FLOORS)
    assert pinned.floors == {"event F1": 0.5}
    assert pinned.lowered == ('the gold was "wrong"',)


def test_changed_gold_fails_until_it_is_pinned(gate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _reach(gate, monkeypatch, 0.5)
    gate.main(["--pin"])
    (gate.GOLD / "a.txt").write_text("other text", encoding="utf-8")
    assert gate.main([]) == 1
    assert gate.main(["--pin"]) == 0
    assert gate.main([]) == 0


def test_figures_of_opinions_have_floors_of_their_own(
    gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reach(gate, monkeypatch, 0.5)
    held = Measure(name="claim F1", right=0, of=1, value=0.7, low=None, high=None)
    monkeypatch.setattr(gate, "OPINIONS", {"opinions": gate.GOLD})
    monkeypatch.setattr(gate, "claims", lambda *_: (1, (held,)))
    assert gate.main(["--pin"]) == 0
    assert gate.read_floors(gate.FLOORS).floors == {"event F1": 0.5, "opinions: claim F1": 0.7}


def test_a_figure_that_is_gone_fails(gate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _reach(gate, monkeypatch, 0.5)
    gate.main(["--pin"])
    monkeypatch.setattr(gate, "evaluate", lambda *_: (1, ()))
    assert gate.main([]) == 1
