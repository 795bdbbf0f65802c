"""What becomes of decisions that two reports are one event or two, whoever made them."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Correction
from dragoman.records.review import OutcomeStatus

__all__ = ["settle_pair"]


def settle_pair(rivals: Iterable[Correction]) -> dict[str, OutcomeStatus]:
    """Return by id what became of all that was decided on one pair, from whichever side.

    The last word of each author counts; where authors disagree, nobody's does.
    """
    ordered = sorted(rivals, key=lambda c: (c.made_at, c.id))
    last = {c.author: c.id for c in ordered}
    is_disputed = len({c.action for c in ordered if last[c.author] == c.id}) > 1
    standing: OutcomeStatus = "conflict" if is_disputed else "applied"
    return {c.id: standing if last[c.author] == c.id else "superseded" for c in ordered}
