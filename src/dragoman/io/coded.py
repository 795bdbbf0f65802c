"""What `dragoman code --format jsonl` printed, read again: the actors of each document.

Only what is needed to speak of actors is decoded, so that output of other versions can be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.records import Problem
from dragoman.records.base import Record
from dragoman.records.text import ActorKind

__all__ = ["CodedActors", "read_coded"]


class _Span(Record, frozen=True, kw_only=True):
    start: int
    end: int


class CodedActor(Record, frozen=True, kw_only=True):
    """An actor as a document calls it."""

    id: str
    name: str
    kind: ActorKind | None = None
    country: str | None = None
    mentions: tuple[_Span, ...] = ()


class _Place(Record, frozen=True, kw_only=True):
    start: int
    end: int
    kind: str


class _Participant(Record, frozen=True, kw_only=True):
    actor_id: str


class _Report(Record, frozen=True, kw_only=True):
    participants: tuple[_Participant, ...] = ()


class _Document(Record, frozen=True, kw_only=True):
    id: str
    text: str = ""


class CodedActors(Record, frozen=True, kw_only=True):
    """A coded document, as far as its actors go; one that was not coded has none."""

    document: _Document
    actors: tuple[CodedActor, ...] = ()
    places: tuple[_Place, ...] = ()
    reports: tuple[_Report, ...] = ()


def read_coded(source: str) -> Iterator[CodedActors | Problem]:
    """Yield the coded documents of a JSON Lines file, or of standard input for "-", in order.

    A file that cannot be read (D100, D101) or a line that is none of them (D106) is a Problem.
    """
    try:
        if source == "-":
            yield from _lines(sys.stdin.buffer, source)
            return
        with Path(source).open("rb") as stream:
            yield from _lines(stream, source)
    except FileNotFoundError:
        yield Problem(stage="read", code="D100", message=f"{source}: no such file")
    except OSError as error:
        message = f"{source}: cannot be read: {error.strerror or error}"
        yield Problem(stage="read", code="D101", message=message)


def _lines(stream: Iterable[bytes], source: str) -> Iterator[CodedActors | Problem]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=CodedActors)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = (
                f"{source}, line {number} is no coded document ({error}). Expected what "
                "`dragoman code --format jsonl` prints."
            )
            yield Problem(stage="read", code="D106", message=message)
