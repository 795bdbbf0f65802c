"""Tests of what is wanted, judged and doubted: attributions that no report goes through."""

from __future__ import annotations

import pytest

from dragoman.records import Document, Span
from dragoman.stages.attribute import Attribution, find_attributions
from dragoman.testing.parties import document_of, mark_parties, parse_text


def found_in(text: str) -> tuple[Document, tuple[Attribution, ...]]:
    document = document_of(text)
    mentions, entities = mark_parties(document, {})
    return document, find_attributions(document, parse_text(document), mentions, entities)


def words(document: Document, span: Span | None) -> str | None:
    return None if span is None else document.text[span.start : span.end]


def attitudes(text: str) -> list[tuple[object, ...]]:
    document, found = found_in(text)
    return [
        (
            words(document, a.source),
            words(document, a.cue),
            *(words(document, s) for s in a.content),
        )
        for a in found
        if a.attitude
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya wants to leave the pact.", ("Kenya", "wants", "to leave the pact")),
        ("The envoy refused to sign the deal.", ("The envoy", "refused", "to sign the deal")),
        ("The minister referred to the raid.", ("The minister", "referred to", "the raid")),
        (
            "The union is critical of the new law.",
            ("The union", "is critical of", "the new law"),
        ),
        (
            "The minister was proud that the truce would hold.",
            ("The minister", "was proud", "that the truce would hold"),
        ),
        (
            "The general made clear that the border would stay shut.",
            ("The general", "made clear", "that the border would stay shut"),
        ),
        (
            "The judges thanked the witness for her courage.",
            ("The judges", "thanked", "the witness for her courage"),
        ),
        ("The mayor praised him.", ("The mayor", "praised", "him")),
    ],
)
def test_what_is_wanted_or_judged_has_a_holder_and_words(
    text: str, expected: tuple[str, ...]
) -> None:
    assert attitudes(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister is expected to resign.",
            (None, "is expected", "The minister", "to resign"),
        ),
        ("The rebels seem to hold the town.", (None, "seem", "The rebels", "to hold the town")),
    ],
)
def test_what_is_expected_or_seems_so_has_no_holder(
    text: str, expected: tuple[object, ...]
) -> None:
    assert attitudes(text) == [expected]


def test_a_noun_with_its_owner_tells_an_attitude() -> None:
    text = "Her strong opposition to the dam cost votes."
    assert attitudes(text) == [("Her", "strong opposition to", "the dam")]


def test_an_attitude_to_saying_is_no_cue_beside_the_saying() -> None:
    document, found = found_in("The ministry declined to say that the talks had failed.")
    assert [words(document, a.cue) for a in found] == ["to say"]


def test_whoever_judges_has_not_spoken() -> None:
    text = "Mr. Otieno said rain was near. The board wants to sell. The same source saw no risk."
    _, found = found_in(text + " The same source said prices would fall.")
    assert [a.description for a in found if a.verb == "says"] == ["Mr. Otieno", "Mr. Otieno"]


def test_the_name_of_a_thing_is_nobodys_view() -> None:
    _, found = found_in("A company called Meridian sold the ships.")
    assert found == ()


def test_the_cue_of_a_question_begins_after_the_speaker() -> None:
    document, found = found_in("Does she think that the truce will hold?")
    assert [words(document, a.cue) for a in found] == ["think"]


def test_what_is_asked_with_whether_is_the_content() -> None:
    document, found = found_in("Asked if he would resign, the minister smiled.")
    assert [words(document, a.content[0]) for a in found] == ["if he would resign"]


def test_the_cue_holds_the_preposition_to_who_is_asked() -> None:
    document, found = found_in("Kenya called on the rebels to withdraw.")
    assert [words(document, a.cue) for a in found] == ["called on"]


def test_a_question_after_fears_tells_none() -> None:
    assert attitudes('"What are my worries?" the envoy asked.') == []
