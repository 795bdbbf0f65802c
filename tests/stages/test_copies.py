"""Copies and versions: told from stories of their own on the same events."""

from __future__ import annotations

import json

import pytest

from dragoman.records import Document, RawDocument
from dragoman.stages.copies import fingerprint, is_copy, wording_of
from dragoman.stages.read import read
from dragoman.stages.versions import is_version

_LINES = (
    "The ferry between the two halves of the estuary stopped running on Tuesday.",
    "Its owner had not been paid for the fuel of three months, the harbour office told residents.",
    "A council of fishermen then offered its own boats for the crossing, at half the usual price.",
    "By nightfall forty passengers had been carried over, and the queue at the pier was gone.",
    "The governor sent a deputy, who promised that the arrears would be settled within a week.",
    "Nobody at the pier said that they believed him, though several people shook his hand.",
)  # invented
_OWN_STORY = (
    "Ferry crossings in the estuary were taken over by fishermen on Tuesday after the operator "
    "ran out of fuel. The state government owes the company money for three months. A deputy of "
    "the governor visited the pier and announced that the debt would be paid soon. Residents who "
    "had waited since morning crossed in small boats until late in the evening."
)


def _document(text: str, title: str = "Ferry stops", name: str = "d") -> Document:
    line = {"id": name, "text": text, "title": title, "language": "en"}
    raw = RawDocument(
        sha256="", source_id="t", media_type="application/x-ndjson",
        body=json.dumps(line).encode(), id=name,
    )  # fmt: skip
    document, _ = read(raw)
    assert document is not None
    return document


def _are_copies(one: Document, other: Document) -> bool:
    a, b = wording_of(one), wording_of(other)
    return bool(set(fingerprint(a)) & set(fingerprint(b))) and is_copy(a, b)


_STORY = " ".join(_LINES)
_COPIES = {
    "another headline": _document(_STORY, "Boats of the fishermen carry passengers"),
    "a credit line": _document(f"PORT HALE, March 5 (Reuters) - {_STORY}"),
    "a cut tail": _document(" ".join(_LINES[:2])),
    "two lines added": _document(
        " ".join((*_LINES[:3], "It rained.", *_LINES[3:], "More talks follow on Friday, he said."))
    ),
    "capitals and marks": _document(_STORY.upper().replace(",", " –")),
}


@pytest.mark.parametrize("change", _COPIES)
def test_a_reprint_is_known_as_a_copy(change: str) -> None:
    assert _are_copies(_document(_STORY), _COPIES[change])


def test_another_story_of_the_same_events_is_no_copy() -> None:
    assert not _are_copies(_document(_STORY), _document(_OWN_STORY))


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    assert _are_copies(_document("Kenya met Togo."), _document("Kenya met Togo!"))
    assert not _are_copies(_document("Kenya met Togo."), _document("Kenya met Chad."))


def test_a_text_without_words_is_nobodys_copy() -> None:
    assert fingerprint(wording_of(_document("…"))) == ()


def test_a_corrected_text_is_a_version_and_a_new_text_at_the_same_address_is_none() -> None:
    corrected = _STORY.replace("forty", "thirty")
    assert is_version(corrected, _STORY, title=None, other_title=None)
    assert not is_version(_OWN_STORY, _STORY, title="Boats", other_title="Ferry stops")


def test_a_text_that_was_written_anew_under_its_title_is_a_version() -> None:
    assert is_version(_OWN_STORY, _STORY, title="Ferry stops", other_title="Ferry stops!")
