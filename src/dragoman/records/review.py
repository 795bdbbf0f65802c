"""What people say of the machine's readings, and what became of it.

A correction points at words, not at a row: it survives re-coding and revisions of the text. All
corrections are kept; taking one back is a correction of its own.
"""

from __future__ import annotations

from typing import Literal

from dragoman.records.base import Record
from dragoman.records.text import Span

__all__ = ["Action", "Anchor", "Correction", "CorrectionKind", "Outcome", "OutcomeStatus"]

CorrectionKind = Literal["report", "claim"]
Action = Literal["set", "add", "reject", "confirm", "same", "different", "withdraw"]
OutcomeStatus = Literal[
    "applied", "stale", "superseded", "redundant", "conflict", "ambiguous", "orphaned"
]


class Anchor(Record, frozen=True, kw_only=True):
    """Words of a document, with enough around them to find them in a revised text."""

    span: Span
    quote: str
    """The words themselves."""
    prefix: str = ""
    """Up to 32 characters before them."""
    suffix: str = ""
    """Up to 32 characters after them."""


class Correction(Record, frozen=True, kw_only=True):
    """One judgement by one person on one record."""

    id: str
    kind: CorrectionKind
    """The kind of record it is about."""
    anchor: Anchor
    """The trigger of the report, or the content of the claim."""
    other_anchor: Anchor | None = None
    """The trigger of the other report; given exactly for same and different."""
    action: Action
    """`withdraw` takes back the correction it supersedes and says nothing else."""
    field: str | None = None
    """Which value is set; given exactly for set. `dragoman.review` lists the fields."""
    value: str | None = None
    """JSON text: the value set, or the event added; given exactly for set and add."""
    seen: str | None = None
    """JSON text: what the machine said of the record when the judgement was made."""
    seen_run_id: str | None = None
    author: str
    made_at: str
    """ISO 8601, UTC."""
    reason: str = ""
    supersedes: str | None = None
    """Id of a correction that this one replaces; given always for withdraw."""

    def __post_init__(self) -> None:
        if (self.field is not None) != (self.action == "set"):
            raise ValueError("a correction names a field exactly when it sets one")
        if (self.value is not None) != (self.action in {"set", "add"}):
            raise ValueError("a correction has a value exactly when it sets or adds")
        if (self.other_anchor is not None) != (self.action in {"same", "different"}):
            raise ValueError("a correction has two anchors exactly for same and different")
        if self.action == "withdraw" and self.supersedes is None:
            raise ValueError("a withdrawal names the correction that it takes back")


class Outcome(Record, frozen=True, kw_only=True):
    """What became of one correction over one run's reading of a document.

    applied: it holds. stale: it holds, but the machine now says something other than `seen`.
    superseded: replaced or taken back. redundant: it changes nothing. conflict: reviewers
    disagree, so none of them counts. ambiguous: it fits several records. orphaned: it fits none.
    """

    correction_id: str
    run_id: str
    status: OutcomeStatus
    record_id: str | None = None
