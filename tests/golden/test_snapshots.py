"""What is printed of each golden text is what was last reviewed, and the same every time."""

from __future__ import annotations

import copy
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from dragoman.pipeline.document import Pipeline


def _snapshots() -> ModuleType:
    path = Path(__file__).with_name("snapshot.py")
    spec = importlib.util.spec_from_file_location("golden_snapshot", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SNAPSHOTS: Any = _snapshots()
TEXTS: dict[str, Path] = SNAPSHOTS.golden_texts()
EXPECTED: Path = SNAPSHOTS.EXPECTED
_SHOWN_LINES = 30
"""Of a difference; `make golden` prints all of it."""


@pytest.fixture(scope="module")
def outputs() -> dict[str, dict[str, Any]]:
    """The printed output of every golden text, by the pipeline as it is shipped."""
    pipeline = Pipeline.load()
    return {name: SNAPSHOTS.coded(path, pipeline) for name, path in TEXTS.items()}


def _complaint(name: str, expected: str, found: str) -> str:
    """Return what to say of a snapshot that differs; "" where it does not."""
    lines = SNAPSHOTS.changes(name, expected, found)
    if not lines:
        return ""
    shown = lines[:_SHOWN_LINES]
    left = [f"… and {len(lines) - len(shown)} lines more"] if len(shown) < len(lines) else []
    told = f"{name} is read differently: run `make golden` and review the difference"
    return "\n".join([told, *shown, *left])


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_as_last_reviewed(name: str, outputs: dict[str, dict[str, Any]]) -> None:
    file = EXPECTED / f"{name}.snapshot"
    expected = file.read_text(encoding="utf-8") if file.is_file() else ""
    complaint = _complaint(name, expected, SNAPSHOTS.snapshot(name, outputs[name]))
    if complaint:
        pytest.fail(complaint, pytrace=False)


def test_every_snapshot_has_its_text() -> None:
    gone = {path.name for path in EXPECTED.iterdir()} - {f"{name}.snapshot" for name in TEXTS}
    assert sorted(gone) == [], "run `make golden`"


def test_coding_a_text_again_gives_the_same_bytes(
    outputs: dict[str, dict[str, Any]],
) -> None:
    pipeline = Pipeline.load()
    # Backwards, so that what an earlier text leaves behind in the pipeline would show. What hangs
    # on the order of a set shows in the snapshots: Python draws it anew for each process.
    differing = [
        name
        for name in reversed(TEXTS)
        if msgspec.json.encode(SNAPSHOTS.coded(TEXTS[name], pipeline))
        != msgspec.json.encode(outputs[name])
    ]
    assert differing == []


def test_a_snapshot_shows_a_change_and_says_what_to_run(
    outputs: dict[str, dict[str, Any]],
) -> None:
    name = next(name for name in TEXTS if outputs[name]["reports"])
    before = SNAPSHOTS.snapshot(name, outputs[name])
    changed = copy.deepcopy(outputs[name])
    changed["reports"][0]["stance"]["polarity"] = "changed"
    complaint = _complaint(name, before, SNAPSHOTS.snapshot(name, changed))
    assert _complaint(name, before, before) == ""
    assert "make golden" in complaint
    assert [line for line in complaint.splitlines() if line.startswith("+  told changed ")] != []


@pytest.mark.parametrize(
    ("section", "field"),
    [
        ("reports", "type"), ("reports", "mode"), ("reports", "cameo"), ("reports", "score"),
        ("reports", "contexts"), ("reports", "participants"), ("reports", "when"),
        ("reports", "where"), ("reports", "topics"), ("reports", "quantities"),
        ("reports", "repeated"), ("reports", "stance"), ("reports", "claim_ids"),
        ("claims", "kind"), ("claims", "report_id"), ("claims", "of"),
        ("claims", "about"), ("claims", "chain"), ("claims", "content"), ("claims", "score"),
        ("actors", "name"), ("actors", "kind"), ("actors", "country"), ("actors", "sector"),
        ("actors", "role"), ("actors", "mentions"), ("places", "text"), ("places", "kind"),
        ("places", "name"), ("places", "geonames_id"), ("places", "country"),
        ("problems", "code"), ("problems", "message"),
    ],
)  # fmt: skip
def test_a_value_that_is_lost_shows(
    section: str, field: str, outputs: dict[str, dict[str, Any]]
) -> None:
    given = [
        (name, number)
        for name, output in outputs.items()
        for number, row in enumerate(output[section])
        if row[field]
    ]
    assert given != [], "no golden text has such a value"
    name, number = given[0]
    lost = copy.deepcopy(outputs[name])
    kept = lost[section][number]
    kept[field] = _nothing_like(kept[field])
    assert SNAPSHOTS.snapshot(name, lost) != SNAPSHOTS.snapshot(name, outputs[name])


def _nothing_like(value: object) -> object:
    """Return an empty value that the output could hold in place of `value`."""
    if isinstance(value, list | str | bool):
        return type(value)()
    return None
