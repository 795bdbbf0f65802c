"""Document to Sentences, by rule, before any parsing.

Paragraph breaks, the title's end, the dateline and furniture are hard boundaries, and a bullet,
number or time of the clock before a paragraph is none of its words; inside a paragraph a sentence
ends at . ! ? … (with closing quotes and brackets) before a capital, a digit or an opening quote,
unless the dot belongs to an abbreviation, an initial or a number. In a paragraph written without
capitals any word may begin a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.records import Document, Sentence, Span, make_id
from dragoman.records.text import SentenceKind
from dragoman.stages.reading.dateline import DatelineSpans

__all__ = ["split_sentences"]

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj adm cmdr brig hon rev fr st sr jr messrs "
    "sen rep gov pres amb sec min dep no nos vs etc al inc ltd co corp dept univ est approx "
    "jan feb mar apr jun jul aug sept sep oct nov dec mt ft art arts para vol pp ed eds cf "
    "i.e e.g a.m p.m u.s u.k u.n u.s.a d.c e.u u.a.e".split()
)
# These abbreviations do end sentences as often as not; a capital after them decides.
_MAY_END = frozenset("inc ltd co corp etc a.m p.m u.s u.k u.n u.s.a d.c e.u u.a.e jr sr".split())
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you in on at by for from as but and or if "
    "when while after before however meanwhile his her its their there since during earlier".split()
)
_END = re.compile(r"(?:[.!?…]+)[\"'”’»)\]]*(?=\s|$)")
_NEXT = re.compile(r"\s+[\"'“‘«(\[—–-]*\s*([A-Z0-9À-ÞА-Я]?)([\w’']*)")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.&]*\w)?)$")
_INITIALS = re.compile(r"(?:[^\W\d_][a-z]?\.)+[^\W\d_][a-z]?")
"""Of a name but for its last dot: "A.Ya" of "A.Ya. Smirnov"."""
_LAST_LETTERS = 64
_ZONE = r"[^\S\n]?(?:[AaPp]\.?[Mm]\b\.?|GMT|UTC|[A-Z]{2,4}T\b|h\b)"
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = (
    rf"\(?{_HOUR}(?::[0-5]\d(?:{_ZONE})?|\.[0-5]\d(?:{_ZONE}|(?=\)|[^\S\n]*[:–—-])))"
    r"\)?[^\S\n]*[:–—-]?"
)
"""With a dot it must be said to be one: "3.50 Million Flee"."""
_BULLET = re.compile(
    rf"(?:[*•▪►·-]|\(\d{{1,2}}\)|\([a-z]\)|\d{{1,2}}[.)]|{_CLOCK})[^\S\n]+(?=[^\Wa-z\d])"
)
_BREAK = re.compile(r"[^\S\n]*\n\s*|(?<=recording[\])])[^\S\n]+(?![\[(])", re.IGNORECASE)
"""A line's end, and what a monitor of broadcasts writes about a recording: "[end recording] …"."""


def split_sentences(
    document: Document, leads: Sequence[DatelineSpans] = ()
) -> tuple[Sentence, ...]:
    """Return the sentences in order; title and furniture lines are sentences of their own kind.

    `leads` open the items of a round-up, as datelines do. Spans hold no white space at either end,
    never cross a boundary, and never overlap.
    """
    found: list[Sentence] = []
    for paragraph, (start, end, kind) in enumerate(_blocks(document, leads)):
        for piece_start, piece_end in _pieces(document.text, start, end, kind):
            span = Span(document_id=document.id, start=piece_start, end=piece_end)
            found.append(
                Sentence(
                    id=make_id("sen", document.id, piece_start, piece_end),
                    span=span,
                    index=len(found),
                    paragraph=paragraph,
                    kind=kind,
                )
            )
    return tuple(found)


def _blocks(
    document: Document, leads: Sequence[DatelineSpans]
) -> Iterator[tuple[int, int, SentenceKind]]:
    """Yield paragraphs with their kind, cut at title, dateline and furniture."""
    text = document.text
    cuts: dict[int, tuple[int, SentenceKind]] = {}
    if document.title_end > 0:
        cuts[0] = (document.title_end, "title")
    if document.dateline is not None:
        cuts[document.dateline.span.start] = (document.dateline.span.end, "dateline")
    cuts |= {lead.span[0]: (lead.span[1], "dateline") for lead in leads}
    for span in document.furniture:
        cuts[span.start] = (span.end, "furniture")
    position = 0
    for start in sorted(cuts):
        end, kind = cuts[start]
        if position < start:
            yield from _paragraphs(text, position, start)
        if position < end:
            yield (max(start, position), end, kind)
            position = end
    yield from _paragraphs(text, position, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, SentenceKind]]:
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text, start, end)]
    position = start
    for stop, following in (*ends, (end, end)):
        bullet = _BULLET.match(text, position, stop)
        position = position if bullet is None else bullet.end()
        if text[position:stop].strip():
            yield (position, stop, "body")
        position = following


def _pieces(text: str, start: int, end: int, kind: SentenceKind) -> Iterator[tuple[int, int]]:
    cuts = [] if kind != "body" else [m.end() for m in _END.finditer(text, start, end)]
    has_capitals = any(map(str.isupper, text[start:end]))
    position = start
    for cut in cuts:
        if cut < end and not _ends_sentence(text, position, cut, end, has_capitals=has_capitals):
            continue
        yield from _trimmed(text, position, cut)
        position = cut
    yield from _trimmed(text, position, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield (start, end)


def _ends_sentence(text: str, start: int, cut: int, end: int, *, has_capitals: bool) -> bool:
    """Whether the punctuation just before `cut` ends a sentence that began at `start`."""
    following = _NEXT.match(text, cut, min(end, cut + 60))
    if following is None or (has_capitals and not following.group(1)):
        # A lower-case word goes on with the sentence, except after a quotation's own ! or ?.
        return False
    # Only the end of a long sentence, for this is asked of each full stop in it.
    start = max(start, cut - _LAST_LETTERS)
    mark = text[start:cut].rstrip("\"'”’»)]")
    if not following.group(1) and not mark.endswith(".") and len(mark) < cut - start:
        return False  # "“why?” he asked", in a paragraph without capitals
    if not mark.endswith(".") or mark.endswith(".."):
        return True
    word = _LAST_WORD.search(mark[:-1])
    if word is None:
        return True
    last = word.group(1)
    next_word = following.group(1) + following.group(2)
    if len(last) == 1 and (last.isupper() or not has_capitals) and last not in "Ii":
        return next_word.lower() in _STARTERS
    lowered = last.lower()
    if lowered in _MAY_END or (has_capitals and _INITIALS.fullmatch(last)):
        return next_word.lower() in _STARTERS
    return lowered not in _ABBREVIATIONS
