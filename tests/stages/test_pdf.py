"""PDF: lines to paragraphs, running heads, divided words, and files that cannot be read."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.pdf import PdfUnreadableError, join_pages, read_pdf

PAGE_ONE = """\
The envoys of both governments returned to Muscat on Sunday for a third
round of talks on the truce, which has held on the coast for nine days al-
though shells fell on two villages near the strait.
They are to leave on Tuesday. A fourth round was planned for the spring
and may be held in Oslo, where the first US-
led round had ended without a"""
PAGE_TWO = """\
communiqué. The hosts would not say more."""


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF file that shows the lines of these pages, in ASCII."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in pages:
        lines = "".join(f"({line}) Tj T* " for line in page.split("\n"))
        stream = f"BT /F1 11 Tf 12 TL 50 750 Td {lines}ET".encode("latin-1")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            " /Encoding /WinAnsiEncoding >> >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode())
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>" % (size, size - 1)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (
        body, size, table, trailer, len(body),
    )  # fmt: skip


def test_lines_are_joined_into_paragraphs_across_pages() -> None:
    first, second = join_pages([PAGE_ONE, PAGE_TWO])
    assert first.endswith("for nine days although shells fell on two villages near the strait.")
    assert second == (
        "They are to leave on Tuesday. A fourth round was planned for the spring and may be held in"
        " Oslo, where the first US-led round had ended without a communiqué. The hosts would not"
        " say more."
    )


def test_a_divided_word_keeps_a_hyphen_that_it_has_elsewhere_too() -> None:
    pages = ["The cease-fire held for a week on the northern coast and the cease-\nfire was kept."]
    assert join_pages(pages)[0].count("cease-fire") == 2


def test_running_heads_and_page_numbers_are_dropped() -> None:
    bodies = ("The talks went on.", "Nobody said what about.", "They will end soon.")
    pages = [f"Harbour Review No. {n}\n{body}\n{n}" for n, body in enumerate(bodies, 1)]
    assert " ".join(join_pages(pages)) == " ".join(bodies)


def test_a_blank_line_ends_a_paragraph() -> None:
    assert join_pages(["Envoys return\n\nThe envoys returned to Muscat."]) == (
        "Envoys return",
        "The envoys returned to Muscat.",
    )


def test_a_file_is_read_with_the_title_it_states() -> None:
    paper = read_pdf(
        pdf("The envoys returned to Muscat on Sunday.", title="Envoys return to Muscat")
    )
    assert paper.title == "Envoys return to Muscat"
    assert paper.paragraphs == ("The envoys returned to Muscat on Sunday.",)


def test_a_printed_page_has_the_title_that_stands_at_its_head() -> None:
    lines = ("Home", "Envoys return to Muscat", "The envoys returned to Muscat on Sunday.")
    paper = read_pdf(pdf(*lines, title="Envoys return to Muscat | The Courier"))
    assert paper.title == "Envoys return to Muscat"
    assert paper.paragraphs == ("Home", "The envoys returned to Muscat on Sunday.")


@pytest.mark.parametrize(
    "title", ["", "Microsoft Word - draft two final", "the talks in full.docx", "Untitled"]
)
def test_a_stated_title_that_names_a_file_or_program_is_none(title: str) -> None:
    assert read_pdf(pdf("The envoys returned to Muscat.", title=title)).title is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"%PDF-1.4\nnothing", "the PDF is damaged"),
        (b"", "the PDF is damaged"),
        (pdf(""), "the PDF holds no text"),
        (pdf("The envoys returned.")[:200], "the PDF is damaged"),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(body: bytes, message: str) -> None:
    with pytest.raises(PdfUnreadableError, match=message):
        read_pdf(body)
