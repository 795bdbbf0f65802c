"""What the linker is given of the reports in a store."""

from __future__ import annotations

from pathlib import Path

from dragoman.store.database import Store
from dragoman.store.linkable import read_chosen
from dragoman.store.loader import insert_rows
from dragoman.testing.room import make_store

_ARTICLE = {
    "id": "papers", "published": "2024-03-04", "language": "en",
    "text": "Amnesty said a document claims Chad shelled Niger at the river.",
}  # fmt: skip


def test_a_claim_is_of_its_innermost_speaker_even_if_nobody_knows_that_one(tmp_path: Path) -> None:
    path = make_store(tmp_path / "news.duckdb", [_ARTICLE])
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        ((claim_id, run_id),) = connection.execute("SELECT id, run_id FROM claims").fetchall()
        told = (claim_id, run_id, "papers")
        where = (None, None, None, None)
        insert_rows(connection, {"claim_steps": [
            (*told, 0, "Amnesty", "org:amnesty", "says", "named", *where),
            (*told, 1, "a document", None, "alleges", "document", *where),
        ]})  # fmt: skip
        connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT id FROM reports")
        (report,) = read_chosen(connection)
    assert [claim.speaker for claim in report.claims] == ["a document"]
