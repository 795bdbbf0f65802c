"""What rules and model see in annotated texts, beside what is annotated there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from examples import is_held_out, unsure_in
from items import Item

from dragoman.evaluate.gold import read_gold
from dragoman.evaluate.match import occurrences
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import ParsedSentence, RawDocument
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.learned import new_draft
from dragoman.stages.code.mixed import worth_reading
from dragoman.stages.code.rules import drafts_of
from dragoman.stages.code.seen_parts import ROLES, as_told, part_sightings, role_shares
from dragoman.stages.code.sightings import Sighting, sightings
from dragoman.stages.code.weigh import Evidence
from dragoman.stages.encode import Encoder, Floats, Reading

__all__ = ["Observed", "OfRole", "OfType", "Told", "observe", "told_in_corpus", "told_in_gold"]

Ranges = tuple[tuple[int, int], ...]


class Event(NamedTuple):
    """An annotated event; the first of its types is the one meant, the others are right too."""

    trigger: Ranges
    types: tuple[str, ...]
    parts: tuple[tuple[str, Ranges], ...]
    counts: bool


class Told(NamedTuple):
    """A text with its annotated events; offsets count in the text as it is read."""

    raw: RawDocument
    events: tuple[Event, ...]
    unsure: Ranges = ()
    """Words that may retell an event: what is seen there is neither right nor wrong."""


class OfType(NamedTuple):
    """One trigger: what speaks for its types, and the one that is right, 0 being none."""

    name: str
    evidence: Evidence
    right: int


class OfRole(NamedTuple):
    """One actor seen from one trigger: what the model and grammar say, and what is right."""

    name: str
    shares: Floats
    rule: int | None
    right: int
    has_pattern: bool


class Observed:
    """All observations, with how many annotated events and participants there are."""

    def __init__(self) -> None:
        self.types: list[OfType] = []
        self.roles: list[OfRole] = []
        self.counted: dict[str, list[int]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The sources of the texts."""
        return tuple(self.counted)

    @property
    def events(self) -> int:
        """How many events are annotated."""
        return sum(events for events, _ in self.counted.values())

    @property
    def participants(self) -> int:
        """How many participants the events have that are seen at all."""
        return sum(participants for _, participants in self.counted.values())

    def only(self, name: str) -> Observed:
        """Return what comes from one source."""
        part = Observed()
        part.types = [o for o in self.types if o.name == name]
        part.roles = [o for o in self.roles if o.name == name]
        part.counted = {name: self.counted[name]}
        return part


def told_in_corpus(items: Iterable[Item]) -> Iterator[Told]:
    """Yield those of the items that are held out."""
    for item in items:
        if is_held_out(item):
            events = tuple(
                Event(
                    trigger=((e.words.start, e.words.end),),
                    types=(e.kind,),
                    parts=tuple((f.name, ((f.words.start, f.words.end),)) for f in e.fields),
                    counts=True,
                )
                for e in item.events
            )
            yield Told(document_of(item.id, item.text), events, unsure_in(item))


def told_in_gold(folder: Path) -> Iterator[Told]:
    """Yield gold texts; their words are found when the text is read, so offsets come later."""
    for gold, raw in read_gold(folder):
        given_text = _text_of(raw)
        events = tuple(
            Event(
                trigger=_found(given_text, (e.trigger, *e.also)),
                types=(e.type, *e.or_types),
                parts=tuple((p.role, _found(given_text, (p.words,))) for p in e.participants),
                counts=not e.optional,
            )
            for e in gold.events
        )
        yield Told(raw, events)


def _text_of(raw: RawDocument) -> str:
    from dragoman.stages.read import read  # noqa: PLC0415

    document, _ = read(raw)
    if document is None:
        raise SystemExit(f"{raw.source_id} cannot be read")
    return document.text


def _found(text: str, words: Sequence[str]) -> Ranges:
    return tuple(span for w in words for span in occurrences(text, w))


class Place(NamedTuple):
    """The sentence that something is seen in."""

    parse: ParsedSentence
    number: int
    reading: Reading
    cast: Cast
    mentions: Mapping[str, Ranges]
    """Where each actor is spoken of, by its id."""


def observe(texts: Sequence[tuple[str, Told]], pipeline: Pipeline, encoder: Encoder) -> Observed:
    """Return what rules and model see in the texts; each comes with the name of its source."""
    observed = Observed()
    for name, told in texts:
        counted = observed.counted.setdefault(name, [0, 0])
        counted[0] += sum(event.counts for event in told.events)
        given = read_for_coding(told.raw, pipeline)
        if given is None:
            continue
        cast = Cast(given)
        spans = {m.id: (m.span.start, m.span.end) for m in given.mentions}
        mentions = {e.id: tuple(spans[m] for m in e.mention_ids) for e in given.entities}
        readings = encoder.read(given.document, given.parses, worth_reading(given))
        for drafted in drafts_of(given, pipeline.codebook, cast):
            reading = readings[drafted.number]
            if reading is None:
                continue
            place = Place(given.parses[drafted.number], drafted.number, reading, cast, mentions)
            for seen in sightings(drafted, reading, place.parse):
                _observe(seen, name, told, place, pipeline, observed)
    return observed


def _observe(
    seen: Sighting, name: str, told: Told, place: Place, pipeline: Pipeline, observed: Observed
) -> None:
    types = place.reading.heads.types
    event = _annotated(seen, told, place.parse)
    evidence = seen.evidence(place.reading, pipeline.codebook)
    right = 0
    if event is None and _touch(seen.tokens, told.unsure, place.parse):
        return
    if event is not None:
        allowed = [types.index(kind) for kind in event.types]
        likely = [evidence.rule, 1 + int(evidence.shares[1:].argmax())]
        right = next((k for k in likely if k in allowed), allowed[0])
        _observe_roles(seen, name, event, types[right], place, observed)
    observed.types.append(OfType(name, evidence, right))


def _observe_roles(
    seen: Sighting, name: str, event: Event, kind: str, place: Place, observed: Observed
) -> None:
    parse, number, reading, cast, mentions = place
    draft = seen.draft or new_draft(seen, parse, number, kind, None, reading, cast)
    marked = reading.arguments(seen.tokens, kind)
    observed.counted[name][1] += sum(role in ROLES for role, _ in event.parts)
    for found, part in part_sightings(draft, reading, marked, cast):
        right = next(
            (
                1 + ROLES.index(role)
                for role, spans in event.parts
                if role in ROLES
                and any(
                    a < d and c < b
                    for a, b in spans
                    for c, d in (
                        *mentions.get(found.entity.id, ()),
                        (found.span.start, found.span.end),
                    )
                )
            ),
            0,
        )
        rule = None if part is None else 1 + ROLES.index(part.role)
        shares = role_shares(parse, found, marked, reading)
        has_pattern = seen.draft is not None
        if part is not None and has_pattern:
            shares = as_told(shares, part)
        observed.roles.append(OfRole(name, shares, rule, right, has_pattern))


def _annotated(seen: Sighting, told: Told, parse: ParsedSentence) -> Event | None:
    """Return the annotated event whose trigger the sighting has: its own word before others."""
    for tokens in _told_at(seen):
        for event in told.events:
            if _touch(tokens, event.trigger, parse):
                return event
    return None


def _touch(tokens: Sequence[int], ranges: Ranges, parse: ParsedSentence) -> bool:
    spans = [(parse.tokens[t].start, parse.tokens[t].end) for t in tokens]
    return any(a < d and c < b for a, b in spans for c, d in ranges)


def _told_at(seen: Sighting) -> Iterator[tuple[int, ...]]:
    draft = seen.draft
    if draft is not None:
        yield (draft.index,)
    yield seen.tokens
    if draft is not None:
        yield (*draft.match.used, *(t.match.index for t in draft.also))
