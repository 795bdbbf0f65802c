"""Quotation marks in a document: what stands between them, over sentences and paragraphs.

Marks are read as they are and never changed. A straight mark opens after white space and closes
before it. By the printers' rule a quotation that goes on in the next paragraph is left unclosed
and opened again there: such pieces are one quotation. Quotations inside quotations are part of
the outer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Document
from dragoman.records.base import Record

__all__ = ["Quotation", "find_quotations"]

_OPEN = "“«„‟"
_CLOSE = "”»"
_STRAIGHT = '"＂'
_SINGLE_OPEN = "‘"
_SINGLE_CLOSE = "’"
_DOUBLED = ("''", "``")
_MARK = re.compile(
    f"{'|'.join(_DOUBLED)}|[{_OPEN}{_CLOSE}{_STRAIGHT}{_SINGLE_OPEN}{_SINGLE_CLOSE}]"
)
"""All that opens or closes a quotation; nothing else in a text need be looked at."""
_MAX_UNCLOSED = 1200


class Quotation(Record, frozen=True, kw_only=True):
    """One quotation; pieces are half-open ranges with their marks, one for each paragraph."""

    pieces: tuple[tuple[int, int], ...]
    closed: bool

    @property
    def start(self) -> int:
        """Offset of the first opening mark."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset after the last closing mark."""
        return self.pieces[-1][1]

    def holds(self, start: int, end: int) -> bool:
        """Whether [start, end) lies inside one of the pieces."""
        return any(a <= start and end <= b for a, b in self.pieces)


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations in order; they never overlap.

    A mark that is never closed gives a quotation to the end of its paragraph with `closed` False.
    """
    found: list[Quotation] = []
    for start, end in _paragraphs(document):
        quoted = list(_in_paragraph(document.text, start, end))
        if found and not found[-1].closed and quoted and _reopens(document.text, quoted[0], start):
            last = found.pop()
            first = quoted.pop(0)
            found.append(Quotation(pieces=last.pieces + first.pieces, closed=first.closed))
        found.extend(quoted)
    return tuple(found)


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    furniture = [(span.start, span.end) for span in document.furniture]
    for match in re.finditer(r"[^\n]+", document.text):
        start, end = match.span()
        if document.title_end > start:
            yield (start, min(end, document.title_end))
            start = document.title_end
        inside = any(a <= start and end <= b for a, b in furniture)
        if start < end and not inside:
            yield (start, end)


def _reopens(text: str, quotation: Quotation, paragraph: int) -> bool:
    return not text[paragraph : quotation.start].strip()


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    single_end: int | None = None
    closers: tuple[str, ...] = ()
    for match in _MARK.finditer(text, start, end):
        i, after = match.span()
        if opened is None:
            closers, single_end = _closers(text, i, start, end)
            opened = i if closers else None
        elif match.group() in closers and _closes(text, i, after, end, single_end):
            yield Quotation(pieces=((opened, after),), closed=True)
            opened = None
    if opened is not None and closers != (_SINGLE_CLOSE,):
        stop = min(end, opened + _MAX_UNCLOSED)
        if any(c.isalnum() for c in text[opened:stop]):
            yield Quotation(pieces=((opened, stop),), closed=False)


def _closers(text: str, i: int, start: int, end: int) -> tuple[tuple[str, ...], int | None]:
    """The marks that would close a quotation opened at `i`, and where a single one ends.

    No marks if none opens there. The end is looked for once: an apostrophe is no end.
    """
    if text[i] == _SINGLE_OPEN and (i == start or not text[i - 1].isalnum()):
        single_end = _single_end(text, i, end)
        return ((), None) if single_end is None else ((_SINGLE_CLOSE,), single_end)
    return _double_closers(text, i, start, end), None


def _double_closers(text: str, i: int, start: int, end: int) -> tuple[str, ...]:
    mark = text[i : i + 2] if text[i : min(i + 2, end)] in _DOUBLED else text[i]
    after_space = i == start or not text[i - 1].isalnum()
    follows = i + len(mark) < end and not text[i + len(mark)].isspace()
    if mark in _OPEN:
        # German and Polish close with the mark that opens in English.
        return ("“", "”", "‟") if mark == "„" else (*_CLOSE, *_STRAIGHT)
    if mark in _STRAIGHT:
        return (*_STRAIGHT, "”") if after_space and follows else ()
    if mark in _DOUBLED:
        return ("''", *_STRAIGHT, "”") if after_space and follows else ()
    return ()


def _closes(text: str, i: int, after: int, end: int, single_end: int | None) -> bool:
    """Whether the mark at [i, after) ends the quotation: an apostrophe, an inch do not."""
    if text[i] == _SINGLE_CLOSE:
        return i == single_end
    if text[i] in _STRAIGHT or after - i == 2:
        # A straight mark before a letter opens something; a closing one stands before a space.
        return after >= end or not text[after].isalnum()
    return True


def _single_end(text: str, opened: int, end: int) -> int | None:
    """Where a single-quoted passage ends: an apostrophe is no end."""
    limit = text.find(_SINGLE_OPEN, opened + 1, end)
    limit = end if limit < 0 else limit
    candidates = [
        i
        for i in range(opened + 2, limit)
        if text[i] == _SINGLE_CLOSE and (i + 1 >= end or not text[i + 1].isalnum())
    ]
    after_stop = [i for i in candidates if text[i - 1] in ".,!?…"]
    chosen = after_stop or candidates
    return chosen[0] if chosen else None
