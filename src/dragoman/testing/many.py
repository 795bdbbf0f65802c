"""A store of as many reports as wanted, made in the database itself: for measuring pages.

What it holds depends on the number of reports alone. Who takes part, where and in which words
follows Zipf's law, the last years have more than the first, some events have forty reports and
most have one, and texts come in no order of days: as an archive would. `many_sql` makes the rows;
this module makes the small tables that they are drawn from.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import pyarrow as pa

from dragoman.knowledge.index import default_path
from dragoman.store.database import Store
from dragoman.store.packing import pack
from dragoman.testing.many_sql import CHUNK, EVENTS, MACROS, ONCE, fill_of

__all__ = ["REPORTS_A_DOCUMENT", "many_reports"]

REPORTS_A_DOCUMENT = 8
_DOCUMENTS_A_CHUNK = 25_000
_ACTORS, _PLACES, _TAILS, _WORDS = 6000, 8000, 20_000, 30_000
_DEEDS = tuple(
    (kind, mode or None, int(quad), float(intensity), cameo, verb)
    for kind, mode, quad, intensity, cameo, verb in (
        (part.strip() for part in line.split(","))
        for line in """
            CONSULT, meet, 1, 3, 040, met
            CONSULT, visit, 1, 3.5, 042, visited
            AGREE, meet, 1, 3, 030, agreed to meet
            SUPPORT, , 1, 4, 051, backed
            ACCUSE, disapprove, 3, -2, 110, criticised
            ASSAULT, aerial, 4, -9.5, 195, bombed
            REQUEST, , 3, -1, 100, urged
            ACCUSE, allege, 3, -2.5, 112, accused
            REJECT, , 3, -3, 120, rejected
            COOPERATE, , 2, 6, 060, worked with
            AID, military, 2, 7, 072, armed
            THREATEN, , 3, -5, 130, threatened
            PROTEST, riot, 4, -6, 145, marched on
            ASSAULT, firearms, 4, -9, 190, shelled
            SANCTION, , 4, -5.5, 163, sanctioned
            COERCE, arrest, 4, -6.5, 173, detained
            MOBILIZE, , 4, -6, 154, massed against
            CONCEDE, , 1, 4.5, 080, gave in to
            RETREAT, , 2, 6.5, 087, withdrew from
        """.strip().splitlines()
    )
)
"""Type, mode, quad, intensity, CAMEO code and words of what is done, the commonest first."""
_FREQUENT = (
    "the of to in a and said for on that with by at was from has is as his an were after been have "
    "its will who government president minister not would it had which he be talks also over "
    "against officials forces two this more between people their but military peace foreign new "
    "year state security border country statement attack meeting agreement week leaders army"
).split()
_SYLLABLES = ("ba ko ri ten mar sol vi da lor ne pas ti gra mo fen ul ska ro dim ze hal qui tor "
              "ny ber la cam so wig et").split()  # fmt: skip


def many_reports(
    path: Path, count: int, *, told: Callable[[int], object] = lambda _reports: None
) -> Path:
    """Write a linked store of about `count` reports: five events and one text for eight of them.

    `told` is called with the number of reports that are written so far.
    """
    documents = max(1, count // REPORTS_A_DOCUMENT)
    with Store.open(path, writable=True) as store:
        connection = store.connection
        connection.create_function("packed_json", _packed, ["VARCHAR"], "BLOB")
        for name, rows in _drawn_from().items():
            connection.register("given", rows)
            connection.execute(f"CREATE TEMP TABLE {name} AS FROM given")
            connection.unregister("given")
        for statement in (*MACROS, *ONCE):
            connection.execute(fill_of(statement, documents))
        for first in range(0, documents, _DOCUMENTS_A_CHUNK):
            last = min(documents, first + _DOCUMENTS_A_CHUNK)
            with store.transaction():
                for statement in CHUNK:
                    connection.execute(fill_of(statement, documents, first, last))
            told(last * REPORTS_A_DOCUMENT)
        with store.transaction():
            for statement in EVENTS:
                connection.execute(fill_of(statement, documents))
    return path


def _packed(text: str) -> bytes:
    return pack(text.encode())


def _drawn_from() -> dict[str, pa.Table]:
    """Return actors, places, deeds and pieces of sentences, numbered by how common they are."""
    index = sqlite3.connect(f"file:{default_path()}?mode=ro", uri=True)
    actors = index.execute(
        "SELECT id, name, kind, coalesce(country, 'IGO'), substr(sectors || 'GOV', 1, 3) FROM actor"
        " ORDER BY kind <> 'state', length(id), id LIMIT ?", [_ACTORS]
    ).fetchall()  # fmt: skip
    places = index.execute(
        "SELECT name, latitude, longitude, country, key FROM place WHERE country IS NOT NULL"
        " AND latitude IS NOT NULL ORDER BY population DESC, key LIMIT ?", [_PLACES]
    ).fetchall()  # fmt: skip
    index.close()
    chance = random.Random(7)
    chance.shuffle(actors)
    words = _FREQUENT + [_word(number) for number in range(_WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    drawn = chance.choices(words, cum_weights=weights, k=9 * _TAILS)
    tails = [(" ".join(drawn[at : at + 9]),) for at in range(0, len(drawn), 9)]
    return {
        "who": _numbered("id name kind country sector", actors),
        "places_of": _numbered("name lat lon country key", places),
        "deeds": _numbered("type mode quad intensity cameo verb", _DEEDS),
        "tails": _numbered("words", tails),
    }


def _word(number: int) -> str:
    """Return a made-up word, another for each number."""
    first, rest = number % 30, number // 30 + 1
    found = _SYLLABLES[first]
    while rest:
        found += _SYLLABLES[rest % 30]
        rest //= 30
    return found


def _numbered(names: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = zip(names.split(), zip(*rows, strict=True), strict=True)
    made = {name: pa.array(column) for name, column in columns}
    return pa.table({"k": pa.array(range(len(rows)), pa.int64()), **made})
