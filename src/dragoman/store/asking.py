"""Questions of strangers: one SELECT, bounded in time and size, that sees what may be shown.

Whoever may read the pages may ask, so a question gets no more than they do: no file, no setting,
no words whose rights do not allow to show them, and no table that holds such words. What it names
is read from DuckDB's own parse of it, never guessed from its words.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb
import msgspec

from dragoman.errors import StoreError
from dragoman.store.export_parts import QUOTE_CHARACTERS
from dragoman.store.tables import TABLES
from dragoman.store.views import VIEWS

__all__ = ["Asked", "ask"]

MOST_BYTES = 8_000_000
_AT_ONCE = 200
_WHOLE_TEXTS = frozenset(("raw_documents", "analyses"))
"""They hold texts as received, whatever their rights."""
_TABLES = frozenset(table.name for table in TABLES) | VIEWS.keys()
_TABLE_FUNCTIONS = frozenset(("unnest", "range", "generate_series"))
_FUNCTIONS_OF_THE_MACHINE = frozenset(("current_setting", "getenv", "getvariable"))
_CATALOG = """
    SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views()
"""
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
"""Others may be read as the name of a file."""
_ARE_RESERVED = "SELECT 1 FROM {store}.documents WHERE rights IS DISTINCT FROM 'full' LIMIT 1"
_TEXTS = """
    SELECT * REPLACE (CASE WHEN rights = 'full' THEN text END AS text,
        CASE WHEN rights <> 'none' THEN title END AS title) FROM {store}.documents
"""


def _words(table: str, column: str) -> str:
    """Return a table with one column of words as far as it may be shown."""
    is_of = "document_id IN (SELECT id FROM {store}.documents WHERE rights = "
    return (
        f"SELECT * REPLACE (CASE WHEN {is_of}'full') THEN {column} WHEN {is_of}'quote')"
        f" THEN left({column}, {QUOTE_CHARACTERS}) END AS {column}) FROM {{store}}.{table}"
    )


_EVIDENCE = """
    SELECT * REPLACE (CASE WHEN NOT list_has_any(report_ids, (
        SELECT coalesce(list(r.id), []) FROM {store}.reports r
        JOIN {store}.documents d ON d.id = r.document_id WHERE d.rights IS DISTINCT FROM 'full'
    )) THEN record END AS record) FROM {store}.event_relations
"""
_AS_SHOWN = {
    "documents": _TEXTS,
    "reports": _words("reports", "trigger_text"),
    "claims": _words("claims", "content"),
    "participants": _words("participants", "description"),
    "event_relations": _EVIDENCE,
}
"""Tables that hold words of documents, as far as they may be shown: as in exports."""


class Asked(NamedTuple):
    """The answer to a question."""

    columns: list[dict[str, str]]
    """Name and type of each."""
    rows: list[list[Any]]
    is_cut: bool
    """True if there are more rows than were wanted or can be sent."""


def ask(connection: Any, text: str, *, limit: int, limit_s: float) -> Asked:
    """Return the first `limit` rows of one SELECT; `connection` is a cursor for it alone.

    Raises:
        StoreError: D405 where it is no single SELECT, names what it may not, takes longer than
            `limit_s` seconds, or DuckDB cannot answer it.
    """
    timer = threading.Timer(limit_s, connection.interrupt)
    try:
        _check(connection, text)
        _hide_what_may_not_be_shown(connection)
        timer.start()
        # A new line, for the question may end in a remark.
        inner = text.strip().rstrip(";")
        connection.execute(f"SELECT * FROM (\n{inner}\n) LIMIT {limit + 1}")
        columns = [{"name": each[0], "type": str(each[1])} for each in connection.description]
        rows, is_cut = _bounded(connection, limit)
    except duckdb.InterruptException:
        message = f"The question took longer than {limit_s:g} s. Ask for less at once."
        raise StoreError("D405", message) from None
    except duckdb.Error as error:
        raise StoreError("D405", str(error).strip()) from error
    finally:
        timer.cancel()
    return Asked(columns, rows, is_cut)


def _check(connection: Any, text: str) -> None:
    parsed = msgspec.json.decode(
        connection.execute("SELECT json_serialize_sql($text)", {"text": text}).fetchone()[0]
    )
    if parsed.get("error"):
        raise StoreError("D405", f"Expected one SELECT. {parsed.get('error_message', '')}".strip())
    if len(parsed["statements"]) != 1:
        raise StoreError("D405", "Expected one SELECT, not several.")
    nodes = list(_nodes(parsed["statements"]))
    named = {
        entry["key"].lower()
        for node in nodes
        for entry in (node.get("cte_map") or {}).get("map", ())
    }
    known = {name for (name,) in connection.execute(_CATALOG).fetchall()}
    # A name holds in one part of the question only, and elsewhere means the table.
    for name in sorted(named):
        if name in known or not _PLAIN_NAME.fullmatch(name):
            message = f"WITH {name!r}: tables are called that, or files. Choose another name."
            raise StoreError("D405", message)
    for node in nodes:
        if fault := _fault(node, named):
            raise StoreError("D405", fault)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a tree of JSON, however deep."""
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _fault(node: dict[str, Any], named: set[str]) -> str | None:
    """Return what is wrong with a part of a question, if anything is; `named` are its CTEs."""
    kind = node.get("type")
    if kind == "BASE_TABLE":
        name = str(node.get("table_name", "")).lower()
        if node.get("schema_name") or node.get("catalog_name"):
            return f"Name the table {name!r} without its schema."
        if name in _WHOLE_TEXTS or (name not in _TABLES and name not in named):
            known = ", ".join(sorted(_TABLES - _WHOLE_TEXTS))
            return f"There is no table {name!r} to ask. There are {known}."
    if kind == "SHOW_REF" and node.get("table_name"):
        return "Only DESCRIBE and SUMMARIZE of a table are answered."
    function = node.get("function")
    if kind == "TABLE_FUNCTION" and isinstance(function, dict):
        called = function.get("function_name")
        if called not in _TABLE_FUNCTIONS:
            return f"The table function {called!r} is not answered."
    if str(node.get("function_name", "")).lower() in _FUNCTIONS_OF_THE_MACHINE:
        return f"The function {node['function_name']!r} is not answered."
    return None


def _hide_what_may_not_be_shown(connection: Any) -> None:
    """Put views before the tables. DuckDB looks among temporary names first, in views as well."""
    name = connection.execute("SELECT current_catalog()").fetchone()[0]
    store = '"' + name.replace('"', '""') + '".main'
    if connection.execute(_ARE_RESERVED.format(store=store)).fetchone() is None:
        return
    for table, shown in _AS_SHOWN.items():
        made = f"CREATE OR REPLACE TEMP VIEW {table} AS {shown}"
        connection.execute(made.replace("{store}", store))


def _bounded(found: Any, limit: int) -> tuple[list[list[Any]], bool]:
    rows: list[list[Any]] = []
    size = 0
    while some := found.fetchmany(_AT_ONCE):
        for row in some:
            shown = [_plain(value) for value in row]
            size += len(msgspec.json.encode(shown))
            if len(rows) == limit or size > MOST_BYTES:
                return rows, True
            rows.append(shown)
    return rows, False


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if value is None or isinstance(value, bool | str | float | date | datetime | time):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**63 else str(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Decimal | timedelta):
        return str(value)
    return value.hex() if isinstance(value, bytes) else str(value)
