"""Annotations of real sentences that stand in public sets: what is marked there, without the words.

The sets lie outside the project, as SETS/NAME/train.jsonl, and their licence allows training
(MODEL.md names both). No word of theirs is kept here: a line of `real/*.jsonl` says where a
sentence stands (set, record, characters [start, end) of the record's text), the hash of its words,
and what is annotated in it, offsets counted from its start. Annotators write the text format of
GUIDELINE.md; this packs it:

    python training/real.py BATCH.txt SETS > training/real/NAME.jsonl
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from items import Annotation, CorpusError, Item, Words, read_corpus, read_items

from dragoman.evaluate.tasks.lines import read_lines
from dragoman.knowledge.codebook import load_codebook
from dragoman.records import Record

__all__ = ["REGION", "Marked", "everything", "pack", "read_real"]

REAL = Path(__file__).parent / "real"
REGION = "real"
"""What stands for the region of a real sentence."""
SETS = ("event_location", "muc4")

Texts = dict[str, dict[str, str]]
"""The texts of each set by record."""


class SetRecord(Record, frozen=True, kw_only=True):
    """A record of a set, of which only the text is read."""

    id: str
    text: str


class Marked(Record, frozen=True, kw_only=True):
    """What is annotated in characters [start, end) of a record of a set."""

    set: str
    record: str
    start: int
    end: int
    sha256: str
    """First 16 digits of the hash of the words, which shows that they are still the same."""
    events: tuple[Annotation, ...]
    claims: tuple[Annotation, ...]
    near_misses: tuple[Words, ...]


def everything(sets: Path | None, corpus: Path | None = None) -> tuple[Item, ...]:
    """Return the items of the corpus, and with a folder of sets the real sentences after them.

    Raises:
        CorpusError: as `read_corpus` and `read_real`.
    """
    own = read_corpus() if corpus is None else read_corpus(corpus)
    return own if sets is None else (*own, *read_real(sets))


def read_real(sets: Path, folder: Path = REAL) -> tuple[Item, ...]:
    """Return the annotated real sentences with their words.

    Raises:
        CorpusError: for the first whose set, record or words are not there.
    """
    decode = msgspec.json.Decoder(Marked).decode
    texts = _texts(sets)
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            found.append(_item(decode(line), texts, f"{path.name} line {number}"))
    return tuple(found)


def _item(marked: Marked, texts: Texts, place: str) -> Item:
    text = texts[marked.set].get(marked.record)
    if text is None:
        raise CorpusError(f"{place}: {marked.set} has no record {marked.record}")
    words = text[marked.start : marked.end]
    if _digest(words) != marked.sha256:
        raise CorpusError(f"{place}: {marked.set} {marked.record} has other words than were marked")
    return Item(
        id=f"{marked.set}-{marked.record}-{marked.start}",
        register="wire",
        region=REGION,
        year=2000,
        text=words,
        events=marked.events,
        claims=marked.claims,
        near_misses=marked.near_misses,
    )


def _texts(sets: Path) -> Texts:
    found = {}
    for name in SETS:
        path = sets / name / "train.jsonl"
        if not path.exists():
            raise CorpusError(f"no {path}: give the folder that holds {' and '.join(SETS)}")
        found[name] = {one.id: one.text for one in read_lines(path, SetRecord)}
    return found


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def pack(batch: Path, sets: Path) -> Iterator[Marked]:
    """Yield the items of an annotated batch without their words, in order.

    Raises:
        CorpusError: for the first item that cannot be read, or that stands in no set.
    """
    texts = _texts(sets)
    for item in read_items(batch, codebook=load_codebook("plover")):
        if isinstance(item, CorpusError):
            raise item
        name, record, start = _place_of(item.text, texts)
        yield Marked(
            set=name,
            record=record,
            start=start,
            end=start + len(item.text),
            sha256=_digest(item.text),
            events=item.events,
            claims=item.claims,
            near_misses=item.near_misses,
        )


def _place_of(words: str, texts: Texts) -> tuple[str, str, int]:
    for name, records in texts.items():
        for record, text in records.items():
            if (start := text.find(words)) >= 0:
                return name, record, start
    raise CorpusError(f"in no set: {words[:60]}")


if __name__ == "__main__":
    for one in pack(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.buffer.write(msgspec.json.encode(one) + b"\n")
