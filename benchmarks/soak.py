"""Codes mixed real and hostile documents for some minutes; prints memory and what got stuck.

python benchmarks/soak.py --minutes 60 --workers 2

Among ten documents seven are articles, those of tests/golden and of the training corpus among them,
and three are what crawls bring: bytes at random, cut-off pages, one endless line, nested mark-up,
control characters, right-to-left marks, empty bodies. Once a minute a line tells how far it is.
Exit status 1 where memory grew by more than the limit after the first third, a document came back
in no time at all or not at all, or a result is missing.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bench_texts import ROOT, raw_documents  # a sibling script, not a package

from dragoman.cli.work import code_document, load_pipeline, read_sources
from dragoman.pipeline.batch import map_documents
from dragoman.records import Problem, RawDocument
from dragoman.records.output import UncodedDocument

MOST_GROWTH = 0.15
"""Share by which the largest worker may grow between the first third and the end."""
LIMIT_S = 60.0


def hostile(number: int) -> RawDocument:
    """Return a document as nobody would write it; the same for the same number."""
    chance = random.Random(number)
    kinds: dict[str, Callable[[], bytes]] = {
        "random": lambda: chance.randbytes(20_000),
        "cut": lambda: b"<html><body><article><p>Troops shelled the town" + b"<div><p>" * 300,
        "nested": lambda: b"<div>" * 5000 + b"Kenya met Somalia." + b"</div>" * 4000,
        "line": lambda: b"the army of the state of the army " * 6000,
        "capitals": lambda: b"KENYA SOMALIA ETHIOPIA SUDAN " * 3000,
        "controls": lambda: bytes(chance.randrange(32) for _ in range(5000)) + b" army met rebels",
        "marks": lambda: "\u202e\u0301\u200d\ufeff".join("Kenya met Chad. " * 200).encode(),
        "quotes": lambda: '“"‘\'' .encode() * 4000 + b" said the minister.",
        "digits": lambda: b"12/13/14 15:16 1.2.3 -4,5 " * 3000,
        "empty": lambda: b"",
    }  # fmt: skip
    name = chance.choice(sorted(kinds))
    body = kinds[name]()
    kind = chance.choice(("text/plain", "text/html", "application/pdf", "application/x-ndjson"))
    return RawDocument(
        id=f"hostile-{number}-{name}", source_id="soak", media_type=kind, body=body,
        sha256=sha256(body).hexdigest(),
    )  # fmt: skip


def golden() -> Iterator[RawDocument]:
    """Yield the texts of tests/golden."""
    paths = sorted((ROOT / "tests/golden").rglob("*.txt"))
    for found in read_sources(map(str, paths)):
        if isinstance(found, RawDocument):
            yield found


def documents(until: float) -> Iterator[RawDocument]:
    """Yield documents until the time is up."""
    number = 0
    while True:
        for real in itertools.chain(golden(), raw_documents(2000, seed=number)):
            if time.monotonic() >= until:
                return
            number += 1
            yield hostile(number) if number % 10 in (3, 6, 9) else real


def workers_mb() -> float:
    """Return the resident size of the largest process that this one started, in MB (Linux)."""
    sizes = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if line)
        except (OSError, ValueError):
            continue
        if int(fields["PPid"]) == os.getpid() and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]) / 1024)
    return max(sizes)


def main() -> int:
    """Run and print; return an exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    began = time.monotonic()
    until = began + 60 * given.minutes
    sent: list[str] = []

    def noted() -> Iterator[RawDocument]:
        for raw in documents(until):
            sent.append(raw.id or "")
            yield raw

    work = partial(code_document, explain=False, min_precision=0.0)
    counts: Counter[str] = Counter()
    sizes: list[tuple[float, float]] = []
    slowest, last, told = 0.0, began, began
    results = map_documents(noted(), work, load_pipeline, workers=given.workers, limit_s=LIMIT_S)
    for result in results:
        now = time.monotonic()
        slowest, last = max(slowest, now - last), now
        counts["documents"] += 1
        if isinstance(result, Problem):
            counts[f"given up: {result.code}"] += 1
            print(f"{result.document_id}: {result.code} {result.message.strip()[-200:]}")
        elif isinstance(result, UncodedDocument):
            counts["could not be read"] += 1
        if counts["documents"] % 25 == 0:
            sizes.append((now, workers_mb()))
        if now - told >= 60 and sizes:
            told = now
            failed = counts.total() - counts["documents"]
            print(f"{(now - began) / 60:5.1f} min {counts['documents']:7,} documents, {failed} not "
                  f"coded, largest worker {sizes[-1][1]:.0f} MB", flush=True)  # fmt: skip
    return _told(counts, sizes, len(sent), slowest, began)


def _told(
    counts: Counter[str], sizes: list[tuple[float, float]], sent: int, slowest: float, began: float
) -> int:
    for what, count in sorted(counts.items()):
        print(f"{what:<24}{count:7,}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"longest wait for a document {slowest:.1f} s; this process {own:.0f} MB at most")
    end = sizes[-1][0] if sizes else began
    early = [size for at, size in sizes if at <= began + (end - began) / 3]
    late = [size for at, size in sizes if at > began + (end - began) / 3]
    growth = max(late) / max(early) - 1 if early and late else 0.0
    if early and late:
        print(f"largest worker {max(early):.0f} MB, then {max(late):.0f} MB: {growth:+.1%}")
    lost = sent - counts["documents"]
    print(f"documents without a result: {lost}")
    return int(growth > MOST_GROWTH or lost != 0 or counts["given up: D900"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
