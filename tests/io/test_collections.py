"""Folders, archives, tables, feeds and lists: what documents come out of them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import ConfigError
from dragoman.io.collections import Found, Wishes, read_collections
from dragoman.io.columns import parse_columns
from dragoman.io.pages import Earlier, Fetched
from dragoman.io.web import Manners, Web
from dragoman.records import Problem, RawDocument

_PAGE = "<html><body><p>Kenya met Somalia on {}.</p></body></html>"


def _read(*sources: Path | str, wishes: Wishes | None = None) -> list[Found]:
    return list(read_collections([str(source) for source in sources], wishes))


def _documents(found: list[Found]) -> list[RawDocument]:
    return [each for each in found if isinstance(each, RawDocument)]


def _problems(found: list[Found]) -> list[Problem]:
    return [each for each in found if isinstance(each, Problem)]


def _lines(found: list[Found]) -> list[dict[str, str]]:
    return [msgspec.json.decode(each.body) for each in _documents(found)]


def test_a_folder_gives_the_files_below_it_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"text of {name}")
    names = [Path(raw.source_id).name for raw in _documents(_read(tmp_path))]
    assert names == ["z.txt", "b.txt"]


def test_a_file_that_cannot_be_read_is_a_problem_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    found = _read(tmp_path, tmp_path / "missing")
    assert len(_documents(found)) == 1
    assert [(p.code, p.document_id) for p in _problems(found)] == [
        ("D103", str(tmp_path / "b.bin")), ("D100", str(tmp_path / "missing")),
    ]  # fmt: skip


def _record(number: int, *, kind: str = "response", status: int = 200) -> bytes:
    page = _PAGE.format(number).encode()
    http = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    ).encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Target-URI: http://news.example/{number}\r\n"
        f"WARC-Date: 2024-01-26T22:47:0{number}Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def _warc(tmp_path: Path, *records: bytes, packed: bool = True) -> Path:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_gives_its_pages_with_address_and_time(tmp_path: Path, packed: bool) -> None:
    records = (_record(1), _record(2, kind="request"), _record(3, status=404), _record(4))
    found = _read(_warc(tmp_path, *records, packed=packed))
    assert [(raw.url, raw.fetched_at, raw.media_type) for raw in _documents(found)] == [
        ("http://news.example/1", "2024-01-26T22:47:01+00:00", "text/html; charset=utf-8"),
        ("http://news.example/4", "2024-01-26T22:47:04+00:00", "text/html; charset=utf-8"),
    ]
    assert _problems(found) == []


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_that_record_alone(tmp_path: Path, packed: bool) -> None:
    path = _warc(tmp_path, *(_record(number) for number in range(1, 6)), packed=packed)
    body = bytearray(path.read_bytes())
    second = len(gzip.compress(_record(1))) if packed else len(_record(1))
    body[second + 3 : second + 40] = b"x" * 37
    path.write_bytes(bytes(body))
    found = _read(path)
    assert [raw.url for raw in _documents(found)] == [
        f"http://news.example/{number}" for number in (1, 3, 4, 5)
    ]
    assert [p.code for p in _problems(found)] == ["D112"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_is_cut_off_is_a_problem(tmp_path: Path, packed: bool) -> None:
    path = _warc(tmp_path, _record(1), _record(2), packed=packed)
    path.write_bytes(path.read_bytes()[:-60])
    found = _read(path)
    assert [raw.url for raw in _documents(found)] == ["http://news.example/1"]
    assert [p.code for p in _problems(found)] == ["D112"]


def _parquet(tmp_path: Path, **columns: list[object]) -> Path:
    path = tmp_path / "export.parquet"
    pq.write_table(pa.table(columns), path)
    return path


_MAPPED = Wishes(columns=parse_columns("text=body,title=headline,id=uri,published=day"))


def test_a_parquet_file_is_read_under_the_names_of_its_columns(tmp_path: Path) -> None:
    path = _parquet(
        tmp_path, uri=[7, 8], body=["Kenya met Somalia.", None], headline=["Talks", "None"],
        day=[date(2024, 3, 4), None],
    )  # fmt: skip
    found = _read(path, wishes=_MAPPED)
    assert _lines(found) == [
        {"id": "7", "text": "Kenya met Somalia.", "title": "Talks", "published": "2024-03-04"}
    ]
    assert [(p.code, p.document_id) for p in _problems(found)] == [("D106", str(path))]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = _problems(_read(_parquet(tmp_path, words=["A text."]), wishes=_MAPPED))
    assert problem.code == "D113"
    assert "'body'" in problem.message
    assert "it has words" in problem.message


def test_half_a_parquet_file_is_a_problem(tmp_path: Path) -> None:
    path = _parquet(tmp_path, text=[f"Text {n}." for n in range(2000)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert [p.code for p in _problems(_read(path))] == ["D112"]


def test_json_lines_and_csv_take_the_same_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"uri": 1, "body": "One.", "other": 2}\n{"uri": 2}\n')
    (tmp_path / "b.csv").write_text('uri,body,headline,day\n3,"Three, four.",Title,\n')
    found = _read(tmp_path / "a.jsonl", tmp_path / "b.csv", wishes=_MAPPED)
    assert _lines(found) == [
        {"id": "1", "text": "One."},
        {"id": "3", "text": "Three, four.", "title": "Title"},
    ]
    assert [p.code for p in _problems(found)] == ["D106"]


@pytest.mark.parametrize("stated", ["text", "body=text", "text="])
def test_a_mapping_that_makes_no_sense_is_an_error(stated: str) -> None:
    with pytest.raises(ConfigError, match="--columns"):
        parse_columns(stated)


def test_a_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(
        b'{"id": "%d", "text": "Text %d, %s."}\n' % (n, n, b"x" * n) for n in range(900)
    )
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-200])
    found = _read(path)
    assert len(_documents(found)) > 100
    assert [p.code for p in _problems(found)] == ["D103"]


def test_a_mail_gives_its_text_subject_and_date(tmp_path: Path) -> None:
    path = tmp_path / "note.eml"
    path.write_bytes(
        b"From: Desk <desk@news.example>\r\nSubject: Talks in Nairobi\r\n"
        b"Date: Mon, 4 Mar 2024 10:00:00 +0300\r\nContent-Type: text/plain\r\n\r\n"
        b"Kenya met Somalia.\r\n"
    )
    (line,) = _lines(_read(path))
    assert line == {
        "text": "Kenya met Somalia.\n", "title": "Talks in Nairobi",
        "published": "2024-03-04T07:00:00+00:00", "source": "Desk <desk@news.example>",
    }  # fmt: skip


_RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>http://news.example/1</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate></item>
<item><link>http://news.example/2</link><pubDate>Mon, 01 Jan 2024 10:00:00 GMT</pubDate></item>
<item><link>http://news.example/3</link></item></channel></rss>"""
_SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://news.example/1</loc><lastmod>2024-03-04</lastmod></url>
<url><loc>http://news.example/2</loc><lastmod>2024-01-01T00:00:00Z</lastmod></url></urlset>"""
_INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://news.example/map.xml</loc></sitemap></sitemapindex>"""


def _client(asked: list[str]) -> Callable[[], Web]:
    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        asked.append(path)
        if path == "/robots.txt":
            return httpx.Response(404)
        if request.headers.get("if-none-match") == f'"{path}"':
            return httpx.Response(304)
        texts = {"/feed": _RSS, "/map.xml": _SITEMAP, "/index.xml": _INDEX}
        body = texts.get(path, _PAGE.format(path))
        kind = "application/xml" if path in texts else "text/html"
        return httpx.Response(200, text=body, headers={"etag": f'"{path}"', "content-type": kind})

    transport = httpx.MockTransport(answer)
    return lambda: Web(
        Manners(pause_s=0), transport=transport, resolve=lambda *_: ["93.184.216.34"]
    )


@pytest.mark.parametrize("address", ["/feed", "/index.xml", "/map.xml"])
def test_a_feed_or_sitemap_gives_the_pages_it_names_since_a_day(address: str) -> None:
    wishes = Wishes(since=date(2024, 2, 1))
    url = f"http://news.example{address}"
    found = list(read_collections([url], wishes, web=_client([])))
    pages = ["http://news.example/1", "http://news.example/3"][: 2 if address == "/feed" else 1]
    assert [raw.url for raw in _documents(found)] == pages
    fetches = [each for each in found if isinstance(each, Fetched)]
    assert [fetch.url for fetch in fetches][-1] == url, "noted when all it names is there"


def test_a_list_of_addresses_is_fetched_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text("# two pages\nhttp://news.example/1\n\nhttp://news.example/2\n")
    found = list(read_collections([str(path)], web=_client([])))
    assert [(raw.url, raw.source_id) for raw in _documents(found)] == [
        ("http://news.example/1", str(path)), ("http://news.example/2", str(path)),
    ]  # fmt: skip


def test_what_was_fetched_before_is_asked_for_by_its_mark_and_in_a_resumed_run_not_at_all() -> None:
    asked: list[str] = []
    known = {
        "http://news.example/1": Earlier('"/1"', None, False),
        "http://news.example/2": Earlier('"/2"', None, True),
    }
    found = list(
        read_collections(["http://news.example/feed"], remember=known.get, web=_client(asked))
    )
    assert [raw.url for raw in _documents(found)] == ["http://news.example/3"]
    assert asked == ["/robots.txt", "/feed", "/1", "/3"]


def test_a_feed_that_redirects_for_ever_is_a_problem_and_the_next_source_is_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/feed":
            return httpx.Response(302, headers={"location": "/feed?again"})
        return httpx.Response(200, text=_PAGE.format("It rained."))

    web = Web(
        Manners(pause_s=0), transport=httpx.MockTransport(answer),
        resolve=lambda *_: ["93.184.216.34"],
    )  # fmt: skip
    sources = ["http://news.example/feed", "http://news.example/1"]
    found = list(read_collections(sources, web=lambda: web))
    (problem,) = _problems(found)
    assert problem.code == "D107"
    assert "redirects more than 10 times" in problem.message
    assert [raw.url for raw in _documents(found)] == ["http://news.example/1"]


def test_a_broken_feed_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<urlset><url><loc>http://news.example/1</loc>")
    assert [p.code for p in _problems(_read(path))] == ["D112"]
