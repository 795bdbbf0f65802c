"""Days of long ago that a paragraph tells of: what it tells after them was then, not just now."""

from __future__ import annotations

from datetime import date

from dragoman.records import When
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.moment import story_day_of
from dragoman.stages.protocols import CodedEvent
from dragoman.stages.stances.verb_group import verb_group

__all__ = ["note_day"]


def note_day(
    days: dict[int, When | None], draft: Draft, event: CodedEvent, anchor: date | None
) -> None:
    """Note the day an event states for the rest of its paragraph if it is an old one.

    None is noted for a paragraph that tells of a recent day: that is the story's. What "had"
    happened before what is told is not noted.
    """
    if draft.is_passing or event.stance.status != "occurred":
        return
    when, evidence = event.report.when, event.report.when_evidence
    paragraph = draft.parse.sentence.paragraph
    if story_day_of(when, evidence, anchor) is not None:
        days[paragraph] = None
    day = story_day_of(when, evidence, None)
    if day is None or verb_group(draft.parse, draft.index).perfect or _is_ahead(day, anchor):
        return
    if days.get(paragraph, day) is not None:
        days[paragraph] = day


def _is_ahead(day: When, anchor: date | None) -> bool:
    return anchor is None or day.begin.earliest is None or day.begin.earliest > anchor
