"""Many documents under one name: folders for now; each file by `sources`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.io.sources import read_source
from dragoman.records import Problem, RawDocument

__all__ = ["read_collections"]


def read_collections(sources: Iterable[str]) -> Iterator[RawDocument | Problem]:
    """Yield the documents of all sources in order, folders with all that is below them.

    A problem's `document_id` is the source or line it is about.
    """
    for source in sources:
        for path in _files(source):
            for found in read_source(path):
                if isinstance(found, Problem):
                    yield msgspec.structs.replace(found, document_id=_name(found, path))
                else:
                    yield found


def _files(source: str) -> Iterator[str]:
    """Yield the files below a folder in the order of their names; a source that is none, itself."""
    folder = Path(source)
    if not folder.is_dir():
        yield source
        return
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield str(path)


def _name(problem: Problem, source: str) -> str:
    line = re.match(rf"{re.escape(source)}, line \d+", problem.message)
    return source if line is None else line[0]
