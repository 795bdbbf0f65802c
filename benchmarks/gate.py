"""Holds the coder to its accuracy on the golden articles: fails where a figure falls below a floor.

`python benchmarks/gate.py` compares; `--pin` raises the floors to what is reached now. A floor
falls only with `ALLOW='reason'`, and the reason is written into the file. The gold's hash is
pinned too, so that changed gold cannot pass for a changed coder.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tomllib
from pathlib import Path

import msgspec
from ten_notes import ten_notes

from dragoman.evaluate.run import evaluate
from dragoman.evaluate.tasks.claims import claims
from dragoman.pipeline.batch import use_one_thread
from dragoman.pipeline.document import Pipeline

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "golden"
TEXTS = ROOT / "src" / "dragoman" / "assets" / "articles"
"""Where the texts lie that ship with the package; the others are beside their readings."""
FLOORS = ROOT / "benchmarks" / "accuracy.toml"
OPINIONS = {"opinions": GOLD / "claims", "unread opinions": GOLD / "unread"}
"""Notes and op-eds of which hands marked the claims: those read since, and those nobody reads."""
OF_OPINIONS = (
    "claim F1", "claim and kind F1", "claim and holder F1", "of F1", "about F1",
)  # fmt: skip
SLACK = 0.0005
"""Floors are written with three digits."""


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """What is pinned."""

    gold_sha256: str = ""
    floors: dict[str, float] = msgspec.field(default_factory=dict)
    lowered: tuple[str, ...] = ()
    """Why floors were lowered, oldest first."""


def main(arguments: list[str]) -> int:
    """Measure and compare, or with --pin write the floors; return an exit status."""
    use_one_thread()
    pinned = read_floors(FLOORS)
    documents, found = measured(Pipeline.load())
    below = [n for n, floor in pinned.floors.items() if found.get(n, 0.0) < floor - SLACK]
    for name, value in found.items():
        floor = pinned.floors.get(name)
        mark = "BELOW" if name in below else ""
        print(f"{name:<36}{value:7.3f}  floor {'–' if floor is None else f'{floor:.3f}'} {mark}")
    reason = os.environ.get("ALLOW", "")
    if "--pin" in arguments:
        if below and not reason:
            print("A floor would fall. Say why: make gate PIN=1 ALLOW='reason'")
            return 1
        write_floors(FLOORS, pinned, found, gold_hash(GOLD, TEXTS), reason if below else "")
        return 0
    if pinned.gold_sha256 != gold_hash(GOLD, TEXTS):
        print("The gold has changed since the floors were pinned: make gate PIN=1")
        return 1
    print(f"{documents} documents, {len(below)} figures below their floor")
    return 1 if below else 0


def measured(pipeline: Pipeline) -> tuple[int, dict[str, float]]:
    """Return the number of texts and the figures by name, those of the opinions marked so."""
    documents, measures = evaluate(GOLD, pipeline)
    found = {m.name: m.value for m in measures if m.value is not None}
    for name, folder in OPINIONS.items():
        opinions, held = claims(folder, pipeline) if folder.is_dir() else (0, ())
        documents += opinions
        found |= {
            f"{name}: {m.name}": m.value
            for m in held
            if m.name in OF_OPINIONS and m.value is not None
        }
    for folder in (GOLD / "ten", GOLD / "ten_more"):
        notes = list(folder.glob("*.txt"))
        documents += len(notes)
        found |= ten_notes(pipeline, folder) if notes else {}
    return documents, found


def gold_hash(*folders: Path) -> str:
    """Return a hash over the names and bytes of all texts and readings in `folders`."""
    digest = hashlib.sha256()
    for folder in folders:
        kept = (path for path in folder.rglob("*") if path.suffix in {".txt", ".html", ".json"})
        for path in sorted(kept, key=lambda path: path.relative_to(folder).as_posix()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_floors(path: Path) -> Floors:
    """Return what is pinned in `path`, nothing where there is no file."""
    if not path.is_file():
        return Floors()
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Floors)


def write_floors(
    path: Path, pinned: Floors, found: dict[str, float], digest: str, reason: str
) -> None:
    """Write `found` as the floors: each raised, or lowered for the reason given."""
    lowered = (*pinned.lowered, reason) if reason else pinned.lowered
    kept = {
        name: value if reason else max(value, pinned.floors.get(name, 0.0))
        for name, value in found.items()
    }
    lines = ["# Written by `make gate PIN=1`; see benchmarks/gate.py."]
    lines.append(f"gold_sha256 = {json.dumps(digest)}")
    lines.append(f"lowered = {json.dumps(lowered, ensure_ascii=False)}")
    lines += ["", "[floors]"]
    lines += [f"{json.dumps(name)} = {value:.3f}" for name, value in kept.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
