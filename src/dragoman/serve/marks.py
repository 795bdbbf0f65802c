"""A document's text cut into pieces that can be marked and linked, for the page and for evidence.

Spans may overlap in any way; a piece has the marks of all spans that cover it, and the link of the
most telling one. The pieces of a text, put together, are the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.records import Analysis
from dragoman.records.output import OutputReport
from dragoman.serve.library import ShownDocument

__all__ = ["Mark", "Paragraph", "Piece", "document_marks", "paragraphs", "pieces", "report_marks"]

_RANK = ("trigger", "actor", "place", "time", "quantity", "cue", "claim", "furniture", "analysis")


class Mark(NamedTuple):
    """A span of the text with what it is, where it leads and what to say of it."""

    start: int
    end: int
    kind: str
    href: str | None = None
    title: str | None = None
    anchor: str | None = None
    """Id of the place in the page; given to the first piece of the span."""


class Piece(NamedTuple):
    """Characters that share their marks."""

    text: str
    kinds: tuple[str, ...]
    href: str | None
    title: str | None
    anchors: tuple[str, ...]


class Paragraph(NamedTuple):
    """One line of the text."""

    start: int
    is_title: bool
    pieces: tuple[Piece, ...]


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Return text[start:end] in pieces."""
    inside = [m for m in marks if m.start < end and start < m.end]
    cuts = {start, end}
    for mark in inside:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    ordered = sorted(cuts)
    found = []
    for first, last in pairwise(ordered):
        covering = [m for m in inside if m.start <= first and last <= m.end]
        covering.sort(key=lambda m: (_RANK.index(m.kind), m.end - m.start, m.start))
        linked = next((m for m in covering if m.href), None)
        titled = [m.title for m in covering if m.title]
        found.append(
            Piece(
                text[first:last],
                tuple(dict.fromkeys(m.kind for m in covering)),
                None if linked is None else linked.href,
                "; ".join(dict.fromkeys(titled)) or None,
                tuple(m.anchor for m in covering if m.anchor and m.start == first),
            )
        )
    return tuple(found)


def paragraphs(
    text: str, marks: Sequence[Mark], *, title_end: int, until: int
) -> tuple[Paragraph, ...]:
    """Return the lines of the text up to `until`, blank ones left out."""
    ordered = sorted(marks, key=lambda m: m.start)
    found, start = [], 0
    for line in text[:until].split("\n"):
        end = start + len(line)
        if line.strip():
            near = _near(ordered, start, end)
            found.append(Paragraph(start, end <= title_end, pieces(text, start, end, near)))
        start = end + 1
    return tuple(found)


def _near(ordered: Iterable[Mark], start: int, end: int) -> list[Mark]:
    near = []
    for mark in ordered:
        if end <= mark.start:
            break
        if start < mark.end:
            near.append(mark)
    return near


def report_marks(report: OutputReport, *, href: str | None = None) -> list[Mark]:
    """Return the words that one report rests on."""
    trigger = report.trigger
    title = f"{report.type}: “{trigger.text}”"
    marks = [Mark(trigger.start, trigger.end, "trigger", href, title)]
    telling = [e for e in report.evidence if e.supports == "telling"]
    marks += [Mark(e.start, e.end, "trigger", href, title) for e in telling]
    for party in report.participants:
        part = f"{party.role}: {party.name}"
        marks.append(Mark(party.span.start, party.span.end, "actor", None, part))
    marks += [Mark(w.span.start, w.span.end, "place", None, w.name) for w in report.where]
    if report.when is not None and report.when.span is not None:
        span = report.when.span
        marks.append(Mark(span.start, span.end, "time", None, report.when.earliest))
    marks += [Mark(q.span.start, q.span.end, "quantity", None, q.kind) for q in report.quantities]
    return marks


def document_marks(
    document: ShownDocument, analysis: Analysis, events: dict[str, str], *, actor_address: str
) -> list[Mark]:
    """Return all that is marked in a document; `events` gives the event of each report."""
    shown = document.shown
    marks = []
    for report in shown.reports:
        href = f"/events/{events[report.id]}" if report.id in events else None
        first, *rest = report_marks(report, href=href)
        marks += [first._replace(anchor=report.id), *(m for m in rest if m.kind != "actor")]
    for actor in shown.actors:
        href = None if actor.id.startswith("ent-") else actor_address + actor.id
        marks += [Mark(m.start, m.end, "actor", href, actor.name) for m in actor.mentions]
    marks += [
        Mark(p.start, p.end, "place", None, p.name) for p in shown.places if p.kind == "literal"
    ]
    for claim in shown.claims:
        spans = [(span, "claim") for span in claim.content if claim.kind != "report"]
        spans += [(s.cue, "cue") for s in claim.chain if s.cue is not None]
        speaker = claim.chain[0].name if claim.chain else "the text itself"
        for number, (span, kind) in enumerate(spans):
            anchor = claim.id if number == 0 else None
            title = f"{claim.kind}, {speaker}"
            marks.append(Mark(span.start, span.end, kind, None, title, anchor))
    marks += [Mark(f.start, f.end, "furniture") for f in shown.document.furniture]
    marks += [
        Mark(s.span.start, s.span.end, "analysis")
        for s in analysis.sentences
        if s.voice == "analysis"
    ]
    return marks
