"""Examples to learn from, whatever they come in: corrections of a store, gold records, typed texts.

A lesson is a text with what is known of it: which words tell an event of which type, or only which
types the text tells. Words that nothing is known of teach nothing, but in gold records, which are
complete: what they do not mark tells no event.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import ConfigError, InputError, StoreError
from dragoman.evaluate.gold import GoldDocument, read_gold
from dragoman.evaluate.match import occurrences
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.io.corrections import read_corrections
from dragoman.knowledge.codebook import Codebook
from dragoman.knowledge.toml_tables import did_you_mean
from dragoman.records import Anchor, Correction, RawDocument, Record
from dragoman.records.output import CodedDocument
from dragoman.review import anchor_at, locate, overlay
from dragoman.store.database import Store

__all__ = ["Lesson", "Mark", "TypedText", "read_lessons"]

_COUNTS = frozenset({"applied", "stale", "redundant"})


class Mark(NamedTuple):
    """Words [start, end) and the types they tell; none where they tell no event."""

    start: int
    end: int
    types: tuple[str, ...] | None
    """None: they may tell one or not, and teach nothing."""


class Lesson(NamedTuple):
    """One text with what is known of it."""

    name: str
    raw: RawDocument
    marks: Callable[[str], tuple[Mark, ...]]
    """From the text as it is read to the marked words."""
    is_whole: bool
    """Whether words that are not marked tell no event."""
    types: tuple[str, ...] | None = None
    """All types that the text tells, where no words are marked; else None."""


class TypedText(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A text, best a sentence, with the types of the events it tells; none is an answer too."""

    text: str
    types: tuple[str, ...]
    id: str | None = None


def read_lessons(source: Path, codebook: Codebook) -> list[Lesson]:
    """Return the lessons of a store, a folder or JSON Lines file of gold, or typed texts.

    Raises:
        InputError: D100 where there is nothing, D106 where a record cannot be read.
        ConfigError: D216 where a type is none of the codebook.
        StoreError: as `Store.open`.
    """
    if not source.exists():
        raise InputError("D100", f"{source}: no store, no folder and no file of examples there")
    if source.is_dir():
        return list(_of_gold(source, codebook))
    with source.open("rb") as file:
        head = file.read(16)
    if head[8:12] == b"DUCK":
        return list(_of_store(source, codebook))
    return list(_of_typed(source, codebook) if _is_typed(source) else _of_gold(source, codebook))


def _is_typed(source: Path) -> bool:
    """Whether the first line of a JSON Lines file is a text with types, and no gold record."""
    with source.open("rb") as file:
        line = next((row for row in file if row.strip()), b"")
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError("D106", f"{source} line 1: no JSON object ({error})") from error
    return isinstance(row, dict) and "types" in row


def _of_typed(source: Path, codebook: Codebook) -> Iterator[Lesson]:
    for number, row in enumerate(read_lines(source, TypedText), start=1):
        _check(row.types, codebook, f"{source} text {number}")
        name = row.id or f"text {number}"
        yield Lesson(name, document_of(name, row.text), lambda _: (), False, row.types)


def _of_gold(source: Path, codebook: Codebook) -> Iterator[Lesson]:
    for gold, raw in read_gold(source):
        for event in gold.events:
            _check((event.type, *event.or_types), codebook, f"gold record {gold.id}")
        yield Lesson(gold.id, raw, partial(_marks_of_gold, gold), is_whole=True)


def _marks_of_gold(gold: GoldDocument, text: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(start, end, None if event.optional else (event.type, *event.or_types))
        for event in gold.events
        for words in (event.trigger, *event.also)
        for start, end in occurrences(text, words)
    )


def _of_store(source: Path, codebook: Codebook) -> Iterator[Lesson]:
    with Store.open(source) as store:
        said: dict[str, list[Correction]] = defaultdict(list)
        for correction in read_corrections(store.files / "corrections.jsonl")[0]:
            said[correction.anchor.span.document_id].append(correction)
        for document_id, corrections in sorted(said.items()):
            try:
                document = store.output(document_id)
            except StoreError as error:
                if error.code != "D406":
                    raise
                continue
            if not isinstance(document, CodedDocument):
                continue
            judged = judged_words(document, corrections)
            for _, types in judged:
                _check(types, codebook, f"document {document_id}")
            text = document.document.text
            raw = document_of(document_id, text, document.document.published)
            yield Lesson(document_id, raw, partial(_marks_of_judged, judged), is_whole=False)


def judged_words(
    document: CodedDocument, corrections: list[Correction]
) -> tuple[tuple[Anchor, tuple[str, ...]], ...]:
    """Return the triggers whose type people judged, with the type that holds; () if rejected."""
    fixed, outcomes = overlay(document, corrections)
    by_id = {correction.id: correction for correction in corrections}
    actions: dict[str, set[str]] = defaultdict(set)
    for outcome in outcomes:
        if outcome.status in _COUNTS and outcome.record_id is not None:
            correction = by_id[outcome.correction_id]
            is_other = correction.action == "set" and correction.field != "type"
            actions[outcome.record_id].add("other" if is_other else correction.action)
    shown = document.document
    found = []
    for report in document.reports:
        if "reject" in actions.get(report.id, ()):
            span = report.trigger
            found.append((anchor_at(shown.id, shown.text, span.start, span.end), ()))
    for report in fixed.reports:
        if actions.get(report.id, set()) & {"confirm", "set", "add"}:
            span = report.trigger
            anchor = anchor_at(shown.id, shown.text, span.start, span.end)
            found.append((anchor, (report.type,)))  # type: ignore[arg-type]  # one or no type
    return tuple(found)


def _marks_of_judged(
    judged: tuple[tuple[Anchor, tuple[str, ...]], ...], text: str
) -> tuple[Mark, ...]:
    return tuple(
        Mark(start, end, types)
        for anchor, types in judged
        for start, end in locate(text, anchor.span.document_id, anchor)[:1]
    )


def _check(types: tuple[str, ...], codebook: Codebook, place: str) -> None:
    for code in types:
        if code not in codebook.by_code:
            hint = did_you_mean(code, tuple(codebook.by_code))
            known = ", ".join(codebook.by_code)
            raise ConfigError(
                "D216",
                f'{place}: "{code}" is no type of {codebook.ontology}.{hint} Its types: {known}. '
                "Is --codebook the one that the examples were made with?",
            )
