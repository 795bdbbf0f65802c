"""Whether a change of the code left the output as it was, to the byte.

python benchmarks/same.py keep before.jsonl --documents 200    # before the change
python benchmarks/same.py compare before.jsonl                 # after it; exit 1 where they differ

The texts are the shipped articles, the golden ones, and documents put together from the training
corpus. A file holds one document's whole output a line, explanations included.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from bench_texts import ROOT, raw_documents  # a sibling script, not a package

from dragoman.pipeline.batch import use_one_thread

use_one_thread()

from dragoman.cli.work import code_document, read_sources  # noqa: E402
from dragoman.pipeline.config import Config  # noqa: E402
from dragoman.pipeline.document import Pipeline  # noqa: E402
from dragoman.records import RawDocument  # noqa: E402

SHOWN = 10
"""Differences printed before the rest is only counted."""


TEXTS = [ROOT / "src/dragoman/assets/articles", ROOT / "tests/golden"]
SUFFIXES = {".txt", ".html"}


def texts() -> Iterator[RawDocument]:
    """Yield the texts that lie in the repository as files."""
    paths = [p for folder in TEXTS for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES]
    for source in read_sources(map(str, paths)):
        if isinstance(source, RawDocument):
            yield source


def coded(count: int, coder: str) -> Iterator[bytes]:
    """Yield the output of each text and of `count` documents of the corpus."""
    pipeline = Pipeline.load(Config(coder=coder))
    for raw in itertools.chain(texts(), raw_documents(count)):
        yield msgspec.json.encode(code_document(raw, pipeline, explain=True, min_precision=0.0))


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Yield where two readings of JSON differ, with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from differences(one.get(key), other.get(key), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list):
        for n, (a, b) in enumerate(itertools.zip_longest(one, other)):
            yield from differences(a, b, f"{where}[{n}]")
    elif one != other:
        yield f"{where}: {json.dumps(one)[:200]} is now {json.dumps(other)[:200]}"


def compare(path: Path, coder: str) -> int:
    """Code as many documents as the file holds; print what differs; return an exit status."""
    before = path.read_bytes().splitlines()
    changed = 0
    count = len(before) - sum(1 for _ in texts())
    for old, new in zip(before, coded(count, coder), strict=True):
        if old == new:
            continue
        changed += 1
        one, other = json.loads(old), json.loads(new)
        for line in itertools.islice(differences(one, other), SHOWN):
            print(f"{one['document']['id']}{line}")
    print(f"{changed} of {len(before)} documents differ")
    return int(changed > 0)


def main() -> int:
    """Keep or compare; return an exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("keep", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--coder", default=Config().coder)
    given = parser.parse_args()
    if given.verb == "compare":
        return compare(given.file, given.coder)
    given.file.write_bytes(b"".join(line + b"\n" for line in coded(given.documents, given.coder)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
