"""A web page to its article: title, paragraphs, author, date and language.

The article is found by trafilatura; what it leaves of the page's furniture is marked by
`furniture` like that of any other text. Metadata is in `html_metadata`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.stages.reading.normalise import normalise, normalise_line

if TYPE_CHECKING:
    # lxml ships no types.
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

__all__ = ["Page", "PageTooLargeError", "flatten", "read_page"]

_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>")
# Tags that a flattened page keeps: its head, its paragraphs and headings.
_KEPT = frozenset((
    "html", "head", "title", "meta", "link", "script", "style", "noscript", "body", "p", "h1",
    "h2", "h3", "h4", "h5", "h6", "br", "q", "time",
))  # fmt: skip
_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figure", "footer", "form", "header", "hgroup", "li", "main", "menu", "nav",
    "ol", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip


# Measured on 173 news and web pages: strict alone loses 0.2 points of segment F1, balanced alone
# 0.6 points of 4-gram F1.
_ENOUGH_TEXT = 800
_CLEARLY_MORE = 1.5
_LARGE_PAGE = 2_000_000
_LARGEST_PAGE = 10_000_000  # characters of mark-up: about 30 s of work
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OPEN_TITLE = re.compile(r"(<title\b[^<>]*>[^<]*)(?=<(?!/title))", re.IGNORECASE)
# What the mark-up says of the date, not any date in the story; the clock must not matter.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_WEIGHT = re.compile(
    r"<!--.*?-->|<(script|style|svg)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)


class PageTooLargeError(ValueError):
    """The page's mark-up is beyond what is read; the message says by how much."""


class Page(NamedTuple):
    """What a page holds. `paragraphs` is empty if no article was found."""

    title: str | None
    paragraphs: tuple[str, ...]
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    site: str | None = None
    """The outlet's name."""


def read_page(html: str, *, url: str | None = None) -> Page:
    """Return the article of a page, with what its metadata says.

    Raises PageTooLargeError for more than ten million characters of mark-up.
    """
    from dragoman.stages.reading.html_metadata import read_metadata  # noqa: PLC0415 - imports lxml

    html = _CONTROLS.sub("", html)  # the parser stops at the first zero
    if "</title" not in html.lower():
        # A title that is never closed would swallow the whole page.
        html = _OPEN_TITLE.sub(r"\1</title>", html, count=1)
    if len(html) > _LARGE_PAGE:
        html = _WEIGHT.sub("", html)
    if len(html) > _LARGEST_PAGE:
        raise PageTooLargeError(f"the page has {len(html):,} characters, over {_LARGEST_PAGE:,}")
    tree = _parse(html)
    if tree is None:
        return Page(None, (), None, None, None, None)
    metadata = read_metadata(tree)
    _write_out_quotes(tree)
    _divide_preformatted(tree)
    found = _extracted(tree, url)
    if found is None or found.body is None:
        return Page(metadata.title, (), None, metadata.published, metadata.language, metadata.url)
    title = metadata.title or normalise_line(found.title or "") or None
    paragraphs = [line for block in _blocks(found.body) if (line := normalise_line(block))]
    if title is not None:
        # trafilatura may put a heading that it took late below the story.
        paragraphs = [one for one in paragraphs if one.casefold() != title.casefold()]
    return Page(
        title,
        tuple(paragraphs),
        metadata.author or (found.author or "").replace("; ", ", ") or None,
        metadata.published or found.date or None,
        metadata.language,
        metadata.url,
        metadata.site,
    )


def _extracted(tree: HtmlElement, url: str | None) -> Any:
    """Return what trafilatura finds, None if nothing.

    Its strict mode is tried first: a teaser of another story read as the story's own would
    become an event. Where that finds little, the balanced mode may find the rest.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second to import

    def attempt(*, strict: bool) -> Any:
        return bare_extraction(
            tree,
            url=url,
            include_comments=False,
            with_metadata=True,
            favor_precision=strict,
            date_extraction_params=_DATE_SEARCH,
        )

    def length(found: Any) -> int:
        return 0 if found is None else len(found.text or "")

    strict = attempt(strict=True)
    if length(strict) >= _ENOUGH_TEXT:
        return strict
    balanced = attempt(strict=False)
    return balanced if length(balanced) > _CLEARLY_MORE * length(strict) else strict


def _parse(html: str) -> HtmlElement | None:
    """Return the page's tree; a page nested too deep for the parser is flattened first."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded only for pages
    from lxml import html as lxml_html  # noqa: PLC0415

    for source in (html, None):
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        text = flatten(html) if source is None else source
        try:
            tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None
        if not any("depth" in entry.message.lower() for entry in parser.error_log):
            return tree
    return tree


def flatten(html: str) -> str:
    """Return `html` with every block tag turned into a paragraph's and the other tags left out.

    Paragraphs close one another, so nothing is nested any more and no text is lost.
    """

    def plain(found: re.Match[str]) -> str:
        name = found.group(1).lower()
        if name in _KEPT:
            return found.group(0)
        return "<p>" if name in _BLOCK else ""

    return re.sub(r"(?:<p>\s*){2,}", "<p>", _TAG.sub(plain, html))


def _write_out_quotes(tree: HtmlElement) -> None:
    """Put quotation marks around <q>, as browsers do: they exist nowhere else on the page."""
    for element in list(tree.iter("q")):
        element.text = "“" + _CONTROLS.sub("", element.text or "")
        if len(element):
            element[-1].tail = _CONTROLS.sub("", element[-1].tail or "") + "”"
        else:
            element.text += "”"
        element.tag = "span"


def _divide_preformatted(tree: HtmlElement) -> None:
    """Make paragraphs of what stands between the blank lines of <pre>, as in old wire archives."""
    for element in list(tree.iter("pre")):
        paragraphs = normalise(_CONTROLS.sub("", element.text_content())).split("\n\n")
        if len(paragraphs) < 2:
            continue
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for paragraph in paragraphs:
            child = element.makeelement("p")
            child.text = paragraph
            element.append(child)


def _blocks(body: _Element) -> list[str]:
    """Return the article's paragraphs, headings, list entries and table rows in order."""
    blocks: list[str] = []
    for element in body:
        if element.tag == "list":
            blocks.extend(_text(item) for item in element.iter("item"))
        elif element.tag == "table":
            blocks.extend(
                " ".join(_text(cell) for cell in row.iter("cell")) for row in element.iter("row")
            )
        elif element.tag == "quote" and any(child.tag == "p" for child in element):
            blocks.extend(_text(child) for child in element)
        else:
            blocks.extend(re.split(r"\n\s*\n", _text(element)))
        if element.tail and element.tail.strip():
            blocks.append(element.tail)
    return blocks


def _text(element: _Element) -> str:
    """Return the words of an element; a line break inside it is kept as one."""
    parts = [_spaced(element.text)]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag in {"p", "item", "quote", "list", "head"}:
            parts.append("\n\n" + _text(child) + "\n\n")
        elif child.tag != "graphic":
            parts.append(_text(child))
        parts.append(_spaced(child.tail))
    return "".join(parts)


def _spaced(text: str | None) -> str:
    """Return a text node with its line breaks as the spaces they are in a page."""
    return re.sub(r"\s+", " ", text or "")
