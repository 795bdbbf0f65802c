"""Fetched bytes to a Document: one text with its title, date, language and furniture marked.

Files, pages and PDFs are normalised here, once; the text of JSON Lines is taken as it is. The
formats themselves are read by `html`, `pdf` and `normalise`; here they become one record.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec

from dragoman.records import Dateline, Document, Problem, RawDocument, Span, make_id
from dragoman.stages.reading.dateline import DatelineSpans, find_dateline
from dragoman.stages.reading.decode import decode
from dragoman.stages.reading.furniture import find_furniture
from dragoman.stages.reading.language import tell_language
from dragoman.stages.reading.masthead import read_masthead
from dragoman.stages.reading.normalise import normalise
from dragoman.stages.reading.prose import ends_sentence, is_prose
from dragoman.stages.reading.published import as_iso, find_date, title_date, url_date
from dragoman.stages.reading.title import find_title_end

__all__ = ["JsonLine", "document_id", "read"]


class JsonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of JSON Lines input; unknown keys are ignored."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None


class _Draft(NamedTuple):
    """What a format gives; the rest is read off the text."""

    text: str
    title_end: int
    published: str | None = None
    author: str | None = None
    language: str | None = None
    language_hint: str | None = None
    url: str | None = None
    source_id: str | None = None
    site: str | None = None
    is_page: bool = False


_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TAG = re.compile(r"<[a-zA-Z!/?]")
_WORD = re.compile(r"\w")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_Read = tuple[_Draft | None, tuple[Problem, ...]]


def read(raw: RawDocument) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document that `raw` holds, and what went wrong in reading it.

    The document is None where there is nothing to code: a page without an article (D108) or too
    large (D104), a PDF without text (D109), a line that is no JSON object with a text (D106), an
    empty body (D503). A doubtful encoding (D105) is a problem beside a document.
    """
    media_type = raw.media_type.partition(";")[0].strip().lower()
    if media_type == "application/x-ndjson":
        draft, problems = _from_json_line(raw)
    elif media_type in _PAGES:
        draft, problems = _from_page(raw)
    elif media_type == "application/pdf":
        draft, problems = _from_pdf(raw)
    else:
        draft, problems = _from_text(raw)
    if draft is None:
        return None, problems
    document = _document(raw, draft)
    lines = [line for line in _story(document).split("\n") if _WORD.search(line)]
    if draft.is_page and not any(is_prose(line) or ends_sentence(line) for line in lines):
        return None, (*problems, _problem(raw, "D108", "the page holds no article"))
    if lines:
        return document, problems
    empty = _problem(raw, "D503", "the document's body is empty")
    return (document if document.title_end else None), (*problems, empty)


def document_id(raw: RawDocument) -> str:
    """Return the id the source gave, else one that depends on address and bytes alone."""
    return raw.id if raw.id is not None else make_id("doc", raw.url or "", raw.sha256)


def _from_json_line(raw: RawDocument) -> _Read:
    try:
        line = msgspec.json.decode(raw.body, type=JsonLine)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, (_problem(raw, "D106", f"not a line that can be read: {error}"),)
    problems: tuple[Problem, ...] = ()
    published = as_iso(line.published) if line.published else None
    if line.published and published is None:
        message = f'"published" is no date in ISO 8601: {line.published[:60]!r}'
        problems = (_problem(raw, "D501", message),)
    text = f"{line.title}\n\n{line.text}" if line.title else line.text
    draft = _Draft(
        text=text,
        title_end=len(line.title) if line.title else find_title_end(text),
        published=published,
        language=line.language or None,
        url=line.url or None,
        source_id=line.source or None,
    )
    return draft, problems


def _from_page(raw: RawDocument) -> _Read:
    # Loaded only for pages: lxml and what comes with it.
    from dragoman.stages.reading.html import PageTooLargeError, read_page  # noqa: PLC0415

    decoded = decode(raw.body, charset=_charset(raw), markup=True)
    if _TAG.search(decoded.text) is None:
        return _from_text(raw)
    try:
        page = read_page(decoded.text, url=raw.url)
    except PageTooLargeError as error:
        return None, (_problem(raw, "D104", str(error)),)
    if not page.paragraphs:
        return None, (_problem(raw, "D108", "the page holds no article"),)
    draft = _Draft(
        text="\n\n".join((page.title, *page.paragraphs) if page.title else page.paragraphs),
        title_end=len(page.title or ""),
        published=page.published,
        author=page.author,
        site=page.site,
        language_hint=page.language,
        url=raw.url or page.url,
        is_page=True,
    )
    return draft, _doubts(raw, decoded.doubt)


def _from_pdf(raw: RawDocument) -> _Read:
    from dragoman.stages.reading.pdf import PdfUnreadableError, read_pdf  # noqa: PLC0415 - as for pages

    try:
        paper = read_pdf(raw.body)
    except PdfUnreadableError as error:
        return None, (_problem(raw, "D109", str(error)),)
    body = "\n\n".join(paper.paragraphs)
    if paper.title is None:
        return _Draft(body, find_title_end(body), author=paper.author), ()
    return _Draft(f"{paper.title}\n\n{body}", len(paper.title), author=paper.author), ()


def _from_text(raw: RawDocument) -> _Read:
    decoded = decode(raw.body, charset=_charset(raw))
    text = normalise(_of_pages(decoded.text) if "\f" in decoded.text.strip() else decoded.text)
    return _Draft(text, find_title_end(text)), _doubts(raw, decoded.doubt)


def _of_pages(text: str) -> str:
    """Return the paragraphs of a text with page breaks, as programs make it of a PDF."""
    from dragoman.stages.reading.pdf import join_pages  # noqa: PLC0415 - as for pages

    return "\n\n".join(join_pages(text.split("\f")))


def _document(raw: RawDocument, draft: _Draft) -> Document:
    """Return the record: what the format gave, and what the text itself shows."""
    name, text = document_id(raw), draft.text
    furniture = find_furniture(text, draft.title_end, keep_lone_line=not draft.is_page)
    masthead = read_masthead(text, draft.title_end, furniture)
    if masthead.date_line is not None:
        furniture = tuple(sorted((*furniture, masthead.date_line)))
    filed = (find_dateline(text, opening) for opening in masthead.openings)
    dateline = next((found for found in filed if found is not None), None)
    url = draft.url or raw.url
    published, basis = _dated(text, draft, masthead.published, dateline, url)
    document = Document(
        id=name,
        source_id=draft.source_id or _host(url) or draft.site or raw.source_id,
        url=url,
        text=text,
        title_end=draft.title_end,
        language=_language_code(draft.language),
        published=published,
        published_basis=basis,
        author=draft.author or masthead.author,
        fetched_at=raw.fetched_at,
        raw_sha256=raw.sha256,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        dateline=None if dateline is None else _dateline(name, dateline),
        furniture=tuple(Span(document_id=name, start=a, end=b) for a, b in furniture),
    )
    if document.language is not None:
        return document
    words = f"{text[: draft.title_end]}\n{_story(document)}"
    told = tell_language(words, hint=draft.language_hint)
    return msgspec.structs.replace(document, language=told)


def _dated(
    text: str, draft: _Draft, stated: str | None, dateline: DatelineSpans | None, url: str | None
) -> tuple[str | None, Literal["metadata", "stated", "url"] | None]:
    """Return the date of publication and what it rests on, the surest first."""
    if stated is not None and draft.published is not None and stated.startswith(draft.published):
        return stated, "stated"  # the page's own line says the hour as well
    if draft.published is not None:
        return draft.published, "metadata"
    if stated is not None:
        return stated, "stated"
    if dateline is not None and dateline.date is not None:
        found = find_date(text[dateline.date[0] : dateline.date[1]])
        if found is not None:
            return found.iso, "stated"
    from_url = url_date(url) if url else None
    if from_url is not None:
        return from_url, "url"
    titled = title_date(text[: draft.title_end])
    return (titled, "stated") if titled is not None else (None, None)


def _dateline(name: str, spans: DatelineSpans) -> Dateline:
    def span(part: tuple[int, int] | None) -> Span | None:
        return None if part is None else Span(document_id=name, start=part[0], end=part[1])

    return Dateline(
        span=Span(document_id=name, start=spans.span[0], end=spans.span[1]),
        place=span(spans.place),
        date=span(spans.date),
        agency=span(spans.agency),
    )


def _language_code(given: str | None) -> str | None:
    """Return the language part of a given tag: "en" of "en-US"."""
    return given.replace("_", "-").split("-")[0].strip().lower() or None if given else None


def _story(document: Document) -> str:
    """Return the text without its title and furniture, a line for each."""
    parts, position = [], document.title_end
    for span in document.furniture:
        parts.append(document.text[position : span.start])
        position = span.end
    return "\n".join((*parts, document.text[position:]))


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _charset(raw: RawDocument) -> str | None:
    found = _CHARSET.search(raw.media_type)
    return found.group(1) if found else None


def _doubts(raw: RawDocument, doubt: str | None) -> tuple[Problem, ...]:
    return () if doubt is None else (_problem(raw, "D105", doubt),)


def _problem(raw: RawDocument, code: str, message: str) -> Problem:
    where = f"{raw.url or raw.source_id}: {message}"
    return Problem(document_id=document_id(raw), stage="read", code=code, message=where)
