"""Sources: files, standard input, JSON Lines and addresses to raw documents or problems."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from dragoman.io.sources import read_source
from dragoman.records import Problem, RawDocument

NDJSON = "application/x-ndjson"


def raws(source: str, *, max_bytes: int = 1_000_000) -> list[RawDocument]:
    found = list(read_source(source, max_bytes=max_bytes))
    assert all(isinstance(one, RawDocument) for one in found), found
    return [one for one in found if isinstance(one, RawDocument)]


def only_problem(source: str, *, max_bytes: int = 1_000_000) -> Problem:
    (found,) = read_source(source, max_bytes=max_bytes)
    assert isinstance(found, Problem)
    assert found.stage == "read"
    return found


def file(folder: Path, name: str, body: bytes) -> str:
    path = folder / name
    path.write_bytes(body)
    return str(path)


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("a.txt", b"The envoys met.", "text/plain"),
        ("a", b"The envoys met.", "text/plain"),
        ("a.html", b"The envoys met.", "text/html"),
        ("a.HTM", b"\xef\xbb\xbf<p>The envoys met.", "text/html"),
        ("a.txt", b"<!DOCTYPE html><p>The envoys met.", "text/html"),
        ("a.txt", b"<?xml version='1.0'?>\n<!-- c -->\n<html><p>x", "text/html"),
        ("a.txt", "<html><p>The envoys met.".encode("utf-16"), "text/html"),
        ("a.txt", "The envoys met.".encode("utf-16-le"), "text/plain"),
        ("a.bin", b"%PDF-1.7\n\0\1\2", "application/pdf"),
        ("a.html", b"%PDF-1.7\n", "application/pdf"),
        ("a.txt", b"a < b and <em> is no page", "text/plain"),
        ("a.txt", b"[Beirut, 5 May] The envoys met.", "text/plain"),
        ("a.txt", b"{{ a template }} is no JSON", "text/plain"),
        ("a", b'<html><script>\n{"@type": "NewsArticle"}\n</script><p>Hi</p></html>', "text/html"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_bytes_and_name(
    tmp_path: Path, name: str, body: bytes, media_type: str
) -> None:
    source = file(tmp_path, name, body)
    assert raws(source) == [
        RawDocument(
            sha256=hashlib.sha256(body).hexdigest(),
            source_id=source,
            media_type=media_type,
            body=body,
        )
    ]


def test_a_compressed_file_is_unpacked(tmp_path: Path) -> None:
    source = file(tmp_path, "a.html.gz", gzip.compress(b"The envoys met."))
    (found,) = raws(source)
    assert (found.body, found.media_type) == (b"The envoys met.", "text/html")


def test_compressed_json_lines_are_read_by_the_line(tmp_path: Path) -> None:
    source = file(
        tmp_path, "a.jsonl.gz", gzip.compress(b'{"id": "a", "text": "x"}\n{"text": "y"}\n')
    )
    assert [one.id for one in raws(source)] == ["a", None]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.txt", b"", "D102"),
        ("a.txt", b" \n\t ", "D102"),
        ("a.jsonl", b"\n\n", "D102"),
        ("a.txt", b"\0\1\2\3" * 20, "D103"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "D103"),
        ("a.docx", b"PK\x03\x04 rest", "D103"),
        ("a.rtf", b"{\\rtf1 text}", "D103"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "D103"),
        ("a.gz", b"\x1f\x8b broken", "D103"),
        ("a.txt", b"x" * 101, "D104"),
        ("a.gz", gzip.compress(b"x" * 1000)[:-12], "D103"),
        ("a.gz", gzip.compress(b"x" * 1000), "D104"),
        ("a.json", b'[{"id": "a", "text": "x"}]', "D103"),
        ("a.json", b'{\n "id": "a",\n "text": "x"\n}', "D103"),
        ("a.json", b'{"no": "text here"}', "D106"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem(
    tmp_path: Path, name: str, body: bytes, code: str
) -> None:
    source = file(tmp_path, name, body)
    problem = only_problem(source, max_bytes=100)
    assert problem.code == code
    assert problem.message.startswith(source)


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    assert len(raws(file(tmp_path, "a.txt", b"x" * 100), max_bytes=100)) == 1


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert only_problem(str(tmp_path / "none.txt")).code == "D100"
    assert only_problem(str(tmp_path)).code == "D101"
    assert only_problem("a\0b").code == "D100"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    source = file(tmp_path, "a.txt", b"x")
    Path(source).chmod(0)
    assert only_problem(source).code == "D101"


def test_json_lines_are_one_document_a_line_in_order_and_byte_for_byte(tmp_path: Path) -> None:
    lines = [b'{"id": "b", "text": "\\u00e9"}', b'{"text":"x", "id": 3}', '{"text": "é"}'.encode()]
    source = file(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + b"\r\n\n".join(lines))
    found = raws(source)
    assert [one.body for one in found] == lines
    assert [one.id for one in found] == ["b", "3", None]
    assert {one.media_type for one in found} == {NDJSON}
    assert {one.source_id for one in found} == {source}


def test_json_lines_are_told_by_their_first_line_too(tmp_path: Path) -> None:
    assert len(raws(file(tmp_path, "a.txt", b'{"text": "x"}\n{"text": "y"}\n'))) == 2


def test_a_bad_line_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = b'not json\n{"id": "c"}\n{"id": "d", "text": "\xff"}'
    body = b'{"id": "a", "text": "x"}\n' + broken + b'\n{"text": "y"}'
    source = file(tmp_path, "a.jsonl", body)
    found = list(read_source(source))
    kinds = [(one.code, one.document_id) if isinstance(one, Problem) else one.id for one in found]
    assert kinds == ["a", ("D106", None), ("D106", "c"), ("D106", "d"), None]
    messages = [one.message.split(" is ")[0] for one in found if isinstance(one, Problem)]
    assert messages == [f"{source}, line {number}" for number in (2, 3, 4)]


def test_the_limit_of_json_lines_is_that_of_a_line(tmp_path: Path) -> None:
    short, long = b'{"text": "x"}', b'{"text": "' + b"x" * 200_000 + b'"}'
    found = list(read_source(file(tmp_path, "a.jsonl", b"\n".join([long, short, long, short])),
                             max_bytes=100))  # fmt: skip
    kinds = [one.code if isinstance(one, Problem) else one.body for one in found]
    assert kinds == ["D104", short, "D104", short]


def test_lines_longer_than_one_read_are_whole(tmp_path: Path) -> None:
    lines = [b'{"text": "' + letter * 150_000 + b'"}' for letter in (b"a", b"b", b"c")]
    source = file(tmp_path, "a.jsonl", b"\n".join(lines) + b"\n")
    assert [one.body for one in raws(source)] == lines


@pytest.mark.parametrize(
    ("body", "media_types"),
    [
        (b"The envoys met.", ["text/plain"]),
        (b"<html><p>The envoys met.", ["text/html"]),
        (b'{"text": "x"}\n{"text": "y"}\n', [NDJSON, NDJSON]),
        (b'\n\n{"text": "x"}\n', [NDJSON]),
        (b"%PDF-1.7\n", ["application/pdf"]),
    ],
)
def test_standard_input_is_told_by_its_bytes(
    monkeypatch: pytest.MonkeyPatch, body: bytes, media_types: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(body))))
    assert [one.media_type for one in raws("-")] == media_types


def test_an_empty_standard_input_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b""))))
    assert only_problem("-").code == "D102"


def fetch(
    answer: Callable[[httpx.Request], httpx.Response], *, max_bytes: int = 1_000_000
) -> RawDocument | Problem:
    url = "https://courier.example/a"
    (found,) = read_source(url, max_bytes=max_bytes, transport=httpx.MockTransport(answer))
    return found


def test_an_address_is_fetched_with_its_redirects() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(302, headers={"location": "/b"})
        headers = {
            "content-type": "text/html; charset=koi8-r",
            "date": "Fri, 26 Jan 2024 20:00:00 GMT",
        }
        return httpx.Response(200, content=b"<p>x", headers=headers)

    found = fetch(answer)
    assert isinstance(found, RawDocument)
    assert found.url == "https://courier.example/b"
    assert found.media_type == "text/html; charset=koi8-r"
    assert found.body == b"<p>x"
    assert found.fetched_at == "2024-01-26T20:00:00+00:00"


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_of_the_server_is_a_problem(status: int) -> None:
    found = fetch(lambda _: httpx.Response(status))
    assert isinstance(found, Problem)
    assert found.code == "D107"
    assert found.message.startswith(f"https://courier.example/a: answered {status}")


def test_no_answer_is_one_clear_problem() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        message = "connection refused"
        raise httpx.ConnectError(message, request=request)

    found = fetch(answer)
    assert isinstance(found, Problem)
    assert (found.code, found.message) == (
        "D107",
        "https://courier.example/a: did not answer: connection refused",
    )


def test_redirects_without_end_are_a_problem() -> None:
    found = fetch(lambda _: httpx.Response(302, headers={"location": "/a"}))
    assert isinstance(found, Problem)
    assert found.code == "D107"


def test_an_answer_without_a_body_or_beyond_the_limit_is_a_problem() -> None:
    empty = fetch(lambda _: httpx.Response(200, content=b""))
    large = fetch(lambda _: httpx.Response(200, content=b"x" * 200), max_bytes=100)
    assert isinstance(empty, Problem)
    assert isinstance(large, Problem)
    assert (empty.code, large.code) == ("D102", "D104")


def test_a_broken_address_is_a_problem() -> None:
    assert only_problem("http://[broken").code == "D107"


@pytest.mark.parametrize("first", [b"no json", b'{"id": "a"}', b'{"id": "a", "te', b"[1]"])
def test_json_lines_are_told_even_if_the_first_line_is_bad(tmp_path: Path, first: bytes) -> None:
    source = file(tmp_path, "a", first + b'\n{"id": "b", "text": "x"}\n')
    problem, good = read_source(source)
    assert isinstance(problem, Problem)
    assert problem.code == "D106"
    assert isinstance(good, RawDocument)
    assert good.id == "b"


def test_a_line_cut_off_at_a_space_is_too_large_and_keeps_its_id(tmp_path: Path) -> None:
    line = b'{"id": "a", "text": "' + b"x " * 100 + b'"}\n{"id": "b", "text": "x"}\n'
    too_large, good = read_source(file(tmp_path, "a.jsonl", line), max_bytes=50)
    assert isinstance(too_large, Problem)
    assert (too_large.code, too_large.document_id) == ("D104", "a")
    assert isinstance(good, RawDocument)
    assert good.id == "b"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b'{"id": "a", "text": "cut of', "a"),
        (b'{"id": 7, "text": "\\ud800"}', "7"),
        (b'{"id": "\xc3\xa9", "text": "\xff"}', "é"),
        (b'{"id": "\xff", "text": "\xff"}', None),
        (b'{"text": "\xff", "id": "a"}', None),
    ],
)
def test_a_broken_line_keeps_the_id_it_begins_with(
    tmp_path: Path, line: bytes, name: str | None
) -> None:
    assert only_problem(file(tmp_path, "a.jsonl", line)).document_id == name


def test_json_lines_at_an_address_are_read_by_the_line() -> None:
    body = b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=body))
    found = list(read_source("https://news.example/a", transport=transport))
    assert [(type(one), getattr(one, "id", None)) for one in found] == [
        (RawDocument, "a"),
        (RawDocument, "b"),
    ]
