"""The libraries of the pages are what was reviewed, and each has its licence beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from dragoman.serve.render import PAGES

FOLDERS = (PAGES / "vendor", Path(__file__).parents[1] / "pages" / "vendor")


@pytest.mark.parametrize("folder", FOLDERS, ids=["pages", "tests"])
def test_every_file_of_a_library_has_the_hash_of_the_manifest(folder: Path) -> None:
    packages = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))["package"]
    told = {name: digest for package in packages for name, digest in package["sha256"].items()}
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "manifest.toml"
    }
    assert there == told
    assert {f"{package['name']}.LICENSE" for package in packages} <= there.keys()
