"""The lines between title and story: who wrote it, when it came out, where the story begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages.dates.months import DAY_NAME
from dragoman.stages.reading.furniture_phrases import BYLINE, BYLINE_START, is_names
from dragoman.stages.reading.prose import is_prose
from dragoman.stages.reading.published import TIME, find_date, find_dates

__all__ = ["Masthead", "is_date_line", "read_date_line", "read_masthead"]

# What may stand on a date line beside the date itself; anything else makes it a sentence.
_BESIDE = re.compile(
    r"\b(?:first\s+)?(?:published|publié|publicado|veröffentlicht|posted|updated|last\s+updated"
    r"|(?:last\s+)?modified|created|issued|released|date(?:d)?|time|on|at|le|el|am|um|mis à jour"
    r"|actualizado|aktualisiert|local\s+time|hrs|uhr|by\s+(?:admin|staff|editor|web\s?desk))\b"
    rf"|\b(?:{DAY_NAME})\b\.?|(?-i:\b[A-Z]{{3,4}}\b)|\b\d+\s+min(?:ute)?s?(?:\s+read)?\b",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 140
_UNCLEAR = re.compile(r"(?<![\d/])\d\d?[/-]\d\d?[/-](?:\d\d)?\d\d(?![\d/])")
_AGO = re.compile(
    r"\b(?:\d+|an?|one|two|three)\s+(?:min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b"
    r"|^\W*(?:updated\W+)?(?:today|yesterday|just now)\b",
    re.IGNORECASE,
)

# Below the story, dates belong to other stories unless the line says what it is about.
_PUBLISHED_BELOW = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|released|date|last updated|updated)\b", re.IGNORECASE
)
_MOST_OPENING_LINES = 5
_LONGEST_BITS = 110
_MOST_WORDS = 12
"""Words of one bit of a date line; more of them tell something: an entry of a chronology."""


class Masthead(NamedTuple):
    """What stands around the story.

    `openings` are the offsets of its first lines, up to the first that reads as prose: before it
    may stand a second headline, a summary or a caption.
    """

    published: str | None
    author: str | None
    openings: tuple[int, ...]
    date_line: tuple[int, int] | None = None
    """A line above the story that the date was read from although it holds more than a date."""


def read_masthead(text: str, title_end: int, furniture: tuple[tuple[int, int], ...]) -> Masthead:
    """Return what the furniture around the story says of it."""
    openings = _openings(text, title_end, furniture)
    # Letterheads and second headlines may stand between the title and the date line.
    body_start = openings[-1] if openings else len(text)
    published, author = None, None
    first = title_end + len(text[title_end:]) - len(text[title_end:].lstrip())
    for start, end in furniture:
        line = text[start:end]
        if start > body_start and _PUBLISHED_BELOW.match(line) is None:
            continue
        published = published or _date(line, is_first=start == first)
        author = author or (_author(line) if start < body_start else None)
    if published is None and (found := _dated_line(text, openings)) is not None:
        return Masthead(found[0], author, openings, found[1])
    return Masthead(published, author, openings)


def _dated_line(text: str, openings: tuple[int, ...]) -> tuple[str, tuple[int, int]] | None:
    """Return the one full date of a line above the first prose, and the line, or None.

    Desks put it between other bits: "Policy Note 12 | 18 May 2021 | Download".
    """
    for start in openings[:-1]:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        dates = find_dates(line) if len(line) <= _LONGEST_BITS and not is_date_line(line) else []
        # A line of a date alone that is no furniture heads an entry of a chronology.
        bits = re.split(r"[|•·]|\s[-–—/]\s", line)
        is_told = any(len(bit.split()) > _MOST_WORDS for bit in bits)
        if len(dates) == 1 and len(dates[0].iso) >= 10 and not is_told:
            return dates[0].iso, (start, end)
    return None


def read_date_line(line: str) -> str | None:
    """Return the date of a line that holds nothing but a date and its trimmings, else None.

    Trimmings are words such as "Published", a weekday, a clock and zone, a byline before the
    date, a reading time, an outlet's name.
    """
    found = find_date(line[:_LONGEST_DATE_LINE])
    return found.iso if found is not None and is_date_line(line) else None


def is_date_line(line: str, *, with_names: bool = True) -> bool:
    """True if `line` is a date line, also one whose date is unclear or relative to now.

    Without `with_names` an outlet's name beside the date is not allowed: it may be a headline.
    """
    if len(line) > _LONGEST_DATE_LINE:
        return False
    rest = line
    for one in reversed(find_dates(line)):
        rest = rest[: one.start] + " | " + rest[one.end :]
    rest = _AGO.sub(" | ", _UNCLEAR.sub(" | ", rest))
    if rest == line:
        return False
    byline = BYLINE_START.match(rest)
    if byline is not None and is_names(byline.group("names")):
        rest = rest[byline.end() :]
    rest = TIME.sub(" ", _BESIDE.sub(" ", rest))
    return re.search(r"\w", rest) is None or (with_names and _is_outlet(rest))


def _date(line: str, *, is_first: bool) -> str | None:
    """Return a date line's date; one to the month only right below the title."""
    found = read_date_line(line)
    return found if found is not None and (is_first or len(found) >= 10) else None


def _openings(text: str, title_end: int, furniture: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    marked = {start for start, _ in furniture}
    found: list[int] = []
    for line in re.finditer(r"[^\s][^\n]*", text[title_end:]):
        start = title_end + line.start()
        if start in marked:
            continue
        found.append(start)
        if is_prose(line.group().rstrip()) or len(found) == _MOST_OPENING_LINES:
            break
    return tuple(found)


def _author(line: str) -> str | None:
    """Return the names of a byline as they are written."""
    found = BYLINE.fullmatch(re.split(r"\s*[|•·]\s*|\s+(?=Published|Updated|Posted)", line)[0])
    if found is None:
        return None
    names: str = found["names"]
    return names.strip(" ,.-–—") or None


def _is_outlet(rest: str) -> bool:
    """True if what is left of a date line is a few short names set off by separators."""
    parts = [part.strip(" ,.:-–—()") for part in re.split(r"[|•·]", rest)]
    named = [part for part in parts if part]
    return len(named) <= 3 and all(len(part.split()) <= 4 and is_names(part) for part in named)
