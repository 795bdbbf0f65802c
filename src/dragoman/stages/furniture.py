"""Page furniture inside a text: share rows, comment forms, menus, lists of other stories.

The text is cut into lines. Each line is judged by itself against whole-line wordings, then by
where it stands: some lines are furniture only before the first or after the last line of the
story, and an opener ("Related articles", "Leave a Reply") takes along what hangs on it. A line
that reads as a sentence of the story is taken only with the readers' comments or between the
teasers of other stories. Nothing is removed from the text: the spans are only marked.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dragoman.stages.furniture_phrases import BYLINE, is_names, wordings
from dragoman.stages.prose import ends_sentence, is_prose
from dragoman.stages.published import find_date, is_date_line

__all__ = ["find_furniture"]

_REPORTING = re.compile(r"\b(?:said|says|told|according to|announced|added|warned)\b", re.I)
_LABEL_INSIDE = re.compile(
    r"[.!?\"”’)]\s+(?P<label>[\[(]?(?:ALSO READ|READ ALSO|READ MORE|MUST READ|WATCH ALSO)\b"
    r"\s*[:|–—-][^.!]{5,160})$"
)
_SEPARATORS = re.compile(r"\s*[>›»|•·→]\s*|\s+[-–—/]\s+")
_LONGEST_LINE = 400  # code points: longer lines are prose
_HEADLINE_WORDS = 22
_MOST_HEADLINES = 12
_MOST_TEASER_LINES = 100
_STORY_WORDS = 25  # a story must have had this many before readers or other stories follow


class _Line(NamedTuple):
    """A line that is not blank: its words, where they stand, and how they read."""

    text: str
    start: int
    end: int
    words: int
    prose: bool


def find_furniture(
    text: str, title_end: int, *, keep_lone_line: bool = True
) -> tuple[tuple[int, int], ...]:
    """Return the spans [start, end) of furniture after `title_end`, one a line, in order.

    Offsets are code points of `text`. The title is never furniture; a line that only repeats it
    is. The only line of a text without a title is not, unless `keep_lone_line` is false: somebody
    wanted it read.
    """
    lines = _lines(text, title_end)
    if len(lines) < 2 and title_end == 0 and keep_lone_line:
        return ()
    title = text[:title_end].strip().casefold()
    marked = [line.text.casefold() == title or _is_standalone(line) for line in lines]
    _mark_share_neighbours(lines, marked)
    _mark_related(lines, marked)
    _mark_comments(lines, marked)
    _mark_edges(lines, marked)
    spans = (_marked_part(line, cut) for line, cut in zip(lines, marked, strict=True))
    return tuple(span for span in spans if span is not None)


def _marked_part(line: _Line, cut: bool) -> tuple[int, int] | None:
    """Return a marked line's span, or that of another story's headline at the end of a line."""
    if cut:
        return line.start, line.end
    found = _LABEL_INSIDE.search(line.text)
    return None if found is None else (line.start + found.start("label"), line.end)


def _lines(text: str, start: int) -> list[_Line]:
    lines = []
    position = start
    for raw in text[start:].split("\n"):
        words = raw.strip()
        if words:
            begin = position + raw.index(words)
            lines.append(
                _Line(words, begin, begin + len(words), len(words.split()), is_prose(words))
            )
        position += len(raw) + 1
    return lines


def _is_standalone(line: _Line) -> bool:
    """True if the line is furniture wherever it stands."""
    text = line.text
    if len(text) > _LONGEST_LINE or (line.prose and _REPORTING.search(text)):
        return False
    known = wordings()
    if known.anywhere_sentences.fullmatch(text):
        return True
    # The first line of a text without a title may be the only headline it has.
    if line.start > 0 and text[-1] != "." and known.related_labels.fullmatch(text):
        return True
    if line.prose:
        return False
    return known.anywhere.fullmatch(text) is not None or _is_share_row(text) or _is_menu_row(line)


def _is_share_row(text: str) -> bool:
    """True for "Share on Facebook", "Tweet Email Print", "12 Shares" and the like."""
    words = _share_words(text)
    return _all_sharing(words) and not wordings().share_anchors.isdisjoint(words)


def _all_sharing(words: list[str]) -> bool:
    return 0 < len(words) <= 30 and all(word in wordings().share_words for word in words)


def _share_words(text: str) -> list[str]:
    unglued = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)  # "SendShareTweet", "LinkedIn"
    words = (word.strip(".,:;!|/()[]*•·-–—>»\"'").lower() for word in unglued.split())
    return [word for word in words if word and not word.isdigit()]


def _is_menu_row(line: _Line) -> bool:
    """True for a breadcrumb trail or a navigation bar on one line."""
    parts = [part for part in _SEPARATORS.split(line.text) if part.strip()]
    short = all(len(part.split()) <= 4 for part in parts)
    home = line.text.lower().startswith("home")
    if len(parts) >= 3 and short:
        return home or sum(_menu_share(part) > 0.5 for part in parts) >= 2
    if len(parts) >= 2 and home and re.search(r"[>›»→]", line.text):
        return True
    return line.words >= 6 and line.start > 0 and _menu_share(line.text) >= 0.9


def _menu_share(text: str) -> float:
    """Return the share of words that belong to navigation, 0 to 1."""
    words = re.findall(r"[^\W\d_]+|&", text.lower())
    return sum(word in wordings().menu_words for word in words) / len(words) if words else 0.0


def _mark_share_neighbours(lines: list[_Line], marked: list[bool]) -> None:
    """Mark buttons that say too little by themselves ("X", "Copy link") beside share rows."""
    rows = [marked[n] and _is_share_row(line.text) for n, line in enumerate(lines)]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for number in order:
            beside = rows[number - step]
            if (
                beside
                and lines[number].words <= 3
                and _all_sharing(_share_words(lines[number].text))
            ):
                marked[number] = rows[number] = True


def _mark_related(lines: list[_Line], marked: list[bool]) -> None:
    """Mark the openers of lists of other stories and the headlines below them."""
    before = 0
    for number, line in enumerate(lines):
        before += 0 if marked[number] else line.words
        if line.words > 10 or wordings().related_openers.fullmatch(line.text) is None:
            continue
        below = number + 1
        while (
            below < len(lines) and below - number <= _MOST_HEADLINES and _is_headline(lines[below])
        ):
            below += 1
        rest = lines[number + 1 :]
        if before >= _STORY_WORDS and len(rest) <= _MOST_TEASER_LINES and _are_teasers(rest):
            below = len(lines)
        # "Read" or "Popular" with prose right below may be a heading of the story's own.
        if below > number + 1 or below == len(lines) or line.words > 1:
            marked[number:below] = [True] * (below - number)


def _is_headline(line: _Line) -> bool:
    """True if a line may be the headline, date or section of another story."""
    if line.words > _HEADLINE_WORDS:
        return False
    return not ends_sentence(line.text) or line.text[-1] in "?!…"


def _are_teasers(lines: list[_Line]) -> bool:
    """True if to the end there are only headlines, each with at most one short teaser below.

    That they are no story shows in most teasers being cut off or most headlines being dated.
    """
    teasers = [line for line in lines if not _is_headline(line)]
    if not lines or not _is_headline(lines[0]) or any(line.words > 60 for line in teasers):
        return False
    if any(not _is_headline(a) and not _is_headline(b) for a, b in pairwise(lines)):
        return False
    cut_off = sum(line.text.endswith(("…", "...")) for line in teasers)
    dated = sum(is_date_line(line.text) for line in lines)
    return max(cut_off, dated) * 2 >= len(teasers) + 1 or not teasers


def _mark_comments(lines: list[_Line], marked: list[bool]) -> None:
    """Mark all from where the readers speak, when a story of some length came before."""
    known = wordings()
    prose = [line.words if line.prose else 0 for line in lines]
    after = sum(prose)
    last_form = max(
        (n for n, line in enumerate(lines) if known.comment_forms.fullmatch(line.text[:200])),
        default=-1,
    )
    before = 0
    for number, line in enumerate(lines):
        opens = len(line.text) <= 200 and known.comment_openers.fullmatch(line.text) is not None
        if opens and before >= _STORY_WORDS and (after <= before * 0.5 or number <= last_form):
            marked[number:] = [True] * (len(lines) - number)
            return
        after -= prose[number]
        before += 0 if marked[number] else prose[number]


def _mark_edges(lines: list[_Line], marked: list[bool]) -> None:
    """Mark what is furniture only outside the story, from both ends inward."""
    story = [
        n
        for n, line in enumerate(lines)
        if line.prose and not marked[n] and not _is_edge_line(line)
    ]
    first, last = (story[0], story[-1]) if story else (len(lines), len(lines) - 1)
    # A chronology: its dates are headings, the first of them too.
    dated = any(_is_bare_date(line) for line in lines[first:last])
    for zone in (range(first), range(last + 1, len(lines))):
        for number in zone:
            heading = dated and _is_bare_date(lines[number])
            marked[number] = marked[number] or (not heading and _is_edge_line(lines[number]))
        _mark_menu_runs(lines, marked, zone)
    _mark_stray_headlines(lines, marked, last)


def _is_edge_line(line: _Line) -> bool:
    """True for bylines, date lines, sections and credits around a story."""
    if len(line.text) > _LONGEST_LINE:
        return False
    if wordings().edges_sentences.fullmatch(line.text) or is_date_line(line.text):
        return True
    if line.prose:
        return False
    return wordings().edges.fullmatch(line.text) is not None or _is_byline(line.text)


def _is_bare_date(line: _Line) -> bool:
    """True for a line that is a date and nothing else, as above an entry of a chronology."""
    found = find_date(line.text) if line.words <= 5 else None
    return found is not None and not line.text[: found.start] + line.text[found.end :].strip(":.")


def _is_byline(text: str) -> bool:
    found = BYLINE.fullmatch(text)
    if found is None or (ends_sentence(text) and not text.endswith(("Jr.", "Sr."))):
        return False
    return is_names(found["names"])


def _mark_menu_runs(lines: list[_Line], marked: list[bool], zone: range) -> None:
    """Mark runs of three short lines or more, if most are words of navigation."""
    run: list[int] = []
    for number in [*zone, None]:
        if number is not None and (marked[number] or _is_menu_entry(lines[number])):
            run.append(number)
            continue
        known = sum(marked[n] or _menu_share(lines[n].text) >= 0.5 for n in run)
        if len(run) >= 3 and known * 2 >= len(run):
            for n in run:
                marked[n] = True
        run = []


def _is_menu_entry(line: _Line) -> bool:
    return line.words <= 4 and not ends_sentence(line.text)


def _mark_stray_headlines(lines: list[_Line], marked: list[bool], last: int) -> None:
    """Mark three headlines or more below the story, where other furniture stands there too.

    A list that the story itself announces with a colon, or with bullets, stays.
    """
    below = range(last + 1, len(lines))
    open_lines = [n for n in below if not marked[n]]
    if last < 0 or len(open_lines) < 3 or len(open_lines) == len(below):
        return
    announced = any(line.text.endswith(":") for line in (lines[last], lines[open_lines[0]]))
    listed = any(re.match(r"[-–—•*·]|\d+[.)]", lines[n].text) for n in open_lines)
    if not announced and not listed and all(_is_headline(lines[n]) for n in open_lines):
        for n in open_lines:
            marked[n] = True
