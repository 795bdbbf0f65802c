"""Turns sentences with a marked verb and the places of its act into examples of `where` alone.

The sentences are those that training/event_places.py reads, under the licence that MODEL.md names.
They teach the network nothing but which words tell where an act was: what kind of act it is, and
who took part, is not marked in them. One text in five is held out, and by event_places.py too.

    python training/place_examples.py SENTENCES.jsonl > places.jsonl
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from event_places import is_held_out

from dragoman.evaluate.tasks.event_location import GoldSentence, ranges_of
from dragoman.evaluate.tasks.lines import read_lines
from dragoman.records import Record

__all__ = ["PlaceExample", "place_examples"]


class PlaceExample(Record, frozen=True, kw_only=True):
    """One marked verb, and the characters [start, end) of the places where its act was."""

    id: str
    text: str
    held_out: bool
    trigger: tuple[int, int]
    places: tuple[tuple[int, int], ...]


def place_examples(path: Path) -> Iterator[PlaceExample]:
    """Yield an example for each marked verb of a file."""
    for gold in read_lines(path, GoldSentence):
        for event in gold.events:
            verb = sorted(ranges_of(event.trigger))
            if verb:
                yield PlaceExample(
                    id=gold.id,
                    text=gold.text,
                    held_out=is_held_out(gold.text),
                    trigger=verb[0],
                    places=tuple(sorted(ranges_of(event.locations))),
                )


if __name__ == "__main__":
    for example in place_examples(Path(sys.argv[1])):
        sys.stdout.buffer.write(msgspec.json.encode(example) + b"\n")
