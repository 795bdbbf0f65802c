"""One line of a text: whether its wording or shape makes it page furniture, wherever it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages.reading.furniture_phrases import BYLINE, is_names, wordings
from dragoman.stages.reading.masthead import is_date_line
from dragoman.stages.reading.prose import ends_sentence, is_prose
from dragoman.stages.reading.published import find_date

__all__ = [
    "LONGEST_LINE", "Line", "all_sharing", "is_bare_date", "is_edge_line", "is_headline",
    "is_menu_entry", "is_share_row", "is_standalone", "lines_of", "menu_share", "share_words",
]  # fmt: skip

_REPORTING = re.compile(r"\b(?:said|says|told|according to|announced|added|warned)\b", re.I)
_SEPARATORS = re.compile(r"\s*[>›»|•·→]\s*|\s+[-–—/]\s+")
LONGEST_LINE = 400  # code points: longer lines are prose
_HEADLINE_WORDS = 22


class Line(NamedTuple):
    """A line that is not blank: its words, where they stand, and how they read."""

    text: str
    start: int
    end: int
    words: int
    prose: bool


def lines_of(text: str, start: int) -> list[Line]:
    """Return the lines of `text` from `start` on, blank ones left out, outer spaces too."""
    lines = []
    position = start
    for raw in text[start:].split("\n"):
        words = raw.strip()
        if words:
            begin = position + raw.index(words)
            lines.append(
                Line(words, begin, begin + len(words), len(words.split()), is_prose(words))
            )
        position += len(raw) + 1
    return lines


def is_standalone(line: Line) -> bool:
    """True if the line is furniture wherever it stands."""
    text = line.text
    if len(text) > LONGEST_LINE or (line.prose and _REPORTING.search(text)):
        return False
    known = wordings()
    if known.anywhere_sentences.fullmatch(text):
        return True
    # The first line of a text without a title may be the only headline it has.
    if line.start > 0 and text[-1] != "." and known.related_labels.fullmatch(text):
        return True
    if line.prose:
        return False
    return known.anywhere.fullmatch(text) is not None or is_share_row(text) or _is_menu_row(line)


def is_edge_line(line: Line) -> bool:
    """True for bylines, date lines, sections and credits around a story."""
    if len(line.text) > LONGEST_LINE:
        return False
    if wordings().edges_sentences.fullmatch(line.text) or is_date_line(line.text):
        return True
    if line.prose:
        return False
    return wordings().edges.fullmatch(line.text) is not None or _is_byline(line.text)


def is_headline(line: Line) -> bool:
    """True if a line may be the headline, date or section of another story."""
    if line.words > _HEADLINE_WORDS:
        return False
    return not ends_sentence(line.text) or line.text[-1] in "?!…"


def is_menu_entry(line: Line) -> bool:
    """True for a line as short as the entries of a menu are."""
    return line.words <= 4 and not ends_sentence(line.text)


def is_bare_date(line: Line) -> bool:
    """True for a line that is a date and nothing else, as above an entry of a chronology."""
    found = find_date(line.text) if line.words <= 5 else None
    return found is not None and not line.text[: found.start] + line.text[found.end :].strip(":.")


def menu_share(text: str) -> float:
    """Return the share of words that belong to navigation, 0 to 1."""
    words = re.findall(r"[^\W\d_]+|&", text.lower())
    return sum(word in wordings().menu_words for word in words) / len(words) if words else 0.0


def is_share_row(text: str) -> bool:
    """True for "Share on Facebook", "Tweet Email Print", "12 Shares" and the like."""
    words = share_words(text)
    return all_sharing(words) and not wordings().share_anchors.isdisjoint(words)


def all_sharing(words: list[str]) -> bool:
    """True if there are words, and all of them may stand on a row of share buttons."""
    return 0 < len(words) <= 30 and all(word in wordings().share_words for word in words)


def share_words(text: str) -> list[str]:
    """Return the words of a line in lower case, numbers and separators left out."""
    unglued = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)  # "SendShareTweet", "LinkedIn"
    words = (word.strip(".,:;!|/()[]*•·-–—>»\"'").lower() for word in unglued.split())
    return [word for word in words if word and not word.isdigit()]


def _is_menu_row(line: Line) -> bool:
    """True for a breadcrumb trail or a navigation bar on one line."""
    parts = [part for part in _SEPARATORS.split(line.text) if part.strip()]
    short = all(len(part.split()) <= 4 for part in parts)
    home = line.text.lower().startswith("home")
    if len(parts) >= 3 and short:
        return home or sum(menu_share(part) > 0.5 for part in parts) >= 2
    if len(parts) >= 2 and home and re.search(r"[>›»→]", line.text):
        return True
    return line.words >= 6 and line.start > 0 and menu_share(line.text) >= 0.9


def _is_byline(text: str) -> bool:
    found = BYLINE.fullmatch(text)
    if found is None or (ends_sentence(text) and not text.endswith(("Jr.", "Sr."))):
        return False
    return is_names(found["names"])
