"""A dossier as PDF: all its letters, all its evidence, and nothing that an article could run."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from dragoman.serve import dossier_pdf
from dragoman.serve.dossier import Evidence, Section, Sentence
from dragoman.serve.dossier_pdf import can_make_pdf, pdf_of
from dragoman.testing.cli import run_cli
from dragoman.testing.many import many_reports
from dragoman.testing.room import client_of

needs_typst = pytest.mark.skipif(
    not can_make_pdf(), reason="typst is not installed: pip install 'dragoman[pdf]'"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many_reports(tmp_path_factory.mktemp("pdf") / "news.duckdb", 1600)


def _note(quote: str, *, number: int = 1, url: str | None = None) -> Evidence:
    return Evidence(f"/events/evt-{number}", quote, "Title", "Outlet", date(2024, 3, 4), url)


def _made(*sentences: Sentence, base: str = "http://room.example") -> pypdf.PdfReader:
    found = pdf_of("A and B", [Section("In short", sentences)], base=base, with_system_fonts=False)
    return pypdf.PdfReader(io.BytesIO(found))


def _text(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _addresses(reader: pypdf.PdfReader) -> list[str]:
    links: list[Any] = [a.get_object() for p in reader.pages for a in p.get("/Annots", [])]
    return sorted({link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})})


@needs_typst
@pytest.mark.parametrize(
    "words", ["Владимир Зеленський", "محمد بن سلمان", "Αθήνα", "בנימין", "Łódź Đà Nẵng", "Ñuñoa"]
)
def test_every_letter_is_there(words: str) -> None:
    text = _text(_made(Sentence(f"{words} met.", (_note(words),))))
    # Words that run from right to left come out of the file in the order in which they stand.
    assert all(text.count(word) >= 2 for word in words.split())


@needs_typst
def test_a_letter_without_a_font_is_given_by_its_number_and_that_is_said() -> None:
    text = _text(_made(Sentence("They met in 北京 and 東京.")))
    assert "⟨U+5317⟩⟨U+4EAC⟩" in text
    assert "⟨U+6771⟩⟨U+4EAC⟩" in text
    assert "Letters that no font here has" in text


@needs_typst
def test_every_sentence_keeps_its_evidence() -> None:
    first, second = _note("they met", url="https://a.example/1"), _note("he spoke", number=2)
    made = _made(Sentence("One.", (first,)), Sentence("Two.", (first, second)))
    text = " ".join(_text(made).split())
    assert "One.1" in text
    assert "Two.1 2" in text
    assert "1. “they met” Title, Outlet, 4 March 2024, original" in text
    assert _addresses(made) == [
        "http://room.example/events/evt-1", "http://room.example/events/evt-2",
        "https://a.example/1",
    ]  # fmt: skip


@needs_typst
def test_an_article_is_text_and_no_markup() -> None:
    hostile = '#read("/etc/passwd") *b* $x$ \\ @n <note-1> \u202eevil\u202c\x07 // x'
    made = _made(Sentence(hostile, (_note(hostile, url="javascript:alert(1)"),)), base="")
    text = " ".join(_text(made).split())
    assert text.count('#read("/etc/passwd") *b* $x$ \\ @n <note-1> evil // x') == 2
    assert _addresses(made) == []


@needs_typst
def test_the_same_note_is_the_same_file_and_tagged() -> None:
    sections = [Section("In short", (Sentence("One.", (_note("q"),)),))]
    assert pdf_of("A and B", sections) == pdf_of("A and B", sections)
    catalogue: Any = pypdf.PdfReader(io.BytesIO(pdf_of("A and B", sections))).root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"


def _pair(room: Any) -> dict[str, str]:
    found: dict[str, str] = room.get("/api/v1/pairs").json()["items"][0]
    return found


def _asked(pair: dict[str, str]) -> tuple[str, ...]:
    return ("--actors", pair["first"], pair["second"], "--format", "pdf")


@needs_typst
def test_the_page_and_the_command_give_the_dossier_as_pdf(store: Path, tmp_path: Path) -> None:
    with client_of(store) as room:
        pair = _pair(room)
        query = f"?party={pair['first']}&party={pair['second']}"
        assert 'href="/dossier.pdf?party=' in room.get(f"/dossier{query}").text
        answer = room.get(f"/dossier.pdf{query}")
    assert answer.headers["content-type"] == "application/pdf"
    shown = _text(pypdf.PdfReader(io.BytesIO(answer.content)))
    file = tmp_path / "note.pdf"
    made = run_cli("dossier", "--store", str(store), *_asked(pair), "-o", str(file))
    assert made.status == 0
    for text in (shown, _text(pypdf.PdfReader(file))):
        assert f"{pair['first_name']} and {pair['second_name']}" in text
        assert "What rests on one source" in text


def test_without_typst_the_page_and_the_command_say_what_to_do(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_pdf, "find_spec", lambda _name: None)
    with client_of(store) as room:
        pair = _pair(room)
        query = f"?party={pair['first']}&party={pair['second']}"
        assert "dossier.pdf" not in room.get(f"/dossier{query}").text
        answer = room.get(f"/dossier.pdf{query}")
    assert answer.status_code == 501
    assert "dragoman[pdf]" in answer.text
    failed = run_cli("dossier", "--store", str(store), *_asked(pair))
    assert failed.status == 2
    assert "D214" in failed.err
    assert "pip install 'dragoman[pdf]'" in failed.err


@needs_typst
def test_a_terminal_is_sent_no_pdf(store: Path) -> None:
    with client_of(store) as room:
        pair = _pair(room)
    refused = run_cli("dossier", "--store", str(store), *_asked(pair), terminal=True)
    assert refused.status == 2
    assert "--output note.pdf" in refused.err
