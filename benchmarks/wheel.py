"""Checks a wheel: its size, and that it carries what the package needs to run by itself.

`python benchmarks/wheel.py dist/dragoman-….whl`; exit status 1 where something is missing.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

MOST_MEGABYTES = 90
LEAST_ARTICLES = 10
NEEDED = (
    "dragoman/assets/knowledge.sqlite",
    "dragoman/assets/coder/encoder.onnx",
    "dragoman/assets/coder/heads.npz",
    "dragoman/assets/coder/tokenizer.json",
    "dragoman/assets/codebooks/plover/codebook.toml",
    "dragoman/assets/codebooks/conflict/codebook.toml",
    "dragoman/py.typed",
)
NEEDED_ENDINGS = ("licenses/LICENSE", "licenses/NOTICE")


def main(path: Path) -> int:
    """Print what is in the wheel and what is wrong with it; return an exit status."""
    megabytes = path.stat().st_size / 1e6
    names = zipfile.ZipFile(path).namelist()
    print(f"{path.name}: {megabytes:.1f} MB, {len(names)} files")
    faults = [f"{name} is missing" for name in NEEDED if name not in names]
    faults += [f"*{end} is missing" for end in NEEDED_ENDINGS if not _any_ends(names, end)]
    articles = [name for name in names if name.startswith("dragoman/assets/articles/")]
    if len(articles) < LEAST_ARTICLES:
        faults.append(f"{len(articles)} articles; at least {LEAST_ARTICLES}")
    if megabytes > MOST_MEGABYTES:
        faults.append(f"{megabytes:.1f} MB; at most {MOST_MEGABYTES}")
    for fault in faults:
        print(f"fault: {fault}")
    return 1 if faults else 0


def _any_ends(names: list[str], end: str) -> bool:
    return any(name.endswith(end) for name in names)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
