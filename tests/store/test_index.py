"""The index of events: filled, kept up by each linking, and made anew where a store has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.io.collections import read_collections
from dragoman.pipeline.ingest import ingest
from dragoman.store.database import Store
from dragoman.store.index_build import has_index
from dragoman.store.index_tables import INDEX
from dragoman.store.linking import link_store
from dragoman.store.packing import unpack
from dragoman.testing.many import many_reports
from dragoman.testing.room import ARTICLES, make_store
from dragoman.testing.stub import load_stub, stub_reading

_BY_NAME = """
    SELECT c.what, coalesce(k.value, i.type || coalesce(i.mode, '') || i.assertion, p.place_name,
        CAST(c.n AS TEXT)) AS value, sum(events) AS events, sum(cooperation) AS cooperation,
        sum(conflict) AS conflict
    FROM index_counts c LEFT JOIN index_names k ON k.n = c.n AND k.what = c.what
    LEFT JOIN index_kinds i ON i.n = c.n AND c.what = 'kind'
    LEFT JOIN index_places p ON p.n = c.n AND c.what = 'place'
    GROUP BY ALL HAVING sum(events) <> 0 ORDER BY ALL
"""
_FOUND = """
    SELECT e.id, e.day, e.best_sentence, w.word FROM index_events e
    JOIN (SELECT word, unnest(reports) >> 16 AS n FROM index_words) w ON w.n = e.n ORDER BY ALL
"""


def _rows(path: Path, question: str) -> list[dict[str, Any]]:
    with Store.open(path) as store:
        found: list[dict[str, Any]] = store.sql(question).to_pylist()
    return found


def _add(path: Path, article: dict[str, str], *, now: str) -> None:
    lines = path.with_name(f"{article['id']}.jsonl")
    lines.write_bytes(msgspec.json.encode(article))
    with Store.open(path, writable=True) as store:
        ingest(
            store, [str(lines)], lambda _: read_collections([str(lines)]),
            load=load_stub, work=stub_reading, now=now,
        )  # fmt: skip


def _index_anew(path: Path) -> None:
    with Store.open(path, writable=True) as store:
        store.connection.execute("DELETE FROM meta WHERE key = 'index'")
        link_store(store)


def _as_layout_1(path: Path) -> None:
    """Make the store what an older version would have left."""
    with Store.open(path, writable=True) as store:
        for table in INDEX:
            store.connection.execute(f"DROP TABLE {table.name}")
        store.connection.execute("DELETE FROM migrations WHERE number > 1")
        readings = store.connection.execute("FROM analyses").fetchall()
        store.connection.execute(
            "CREATE OR REPLACE TABLE analyses (document_id TEXT, run_id TEXT,"
            " record JSON USING COMPRESSION zstd, output JSON USING COMPRESSION zstd)"
        )
        for *made_by, record, output in readings:
            store.connection.execute(
                "INSERT INTO analyses VALUES (?, ?, ?, ?)",
                [*made_by, unpack(record).decode(), unpack(output).decode()],
            )
        store.connection.execute("DELETE FROM meta WHERE starts_with(key, 'index')")
        store.connection.execute("UPDATE meta SET value = '1' WHERE key = 'layout'")


def test_a_store_of_the_first_layout_gets_an_index_when_it_is_linked(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.duckdb")
    before = _rows(path, _BY_NAME)
    with Store.open(path) as store:
        read = store.analysis("talks"), store.output("talks")
    _as_layout_1(path)
    with pytest.raises(StoreError, match="dragoman link"):
        Store.open(path)
    with Store.open(path, writable=True) as store:
        assert not has_index(store.connection)
        link_store(store)
        assert has_index(store.connection)
    assert _rows(path, _BY_NAME) == before
    assert _rows(path, "SELECT max(number) AS n FROM migrations") == [{"n": 3}]
    with Store.open(path) as store:
        assert (store.analysis("talks"), store.output("talks")) == read


def test_what_linkings_keep_up_is_what_would_be_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    text = "Somalia met Kenya on the coast. Chad shelled Niger at night."
    again = {"id": "again", "source": "Mail", "url": "https://mail.example/", "text": text}
    told = [*ARTICLES, ARTICLES[0] | again]
    for number, article in enumerate(told):
        _add(path, article, now=f"2024-06-0{number + 1}T00:00:00Z")
    kept_up, found = _rows(path, _BY_NAME), _rows(path, _FOUND)
    _index_anew(path)
    assert _rows(path, _BY_NAME) == kept_up
    assert _rows(path, _FOUND) == found
    assert {row["value"] for row in kept_up if row["what"] == "source"} >= {"Herald", "Mail"}


def test_counts_are_those_of_the_events(tmp_path: Path) -> None:
    path = many_reports(tmp_path / "many.duckdb", 4000)
    with Store.open(path, writable=True) as store:
        link_store(store)
    (total,) = _rows(path, "SELECT count(*) AS n FROM events")
    for what in ("kind", "place", "day"):
        text = f"SELECT CAST(sum(events) AS BIGINT) AS n FROM index_counts WHERE what = '{what}'"
        assert _rows(path, text) == [total]
    actors = _rows(
        path,
        "SELECT actor_id, count(DISTINCT event_id) AS n FROM event_actors"
        " WHERE NOT starts_with(actor_id, 'ent-') GROUP BY 1 ORDER BY 1",
    )
    assert actors == _rows(
        path,
        "SELECT k.value AS actor_id, CAST(sum(events) AS BIGINT) AS n FROM index_counts c"
        " JOIN index_names k ON k.n = c.n WHERE c.what = 'actor' GROUP BY 1 ORDER BY 1",
    )
    pairs = "SELECT count(*) AS n, CAST(sum(events) AS BIGINT) AS events FROM ({})"
    assert _rows(path, pairs.format("FROM index_pairs")) == _rows(
        path,
        pairs.format(
            "SELECT a.actor_id, b.actor_id, count(DISTINCT a.event_id) AS events"
            " FROM event_actors a JOIN event_actors b ON a.event_id = b.event_id"
            " AND a.actor_id < b.actor_id WHERE NOT starts_with(a.actor_id, 'ent-')"
            " AND NOT starts_with(b.actor_id, 'ent-') GROUP BY 1, 2"
        ),
    )
