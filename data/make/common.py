"""What the table makers share: reading an open table and writing one of ours."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parents[1]


def read(tables: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of the open table `name` in the folder `tables`."""
    with (tables / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows under data/, in the order given, with Unix line ends."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
