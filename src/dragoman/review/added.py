"""What a reviewer adds that the coder missed: an event or a claim, at words of the text.

An addition is kept as it was made and becomes a record of the document anew each time, so it
outlives another reading of the text and a revision of it.
"""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.records import Correction, Stance, make_id
from dragoman.records.base import Record
from dragoman.records.claim import ClaimKind
from dragoman.records.output import (
    CodedDocument,
    OutputChainStep,
    OutputClaim,
    OutputParticipant,
    OutputReport,
    OutputSpan,
    OutputWhen,
    OutputWhere,
)

__all__ = ["AddedClaim", "AddedEvent", "Matter", "added_record", "tells_same"]


class AddedEvent(Record, frozen=True, kw_only=True):
    """An event that the coder missed, as a reviewer gives it."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    participants: tuple[OutputParticipant, ...] = ()
    when: OutputWhen | None = None
    where: tuple[OutputWhere, ...] = ()
    stance: Stance


class Matter(Record, frozen=True, kw_only=True):
    """An actor or report that a claim is of or about, as the document had it."""

    id: str
    name: str | None = None
    """Of an actor: what it is called, by which it is found again under another id."""


class AddedClaim(Record, frozen=True, kw_only=True):
    """A claim that the coder missed, as a reviewer gives it; its words are the correction's."""

    kind: ClaimKind
    of: tuple[Matter, ...] = ()
    about: tuple[Matter, ...] = ()
    chain: tuple[OutputChainStep, ...] = ()
    stance: Stance


def added_record(
    correction: Correction, document: CodedDocument, start: int, end: int
) -> OutputReport | OutputClaim | None:
    """Return what a correction adds at text[start:end]; None if its value is no such record.

    It has no score, for no machine read it.
    """
    kind: type[AddedEvent | AddedClaim] = AddedEvent if correction.kind == "report" else AddedClaim
    try:
        given = msgspec.json.decode(correction.value or "", type=kind)
    except (msgspec.DecodeError, UnicodeError):
        return None
    words = OutputSpan(start=start, end=end, text=document.document.text[start:end])
    if isinstance(given, AddedEvent):
        return _report(given, make_id("rep", correction.id), words)
    return _claim(given, make_id("clm", correction.id), words, document)


def _report(given: AddedEvent, record_id: str, words: OutputSpan) -> OutputReport:
    return OutputReport(
        id=record_id, type=given.type, mode=given.mode, contexts=given.contexts, quad=None,
        intensity=None, cameo=None, score=None, trigger=words, participants=given.participants,
        when=given.when, where=given.where, topics=(), quantities=(), repeated=False,
        stance=given.stance, parent_id=None, content_ids=(), claim_ids=(), evidence=(),
    )  # fmt: skip


def _claim(
    given: AddedClaim, record_id: str, words: OutputSpan, document: CodedDocument
) -> OutputClaim:
    text = document.document.text

    def held(step: OutputChainStep) -> OutputChainStep:
        """Return a step whose words are where they were, or none."""
        is_there = step.source is not None and _stands(step.source, text)
        actor = None if step.actor_id is None else _settled(document, step.actor_id, step.name)
        return msgspec.structs.replace(
            step, source=step.source if is_there else None, actor_id=actor
        )

    def ids(matters: tuple[Matter, ...]) -> tuple[str, ...]:
        found = (_settled(document, matter.id, matter.name) for matter in matters)
        return tuple(dict.fromkeys(some_id for some_id in found if some_id is not None))

    return OutputClaim(
        id=record_id, kind=given.kind, report_id=None, of=ids(given.of), about=ids(given.about),
        chain=tuple(held(step) for step in given.chain), content=(words,), stance=given.stance,
        score=None,
    )  # fmt: skip


def _stands(span: OutputSpan, text: str) -> bool:
    return text[span.start : span.end] == span.text


def _settled(document: CodedDocument, record_id: str, name: str | None) -> str | None:
    """Return the id that an actor or report has in the document now; None if it has none.

    An actor that an index knows keeps its id whether the document's reading has it or not.
    """
    known = {actor.id for actor in document.actors} | {report.id for report in document.reports}
    if record_id in known:
        return record_id
    called = next((a.id for a in document.actors if name and a.name.lower() == name.lower()), None)
    if called is None and ":" in record_id:
        return record_id
    return called


def tells_same(one: OutputReport | OutputClaim, other: OutputReport | OutputClaim) -> bool:
    """True if two records say the same of words that overlap: a type, or what somebody holds."""
    if isinstance(one, OutputReport) and isinstance(other, OutputReport):
        same: Any = (one.type, one.mode) == (other.type, other.mode)
        return bool(same) and _overlap((one.trigger,), (other.trigger,))
    if isinstance(one, OutputClaim) and isinstance(other, OutputClaim):
        if one.kind != other.kind or _speakers(one) != _speakers(other):
            return False
        return _overlap(one.content, other.content)
    return False


def _speakers(claim: OutputClaim) -> list[str]:
    return [step.actor_id or step.name.lower() for step in claim.chain]


def _overlap(some: tuple[OutputSpan, ...], others: tuple[OutputSpan, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)
