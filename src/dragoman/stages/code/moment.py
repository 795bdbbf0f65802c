"""When an event was: chosen by grammar, else by how the story is told."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records import DateRange, Evidence, ParsedSentence, Record, Span, Stance, When
from dragoman.stages.code.counted_days import counted, counted_from, counts_from_now
from dragoman.stages.code.dating_words import (
    DAYS,
    FOR_DEEDS,
    best_time,
    is_during,
    is_summed_up,
)
from dragoman.stages.code.leaning_days import by_now, moved_ahead
from dragoman.stages.code.terms import is_called_for, is_start, is_term, is_validity
from dragoman.stages.date import TimeExpression
from dragoman.stages.dates.calendar import precision_of_width
from dragoman.stages.dates.words import PARTS_OF_TIME
from dragoman.stages.protocols import CodingInput
from dragoman.stages.sayings.reporting import reporting_cues
from dragoman.stages.sayings.saying_time import dates_saying
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, children, clause_head, subtree

__all__ = ["StorySetting", "as_inferred", "story_day_of", "time_of"]

_STORY_SPAN = timedelta(days=10)
_AHEAD = frozenset({"will", "would", "shall"})
_RANKING = frozenset("first second third only bad big large heavy serious bloody deadly".split())
_RECALLING = frozenset({"recall", "remember", "remind", "recollect"})


class StorySetting(Record, frozen=True, kw_only=True):
    """What the story so far says of when it is."""

    day: When | None = None
    """The day of what was told before, if the event goes on from there."""
    heading: TimeExpression | None = None
    """The date that stands above the sentence as a line of its own."""
    triggers: frozenset[int] = frozenset()
    """The triggers of the sentence, its own too: what hangs on another one dates that."""
    argued: bool = False
    """Whether the paragraph mostly argues, and reports little."""
    in_words: bool = False
    """Whether the event is an act of speaking, which may name others."""


def _evidence(given: CodingInput, time: TimeExpression) -> Evidence:
    span = Span(document_id=given.document.id, start=time.start, end=time.end)
    quote = given.document.text[time.start : time.end]
    return Evidence(span=span, quote=quote, supports="time")


def time_of(
    given: CodingInput,
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    stance: Stance,
    *,
    is_passing: bool,
    setting: StorySetting,
) -> tuple[When | None, Evidence | None, str]:
    """Return when, its evidence, and why it was chosen.

    A time in the event's own clause counts first, then one of a clause above it; when a plan was
    told is not when it is for. Without any, what is told as done falls on the date it is headed
    by, as in a chronology, or on the day of the event that it goes on from, else on the
    publication date (basis "publication"); what is named in passing, has been done by now, or is
    told in the past where the author argues, lies some time before the story, and a plan after it
    (basis "inferred").
    """
    when, time = _counted_day(given, parse, times, trigger, setting)
    if when is not None and time is not None and not _is_too_late(when, stance, given.anchor):
        return when, _evidence(given, time), "counted from what it is told beside"
    times = _of_the_act(parse, times, trigger, stance, setting, given.anchor)
    past = _is_known_of(parse, trigger) or _is_looked_back_on(parse, trigger)
    if past:
        times = tuple(t for t in times if _is_within(parse, t, trigger))
    time = best_time(parse, times, trigger, setting.triggers, given.anchor)
    if time is not None and time.when is not None:
        when = _leaning(given, parse, time, time.when, trigger, stance)
        return when, _evidence(given, time), "time expression"
    if stance.status in ("hypothetical", "generic"):
        return None, None, "no time given"
    # "Tear gas fired at students." is an entry, not something named beside one.
    is_told = not is_passing or parse.tokens[trigger].dep == "ROOT"
    if setting.heading is not None and is_told and stance.status != "planned":
        return setting.heading.when, _evidence(given, setting.heading), "the date it is headed by"
    gone = "named in passing" if is_passing else ""
    if not gone and (past or _is_done_by_then(parse, trigger, setting)):
        gone = "done by then"
    if not gone and stance.status == "occurred" and is_summed_up(parse, times, trigger):
        gone = "summed up over years"
    if not gone and setting.day is None and setting.argued and _is_narrated(parse, trigger):
        gone = "named in an argument"
    when, why = _untold(given, stance, gone, setting)
    return when, None, why


def _untold(
    given: CodingInput, stance: Stance, gone: str, setting: StorySetting
) -> tuple[When | None, str]:
    """Return when something was of which no time is told; `gone` says how it is told as past."""
    if given.anchor is None:
        day = None if gone else setting.day
        inherited = None if day is None else as_inferred(day)
        return inherited, "no time given, and the story has no date"
    if stance.status == "planned":
        return _inferred(earliest=given.anchor), "a plan: after the story's date"
    if gone:
        before = given.anchor + timedelta(days=1)
        return _inferred(before=before), f"{gone}: before the story's date"
    if setting.day is not None:
        return as_inferred(setting.day), "no time given: the day of the event told before"
    return given.published, "no time given: the story's date"


def _leaning(
    given: CodingInput,
    parse: ParsedSentence,
    time: TimeExpression,
    when: When,
    trigger: int,
    stance: Stance,
) -> When:
    """Return the time of the act: ahead for what is planned, behind for what is done."""
    quote = given.document.text[time.start : time.end]
    if stance.status == "planned" or is_called_for(parse, time):
        return moved_ahead(when, quote, given.anchor)
    if stance.status == "occurred":
        return by_now(when, quote, parse, trigger, given.anchor)
    return when


def _counted_day(
    given: CodingInput,
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    setting: StorySetting,
) -> tuple[When | None, TimeExpression | None]:
    """Return the day counted from that of another, with the words that say how long."""
    found = counted(parse, times, trigger)
    if found is None:
        return None, None
    beside = best_time(parse, times, found.told_from, setting.triggers, given.anchor)
    day = setting.day if beside is None else beside.when
    if day is None and counts_from_now(found.time):
        day = given.published
    return counted_from(day, found.time), found.time


def _is_too_late(when: When, stance: Stance, anchor: date | None) -> bool:
    """Whether the day is after the story's own, of what the story tells as done."""
    begin = when.begin.earliest
    if stance.status != "occurred" or begin is None or anchor is None:
        return False
    return begin > anchor


def story_day_of(when: When | None, evidence: Evidence | None, anchor: date | None) -> When | None:
    """Return `when` if it is a stated day on which others of the same story may fall, else None.

    That is a single day at most ten before the story's own.
    """
    if when is None or evidence is None or when.extent != "occasion":
        return None
    begin = when.begin
    if begin.precision not in DAYS or begin.earliest is None:
        return None
    recent = anchor is None or timedelta(0) <= anchor - begin.earliest <= _STORY_SPAN
    return when if recent else None


def as_inferred(when: When) -> When:
    """Return the day of one event as that of another which does not say when it was.

    What was told of a meeting of two days was said on one of them.
    """
    begin = when.begin
    before = begin.before if when.end is None else when.end.before
    days = 1 if begin.earliest is None or before is None else (before - begin.earliest).days
    precision = begin.precision if when.end is None else precision_of_width(days)
    day = DateRange(earliest=begin.earliest, before=before, precision=precision, basis="inferred")
    return When(begin=day, extent="occasion")


def _of_the_act(
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    stance: Stance,
    setting: StorySetting,
    anchor: date | None,
) -> tuple[TimeExpression, ...]:
    """Return the times but those that tell when it was said, or for when it was done."""
    if stance.status in ("planned", "hypothetical"):
        times = _without_sayings(parse, times, trigger)
    elif stance.status == "occurred":
        times = tuple(
            t
            for t in times
            if not (
                is_validity(parse, t)
                or is_term(parse, t, trigger)
                or is_start(parse, t, trigger)
                or _dates_the_charge(parse, t, trigger)
                or (setting.in_words and _is_of_what_is_threatened(parse, t, trigger))
                or _is_first_since(parse, t)
            )
        )
    if setting.in_words:
        times = tuple(
            t for t in times if not _is_of_what_is_named(parse, t, trigger, setting, anchor)
        )
    return times


def _without_sayings(
    parse: ParsedSentence, times: tuple[TimeExpression, ...], trigger: int
) -> tuple[TimeExpression, ...]:
    """Return the times but those at which it was said or decided.

    "Said on Monday that it would reopen", "decided on Monday to reopen".
    """
    if not times:
        return times
    cues = [cue for cue in reporting_cues(parse) if trigger in cue.content]
    return tuple(
        time
        for time in times
        if not any(dates_saying(parse, cue, time) for cue in cues)
        and not _dates_decision(parse, time, trigger)
    )


def _dates_the_charge(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether a month or more stands after what one is tried for: "jailed for raids in March"."""
    if time.when is None or time.when.begin.precision in DAYS:
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    told = (t for t in parse.tokens[trigger + 1 : first] if t.tag == "VBG")
    return any(
        parse.tokens[t.index - 1].lemma in FOR_DEEDS and trigger in ancestors(parse, t.index)
        for t in told
    )


def _is_of_what_is_threatened(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether it is when a threat is to come true: "would strike from Thursday"."""
    if verb_group(parse, trigger).modal not in _AHEAD:
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), trigger)
    return first > trigger and trigger in ancestors(parse, first)


def _is_first_since(parse: ParsedSentence, time: TimeExpression) -> bool:
    """Whether it says since when there was none such: "their first meeting since last year"."""
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    above = (parse.tokens[i] for i in (first, *ancestors(parse, first)))
    since = next((t for t in above if t.lemma == "since"), None)
    if since is None or since.dep != "prep":
        return False
    words = {parse.tokens[i].lemma for i in children(parse, since.head, "amod", "nummod")}
    return not words.isdisjoint(_RANKING)


def _is_of_what_is_named(
    parse: ParsedSentence,
    time: TimeExpression,
    trigger: int,
    setting: StorySetting,
    anchor: date | None,
) -> bool:
    """Whether a time dates what is spoken of: "condemned the siege by rebels in May".

    Parsers hang it on the verb; but the news tells of what is said on a day, and not long ago: it
    is a month or more, or a day that is long over.
    """
    if time.when is None or (time.when.begin.precision in DAYS and not _is_old(time.when, anchor)):
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    before = parse.tokens[max(first - 1, 0)]
    is_part = parse.tokens[before.head].lemma in PARTS_OF_TIME
    if before.text == "of" and before.head not in (trigger, before.index) and not is_part:
        return True  # "thanked them for their help in the floods of last autumn"
    between = (
        n for n in setting.triggers if trigger < n < first and not is_during(parse, n, trigger)
    )
    return any(parse.tokens[n].pos == "NOUN" and trigger in ancestors(parse, n) for n in between)


def _is_old(when: When, anchor: date | None) -> bool:
    first = when.begin.earliest
    return anchor is not None and first is not None and anchor - first > _STORY_SPAN


def _dates_decision(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether a time before the trigger hangs on a verb of the past above it."""
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside or inside[0] > trigger:
        return False
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    above = set(ancestors(parse, trigger))
    verb = next((i for i in ancestors(parse, head) if i == trigger or i in above), trigger)
    is_verb = verb != trigger and parse.tokens[verb].pos == "VERB"
    return is_verb and verb_group(parse, verb).tense == "past"


def _inferred(*, earliest: date | None = None, before: date | None = None) -> When:
    begin = DateRange(earliest=earliest, before=before, precision="unknown", basis="inferred")
    return When(begin=begin, extent="occasion")


def _is_known_of(parse: ParsedSentence, trigger: int) -> bool:
    """Whether it only says who somebody is: "the ousted president", "medics convicted of fraud"."""
    token = parse.tokens[trigger]
    return token.tag == "VBN" and token.dep in ("amod", "acl")


def _is_narrated(parse: ParsedSentence, trigger: int) -> bool:
    """Whether the author tells it in the past, in nobody else's words."""
    reported = parse.tokens[clause_head(parse, trigger)].dep == "ccomp"
    return verb_group(parse, trigger).tense == "past" and not reported


def _is_looked_back_on(parse: ParsedSentence, trigger: int) -> bool:
    """Whether it is told as past beside what is told: "since the troops left", "recalled that"."""
    clause = clause_head(parse, trigger)
    token = parse.tokens[clause]
    marks = {parse.tokens[i].lemma for i in children(parse, clause, "mark", "advmod")}
    if token.dep == "advcl":
        return "since" in marks
    recalled = token.dep == "ccomp" and parse.tokens[token.head].lemma in _RECALLING
    return recalled and verb_group(parse, clause).perfect


def _is_within(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether the time stands in the trigger's own phrase, or after it before the next comma."""
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), trigger)
    if first in subtree(parse, trigger):
        return True
    told = parse.tokens[trigger].pos == "VERB" and parse.tokens[trigger].dep == "advcl"
    return told and trigger < first and all(t.text != "," for t in parse.tokens[trigger:first])


def _is_done_by_then(parse: ParsedSentence, trigger: int, setting: StorySetting) -> bool:
    """Whether a perfect tells it as done at some time before: "has supplied", "had supplied".

    In what is reported, "had" may be no more than the past of the story: "denied it had fired".
    """
    group = verb_group(parse, trigger)
    had = any(parse.tokens[i].tag == "VBD" for i in group.auxiliaries)
    reported = parse.tokens[clause_head(parse, trigger)].dep == "ccomp"
    return group.perfect and not (had and reported and setting.day is not None)
