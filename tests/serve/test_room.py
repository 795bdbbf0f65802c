"""The reading room over a small store: pages, filters, API, exports, review, and its safety."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from dragoman.errors import ConfigError
from dragoman.io.corrections import read_corrections
from dragoman.pipeline.decisions import constraints_of
from dragoman.serve.access import Token, new_token, parse_tokens
from dragoman.serve.dossier import compose
from dragoman.serve.dossier_text import as_html, as_markdown
from dragoman.serve.facets import facets
from dragoman.serve.filters import FilterError, Filters
from dragoman.serve.library import Library
from dragoman.store.database import Store
from dragoman.testing.room import ARTICLES, HOSTILE, client_of, make_store, token_of

PAGES = (
    "/", "/documents", "/actors", "/map", "/network", "/timeline", "/dossier", "/sources",
    "/review", "/health", "/help", "/api", "/documents/talks", "/documents/talks/text",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("room") / "news.duckdb")


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[Any]:
    with client_of(store) as client:
        yield client


@pytest.fixture
def room(served: Any, store: Path) -> Any:
    """A client of the room before anybody said anything."""
    (store.with_suffix(".files") / "corrections.jsonl").unlink(missing_ok=True)
    served.cookies.clear()
    return served


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = make_store(tmp_path_factory.mktemp("hostile") / "news.duckdb", HOSTILE)
    with client_of(path) as client:
        yield client


def events(room: Any, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = room.get(f"/api/v1/events{query}").json()["items"]
    return found


def act(room: Any, **form: Any) -> Any:
    return room.post("/review", data={"csrf": token_of(room), "next": "/", **form})


def first_report(room: Any) -> dict[str, Any]:
    found: dict[str, Any] = room.get("/api/v1/documents/talks").json()["reports"][0]
    return found


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers(room: Any, address: str) -> None:
    assert room.get(address).status_code == 200


def test_the_chronology_tells_all_events_the_latest_first(room: Any) -> None:
    page = room.get("/").text
    assert "<b>4</b> events" in page
    assert page.index("<h2>5 March 2024") < page.index("<h2>4 March 2024")


def test_the_words_of_a_report_begin_with_their_first_letter(tmp_path: Path) -> None:
    bare = {"id": "bare", "published": "2024-03-04", "text": "Kenya met Somalia on the coast."}
    with client_of(make_store(tmp_path / "news.duckdb", (bare,))) as client:
        [event] = events(client)
        page = client.get(f"/events/{event['id']}").text
    assert "Kenya met Somalia on the coast." in re.sub(r"<[^>]*>|\n", "", page)


def test_a_filter_in_the_address_narrows_every_view_alike(room: Any) -> None:
    query = "?type=ASSAULT"
    assert "<b>2</b> events" in room.get(f"/{query}").text
    assert room.get(f"/api/v1/events{query}").json()["total"] == 2
    assert len(room.get(f"/events.jsonl{query}").text.splitlines()) == 2


def test_facet_counts_add_up_to_the_total(room: Any) -> None:
    library = room.app.state.library
    for facet in facets(library, Filters()):
        if facet.name == "type":
            assert sum(value.events for value in facet.values) == 4


def test_search_looks_for_all_words_in_one_sentence(room: Any) -> None:
    assert len(events(room, "?q=shelled+river")) == 1
    assert events(room, "?q=coast+river") == []


def test_a_filter_that_makes_no_sense_is_said_so_in_the_one_shape(room: Any) -> None:
    assert room.get("/?since=yesterday").status_code == 400
    answer = room.get("/api/v1/events?min_score=7")
    assert answer.status_code == 400
    assert answer.json()["error"] == {
        "code": "bad_request",
        "message": "min_score: “7” is no number from 0 to 1",
        "hint": "Change the address, or begin anew.",
    }


def test_pages_of_the_api_tell_each_event_once(room: Any) -> None:
    seen, cursor = [], ""
    while True:
        body = room.get(f"/api/v1/events?limit=1{cursor}").json()
        seen += [item["id"] for item in body["items"]]
        if body["next"] is None:
            break
        cursor = f"&cursor={body['next']}"
    assert len(seen) == len(set(seen)) == 4


def test_an_answer_the_client_has_is_not_sent_again(room: Any) -> None:
    first = room.get("/api/v1/events")
    etag = first.headers["etag"]
    assert room.get("/api/v1/events", headers={"If-None-Match": etag}).status_code == 304
    act(room, action="reject", document_id="talks", record_id=first_report(room)["id"])
    assert room.get("/api/v1/events", headers={"If-None-Match": etag}).status_code == 200


def test_the_api_describes_itself(room: Any) -> None:
    described = room.get("/api/v1/openapi.json").json()
    assert "/api/v1/events" in described["paths"]
    names = {p["name"] for p in described["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert names >= {"q", "quad", "actor", "since", "cursor", "limit"}


def test_what_is_not_there_is_404_in_both_shapes(room: Any) -> None:
    assert room.get("/events/none").status_code == 404
    assert room.get("/api/v1/events/none").json()["error"]["code"] == "not_found"


def test_an_event_page_shows_the_words_and_who_says_so(room: Any) -> None:
    event = events(room, "?q=coast")[0]
    page = room.get(f"/events/{event['id']}").text
    assert "the text itself" in page
    assert "Talks in spring" in page


def test_a_rejected_report_leaves_every_view_and_comes_back_when_undone(room: Any) -> None:
    report = first_report(room)
    assert (
        act(room, action="reject", document_id="talks", record_id=report["id"]).status_code == 303
    )
    assert "<b>3</b> events" in room.get("/").text
    said = room.get("/api/v1/corrections").json()["items"][0]["correction"]
    assert (said["action"], said["author"]) == ("reject", "ann")
    act(room, action="withdraw", document_id="talks", supersedes=said["id"])
    assert "<b>4</b> events" in room.get("/").text


def test_a_value_set_is_shown_everywhere(room: Any) -> None:
    report = first_report(room)
    act(
        room, action="edit", document_id="talks", record_id=report["id"],
        type_mode="THREATEN|", polarity="denied", certainty="certain", status="occurred",
        role=["initiator", "target"], name=["Kenya", "Somalia"], country=["KEN", "SOM"],
        first_day="2024-03-04", last_day="2024-03-04",
    )  # fmt: skip
    (event,) = events(room, "?type=THREATEN")
    assert (event["quad"], event["assertion"]) == (3, "denied_only")
    fields = {i["correction"]["field"] for i in room.get("/api/v1/corrections").json()["items"]}
    assert fields == {"type", "polarity"}


def test_an_event_the_coder_missed_is_added_by_its_words(room: Any) -> None:
    act(
        room, action="add", document_id="talks", quote="on the coast", type_mode="PROTEST|",
        role=["initiator"], name=["Fishermen"], country=["KEN"], first_day="2024-03-04",
        last_day="2024-03-04",
    )  # fmt: skip
    (event,) = events(room, "?type=PROTEST")
    page = room.get(f"/events/{event['id']}").text
    assert "added by a reviewer" in page
    assert "Fishermen" in page


def test_words_that_are_not_in_the_text_add_nothing(room: Any) -> None:
    answer = act(room, action="add", document_id="talks", quote="no such", type_mode="PROTEST|")
    assert answer.status_code == 400
    assert "Those words are not in the text" in answer.text


def test_what_has_been_judged_leaves_the_queue(room: Any) -> None:
    report = first_report(room)
    before = room.get("/review").text.count("It is right")
    act(room, action="confirm", document_id="talks", record_id=report["id"])
    assert room.get("/review").text.count("It is right") == before - 1


def test_same_becomes_a_constraint_of_the_linker(room: Any, store: Path) -> None:
    one = first_report(room)["id"]
    other = room.get("/api/v1/documents/war").json()["reports"][1]["id"]
    act(
        room, action="same", document_id="talks", record_id=one, other_document_id="war",
        other_record_id=other,
    )  # fmt: skip
    with Store.open(store) as opened:
        assert constraints_of(opened).same == ((one, other),)


def test_the_log_is_only_appended_to(room: Any, store: Path) -> None:
    log = store.with_suffix(".files") / "corrections.jsonl"
    report = first_report(room)
    act(room, action="confirm", document_id="talks", record_id=report["id"])
    first = log.read_bytes()
    act(room, action="reject", document_id="talks", record_id=report["id"])
    assert log.read_bytes().startswith(first)
    assert len(read_corrections(log)[0]) == 2


def test_a_form_without_its_token_changes_nothing(room: Any, store: Path) -> None:
    report = first_report(room)
    form = {"action": "reject", "document_id": "talks", "record_id": report["id"]}
    assert room.post("/review", data=form).status_code == 403
    assert room.post("/review", data={**form, "csrf": "0" * 64}).status_code == 403
    assert not (store.with_suffix(".files") / "corrections.jsonl").exists()


def test_a_form_of_another_site_is_refused(room: Any) -> None:
    token = token_of(room)
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        form = {"csrf": token, "action": "confirm", "document_id": "talks"}
        assert room.post("/review", data=form, headers=headers).status_code == 403


def test_a_page_leads_nowhere_but_here_after_a_form(room: Any) -> None:
    report = first_report(room)
    for address in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = act(
            room, action="confirm", document_id="talks", record_id=report["id"], next=address
        )
        assert answer.headers["location"] == "/"


def test_a_name_that_is_not_ours_is_not_answered_to(room: Any) -> None:
    assert room.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert room.get("/", headers={"Host": "room.example.evil.example"}).status_code == 421


def test_a_body_that_is_too_large_is_refused(room: Any) -> None:
    assert room.post("/review", content=b"x" * 1_000_001).status_code == 413


def test_no_page_may_run_a_script_of_its_own(room: Any) -> None:
    for address in PAGES:
        answer = room.get(address)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert " onclick=" not in answer.text
        assert 'style="' not in answer.text


def test_a_reader_may_read_and_not_correct(store: Path) -> None:
    token, line = new_token("ben", "reader")
    with client_of(store, tokens=parse_tokens(line, "test")) as room:
        assert room.get("/").headers["location"] == "/login"
        assert room.get("/api/v1/events").status_code == 401
        bearer = {"Authorization": f"Bearer {token}"}
        assert room.get("/api/v1/events", headers=bearer).status_code == 200
        assert room.post("/login", data={"token": "wrong"}).status_code == 403
        assert room.post("/login", data={"token": token}).status_code == 303
        assert "may not correct" in room.get("/").text
        assert "It is right" not in room.get("/review").text


def test_a_token_file_that_is_wrong_is_said_so() -> None:
    with pytest.raises(ConfigError, match="line 2"):
        parse_tokens("# people\nann chief 00\n", "tokens.txt")


def test_a_cookie_that_was_tampered_with_is_nobody(store: Path) -> None:
    tokens = (Token("ann", "reviewer", "0" * 64),)
    with client_of(store, tokens=tokens) as room:
        room.cookies.set("dragoman", "eyJuYW1lIjoiYW5uIn0=.00")
        assert room.get("/").status_code == 303


@pytest.mark.parametrize("name", ["scripts", "turned", "long"])
def test_nothing_in_an_article_becomes_a_part_of_the_page(hostile: Any, name: str) -> None:
    room = hostile
    for address in ("/", f"/documents/{name}", "/sources", "/documents", "/health", "/review"):
        page = room.get(address).text
        assert "<script>" not in page
        assert "onerror=" not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")
        assert "<svg onload" not in page
        assert 'href="javascript:' not in page
        assert "49" not in page.split("<main")[1].split("{{ 7*7 }}")[0][-30:]
        assert len(page) < 1_000_000


def test_an_address_that_is_no_web_address_is_no_link(hostile: Any) -> None:
    room = hostile
    page = room.get("/documents/scripts").text
    assert "not a web address" in page
    quoted = room.get("/documents/turned").text
    assert '"onclick=' not in quoted


def test_turned_writing_stays_within_its_own_words(hostile: Any) -> None:
    room = hostile
    page = room.get("/documents").text
    assert "<bdi>Invoice \u202egnp.exe\u202c" in page


def test_no_cell_of_a_table_begins_a_formula(hostile: Any) -> None:
    room = hostile
    rows = list(csv.reader(io.StringIO(room.get("/sources.csv").text)))
    cells = [cell for row in rows for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]


def test_filters_come_back_from_their_own_query_string() -> None:
    filters = Filters.parse([("q", "a b"), ("type", "CONSULT"), ("since", "2024-01-02")])
    assert Filters.parse(parse_qsl(filters.query()[1:])) == filters
    with pytest.raises(FilterError, match="quad"):
        Filters.parse([("quad", "9")])


def test_a_dossier_says_where_nothing_is_told_and_leads_to_its_evidence(store: Path) -> None:
    library = Library(store)
    try:
        ids = [
            row["actor_id"]
            for row in library.rows(
                "SELECT DISTINCT actor_id, name FROM shown_event_actors"
                " WHERE name IN ('Kenya', 'Somalia') AND actor_id IS NOT NULL ORDER BY name"
            )
        ]
        names = ids if len(ids) == 2 else ["state:KEN", "state:SOM"]
        note = compose(library, (names[0], names[1]), Filters())
    finally:
        library.close()
    text = as_markdown(note)
    assert "## Meetings" in text
    assert "Nobody is quoted on what either is after." in text
    assert "<script" not in as_html(note)


def test_the_store_is_let_go_while_somebody_writes(store: Path) -> None:
    library = Library(store)
    try:
        assert library.rows("SELECT count(*) AS n FROM shown_events")[0]["n"] == 4
        with Store.open(store, writable=False) as other:
            other.rest()
        library.yield_to_writer()
        assert library.rows("SELECT count(*) AS n FROM shown_events")[0]["n"] == 4
    finally:
        library.close()


def test_a_text_of_a_month_is_listed_with_it(tmp_path: Path) -> None:
    article = {**ARTICLES[0], "published": "2024-03", "text": "Nobody met on the coast."}
    with client_of(make_store(tmp_path / "news.duckdb", [article])) as client:
        assert "March 2024" in client.get("/documents").text
