"""The position table: who holds what about whom, when, in which words.

A pure reading of coded documents, whether just coded, read from a file or taken from a store. One
row is one claim; nothing is merged, weighed or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.pipeline.wording import loaded_in
from dragoman.records.base import Record
from dragoman.records.claim import Anonymity, ClaimKind, Stance, VerbClass
from dragoman.records.output import CodedDocument, OutputActor, OutputClaim, OutputReport

__all__ = ["Position", "positions_of", "selected"]


class Position(Record, frozen=True, kw_only=True):
    """One claim with its holder, its subjects and its words."""

    document_id: str
    published: str | None
    claim_id: str
    kind: ClaimKind
    holder: str | None
    """The innermost speaker, whose view it is; None for the document's own voice."""
    holder_id: str | None
    anonymity: Anonymity | None
    verb: VerbClass | None
    via: tuple[str, ...]
    """The speakers around the holder, outermost first: who says that the holder holds it."""
    of: tuple[str, ...]
    """Names: whose goal or view it is, or what causes."""
    about: tuple[str, ...]
    """Names of the actors it is about; of a report's claim, its participants."""
    about_ids: tuple[str, ...]
    event: str | None
    """The type of the event report that it is about, for a claim of kind "report"."""
    stance: Stance
    quote: str
    """The words, pieces joined by " … "."""
    start: int
    """Where they begin in the document's text, in code points."""
    wording: tuple[str, ...]
    """Loaded words in the quote, as the source wrote them; they change nothing above."""


def positions_of(coded: Iterable[CodedDocument]) -> Iterator[Position]:
    """Yield the position of each claim, in the order of documents and claims."""
    for document in coded:
        actors = {actor.id: actor for actor in document.actors}
        reports = {report.id: report for report in document.reports}
        for claim in document.claims:
            yield _position(document, claim, actors, reports)


def _position(
    document: CodedDocument,
    claim: OutputClaim,
    actors: dict[str, OutputActor],
    reports: dict[str, OutputReport],
) -> Position:
    holder = claim.chain[-1] if claim.chain else None
    report = None if claim.report_id is None else reports.get(claim.report_id)
    about = _subjects(claim, actors, reports)
    quoted = " … ".join(span.text for span in claim.content)
    return Position(
        document_id=document.document.id,
        published=document.document.published,
        claim_id=claim.id,
        kind=claim.kind,
        holder=None if holder is None else holder.name,
        holder_id=None if holder is None else holder.actor_id,
        anonymity=None if holder is None else holder.anonymity,
        verb=None if holder is None else holder.verb,
        via=tuple(step.name for step in claim.chain[:-1]),
        of=tuple(actors[i].name for i in claim.of if i in actors),
        about=tuple(actors[i].name for i in about if i in actors),
        about_ids=about,
        event=None if report is None else report.type,
        stance=claim.stance,
        quote=quoted,
        start=claim.content[0].start if claim.content else 0,
        wording=loaded_in(quoted),
    )


def _subjects(
    claim: OutputClaim, actors: dict[str, OutputActor], reports: dict[str, OutputReport]
) -> tuple[str, ...]:
    """The actors that a claim is about: named by it, or taking part in the reports it is about."""
    told = [i for i in (claim.report_id, *claim.about) if i in reports]
    parties = [p.actor_id for i in told if i is not None for p in reports[i].participants]
    ids = [*(i for i in claim.about if i in actors), *parties]
    return tuple(dict.fromkeys(ids))


def selected(
    positions: Iterable[Position],
    *,
    holder: str | None = None,
    about: str | None = None,
    kinds: Sequence[ClaimKind] = (),
) -> Iterator[Position]:
    """Yield the positions of a holder, about an actor, of some kinds; None and () ask for all.

    A name fits where it is part of the actor's name, whatever its case, or is the actor's id.
    """
    for position in positions:
        held = _fits(holder, (position.holder or "",), (position.holder_id or "",))
        of_kind = not kinds or position.kind in kinds
        if held and of_kind and _fits(about, position.about, position.about_ids):
            yield position


def _fits(asked: str | None, names: Sequence[str], ids: Sequence[str]) -> bool:
    if asked is None:
        return True
    return asked in ids or any(asked.casefold() in name.casefold() for name in names)
