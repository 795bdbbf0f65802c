"""The lines between title and story: who wrote it, when it came out, where the story begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages.furniture_phrases import BYLINE
from dragoman.stages.prose import is_prose
from dragoman.stages.published import read_date_line

__all__ = ["Masthead", "read_masthead"]

# Below the story, dates belong to other stories unless the line says what it is about.
_PUBLISHED_BELOW = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|released|date|last updated|updated)\b", re.IGNORECASE
)


_MOST_OPENING_LINES = 5


class Masthead(NamedTuple):
    """What stands around the story.

    `openings` are the offsets of its first lines, up to the first that reads as prose: before it
    may stand a second headline, a summary or a caption.
    """

    published: str | None
    author: str | None
    openings: tuple[int, ...]


def read_masthead(text: str, title_end: int, furniture: tuple[tuple[int, int], ...]) -> Masthead:
    """Return what the furniture around the story says of it."""
    openings = _openings(text, title_end, furniture)
    body_start = openings[0] if openings else len(text)
    published, author = None, None
    first = title_end + len(text[title_end:]) - len(text[title_end:].lstrip())
    for start, end in furniture:
        line = text[start:end]
        if start > body_start and _PUBLISHED_BELOW.match(line) is None:
            continue
        published = published or _date(line, is_first=start == first)
        author = author or (_author(line) if start < body_start else None)
    return Masthead(published, author, openings)


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
