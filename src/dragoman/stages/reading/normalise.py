"""Characters to plain text: the one normalisation that files and pages get.

What is changed is listed in docs/reference/reading.md. Quotation marks, apostrophes and dashes
are never touched: later stages match quotes and cite words as the source printed them.
The text of JSON Lines does not come through here.
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import html5
from itertools import pairwise

from dragoman.stages.reading.divided import divides_words, join_lines, words_of
from dragoman.stages.reading.prose import ends_sentence

__all__ = [
    "is_hard_wrapped",
    "normalise",
    "normalise_line",
    "squeeze",
    "unescape_entities",
    "unwrap",
]

_LINE_ENDS = re.compile(r"\r\n|[\r\v\x1c-\x1e\x85\u2028]")
_PARAGRAPH_ENDS = re.compile(r"[\f\u2029]")
_ODD_SPACES = re.compile(r"[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls
    "\u00ad\u200b\u2060\ufeff\u034f\u180e"  # soft hyphen, zero-width space, joiners of words
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of writing direction
    "\ufff9-\ufffb]"
)
# The joiners carry meaning in Persian, Indic scripts and emoji, and none between Latin letters.
_LATIN_JOINERS = re.compile(
    "(?<![\u0590-\u1fff\u2190-\u2bff\ufe0f\U00010000-\U0010ffff])[\u200c\u200d]"
)
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")

_NARROWEST_WRAP = 45
_WIDEST_WRAP = 120
_WRAP_SHARE = 0.85
_USUAL = 0.9
_GIVE = 3
"""Characters that lines of one width differ by."""


def normalise(text: str) -> str:
    """Return plain text: LF line ends, ordinary spaces, no invisible marks, paragraphs unwrapped.

    At most one blank line stands between two lines, none at the ends. NFC.
    """
    text = unescape_entities(text)
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _ODD_SPACES.sub(" ", text)
    text = _LATIN_JOINERS.sub("", _INVISIBLE.sub("", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = "\n".join(squeeze(line) for line in unwrap(text).split("\n"))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    return unicodedata.normalize("NFC", text)


def normalise_line(text: str) -> str:
    """Return a title or paragraph as `normalise` would have it, without joining its lines.

    For text whose entities are resolved and whose lines mean something: pages, PDF.
    """
    text = _PARAGRAPH_ENDS.sub("\n", _LINE_ENDS.sub("\n", text))
    text = _LATIN_JOINERS.sub("", _INVISIBLE.sub("", _ODD_SPACES.sub(" ", text)))
    lines = (squeeze(line) for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def squeeze(line: str) -> str:
    """Return `line` with runs of spaces made one and none at the ends."""
    return re.sub(" {2,}", " ", line).strip()


def unescape_entities(text: str) -> str:
    """Return `text` with well-formed HTML entities resolved, also those escaped twice.

    Only entities that end in a semicolon count: "?a=1&copy=2" is an address, not a sign.
    """
    for _ in range(2):
        resolved = _ENTITY.sub(_entity, text)
        if resolved == text:
            break
        text = resolved
    return text


def _entity(found: re.Match[str]) -> str:
    name = found.group(1)
    if not name.startswith("#"):
        return html5.get(name + ";", found.group(0))
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if 0x80 <= number < 0xA0:  # numbers of windows-1252, as browsers read them
        return bytes([number]).decode("cp1252", errors="replace")
    if number == 0 or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return "\ufffd"
    return chr(number)


def unwrap(text: str) -> str:
    """Return `text` with the lines of hard-wrapped paragraphs joined; else unchanged.

    Hard-wrapped means that nearly every line break stands where the next word would not have
    fitted. A line that ends short of that closes a paragraph, or is a line of its own.
    """
    lines = text.split("\n")
    width = _wrap_width(lines)
    if width is None:
        return text
    joined = [lines[0]]
    words = words_of(lines) if divides_words(lines) else None
    for before, line in pairwise(lines):
        if before.strip() and line.strip() and _is_full(before, line, width):
            hyphen = re.search(r"\w-$", before) is not None and line.lstrip()[0].islower()
            if words is not None:
                joined[-1] = join_lines(joined[-1], line.lstrip(), words)
            else:
                joined[-1] += line.lstrip() if hyphen else " " + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def is_hard_wrapped(text: str) -> bool:
    """True if the lines of `text` were broken to fit a width."""
    return _wrap_width(text.split("\n")) is not None


def _wrap_width(lines: list[str]) -> int | None:
    """Return the width that lines were wrapped to; None if they were not.

    Only breaks in the middle of a sentence count: a full stop may end a paragraph. A running head
    may be wider than what stands below it.
    """
    widest = max((len(line) for line in lines), default=0)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if a.strip() and b.strip() and not ends_sentence(a.rstrip())
    ]
    lengths = sorted(len(a) for a, _ in pairs)
    usual = lengths[int(len(lengths) * _USUAL)] if lengths else widest
    for width in (widest, usual):
        within = [(a, b) for a, b in pairs if len(a) <= width + _GIVE]
        full = sum(1 for a, b in within if _is_full(a, b, width))
        if width >= _NARROWEST_WRAP and full >= 3 and full >= len(within) * _WRAP_SHARE:
            return width
    return None


def _is_full(line: str, following: str, width: int) -> bool:
    """True if the first word of `following` had no room left on `line`, give or take a little.

    An indented line opens a paragraph, however long the line before it.
    """
    if (following.startswith("  ") and not line.startswith("  ")) or len(line) > width + _GIVE:
        return False
    word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width - _GIVE
