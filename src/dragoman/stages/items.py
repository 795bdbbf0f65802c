"""Which short stories a text strings together: news in brief, bulletins from many countries.

Each item opens with a place as a dateline does, stands under a country's name, or, where neither
is written, is a paragraph that names nobody and no country of the others. What one item says of
"the police", "he" or "that day" says nothing of the next.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import field

from dragoman.knowledge.places import PlaceIndex
from dragoman.records import Document, Mention, ParsedSentence, Record
from dragoman.stages.dates.months import DAY_NAME, MONTH_NAME
from dragoman.stages.reading.dateline import DatelineSpans, find_dateline

__all__ = ["ONE_STORY", "Items", "find_leads", "items_of"]

_LEAST = 3
"""Items that make a text a round-up; two may be a story and what led to it."""
_LEAST_UNMARKED = 4
_PARAGRAPH = re.compile(r"(?m)^[^\S\n]*(?:(?:[-*•·–—]|\(?\d{1,2}[.)])[^\S\n]+)?(?=\S)")
_LABEL = re.compile(
    r"([A-Z][\w.'’-]*(?:[ /]{1,3}(?:and|of|the|[-–]|[A-Z][\w.'’-]*)){0,4}):(?=[^\S\n]+\S)"
)
_BETWEEN = re.compile(r"\s*[/,–]\s*|\s+(?:-|and)\s+|(?<=\w)-(?=[A-Z])")
"""What stands between two lands of one label: "Somalia-Kenya"."""
_DAY_LINE = re.compile(
    rf"(?im)^\W*(?:(?:{DAY_NAME})\b[.,]?\s*)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH_NAME})\b|(?:{MONTH_NAME})\s+\d{{1,2}}\b)"
    r"(?:,?\s+\d{4})?\W*$"
)
_TRIMMINGS = " \t\n:*#-–—•"
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_MOST = (1 / 3, 1 / 3, 1 / 3, 1 / 2)
"""Share of the paragraphs that one name, country, voice or subject may be found in."""
_LONGEST_LABEL = 6
_FIRST = frozenset({"i", "we"})
_QUOTES = frozenset("\"'“”‘’«»") | {"``", "''"}
_OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur)\b")
_QUOTED = re.compile(r"[\"“][^\"”\n]*[\"”]")
_SHORTEST = 4
"""Letters of a word of a name that tells two paragraphs to be of one story."""


class Items(Record, frozen=True, kw_only=True):
    """The stories of a text."""

    numbers: tuple[int, ...] = ()
    """The item of each sentence, 0 above the first; () in a text of one story."""
    countries: dict[int, str] = field(default_factory=dict)
    """The country that an item opens with or stands under, by its number."""

    def __bool__(self) -> bool:
        """True for a round-up of several stories."""
        return bool(self.numbers)

    def at(self, number: int) -> int:
        """Return the item of a sentence."""
        return self.numbers[number] if self.numbers else 0

    def begins(self, number: int) -> bool:
        """Whether a sentence is the first of its item."""
        return number > 0 and self.at(number) != self.at(number - 1)


ONE_STORY = Items()


def find_leads(document: Document, index: PlaceIndex) -> tuple[DatelineSpans, ...]:
    """Return the places that open the items of a round-up, with their dash or colon; () in others.

    A label before a colon is a lead where nearly all such labels of the text are known places and
    not all the same: "Question:" and "Minister:" are none. A label may come again under the day
    headings of a chronology.
    """
    text = document.text
    kept = sorted((span.start, span.end) for span in document.furniture)
    found: list[DatelineSpans] = []
    for match in _PARAGRAPH.finditer(text, document.title_end):
        start = match.end()
        before = bisect(kept, (start, len(text)))
        if before and start < kept[before - 1][1]:
            continue
        lead = find_dateline(text, start) or _labelled(text, start)
        if lead is not None and lead.place is not None:
            found.append(lead._replace(span=(match.start(), lead.span[1])))
    names = [text[a:b].title() for lead in found if lead.place for a, b in [lead.place]]
    known = [_is_known(name, index) for name in names]
    places = {name for name, is_known in zip(names, known, strict=True) if is_known}
    labels = [text[lead.span[1] - 1] == ":" for lead in found]
    said = [name for name, is_label in zip(names, labels, strict=True) if is_label]
    speaks = any(
        _OWN.search(_QUOTED.sub("", text[lead.span[1] :].partition("\n")[0]))
        for lead, is_label in zip(found, labels, strict=True)
        if is_label
    )
    dated = len(_DAY_LINE.findall(text, document.title_end)) > 1
    if speaks or (len(set(said)) < len(said) and not dated):
        return ()  # whoever says "we" or speaks twice is a delegation, or a man with a town's name
    if sum(known) < _LEAST or len(places) < _LEAST - 1 or 3 * sum(known) < 2 * len(names):
        return ()
    return tuple(lead for lead, is_known in zip(found, known, strict=True) if is_known)


def _is_known(label: str, index: PlaceIndex) -> bool:
    """Whether a label is a place's name, or such names beside each other."""
    return bool(index.find(label)) or all(map(index.find, _BETWEEN.split(label)))


def _labelled(text: str, start: int) -> DatelineSpans | None:
    """Return "Nepal:" as a lead; that it names a place is for the caller to see."""
    label = _LABEL.match(text, start)
    return None if label is None else DatelineSpans(label.span(), label.span(1), None, None)


def items_of(
    parses: Sequence[ParsedSentence],
    leads: Sequence[DatelineSpans],
    mentions: Sequence[Mention],
    countries: Mapping[str, str],
) -> Items:
    """Return the items of a text.

    `mentions` are the places, `countries` those in which they lie, by mention.
    """
    if leads:
        starts = [lead.span[0] for lead in leads]
        lands = {m.span.start: countries[m.id] for m in mentions if m.id in countries}
        opening = [lands.get(lead.place[0]) if lead.place else None for lead in leads]
    else:
        heads = _headings(parses, mentions, countries)
        starts = [parses[number].sentence.span.start for number in heads]
        opening = list(heads.values())
    if not starts:
        return Items(numbers=_unmarked(parses, mentions, countries))
    numbers = _ended(parses, [bisect(starts, parse.sentence.span.start) for parse in parses])
    if _is_one_story(parses, numbers):
        return ONE_STORY
    return Items(
        numbers=numbers,
        countries={i: land for i, land in enumerate(opening, start=1) if land is not None},
    )


def _ended(parses: Sequence[ParsedSentence], numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers with 0 for what follows a last item as long as the longest before it."""
    held: dict[int, dict[int, None]] = {}
    for parse, number in zip(parses, numbers, strict=True):
        held.setdefault(number, {})[parse.sentence.paragraph] = None
    last = max(numbers, default=0)
    longest = max((len(held[n]) for n in held if 0 < n < last), default=len(parses))
    beyond = {*list(held.get(last, {}))[longest:]}
    return tuple(
        0 if number == last and parse.sentence.paragraph in beyond else number
        for parse, number in zip(parses, numbers, strict=True)
    )


def _is_one_story(parses: Sequence[ParsedSentence], numbers: Sequence[int]) -> bool:
    """Whether most items name one person or body, as in a story told from many desks."""
    told: dict[int, set[str]] = {}
    for parse, number in zip(parses, numbers, strict=True):
        if number:
            named = {t.text for t in parse.tokens if t.ner in ("PERSON", "ORG")}
            told.setdefault(number, set()).update(n for n in named if len(n) >= _SHORTEST)
    common = Counter(one for found in told.values() for one in found).most_common(1)
    return bool(common) and 2 * common[0][1] > len(told)


def _headings(
    parses: Sequence[ParsedSentence], mentions: Sequence[Mention], countries: Mapping[str, str]
) -> dict[int, str | None]:
    """Return the country of sentences that are a place's name alone, if of several countries."""
    by_start = {m.span.start: m for m in mentions if m.usage == "literal"}
    found: dict[int, str | None] = {}
    for number, parse in enumerate(parses):
        words = [t for t in parse.tokens if t.text.strip(_TRIMMINGS)]
        mention = by_start.get(words[0].start) if words else None
        if mention is None or parse.sentence.kind != "body" or mention.id not in countries:
            continue
        if words[-1].end <= mention.span.end:
            found[number] = countries[mention.id]
    # What follows one another with nothing between is a list of places.
    found = {n: land for n, land in found.items() if n + 1 < len(parses) and n + 1 not in found}
    return found if len(set(found.values())) >= _LEAST else {}


def _unmarked(
    parses: Sequence[ParsedSentence], mentions: Sequence[Mention], countries: Mapping[str, str]
) -> tuple[int, ...]:
    """Return a number for each paragraph where nothing runs through them: no country, name, voice.

    Who goes from country to country, and whoever answers questions on one after the other, is told
    of in one story.
    """
    threads: tuple[dict[int, set[str]], ...] = ({}, {}, {}, {})
    lands = sorted((m.span.start, countries[m.id]) for m in mentions if m.id in countries)
    for parse in parses:
        sentence = parse.sentence
        if sentence.kind != "body":
            continue
        is_first = sentence.paragraph not in threads[0]
        if is_first and threads[0] and _goes_on(parse):
            return ()
        first, last = (sentence.span.start, ""), (sentence.span.end, "")
        here = (
            {t.text for t in parse.tokens if t.ner in _NAMED and len(t.text) >= _SHORTEST},
            {land for _, land in lands[bisect(lands, first) : bisect(lands, last)]},
            _voices(parse, is_first=is_first),
            _subjects(parse),
        )
        for thread, found in zip(threads, here, strict=True):
            thread.setdefault(sentence.paragraph, set()).update(found)
    many = len(threads[0])
    if many < _LEAST_UNMARKED or any(not land for land in threads[1].values()):
        return ()
    for thread, most in zip(threads, _MOST, strict=True):
        common = Counter(one for found in thread.values() for one in found).most_common(1)
        if common and common[0][1] > most * many:
            return ()
    numbers = {paragraph: i for i, paragraph in enumerate(threads[0], start=1)}
    return tuple(numbers.get(parse.sentence.paragraph, 0) for parse in parses)


def _goes_on(parse: ParsedSentence) -> bool:
    """Whether a paragraph opens with somebody of the one before: "In Lima he met …"."""
    subjects = [t for t in parse.tokens if t.dep in ("nsubj", "nsubjpass")]
    return bool(subjects) and subjects[0].lemma in ("he", "she", "they")


def _voices(parse: ParsedSentence, *, is_first: bool) -> set[str]:
    """Return who speaks: the label that a paragraph opens with, and a first person."""
    colon = next((t.index for t in parse.tokens[:_LONGEST_LABEL] if t.text == ":"), None)
    label = "" if colon is None else " ".join(t.text for t in parse.tokens[:colon])
    quoted = any(t.text in _QUOTES for t in parse.tokens)
    own = not quoted and any(t.lemma in _FIRST for t in parse.tokens if t.pos == "PRON")
    return ({label} if label and is_first else set()) | ({"we"} if own else set())


def _subjects(parse: ParsedSentence) -> set[str]:
    """Return what is said to do something as if known: "the minister"."""
    return {
        parse.tokens[t.head].lemma
        for t in parse.tokens
        if t.lemma == "the" and parse.tokens[t.head].dep in ("nsubj", "nsubjpass")
    }
