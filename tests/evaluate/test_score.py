"""Figures per field: what is right of what is asked, with what may be left out left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.evaluate.gold import (
    GoldClaim,
    GoldDocument,
    GoldEvent,
    GoldParticipant,
    GoldPlace,
    GoldRange,
    GoldWrong,
)
from dragoman.evaluate.measure import Measure
from dragoman.evaluate.score import score
from dragoman.records import Stance
from dragoman.records.output import CodedDocument

Code = Callable[..., CodedDocument]
TEXT = "Chad's army attacked rebels in Libya on 3 January 2019. Ghana thanked Benin."

ATTACK = GoldEvent(
    id="E1",
    type="ASSAULT",
    trigger="attacked",
    participants=(
        GoldParticipant(role="initiator", words="Chad's army", country="TCD", sectors=("MIL",)),
        GoldParticipant(role="target", words="rebels", sectors=("REB",)),
    ),
    where=(GoldPlace(words="Libya", country="LBY"),),
    when=GoldRange(earliest="2019-01-03", before="2019-01-04"),
)
THANKS = GoldEvent(
    id="E2",
    type="SUPPORT",
    trigger="thanked",
    participants=(
        GoldParticipant(role="initiator", words="Ghana", country="GHA", sectors=("GOV",)),
        GoldParticipant(role="target", words="Benin", country="BEN"),
    ),
)


@pytest.fixture(scope="module")
def document(coded: Code) -> CodedDocument:
    return coded(TEXT)


def figures(document: CodedDocument, **gold: object) -> dict[str, tuple[int | None, int | None]]:
    record = GoldDocument(id="a", **gold)  # type: ignore[arg-type]  # fields of the record
    return {measure.name: (measure.right, measure.of) for measure in score([(record, document)])}


def test_a_reading_like_the_gold_is_right_in_every_figure(document: CodedDocument) -> None:
    found = figures(document, events=(ATTACK, THANKS))
    assert found["typed event precision"] == found["typed event recall"] == (2, 2)
    assert found["typed event F1"] == found["event F1"] == (4, 4)
    assert found["participant precision"] == found["participant recall"] == (4, 4)
    assert found["actor country"] == (3, 3)
    assert found["actor sector"] == (3, 3)
    assert found["place"] == found["date"] == (1, 1)
    assert found["polarity"] == found["status"] == found["own voice"] == (2, 2)


def test_an_event_not_found_costs_recall_and_one_too_many_precision(
    document: CodedDocument,
) -> None:
    lost = GoldEvent(id="E3", type="AID", trigger="rebels in Libya on")
    found = figures(document, events=(ATTACK, lost))
    assert (found["event precision"], found["event recall"]) == ((1, 2), (1, 2))
    assert found["event F1"] == (2, 4)


def test_an_optional_event_counts_neither_way(document: CodedDocument) -> None:
    given = GoldEvent(id="E2", type="SUPPORT", trigger="thanked", optional=True)
    missing = GoldEvent(id="E3", type="AID", trigger="in Libya", optional=True)
    found = figures(document, events=(ATTACK, given, missing))
    assert (found["event precision"], found["event recall"]) == ((1, 1), (1, 1))


def test_the_wrong_type_is_an_event_and_no_typed_one(document: CodedDocument) -> None:
    wrong = GoldEvent(id="E2", type="AID", trigger="thanked")
    found = figures(document, events=(ATTACK, wrong))
    assert found["event recall"] == (2, 2)
    assert found["typed event recall"] == found["typed event precision"] == (1, 2)


def test_another_type_that_is_equally_right_is_right(document: CodedDocument) -> None:
    either = GoldEvent(id="E2", type="AID", or_types=("SUPPORT",), trigger="thanked")
    assert figures(document, events=(ATTACK, either))["typed event recall"] == (2, 2)


def test_fields_of_an_event_of_the_wrong_type_are_not_scored(document: CodedDocument) -> None:
    wrong = GoldEvent(id="E1", type="AID", trigger="attacked", where=ATTACK.where, when=ATTACK.when)
    found = figures(document, events=(wrong,))
    assert "place" not in found
    assert "date" not in found


def test_a_date_is_right_only_with_both_ends(document: CodedDocument) -> None:
    month = GoldEvent(
        id="E1",
        type="ASSAULT",
        trigger="attacked",
        when=GoldRange(earliest="2019-01-01", before="2019-02-01"),
    )
    assert figures(document, events=(month,))["date"] == (0, 1)


def test_a_planned_agreement_and_one_that_occurred_are_both_right(coded: Code) -> None:
    planned = coded("The Greek prime minister will visit Ankara on Friday.")
    event = GoldEvent(id="E1", type="AGREE", trigger="visit", stance=Stance(status="occurred"))
    assert figures(planned, events=(event,))["status"] == (1, 1)


def test_the_speaker_is_asked_for_where_the_gold_names_one(coded: Code) -> None:
    document = coded("Togo said Chad had attacked rebels.")
    event = GoldEvent(id="E1", type="ASSAULT", trigger="attacked", chain=("Togo",))
    found = figures(document, events=(event,))
    assert found["speaker"] == (1, 1)
    assert "own voice" not in found


def test_a_reading_the_gold_rules_out_is_counted(document: CodedDocument) -> None:
    wrong = (
        GoldWrong(words="thanked Benin", type="SUPPORT"),
        GoldWrong(words="thanked Benin", type="AID"),
        GoldWrong(words="in Libya on", type=None),
    )
    assert figures(document, wrong=wrong)["wrong readings avoided"] == (2, 3)


def test_a_denied_or_imagined_reading_breaks_no_ban(coded: Code) -> None:
    document = coded("Chad did not attack Libya. If Chad attacked Niger, Mali would leave.")
    wrong = (GoldWrong(words="attack Libya", type="ASSAULT"), GoldWrong(words="attacked Niger"))
    assert figures(document, wrong=wrong)["wrong readings avoided"] == (2, 2)


def test_claims_are_scored_by_kind_and_holder(coded: Code) -> None:
    document = coded("Analysts believe that the truce will collapse within weeks.")
    claim = GoldClaim(
        id="C1", kind="forecast", words="the truce will collapse within weeks", holder=("Analysts",)
    )
    found = figures(document, claims=(claim,))
    assert found["claim recall"] == (1, 1)
    assert found["claim holder"] == (1, 1)


def test_statements_are_matched_and_not_counted(document: CodedDocument) -> None:
    claim = GoldClaim(id="C1", kind="statement", words="nothing of the kind")
    assert figures(document, claims=(claim,))["claim recall"] == (0, 0)


def measures(*pairs: tuple[GoldDocument, CodedDocument]) -> dict[str, Measure]:
    return {measure.name: measure for measure in score(pairs)}


def test_what_is_not_asked_for_has_no_value(document: CodedDocument) -> None:
    found = measures((GoldDocument(id="a"), document))["claim recall"]
    assert (found.value, found.low, found.high) == (None, None, None)


def test_counts_add_up_over_documents_and_the_interval_is_the_same_again(
    document: CodedDocument,
) -> None:
    good = GoldDocument(id="a", events=(ATTACK, THANKS))
    bad = GoldDocument(id="b", events=(GoldEvent(id="E1", type="AID", trigger="Libya on 3"),))
    first = measures((good, document), (bad, document))["event recall"]
    again = measures((good, document), (bad, document))["event recall"]
    assert (first.right, first.of, first.value) == (2, 3, 2 / 3)
    assert first == again
    assert first.low == 0.0
    assert first.high == 1.0


def test_nothing_to_score_gives_no_measures() -> None:
    assert score([]) == ()
