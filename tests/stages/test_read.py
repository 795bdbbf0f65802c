"""Reading: bytes of each kind to one Document, or to the problem that says why not."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Document, Problem, RawDocument, Span
from dragoman.stages.read import read

BODY = "The envoys of both governments returned to Muscat on Sunday, a spokesman for the host said."
PAGE_TEXT = f"""\
Envoys return to Muscat

Friday 26 January 2024 - 22:47

MUSCAT, Jan 26 (Nordwire) — {BODY}

Share it:

Leave a Reply"""


def raw(
    body: bytes | str, media_type: str = "text/plain", *, url: str | None = None
) -> RawDocument:
    content = body if isinstance(body, bytes) else body.encode()
    return RawDocument(
        sha256=hashlib.sha256(content).hexdigest(),
        source_id="notes/a.txt",
        url=url,
        media_type=media_type,
        body=content,
    )


def line(**fields: object) -> RawDocument:
    body = json.dumps(fields, ensure_ascii=False).encode()
    name = fields.get("id")
    return RawDocument(
        sha256=hashlib.sha256(body).hexdigest(),
        source_id="batch.jsonl",
        media_type="application/x-ndjson",
        body=body,
        id=None if name is None else str(name),
    )


def document(source: RawDocument) -> Document:
    found, problems = read(source)
    assert problems == ()
    assert found is not None
    return found


def only_problem(source: RawDocument) -> Problem:
    found, problems = read(source)
    assert found is None
    (problem,) = problems
    return problem


def words(of: Document, span: Span | None) -> str | None:
    return None if span is None else of.text[span.start : span.end]


def test_a_text_file_becomes_title_date_dateline_body_and_furniture() -> None:
    found = document(raw(PAGE_TEXT))
    assert found.text == PAGE_TEXT
    assert found.title == "Envoys return to Muscat"
    assert (found.published, found.published_basis) == ("2024-01-26T22:47", "stated")
    assert found.language == "en"
    assert found.dateline is not None
    assert words(found, found.dateline.span) == "MUSCAT, Jan 26 (Nordwire) —"
    assert words(found, found.dateline.place) == "MUSCAT"
    assert words(found, found.dateline.date) == "Jan 26"
    assert words(found, found.dateline.agency) == "Nordwire"
    assert [words(found, one) for one in found.furniture] == [
        "Friday 26 January 2024 - 22:47",
        "Share it:",
        "Leave a Reply",
    ]


def test_a_dateline_is_found_below_a_summary_and_a_caption() -> None:
    found = document(raw(f"Envoys return\n\nThird round of talks\n\nMUSCAT (AP) — {BODY}"))
    assert found.dateline is not None
    assert words(found, found.dateline.span) == "MUSCAT (AP) —"


def test_the_id_depends_on_address_and_bytes_alone() -> None:
    first, second = raw(BODY), raw(BODY)
    assert document(first).id == document(second).id
    assert document(first).id != document(raw(BODY, url="https://example.org/a")).id
    assert document(line(id="d-7", text=BODY)).id == "d-7"
    assert document(line(id=7, text=BODY)).id == "7"


@pytest.mark.parametrize(
    "text",
    [
        "odd\u00a0spaces\u2009and\ttabs stay  here", "donâ€™t touch mojibake", "e\u0301 stays",
        "soft\u00adhyphen\u200b and \u202bmarks\u202c", "&quot;entities&quot;", "a\r\nb\r\n\r\nc",
        " outer space \n", "“quotes” 'of' «all» kinds", "🚢 beyond the plane", "a\nb\nc",
    ],
)  # fmt: skip
def test_the_text_of_json_lines_is_never_altered(text: str) -> None:
    assert document(line(id="a", text=text)).text == text


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_offsets_of_json_lines_count_in_title_blank_line_and_text(text: str, title: str) -> None:
    found, _ = read(line(id="a", title=title, text=text, language="en"))
    if found is not None:
        assert found.text == (f"{title}\n\n{text}" if title else text)
        assert title == "" or found.title_end == len(title)
        for span in found.furniture:
            assert found.title_end <= span.start < span.end <= len(found.text)


def test_what_a_line_says_of_itself_is_kept() -> None:
    found = document(
        line(
            id="a",
            text=BODY,
            title="Envoys return",
            published="2024-01-26T22:47+04:00",
            url="https://example.org/2020/01/01/a",
            language="en-GB",
            source="The Courier",
        )
    )
    assert found.title == "Envoys return"
    assert (found.published, found.published_basis) == ("2024-01-26T22:47+04:00", "metadata")
    assert found.url == "https://example.org/2020/01/01/a"
    assert found.language == "en"
    assert found.source_id == "The Courier"


def test_a_given_language_is_believed_against_the_text() -> None:
    assert document(line(id="a", text=BODY, language="fr")).language == "fr"


def test_an_unreadable_date_of_a_line_is_a_problem_and_not_a_date() -> None:
    found, problems = read(line(id="a", text=BODY, published="05/12/2019"))
    assert found is not None
    assert found.published is None
    assert [(one.code, one.document_id) for one in problems] == [("D501", "a")]


def test_null_fields_of_a_line_are_missing_fields() -> None:
    found = document(line(id="a", text=BODY, title=None, published=None, url=None, language=None))
    assert (found.title, found.published, found.url, found.language) == (None, None, None, "en")


@pytest.mark.parametrize("body", [b'{"id": "a"}', b'{"text": 5}', b"[]", b"{", b'{"text": "\xff"}'])
def test_a_line_without_a_text_is_a_problem(body: bytes) -> None:
    assert only_problem(raw(body, "application/x-ndjson")).code == "D106"


def test_an_empty_line_of_text_is_a_problem_and_a_lone_title_is_a_document_too() -> None:
    assert only_problem(line(id="a", text="")).code == "D503"
    found, problems = read(line(id="a", title="Envoys return to Muscat", text=""))
    assert found is not None
    assert found.text == "Envoys return to Muscat\n\n"
    assert [one.code for one in problems] == ["D503"]


def test_the_date_comes_from_the_surest_place() -> None:
    address = "https://example.org/2020/02/02/a"
    assert document(raw(BODY, url=address)).published_basis == "url"
    assert document(raw(PAGE_TEXT, url=address)).published_basis == "stated"
    filed = document(raw(f"Envoys return\n\nMuscat, 3 March 2019 – {BODY}", url=address))
    assert (filed.published, filed.published_basis) == ("2019-03-03", "stated")


def test_a_date_below_the_story_counts_only_if_it_says_what_it_dates() -> None:
    story = f"Envoys return\n\n{BODY}\n\n"
    assert document(raw(story + "Published: 3 March 2021")).published == "2021-03-03"
    assert document(raw(story + "Read also\n\nOther envoys\n\n3 March 2021")).published is None


def test_no_date_is_made_up() -> None:
    found = document(raw(f"Envoys return\n\n05/12/2019\n\n{BODY}"))
    assert (found.published, found.published_basis) == (None, None)


def test_the_author_is_read_from_the_byline() -> None:
    found = document(raw(f"Envoys return\n\nBy Ines Duarte | June 5, 2020\n\n{BODY}"))
    assert (found.author, found.published) == ("Ines Duarte", "2020-06-05")


def test_a_file_with_one_line_is_a_body_without_title() -> None:
    found = document(raw("Envoys return to Muscat"))
    assert (found.text, found.title) == ("Envoys return to Muscat", None)


def test_a_file_without_words_is_a_problem() -> None:
    assert only_problem(raw(" \n\n ")).code == "D503"
    assert only_problem(raw("")).code == "D503"


def test_spans_count_code_points() -> None:
    found = document(raw(f"🚢🚢 Envoys return\n\n{BODY}\n\nShare it:"))
    assert words(found, found.furniture[-1]) == "Share it:"
    assert found.title == "🚢🚢 Envoys return"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_a_file_in_any_encoding_is_read(codec: str) -> None:
    text = "Envoyés à Mascate\n\nLes envoyés sont revenus dimanche, selon l'hôte, pour parler."
    assert document(raw(text.encode(codec))).text == text


def test_a_doubtful_encoding_is_a_problem_beside_the_document() -> None:
    found, problems = read(raw(BODY.encode() + " déjà été là".encode() + b"\xff"))
    assert found is not None
    assert [one.code for one in problems] == ["D105"]


def test_a_page_in_a_declared_encoding_is_read() -> None:
    text = "Посланники обоих правительств вернулись в Маскат в воскресенье, сообщил представитель."
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{text}</p></body></html>'
    assert document(raw(page.encode("cp1251"), "text/html")).text == text


def test_the_sender_s_charset_is_heeded() -> None:
    text = "Посланники обоих правительств вернулись в Маскат в воскресенье, сообщил представитель."
    page = f"<html><body><p>{text}</p></body></html>".encode("cp1251")
    assert document(raw(page, "text/html; charset=windows-1251")).text == text


def test_a_page_becomes_title_and_paragraphs_with_blank_lines_between() -> None:
    page = (
        "<html><head><title>Envoys return to Muscat | The Courier</title>"
        '<meta property="article:published_time" content="2024-01-26T22:47:00+04:00"></head>'
        f"<body><nav><a href='/'>Home</a></nav><h1>Envoys return to Muscat</h1><p>{BODY}</p>"
        "<p>They are to leave on Tuesday, the spokesman added.</p><p>Share this article</p>"
        "</body></html>"
    )
    found = document(raw(page, "text/html", url="https://courier.example/2024/01/27/envoys"))
    assert found.text == (
        f"Envoys return to Muscat\n\n{BODY}\n\nThey are to leave on Tuesday, the spokesman added."
        "\n\nShare this article"
    )
    assert [words(found, one) for one in found.furniture] == ["Share this article"]
    assert (found.published, found.published_basis) == ("2024-01-26T22:47:00+04:00", "metadata")
    assert found.source_id == "courier.example"


def test_a_saved_page_without_an_address_is_of_the_site_that_it_names() -> None:
    head = '<title>Envoys meet</title><meta property="og:site_name" content="Harbour Post">'
    told = "Envoys of both states met in Oslo on Monday, and a second round was agreed on there."
    body = f"<!doctype html><html><head>{head}</head><body><p>{told}</p></body></html>"
    found = document(raw(body, media_type="text/html"))
    assert found.source_id == "Harbour Post"


def test_a_page_without_any_tag_is_read_as_the_text_it_is() -> None:
    found = document(raw(PAGE_TEXT, "text/html"))
    assert (found.text, found.title) == (PAGE_TEXT, "Envoys return to Muscat")


@pytest.mark.parametrize(
    "page",
    [
        "<p></p>",
        "<html><body></body></html>",
        "<ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li><li>Contact us</li></ul>",
        "<p>We use cookies to improve this website.</p><button>Accept</button>",
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_a_problem(page: str) -> None:
    assert only_problem(raw(page, "text/html")).code == "D108"


def test_a_damaged_pdf_is_a_problem() -> None:
    problem = only_problem(raw(b"%PDF-1.7 broken", "application/pdf"))
    assert problem.code == "D109"
    assert problem.message.startswith("notes/a.txt: the PDF is damaged")
    assert problem.stage == "read"


def test_reading_is_deterministic() -> None:
    assert read(raw(PAGE_TEXT)) == read(raw(PAGE_TEXT))


def test_reading_a_plain_english_text_loads_no_heavy_module() -> None:
    code = (
        "import sys\n"
        "from dragoman.records import RawDocument\n"
        "from dragoman.stages.read import read\n"
        f"body = {PAGE_TEXT!r}.encode()\n"
        "read(RawDocument(sha256='', source_id='a', media_type='text/plain', body=body))\n"
        "heavy = {'trafilatura', 'lxml', 'pypdf', 'httpx', 'py3langid', 'numpy', 'spacy',"
        " 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["text/plain", "text/html", "application/pdf", "application/x-ndjson"]),
)
def test_any_bytes_give_a_document_or_a_problem(body: bytes, media_type: str) -> None:
    found, problems = read(raw(body, media_type))
    assert found is not None or problems != ()


def test_a_date_between_other_bits_above_the_story_is_the_publication_date() -> None:
    bits = "Balkan Paper 7 | 18 May 2021 | Download"
    story = "The ministers of both states met in Split on Monday and talked for an hour."
    found = document(raw(f"Two Ports and One Pipeline\n\n{bits}\n\n{story}\n".encode()))
    assert (found.published, found.published_basis) == ("2021-05-18", "stated")
    assert [found.text[span.start : span.end] for span in found.furniture] == [bits]


def test_a_date_below_who_the_author_is_is_the_publication_date() -> None:
    head = (
        "Two Ports and One Pipeline\nBy Lena Okafor\nThe writer teaches law in Oslo.\n18 May 2021"
    )
    found = document(
        raw(f"{head}\n\nTwo ministers met in Split and talked for an hour.\n".encode())
    )
    assert (found.title, found.published) == ("Two Ports and One Pipeline", "2021-05-18")
    assert found.author == "Lena Okafor"


def test_the_pages_of_a_text_are_joined_as_those_of_a_paper() -> None:
    bodies = (
        "The two ministers of the coast met in",
        "Split on Monday and agreed on how the",
        "port",
    )
    pages = [f"Harbour Review No. 3\n{body}\n{n}\n" for n, body in enumerate(bodies, 40)]
    found = document(raw("\f".join(pages).encode()))
    assert found.text == " ".join(bodies)


def test_a_date_that_heads_a_chronology_is_not_the_publication_date() -> None:
    text = (
        "Two Ports: a chronology\n\n"
        "3 May 2019\nThe ministers met in Split and talked for an hour.\n"
        "\n9 May 2019\nThe port was closed by the harbour master of the town of Split.\n"
    )
    assert document(raw(text.encode())).published is None
