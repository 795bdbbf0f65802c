"""Ingest with a stub coder: nothing lost or doubled, whatever comes in and in whatever order."""

from __future__ import annotations

import json
import os
import random
import resource
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from dragoman.errors import StoreError
from dragoman.io.collections import read_collections
from dragoman.io.web import Manners, Web
from dragoman.pipeline.batch import map_documents
from dragoman.pipeline.ingest import Summary, ingest
from dragoman.store.database import Store
from dragoman.testing.crash import contents, ingest_stub
from dragoman.testing.fakes import fake_run
from dragoman.testing.stub import StubPipeline, corpus_lines, stub_reading

_DAY = "2024-02-0{}T00:00:00+00:00"
_STORY = (
    "Kenya met Somalia at the harbour on Monday. The talks went on until the evening, and "
    "fishermen from both sides waited at the pier to hear what had been agreed about their boats."
)


def _write(path: Path, *articles: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps({"language": "en", **a}) + "\n" for a in articles))
    return path


def _ingest(store: Path, *sources: Path, day: int = 1) -> Summary:
    return ingest_stub(store, [str(source) for source in sources], now=_DAY.format(day))


def _rows(store: Path, question: str) -> list[dict[str, Any]]:
    with Store.open(store) as opened:
        rows: list[dict[str, Any]] = opened.sql(question).to_pylist()
        return rows


_KIN = "SELECT id, origin_id, revision_of, is_current FROM documents ORDER BY fetched_at, id"


def test_the_same_source_twice_changes_nothing_but_the_list_of_ingests(tmp_path: Path) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(60)))
    store = tmp_path / "news.duckdb"
    first = _ingest(store, source)
    before = contents(store)
    second = _ingest(store, source, day=2)
    after = contents(store)
    assert (second.received, second.new, second.coded) == (first.received, 0, 0)
    assert [name for name in after if before[name] != after[name]] == ["ingests", "problems"]
    assert len(before["problems"]) == len(after["problems"])


def test_the_order_of_documents_in_a_run_does_not_matter(tmp_path: Path) -> None:
    lines = list(corpus_lines(120))
    lines = [line for line in lines if b"broken" not in line]
    random.Random(3).shuffle(lines)
    found = []
    for name, some in (("a", lines), ("b", sorted(lines))):
        (tmp_path / "corpus.jsonl").write_bytes(b"\n".join(some))
        _ingest(tmp_path / f"{name}.duckdb", tmp_path / "corpus.jsonl")
        found.append(contents(tmp_path / f"{name}.duckdb"))
    assert found[0] == found[1]


def test_an_ingest_is_through_when_it_ends_not_when_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _write(tmp_path / "a.jsonl", {"id": "x", "text": _STORY})
    monkeypatch.setattr("dragoman.pipeline.ingest._clock", map(_DAY.format, (1, 2)).__next__)
    with Store.open(tmp_path / "news.duckdb", writable=True) as opened:
        ingest(
            opened, [str(source)], lambda _: read_collections([str(source)]),
            load=StubPipeline, work=stub_reading,
        )  # fmt: skip
    (row,) = _rows(tmp_path / "news.duckdb", "SELECT started_at, finished_at FROM ingests")
    assert tuple(row.values()) == (_DAY.format(1), _DAY.format(2))


@pytest.mark.parametrize("key", ["id", "url"])
def test_an_edited_article_is_a_later_version_of_its_document(tmp_path: Path, key: str) -> None:
    store, source = tmp_path / "news.duckdb", tmp_path / "a.jsonl"
    name = {"id": "x"} if key == "id" else {"url": "https://news.example/x"}
    _ingest(store, _write(source, {**name, "text": _STORY}))
    edited = _ingest(store, _write(source, {**name, "text": f"{_STORY} Mali met Chad."}), day=2)
    first, second = _rows(store, _KIN)
    assert (first["is_current"], second["is_current"]) == (False, True)
    assert second["revision_of"] == first["id"]
    assert edited.versions == 1
    (count,) = _rows(store, "SELECT count(*) AS n FROM current_reports")
    assert count["n"] == 2, "those of the later version alone"


def test_a_known_text_in_other_bytes_is_not_kept_a_second_time(tmp_path: Path) -> None:
    store, source = tmp_path / "news.duckdb", tmp_path / "a.jsonl"
    _ingest(store, _write(source, {"id": "x", "text": _STORY}))
    again = _ingest(store, _write(source, {"id": "x", "text": _STORY, "note": "new"}), day=2)
    assert (again.new, again.unchanged) == (1, 1)
    assert len(_rows(store, "FROM documents")) == len(_rows(store, "FROM analyses")) == 1
    assert _ingest(store, source, day=3).coded == 0


def test_a_given_id_that_is_used_twice_for_different_texts_loses_neither(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    one = _write(tmp_path / "one.jsonl", {"id": "1", "text": _STORY})
    other = {"id": "1", "text": "Gabon shelled Benin. " + "Nothing else was said of it. " * 9}
    _ingest(store, one, _write(tmp_path / "two.jsonl", other))
    rows = _rows(store, _KIN)
    assert [row["is_current"] for row in rows] == [True, True]
    assert len({row["id"] for row in rows}) == 2
    assert [r["code"] for r in _rows(store, "FROM problems")] == ["D506"]


def test_reprints_are_all_kept_and_name_the_first_of_them(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    reprints = [
        {
            "id": f"r{n}",
            "title": f"Headline {n}",
            "text": f"{_STORY} Line {n}.",
            "published": f"2024-03-{n:02}",
        }
        for n in range(1, 10)
    ]
    _ingest(store, _write(tmp_path / "a.jsonl", *reversed(reprints)))
    later = {"id": "r0", "title": "Late", "text": _STORY, "published": "2024-01-01"}
    summary = _ingest(store, _write(tmp_path / "b.jsonl", later), day=2)
    origins = {row["id"]: row["origin_id"] for row in _rows(store, _KIN)}
    assert origins == {"r1": None, **{f"r{n}": "r1" for n in (0, *range(2, 10))}}
    assert summary.copies == 1


def test_a_copy_that_ties_two_groups_makes_them_one(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    other = _STORY.replace("Kenya met Somalia at the harbour on Monday. ", "") + (
        " Gabon shelled Benin at dawn, and nobody had expected the guns to be that far down the "
        "river, where a bridge had been built by farmers in the year before the last harvest."
    )
    halves = [_STORY[:90] + " Then " + "it rained on the long road to the town. " * 4, other[-160:]]
    _ingest(
        store,
        _write(tmp_path / "a.jsonl", *({"id": f"h{n}", "text": t} for n, t in enumerate(halves))),
    )
    assert [r["origin_id"] for r in _rows(store, _KIN)] == [None, None]
    both = {"id": "both", "text": f"{halves[0]} {halves[1]}"}
    _ingest(store, _write(tmp_path / "b.jsonl", both), day=2)
    assert {r["id"]: r["origin_id"] for r in _rows(store, _KIN)} == {
        "h0": None, "h1": "h0", "both": "h0",
    }  # fmt: skip


def test_a_crash_of_the_coder_is_a_problem_of_its_document_alone(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    articles = ({"id": "a", "text": "crash the coder."}, {"id": "b", "text": _STORY})
    summary = _ingest(store, _write(tmp_path / "a.jsonl", *articles))
    assert (summary.coded, summary.uncoded, summary.problems["D900"]) == (1, 1, 1)
    rows = _rows(store, "SELECT id, status FROM documents ORDER BY id")
    assert rows == [{"id": "a", "status": "uncoded"}, {"id": "b", "status": "coded"}]


class _Newer(StubPipeline):
    def __init__(self) -> None:
        super().__init__(replace(fake_run(), id="run-newer", code_version="2"))


def test_coding_again_lays_a_second_run_beside_the_first_and_makes_it_current(
    tmp_path: Path,
) -> None:
    store = tmp_path / "news.duckdb"
    _ingest(store, _write(tmp_path / "a.jsonl", {"id": "b", "text": _STORY}))
    with Store.open(store, writable=True) as opened:
        again = ingest(opened, [], lambda _: [], load=_Newer, work=stub_reading, again=True)
        nothing = ingest(opened, [], lambda _: [], load=_Newer, work=stub_reading, again=True)
    assert (again.coded, nothing.coded) == (1, 0)
    assert [r["run_id"] for r in _rows(store, "SELECT run_id FROM reports ORDER BY ALL")] == [
        fake_run().id, "run-newer",
    ]  # fmt: skip
    assert [r["run_id"] for r in _rows(store, "FROM current_reports")] == ["run-newer"]


def test_the_store_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(60)))
    for workers in (1, 2):
        with Store.open(tmp_path / f"{workers}.duckdb", writable=True) as store:
            mapper = partial(map_documents, workers=workers)
            ingest(
                store, ["x"], lambda _: read_collections([str(source)]), load=StubPipeline,
                work=stub_reading, mapper=mapper, now=_DAY.format(1),
            )  # fmt: skip
    assert contents(tmp_path / "1.duckdb") == contents(tmp_path / "2.duckdb")


def _web(pages: dict[str, str], asked: list[str]) -> Callable[[], Web]:
    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        asked.append(path)
        if path not in pages:
            return httpx.Response(404)
        mark = f'"{len(pages[path])}"'
        if request.headers.get("if-none-match") == mark:
            return httpx.Response(304)
        return httpx.Response(200, text=pages[path], headers={"etag": mark})

    transport = httpx.MockTransport(answer)
    return lambda: Web(
        Manners(pause_s=0), transport=transport, resolve=lambda *_: ["93.184.216.34"]
    )


def _from_feed(store: Path, pages: dict[str, str], asked: list[str], day: int) -> Summary:
    sources = ["http://news.example/feed"]
    with Store.open(store, writable=True) as opened:
        return ingest(
            opened, sources,
            lambda remember: read_collections(sources, remember=remember, web=_web(pages, asked)),
            load=StubPipeline, work=stub_reading, now=_DAY.format(day),
        )  # fmt: skip


_ITEM = "<item><link>http://news.example/{}</link></item>"
_FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'
_HTML = "<html lang='en'><body><article>{}</article></body></html>"
_PAGE = _HTML.format(f"<h1>Talks</h1><p>{_STORY}</p><p>{{}}</p>")


def test_a_feed_is_read_again_only_where_it_changed(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    pages = {"/feed": _FEED.format(_ITEM.format(1)), "/1": _PAGE.format("It rained all day.")}
    first = _from_feed(store, pages, [], 1)
    unchanged = _from_feed(store, pages, [], 2)
    pages["/feed"] = _FEED.format(_ITEM.format(1) + _ITEM.format(2))
    pages["/1"] = _PAGE.format("It rained all day. Mali met Chad, a spokesman said later.")
    pages["/2"] = _HTML.format("<p>Gabon shelled Benin at dawn, and left.</p>")
    third = _from_feed(store, pages, [], 3)
    assert (first.new, unchanged.new, third.new) == (1, 0, 2)
    assert third.versions == 1
    statuses = _rows(store, "SELECT url, status FROM fetches ORDER BY url")
    assert [row["status"] for row in statuses] == [200, 200, 200]


def test_a_page_that_failed_is_asked_again_and_its_problem_goes(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    pages = {"/feed": _FEED.format(_ITEM.format(1))}
    failed = _from_feed(store, pages, [], 1)
    assert (failed.unreadable, failed.problems["D107"]) == (1, 1)
    pages["/1"] = _PAGE.format("")
    pages["/feed"] += " "
    assert _from_feed(store, pages, [], 2).new == 1
    assert _rows(store, "FROM problems WHERE code = 'D107'") == []


def _limited(run: Callable[[], object], most_bytes: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    store, source = tmp_path / "news.duckdb", tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(40)))
    _ingest(store, source)
    before = contents(store)
    size = store.stat().st_size
    noise = random.Random(1)
    big = [
        {"id": f"big{n}", "text": "".join(chr(noise.randrange(97, 2000)) for _ in range(20_000))}
        for n in range(80)
    ]
    more = _write(tmp_path / "more.jsonl", *big)
    with pytest.raises(StoreError, match="D404"):
        _limited(lambda: _ingest(store, more, day=2), size + 100_000)
    # On a slow machine a page of the new ones was loaded before; a page is loaded whole or not.
    held = _rows(store, "SELECT count(*) AS n FROM documents")[0]["n"] - len(before["documents"])
    assert held in (0, 64)
    assert _ingest(store, more, day=3).coded == 80 - held


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc here")
def test_a_store_where_not_even_root_may_write_is_an_error() -> None:
    with pytest.raises(StoreError, match="D404"):
        _ingest(Path("/proc/self/news.duckdb"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_store_in_a_read_only_folder_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="D404"):
        _ingest(tmp_path / "news.duckdb")


def test_many_documents_are_kept_as_few_are_whatever_is_looked_at_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "corpus.jsonl"
    source.write_bytes(b"\n".join(corpus_lines(200)))
    few, many = tmp_path / "few.duckdb", tmp_path / "many.duckdb"
    expected = _ingest(few, source)

    monkeypatch.setattr("dragoman.store.database._BULK", 50)
    monkeypatch.setattr("dragoman.store.kinship._MOST_COMPARED", 20)
    monkeypatch.setattr("dragoman.store.kinship._MOST_NEW", 30)
    monkeypatch.setattr("dragoman.store.kinship._MOST_PAIRS", 2)
    monkeypatch.setattr("dragoman.store.packing._AT_ONCE", 3)
    monkeypatch.setattr("dragoman.store.intake._DUE", 90)
    monkeypatch.setattr("dragoman.pipeline.ingest_receiving._DOCUMENTS", 30)
    monkeypatch.setattr("dragoman.pipeline.ingest_coding._PAGE_CHARACTERS", 5000)
    found = _ingest(many, source)

    assert expected.copies > 0
    assert expected.versions > 0
    assert replace(found, seconds=0.0) == replace(expected, seconds=0.0)
    assert contents(many) == contents(few)
    assert not many.with_suffix(".duckdb.wal").exists()
