"""Tests of what examples say, whatever they come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import InputError
from dragoman.knowledge.codebook import load_codebook
from dragoman.pipeline.output import output_of
from dragoman.records import Correction
from dragoman.records.output import CodedDocument
from dragoman.review import anchor_of, seen_of
from dragoman.teach.lessons import judged_words, read_lessons
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run
from dragoman.testing.samples import sample_analysis


def _document() -> CodedDocument:
    found = output_of(
        sample_analysis(), run=fake_run(), actors=FakeActors(), places=FakePlaces(),
        codebook=FakeCodes(),
    )  # fmt: skip
    assert isinstance(found, CodedDocument)
    return found


def _said(document: CodedDocument, number: int, action: Any, **values: Any) -> Correction:
    report = document.reports[number]
    return Correction(
        id=f"{number} {action}", kind="report", anchor=anchor_of(document, report), action=action,
        seen=seen_of(report), author="ann", made_at="2024-03-01", **values,
    )  # fmt: skip


def test_confirmed_and_rejected_reports_are_examples_of_their_type_and_of_none() -> None:
    document = _document()
    said = [_said(document, 0, "reject"), _said(document, 1, "confirm")]
    first, second = document.reports[:2]
    assert [(a.span.start, types) for a, types in judged_words(document, said)] == [
        (first.trigger.start, ()),
        (second.trigger.start, (second.type,)),
    ]


def test_a_type_that_was_set_is_the_one_to_learn() -> None:
    document = _document()
    value = msgspec.json.encode("THREATEN").decode()
    said = [_said(document, 0, "set", field="type", value=value)]
    assert [types for _, types in judged_words(document, said)] == [("THREATEN",)]


def test_another_value_that_was_set_says_nothing_of_the_type() -> None:
    document = _document()
    value = msgspec.json.encode("denied").decode()
    assert judged_words(document, [_said(document, 0, "set", field="polarity", value=value)]) == ()


def test_gold_marks_its_triggers_and_leaves_the_optional_open(tmp_path: Path) -> None:
    events = [
        {"id": "1", "type": "ASSAULT", "or_types": ["COERCE"], "trigger": "shelled"},
        {"id": "2", "type": "ACCUSE", "trigger": "blamed", "optional": True},
    ]
    text = "Rebels shelled Goma, and Kenya blamed them."
    source = tmp_path / "gold.jsonl"
    source.write_text(json.dumps({"id": "a", "text": text, "events": events}) + "\n")
    [lesson] = read_lessons(source, load_codebook("plover"))
    assert lesson.is_whole
    assert [(text[m.start : m.end], m.types) for m in lesson.marks(text)] == [
        ("shelled", ("ASSAULT", "COERCE")),
        ("blamed", None),
    ]


def test_texts_with_types_mark_no_words(tmp_path: Path) -> None:
    source = tmp_path / "typed.jsonl"
    source.write_text('{"text": "Rebels shelled Goma.", "types": ["ASSAULT"]}\n')
    [lesson] = read_lessons(source, load_codebook("plover"))
    assert (lesson.name, lesson.types, lesson.marks("")) == ("text 1", ("ASSAULT",), ())


def test_a_file_that_holds_no_records_is_an_error_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "typed.jsonl"
    source.write_text("Rebels shelled Goma.\n")
    with pytest.raises(InputError, match=r"D106 .* line 1"):
        read_lessons(source, load_codebook("plover"))
