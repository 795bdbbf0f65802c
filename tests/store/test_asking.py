"""What a stranger's SQL may see, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.store.asking import ask
from dragoman.store.database import Store
from dragoman.testing.room import make_store

_WORDS = {
    "reports": "trigger_text",
    "claims": "content",
    "participants": "description",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = make_store(tmp_path_factory.mktemp("asking") / 'odd"name.duckdb')
    with Store.open(found, writable=True) as store, store.transaction() as connection:
        connection.execute("UPDATE documents SET rights = 'quote' WHERE id = 'war'")
    return found


@pytest.fixture
def cursor(path: Path) -> Iterator[Any]:
    with Store.open(path) as store:
        yield store.connection.cursor()


def answer(cursor: Any, text: str, *, limit: int = 100, limit_s: float = 20.0) -> Any:
    return ask(cursor, text, limit=limit, limit_s=limit_s)


def test_one_select_is_answered_with_names_and_types(cursor: Any) -> None:
    found = answer(cursor, "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n, type")
    assert found.columns == [{"name": "type", "type": "VARCHAR"}, {"name": "n", "type": "BIGINT"}]
    assert found.rows == [["ASSAULT", 2], ["CONSULT", 2]]
    assert found.is_cut is False


@pytest.mark.parametrize(
    "text",
    [
        "WITH a AS (SELECT type FROM current_reports) SELECT count(*) FROM a",
        "FROM events JOIN event_actors ON event_id = id",
        "SELECT x FROM unnest([1, 2]) AS t(x) -- a remark",
        "DESCRIBE events",
        "SELECT 1 AS a UNION SELECT 2",
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) FROM n",
    ],
)
def test_what_a_select_may_be(cursor: Any, text: str) -> None:
    assert answer(cursor, text).rows


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "SELECT 1; SELECT 2", "DROP TABLE events", "DELETE FROM events",
        "CREATE TABLE t AS SELECT 1", "COPY events TO 'x.csv'", "ATTACH 'x.duckdb'",
        "SET threads = 1", "PRAGMA database_list", "INSTALL httpfs", "SELECT * FROM 'x.csv'",
        "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')",
        "SELECT * FROM raw_documents", "SELECT output FROM analyses", "FROM main.documents",
        "SELECT (SELECT max(body) FROM raw_documents)", "FROM query('FROM raw_documents')",
        "FROM query_table('raw_documents')", "SELECT current_setting('temp_directory')",
        "FROM duckdb_settings()", "FROM sqlite_master", "FROM information_schema.tables",
        "SHOW ALL TABLES", "WITH a AS (FROM analyses) FROM a", "SELECT no_such FROM events",
        "SELECT count(*) FROM events WHERE id IN (SELECT document_id FROM analyses)",
        "EXPLAIN SELECT 1", "CALL pragma_version()", "SELECT $a",
    ],
)  # fmt: skip
def test_what_is_no_question_of_a_stranger_is_refused(cursor: Any, text: str) -> None:
    with pytest.raises(StoreError) as caught:
        answer(cursor, text)
    assert caught.value.code == "D405"


def test_a_text_is_shown_only_where_its_rights_allow(cursor: Any) -> None:
    for name in ("documents", '"documents"', "DOCUMENTS"):
        found = answer(cursor, f"SELECT id, text IS NULL FROM {name} ORDER BY id").rows
        assert found == [["talks", False], ["war", True]]


@pytest.mark.parametrize("name", ["index_events", "raw_documents", "sqlite_master", "Documents"])
def test_no_part_of_a_question_has_the_name_of_a_table(cursor: Any, name: str) -> None:
    text = f"SELECT t.* FROM {name} AS t, (WITH {name} AS (SELECT 1) SELECT 1) AS part"
    with pytest.raises(StoreError, match=rf"D405 .*{name.lower()}.* another name"):
        answer(cursor, text)


def test_a_part_of_a_question_has_a_plain_name(cursor: Any, tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text("a\n1\n")
    text = f"""SELECT t.* FROM '{table}' AS t, (WITH "{table}" AS (SELECT 1) SELECT 1) AS part"""
    with pytest.raises(StoreError, match=r"D405 .* another name"):
        answer(cursor, text)


_RELATION = """INSERT INTO event_relations SELECT 'a', 'b', 'follows', [id],
    '{"evidence": [{"quote": "Mali"}]}' FROM reports WHERE document_id IN ('talks', 'war')"""


@pytest.mark.parametrize(
    ("rights", "title", "words", "records"),
    [("none", None, None, 2), ("quote", "Guns at the river", "a" * 280, 2),
     ("full", "Guns at the river", "a" * 300, 4)],
)  # fmt: skip
def test_words_are_shown_as_far_as_the_rights_of_their_document_allow(
    tmp_path: Path, rights: str, title: str | None, words: str | None, records: int
) -> None:
    path = make_store(tmp_path / "news.duckdb")
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        connection.execute("UPDATE documents SET rights = ? WHERE id = 'war'", [rights])
        for table, column in _WORDS.items():
            connection.execute(f"UPDATE {table} SET {column} = repeat('a', 300)")
        connection.execute(_RELATION)
    with Store.open(path) as store:
        cursor = store.connection.cursor()
        asked = "SELECT title FROM documents ORDER BY id"
        assert answer(cursor, asked).rows == [["Talks in spring"], [title]]
        for table, column in _WORDS.items():
            for name in (table, f"current_{table}"):
                asked = f"SELECT DISTINCT {column} FROM {name} WHERE document_id = 'war'"
                assert answer(cursor, asked).rows == [[words]]
                asked = f"SELECT DISTINCT len({column}) FROM {name} WHERE document_id = 'talks'"
                assert answer(cursor, asked).rows == [[300]]
        assert answer(cursor, "SELECT count(record) FROM event_relations").rows == [[records]]


def test_rows_beyond_the_limit_are_left_and_said_to_be(cursor: Any) -> None:
    found = answer(cursor, "SELECT * FROM range(1000)", limit=7)
    assert (len(found.rows), found.is_cut) == (7, True)
    assert answer(cursor, "SELECT * FROM range(7)", limit=7).is_cut is False


def test_an_answer_is_bounded_in_bytes(cursor: Any) -> None:
    found = answer(cursor, "SELECT repeat('x', 1000000) FROM range(100)")
    assert (len(found.rows), found.is_cut) == (7, True)


def test_a_question_that_takes_too_long_is_ended(cursor: Any) -> None:
    endless = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
    with pytest.raises(StoreError, match="took longer"):
        answer(cursor, endless, limit_s=0.3)
    assert answer(cursor, "SELECT 1").rows == [[1]]


def test_values_that_json_lacks_are_told_in_words(cursor: Any) -> None:
    text = (
        "SELECT DATE '2024-03-04', 170141183460469231731687303715884105727::HUGEINT,"
        " MAP {1: 'a'}, {'b': [1, NULL]}, 1.50::DECIMAL(4, 2), 'x'::BLOB, INTERVAL 1 DAY"
    )
    (row,) = answer(cursor, text).rows
    assert [str(value) for value in row] == [
        "2024-03-04", "170141183460469231731687303715884105727", "{'1': 'a'}",
        "{'b': [1, None]}", "1.50", "78", "1 day, 0:00:00",
    ]  # fmt: skip


def test_nothing_of_it_outlasts_the_question(path: Path) -> None:
    with Store.open(path) as store:
        answer(store.connection.cursor(), "SELECT 1")
        text = "SELECT count(text) FROM documents"
        assert store.connection.execute(text).fetchall() == [(2,)]
