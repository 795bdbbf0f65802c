"""Reads sentences whose predicates are marked with whether they came true: `predicates/*.txt`.

One sentence a line, a predicate's head word in brackets with its mark: `We [called|yes] a firm that
promised to [fix|later] it.` From them the heads of stance learn of words that are no event of the
codebook. `python training/predicates.py [FILE…]` prints each fault with file and line, and what
each file holds.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["MARKS", "predicates_in", "read_line"]

FOLDER = Path(__file__).parent / "predicates"
HELD_OUT = 8
"""One sentence in so many is held out."""
Allowed = frozenset[str]
_ANY: Allowed = frozenset()
_FIRM = frozenset({"certain"})
_SO = frozenset({"occurred", "ongoing", "generic"})
_NOT = frozenset({"occurred", "ongoing", "generic", "averted"})
_YES, _NO = frozenset({"affirmed"}), frozenset({"denied"})
MARKS: dict[str, tuple[Allowed, Allowed, Allowed]] = {
    "yes": (_YES, _FIRM, _SO),
    "no": (_NO, _FIRM, _NOT),
    "likely": (_YES, frozenset({"probable"}), _SO),
    "maybe": (_YES, frozenset({"possible"}), _SO),
    "unlikely": (_NO, frozenset({"probable", "possible"}), _NOT),
    "said": (_YES, frozenset({"uncommitted"}), _SO),
    "asked": (frozenset({"open"}), _ANY, _SO),
    "later": (_YES, _ANY, frozenset({"planned"})),
    "if": (_YES, _ANY, frozenset({"hypothetical"})),
    "tried": (_YES, _FIRM, frozenset({"attempted"})),
}
"""Polarity, certainty and status by mark: the labels it allows, or none where it allows all."""
_MARKED = re.compile(r"\[([^\[\]|\s]+)\|(\w+)\]")


def read_line(line: str) -> dict[str, Any]:
    """Return the `text` of a line, its `marks` as [start, end, mark), and if it is `held_out`.

    Raises:
        ValueError: the line marks nothing, or has a mark or a bracket that is none of ours.
    """
    text, marks, done = "", [], 0
    for found in _MARKED.finditer(line):
        word, mark = found.groups()
        if mark not in MARKS:
            raise ValueError(f"the mark {mark!r} is none of {', '.join(MARKS)}")
        text += line[done : found.start()]
        marks.append((len(text), len(text) + len(word), mark))
        text, done = text + word, found.end()
    text += line[done:]
    if not marks or set(text) & set("[]|"):
        raise ValueError("expected words marked as [word|mark], and no other brackets")
    chance = int(sha256(text.encode()).hexdigest(), 16)
    return {"text": text, "marks": marks, "held_out": chance % HELD_OUT == 0}


def predicates_in(*paths: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of files, or of all of the project's, as `read_line` gives them."""
    for path in paths or sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield read_line(line.strip())
                except ValueError as error:
                    raise ValueError(f"{path}:{number}: {error}") from error


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.txt")):
        found = list(predicates_in(path))
        held = sum(one["held_out"] for one in found)
        counts = Counter(mark for one in found for _, _, mark in one["marks"])
        print(path.name, len(found), "sentences,", held, "held out:", dict(counts.most_common()))
