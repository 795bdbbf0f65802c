"""Bad input through the whole program: a message that helps, the right exit code, nothing lost."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import work
from dragoman.pipeline.document import Pipeline
from dragoman.testing.cli import Outcome, run_cli

GOOD = (
    "Kenya hosts talks\n\n4 March 2024\n\nKenyan officials met a delegation from Somalia in "
    "Nairobi on Monday. The two sides discussed trade and the security of the border.\n"
)
RUSSIAN = (
    "Министры встретились в Москве\n\nМинистры иностранных дел двух стран провели переговоры в "
    "понедельник. Стороны обсудили торговлю и безопасность границы, сообщило министерство.\n"
)
ARABIC = (
    "لقاء الوزراء في القاهرة\n\nالتقى وزراء خارجية البلدين يوم الاثنين في القاهرة لبحث العلاقات "
    "الثنائية وأمن الحدود بين البلدين، وفق ما أعلنته وزارة الخارجية في بيان لها.\n"
)


@pytest.fixture
def _one_pipeline(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the parser once for all tests of this module."""
    monkeypatch.setattr(work, "load_pipeline", lambda _config: pipeline)


pytestmark = pytest.mark.usefixtures("_one_pipeline")


def _lines(outcome: Outcome) -> list[Any]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def _file(tmp_path: Path, name: str, content: bytes | str) -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def _only(outcome: Outcome) -> tuple[Any, str]:
    """Return the one line's document and its one problem's code; it must hold nothing else."""
    (line,) = _lines(outcome)
    assert line.keys() == {"document", "problems"}
    assert line["document"].keys() == {"id"}
    (problem,) = line["problems"]
    return line["document"]["id"], problem["code"]


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("empty.txt", b"", "D102", "is empty"),
        ("blank.txt", b" \n\n\t ", "D102", "is empty"),
        ("noise.bin", bytes(range(256)) * 40, "D103", "is binary"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "D103", "is binary"),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0">', "D103", "`dragoman ingest`"),
        ("broken.pdf", b"%PDF-1.7\nnothing more", "D109", "PDF"),
        ("empty.html", b"<html><body><nav>Home</nav></body></html>", "D108", "no article"),
        ("russian.txt", RUSSIAN.encode(), "D500", "ru"),
        ("arabic.txt", ARABIC.encode(), "D500", "ar"),
    ],
)
def test_a_file_that_cannot_be_coded(
    tmp_path: Path, name: str, content: bytes, code: str, message: str
) -> None:
    outcome = run_cli("code", _file(tmp_path, name, content))
    assert outcome.status == 1
    _, found = _only(outcome)
    assert found == code
    assert code in outcome.err
    assert message in outcome.err
    assert name in outcome.err


def test_a_missing_file(tmp_path: Path) -> None:
    path = str(tmp_path / "missing.txt")
    outcome = run_cli("code", path)
    assert outcome.status == 1
    assert _only(outcome) == (path, "D100")
    assert outcome.err == f"dragoman: D100 {path}: no such file\n"


def test_a_folder(tmp_path: Path) -> None:
    outcome = run_cli("code", str(tmp_path))
    assert outcome.status == 1
    assert _only(outcome) == (str(tmp_path), "D101")


def test_a_page_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(50_000_001)
    outcome = run_cli("code", str(path))
    assert outcome.status == 1
    assert _only(outcome) == (str(path), "D104")


def test_an_address_that_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/story.html"
        outcome = run_cli("code", url)
    assert outcome.status == 1
    assert _only(outcome) == (url, "D107")
    assert outcome.err.startswith(f"dragoman: D107 {url}: did not answer")


def test_an_address_that_is_none_of_the_web() -> None:
    outcome = run_cli("code", "ftp://news.example/story.txt")
    assert outcome.status == 1
    assert _only(outcome) == ("ftp://news.example/story.txt", "D110")


def test_empty_standard_input() -> None:
    outcome = run_cli("code", "-", stdin=b"")
    assert outcome.status == 1
    assert _only(outcome) == ("-", "D102")


PARAGRAPH = "<p>Kenyan officials met a delegation from Somalia in Nairobi on 4 March 2024.</p>\n"


@pytest.mark.parametrize(
    "page",
    [
        "<title>Talks</title><body>" + "<div>" * 10_000 + PARAGRAPH * 5,
        "<title>Talks</title><body><p>" + PARAGRAPH.replace("</p>", "<b><i><td>") * 5,
    ],
    ids=["tags 10,000 deep", "tags never closed"],
)
def test_a_broken_page_is_coded_or_has_a_problem_of_its_own(tmp_path: Path, page: str) -> None:
    outcome = run_cli("code", _file(tmp_path, "page.html", f"<html><head>{page}"))
    (line,) = _lines(outcome)
    assert "D900" not in [problem["code"] for problem in line["problems"]]
    assert ("reports" in line) == (outcome.status == 0)
    assert "reports" in line or line["problems"]


def test_text_in_an_older_encoding_is_coded(tmp_path: Path) -> None:
    text = GOOD.replace("Kenya hosts talks", "Kenya’s café talks – a “first”")
    outcome = run_cli("code", _file(tmp_path, "old.txt", text.encode("cp1252")))
    assert outcome.status == 0
    (line,) = _lines(outcome)
    assert line["document"]["title"] == "Kenya’s café talks – a “first”"


def test_a_line_that_is_no_json_is_named_and_the_others_are_coded(tmp_path: Path) -> None:
    rows = [json.dumps({"id": "a", "text": GOOD}), '{"id": "b", "te', json.dumps({"id": "c"})]
    rows += [json.dumps(["no", "object"]), json.dumps({"id": "e", "text": GOOD})]
    path = _file(tmp_path, "news.jsonl", "\n".join(rows) + "\n")
    outcome = run_cli("code", path)
    lines = _lines(outcome)
    assert outcome.status == 1
    assert [line["document"]["id"] for line in lines] == [
        "a", "b", "c", f"{path}, line 4", "e",
    ]  # fmt: skip
    assert f"{path}, line 2 " in lines[1]["problems"][0]["message"]
    assert [[p["code"] for p in line["problems"]] for line in lines[1:4]] == [["D106"]] * 3
    assert all("reports" in line for line in (lines[0], lines[4]))
    assert len(outcome.err.splitlines()) == 3


def test_nothing_is_lost_among_many_sources(tmp_path: Path) -> None:
    sources = [
        _file(tmp_path, "one.txt", GOOD),
        str(tmp_path / "missing.txt"),
        _file(tmp_path, "empty.txt", ""),
        _file(tmp_path, "russian.txt", RUSSIAN),
        _file(tmp_path, "two.txt", GOOD.replace("Kenya", "Tanzania")),
    ]
    outcome = run_cli("code", *sources)
    assert outcome.status == 1
    assert ["reports" in line for line in _lines(outcome)] == [True, False, False, False, True]
    table = run_cli("code", *sources, "--format", "table")
    assert table.status == 1
    assert table.out.count("\nnot coded\n") == 3


def test_with_csv_what_was_not_coded_is_named_on_standard_error(tmp_path: Path) -> None:
    path = _file(tmp_path, "empty.txt", "")
    outcome = run_cli("code", path, "--format", "csv")
    assert outcome.status == 1
    assert len(outcome.out.splitlines()) == 1
    assert outcome.err == f"dragoman: D102 {path}: is empty\n"
