"""Coders are found by their versioned names, the built-in one like any other."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from dragoman.errors import ConfigError
from dragoman.pipeline import registry
from dragoman.pipeline.config import Config
from dragoman.pipeline.registry import coder_names, find_coder


def _install(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    points = [EntryPoint(name, value, registry.CODERS) for name, value in values.items()]

    def entry_points(group: str, name: str | None = None) -> list[EntryPoint]:
        return [p for p in points if p.group == group and name in (None, p.name)]

    monkeypatch.setattr(registry, "entry_points", entry_points)


def test_the_default_coder_is_registered() -> None:
    assert Config().coder in coder_names()
    found: Any = find_coder(Config().coder)
    assert callable(found)


def test_a_plug_in_is_found_like_a_built_in(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, mine="dragoman.records:make_id")
    assert find_coder("mine").__name__ == "make_id"


def test_an_unknown_name_is_an_error_with_a_hint() -> None:
    with pytest.raises(ConfigError, match=r'Did you mean "rules-plover\.v1"\?') as caught:
        find_coder("rules-plover")
    assert caught.value.code == "D213"


def test_a_name_given_twice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("mine", f"package{n}:code", registry.CODERS) for n in (1, 2)]
    monkeypatch.setattr(registry, "entry_points", lambda **_: points)
    with pytest.raises(ConfigError, match=r"more than once \(package1:code, package2:code\)"):
        find_coder("mine")


@pytest.mark.parametrize("value", ["no_such_package:code", "dragoman.records:no_such_name"])
def test_a_coder_that_cannot_be_imported_is_an_error(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _install(monkeypatch, mine=value)
    with pytest.raises(ConfigError, match="cannot be imported") as caught:
        find_coder("mine")
    assert caught.value.code == "D213"
