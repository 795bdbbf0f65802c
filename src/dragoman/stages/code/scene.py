"""Where and when the words of a meeting's sides were spoken: there and then, unless it is said.

"The two ministers signed …" and "the Kenyan side thanked …" are told after a meeting as parts
of it. What the sides did otherwise, named in passing, or dated by its own words, is not.
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.knowledge.codebook import Codebook
from dragoman.records import EventReport, Record, When
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import LightWords
from dragoman.stages.code.moment import as_inferred
from dragoman.stages.code.settle import is_occasion, is_said_by_the_sides, side_of
from dragoman.stages.code.story_day import is_in_words
from dragoman.stages.code.within_words import is_of_what_is_said
from dragoman.stages.protocols import CodedEvent

__all__ = ["Scene", "placed", "scene_after"]

_CONFLICT = 4
"""Quad class of what the sides do to each other elsewhere: "either side will stop fighting"."""
_REACH = 20
"""Sentences after a meeting in which its sides are still taken to speak at it."""


class Scene(Record, frozen=True, kw_only=True):
    """The meeting told last, and who faced whom there."""

    meeting: EventReport
    sides: frozenset[str]
    number: int
    """The sentence that told it."""
    moved_on: bool = False
    """Whether something on another day, and no earlier one, was told since."""

    def holds(self, draft: Draft, event: CodedEvent, codebook: Codebook) -> bool:
        """Whether an act of speaking is told as one of the meeting's sides there."""
        doers = draft.of_role("initiator", "party")
        return (
            not self.moved_on
            and draft.number - self.number <= _REACH
            and is_in_words(event.report.types[0].code, codebook)
            and not draft.is_passing
            and event.stance.status in ("occurred", "planned")
            and event.report.when_evidence is None
            and bool(doers)
            and all(side_of(found.entity) in self.sides for found in doers)
        )

    def with_place_and_day(self, draft: Draft, event: CodedEvent, *, is_part: bool) -> CodedEvent:
        """Return the report there and then where it says neither; as the meeting's part or not."""
        report = event.report
        # What a deed that is only promised is for is within what is said, too.
        is_promise = report.types[0].code != draft.match.trigger.type_code
        own = tuple(
            ref
            for ref in report.where
            if not (is_promise or is_of_what_is_said(draft, ref.evidence.span))
        )
        where = own or self.meeting.where or report.where
        lost = {ref.evidence for ref in report.where} - {ref.evidence for ref in where}
        when = report.when
        if report.when_evidence is None and event.stance.status == "occurred":
            when = when if self.meeting.when is None else as_inferred(self.meeting.when)
        why = "the talks told before: its parties are their sides"
        return CodedEvent(
            report=replace(
                report,
                parent_id=self.meeting.id if is_part else report.parent_id,
                where=where,
                evidence=tuple(e for e in report.evidence if e not in lost),
                when=when,
                explain=(*report.explain, f"part of {why}" if is_part else f"at {why}"),
            ),
            stance=event.stance,
        )


def placed(scene: Scene | None, draft: Draft, event: CodedEvent, codebook: Codebook) -> CodedEvent:
    """Return an event with the place and day of the scene it belongs to, if it does."""
    if scene is None:
        return event
    fights = codebook.quad(event.report.types[0].code) == _CONFLICT
    if is_said_by_the_sides(draft) and not fights:
        return scene.with_place_and_day(draft, event, is_part=True)
    if scene.holds(draft, event, codebook):
        return scene.with_place_and_day(draft, event, is_part=False)
    return event


def scene_after(
    scene: Scene | None, draft: Draft, event: CodedEvent, codebook: Codebook, light: LightWords
) -> Scene | None:
    """Return the scene once an event is told: its own if it is a meeting, and no joint drill.

    It is over once something on another day is told, or what others than its sides did.
    """
    report = event.report
    in_words = is_in_words(report.types[0].code, codebook)
    if report.parent_id is None and in_words and is_occasion(draft, light):
        sides = frozenset(side_of(part.found.entity) for part in draft.parts)
        return Scene(meeting=report, sides=sides, number=draft.number)
    told = not draft.is_passing and event.stance.status == "occurred"
    if scene is None or scene.moved_on or not told:
        return scene
    doers = {side_of(found.entity) for found in draft.of_role("initiator", "party")}
    if doers and not doers & scene.sides and draft.number > scene.number + 1:
        return replace(scene, moved_on=True)
    if report.when_evidence is None:
        return scene
    if report.when == scene.meeting.when or _is_before(report.when, scene.meeting.when):
        return scene
    return replace(scene, moved_on=True)


def _is_before(when: When | None, meeting: When | None) -> bool:
    """Whether it was over when the meeting began, as what the sides look back on is."""
    if when is None or meeting is None or when.extent != "occasion":
        return False
    last = (when.end or when.begin).before
    first = meeting.begin.earliest
    return last is not None and first is not None and last <= first
