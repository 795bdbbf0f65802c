"""Where and when a story is set, as the whole document says it, for what sentences leave out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import (
    DateRange,
    Document,
    DocumentEntity,
    Link,
    Mention,
    ParsedSentence,
    Sentence,
    Span,
    make_id,
)
from dragoman.stages.borders import is_beyond_border
from dragoman.stages.date import (
    TimeExpression,
    anchor_date,
    anchor_precision,
    days_spoken_of,
    find_times,
    stretch_spoken_of,
)
from dragoman.stages.dates.calendar import is_news
from dragoman.stages.dates.words import PARTS_OF_TIME
from dragoman.stages.heading import Heading, heading_of, states_year
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.mention import PlaceDraft
from dragoman.stages.reading.dateline import DatelineSpans
from dragoman.stages.tree import span_of

__all__ = [
    "countries_of",
    "countries_set_in",
    "dated_by_its_head",
    "place_kinds",
    "place_mentions",
    "span_of_draft",
    "times_of",
]

_HEAD_LINE = re.compile(r"^[^\n]*[^\s.!?;,\"'”’](?=[^\S\n]*\n)", re.MULTILINE)
"""A line that ends no sentence."""
_LENDING = ("minute", "hour", "day", "month", "season", "quarter", "year")
_HEAD = 400
"""Characters in which a text without a date may say what time it is about."""
_CLEARLY = 1.5
"""How many times as often as the next a country is named that a story is set in."""
_MEETINGS = frozenset({"talk", "meeting", "summit", "conference", "negotiation"})
_SENT = frozenset(
    "embassy consulate mission diplomat ambassador consul envoy warship troop soldier".split()
)
"""What a state has elsewhere."""
_THING = re.compile(r"(\w+) of (?:the )?$")
_SHORT = 24
_SURELY = 0.7
"""How likely a town is the one meant that speaks for its country alone."""


def dated_by_its_head(document: Document) -> date | None:
    """Return the last day that the title or lines of the head give, in a text without a date.

    A chronology of "January to June 1998" or a report on "1 April to 15 June 2016" says which
    year its dates are of. What the first sentences speak of does not date the text.
    """
    text = document.text
    lines = [line.span() for line in _HEAD_LINE.finditer(text, 0, _HEAD)]
    spans = [(0, document.title_end), *lines]
    times = [t for start, end in spans for t in find_times(text, start, end, anchor=None)]
    ends = [when.end or when.begin for t in times if (when := t.when) is not None]
    days = [end.before - timedelta(days=1) for end in ends if end.before is not None]
    return max(days, default=None)


class _Years(NamedTuple):
    """What lends its year to dates without one."""

    heading: DateRange | None = None
    """The date above, as a line of its own or at the head of a paragraph."""
    stated: DateRange | None = None
    """The date stated last."""
    paragraph: int = -1

    def at(self, sentence: Sentence, anchor: date | None) -> _Years:
        """Return what still counts in a sentence: without an anchor also days far above."""
        if sentence.paragraph == self.paragraph:
            return self
        is_kept = anchor is None and self.stated is not None and self.stated.precision != "year"
        stated = self.stated if is_kept else None
        return self._replace(stated=stated, paragraph=sentence.paragraph)

    def after(
        self,
        text: str,
        times: tuple[TimeExpression, ...],
        heading: Heading | None,
        anchor: date | None,
    ) -> _Years:
        """Return what counts after a sentence with these times."""
        if heading is not None and (year := _with_year(text, heading.time)) is not None:
            return self._replace(heading=None if _is_of_now(year, anchor) else year)
        told = [year for t in times if (year := _with_year(text, t)) is not None]
        return self._replace(stated=told[-1]) if told else self


def _with_year(text: str, time: TimeExpression) -> DateRange | None:
    """Return the day, month or year of a time that writes its year and is of no other."""
    when = time.when
    if when is None or when.begin.precision not in _LENDING or not states_year(text, time):
        return None
    first, last = when.begin.earliest, (when.end or when.begin).earliest
    is_one = first is not None and last is not None and first.year == last.year
    return when.begin if is_one else None


def _is_of_now(heading: DateRange, anchor: date | None) -> bool:
    """Whether a day or month above is about when the text was written, as a date line is."""
    if heading.precision == "year" or anchor is None:
        return False
    return is_news(heading, anchor)


def times_of(
    document: Document,
    parses: tuple[ParsedSentence, ...],
    anchor: date | None,
    items: Items = ONE_STORY,
) -> tuple[tuple[TimeExpression, ...], ...]:
    """Return each sentence's time expressions; "the next day" counts from the date before it.

    That is one of the same story, where the text strings several `items` together.
    """
    # A text without a date of its own is anchored on a day that its head speaks of.
    precision = anchor_precision(document) if anchor_date(document)[0] is not None else "day"
    text, story, years = document.text, list[date](), _Years()
    stretch: DateRange | None = None
    found: list[tuple[TimeExpression, ...]] = []
    for number, parse in enumerate(parses):
        sentence = parse.sentence
        if items.begins(number):
            story, stretch = [], None
        is_first = sentence.paragraph != years.paragraph
        stretch = None if is_first else stretch
        years = years.at(sentence, anchor)
        times = find_times(
            text,
            sentence.span.start,
            sentence.span.end,
            anchor=anchor,
            precision_of_anchor=precision,
            story_dates=story,
            stretch=stretch,
            stated=years.heading or years.stated,
            is_headed=years.heading is not None,
        )
        heading = heading_of(text, sentence, times, is_first=is_first)
        years = years.after(text, times, heading, anchor)
        story += days_spoken_of([t for t in times if not _dates_a_thing(text, t)])
        stretch = stretch_spoken_of(times) if times else stretch
        found.append(times)
    return tuple(found)


def _dates_a_thing(text: str, time: TimeExpression) -> bool:
    """Whether a day only says which of its kind is meant: "the vote of 20 October"."""
    before = _THING.search(text, max(0, time.start - _SHORT), time.start)
    return before is not None and before[1].lower() not in PARTS_OF_TIME


def place_mentions(
    drafts: tuple[PlaceDraft, ...],
    parses: tuple[ParsedSentence, ...],
    document: Document,
    leads: tuple[DatelineSpans, ...] = (),
) -> tuple[Mention, ...]:
    """Return the place drafts as mentions, after the places of the dateline and of `leads`."""
    found = []
    for draft in drafts:
        parse = parses[draft.sentence]
        span = span_of_draft(draft, parses)
        head = parse.tokens[draft.head]
        found.append(
            Mention(
                id=make_id("men", document.id, "place", span.start, span.end),
                span=span,
                head=Span(document_id=document.id, start=head.start, end=head.end),
                kind="place",
                form="name",
                usage=draft.usage,
            )
        )
    filed = None if document.dateline is None else document.dateline.place
    opening = [Span(document_id=document.id, start=a, end=b) for a, b in _places_of(leads)]
    if filed is not None and filed not in opening:
        opening.insert(0, filed)
    names = [name for span in opening for name in _names_in(document.text, span)]
    return (*map(_dateline_mention, names), *found)


def _names_in(text: str, span: Span) -> list[Span]:
    """Return each name of a dateline's place: "KYIV, Ukraine" and "LONDON/PARIS" are two."""
    parts = re.finditer(r"[^\s,/](?:[^,/]*[^\s,/])?", text[span.start : span.end])
    return [
        replace(span, start=span.start + part.start(), end=span.start + part.end())
        for part in parts
    ]


def countries_of(entities: tuple[DocumentEntity, ...], index: PlaceIndex) -> dict[str, str]:
    """Return the country that each mention of a place lies in; those of no country are left out."""
    chosen = {m: e.chosen.target_id for e in entities if e.chosen for m in e.mention_ids}
    found = {m: index.get(target).country for m, target in chosen.items()}
    return {mention: country for mention, country in found.items() if country is not None}


def _places_of(leads: tuple[DatelineSpans, ...]) -> list[tuple[int, int]]:
    return [lead.place for lead in leads if lead.place is not None]


def span_of_draft(draft: PlaceDraft, parses: tuple[ParsedSentence, ...]) -> Span:
    """Return the characters of a place draft."""
    return span_of(parses[draft.sentence], list(range(draft.first, draft.last)))


def _dateline_mention(span: Span) -> Mention:
    return Mention(
        id=make_id("men", span.document_id, "place", span.start, span.end),
        span=span,
        head=span,
        kind="place",
        form="name",
        usage="literal",
    )


def countries_set_in(
    parses: tuple[ParsedSentence, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    document: Document,
    index: PlaceIndex,
    items: Items = ONE_STORY,
) -> dict[int, str]:
    """Return the country each sentence is set in, by its first literal place; -1: the story's.

    In a round-up it is also what its item opens with or stands under, and nothing the story's.
    """
    chosen = {m: e.chosen for e in entities if e.chosen for m in e.mention_ids}
    countries = countries_of(entities, index)
    filed = None if document.dateline is None else document.dateline.place
    desk = next((countries.get(m.id) for m in mentions if _is_in(m.span, filed)), None)
    told = [m for m in mentions if not _is_in(m.span, filed) and m.usage == "literal"]
    is_abroad = desk is not None and _is_set_abroad(desk, [countries.get(m.id) for m in told])
    trusted = _named_surely(mentions, chosen, index)
    starts = [parse.sentence.span.start for parse in parses]
    setting: dict[int, str] = {}
    for mention in told:
        country = countries.get(mention.id)
        if country is None or not (is_abroad or country in trusted):
            continue
        number = bisect_right(starts, mention.span.start) - 1
        within = number >= 0 and mention.span.start < parses[number].sentence.span.end
        if within and not _tells_whence(parses[number], mention):
            setting.setdefault(number, country)
    if items:
        above = {n: items.countries.get(i) for n, i in enumerate(items.numbers)}
        return {n: country for n, country in above.items() if country is not None} | setting
    if desk is not None and not is_abroad:
        return {**setting, -1: desk}
    home = _named_mostly(
        [c for m in mentions if not _is_in(m.span, filed) and (c := countries.get(m.id))]
    )
    return setting if home is None else {**setting, -1: home}


def _is_in(span: Span, filed: Span | None) -> bool:
    return filed is not None and filed.start <= span.start and span.end <= filed.end


def _tells_whence(parse: ParsedSentence, place: Mention) -> bool:
    """Whether it says where people are from, flee to or meet: "medics from Cuba", "fled to Chad".

    Who is invited to "talks in Doha" is of another country, and who is on "the border with Chad".
    A state's mission is elsewhere: "the US consulate".
    """
    named = next((t for t in parse.tokens if t.start == place.span.start), None)
    if named is not None and parse.tokens[named.head].lemma in _SENT and named.dep == "compound":
        return True
    if named is None or named.index == 0:
        return False
    if is_beyond_border(parse, named.index):
        return True
    before = parse.tokens[named.index - 1]
    above = parse.tokens[before.head]
    flees = before.lemma in ("to", "into") and above.lemma in ("flee", "escape", "flight")
    meets = above.lemma in _MEETINGS and before.lemma in ("in", "at")
    return flees or meets or (before.lemma == "from" and above.pos in ("NOUN", "PROPN"))


def _is_set_abroad(desk: str, told: list[str | None]) -> bool:
    """Whether a story filed from the country `desk` names places, but none that is known there.

    "GENEVA — Gunmen killed four aid workers near Agok" tells of nobody from Switzerland.
    """
    return bool(told) and desk not in told


def _named_surely(
    mentions: tuple[Mention, ...], chosen: Mapping[str, Link], index: PlaceIndex
) -> frozenset[str]:
    """Return the countries that the document names, or the capital, two places or a sure one of.

    A single town is too often a namesake: "told Meridian" is no story from Mississippi. Quetta is.
    """
    found: Counter[str] = Counter()
    for mention in mentions:
        link = chosen.get(mention.id)
        place = None if link is None else index.get(link.target_id)
        if link is None or place is None or place.country is None:
            continue
        sure = place.kind.startswith(("A.PCL", "P.PPLC")) or link.score >= _SURELY
        found[place.country] += 2 if sure else 1
    return frozenset(country for country, count in found.items() if count > 1)


def _named_mostly(countries: list[str]) -> str | None:
    """Return the country that is named several times and clearly more often than any other."""
    if not countries:
        return None
    (country, count), *others = Counter(countries).most_common(2)
    second = others[0][1] if others else 0
    return country if count > 1 and count >= _CLEARLY * second else None


def place_kinds(entities: tuple[DocumentEntity, ...], index: PlaceIndex) -> dict[str, str]:
    """Return GeoNames class and code of the places that the entities resolve to, by id."""
    targets = {e.chosen.target_id for e in entities if e.chosen is not None}
    return {target: index.get(target).kind for target in sorted(targets)}
