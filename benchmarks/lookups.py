"""Actor look-ups a second of processor: exact names, and a mix as careless writers would send it.

The mix is, of ten names, six as the index keeps them, one in capitals, one misspelt by one vowel,
one transliterated to another alphabet, and one that nobody has. Every name is asked for once, so
that no cache helps. Exit status 1 where either is below the floor.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Callable

from dragoman.knowledge.actor_search import find_alike
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.index import default_path

NAMES = 10_000
LEAST_A_SECOND = 10_000
CYRILLIC = str.maketrans("abvgdeziklmnoprstuf", "абвгдезиклмнопрстуф")


def look_up(name: str, index: ActorIndex) -> tuple[ActorHit, ...]:
    """Return the readings of a name, those of like names where it has none."""
    return index.find(name) or find_alike(name, index)


def names_of_the_index() -> list[str]:
    """Return names in Latin letters, shuffled the same way every time."""
    with sqlite3.connect(default_path()) as database:
        rows = database.execute("SELECT DISTINCT form FROM actor_name ORDER BY form").fetchall()
    names = [row[0] for row in rows if row[0].isascii()]
    random.Random(0).shuffle(names)
    return names[:NAMES]


def mixed(names: list[str]) -> list[str]:
    """Return the names with four of ten changed."""
    changes: dict[int, Callable[[str], str]] = {
        6: str.upper,
        7: lambda name: name.replace("a", "e", 1),
        8: lambda name: name.lower().translate(CYRILLIC),
        9: lambda name: name[::-1].title(),
    }
    return [changes.get(n % 10, str)(name) for n, name in enumerate(names)]


def rate(names: list[str]) -> tuple[float, float]:
    """Return look-ups a second in a fresh index, and the share of names that led to somebody."""
    index = ActorIndex.open()
    began = time.process_time()
    found = sum(bool(look_up(name, index)) for name in names)
    return len(names) / (time.process_time() - began), found / len(names)


def main() -> int:
    """Measure and print; return an exit status."""
    names = names_of_the_index()
    slow = False
    for label, asked in (("exact", names), ("mixed", mixed(names))):
        a_second, found = rate(asked)
        print(f"{label}  {a_second:8,.0f} look-ups a second, {found:.0%} lead to somebody")
        slow = slow or a_second < LEAST_A_SECOND
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
