"""The source report: on whose word the reports of a document or a corpus rest.

A pure reading of coded documents. Reports of one event are told apart by `groups`, which a store
fills from its linked events; without it two reports are of one event when they agree on type,
participants and first day. A source is whoever a chain ends in: two papers that quote one minister
are one source, two that tell it in their own voice are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from dragoman.pipeline.wording import loaded_in
from dragoman.records.base import Record
from dragoman.records.claim import Anonymity
from dragoman.records.output import CodedDocument, OutputClaim, OutputReport

__all__ = ["Contradiction", "LoneReport", "SourceReport", "SourceShare", "source_report"]

Key = tuple[str, str]
"""A document's id and a report's id in it."""


class SourceShare(Record, frozen=True, kw_only=True):
    """One source and what rests on it."""

    source: str
    """The name; for a document's own voice the document's id."""
    actor_id: str | None
    anonymity: Anonymity | Literal["own voice"]
    documents: int
    reports: int
    share: float
    """Of all reports, those with a claim of this source; shares of several sources may overlap."""
    denied: int
    """Of its reports, those it denies."""
    unsure: int
    """Of its reports, those it does not hold certain."""
    claims: int
    """Its other claims: causes, goals, judgements and the like."""
    wording: tuple[str, ...]
    """Loaded words in what it says, each once."""


class LoneReport(Record, frozen=True, kw_only=True):
    """A report of an event that no second source tells."""

    document_id: str
    report_id: str
    type: str
    trigger: str
    source: str
    anonymity: Anonymity | Literal["own voice"]


class Contradiction(Record, frozen=True, kw_only=True):
    """One event that some sources affirm and others deny."""

    type: str
    affirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    report_ids: tuple[str, ...]


class SourceReport(Record, frozen=True, kw_only=True):
    """All three, over the documents given."""

    documents: int
    reports: int
    sources: tuple[SourceShare, ...]
    """The largest share first."""
    on_one_source: tuple[LoneReport, ...]
    contradictions: tuple[Contradiction, ...]


class _Word(Record, frozen=True, kw_only=True):
    """One claim with whoever it ends in."""

    document_id: str
    source: str
    actor_id: str | None
    anonymity: Anonymity | Literal["own voice"]
    claim: OutputClaim
    report: OutputReport | None

    @property
    def identity(self) -> str:
        """What makes two sources one: the actor, else the name, the unnamed only in one text."""
        if self.actor_id is not None:
            return self.actor_id
        here = self.anonymity in ("unnamed", "own voice", "document")
        return f"{self.document_id}\0{self.source}" if here else self.source.casefold()


def source_report(
    coded: Iterable[CodedDocument], groups: Mapping[Key, str] | None = None
) -> SourceReport:
    """Return who carries the reports, what rests on one source, and where sources contradict.

    `groups` maps (document id, report id) to an event's id; a report not in it is grouped by its
    own type, participants and first day.
    """
    documents = list(coded)
    words = [word for document in documents for word in _words(document)]
    count = sum(len(document.reports) for document in documents)
    events: dict[str, list[_Word]] = defaultdict(list)
    for word in words:
        if word.report is not None:
            key = (groups or {}).get((word.document_id, word.report.id))
            events[_alike(word.report) if key is None else key].append(word)
    return SourceReport(
        documents=len(documents),
        reports=count,
        sources=_shares(words, count),
        on_one_source=tuple(lone for told in events.values() for lone in _alone(told)),
        contradictions=tuple(c for told in events.values() if (c := _contradiction(told))),
    )


def _words(document: CodedDocument) -> Iterable[_Word]:
    reports = {report.id: report for report in document.reports}
    for claim in document.claims:
        last = claim.chain[-1] if claim.chain else None
        yield _Word(
            document_id=document.document.id,
            source=document.document.id if last is None else last.name or "unnamed",
            actor_id=None if last is None else last.actor_id,
            anonymity="own voice" if last is None else last.anonymity,
            claim=claim,
            report=None if claim.report_id is None else reports.get(claim.report_id),
        )


def _alike(report: OutputReport) -> str:
    """What reports of one event agree on, as far as one text tells."""
    parties = sorted({p.actor_id for p in report.participants if not p.negated})
    day = None if report.when is None else report.when.earliest
    own = report.id if not parties or day is None else ""
    return "\0".join((report.type, *parties, day or "", own))


def _shares(words: Sequence[_Word], count: int) -> tuple[SourceShare, ...]:
    by_source: dict[str, list[_Word]] = defaultdict(list)
    for word in words:
        by_source[word.identity].append(word)
    shares = [_share(said, count) for said in by_source.values()]
    return tuple(sorted(shares, key=lambda s: (-s.reports, -s.claims, s.source)))


def _share(said: Sequence[_Word], count: int) -> SourceShare:
    told = [word for word in said if word.report is not None]
    reports = {(word.document_id, word.claim.report_id) for word in told}
    spans = [span.text for word in said for span in word.claim.content]
    return SourceShare(
        source=said[0].source,
        actor_id=said[0].actor_id,
        anonymity=said[0].anonymity,
        documents=len({word.document_id for word in said}),
        reports=len(reports),
        share=len(reports) / count if count else 0.0,
        denied=sum(word.claim.stance.polarity == "denied" for word in told),
        unsure=sum(word.claim.stance.certainty != "certain" for word in told),
        claims=len(said) - len(told),
        wording=tuple(dict.fromkeys(found for text in spans for found in loaded_in(text))),
    )


def _alone(told: Sequence[_Word]) -> Iterable[LoneReport]:
    """The reports of an event with a single source, each once."""
    if len({word.identity for word in told}) != 1:
        return
    seen: set[str] = set()
    for word in told:
        report = word.report
        if report is not None and report.id not in seen:
            seen.add(report.id)
            yield LoneReport(
                document_id=word.document_id,
                report_id=report.id,
                type=report.type,
                trigger=report.trigger.text,
                source=word.source,
                anonymity=word.anonymity,
            )


def _contradiction(told: Sequence[_Word]) -> Contradiction | None:
    """What some affirm to have happened and others deny; None where all agree."""
    real = ("occurred", "ongoing")
    affirmed = [
        w for w in told
        if w.claim.stance.polarity == "affirmed" and w.claim.stance.status in real
    ]  # fmt: skip
    denied = [w for w in told if w.claim.stance.polarity == "denied"]
    if not affirmed or not denied:
        return None
    report = told[0].report
    return Contradiction(
        type="" if report is None else report.type,
        affirmed_by=tuple(dict.fromkeys(word.source for word in affirmed)),
        denied_by=tuple(dict.fromkeys(word.source for word in denied)),
        report_ids=tuple(dict.fromkeys(w.report.id for w in told if w.report is not None)),
    )
