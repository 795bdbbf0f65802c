"""Times a store of many reports: what pages and analysts ask, and what an ingest does with it.

`python benchmarks/store.py [REPORTS] [FILE]` fills a store (300,000 reports unless said otherwise)
as `dragoman.testing.many` makes it, with its index, and prints a time for each question.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.pipeline.ingest_kinship import settle_kinship
from dragoman.records import RawDocument
from dragoman.store.database import Store
from dragoman.store.intake import fill_queue, receive
from dragoman.store.linking import link_store
from dragoman.store.panels import panel
from dragoman.testing.many import many_reports

if TYPE_CHECKING:
    import duckdb

_REPORTS = 300_000

_QUESTIONS = {
    "reports by type and month": """
        SELECT type, date_trunc('month', earliest) AS month, count(*) FROM current_reports
        GROUP BY ALL
    """,
    "dyads by year": """
        SELECT a.country, b.country, year(r.earliest), count(*), avg(r.intensity)
        FROM current_reports r
        JOIN current_participants a ON a.report_id = r.id AND a.role = 'initiator'
        JOIN current_participants b ON b.report_id = r.id AND b.role = 'target' GROUP BY ALL
    """,
    "reports of one country, newest first": """
        SELECT r.* FROM current_reports r SEMI JOIN (
            SELECT report_id FROM participants WHERE country = 'KEN') p ON p.report_id = r.id
        ORDER BY earliest DESC LIMIT 50
    """,
    "one report by id": "SELECT * FROM reports WHERE id = 'rep-' || md5('619')[:16]",
    "the reports of one document": """
        SELECT * FROM reports WHERE document_id = 'doc-' || md5('77')[:16]
    """,
    "documents of a week": """
        SELECT id, title FROM documents WHERE published_on BETWEEN '2020-03-01' AND '2020-03-07'
    """,
    "titles with a word": "SELECT id FROM documents WHERE title ILIKE '%story 777%' LIMIT 50",
    "texts with a word": "SELECT id FROM documents WHERE text ILIKE '%nowhere%' LIMIT 50",
    "places on a map": """
        SELECT country, name, lat, lon, count(*) FROM current_report_places GROUP BY ALL LIMIT 5000
    """,
    "number of current reports": "SELECT count(*) FROM current_reports",
}


def main(arguments: list[str]) -> int:
    """Fill a store and print the times; return an exit status."""
    reports = int(arguments[0]) if arguments else _REPORTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[1]) if len(arguments) > 1 else Path(folder) / "bench.duckdb"
        if not path.exists():
            _timed(f"fill {reports:,} reports", lambda: _fill(path, reports))
        print(f"{path.stat().st_size / 1e6:,.0f} MB")
        with Store.open(path) as store:
            for name, question in _QUESTIONS.items():
                _timed(name, partial(store.sql, question))
            asked = partial(panel, store, by="dyad", every="month")
            _timed("panel of dyads by month", asked)
            _timed("one document's output", lambda: store.output(_document_id(store)))
            store.rest()
            _timed("open again and ask", lambda: store.sql("SELECT 1"))
        with Store.open(path, writable=True) as store:
            _timed("receive 1,000 known documents", lambda: _receive(store))
            _timed("list what is to be coded", lambda: _queue(store))
            _timed("look for copies of 1,000 new", lambda: _settle(store))
            _timed("link again, where nothing is new", lambda: link_store(store))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB of memory at most")
    return 0


def _timed(name: str, act: Callable[[], object]) -> None:
    began, worked = time.perf_counter(), time.process_time()
    act()
    seconds, of_cores = time.perf_counter() - began, time.process_time() - worked
    print(f"{seconds:8.3f} s  {of_cores:8.3f} s of the cores  {name}", flush=True)


def _fill(path: Path, reports: int) -> None:
    many_reports(path, reports)
    with Store.open(path, writable=True) as store:
        link_store(store)


def _document_id(store: Store) -> str:
    row = store.sql("SELECT 'doc-' || md5('77')[:16] AS id").to_pylist()[0]
    return str(row["id"])


def _receive(store: Store) -> int:
    raws = [
        RawDocument(
            sha256=f"{n:064x}", source_id="x", url=f"https://news.example/{n}",
            media_type="text/html", body=b"x", fetched_at="2024-02-02T00:00:00+00:00",
        )
        for n in range(1000)
    ]  # fmt: skip
    with store.transaction() as connection:
        receive(connection, raws, "ing")
        return receive(connection, raws, "ing")


def _queue(store: Store) -> int:
    with store.transaction() as connection:
        return fill_queue(connection)


def _settle(store: Store) -> None:
    connection: duckdb.DuckDBPyConnection = store.connection
    connection.execute(
        "UPDATE fingerprints SET is_settled = FALSE WHERE document_id IN "
        "(SELECT document_id FROM fingerprints LIMIT 1000)"
    )
    settle_kinship(store)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
