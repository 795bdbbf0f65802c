"""What a page says of itself: title, author, date and language, from its head and mark-up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.stages.reading.normalise import normalise_line
from dragoman.stages.reading.published import as_iso

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["PageMetadata", "is_all_but_site", "read_metadata"]

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage|CreativeWork|Analysis", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published",
    "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dc.date.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published",
    "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "datecreated",
    "date", "article_date_original",
)  # fmt: skip
_SITE_SUFFIX = re.compile(r"\s+(?:[|•·»›:–—-]|::)\s+")
_LONGEST_JSON = 2_000_000
_LONGEST_NAME_OF_PAGE = 4
"""Words of a title that may name what pages of a site hold instead of what one tells."""


class PageMetadata(NamedTuple):
    """None wherever the page does not say; `published` is ISO 8601 as given."""

    title: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    site: str | None = None
    """The outlet's name."""


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Return what the page's head, JSON-LD and mark-up say."""
    meta = _meta(tree)
    nodes = [node for node in _json_ld(tree) if _is_article(node)]
    address = tree.xpath("string(//link[@rel='canonical']/@href)") or meta.get("og:url", "")
    return PageMetadata(
        title=_title(tree, meta, nodes),
        author=_author(nodes),
        published=_published(tree, meta, nodes),
        language=_language(tree, meta),
        url=str(address) if re.match(r"https?://", address) else None,
        site=normalise_line(meta.get("og:site_name", "")) or None,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the page's meta values by name, property or itemprop in lower case; the first wins."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                values.setdefault(name, content)
    return values


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, nested ones too; broken scripts are passed over."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        source = script.text or ""
        if len(source) > _LONGEST_JSON:
            continue
        try:
            found = json.loads(re.sub(r"^\s*<!--|-->\s*$", "", source), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield node
                waiting.extend(value for value in node.values() if isinstance(value, dict | list))
            elif isinstance(node, list):
                waiting.extend(node)


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type", "")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(_ARTICLE_TYPES.search(str(one)) for one in kinds)


def _published(tree: HtmlElement, meta: dict[str, str], nodes: list[dict[str, Any]]) -> str | None:
    """Return the date of publication: JSON-LD, then meta, then marked elements."""
    stated = [node.get("datePublished") for node in nodes]
    stated += [meta.get(name) for name in _DATE_NAMES]
    stated += tree.xpath("//*[@itemprop='datePublished']/@datetime")
    stated += tree.xpath("//*[@itemprop='datePublished']/@content")
    stated += tree.xpath("//time[@pubdate]/@datetime")
    stated += tree.xpath("//article//time/@datetime | //header//time/@datetime")[:1]
    clocks = set(tree.xpath("//time/@datetime"))
    stated += clocks if len(clocks) == 1 else ()
    stated += [node.get("dateCreated") for node in nodes]
    for value in stated:
        # lxml's strings are of a class of its own, which neither JSON nor pickle takes.
        iso = as_iso(str(value)) if isinstance(value, str) else None
        if iso is not None:
            return iso
    return None


def _title(tree: HtmlElement, meta: dict[str, str], nodes: list[dict[str, Any]]) -> str | None:
    """Return the headline without the site's name."""
    headline = next((n["headline"] for n in nodes if isinstance(n.get("headline"), str)), "")
    page = normalise_line(tree.xpath("string(//title)"))
    stated = [normalise_line(one) for one in (headline, meta.get("og:title", ""), page)]
    stated = [one for one in stated if one]
    for heading in tree.iter("h1"):
        text = normalise_line("".join(heading.itertext()))
        if len(text) >= 10 and any(_same(text, one) for one in stated):
            return text
    for heading in tree.iter("h2"):
        text = normalise_line("".join(heading.itertext()))
        if len(text) >= 10 and any(is_all_but_site(text, one) for one in stated):
            return text
    if not stated:
        return None
    # A page of a ministry may call itself "News"; its one lower heading tells what of.
    lower = [normalise_line("".join(heading.itertext())) for heading in tree.iter("h2")]
    told = [text for text in lower if len(text.split()) > _LONGEST_NAME_OF_PAGE]
    if stated == [page] and len(page.split()) <= _LONGEST_NAME_OF_PAGE and len(told) == 1:
        return told[0]
    site = normalise_line(meta.get("og:site_name", ""))
    return _without_site(stated[0], site, page)


def _same(heading: str, stated: str) -> bool:
    """True if a heading is the stated title, or the title without the name of the site."""
    short, long = (_letters(heading), _letters(stated))
    return bool(short) and (short == long or long.startswith(short) or short.startswith(long))


def is_all_but_site(heading: str, stated: str) -> bool:
    """Return whether a heading is the whole title, or all up to the mark before its last part."""
    last = _SITE_SUFFIX.split(stated)[-1]
    return _letters(heading) in (_letters(stated), _letters(stated[: stated.rindex(last)]))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _without_site(title: str, site: str, page: str) -> str:
    parts = _SITE_SUFFIX.split(title)
    if len(parts) < 2:
        return title
    last = _letters(parts[-1])
    short = title[: title.rindex(parts[-1])].rstrip(" |•·»›:–—-")
    is_site = bool(site) and (last in _letters(site) or _letters(site) in last)
    # A bar is hardly ever part of a headline; a dash often is.
    barred = re.search(r"\s[|»]\s+\S[^|»]*$", title) is not None and len(parts[-1].split()) <= 5
    return short if (is_site or (barred and title == page)) and len(short) >= 10 else title


def _author(nodes: list[dict[str, Any]]) -> str | None:
    """Return the authors' names joined by commas."""
    for node in nodes:
        author = node.get("author")
        people = author if isinstance(author, list) else [author]
        names = [one.get("name") if isinstance(one, dict) else one for one in people]
        named = [
            re.sub(r"^by\s+", "", normalise_line(name), flags=re.IGNORECASE)
            for name in names
            if isinstance(name, str)
        ]
        named = [name for name in named if name and not name.startswith("http")]
        if named:
            return ", ".join(dict.fromkeys(named))
    return None


def _language(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    """Return the declared language's two-letter code."""
    root = tree.getroottree().getroot()
    for value in (root.get("lang"), meta.get("content-language"), meta.get("og:locale")):
        found = re.match(r"([A-Za-z]{2})(?:[-_,;]|$)", (value or "").strip())
        if found is not None:
            return found.group(1).lower()
    return None
