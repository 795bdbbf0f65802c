"""What kind of thing some bytes are, by the bytes first and the name second."""

from __future__ import annotations

import re

import msgspec

__all__ = ["NDJSON", "is_feed", "is_json_lines", "is_whole_json", "media_type_of"]

NDJSON = "application/x-ndjson"
_HEAD_BYTES = 4096
_FIRST_LINES = 20
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
# Formats that are no text, or text that is not meant to be read.
_BINARY_MAGIC = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf",
    b"\x7fELF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"%!PS", b"RIFF", b"SQLite format",
)  # fmt: skip
_HTML_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|sitemapindex|urlset)\b",
    re.DOTALL,
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def media_type_of(body: bytes, name: str) -> str | None:
    """Return text/html, application/pdf or text/plain; None for what is none of them."""
    head = body[:_HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(_BINARY_MAGIC) or is_feed(head):
        return None
    plain = head
    if head.startswith(_TEXT_MARKS) or _is_wide(head):
        plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if b"\0" in plain or len(_CONTROLS.findall(plain)) > len(plain) // 20:
        return None
    named = name.lower().split("?")[0].removesuffix(".gz").endswith((".html", ".htm", ".xhtml"))
    return "text/html" if named or _HTML_OPENING.match(plain) else "text/plain"


def is_feed(body: bytes) -> bool:
    """True for an RSS or Atom feed and for a sitemap."""
    return _FEED.match(body[:_HEAD_BYTES]) is not None


def is_json_lines(peek: bytes) -> bool:
    """True if one of the first lines is a JSON object; the others may be damaged.

    Pages are not: scripts hold objects on lines of their own.
    """
    opening = peek.removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith(b"<"):
        return False
    *whole, cut = opening.split(b"\n")
    if any(_is_object(line) for line in whole[:_FIRST_LINES]) or _is_object(cut):
        return True
    # A first line longer than what was peeked at cannot be checked whole.
    return not whole and cut.startswith(b"{") and re.search(rb'"text"\s*:\s*"', cut) is not None


def _is_object(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False


def is_whole_json(body: bytes) -> bool:
    """True if all of it is one JSON array or object: data, whose syntax is not to be read."""
    head = body[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"{", b"[")):
        return False
    try:
        msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _is_wide(head: bytes) -> bool:
    """True for UTF-16 without a mark: nearly every other byte is zero, and only those."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return half >= 4 and max(even, odd) > half * 0.4 and min(even, odd) < half * 0.05
