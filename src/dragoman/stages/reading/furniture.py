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

from dragoman.stages.reading.furniture_lines import (
    Line,
    all_sharing,
    is_bare_date,
    is_edge_line,
    is_headline,
    is_menu_entry,
    is_share_row,
    is_standalone,
    lines_of,
    menu_share,
    share_words,
)
from dragoman.stages.reading.furniture_phrases import wordings
from dragoman.stages.reading.masthead import is_date_line

__all__ = ["find_furniture"]

_LABEL_INSIDE = re.compile(
    r"[.!?\"”’)]\s+(?P<label>[\[(]?(?:ALSO READ|READ ALSO|READ MORE|MUST READ|WATCH ALSO)\b"
    r"\s*[:|–—-][^.!]{5,160})$"
)
_MOST_HEADLINES = 12
_MOST_TEASER_LINES = 100
_STORY_WORDS = 25  # a story must have had this many before readers or other stories follow


def find_furniture(
    text: str, title_end: int, *, keep_lone_line: bool = True
) -> tuple[tuple[int, int], ...]:
    """Return the spans [start, end) of furniture after `title_end`, one a line, in order.

    Offsets are code points of `text`. The title is never furniture; a line that only repeats it
    is. The only line of a text without a title is not, unless `keep_lone_line` is false: somebody
    wanted it read.
    """
    lines = lines_of(text, title_end)
    if len(lines) < 2 and title_end == 0 and keep_lone_line:
        return ()
    title = text[:title_end].strip().casefold()
    marked = [line.text.casefold() == title or is_standalone(line) for line in lines]
    _mark_share_neighbours(lines, marked)
    _mark_related(lines, marked)
    _mark_comments(lines, marked)
    _mark_edges(lines, marked)
    spans = (_marked_part(line, cut) for line, cut in zip(lines, marked, strict=True))
    return tuple(span for span in spans if span is not None)


def _marked_part(line: Line, cut: bool) -> tuple[int, int] | None:
    """Return a marked line's span, or that of another story's headline at the end of a line."""
    if cut:
        return line.start, line.end
    found = _LABEL_INSIDE.search(line.text)
    return None if found is None else (line.start + found.start("label"), line.end)


def _mark_share_neighbours(lines: list[Line], marked: list[bool]) -> None:
    """Mark buttons that say too little by themselves ("X", "Copy link") beside share rows."""
    rows = [marked[n] and is_share_row(line.text) for n, line in enumerate(lines)]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for number in order:
            beside = rows[number - step]
            if beside and lines[number].words <= 3 and all_sharing(share_words(lines[number].text)):
                marked[number] = rows[number] = True


def _mark_related(lines: list[Line], marked: list[bool]) -> None:
    """Mark the openers of lists of other stories and the headlines below them."""
    before = 0
    for number, line in enumerate(lines):
        before += 0 if marked[number] else line.words
        if line.words > 10 or wordings().related_openers.fullmatch(line.text) is None:
            continue
        below = number + 1
        while (
            below < len(lines) and below - number <= _MOST_HEADLINES and is_headline(lines[below])
        ):
            below += 1
        rest = lines[number + 1 :]
        if before >= _STORY_WORDS and len(rest) <= _MOST_TEASER_LINES and _are_teasers(rest):
            below = len(lines)
        # "Read" or "Popular" with prose right below may be a heading of the story's own.
        if below > number + 1 or below == len(lines) or line.words > 1:
            marked[number:below] = [True] * (below - number)


def _are_teasers(lines: list[Line]) -> bool:
    """True if to the end there are only headlines, each with at most one short teaser below.

    That they are no story shows in most teasers being cut off or most headlines being dated.
    """
    teasers = [line for line in lines if not is_headline(line)]
    if not lines or not is_headline(lines[0]) or any(line.words > 60 for line in teasers):
        return False
    if any(not is_headline(a) and not is_headline(b) for a, b in pairwise(lines)):
        return False
    cut_off = sum(line.text.endswith(("…", "...")) for line in teasers)
    dated = sum(is_date_line(line.text) for line in lines)
    return max(cut_off, dated) * 2 >= len(teasers) + 1 or not teasers


def _mark_comments(lines: list[Line], marked: list[bool]) -> None:
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


def _mark_edges(lines: list[Line], marked: list[bool]) -> None:
    """Mark what is furniture only outside the story, from both ends inward."""
    story = [
        n for n, line in enumerate(lines) if line.prose and not marked[n] and not is_edge_line(line)
    ]
    first, last = (story[0], story[-1]) if story else (len(lines), len(lines) - 1)
    # A chronology: its dates are headings, the first of them too.
    dated = any(is_bare_date(line) for line in lines[first:last])
    for zone in (range(first), range(last + 1, len(lines))):
        for number in zone:
            heading = dated and is_bare_date(lines[number])
            marked[number] = marked[number] or (not heading and is_edge_line(lines[number]))
        _mark_menu_runs(lines, marked, zone)
    _mark_stray_headlines(lines, marked, last)


def _mark_menu_runs(lines: list[Line], marked: list[bool], zone: range) -> None:
    """Mark runs of three short lines or more, if most are words of navigation."""
    run: list[int] = []
    for number in [*zone, None]:
        if number is not None and (marked[number] or is_menu_entry(lines[number])):
            run.append(number)
            continue
        known = sum(marked[n] or menu_share(lines[n].text) >= 0.5 for n in run)
        if len(run) >= 3 and known * 2 >= len(run):
            for n in run:
                marked[n] = True
        run = []


def _mark_stray_headlines(lines: list[Line], marked: list[bool], last: int) -> None:
    """Mark three headlines or more below the story, where other furniture stands there too.

    A list that the story itself announces with a colon, or with bullets, stays.
    """
    below = range(last + 1, len(lines))
    open_lines = [n for n in below if not marked[n]]
    if last < 0 or len(open_lines) < 3 or len(open_lines) == len(below):
        return
    announced = any(line.text.endswith(":") for line in (lines[last], lines[open_lines[0]]))
    listed = any(re.match(r"[-–—•*·]|\d+[.)]", lines[n].text) for n in open_lines)
    if not announced and not listed and all(is_headline(lines[n]) for n in open_lines):
        for n in open_lines:
            marked[n] = True
