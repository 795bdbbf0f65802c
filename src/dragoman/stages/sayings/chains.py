"""In whose words something stands: the attributions around a place, outermost first."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Span
from dragoman.stages.sayings.attribution import Attribution, covers, length, overlaps
from dragoman.stages.sayings.span_index import SpanIndex

__all__ = ["Sayings", "chain_around"]

_TAKING_AS_GIVEN = frozenset({"denies", "asks", "promises", "warns"})


class Sayings:
    """The attributions of a document by where their contents and cues stand."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._all = attributions
        self._contents = SpanIndex(
            (s.start, s.end, i) for i, a in enumerate(attributions) for s in a.content
        )
        self._cues = SpanIndex(
            (a.cue.start, a.cue.end, i) for i, a in enumerate(attributions) if a.cue is not None
        )

    def over(self, span: Span) -> list[Attribution]:
        """Return the attributions whose content covers `span`, outermost first.

        One whose cue is the span itself does not report it, nor one that only calls it something:
        to condemn a strike, or to call it a crime, is not to claim that there was one. Nor does one
        that denies, asks, promises or threatens say what it takes as given.
        """
        near = [self._all[i] for i in self._contents.around(span.start, span.end)]
        around = [
            a
            for a in near
            if not a.attitude
            and not (a.cue is not None and overlaps(a.cue, span))
            and not (a.presupposed is not None and covers((a.presupposed,), span))
            and not (a.verb in _TAKING_AS_GIVEN and covers(a.given, span))
        ]
        return sorted(around, key=lambda a: (_depth(a, self._all), -length(a.content)))

    def with_cue_at(self, span: Span) -> list[Attribution]:
        """Return the attributions whose cue shares a character with `span`, in order."""
        return [self._all[i] for i in self._cues.overlapping(span.start, span.end)]


def chain_around(
    attribution: Attribution, attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Return the attribution after those in whose content its cue stands, outermost first."""
    outer: list[Attribution] = []
    parent = attribution.parent
    while parent is not None and len(outer) < len(attributions):
        outer.insert(0, attributions[parent])
        parent = attributions[parent].parent
    return [*(a for a in outer if not a.attitude), attribution]


def _depth(attribution: Attribution, attributions: Sequence[Attribution]) -> int:
    depth, parent = 0, attribution.parent
    while parent is not None and depth <= len(attributions):
        depth += 1
        parent = attributions[parent].parent
    return depth
