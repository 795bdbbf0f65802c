"""Bytes to characters: which encoding a document is in.

Told, in this order, by a byte order mark, by being valid UTF-8, by what the sender or the page
declares, and only then guessed. A guess that is not clear, and any byte that had to be replaced,
is reported, never hidden. What the characters mean is left to `normalise`.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = ["Decoded", "declared_charset", "decode"]

# The longest marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Browsers read these labels as the larger set, and pages are written by what browsers show.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
# The letters beyond ASCII of each language that an encoding was made for.
_LATIN_LETTERS = (
    ("cp1252", ("éèàùçâêîôûëïüœæ", "äöüß", "áéíóúñüª", "ãõáéíóúâêôçàü", "àèéìíîòóù", "éëïöüáó",
                "æøåéäö", "åäöéü")),
    ("cp1254", ("çğıöşüâîûi\u0307",)),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")),
    ("iso8859_2", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")),
)  # fmt: skip
_LATIN_SIGNS = frozenset("\xa0“”‘’‚„«»‹›–—…•·°§©®™€£¥¢¿¡º½¼†‡`\xad")
_LATIN_SHARE = 0.95
_COMMON = re.compile(
    r"cp125[0-7]|koi8|iso8859|cp932|shift|euc|gb|big5|cp949|cp950|cp874|hz|johab|utf"
)

_HEAD_BYTES = 8192  # where a page must declare its charset; the standard asks for 1024
_GUESS_BYTES = 100_000
_SURE_CHAOS = 0.05
_BROKEN_SHARE = 0.02  # bad sequences per good one under which a text is damaged UTF-8


class Decoded(NamedTuple):
    """Text, the name of the codec used, and why the reading is doubtful (None if it is not)."""

    text: str
    encoding: str
    doubt: str | None = None


def decode(body: bytes, *, charset: str | None = None, markup: bool = False) -> Decoded:
    """Return the text of `body`.

    `charset` is what the sender declared; `markup` says that the body may declare one itself.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _forced(body, codec)
    wide = _unmarked_utf16(body)
    if wide is not None:
        return _forced(body, wide)
    declared = _codec(charset) or (_codec(declared_charset(body)) if markup else None)
    if b"\x1b$" in body[:_HEAD_BYTES]:
        return _forced(body, "iso2022_jp")
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None and not declared.startswith("utf"):
        return _forced(body, declared)
    return _damaged_utf8(body) or _guessed(body)


def declared_charset(body: bytes) -> str | None:
    """Return the charset that a page names in its first bytes, or None."""
    head = body[:_HEAD_BYTES]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found.group(1).decode("ascii") if found else None


def _codec(label: str | None) -> str | None:
    """Return Python's name for a charset label, widened as browsers do; None if unknown."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label.strip()).name
        b"a".decode(name)
    except (LookupError, UnicodeError):
        return None
    return _WIDER.get(name, name)


def _forced(body: bytes, codec: str) -> Decoded:
    text = body.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    if lost == 0:
        return Decoded(text, codec)
    return Decoded(text, codec, f"{lost} undecodable bytes replaced, read as {codec}")


def _unmarked_utf16(body: bytes) -> str | None:
    """Return the UTF-16 codec of a body without a mark: every other byte of Latin text is zero."""
    sample = body[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4:
        return None
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _damaged_utf8(body: bytes) -> Decoded | None:
    """Read as UTF-8 what is UTF-8 but for a few bytes; None if it is not."""
    text = body.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - lost
    if lost > max(1, good * _BROKEN_SHARE) or good < 3:
        return None
    return Decoded(text, "utf-8", f"{lost} undecodable bytes replaced, read as utf-8")


def _guessed(body: bytes) -> Decoded:
    latin = _plain_latin(body[:_GUESS_BYTES])
    if latin is not None:
        return _forced(body, latin)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most runs never guess

    best = from_bytes(body[:_GUESS_BYTES]).best()
    if best is None:
        decoded = _forced(body, "cp1252")
        return decoded._replace(doubt="the encoding could not be told, read as cp1252")
    decoded = _forced(body, best.encoding)
    unsure = best.chaos > _SURE_CHAOS or _COMMON.match(best.encoding) is None
    if decoded.doubt is None and unsure:
        return decoded._replace(doubt=f"the encoding is a guess: {best.encoding}")
    return decoded


def _plain_latin(body: bytes) -> str | None:
    """Return the encoding in which the letters beyond ASCII are those of one language.

    The general guesser takes Spanish for Polish: with a few accents, both encodings are valid.
    """
    for codec, languages in _LATIN_LETTERS:
        try:
            beyond = [c for c in body.decode(codec) if c > "\x7f" and c not in _LATIN_SIGNS]
        except UnicodeDecodeError:
            continue
        for letters in languages:
            known = sum(c.lower() in letters for c in beyond)
            if known >= len(beyond) * _LATIN_SHARE:
                return codec
    return None
