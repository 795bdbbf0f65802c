"""What kind of thing some bytes are, by the bytes first and the name second."""

from __future__ import annotations

import re

import msgspec

__all__ = ["NDJSON", "is_json_lines", "media_type_of"]

NDJSON = "application/x-ndjson"
_HEAD_BYTES = 4096
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


class _Text(msgspec.Struct):
    text: str


def media_type_of(body: bytes, name: str) -> str | None:
    """Return text/html, application/pdf or text/plain; None for what is none of them."""
    head = body[:_HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(_BINARY_MAGIC) or _FEED.match(head):
        return None
    plain = head
    if head.startswith(_TEXT_MARKS) or _is_wide(head):
        plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if b"\0" in plain or len(_CONTROLS.findall(plain)) > len(plain) // 20:
        return None
    named = name.lower().split("?")[0].removesuffix(".gz").endswith((".html", ".htm", ".xhtml"))
    return "text/html" if named or _HTML_OPENING.match(plain) else "text/plain"


def is_json_lines(peek: bytes) -> bool:
    """True if the first line that is not blank is a JSON object with a text."""
    start = peek.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    line, end, _ = start.partition(b"\n")
    try:
        msgspec.json.decode(line, type=_Text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A first line longer than what was peeked at cannot be checked whole.
        return not end and re.search(rb'"text"\s*:\s*"', line) is not None
    return True


def _is_wide(head: bytes) -> bool:
    """True for UTF-16 without a mark: nearly every other byte is zero, and only those."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return half >= 4 and max(even, odd) > half * 0.4 and min(even, odd) < half * 0.05
