"""How likely a claim is right."""

from __future__ import annotations

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.records.output import CodedDocument
from dragoman.stages.claims.scoring import ClaimTerms, ClaimWeights

WEIGHTS = ClaimWeights(kinds={"goal": 0.5}, own=1.0, unread=-0.2)


def terms(own: float, *, kind: str = "goal", unread: bool = False) -> ClaimTerms:
    return ClaimTerms(kind=kind, own=own, best=own, unread=unread)


def test_the_score_is_the_logistic_of_the_weighed_terms() -> None:
    assert WEIGHTS.score(terms(-0.5)) == 0.5
    assert WEIGHTS.score(terms(2.0)) > WEIGHTS.score(terms(0.0)) > WEIGHTS.score(terms(-2.0))


def test_a_kind_without_a_weight_and_a_sentence_unread_are_scored_too() -> None:
    assert WEIGHTS.score(terms(0.0, kind="cause")) == 0.5
    assert WEIGHTS.score(terms(0.0, kind="cause", unread=True)) < 0.5


def test_every_claim_has_a_score_and_a_plain_one_a_high_one(mixed: Pipeline) -> None:
    text = "The sanctions are meant to force Belgrade to the table. Prices may rise, the bank said."
    claims = [c for c in analyse(document_of("t", text), mixed).claims if c.kind != "report"]
    assert {c.kind for c in claims} == {"goal", "forecast"}
    assert all(c.score is not None and 0 < c.score < 1 for c in claims)
    assert next(c.score for c in claims if c.kind == "goal") > 0.7  # type: ignore[operator]


def test_the_output_prints_the_score() -> None:
    coded = code_text("The port is vital for Ethiopia's trade.")
    assert isinstance(coded, CodedDocument)
    claims = coded.claims
    assert [c.kind for c in claims] == ["importance"]
    assert claims[0].score is not None


def test_without_a_model_a_claim_has_no_score(pipeline: Pipeline) -> None:
    text = "The sanctions are meant to force Belgrade to the table."
    assert [c.score for c in analyse(document_of("t", text), pipeline).claims] == [None]
