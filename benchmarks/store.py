"""Times a store of many reports: what pages and analysts ask, and what an ingest does with it.

`python benchmarks/store.py [REPORTS] [FILE]` fills a store (300,000 reports unless said otherwise)
with rows made by SQL, of the sizes that real articles give, and prints a time for each question.
"""

from __future__ import annotations

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

if TYPE_CHECKING:
    import duckdb

_REPORTS = 300_000
_PER_DOCUMENT = 8
_TYPES = "['AGREE','CONSULT','SUPPORT','AID','REQUEST','ACCUSE','REJECT','THREATEN','ASSAULT']"
_COUNTRIES = "['KEN','SOM','TCD','NER','MLI','GHA','TGO','BEN','GAB','AGO','RUS','USA','CHN']"
_DOCUMENT_ID = "'doc-' || md5(i::TEXT)[:16]"

_FILL = {
    "intake": f"""
        SELECT {_DOCUMENT_ID}, NULL, 'crawl.warc.gz', 'https://news.example/' || i,
        '2024-02-01T00:00:00+00:00', 'text/html', sha256(i::TEXT), 'ing', NULL
    """,
    "raw_documents": """
        SELECT sha256(i::TEXT), 'crawl.warc.gz', 'https://news.example/' || i,
        '2024-02-01T00:00:00+00:00', 'text/html', encode(repeat(md5((i * 7)::TEXT), 60))
    """,
    "documents": f"""
        SELECT {_DOCUMENT_ID}, 'run', 'crawl.warc.gz', 'https://news.example/' || i,
        'Outlet ' || i % 40, 'Story ' || i, repeat(md5(i::TEXT) || ' words of text ', 50), 'en',
        (DATE '2015-01-01' + (i % 3650)::INTEGER)::TEXT, DATE '2015-01-01' + (i % 3650)::INTEGER,
        'metadata', NULL, '2024-02-01T00:00:00+00:00', sha256(i::TEXT), sha256(i::TEXT), NULL, NULL,
        TRUE, 'full', 'coded'
    """,
    "fingerprints": f"""
        SELECT {_DOCUMENT_ID}, list_transform(range(52), lambda n: hash(i * 100 + n)), TRUE
    """,
    "analyses": f"""
        SELECT {_DOCUMENT_ID}, 'run', '{{"x":"' || repeat(md5(i::TEXT) || ' record ', 600) || '"}}',
        '{{"document":{{"id":"' || i || '"}},"problems":[],"x":"' ||
        repeat(md5(i::TEXT) || ' output ', 500) || '"}}'
    """,
}
_PER_REPORT = {
    "reports": f"""
        SELECT 'rep-' || md5(i || '.' || n)[:16], 'run', {_DOCUMENT_ID}, {_TYPES}[1 + (i + n) % 9],
        NULL, ['diplomatic'], 1 + (i + n) % 4, -2.5, '040', 0.8, n * 90, n * 90 + 5, 'met',
        DATE '2015-01-01' + (i % 3650)::INTEGER, DATE '2015-01-02' + (i % 3650)::INTEGER, 'day',
        'stated', 'occasion', NULL, 'affirmed', 'certain', 'occurred', FALSE, NULL, n * 90,
        n * 90 + 80
    """,
    "participants": f"""
        SELECT 'rep-' || md5(i || '.' || n)[:16], 'run', {_DOCUMENT_ID}, p,
        ['initiator','target'][p + 1], 'State', 'State',
        'state:' || {_COUNTRIES}[1 + (i * p + n) % 13],
        'ent', {_COUNTRIES}[1 + (i * p + n) % 13], 'GOV', ['GOV'], 0, FALSE, 0.8, n * 90, n * 90 + 5
    """,
    "report_places": f"""
        SELECT 'rep-' || md5(i || '.' || n)[:16], 'run', {_DOCUMENT_ID}, 0, 'Town', 'at',
        {_COUNTRIES}[1 + i % 13], NULL, i % 90, n, i % 9999, 'city', n * 90, n * 90 + 5
    """,
    "claims": f"""
        SELECT 'cla-' || md5(i || '.' || n)[:16], 'run', {_DOCUMENT_ID}, 'report',
        'rep-' || md5(i || '.' || n)[:16], [], [], 'words of the claim', n * 90, n * 90 + 9,
        'affirmed', 'certain', 'occurred', 0.8
    """,
}

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
    "one report by id": "SELECT * FROM reports WHERE id = 'rep-' || md5('77.3')[:16]",
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
            _timed(f"fill {reports:,} reports", lambda: _fill(path, reports // _PER_DOCUMENT))
        print(f"{path.stat().st_size / 1e6:,.0f} MB")
        with Store.open(path) as store:
            for name, question in _QUESTIONS.items():
                _timed(name, partial(store.sql, question))
            _timed("one document's output", lambda: store.output(_document_id(store)))
            store.rest()
            _timed("open again and ask", lambda: store.sql("SELECT 1"))
        with Store.open(path, writable=True) as store:
            _timed("receive 1,000 known documents", lambda: _receive(store))
            _timed("list what is to be coded", lambda: _queue(store))
            _timed("look for copies of 1,000 new", lambda: _settle(store))
    return 0


def _timed(name: str, act: Callable[[], object]) -> None:
    began, worked = time.perf_counter(), time.process_time()
    act()
    seconds, of_cores = time.perf_counter() - began, time.process_time() - worked
    print(f"{seconds:8.3f} s  {of_cores:8.3f} s of the cores  {name}", flush=True)


def _fill(path: Path, documents: int) -> None:
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        for name, made in _FILL.items():
            connection.execute(f"INSERT INTO {name} {made} FROM range({documents}) r(i)")
        for name, made in _PER_REPORT.items():
            parties = ", range(2) q(p)" if name == "participants" else ""
            numbers = f"range({documents}) r(i), range({_PER_DOCUMENT}) s(n){parties}"
            connection.execute(f"INSERT INTO {name} {made} FROM {numbers} ORDER BY i, n")


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
