"""Events that other coders made, kept beside ours in a table of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.store.arrow import arrow_table
from dragoman.store.schema import table

if TYPE_CHECKING:
    from dragoman.store.database import Store

__all__ = ["FOREIGN_EVENTS", "has_foreign", "put_foreign"]

FOREIGN_EVENTS = table(
    "foreign_events",
    "Events of other coders, imported for comparison; made when something is imported.",
    "id",
    """
id TEXT hashes coder, given id and place among rows of that id
coder TEXT polecat, icews, gdelt or acled, or the name given at the import
file TEXT the file it was read from
row INTEGER its row there, from 1
given_id TEXT the id its coder gave it
day DATE the day of the event
type TEXT PLOVER type, by the crosswalk where the coder uses another ontology
mode TEXT PLOVER mode
quad INTEGER quad class of that type
intensity DOUBLE score of that type and mode
cameo TEXT CAMEO code, if the coder gave one
actors TEXT[] who acted
actor_countries TEXT[] their countries, ISO alpha-3
recipients TEXT[] who was acted upon
recipient_countries TEXT[] their countries, ISO alpha-3
country TEXT ISO alpha-3 of the place
place TEXT name of the place
lat DOUBLE latitude, degrees
lon DOUBLE longitude, degrees
publisher TEXT source, as the coder names it
url TEXT address of the source
killed DOUBLE dead, if the coder counts them
record JSON the row as it was, by its columns
""",
    unique=True,
)


def has_foreign(store: Store) -> bool:
    """True if the store has the table of imported events."""
    found = store.connection.cursor().execute(
        "SELECT 1 FROM duckdb_tables() WHERE table_name = 'foreign_events'"
    ).fetchall()  # fmt: skip
    return bool(found)


def put_foreign(store: Store, rows: Sequence[tuple[object, ...]]) -> int:
    """Add imported events, in the columns of `FOREIGN_EVENTS`; return how many are new.

    Rows with a known id take the place of what was there.
    """
    with store.transaction() as connection:
        if not has_foreign(store):
            connection.execute(FOREIGN_EVENTS.definition())
        ((before,),) = connection.execute("SELECT count(*) FROM foreign_events").fetchall()
        connection.register("incoming", arrow_table(FOREIGN_EVENTS, rows))
        connection.execute("DELETE FROM foreign_events WHERE id IN (SELECT id FROM incoming)")
        connection.execute("INSERT INTO foreign_events SELECT * FROM incoming")
        connection.unregister("incoming")
        ((after,),) = connection.execute("SELECT count(*) FROM foreign_events").fetchall()
    return int(after - before)
