"""How likely a report is right, as it holds in news."""

from __future__ import annotations

import pytest

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.stages.code.scoring import ReportWeights, load_report_weights

WEIGHTS = ReportWeights(
    slope=0.5, shift=0.5, reached=((0.7, 0.0), (0.8, 0.6), (0.9, 0.85))
)  # fmt: skip


@pytest.mark.parametrize("probability", [0.3, 0.5, 0.8, 0.97])
def test_a_score_can_be_traced_to_its_probability(probability: float) -> None:
    assert WEIGHTS.probability(WEIGHTS.score(probability)) == pytest.approx(probability, abs=0.01)


def test_what_is_sure_becomes_less_so_and_what_is_doubted_more() -> None:
    assert 0.4 < WEIGHTS.score(0.4) < WEIGHTS.score(0.98) < 0.98


def test_a_precision_is_reached_from_a_lower_score_on() -> None:
    assert WEIGHTS.least(0.6) == 0.0
    assert WEIGHTS.least(0.85) == 0.85
    assert WEIGHTS.least(0.75) == 0.6


def test_a_precision_that_none_reaches_is_asked_of_each_report() -> None:
    assert WEIGHTS.least(0.95) == 0.95


def test_the_shipped_weights_reach_more_with_a_higher_score() -> None:
    reached = load_report_weights().reached
    assert list(reached) == sorted(reached)
    assert [score for _, score in reached] == sorted(score for _, score in reached)


def test_runners_up_share_what_the_first_type_leaves(mixed: Pipeline) -> None:
    text = "The ministry in Lima halted the deliveries of arms to Bogota on Friday."
    for report in analyse(document_of("t", text), mixed).reports:
        scores = [kind.score or 0 for kind in report.types]
        assert scores[0] == report.score
        assert sum(scores) <= 1.001
