"""Memory of an ingest by the number of documents: `ingest.py 1000 10000 100000`.

Each number has a process and a store of its own. A stub takes the coder's place, so what is
measured is all around it: reading, receiving, loading, finding copies. Prints documents a
second and the largest resident size of the process by the end of each step, in MB (Linux). Exit
status 1 where the steps before linking need more than half as much again for the most documents as
for the fewest; linking holds the reports of some weeks at a time, and grows with those.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.io.collections import read_collections
from dragoman.pipeline.ingest import ingest
from dragoman.store.database import Store
from dragoman.store.linking import LinkSummary
from dragoman.testing.stub import corpus_lines, load_stub, stub_reading

COUNTS = (1000, 10_000, 100_000)
MOST_GROWTH = 1.5
_ARTICLES = "articles.jsonl"
STEPS = ("received", "coded", "copies", "closed")


class Peaks:
    """Notes the largest size so far at each step; a watcher of an ingest."""

    def __init__(self) -> None:
        self.megabytes: dict[str, float] = {}

    def step(self, stage: str, done: int, total: int | None) -> None:
        """Note the size once in a while; the last of a stage stands."""
        if done % 500 == 0 or done == total or stage not in self.megabytes:
            self.megabytes[stage] = peak_mb()

    def link(self, store: Store) -> LinkSummary:  # noqa: ARG002
        """Note the size; link nothing."""
        self.megabytes["copies"] = peak_mb()
        return LinkSummary()


def peak_mb() -> float:
    """Return the largest resident size of this process so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def measure(count: int, folder: Path) -> None:
    """Ingest so many documents and print what it took, on one line."""
    peaks, sources = Peaks(), [str(folder / _ARTICLES)]
    began = time.process_time()
    with Store.open(folder / "store.duckdb", writable=True) as store:
        summary = ingest(
            store,
            sources,
            lambda remember: read_collections(sources, remember=remember),
            load=load_stub,
            work=stub_reading,
            watcher=peaks,
            link=peaks.link,
        )
    peaks.megabytes["closed"] = peak_mb()
    spent = time.process_time() - began
    shown = ", ".join(f"{step} {peaks.megabytes[step]:.0f}" for step in STEPS)
    print(f"{count} {summary.reports} {spent:.1f} {shown}", flush=True)


def main(arguments: list[str]) -> int:
    """Measure each number in a process of its own; return an exit status."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]), Path(arguments[2]))
        return 0
    needed = []
    for count in [int(argument) for argument in arguments] or COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            # Made here: the corpus is held in memory while it is.
            with (Path(folder) / _ARTICLES).open("wb") as file:
                file.writelines(line + b"\n" for line in corpus_lines(count))
            command = [sys.executable, __file__, "--one", str(count), folder]
            told = subprocess.run(command, check=True, capture_output=True, env=os.environ)
        number, reports, spent, steps = told.stdout.decode().strip().split(" ", 3)
        rate = int(number) / float(spent)
        print(f"{int(number):,} documents, {int(reports):,} reports: {rate:.0f} documents a second "
              f"of processor; MB at most when {steps}", flush=True)  # fmt: skip
        needed.append(float(steps.rsplit(" ", 1)[1]))
    growth = needed[-1] / needed[0]
    print(f"{growth:.2f} times as much for the last as for the first")
    return int(growth > MOST_GROWTH)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
