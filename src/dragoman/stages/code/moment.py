"""When an event was: chosen by grammar, else by how the story is told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.records import DateRange, Evidence, ParsedSentence, Record, Span, Stance, When
from dragoman.stages.code.light import load_light_words
from dragoman.stages.date import TimeExpression
from dragoman.stages.dates.calendar import precision_of_width
from dragoman.stages.protocols import CodingInput
from dragoman.stages.sayings.reporting import reporting_cues
from dragoman.stages.sayings.saying_time import dates_saying
from dragoman.stages.stances.verb_group import verb_group
from dragoman.stages.tree import ancestors, children, clause_head

__all__ = ["StorySetting", "as_inferred", "story_day_of", "time_of"]

_STORY_SPAN = timedelta(days=10)
_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:ago|last|yesterday|past|earlier)\b", re.IGNORECASE)
_ENDS = frozenset({"until", "till", "til"})
_DAYS = ("minute", "hour", "day")
_SAYING = frozenset({"say", "tell", "announce", "add", "warn", "claim", "deny", "appeal", "call"})
_YEAR = re.compile(r"\d{4}|year", re.IGNORECASE)


class StorySetting(Record, frozen=True, kw_only=True):
    """What the story so far says of when it is."""

    day: When | None = None
    """The day of what was told before, if the event goes on from there."""
    heading: TimeExpression | None = None
    """The date that stands above the sentence as a line of its own."""
    triggers: frozenset[int] = frozenset()
    """The triggers of the sentence, its own too: what hangs on another one dates that."""
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
    publication date (basis "publication"); what is named in passing, or has been done by now, lies
    some time before the story, and a plan after it (basis "inferred").
    """
    times = _of_the_act(parse, times, trigger, stance, setting)
    time = _best_time(parse, times, trigger, setting.triggers)
    if time is not None and time.when is not None:
        quote = given.document.text[time.start : time.end]
        when = _moved_ahead(time.when, quote, stance, given.anchor)
        when = _by_now(when, parse, trigger, stance, given.anchor)
        return when, _evidence(given, time), "time expression"
    if stance.status in ("hypothetical", "generic"):
        return None, None, "no time given"
    if setting.heading is not None and not is_passing and stance.status != "planned":
        return setting.heading.when, _evidence(given, setting.heading), "the date it is headed by"
    done_by_then = _is_done_by_then(parse, trigger, setting)
    if given.anchor is None:
        day = None if is_passing or done_by_then else setting.day
        inherited = None if day is None else as_inferred(day)
        return inherited, None, "no time given, and the story has no date"
    if stance.status == "planned":
        return _inferred(earliest=given.anchor), None, "a plan: after the story's date"
    if is_passing or done_by_then:
        how = "named in passing" if is_passing else "done by then"
        before = given.anchor + timedelta(days=1)
        return _inferred(before=before), None, f"{how}: before the story's date"
    if setting.day is not None:
        return as_inferred(setting.day), None, "no time given: the day of the event told before"
    return given.published, None, "no time given: the story's date"


def story_day_of(when: When | None, evidence: Evidence | None, anchor: date | None) -> When | None:
    """Return `when` if it is a stated day on which others of the same story may fall, else None.

    That is a single day at most ten before the story's own.
    """
    if when is None or evidence is None or when.extent != "occasion":
        return None
    begin = when.begin
    if begin.precision not in _DAYS or begin.earliest is None:
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


def _best_time(
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    triggers: frozenset[int],
) -> TimeExpression | None:
    """Return the time expression that dates the trigger most closely, or None."""
    best: tuple[tuple[int, bool, int], TimeExpression] | None = None
    for time in times:
        if time.when is None or time.kind == "duration":
            continue
        found = _time_rank(parse, time, trigger, triggers)
        if found is None:
            continue
        rank = (found[0], time.when.begin.precision == "unknown", found[1])
        if best is None or rank < best[0]:
            best = (rank, time)
    return None if best is None else best[1]


def _of_the_act(
    parse: ParsedSentence,
    times: tuple[TimeExpression, ...],
    trigger: int,
    stance: Stance,
    setting: StorySetting,
) -> tuple[TimeExpression, ...]:
    """Return the times but those that tell when it was said, or for when it was done."""
    if stance.status in ("planned", "hypothetical"):
        times = _without_sayings(parse, times, trigger)
    elif stance.status == "occurred":
        times = tuple(
            t for t in times if not (_is_validity(parse, t) or _is_term(parse, t, trigger))
        )
    if setting.in_words:
        times = tuple(t for t in times if not _is_of_what_is_named(parse, t, trigger, setting))
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


def _is_validity(parse: ParsedSentence, time: TimeExpression) -> bool:
    """Whether it is what a thing was made for: "signed a plan for 2023 to 2025"."""
    if time.when is None or time.when.begin.basis != "stated":
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    before = [t.lemma for t in parse.tokens[max(first - 3, 0) : first]]
    return before[-1:] == ["for"] or (before[:1] == ["for"] and before[-1:] == ["to"])


def _is_term(parse: ParsedSentence, time: TimeExpression, trigger: int) -> bool:
    """Whether it is how long something is to last or when it is due: no day of what was done.

    As in "froze all aid until March", "demanded their release by Sunday"; not in "held the town
    until March", nor where "by Sunday" tells of the act itself.
    """
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside:
        return False
    words = {parse.tokens[i].lemma for i in (max(inside[0] - 1, 0), inside[0])}
    if words & _ENDS:
        return parse.tokens[trigger].lemma not in load_light_words().lasting
    if "by" not in words or parse.tokens[trigger].lemma in load_light_words().lasting:
        return False
    above = ancestors(parse, inside[0])
    told = next((i for i in above if i not in inside and parse.tokens[i].pos != "ADP"), trigger)
    return told != trigger and trigger in ancestors(parse, told)


def _is_of_what_is_named(
    parse: ParsedSentence, time: TimeExpression, trigger: int, setting: StorySetting
) -> bool:
    """Whether a month or more dates what is spoken of: "condemned the siege by rebels in May".

    Parsers hang it on the verb; but the news tells of what is said on a day.
    """
    if time.when is None or time.when.begin.precision in _DAYS:
        return False
    first = next((t.index for t in parse.tokens if time.start <= t.start < time.end), 0)
    between = (n for n in setting.triggers if trigger < n < first)
    return any(parse.tokens[n].pos == "NOUN" and trigger in ancestors(parse, n) for n in between)


def _is_in_name(parse: ParsedSentence, inside: list[int]) -> bool:
    """Whether they are a part of a name: "the April 6 Youth Movement"."""
    tokens = parse.tokens
    heads = [tokens[i].head for i in inside if tokens[i].dep in ("compound", "nmod", "nummod")]
    return any(inside[-1] < head and tokens[head].pos == "PROPN" for head in heads)


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


def _moved_ahead(when: When, quote: str, stance: Stance, anchor: date | None) -> When:
    """Return when a plan is for: a bare weekday or month is then the next one, not the last."""
    begin = when.begin
    if stance.status != "planned" or anchor is None or begin.earliest is None:
        return when
    if begin.before is None or anchor < begin.before or _PAST.search(quote):
        return when
    if begin.precision == "day" and begin.basis == "relative" and _WEEKDAY.search(quote):
        moved = begin.earliest + _WEEK, begin.before + _WEEK
    elif begin.precision in ("day", "month") and not _YEAR.search(quote):
        moved = _next_year(begin.earliest), _next_year(begin.before)
    else:
        return when
    return When(begin=_with_days(begin, *moved), extent=when.extent, end=when.end)


def _by_now(
    when: When, parse: ParsedSentence, trigger: int, stance: Stance, anchor: date | None
) -> When:
    """Return when something done was, which is not after the story: "this month", "since May".

    What goes on since a day has no end; what was done since then was done in between. What was
    done "by Sunday" was done by the last one.
    """
    begin = when.begin
    if stance.status != "occurred" or anchor is None:
        return when
    now = anchor + timedelta(days=1)
    if begin.earliest is None:
        if begin.before is None or begin.before <= now or when.extent != "occasion":
            return when
        last = begin.before - _WEEK
        return When(begin=_with_days(begin, None, min(last, now)), extent=when.extent)
    if begin.earliest >= now:
        return _moved_back(when, now)
    if when.extent == "open" and not _lasts(parse, trigger):
        width = precision_of_width((now - begin.earliest).days)
        days = DateRange(earliest=begin.earliest, before=now, precision=width, basis=begin.basis)
        return When(begin=days, extent="occasion")
    if when.extent == "occasion" and begin.before is not None and begin.before > now:
        return When(begin=_with_days(begin, begin.earliest, now), extent="occasion")
    return when


def _moved_back(when: When, now: date) -> When:
    """Return the last such day for a bare weekday that was taken for the next: "by Sunday"."""
    begin = when.begin
    is_day = begin.precision == "day" and begin.basis == "relative" and when.extent == "occasion"
    if begin.earliest is None or begin.before is None or not is_day or begin.before > now + _WEEK:
        return when
    return When(
        begin=_with_days(begin, begin.earliest - _WEEK, begin.before - _WEEK), extent="occasion"
    )


def _lasts(parse: ParsedSentence, trigger: int) -> bool:
    """Whether the words tell a state that goes on: "has held the port since", "is closed since"."""
    token = parse.tokens[trigger]
    group = verb_group(parse, trigger)
    passive = bool(children(parse, trigger, "auxpass"))
    return token.pos == "VERB" and (
        token.lemma in load_light_words().lasting or group.progressive or passive
    )


def _is_done_by_then(parse: ParsedSentence, trigger: int, setting: StorySetting) -> bool:
    """Whether a perfect tells it as done at some time before: "has supplied", "had supplied".

    In what is reported, "had" may be no more than the past of the story: "denied it had fired".
    """
    group = verb_group(parse, trigger)
    had = any(parse.tokens[i].tag == "VBD" for i in group.auxiliaries)
    reported = parse.tokens[clause_head(parse, trigger)].dep == "ccomp"
    return group.perfect and not (had and reported and setting.day is not None)


def _with_days(begin: DateRange, earliest: date | None, before: date) -> DateRange:
    return DateRange(
        earliest=earliest,
        before=before,
        precision=begin.precision,
        basis=begin.basis,
        clock=begin.clock,
    )


def _next_year(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _time_rank(
    parse: ParsedSentence, time: TimeExpression, trigger: int, triggers: frozenset[int]
) -> tuple[int, int] | None:
    """Return (clauses between, words between), or None if the time is of another clause."""
    inside = [t.index for t in parse.tokens if time.start <= t.start < time.end]
    if not inside or _is_in_name(parse, inside):
        return None
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    above = [trigger, *ancestors(parse, trigger)]
    if parse.tokens[inside[-1]].lemma in ("after", "before") and inside[-1] in above:
        return None  # "a day after the talks" dates what followed them
    joins = [i for i in [head, *ancestors(parse, head)] if i in above]
    is_day = time.when is not None and time.when.begin.precision in _DAYS
    is_year = len(inside) == 1
    if not joins or _is_of_another(parse, head, joins[0], is_year=is_year, is_day=is_day):
        return None
    aside = any(parse.tokens[i].dep == "relcl" for i in above[: above.index(joins[0])])
    if aside and parse.tokens[joins[0]].lemma in _SAYING:
        return None  # "soldiers who had seized power said on Monday"
    path = [i for i in ancestors(parse, head) if i not in above]
    if any(i in triggers and i != trigger for i in path):
        return None
    own = clause_head(parse, head)
    if own not in above and _is_at_once(parse, own, is_day=is_day):
        own = clause_head(parse, parse.tokens[own].head)
    if own not in above and clause_head(parse, trigger) != own:
        return None
    return above.index(joins[0]), abs(head - trigger)


def _is_of_another(
    parse: ParsedSentence, head: int, join: int, *, is_year: bool, is_day: bool
) -> bool:
    """Whether the time dates another noun or clause: "the 2015 agreement", "suspended in 2020"."""
    token = parse.tokens[head]
    noun = parse.tokens[token.head]
    modifies = (
        is_year and token.dep in ("nummod", "amod", "compound", "poss") and noun.index != join
    )
    if modifies and noun.pos in ("NOUN", "PROPN") and noun.ner not in ("DATE", "TIME"):
        return True
    between = []
    for index in [head, *ancestors(parse, head)]:
        if index == join:
            break
        between.append(parse.tokens[index])
    clauses = ("acl", "relcl", "ccomp", "xcomp", "advcl")
    told = [t.index for t in between if t.pos in ("VERB", "AUX") and t.dep in clauses]
    return not all(_is_at_once(parse, clause, is_day=is_day) for clause in told)


def _is_at_once(parse: ParsedSentence, clause: int, *, is_day: bool) -> bool:
    """Whether a clause tells what went on meanwhile: "died when police broke up a march".

    So does a bare participle with a day: "pushed back boats carrying refugees on Tuesday".
    """
    token = parse.tokens[clause]
    helped = children(parse, clause, "aux", "auxpass", "mark")
    if is_day and token.tag == "VBG" and token.dep in ("acl", "advcl") and not helped:
        return token.lemma not in _SAYING
    joins = (parse.tokens[i].lemma for i in children(parse, clause, "advmod", "mark"))
    return token.dep == "advcl" and any(word in ("when", "while") for word in joins)
