"""Turns the corpus into sentences a model is trained on, one JSON object a line.

An article is split as the coder splits it. An annotation goes with the sentence of its trigger;
fields that stand in another sentence are left out there. Whether a sentence is held out for
measuring is decided by its item's words alone, so that it never changes when items are added.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from items import Annotation, Item, Words, read_corpus

from dragoman.records import Document, Record
from dragoman.stages.split import split_sentences

__all__ = ["Example", "ExampleEvent", "ExampleSpan", "examples_of", "is_held_out"]

HELD_OUT_IN = 8
"""One item in so many is held out."""
ARTICLE_WORDS = 60


class ExampleSpan(Record, frozen=True, kw_only=True):
    """Characters [start, end) of the sentence and what they are."""

    label: str
    start: int
    end: int


class ExampleEvent(Record, frozen=True, kw_only=True):
    """An event of the sentence; `spans` are participants, places, times, sources and cues."""

    type: str
    mode: str | None
    start: int
    end: int
    polarity: str
    certainty: str
    status: str
    spans: tuple[ExampleSpan, ...]


class Example(Record, frozen=True, kw_only=True):
    """One sentence."""

    id: str
    text: str
    held_out: bool
    events: tuple[ExampleEvent, ...]
    claims: tuple[ExampleSpan, ...]


def examples_of(item: Item) -> Iterator[Example]:
    """Yield the sentences of an item."""
    for number, (start, end) in enumerate(_sentences(item)):
        yield Example(
            id=f"{item.id}.{number}",
            text=item.text[start:end],
            held_out=is_held_out(item),
            events=tuple(
                _event(e, start, end) for e in item.events if start <= e.words.start < end
            ),
            claims=tuple(
                ExampleSpan(label=c.kind, start=c.words.start - start,
                            end=min(c.words.end, end) - start)
                for c in item.claims if start <= c.words.start < end
            ),
        )  # fmt: skip


def is_held_out(item: Item) -> bool:
    """Whether an item is for measuring and weighing only; its words alone decide."""
    return int(hashlib.sha256(item.text.encode()).hexdigest(), 16) % HELD_OUT_IN == 0


def _event(event: Annotation, start: int, end: int) -> ExampleEvent:
    named = [(f.name, f.words) for f in event.fields]
    named += [("source", s.source) for s in event.chain if s.source is not None]
    named += [("cue", s.cue) for s in event.chain if s.cue is not None]
    inside = [(name, w) for name, w in named if start <= w.start and w.end <= end]
    return ExampleEvent(
        type=event.kind,
        mode=event.mode,
        start=event.words.start - start,
        end=event.words.end - start,
        polarity=event.polarity,
        certainty=event.certainty,
        status=event.status,
        spans=tuple(_span(name, words, start) for name, words in inside),
    )


def _span(label: str, words: Words, start: int) -> ExampleSpan:
    return ExampleSpan(label=label, start=words.start - start, end=words.end - start)


def _sentences(item: Item) -> Iterator[tuple[int, int]]:
    """Yield the sentences; the first line of an article is its headline."""
    headline = item.text.find("\n")
    document = Document(
        id=item.id,
        source_id=item.id,
        text=item.text,
        title_end=headline if len(item.text.split()) >= ARTICLE_WORDS and headline > 0 else 0,
        language="en",
        raw_sha256="",
        text_sha256="",
    )
    for sentence in split_sentences(document):
        yield sentence.span.start, sentence.span.end


if __name__ == "__main__":
    for one in read_corpus(*(Path(folder) for folder in sys.argv[1:2])):
        for example in examples_of(one):
            sys.stdout.buffer.write(msgspec.json.encode(example) + b"\n")
