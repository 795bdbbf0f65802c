"""The examples of the shipped codebooks are clear cases, so their own wordings must tell them."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.knowledge.codebook import load_codebook, shipped_codebooks
from dragoman.records import Document
from dragoman.stages.code.match import TriggerIndex, find_matches
from dragoman.stages.parse import Parser


def examples(name: str) -> list[tuple[str, str | None, str]]:
    """Return (type, mode, sentence) of each example; the mode is None for a type's own."""
    found: list[tuple[str, str | None, str]] = []
    for event_type in load_codebook(name).types:
        found += [(event_type.code, None, sentence) for sentence in event_type.examples]
        for mode in event_type.modes:
            found += [(event_type.code, mode.code, sentence) for sentence in mode.examples]
    return found


def document(text: str) -> Document:
    return Document(
        id="d", source_id="t", text=text, title_end=0, language="en", raw_sha256="", text_sha256=""
    )


@cache
def told(name: str) -> dict[str, set[tuple[str, str | None]]]:
    """Return the types and modes that the wordings find in each example, as told and as planned."""
    sentences = [sentence for _, _, sentence in examples(name)]
    text = "\n\n".join(sentences)
    book = load_codebook(name)
    index = TriggerIndex(book.triggers)
    planned = {t.code: t.planned_as for t in book.types if t.planned_as is not None}
    found: dict[str, set[tuple[str, str | None]]] = {}
    for parse in Parser().parse(document(text)):
        span = parse.sentence.span
        matches = find_matches(parse, index, names=frozenset())
        triggers = [match.trigger for at in matches.values() for match in at]
        kinds = {(t.type_code, t.mode) for t in triggers}
        kinds |= {(planned[code], None) for code, _ in kinds if code in planned}
        found[text[span.start : span.end]] = kinds
    return found


@pytest.mark.parametrize("name", shipped_codebooks())
def test_each_example_is_told_by_a_wording_of_its_type_and_mode(name: str) -> None:
    missed = []
    for code, mode, sentence in examples(name):
        kinds = told(name)[sentence]
        if (code, mode) not in kinds and not (mode is None and code in {c for c, _ in kinds}):
            missed.append(f"{code} {mode or ''}: {sentence}")
    assert missed == []
