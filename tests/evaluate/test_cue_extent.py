"""Tests of the cues and attributions that task `attribution` compares."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.attribution import as_annotated, outermost
from dragoman.stages.attribute import find_attributions
from dragoman.testing.parties import document_of, mark_parties, parse_text


def cues(text: str) -> list[str]:
    document = document_of(text)
    mentions, entities = mark_parties(document, {})
    parses = parse_text(document)
    found = find_attributions(document, parses, mentions, entities)
    compared = as_annotated(parses, outermost(document, found))
    return [document.text[a.cue.start : a.cue.end] for a in compared if a.cue is not None]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The ministry declined to say who had fled.", "declined to say"),
        ("The ministry said Friday that talks had failed.", "said Friday"),
        ('The minister added: "We will not leave the town."', "added:"),
        ("The general said that the idea was old.", "said"),
    ],
)
def test_a_cue_is_compared_as_far_as_annotators_mark_it(text: str, cue: str) -> None:
    assert cues(text) == [cue]


def test_a_cue_never_takes_its_speaker() -> None:
    assert cues("Kenya went on to say that the port was safe.") == ["went on to say"]


def test_a_thought_in_anothers_words_is_not_compared() -> None:
    assert cues("The envoy said that Kenya feared a raid.") == ["said"]


def test_who_says_that_others_said_is_compared_with_them() -> None:
    assert cues("The envoy said that Kenya had announced a raid.") == ["said", "had announced"]
