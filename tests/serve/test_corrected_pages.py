"""Corrections over the index of a larger store: in every list, in order, each record once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.serve.actors import HELD, actor_rows, positions
from dragoman.serve.library import Library
from dragoman.store.database import Store
from dragoman.store.linking import link_store
from dragoman.testing.many import many_reports
from dragoman.testing.room import client_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = many_reports(tmp_path_factory.mktemp("many") / "many.duckdb", 400)
    with Store.open(found, writable=True) as store:
        link_store(store)
    return found


@pytest.fixture
def room(path: Path) -> Iterator[Any]:
    (path.with_suffix(".files") / "corrections.jsonl").unlink(missing_ok=True)
    with client_of(path) as client:
        client.headers["X-CSRF-Token"] = client.get("/api/v1/me").json()["csrf"]
        yield client


def walk(room: Any, address: str) -> list[dict[str, Any]]:
    """Return what all pages of a list hold."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        body = room.get(f"{address}limit=70&cursor={cursor}").json()
        found += body["items"]
        cursor = body["next"]
    return found


def say(room: Any, action: str, record: dict[str, Any], **more: Any) -> None:
    said = {"action": action, "document_id": record["document_id"], "record_id": record["id"]}
    assert room.post("/api/v1/corrections", json={**said, **more}).status_code == 201


def test_lists_hold_each_record_once_as_it_stands_now(room: Any) -> None:
    reports, claims = walk(room, "/api/v1/reports?"), walk(room, "/api/v1/claims?")
    gone = reports[90]
    edited = next(c for c in claims[100:] if c["kind"] == "report" and c["polarity"] == "affirmed"
                  and c["document_id"] != gone["document_id"])  # fmt: skip
    say(room, "reject", gone)
    say(room, "edit", edited, values={"polarity": "denied"})

    now = walk(room, "/api/v1/reports?")
    assert [row["id"] for row in now] == [r["id"] for r in reports if r["id"] != gone["id"]]
    of_type = walk(room, f"/api/v1/reports?type={gone['type']}&")
    assert {row["id"] for row in of_type} == {r["id"] for r in now if r["type"] == gone["type"]}

    now = walk(room, "/api/v1/claims?")
    assert [row["id"] for row in now] == sorted({row["id"] for row in now})
    assert next(row for row in now if row["id"] == edited["id"])["polarity"] == "denied"
    corrected = (gone["document_id"], edited["document_id"])
    others = [[c for c in each if c["document_id"] not in corrected] for each in (claims, now)]
    assert others[0] == others[1]
    assert walk(room, f"/api/v1/claims?document={edited['document_id']}&") == [
        row for row in now if row["document_id"] == edited["document_id"]
    ]


def test_what_an_actor_holds_follows_the_corrected_document(room: Any, path: Path) -> None:
    library = Library(path)
    name = actor_rows(library, "")[0]["actor_id"]
    before = positions(library, name, limit=1000)
    told = before[len(before) // 2]["document_id"]
    (report, *_) = walk(room, f"/api/v1/reports?document={told}&")
    say(room, "reject", report)
    now = positions(library, name, limit=1000)
    library.close()
    # What the made-up documents say themselves has no claims but those about reports.
    assert 0 < len(now) < len(before)
    assert now == [claim for claim in before if claim["document_id"] != told]
    assert {claim["kind"] for claim in now} <= set(HELD)
