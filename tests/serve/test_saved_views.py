"""Saved views: their Atom feed and their daily digest."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from dragoman.cli.digest import day_of
from dragoman.serve.access import new_token, parse_tokens
from dragoman.serve.arrivals import title_of, view_of
from dragoman.serve.digest import compose_digest, digest_title
from dragoman.serve.dossier_text import html_of, markdown_of
from dragoman.serve.filters import FilterError, Filters
from dragoman.serve.library import Library
from dragoman.testing.cli import run_cli
from dragoman.testing.room import ARTICLES, HOSTILE, client_of, make_store, token_of

RECEIVED = date(2024, 6, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("views") / "news.duckdb")


@pytest.fixture
def room(store: Path) -> Iterator[Any]:
    (store.with_suffix(".files") / "corrections.jsonl").unlink(missing_ok=True)
    with client_of(store) as client:
        yield client


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    control = {
        "id": "control", "title": "A\u0001B\ufffe]]>", "published": "2024-05-04", "source": "s",
        "language": "en", "text": "Kenya met Somalia \u0007on the coast.",
    }  # fmt: skip
    path = tmp_path_factory.mktemp("hostile") / "news.duckdb"
    return make_store(path, (*ARTICLES, *HOSTILE, control))


def feed_of(room: Any, query: str = "") -> Any:
    answer = room.get(f"/feed.atom{query}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    ElementTree.fromstring(answer.content)
    return feedparser.parse(answer.content)


def test_a_view_has_a_feed_with_just_its_events_and_their_sources(room: Any) -> None:
    found = feed_of(room, "?type=ASSAULT")
    assert (found.bozo, found.version, len(found.entries)) == (False, "atom10", 2)
    assert found.feed.title == "dragoman: type ASSAULT"
    assert found.feed.updated == "2024-06-01T00:00:00Z"
    entry = next(e for e in found.entries if "Chad" in e.title)
    assert entry.title == "ASSAULT: Chad → Niger, 4 March 2024"
    assert entry.link.startswith("http://room.example/events/")
    assert [li.href for li in entry.links if li.rel == "via"] == ["https://herald.example/talks"]
    assert "Talks in spring (Herald, 4 March 2024)" in entry.summary


def test_what_nobody_is_named_for_has_an_unspecified_actor(tmp_path: Path) -> None:
    article = {**ARTICLES[0], "text": "Somebody shelled Niger at the river."}
    with client_of(make_store(tmp_path / "news.duckdb", [article])) as client:
        assert '<span class="soft">unspecified actor</span>' in client.get("/").text
        (entry,) = feed_of(client).entries
    assert entry.title == "ASSAULT: unspecified actor → Niger, 4 March 2024"


def test_the_chronology_leads_to_the_feed_of_its_view(room: Any) -> None:
    page = room.get("/?type=ASSAULT").text
    assert page.count('href="/feed.atom?type=ASSAULT"') == 2


def test_ids_of_a_feed_stay_and_differ(room: Any) -> None:
    first, again, other = feed_of(room), feed_of(room), feed_of(room, "?type=ASSAULT")
    assert [e.id for e in first.entries] == [e.id for e in again.entries]
    assert first.feed.id == again.feed.id != other.feed.id
    ids = {e.id for e in first.entries} | {first.feed.id}
    assert len(ids) == 5
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_a_corrected_event_comes_first_with_the_time_of_its_correction(room: Any) -> None:
    last = feed_of(room).entries[-1]
    shown = room.get(f"/api/v1/events/{last.link.rsplit('/', 1)[1]}").json()["report_ids"][0]
    room.post("/review", data={
        "csrf": token_of(room), "next": "/", "action": "confirm",
        "document_id": shown["document_id"], "record_id": shown["report_id"],
    })  # fmt: skip
    first = feed_of(room).entries[0]
    assert first.id == last.id
    assert first.updated > "2024-06-01T00:00:00Z"


def test_a_feed_that_has_not_changed_is_not_sent_again(room: Any) -> None:
    first = room.get("/feed.atom")
    for name, mark in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
        again = room.get("/feed.atom", headers={name: first.headers[mark]})
        assert (again.status_code, again.content) == (304, b"")
    stale = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]}
    assert room.get("/feed.atom", headers=stale).status_code == 200


def test_a_feed_of_hostile_articles_is_well_formed_and_runs_nothing(hostile: Path) -> None:
    with client_of(hostile) as room:
        body = room.get("/feed.atom").text
        found = feed_of(room)
    assert found.bozo is False
    assert "<script" not in body
    assert "javascript:" not in body
    assert len(body) < 200_000


def test_a_feed_reader_signs_in_with_the_token_as_password(store: Path) -> None:
    token, line = new_token("ben", "reader")

    def basic(password: str) -> dict[str, str]:
        return {"Authorization": "Basic " + base64.b64encode(f"ben:{password}".encode()).decode()}

    with client_of(store, tokens=parse_tokens(line, "test")) as room:
        refused = room.get("/feed.atom")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
        assert room.get("/feed.atom", headers=basic("wrong")).status_code == 401
        assert room.get("/feed.atom", headers=basic(token)).status_code == 200
        assert room.get("/", headers=basic(token)).status_code == 303


def test_a_view_is_read_from_a_query_or_from_a_whole_address() -> None:
    wanted = Filters(type=("ASSAULT",), place=("YEM",))
    assert view_of("type=ASSAULT&place=YEM") == wanted
    assert view_of("http://127.0.0.1:8000/map?type=ASSAULT&place=YEM") == wanted
    assert view_of("") == Filters()
    assert title_of(wanted) == "type ASSAULT; where Yemen"


@pytest.mark.parametrize("text", ["typ=ASSAULT", "quad=9", "nonsense"])
def test_a_view_that_makes_no_sense_is_no_view_of_everything(text: str) -> None:
    with pytest.raises(FilterError):
        view_of(text)


def digest_of(path: Path, query: str, day: date, by: Any = "received") -> str:
    library, filters = Library(path), view_of(query)
    try:
        sections = compose_digest(library, filters, day, by=by)
    finally:
        library.close()
    return markdown_of(digest_title(filters, day), sections)


def test_a_digest_tells_what_came_in_that_day_with_its_sources(room: Any, store: Path) -> None:
    text = digest_of(store, "type=ASSAULT", RECEIVED)
    assert text.startswith("# 1 June 2024: type ASSAULT\n")
    assert "- 2 events came in on 1 June 2024, told by 2 reports of 2 outlets: 0 of coop" in text
    assert "- 2 of them told for the first time; 0 were told before." in text
    assert "- 4 March 2024: Chad used force against Niger.[^" in text
    assert "“Chad shelled Niger at the river.” Talks in spring, Herald, 4 March 2024." in text
    assert "https://herald.example/talks" in text


def test_a_digest_of_a_day_on_which_nothing_came_in_says_so(room: Any, store: Path) -> None:
    text = digest_of(store, "", date(2024, 6, 2))
    assert "- No event that fits this view came in on 2 June 2024." in text


def test_the_day_of_a_digest_may_be_that_of_the_report_or_of_the_event(
    room: Any, store: Path
) -> None:
    assert "- 2 events are told by reports published on 5 March 2024" in digest_of(
        store, "", date(2024, 3, 5), "published"
    )
    assert "- 2 events are dated 4 March 2024" in digest_of(store, "", date(2024, 3, 4), "happened")


def test_what_a_reviewer_rejected_is_not_in_the_digest(room: Any, store: Path) -> None:
    report = room.get("/api/v1/documents/talks").json()["reports"][0]
    room.post("/review", data={
        "csrf": token_of(room), "next": "/", "action": "reject", "document_id": "talks",
        "record_id": report["id"],
    })  # fmt: skip
    assert "- 3 events came in" in digest_of(store, "", RECEIVED)


def test_a_digest_of_hostile_articles_runs_nothing(hostile: Path) -> None:
    library = Library(hostile)
    try:
        page = html_of("x", compose_digest(library, Filters(), RECEIVED))
    finally:
        library.close()
    assert "<script" not in page
    assert 'href="javascript:' not in page


def test_the_command_writes_a_digest_to_a_file(room: Any, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "digest.html"
    words = ("digest", "--store", str(store), "--view", "type=ASSAULT", "--day", "2024-06-01")
    outcome = run_cli(*words, "--format", "html", "--output", str(file))
    assert (outcome.status, outcome.out) == (0, "")
    assert "Chad used force against Niger" in file.read_text()
    wrong = run_cli("digest", "--store", str(store), "--view", "typ=ASSAULT")
    assert (wrong.status, "D222" in wrong.err) == (2, True)


def test_yesterday_is_the_day_before_today() -> None:
    assert day_of("yesterday", date(2024, 3, 1)) == date(2024, 2, 29)
    assert day_of("today", date(2024, 3, 1)) == date(2024, 3, 1)
