"""The day that a story has stated, and which of its other events fall on it.

A day stated once is that of what goes on in the same story: what is told in the same sentence, or
close by of the same parties, or of nobody whom the story did not name before. What others did is
another story.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from dragoman.knowledge.codebook import Codebook
from dragoman.records import DateRange, DocumentEntity, Record, When
from dragoman.stages.code.drafts import Draft
from dragoman.stages.code.light import LightWords
from dragoman.stages.code.moment import story_day_of
from dragoman.stages.code.settle import points_back, side_of
from dragoman.stages.dates.calendar import precision_of_width
from dragoman.stages.protocols import CodedEvent
from dragoman.stages.tree import children, clause_head, subject_of

__all__ = ["StoryDay", "aside_after", "is_in_words", "story_day_after"]

_WORDS = (1, 3)
"""Quad classes of acts of speaking."""
_REACH = 12
"""Sentences in which the same two parties are still taken to go on with what they began."""


class StoryDay(Record, frozen=True, kw_only=True):
    """A day that an event stated, and how far the story of that event has come."""

    day: When
    sides: frozenset[str]
    """Who took part in what is told of that day."""
    types: frozenset[str]
    """Codes of what is told of that day."""
    doers: frozenset[str]
    """Who acted on that day."""
    in_words: bool
    """Whether what stated the day was an act of speaking."""
    number: int
    """The sentence that told of it last."""
    paragraph: int
    """The paragraph that did."""
    actors: frozenset[str] = frozenset()
    """The ids of who took part in a look back."""

    def of(
        self, draft: Draft, codebook: Codebook, light: LightWords, anchor: date | None
    ) -> When | None:
        """Return the day if an event that states none goes on in the same story, else None.

        What is said of a deed, or by others than spoke that day, was said since.
        """
        if not self._reaches(draft, light):
            return None
        goes_on = draft.number == self.number or _is_told_of_them(draft)
        if anchor is None or goes_on or not is_in_words(draft.match.trigger.type_code, codebook):
            return self.day
        doers = _doers(draft)
        replies = bool(doers) and not (self.in_words and doers <= self.doers)
        return _since(self.day, anchor) if replies else self.day

    def goes_on(self, draft: Draft, codebook: Codebook) -> bool:
        """Whether an event is told right after, of the same two parties, as a look back is.

        What others than who acted say of it they may have said since.
        """
        if is_in_words(draft.match.trigger.type_code, codebook) and not _doers(draft) <= self.doers:
            return False
        sides = {side_of(part.found.entity) for part in draft.parts}
        near = 0 <= draft.number - self.number <= 1
        here = draft.parse.sentence.paragraph == self.paragraph
        again = {part.found.entity.id for part in draft.parts} & self.actors
        same = bool(again) and bool(_doers(draft)) and _doers(draft) <= self.doers
        return near and here and (same or len(sides & self.sides) > 1)

    def holds(self, draft: Draft, when: When | None, light: LightWords) -> bool:
        """Whether an event went on in the story and was dated by it."""
        begin = None if when is None else when.begin.earliest
        return begin == self.day.begin.earliest and self._reaches(draft, light)

    def _reaches(self, draft: Draft, light: LightWords) -> bool:
        told_again = draft.match.trigger.type_code in self.types and points_back(draft, light)
        if draft.number == self.number or told_again:
            return True
        entities = [part.found.entity for part in draft.parts]
        known = {side_of(entity) for entity in entities if _is_known(entity)}
        shared = {side_of(entity) for entity in entities} & self.sides
        if len(shared) > 1 and known <= self.sides:
            return draft.number - self.number <= _REACH
        if draft.parse.sentence.paragraph - self.paragraph > 1:
            return False
        found = any(part.found.how == "pronoun" for part in draft.parts)
        return bool(shared) or not known or (_is_told_of_them(draft) and not found)


def story_day_after(
    story: StoryDay | None,
    draft: Draft,
    event: CodedEvent,
    codebook: Codebook,
    light: LightWords,
    anchor: date | None,
) -> StoryDay | None:
    """Return the day of the story once an event is told: the one it states, else that of before."""
    if draft.is_passing or event.stance.status != "occurred":
        return story
    if story is not None and story.number == draft.number and _looks_back(draft):
        return story
    when, evidence = event.report.when, event.report.when_evidence
    day = story_day_of(when, evidence, anchor)
    sides = frozenset(side_of(part.found.entity) for part in draft.parts)
    code = draft.match.trigger.type_code
    types, doers, in_words = frozenset({code}), _doers(draft), is_in_words(code, codebook)
    if day is None:
        if story is None or evidence is not None or not story.holds(draft, when, light):
            return story
        day, in_words = story.day, story.in_words
        is_again = True
    else:
        is_again = story is not None and (story.day, story.number) == (day, draft.number)
    if story is not None and is_again:  # also of two deeds that one sentence tells of that day
        sides, types, doers = sides | story.sides, types | story.types, doers | story.doers
    return StoryDay(
        day=day,
        sides=sides,
        types=types,
        doers=doers,
        in_words=in_words,
        number=draft.number,
        paragraph=draft.parse.sentence.paragraph,
    )


def _looks_back(draft: Draft) -> bool:
    """Whether it is told beside what its sentence tells: "freed days after he was held"."""
    parse = draft.parse
    clause = clause_head(parse, draft.index)
    joins = [*children(parse, clause, "mark"), parse.tokens[clause].head]
    aside = parse.tokens[clause].dep == "relcl"
    return aside or any(parse.tokens[i].lemma == "after" for i in joins)


def aside_after(
    aside: StoryDay | None, draft: Draft, event: CodedEvent, codebook: Codebook
) -> StoryDay | None:
    """Return the day told last, however long ago, once an event is told that states or keeps it."""
    when = event.report.when
    if draft.is_passing or event.stance.status != "occurred":
        return aside
    if aside is not None and aside.number == draft.number and _looks_back(draft):
        return aside
    if aside is not None and event.report.when_evidence is None and aside.goes_on(draft, codebook):
        return replace(aside, number=draft.number)
    day = story_day_of(when, event.report.when_evidence, None)
    if day is None:
        return None
    sides = frozenset(side_of(part.found.entity) for part in draft.parts)
    return StoryDay(
        day=day,
        sides=sides,
        types=frozenset(),
        doers=_doers(draft),
        in_words=False,
        number=draft.number,
        paragraph=draft.parse.sentence.paragraph,
        actors=frozenset(part.found.entity.id for part in draft.parts),
    )


def _doers(draft: Draft) -> frozenset[str]:
    found = draft.of_role("initiator", "party", "host", "visitor", "mediator")
    return frozenset(side_of(one.entity) for one in found)


def is_in_words(type_code: str, codebook: Codebook) -> bool:
    """Whether events of a type are acts of speaking, by its quad class.

    A draft's type and its report's may differ in it: aid that is planned is an agreement.
    """
    return codebook.quad(type_code) in _WORDS


def _since(day: When, anchor: date) -> When:
    """Return the time from the day until the story was told."""
    earliest, now = day.begin.earliest, anchor + timedelta(days=1)
    if earliest is None or earliest >= now:
        return day
    width = precision_of_width((now - earliest).days)
    begin = DateRange(earliest=earliest, before=now, precision=width, basis="inferred")
    return When(begin=begin, extent="occasion")


def _is_known(entity: DocumentEntity) -> bool:
    """Whether the words tell who it is: not "police", nor "a shopkeeper"."""
    coding = entity.coding
    told = coding is not None and coding.country is not None and coding.country_basis != "context"
    return told or entity.chosen is not None


def _is_told_of_them(draft: Draft) -> bool:
    """Whether a pronoun does it: whoever was spoken of before."""
    parse = draft.parse
    subject = subject_of(parse, draft.index)
    if subject is None:
        subject = subject_of(parse, clause_head(parse, draft.index))
    if subject is None:
        return False
    subjects = children(parse, parse.tokens[subject].head, "nsubj", "nsubjpass")
    return any(parse.tokens[i].tag == "PRP" for i in subjects)
