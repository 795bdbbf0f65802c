"""The rules coder: a codebook's trigger patterns over the parse, frame by frame.

It knows no ontology: types, modes and patterns come from the codebook it is given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dragoman.knowledge.codebook import Codebook
from dragoman.records import ParsedSentence
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.counted_days import is_counted
from dragoman.stages.code.doubted import with_doubted_doers
from dragoman.stages.code.draft import draft_sentence
from dragoman.stages.code.drafts import Draft, Drafted
from dragoman.stages.code.judge import judge_of
from dragoman.stages.code.learned import mixed
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.match import TriggerIndex, excepted_types, find_matches
from dragoman.stages.code.moment import StorySetting
from dragoman.stages.code.report import report_of
from dragoman.stages.code.scene import Scene, placed, scene_after
from dragoman.stages.code.settle import (
    fold_retellings,
    sides_after,
)
from dragoman.stages.code.story_day import StoryDay, aside_after, is_in_words, story_day_after
from dragoman.stages.code.told_places import with_places_told_later
from dragoman.stages.code.visiting import with_guests
from dragoman.stages.date import days_spoken_of
from dragoman.stages.dates.words import WEEKDAY_WORDS
from dragoman.stages.encode import Reading
from dragoman.stages.heading import date_headings
from dragoman.stages.protocols import CodedEvent, CodingInput
from dragoman.stages.sayings.voice import arguing_paragraphs

__all__ = ["NAME", "code_document", "code_events", "drafts_of"]

NAME = "rules-plover.v1"


@lru_cache(maxsize=8)
def _triggers(codebook: Codebook) -> TriggerIndex:
    return TriggerIndex(codebook.triggers)


def code_events(given: CodingInput, codebook: Codebook) -> tuple[CodedEvent, ...]:
    """Return the reports of a document with the stance their wording gives them."""
    return code_document(given, codebook, readings=())


def code_document(
    given: CodingInput, codebook: Codebook, *, readings: Sequence[Reading | None]
) -> tuple[CodedEvent, ...]:
    """Return the reports of a document; `readings`, one a parse, or none, are mixed in.

    None stands for a sentence that the model was not asked about.
    """
    light = load_light_words()
    cast = Cast(given)
    drafts = _drafts(given, codebook, cast, readings)
    settled = fold_retellings(drafts, light, _days_stated(given), given.items)
    by_sentence: dict[int, frozenset[int]] = {
        n: frozenset(d.index for d in drafts if d.number == n) for n in {d.number for d in drafts}
    }
    events: list[CodedEvent] = []
    arguing = arguing_paragraphs(given.parses, mostly=True)
    scene: Scene | None = None
    story: StoryDay | None = None
    aside: StoryDay | None = None
    headings = date_headings(given.document.text, given.parses, given.times)
    item = 0
    for draft in settled:
        if given.items.at(draft.number) != item:
            item, scene, story, aside = given.items.at(draft.number), None, None, None
        day = None if story is None else story.of(draft, codebook, light, given.anchor)
        setting = StorySetting(
            day=aside.day if aside is not None and aside.goes_on(draft, codebook) else day,
            heading=headings.get(draft.number),
            triggers=by_sentence[draft.number],
            argued=draft.parse.sentence.paragraph in arguing,
            in_words=is_in_words(draft.match.trigger.type_code, codebook),
        )
        event = report_of(given, codebook, cast, light, draft, settled, setting)
        event = placed(scene, draft, event, codebook)
        if not is_counted(event.report.when_evidence, given.times[draft.number]):
            story = story_day_after(story, draft, event, codebook, light, given.anchor)
            aside = aside_after(aside, draft, event, codebook)
        scene = scene_after(scene, draft, event, codebook, light)
        events.append(event)
    return with_places_told_later(given, codebook, cast, settled, events, readings)


def _drafts(
    given: CodingInput, codebook: Codebook, cast: Cast, readings: Sequence[Reading | None]
) -> list[Draft]:
    """Return the drafts of all sentences, the model's readings mixed in where there are any."""
    judge = None
    if readings and given.encoder is not None:
        judge = judge_of(given.encoder, codebook, given.head)
    drafts: list[Draft] = []
    for drafted in drafts_of(given, codebook, cast):
        reading = readings[drafted.number] if readings else None
        found = drafted.drafts
        if reading is not None and judge is not None:
            found = mixed(drafted, given.parses[drafted.number], reading, cast, judge)
        found = with_guests(given.parses[drafted.number], found)
        with_doubted_doers(given.parses[drafted.number], found, load_light_words())
        drafts += found
        cast.sides = sides_after(found, cast.sides)
    return drafts


def drafts_of(given: CodingInput, codebook: Codebook, cast: Cast) -> Iterator[Drafted]:
    """Yield what the rules make of each sentence; `cast.sides` is the caller's to keep."""
    light = load_light_words()
    named = sorted((m.span.start, m.span.end) for m in given.mentions if m.form == "name")
    for number, parse in enumerate(given.parses):
        if given.items.begins(number):
            cast.sides = ()
        names = _words_of_names(parse, named)
        matches = find_matches(parse, _triggers(codebook), names=names)
        drafts = draft_sentence(parse, number, matches, cast, light)
        yield Drafted(number, drafts, matches, excepted_types(parse, _triggers(codebook), matches))


def _weekday(words: str) -> str:
    """Return the weekday among the words of a time, "" without one: of "on Monday evening" too."""
    return next((word for word in words.lower().split() if word in WEEKDAY_WORDS), "")


def _days_stated(given: CodingInput) -> dict[int, frozenset[date | str]]:
    """Return for sentence numbers the single days that they state.

    Without a date of the text a day stays as it is written: "Tuesday" is none of "Wednesday".
    """
    text = given.document.text
    return {
        number: frozenset(days_spoken_of(times))
        | {_weekday(text[t.start : t.end]) for t in times if t.when is None and t.kind == "date"}
        - {""}
        for number, times in enumerate(given.times)
        if times
    }


def _words_of_names(parse: ParsedSentence, named: list[tuple[int, int]]) -> frozenset[int]:
    """Return the tokens of a sentence that are words of a name; `named` holds sorted spans."""
    start, end = parse.sentence.span.start, parse.sentence.span.end
    inside = named[bisect_left(named, (start, 0)) : bisect_left(named, (end, 0))]
    return frozenset(
        t.index for a, b in inside for t in parse.tokens if a <= t.start and t.end <= b
    )
