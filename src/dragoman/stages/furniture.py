"""Page furniture inside a text: share rows, comment forms, menus, lists of other stories.

The text is cut into lines. Each line is judged by itself against whole-line wordings
(`furniture_phrases`), then by where it stands: some lines are furniture only before the first or
after the last sentence of the story, and an opener ("Related articles", "Leave a Reply") takes
what hangs on it along. A line that reads as a sentence of the story is never taken by its
neighbours alone, and nothing is removed from the text: the spans are only marked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.stages import furniture_phrases as phrases
from dragoman.stages.published import is_date_line

__all__ = ["find_furniture"]

_SENTENCE_END = re.compile(r"[.!?…。؟।][\"'”’»)\]]*$")
_LONGEST_PHRASE = 400  # code points: longer lines are prose, and matching them costs time
_HEADLINE_WORDS = 22
_MOST_HEADLINES = 12
_REPORTING = re.compile(
    r"\b(?:said|says|told|according to|announced|added|warned)\b", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*(?:[>›»|•·/→]|\s[-–—]\s)\s*")


class _Line(NamedTuple):
    """One line that is not blank, with its words [start, end) and the number of words."""

    text: str
    start: int
    end: int
    words: int
    after_blank: bool


def find_furniture(text: str, title_end: int) -> tuple[tuple[int, int], ...]:
    """Return the spans [start, end) of furniture after `title_end`, one a line, in order.

    Offsets are code points of `text`. The title itself is never furniture; a line that only
    repeats it is.
    """
    lines = _lines(text, title_end)
    marked = [_is_standalone(line) or _repeats(line, text[:title_end]) for line in lines]
    _mark_related(lines, marked)
    _mark_comments(lines, marked)
    _mark_edges(lines, marked)
    return tuple((line.start, line.end) for line, cut in zip(lines, marked, strict=True) if cut)


def is_prose(line: str) -> bool:
    """True if a line reads as a sentence or paragraph of a story, by its length and its end."""
    words = len(line.split())
    if not re.search(r"[\w]", line):
        return False
    # Scripts without spaces have few "words": count their letters instead.
    if words < 6 and len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", line)) >= 20:
        return True
    return words >= 30 or (words >= 6 and _SENTENCE_END.search(line) is not None)


def _lines(text: str, start: int) -> list[_Line]:
    lines = []
    position, blank = start, True
    for raw in text[start:].split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = position + raw.index(stripped)
            lines.append(
                _Line(stripped, begin, begin + len(stripped), len(stripped.split()), blank)
            )
        blank = not stripped
        position += len(raw) + 1
    return lines


def _is_standalone(line: _Line) -> bool:
    """True if the line is furniture wherever it stands."""
    if len(line.text) > _LONGEST_PHRASE or _reports(line.text):
        return False
    return (
        phrases.STANDALONE.fullmatch(line.text) is not None
        or phrases.RELATED_INLINE.fullmatch(line.text) is not None
        or _is_share_row(line.text)
        or _is_menu_row(line.text)
    )


def _reports(text: str) -> bool:
    """True if a sentence says who said something: "Join us or leave, the general said."."""
    return is_prose(text) and _REPORTING.search(text) is not None


def _repeats(line: _Line, title: str) -> bool:
    return bool(title) and line.text.casefold() == title.strip().casefold()


def _is_share_row(text: str) -> bool:
    """True for "Share on Facebook", "Tweet Email Print", "12 Shares" and the like."""
    words = [word.strip(".,:;!|/()[]*•·-–—>»").lower() for word in text.split()]
    words = [word for word in words if word and not word.isdigit()]
    if not words or len(words) > 30 or not phrases.SHARE_ANCHORS.intersection(words):
        return False
    return all(word in phrases.SHARE_WORDS for word in words)


def _is_menu_row(text: str) -> bool:
    """True for a breadcrumb trail or a navigation bar on one line."""
    if _SENTENCE_END.search(text):
        return False
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts):
        known = sum(1 for part in parts if _menu_share(part) > 0.5)
        return known >= 2 or re.match(r"home\b", text, re.IGNORECASE) is not None
    if len(parts) >= 2 and _menu_share(parts[0]) == 1.0 and re.search(r"[>›»→]", text):
        return parts[0].lower().startswith("home")
    return len(text.split()) >= 4 and _menu_share(text) >= 0.8


def _menu_share(text: str) -> float:
    """Return the share of words that belong to navigation, 0 to 1."""
    words = re.findall(r"[^\W\d_]+|&", text.lower())
    return sum(word in phrases.MENU_WORDS for word in words) / len(words) if words else 0.0


def _mark_related(lines: list[_Line], marked: list[bool]) -> None:
    """Mark the openers of lists of other stories and the headlines below them."""
    for number, line in enumerate(lines):
        if len(line.text) > 80 or phrases.RELATED_OPENERS.fullmatch(line.text) is None:
            continue
        below = number + 1
        while (
            below < len(lines) and below - number <= _MOST_HEADLINES and _is_headline(lines[below])
        ):
            below += 1
        # "More" and "Latest" may be a heading of the story's own: then prose follows at once.
        if below > number + 1 or below == len(lines) or marked[below] or line.words > 1:
            for index in range(number, below):
                marked[index] = True


def _is_headline(line: _Line) -> bool:
    """True if a line may be the headline or teaser row of another story."""
    if line.words > _HEADLINE_WORDS or is_prose(line.text):
        return False
    return _SENTENCE_END.search(line.text) is None or line.text[-1] in "?!…"


def _mark_comments(lines: list[_Line], marked: list[bool]) -> None:
    """Mark everything from where the readers speak, when a story of some length came before."""
    before = 0
    for number, line in enumerate(lines):
        opens = len(line.text) <= 200 and phrases.COMMENT_OPENERS.fullmatch(line.text) is not None
        if opens and before >= 25:
            rest = lines[number:]
            after = sum(one.words for one in rest if is_prose(one.text))
            near_form = any(
                len(one.text) <= 200 and phrases.COMMENT_FORM.fullmatch(one.text) for one in rest
            )
            if after <= before * 0.5 or near_form:
                marked[number:] = [True] * len(rest)
                return
        if not marked[number] and is_prose(line.text):
            before += line.words


def _mark_edges(lines: list[_Line], marked: list[bool]) -> None:
    """Mark from both ends inward what is furniture only outside the story."""
    prose = [n for n, line in enumerate(lines) if not marked[n] and is_prose(line.text)]
    story = [n for n in prose if not _is_edge_sentence(lines[n].text)]
    first = story[0] if story else len(lines)
    last = story[-1] if story else -1
    for number in range(first):
        marked[number] = marked[number] or _is_edge_line(lines[number].text)
    for number in range(last + 1, len(lines)):
        line = lines[number].text
        marked[number] = marked[number] or _is_edge_line(line)
    _mark_menu_runs(lines, marked, range(first))
    _mark_menu_runs(lines, marked, range(last + 1, len(lines)))


def _is_edge_sentence(text: str) -> bool:
    return len(text) <= _LONGEST_PHRASE and phrases.HEAD_OR_TAIL.fullmatch(text) is not None


def _is_edge_line(text: str) -> bool:
    """True for bylines, date lines, sections and credits around a story."""
    return _is_edge_sentence(text) or is_date_line(text) or _is_byline(text)


def _is_byline(text: str) -> bool:
    found = phrases.BYLINE.fullmatch(text)
    if found is None or _SENTENCE_END.search(text) and not text.endswith(("Jr.", "Sr.")):
        return False
    words = re.findall(r"[^\W\d_][\w.'’-]*", found["names"])
    joining = {"and", "for", "of", "in", "the", "al", "el", "bin", "de", "van", "von", "et", "und"}
    return 1 <= len(words) <= 14 and all(w[0].isupper() or w.lower() in joining for w in words)


def _mark_menu_runs(lines: list[_Line], marked: list[bool], zone: range) -> None:
    """Mark runs of three short lines or more at an edge, if most are words of navigation."""
    run: list[int] = []
    for number in [*zone, -1]:
        if number >= 0 and (marked[number] or _is_menu_entry(lines[number])):
            run.append(number)
            continue
        known = sum(1 for n in run if marked[n] or _menu_share(lines[n].text) >= 0.5)
        if len(run) >= 3 and known * 2 >= len(run):
            for n in run:
                marked[n] = True
        run = []


def _is_menu_entry(line: _Line) -> bool:
    return line.words <= 4 and _SENTENCE_END.search(line.text) is None
