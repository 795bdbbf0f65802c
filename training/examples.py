"""Turns the corpus into sentences a model is trained on, one JSON object a line.

An article is split as the coder splits it. An annotation goes with the sentence of its trigger;
fields that stand in another sentence are left out there. An event is annotated once in an article,
so what retells it is neither learnt as an event nor as none: headlines without an annotation are
left out, and words marked as near misses there are unsure. Whether a sentence is held out for
measuring is decided by its item's words alone, so that it never changes when items are added.

    python training/examples.py [SETS] > examples.jsonl

SETS is the folder of the public sets whose sentences are annotated (real.py); without it the
corpus alone is turned.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from items import Annotation, Item, Words
from real import REGION, everything

from dragoman.records import Document, Record
from dragoman.stages.split import split_sentences

__all__ = [
    "Example",
    "ExampleEvent",
    "ExampleSpan",
    "examples_of",
    "is_held_out",
    "sentences_in",
    "unsure_in",
]

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
    real: bool
    """Whether it stands in a public set and was not written for the corpus."""
    events: tuple[ExampleEvent, ...]
    claims: tuple[ExampleSpan, ...]
    unsure: tuple[tuple[int, int], ...] = ()
    """Characters [start, end) that may retell an event annotated elsewhere."""


def examples_of(item: Item) -> Iterator[Example]:
    """Yield the sentences of an item."""
    for number, (start, end) in enumerate(sentences_in(item.text, _headline_end(item))):
        if end <= _headline_end(item) and not _tells(item, start, end):
            continue
        yield Example(
            id=f"{item.id}.{number}",
            text=item.text[start:end],
            held_out=is_held_out(item),
            real=item.region == REGION,
            events=tuple(
                _event(e, start, end) for e in item.events if start <= e.words.start < end
            ),
            claims=tuple(
                ExampleSpan(label=c.kind, start=c.words.start - start,
                            end=min(c.words.end, end) - start)
                for c in item.claims if start <= c.words.start < end
            ),
            unsure=tuple(
                (a - start, min(b, end) - start) for a, b in unsure_in(item) if start <= a < end
            ),
        )  # fmt: skip


def unsure_in(item: Item) -> tuple[tuple[int, int], ...]:
    """Return the characters [start, end) of words that may retell an event of an article."""
    if not _is_article(item):
        return ()
    headline = _headline_end(item)
    told = () if _tells(item, 0, headline) else ((0, headline),)
    return (*told, *((w.start, w.end) for w in item.near_misses))


def _tells(item: Item, start: int, end: int) -> bool:
    return any(start <= a.words.start < end for a in (*item.events, *item.claims))


def _is_article(item: Item) -> bool:
    return len(item.text.split()) >= ARTICLE_WORDS


def _headline_end(item: Item) -> int:
    """Return where an article's first line ends, which is its headline; 0 for a sentence."""
    return max(item.text.find("\n"), 0) if _is_article(item) else 0


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


def sentences_in(text: str, title_end: int = 0) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of the sentences as the coder splits them; the title is one."""
    document = Document(
        id="",
        source_id="",
        text=text,
        title_end=title_end,
        language="en",
        raw_sha256="",
        text_sha256="",
    )
    for sentence in split_sentences(document):
        yield sentence.span.start, sentence.span.end


if __name__ == "__main__":
    for one in everything(Path(sys.argv[1]) if sys.argv[1:] else None):
        for example in examples_of(one):
            sys.stdout.buffer.write(msgspec.json.encode(example) + b"\n")
