"""What is promised of the package: pinned and hashed dependencies, no registry named, no torch."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]
every_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)


def _pinned(lock: Path) -> dict[str, str]:
    rows = re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.lower().replace("_", "-"): version for name, version in rows}


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[;]", name)[0].lower().replace("_", "-") for name in requirements}


@every_lock
def test_every_dependency_is_pinned(lock: Path) -> None:
    assert _names(PROJECT["project"]["dependencies"]) <= set(_pinned(lock))


def test_the_development_lock_pins_what_the_package_runs_on() -> None:
    assert _pinned(LOCKS[0]).items() <= _pinned(LOCKS[1]).items()


def test_the_build_requirements_are_those_of_the_lock() -> None:
    pinned = _pinned(LOCKS[1])
    wanted = dict(name.split("==") for name in PROJECT["build-system"]["requires"])
    assert {name: pinned[name] for name in wanted} == wanted


@every_lock
def test_every_pin_has_a_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@every_lock
def test_a_lock_names_no_registry(lock: Path) -> None:
    assert not re.search(r"https?://|index-url|find-links", lock.read_text(encoding="utf-8"))


@every_lock
def test_no_lock_pulls_torch(lock: Path) -> None:
    assert not {"torch", "nvidia-cublas-cu12", "triton"} & set(_pinned(lock))


def test_the_package_says_that_it_is_typed_and_free() -> None:
    assert (ROOT / "src" / "dragoman" / "py.typed").is_file()
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert [
        name for name in PROJECT["project"]["license-files"] if not (ROOT / name).is_file()
    ] == []


def test_every_source_of_the_knowledge_tables_is_credited() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    credited = {
        name.strip() for part in re.findall(r"\[([^]]*)\]", notice) for name in part.split(",")
    }
    named = set()
    for table in (ROOT / "data").glob("*/*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                named |= {
                    name.partition(":")[0].strip() for name in row.get("source", "").split(";")
                }
    assert named - credited - {"hand", "hand_unverified", ""} == set()


def test_ci_runs_what_a_developer_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec make check"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    check = re.search(r"^check: (.*?) *##", makefile, re.MULTILINE)
    assert check is not None
    assert check[1].split() == ["lint", "types", "drift", "test", "test-pages", "gate"]
