"""Which words of a plain text are its title."""

from __future__ import annotations

import re

from dragoman.stages.reading.dateline import headline_before
from dragoman.stages.reading.furniture_phrases import BYLINE, wordings
from dragoman.stages.reading.masthead import is_date_line
from dragoman.stages.reading.normalise import is_hard_wrapped
from dragoman.stages.reading.prose import is_prose

__all__ = ["find_title_end"]

_LONGEST_TITLE = 250
_MOST_TITLE_WORDS = 35
_LABELLED = re.compile(r"[A-Z]\w*(?: \w+){0,2}: ?\S.{0,80}[^.?!]")
"""A line that says something of the text: "Period: 3 to 9 June", "From: the embassy"."""
_MOST_HEAD_LINES = 5
_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.;:,][\"'”’»)\]]*$")


def find_title_end(text: str) -> int:
    """Return the end of the title that `text` opens with, 0 if it opens with none.

    A title is one short line that does not end as a sentence does, set off by a blank line, a date
    line or a labelled one, or with no more than its byline, its desk and its date below it before a
    blank line, with more text to come. Where a text has no blank lines at all, a line
    below it that is longer and reads as prose sets it off too. A dateline within the line ends one.
    """
    if (run_in := headline_before(text)) > 0:
        return run_in
    line, _, rest = text.partition("\n")
    title = line.rstrip()
    if not title.strip() or not rest.strip() or title != title.lstrip():
        return 0
    if len(title) > _LONGEST_TITLE or len(title.split()) > _MOST_TITLE_WORDS:
        return 0
    if _FULL_STOP.search(title) or is_date_line(title, with_names=False):
        return 0
    following = rest.split("\n", 1)[0].strip()
    is_set_off = is_date_line(following) or _LABELLED.fullmatch(following) is not None
    if _is_head(rest):
        return len(title)
    if not following or (is_set_off and not is_prose(following)):
        return len(title)
    single_spaced = "\n\n" not in text and not is_hard_wrapped(text)
    longer = is_prose(following) and len(following) > len(title) and not following[0].islower()
    return len(title) if single_spaced and longer and not is_prose(title) else 0


def _is_head(rest: str) -> bool:
    """True if what follows a line, to the next blank one, says only by whom and when it is."""
    block, _, story = rest.partition("\n\n")
    lines = [line.strip() for line in block.split("\n")]
    if not story.strip() or len(lines) > _MOST_HEAD_LINES:
        return False
    known = wordings().edges_sentences
    told = [BYLINE.fullmatch(line) is not None or is_date_line(line) for line in lines]
    return any(told) and not any(
        is_prose(line) and not known.fullmatch(line)
        for line, says in zip(lines, told, strict=True)
        if not says
    )
