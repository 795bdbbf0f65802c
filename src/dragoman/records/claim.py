"""Who says so, how surely, and what is said that is no event: causes, goals, judgements."""

from __future__ import annotations

from typing import Literal

from dragoman.records.base import Record, Score
from dragoman.records.text import Evidence, Span
from dragoman.records.time import When

__all__ = ["Anonymity", "AttributionStep", "Claim", "ClaimKind", "Stance", "VerbClass"]

ClaimKind = Literal[
    "report",
    "statement",
    "cause",
    "goal",
    "importance",
    "relation",
    "judgement",
    "forecast",
    "recommendation",
]
VerbClass = Literal[
    "says",
    "announces",
    "confirms",
    "denies",
    "alleges",
    "quotes",
    "asks",
    "warns",
    "promises",
    "believes",
]
Anonymity = Literal["named", "office", "unnamed", "document", "media"]


class Stance(Record, frozen=True, kw_only=True):
    """Polarity, the speaker's certainty, and whether it is told as done, planned, imagined."""

    polarity: Literal["affirmed", "denied", "open"] = "affirmed"
    certainty: Literal["certain", "probable", "possible", "uncommitted"] = "certain"
    status: Literal[
        "occurred", "ongoing", "planned", "attempted", "averted", "hypothetical", "generic"
    ] = "occurred"


class AttributionStep(Record, frozen=True, kw_only=True):
    """One speaker in a chain, outermost first; None for `source` when none is written."""

    actor_id: str | None = None
    entity_id: str | None = None
    description: str
    anonymity: Anonymity
    verb: VerbClass
    source: Span | None = None
    cue: Span | None = None
    when: When | None = None
    """When it was said, where the sentence dates the saying."""
    when_span: Span | None = None
    """The words that `when` was read from."""

    def __post_init__(self) -> None:
        if (self.when is None) != (self.when_span is None):
            raise ValueError("a step has a when exactly when it has the words it was read from")


class Claim(Record, frozen=True, kw_only=True):
    """A proposition with whoever holds it. An empty chain is the document's own voice."""

    id: str
    run_id: str
    document_id: str
    kind: ClaimKind
    report_id: str | None = None
    of: tuple[str, ...] = ()
    """Entity ids: whose goal, whose view, what causes."""
    about: tuple[str, ...] = ()
    """Entity and report ids."""
    chain: tuple[AttributionStep, ...] = ()
    content: tuple[Span, ...] = ()
    stance: Stance
    evidence: tuple[Evidence, ...] = ()
    score: Score | None = None

    def __post_init__(self) -> None:
        if (self.report_id is not None) != (self.kind == "report"):
            raise ValueError("a claim names a report exactly when its kind is 'report'")
