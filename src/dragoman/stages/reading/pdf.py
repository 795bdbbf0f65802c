"""A PDF file to its text: title, paragraphs and author."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import NamedTuple

from dragoman.stages.reading.divided import join_lines, words_of
from dragoman.stages.reading.html_metadata import is_all_but_site
from dragoman.stages.reading.normalise import normalise_line

__all__ = ["Paper", "PdfUnreadableError", "join_pages", "read_pdf"]

_MOST_PAGES = 500
_HEAD = 4
"""Paragraphs of a head: what stands before a headline in print."""
_RUNNING_LINE = 80  # code points: longer lines at a page's edge are text


class PdfUnreadableError(ValueError):
    """The PDF is damaged, locked, or holds no text; the message says which."""


class Paper(NamedTuple):
    """What a PDF holds; None where it does not say."""

    title: str | None
    paragraphs: tuple[str, ...]
    author: str | None


def read_pdf(body: bytes) -> Paper:
    """Return the text of a PDF. Raises PdfUnreadableError for one without text or damaged."""
    from pypdf import PdfReader  # noqa: PLC0415 - loaded only for PDF files
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of repairs nobody asked about
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfUnreadableError("the PDF is locked with a password")
        pages = [page.extract_text() or "" for page in reader.pages[:_MOST_PAGES]]
        information = reader.metadata
    except PdfUnreadableError:
        raise
    except (
        PyPdfError,
        OSError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        ZeroDivisionError,
        NotImplementedError,
        AssertionError,
    ) as error:
        # A damaged file breaks the parser in many ways; all mean the same to the reader.
        raise PdfUnreadableError(f"the PDF is damaged ({type(error).__name__})") from error
    paragraphs = join_pages(pages)
    if not any(re.search(r"\w", paragraph) for paragraph in paragraphs):
        raise PdfUnreadableError("the PDF holds no text; it may be a scan")
    title = _stated_title(str(information.title or "")) if information is not None else None
    author = normalise_line(str(information.author or "")) if information is not None else ""
    return Paper(*_headed(title, paragraphs), author or None)


def _headed(title: str | None, paragraphs: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the title as the paper's head prints it, and the paragraphs without that line.

    A printed page states the name of its site, too: "Envoys return to Muscat | The Courier".
    """
    for number, line in enumerate(paragraphs[:_HEAD] if title is not None else ()):
        if title is not None and is_all_but_site(line, title):
            return line, (*paragraphs[:number], *paragraphs[number + 1 :])
    return title, paragraphs


def join_pages(pages: list[str]) -> tuple[str, ...]:
    """Return the paragraphs of a PDF from the lines of its pages.

    Lines that recur at the top or foot of pages are dropped with the page numbers; lines are
    joined, words divided at a line's end too; a short line that ends a sentence ends a paragraph.
    """
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    running = _running_lines(split)
    lines = [line for page in split for line in _without_edges(page, running)]
    filled = sorted(len(line) for line in lines if line)
    if not filled:
        return ()
    width = filled[int(len(filled) * 0.9)]
    words = words_of(lines)
    paragraphs: list[str] = []
    open_paragraph = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line:
            open_paragraph = False
            continue
        if open_paragraph and paragraphs:
            paragraphs[-1] = join_lines(paragraphs[-1], line, words)
        else:
            paragraphs.append(line)
        open_paragraph = not _ends_paragraph(line, following, width)
    return tuple(clean for one in paragraphs if (clean := normalise_line(one)))


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Return the head and foot lines, digits aside, that half of three or more pages share."""
    if len(pages) < 3:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        edges = {_without_digits(line) for line in filled[:2] + filled[-2:]}
        seen.update(edge for edge in edges if edge and len(edge) <= _RUNNING_LINE)
    return {edge for edge, count in seen.items() if count * 2 >= len(pages)}


def _without_edges(page: list[str], running: set[str]) -> list[str]:
    filled = [number for number, line in enumerate(page) if line]
    edges = set(filled[:2] + filled[-2:])
    kept = [
        number
        for number in filled
        if number not in edges
        or not (
            _without_digits(page[number]) in running or re.fullmatch(r"\W*\d{1,4}\W*", page[number])
        )
    ]
    dropped = set(filled) - set(kept)
    within = range(kept[0], kept[-1] + 1) if kept else range(0)
    return [page[number] for number in within if number not in dropped]


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "", line).strip()


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    """True for a line that stops well short of the column, where the next one begins anew."""
    if len(line) >= width * 0.85 or line.endswith("-") or following[:1].islower():
        return False
    return re.search(r"[.!?:…][\"'”’)\]]*$", line) is not None or len(line) < width * 0.6


def _stated_title(title: str) -> str | None:
    """Return a title from the file's metadata; None for names of files and programs."""
    clean = normalise_line(title)
    if len(clean.split()) < 3 or re.search(
        r"\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|pub)\b", clean, re.I
    ):
        return None
    return None if re.match(r"microsoft word|untitled|layout|print", clean, re.I) else clean
