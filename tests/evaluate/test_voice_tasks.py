"""Tests of the tasks on voices: what counts as right, on made-up records."""

from __future__ import annotations

import pytest

from dragoman.evaluate.measure import Tally
from dragoman.evaluate.tasks.attribution import GoldAttribution, score_attributions
from dragoman.evaluate.tasks.confidence import GoldIncidents, gold_confidences
from dragoman.evaluate.tasks.factuality import pearson, scale_of
from dragoman.evaluate.tasks.lines import GoldSpan
from dragoman.records import Span, Stance
from dragoman.stages.attribute import Attribution


def marked(*ranges: tuple[int, int]) -> tuple[GoldSpan, ...]:
    return tuple(GoldSpan(start=start, end=end, text="x" * (end - start)) for start, end in ranges)


def at(start: int, end: int) -> Span:
    return Span(document_id="d", start=start, end=end)


def read(source: Span | None, cue: Span, *content: Span) -> Attribution:
    return Attribution(sentence=0, source=source, cue=cue, content=content, verb="says")


def counts(tally: Tally) -> dict[str, tuple[int | None, int | None]]:
    return {measure.name: (measure.right, measure.of) for measure in tally.measures()}


GOLD = GoldAttribution(source=marked((0, 5)), cue=marked((6, 10)), content=marked((11, 31)))


def test_a_content_one_character_longer_is_not_exact_and_overlaps() -> None:
    tally = Tally()
    score_attributions([GOLD], [read(at(0, 5), at(6, 10), at(11, 32))], tally)
    assert counts(tally)["content exact precision"] == (0, 1)
    assert counts(tally)["content overlap precision"] == (1, 1)


def test_all_spans_of_a_broken_content_are_needed() -> None:
    tally = Tally()
    broken = GoldAttribution(cue=marked((6, 10)), content=marked((0, 5), (11, 31)))
    score_attributions([broken], [read(None, at(6, 10), at(11, 31))], tally)
    assert counts(tally)["content exact recall"] == (0, 1)


def test_a_missing_source_counts_on_neither_side() -> None:
    tally = Tally()
    unnamed = GoldAttribution(cue=marked((6, 10)), content=marked((11, 31)))
    score_attributions([unnamed], [read(None, at(6, 10), at(11, 31))], tally)
    assert counts(tally)["source exact F1"] == (0, 0)


def test_the_comma_that_closes_an_apposition_is_not_compared() -> None:
    tally = Tally()
    span = GoldSpan(start=0, end=6, text="Juma, ")
    gold = GoldAttribution(source=(span,), cue=marked((6, 10)), content=marked((11, 31)))
    score_attributions([gold], [read(at(0, 4), at(6, 10), at(11, 31))], tally)
    assert counts(tally)["source exact recall"] == (1, 1)


def test_one_reading_answers_one_attribution() -> None:
    tally = Tally()
    score_attributions([GOLD, GOLD], [read(at(0, 5), at(6, 10), at(11, 31))], tally)
    assert counts(tally)["cue overlap recall"] == (1, 2)


@pytest.mark.parametrize(
    ("stance", "value"),
    [
        (Stance(), 2.5),
        (Stance(certainty="probable"), 1.5),
        (Stance(status="planned"), -1.5),
        (Stance(status="hypothetical", certainty="uncommitted"), -1.0),
        (Stance(status="hypothetical", certainty="probable"), 0.5),
        (Stance(polarity="denied"), -0.5),
        (Stance(polarity="open", certainty="uncommitted"), 0.5),
        (Stance(polarity="denied", status="averted"), -2.5),
    ],
)
def test_a_stance_has_its_place_on_the_scale(stance: Stance, value: float) -> None:
    assert scale_of(stance) == value


def test_a_correlation_is_over_all_pairs_and_none_where_nothing_varies() -> None:
    assert pearson("r", [[(1.0, 2.0)], [(2.0, 4.0), (3.0, 6.0)]]).value == pytest.approx(1.0)
    assert pearson("r", [[(1.0, 2.0), (2.0, 2.0)]]).value is None


def test_an_answer_key_with_two_labels_allows_both() -> None:
    slot = 'POSSIBLE / CLAIMED OR ADMITTED: "THE FRONT" / "\\"TLF\\""'
    gold = GoldIncidents(
        id="1", text="", full_key_templates=({"PERP: ORGANIZATION CONFIDENCE": [slot]},)
    )
    assert gold_confidences(gold) == [
        (frozenset({"the front", "tlf"}), frozenset({"accused", "claimed"}))
    ]


def test_a_label_that_is_none_of_the_three_is_left_out() -> None:
    slot = 'ACQUITTED: "THE FRONT"'
    gold = GoldIncidents(
        id="1", text="", full_key_templates=({"PERP: ORGANIZATION CONFIDENCE": [slot]}, {})
    )
    assert gold_confidences(gold) == []
