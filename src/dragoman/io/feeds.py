"""Feeds, sitemaps and lists of addresses: which pages they name, and when each was changed."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin
from xml.etree import ElementTree

from dragoman.io.raw import Fault

__all__ = ["Named", "is_url_list", "kind_of", "pages_named"]

_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:\w+:)?(rss|feed|rdf|sitemapindex|urlset)\b",
    re.DOTALL | re.IGNORECASE,
)
_PEEK = 4096
_LISTED = re.compile(r"https?://\S+$", re.IGNORECASE)


class Named(NamedTuple):
    """A page that a feed, sitemap or list names."""

    url: str
    changed_on: date | None
    """None where it does not say."""
    is_sitemap: bool = False
    """True for a sitemap that a sitemap names."""


def kind_of(peek: bytes) -> str | None:
    """Return "feed" or "sitemap" for bytes that begin one; None for all else."""
    found = _ROOT.match(peek[:_PEEK].removeprefix(b"\xef\xbb\xbf"))
    if found is None:
        return None
    return "sitemap" if found[1].lower() in (b"sitemapindex", b"urlset") else "feed"


def is_url_list(peek: bytes) -> bool:
    """True if each of the first lines is an address or a comment, and one is an address."""
    *whole, cut = peek.decode("utf-8-sig", "replace").split("\n")
    lines = [line.strip() for line in (whole or [cut])]
    told = [line for line in lines if line and not line.startswith("#")]
    return bool(told) and all(_LISTED.match(line) for line in told)


def pages_named(body: bytes, url: str) -> Iterator[Named]:
    """Yield the pages that a feed, sitemap or list names, in its order.

    Raises:
        Fault: D112 where it cannot be read.
    """
    kind = kind_of(body)
    if kind == "sitemap":
        yield from _of_sitemap(body)
    elif kind == "feed":
        yield from _of_feed(body, url)
    else:
        lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
        yield from (Named(line, None) for line in lines if _LISTED.match(line))


def _of_feed(body: bytes, url: str) -> Iterator[Named]:
    import feedparser  # noqa: PLC0415  # only feeds need it

    feed = feedparser.parse(body)
    if feed.bozo and not feed.entries:
        raise Fault("D112", f"is no feed that can be read ({feed.bozo_exception})")
    for entry in feed.entries:
        link = entry.get("link")
        if link:
            # By dict.get: the entry's own gives `published` for `updated`, with a warning.
            changed = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
            yield Named(urljoin(url, link), _day(changed))


def _day(moment: Any) -> date | None:
    return None if moment is None else datetime.fromtimestamp(timegm(moment), UTC).date()


def _of_sitemap(body: bytes) -> Iterator[Named]:
    if b"<!ENTITY" in body:
        raise Fault("D112", "is a sitemap with entities of its own, which are not read")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise Fault("D112", f"is no sitemap that can be read ({error})") from None
    is_index = root.tag.endswith("sitemapindex")
    for part in root:
        told = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in part}
        if told.get("loc"):
            yield Named(told["loc"], _iso_day(told.get("lastmod")), is_sitemap=is_index)


def _iso_day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None
