"""Corrections everywhere: said over the API, shown in every view, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import dragoman
from dragoman.io.collections import read_collections
from dragoman.io.corrections import read_corrections
from dragoman.pipeline.document import Pipeline
from dragoman.pipeline.ingest import ingest
from dragoman.serve.access import new_token, parse_tokens
from dragoman.serve.settings import RoomSettings
from dragoman.store.database import Store
from dragoman.testing.cli import run_cli
from dragoman.testing.room import client_of, make_store

TEXT = (
    "Kenya says that the goal of Somalia is to control the port. "
    "Kenya attacked Somalia on Monday, the United Nations said."
)
GOAL = "the goal of Somalia is to control the port"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("review") / "news.duckdb")


@pytest.fixture
def room(path: Path) -> Iterator[Any]:
    log_of(path).unlink(missing_ok=True)
    with client_of(path) as client:
        client.headers["X-CSRF-Token"] = client.get("/api/v1/me").json()["csrf"]
        yield client


def log_of(path: Path) -> Path:
    return path.with_suffix(".files") / "corrections.jsonl"


def first(room: Any) -> dict[str, Any]:
    found: dict[str, Any] = room.get("/api/v1/documents/talks").json()["reports"][0]
    return found


def say(room: Any, action: str, **more: Any) -> Any:
    return room.post("/api/v1/corrections", json={"action": action, "document_id": "talks", **more})


def test_a_rejection_is_written_down_told_and_taken_back(room: Any, path: Path) -> None:
    answer = say(room, "reject", record_id=first(room)["id"], reason="no such thing")
    (item,) = answer.json()["items"]
    assert answer.status_code == 201
    assert (item["document_id"], item["outcome"]["status"]) == ("talks", "applied")
    assert (item["correction"]["author"], item["correction"]["reason"]) == ("ann", "no such thing")
    assert room.get("/api/v1/events").json()["total"] == 3
    undone = room.delete(f"/api/v1/corrections/{item['correction']['id']}")
    assert undone.status_code == 200
    assert undone.json()["items"][0]["correction"]["action"] == "withdraw"
    assert room.get("/api/v1/events").json()["total"] == 4
    assert len(read_corrections(log_of(path))[0]) == 2


def test_an_edit_keeps_what_it_does_not_name(room: Any) -> None:
    report = first(room)
    values = {"type": "THREATEN", "polarity": "denied"}
    items = say(room, "edit", record_id=report["id"], values=values).json()["items"]
    assert {item["correction"]["field"] for item in items} == {"type", "polarity"}
    now = first(room)
    assert (now["type"], now["stance"]["polarity"]) == ("THREATEN", "denied")
    assert (now["participants"], now["when"]) == (report["participants"], report["when"])


def test_an_edit_that_changes_nothing_writes_nothing(room: Any, path: Path) -> None:
    report = first(room)
    answer = say(room, "edit", record_id=report["id"], values={"type": report["type"]})
    assert answer.json() == {"items": []}
    assert not log_of(path).exists()


def test_an_event_is_added_by_its_words(room: Any) -> None:
    parties = [{"role": "initiator", "name": "Fishermen", "country": "KEN"}]
    values = {"type": "PROTEST", "participants": parties, "first_day": "2024-03-04"}
    assert say(room, "add", quote="on the coast", values=values).status_code == 201
    (event,) = room.get("/api/v1/events?type=PROTEST").json()["items"]
    assert event["earliest"] == "2024-03-04"


def test_two_reports_are_said_to_be_the_same(room: Any) -> None:
    other = room.get("/api/v1/documents/war").json()["reports"][0]["id"]
    answer = say(
        room, "same", record_id=first(room)["id"], other_document_id="war", other_record_id=other
    )
    assert answer.json()["items"][0]["correction"]["action"] == "same"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"action": "confirm", "record_id": "none"}, 400),
        ({"action": "edit", "record_id": "none"}, 404),
        ({"action": "withdraw"}, 400),
        ({"action": "confirm", "colour": "red"}, 400),
        ({"action": "add", "quote": "no such words", "values": {"type": "PROTEST"}}, 400),
        ({"action": "add", "quote": "met", "values": {"type": "NONE"}}, 400),
    ],
)
def test_what_makes_no_sense_is_refused_in_the_one_shape(
    room: Any, path: Path, body: dict[str, Any], status: int
) -> None:
    answer = room.post("/api/v1/corrections", json={"document_id": "talks", **body})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "hint"}
    assert room.delete("/api/v1/corrections/none").status_code == 404
    assert not log_of(path).exists()


def test_a_session_must_send_its_mark(room: Any, path: Path) -> None:
    record = first(room)["id"]
    for mark in ("", "0" * 64):
        room.headers["X-CSRF-Token"] = mark
        assert say(room, "confirm", record_id=record).status_code == 403
        assert room.delete("/api/v1/corrections/x").status_code == 403
    assert not log_of(path).exists()


def test_another_sites_page_can_neither_correct_nor_ask(room: Any) -> None:
    headers = {"Origin": "http://evil.example"}
    body = {"action": "confirm", "document_id": "talks", "record_id": first(room)["id"]}
    assert room.post("/api/v1/corrections", json=body, headers=headers).status_code == 403
    assert room.post("/api/v1/sql", json={"query": "SELECT 1"}, headers=headers).status_code == 403


def test_a_reviewers_token_is_enough_and_a_readers_is_not(path: Path) -> None:
    log_of(path).unlink(missing_ok=True)
    made = {role: new_token(f"a-{role}", role) for role in ("reader", "reviewer")}
    tokens = parse_tokens("\n".join(line for _, line in made.values()), "test")
    with client_of(path, tokens=tokens) as room:
        room.headers["Authorization"] = f"Bearer {made['reader'][0]}"
        me = {"name": "a-reader", "role": "reader", "csrf": ""}
        assert room.get("/api/v1/me").json() == me
        record = first(room)["id"]
        assert say(room, "confirm", record_id=record).status_code == 403
        room.headers["Authorization"] = f"Bearer {made['reviewer'][0]}"
        said = say(room, "confirm", record_id=record)
        assert said.json()["items"][0]["correction"]["author"] == "a-reviewer"
        room.headers.pop("Authorization")
        assert say(room, "confirm", record_id=record).status_code == 401


def test_sql_is_off_until_it_is_allowed(room: Any, path: Path) -> None:
    question = {"query": "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"}
    refused = room.post("/api/v1/sql", json=question)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden")
    with client_of(path, settings=RoomSettings(sql=True)) as asked:
        found = asked.post("/api/v1/sql", json=question).json()
        assert found["rows"] == [["ASSAULT", 2], ["CONSULT", 2]]
        wrong = asked.post("/api/v1/sql", json={"query": "DROP TABLE events"})
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "D405")


def test_sql_leaves_the_store_free_for_others(path: Path) -> None:
    with client_of(path, settings=RoomSettings(sql=True)) as asked:
        asked.post("/api/v1/sql", json={"query": "SELECT 1"})
        library: Any = asked.app
        library.state.library.close()
        with Store.open(path, writable=True, patience_s=2.0) as opened:
            assert opened.writable


@pytest.fixture(scope="module")
def read(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with claims, which only a real reading has."""
    path = tmp_path_factory.mktemp("claims") / "news.duckdb"
    lines = path.with_suffix(".jsonl")
    article = {"id": "talks", "text": TEXT, "published": "2024-01-26", "language": "en"}
    lines.write_bytes(msgspec.json.encode(article))
    with Store.open(path, writable=True) as store:
        ingest(
            store, [str(lines)], lambda _: read_collections([str(lines)]), load=lambda: pipeline,
            now="2024-06-01T00:00:00Z",
        )  # fmt: skip
    return path


@pytest.fixture
def corrected(read: Path) -> Iterator[Any]:
    log_of(read).unlink(missing_ok=True)
    with client_of(read) as client:
        client.headers["X-CSRF-Token"] = client.get("/api/v1/me").json()["csrf"]
        yield client


def claim_of(room: Any, kind: str) -> str:
    found = room.get(f"/api/v1/claims?kind={kind}").json()["items"]
    name: str = next(claim["id"] for claim in found if claim["content"] == GOAL)
    return name


VIEWS = ("/actors/state:KEN", "/actors/state:SOM", "/dossier?actor=state:KEN&actor=state:SOM",
         "/dossier.md?actor=state:KEN&actor=state:SOM",
         "/api/v1/dossier?actor=state:KEN&actor=state:SOM",
         "/api/v1/claims?actor=state:KEN")  # fmt: skip


@pytest.mark.parametrize("address", VIEWS)
def test_a_rejected_claim_is_shown_nowhere_and_comes_back(corrected: Any, address: str) -> None:
    assert GOAL in corrected.get(address).text
    answer = say(corrected, "reject", record_id=claim_of(corrected, "goal"))
    (item,) = answer.json()["items"]
    assert GOAL not in corrected.get(address).text
    corrected.delete(f"/api/v1/corrections/{item['correction']['id']}")
    assert GOAL in corrected.get(address).text


def test_a_corrected_claim_is_shown_as_corrected_in_every_view(corrected: Any, read: Path) -> None:
    name = claim_of(corrected, "goal")
    say(corrected, "edit", record_id=name, values={"polarity": "denied"})
    assert "denied, certain" in corrected.get("/actors/state:SOM").text
    words = ("dossier", "--store", str(read), "--actors", "Kenya", "Somalia")
    assert f"“{GOAL}” (denied)." in run_cli(*words).out
    say(corrected, "edit", record_id=name, values={"claim_kind": "judgement"})
    assert "What it is said to be after" not in corrected.get("/actors/state:SOM").text
    assert claim_of(corrected, "judgement") == name
    assert "Nobody is quoted on what either is after." in run_cli(*words).out


CLAIM = {
    "claim_kind": "goal", "of": ["state:SOM"], "about": ["Kenya"],
    "holders": [{"name": "United Nations", "verb": "alleges"}],
}  # fmt: skip


def test_an_added_claim_is_in_every_view_and_can_be_taken_back(corrected: Any, read: Path) -> None:
    given: dict[str, Any] = {"kind": "claim", "quote": "attacked Somalia", "values": CLAIM}
    (item,) = say(corrected, "add", **given).json()["items"]
    assert (item["correction"]["kind"], item["outcome"]["status"]) == ("claim", "applied")
    claims = corrected.get("/api/v1/documents/talks").json()["claims"]
    (claim,) = (c for c in claims if c["id"] == item["outcome"]["record_id"])
    (step,) = claim["chain"]
    assert (step["actor_id"], step["verb"]) == ("org:un", "alleges")
    assert TEXT[step["source"]["start"] : step["source"]["end"]] == "United Nations"
    assert (claim["of"], claim["about"]) == (["state:SOM"], ["state:KEN"])
    assert [span["text"] for span in claim["content"]] == ["attacked Somalia"]
    page = "/dossier?actor=state:KEN&actor=state:SOM"
    said = "Somalia, according to United Nations: “attacked Somalia”"
    assert said in corrected.get(page).text
    assert said in run_cli("dossier", "--store", str(read), "--actors", "Kenya", "Somalia").out
    assert "added by a reviewer" in corrected.get("/documents/talks").text
    rows = dragoman.read_store(read, "claims").to_pylist()
    assert [row["id"] for row in rows if row["review"] == "added"] == [claim["id"]]
    corrected.delete(f"/api/v1/corrections/{item['correction']['id']}")
    assert said not in corrected.get(page).text


@pytest.mark.parametrize(
    "values",
    [
        {"claim_kind": "report"},
        {"claim_kind": "goal", "of": ["Atlantis"]},
        {"claim_kind": "goal", "holders": [{"name": "Kenya", "verb": "sings"}]},
    ],
)
def test_a_claim_that_makes_no_sense_is_not_added(
    corrected: Any, read: Path, values: dict[str, Any]
) -> None:
    answer = say(corrected, "add", kind="claim", quote="attacked Somalia", values=values)
    assert answer.status_code == 400
    assert not log_of(read).exists()


def test_a_rejected_event_leaves_actors_pairs_and_dossiers(corrected: Any, read: Path) -> None:
    report = corrected.get("/api/v1/reports?type=ASSAULT").json()["items"][0]
    pages = ("/actors/state:KEN", "/dyads/state:KEN/with/state:SOM")
    assert all("ASSAULT" in corrected.get(page).text for page in pages)
    say(corrected, "reject", record_id=report["id"])
    assert "ASSAULT" not in corrected.get("/actors/state:KEN").text
    assert corrected.get("/dyads/state:KEN/with/state:SOM").status_code == 404
    assert corrected.get("/api/v1/pairs").json() == {"items": []}


def test_an_added_event_is_in_actors_pairs_and_dossiers(corrected: Any, read: Path) -> None:
    parties = [{"role": "initiator", "name": "Kenya"}, {"role": "target", "name": "Somalia"}]
    values = {"type": "SANCTION", "participants": parties, "first_day": "2024-01-20",
              "last_day": "2024-01-20"}  # fmt: skip
    assert say(corrected, "add", quote="control the port", values=values).status_code == 201
    for page in ("/actors/state:KEN", "/dyads/state:KEN/with/state:SOM"):
        assert "SANCTION" in corrected.get(page).text
    assert corrected.get("/api/v1/pairs").json()["items"][0]["events"] == 2
    words = ("dossier", "--store", str(read), "--actors", "Kenya", "Somalia")
    assert "20 January 2024: Kenya imposed sanctions on or broke off with Somalia" in " ".join(
        run_cli(*words).out.split()
    )
