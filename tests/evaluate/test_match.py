"""A report answers the gold event whose words hold its trigger, and no second one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.gold import GoldClaim, GoldEvent, GoldParticipant
from dragoman.evaluate.match import (
    match_claims,
    match_events,
    match_participants,
    occurrences,
    same_words,
)
from dragoman.records.output import CodedDocument

TEXT = "Togo attacked Chad on Monday. Chad thanked Ghana for its help. Chad thanked Ghana."


@pytest.fixture(scope="module")
def document(coded: Callable[..., CodedDocument]) -> CodedDocument:
    return coded(TEXT)


def event(name: str, type_code: str, trigger: str, *also: str) -> GoldEvent:
    return GoldEvent(id=name, type=type_code, trigger=trigger, also=also)


def answers(document: CodedDocument, *events: GoldEvent) -> dict[str, tuple[str, str]]:
    found = match_events(document, events)
    return {name: (report.type, report.trigger.text) for name, report in found.items()}


def test_every_place_of_the_words_is_found() -> None:
    assert occurrences("a.b a.b axb", "a.b") == [(0, 3), (4, 7)]
    assert occurrences("abc", "") == []


def test_an_event_is_answered_by_the_report_whose_trigger_its_words_hold(
    document: CodedDocument,
) -> None:
    assert answers(document, event("E1", "ASSAULT", "attacked Chad")) == {
        "E1": ("ASSAULT", "attacked")
    }


def test_words_elsewhere_answer_nothing(document: CodedDocument) -> None:
    assert answers(document, event("E1", "ASSAULT", "on Monday")) == {}


def test_a_report_of_another_type_answers_where_no_right_one_does(document: CodedDocument) -> None:
    assert answers(document, event("E1", "COERCE", "attacked")) == {"E1": ("ASSAULT", "attacked")}


def test_the_report_of_the_right_type_comes_before_the_others(document: CodedDocument) -> None:
    words = "attacked Chad on Monday. Chad thanked Ghana"
    assert answers(document, event("E1", "SUPPORT", words))["E1"] == ("SUPPORT", "thanked")


def test_one_report_answers_one_event(document: CodedDocument) -> None:
    found = answers(
        document, event("E1", "ASSAULT", "attacked"), event("E2", "ASSAULT", "Togo attacked Chad")
    )
    assert list(found) == ["E1"]


def test_other_words_of_the_same_event_count_too(document: CodedDocument) -> None:
    assert answers(document, event("E1", "ASSAULT", "the raid", "attacked")) == {
        "E1": ("ASSAULT", "attacked")
    }


def participants(document: CodedDocument, *wanted: tuple[str, str]) -> list[str]:
    gold = GoldEvent(
        id="E1",
        type="SUPPORT",
        trigger="thanked",
        participants=tuple(
            GoldParticipant(role=role, words=words)  # type: ignore[arg-type]  # one of the roles
            for role, words in wanted
        ),
    )
    report = next(r for r in document.reports if r.type == "SUPPORT")
    return [one.words for one, _ in match_participants(document, report, gold)]


def test_participants_are_matched_by_role_and_words(document: CodedDocument) -> None:
    assert participants(document, ("initiator", "Chad"), ("target", "Ghana")) == ["Chad", "Ghana"]


def test_the_right_words_in_another_role_do_not_match(document: CodedDocument) -> None:
    assert participants(document, ("target", "Chad")) == []


def test_who_profits_may_stand_for_the_target(document: CodedDocument) -> None:
    assert participants(document, ("beneficiary", "Ghana")) == ["Ghana"]


def test_one_participant_answers_once(document: CodedDocument) -> None:
    assert participants(document, ("target", "Ghana"), ("affected", "Ghana")) == ["Ghana"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the army of Chad", "Chad army", True),
        ("Chad", "the president of Chad", True),
        ("Chad", "Togo", False),
        ("the", "the", False),
        ("", "Chad", False),
    ],
)
def test_phrases_are_the_same_where_one_holds_the_words_that_matter_of_the_other(
    one: str, other: str, expected: bool
) -> None:
    assert same_words(one, other) is expected
    assert same_words(other, one) is expected


def test_claims_are_matched_by_kind_and_half_of_their_words(
    coded: Callable[..., CodedDocument],
) -> None:
    document = coded("Analysts believe that the truce will collapse within weeks.")
    [claim] = [c for c in document.claims if c.kind == "forecast"]
    words = claim.content[0].text

    def matched(kind: str, text: str) -> list[str]:
        gold = GoldClaim(id="C1", kind=kind, words=text)  # type: ignore[arg-type]  # a claim kind
        return list(match_claims(document, (gold,)))

    assert matched("forecast", words) == ["C1"]
    assert matched("forecast", " ".join(words.split()[1:])) == ["C1"]
    assert matched("goal", words) == []
    assert matched("forecast", "Analysts") == []
