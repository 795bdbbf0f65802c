"""Prints sentences that nobody annotated, one a line: a larger network reads them (teaching.py).

They are those written for it (`plain/*.txt`) and, with the folder of the public sets, one in
`ONE_IN` of the sentences of muc4 (public domain) outside what is annotated there.

    python training/plain.py [SETS] > plain.txt
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from examples import sentences_in
from real import REAL, Marked, SetRecord

from dragoman.evaluate.tasks.lines import read_lines

__all__ = ["unmarked_in", "written"]

PLAIN = Path(__file__).parent / "plain"
SET = "muc4"
ONE_IN = 3
WORDS = (6, 60)
"""Least and most words of a sentence that is taken."""


def written() -> Iterator[str]:
    """Yield the project's own sentences, in order, each once."""
    lines = (line.strip() for path in sorted(PLAIN.glob("*.txt")) for line in path.open())
    yield from dict.fromkeys(line for line in lines if line)


def unmarked_in(sets: Path) -> Iterator[str]:
    """Yield sentences of the set that share no character with what is annotated."""
    decode = msgspec.json.Decoder(Marked).decode
    marked: dict[str, list[tuple[int, int]]] = {}
    for path in sorted(REAL.glob("*.jsonl")):
        for one in map(decode, path.read_bytes().splitlines()):
            if one.set == SET:
                marked.setdefault(one.record, []).append((one.start, one.end))
    for record in read_lines(sets / SET / "train.jsonl", SetRecord):
        taken = marked.get(record.id, [])
        for start, end in sentences_in(record.text):
            text = " ".join(record.text[start:end].split())
            apart = all(end <= a or b <= start for a, b in taken)
            if apart and WORDS[0] <= len(text.split()) <= WORDS[1] and _is_drawn(text):
                yield text


def _is_drawn(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % ONE_IN == 0


if __name__ == "__main__":
    for sentence in written():
        print(sentence)
    for sentence in unmarked_in(Path(sys.argv[1])) if sys.argv[1:] else ():
        print(sentence)
