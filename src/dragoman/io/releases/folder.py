"""Puts a release into its folder, whole or not at all, with the hash of every file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.errors import InputError
from dragoman.io.exports.files import write_export
from dragoman.io.releases.card import data_card
from dragoman.io.releases.codebook import codebook_page
from dragoman.io.releases.metadata import citation, croissant
from dragoman.io.releases.release import RELEASED_KINDS, Release
from dragoman.knowledge.ontology import Codebook

__all__ = ["write_release"]

_FORMATS = ("csv", "parquet")
_CHUNK = 1 << 20


def write_release(
    folder: Path,
    release: Release,
    rows: Callable[[str], Iterable[pa.RecordBatch]],
    *,
    coverage: Mapping[str, Any],
    accuracy: Mapping[str, float],
    codebook: Codebook,
) -> Path:
    """Write `folder`/NAME-VERSION and return it; `rows` gives the rows of a kind of export.

    Raises:
        InputError: D122 it is there already, or cannot be written.
    """
    target = folder / f"{_plain(release.name)}-{_plain(release.version)}"
    if target.exists():
        advice = "A release does not change: give it another --version."
        raise InputError("D122", f"{target}: is there already. {advice}")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        (unfinished / "data").mkdir(parents=True)
        for kind in RELEASED_KINDS:
            for format_name in _FORMATS:
                path = unfinished / "data" / f"{kind}.{format_name}"
                write_export(rows(kind), kind, format_name, path)
        files = {f"data/{p.name}": _hashed(p) for p in (unfinished / "data").iterdir()}
        pages = {
            "README.md": _readme(release),
            "codebook.md": codebook_page(codebook),
            "data-card.md": data_card(release, coverage, accuracy),
            "CITATION.cff": citation(release),
            "LICENSE.txt": f"{release.license}\n{release.license_url}\n",
            "croissant.json": _json(croissant(release, files)),
        }
        for name, text in pages.items():
            (unfinished / name).write_text(text, encoding="utf-8", newline="\n")
        (unfinished / "SHA256SUMS").write_text(_sums(unfinished), encoding="utf-8", newline="\n")
        unfinished.rename(target)
    except OSError as error:
        message = f"{target}: cannot be written: {error.strerror or error}."
        raise InputError("D122", message) from error
    return target


def _plain(text: str) -> str:
    """Return a name that is one part of a path everywhere."""
    kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in text)
    return kept.strip(".-") or "release"


def _hashed(path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest(), path.stat().st_size


def _sums(folder: Path) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{_hashed(p)[0]}  {p.relative_to(folder).as_posix()}\n" for p in paths)


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _readme(release: Release) -> str:
    return f"""# {release.name} {release.version}

{release.description or "Event data, read by dragoman."}

| file | holds |
| --- | --- |
| data/ | the tables, each as CSV and as Parquet |
| codebook.md | every column, and every type of event |
| data-card.md | what is covered, what is missing, how far it can be trusted |
| croissant.json | the same for machines |
| CITATION.cff | how to cite it |
| LICENSE.txt | the licence: {release.license} |
| SHA256SUMS | `sha256sum -c SHA256SUMS` checks the files |
"""
