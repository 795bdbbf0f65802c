"""Reads the rows of an export out of the store, in batches, so that memory stays bounded."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.records.base import Record
from dragoman.store.export_queries import export_question
from dragoman.store.overlaid import Overlay, reading
from dragoman.store.queries import parameters_of

if TYPE_CHECKING:
    import duckdb

    from dragoman.store.database import Store

__all__ = ["Choice", "export_rows"]

_BATCH_ROWS = 5000
_OF_EVENTS = ("events", "actors", "dyads")


class Choice(Record, frozen=True, kw_only=True):
    """Which rows are wanted: those that fit every filter that is given."""

    since: date | None = None
    """What may have been on this day or later; claims by the day of their document."""
    until: date | None = None
    """What may have been on this day or before."""
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO alpha-3 of the place or of somebody who took part."""
    actors: tuple[str, ...] = ()
    """Ids, or parts of names in any case."""
    assertions: tuple[str, ...] = ()


def export_rows(
    store: Store,
    kind: str,
    choice: Choice | None = None,
    *,
    with_text: bool = True,
    with_story: bool = False,
    overlay: Overlay | None = None,
) -> pa.RecordBatchReader:
    """Return the rows of a kind of export, ordered by time and id.

    Without `with_text` no words of documents come, only offsets and hashes; `with_story` adds
    columns that foreign layouts need. `overlay` are corrections to lay over what the coder read.

    Raises:
        StoreError: D407 the kind is made of events, and the store's reports were not linked.
    """
    if kind in _OF_EVENTS and _is_unlinked(store):
        advice = f"`dragoman link --store {store.path}` links them."
        raise StoreError("D407", f"{store.path}: its reports were not linked to events. {advice}")
    filters = _bound(choice or Choice())
    text = export_question(kind, filters, with_story=with_story)
    given = {**filters, "with_text": with_text}
    given = {name: value for name, value in given.items() if name in parameters_of(text)}
    connection = reading(store, overlay)
    if with_story:
        _put_sentence_starts(connection, store)
    return connection.sql(text, params=given).to_arrow_reader(_BATCH_ROWS)


def _put_sentence_starts(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Make the table of where the sentences of each document begin, which only records tell."""
    connection.execute("CREATE TEMP TABLE sentence_starts (document_id TEXT, starts INTEGER[])")
    told = store.sentence_starts()
    while page := list(islice(told, _BATCH_ROWS)):
        names, starts = zip(*page, strict=True)
        incoming = pa.table(
            {"document_id": pa.array(names), "starts": pa.array(starts, pa.list_(pa.int32()))}
        )
        connection.register("incoming", incoming)
        connection.execute("INSERT INTO sentence_starts FROM incoming")
        connection.unregister("incoming")


def _is_unlinked(store: Store) -> bool:
    found = store.connection.cursor().execute(
        "SELECT EXISTS (FROM current_reports) AND NOT EXISTS (FROM events)"
    ).fetchall()  # fmt: skip
    return bool(found[0][0])


def _bound(choice: Choice) -> dict[str, object]:
    """Return the filters that are given, by name."""
    filters = {
        "since": choice.since,
        "until": choice.until,
        "types": list(choice.types),
        "countries": list(choice.countries),
        "actors": list(choice.actors),
        "assertions": list(choice.assertions),
    }
    return {name: value for name, value in filters.items() if value is not None and value != []}
