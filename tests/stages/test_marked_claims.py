"""Claims that the learned model marks, beside those of the rules; the model is a stand-in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dragoman import code_text
from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import Claim
from dragoman.records.output import CodedDocument
from dragoman.stages.attribute import find_attributions
from dragoman.stages.claim import find_claims
from dragoman.stages.code.mixed import readings_for_claims, readings_of

LABELS = ["", "cause", "goal", "judgement", "forecast"]


def claims_of(
    pipeline: Pipeline,
    text: str,
    marked: str,
    kind: str,
    share: float,
    own: tuple[str, float] = ("", 0),
) -> tuple[Claim, ...]:
    """Return the claims of a one-sentence text in whose words `marked` the model sees a claim.

    `own` is another kind that it sees there, and how sure it is of that.
    """
    given = read_for_coding(document_of("t", text), pipeline)
    assert given is not None
    [parse] = given.parses
    start = text.index(marked)
    shares = np.zeros((len(parse.tokens), len(LABELS)), dtype=np.float32)
    shares[:, 0] = 1
    for token in parse.tokens:
        if start <= token.start < start + len(marked):
            shares[token.index] = 0
            shares[token.index, LABELS.index(kind)] = share
            shares[token.index, 0] = 1 - share - own[1]
            if own[0]:
                shares[token.index, LABELS.index(own[0])] = own[1]
    marks: Any = SimpleNamespace(
        claims=shares,
        claimed=lambda tokens: shares[list(tokens)].mean(0),
        heads=SimpleNamespace(claims=LABELS),
    )
    found = find_attributions(given.document, given.parses, given.mentions, given.entities)
    return find_claims(
        given.document, "run", given.parses, given.mentions, given.entities, (), found, (marks,)
    )


def words_of(text: str, claim: Claim) -> str:
    return " ".join(text[span.start : span.end] for span in claim.content)


def test_a_stretch_that_no_rule_sees_becomes_a_claim(pipeline: Pipeline) -> None:
    text = "Oslo keeps its envoys in Tunis with an eye on gas."
    [claim] = claims_of(pipeline, text, "Oslo keeps its envoys in Tunis", "judgement", 0.8)
    assert (claim.kind, words_of(text, claim)) == ("judgement", "Oslo keeps its envoys in Tunis")
    assert claim.chain == ()


def test_a_stretch_does_not_break_off_in_a_phrase(pipeline: Pipeline) -> None:
    text = "Oslo keeps its envoys in Tunis with an eye on gas."
    [claim] = claims_of(pipeline, text, "Oslo keeps its envoys in Tunis with an", "judgement", 0.8)
    assert words_of(text, claim) == text.removesuffix(".")


def test_a_stretch_may_end_in_what_is_said_of_its_subject(pipeline: Pipeline) -> None:
    text = "The envoys in Tunis are useless and Oslo keeps them."
    [claim] = claims_of(pipeline, text, "The envoys in Tunis are useless", "judgement", 0.8)
    assert words_of(text, claim) == "The envoys in Tunis are useless"


def test_a_goal_is_that_of_its_subject(pipeline: Pipeline) -> None:
    text = "Norway keeps its envoys in Tunis."
    [claim] = claims_of(pipeline, text, "Norway keeps its envoys in Tunis", "goal", 0.9)
    assert len(claim.of) == 1


def test_a_purpose_is_of_what_was_done_for_it(pipeline: Pipeline) -> None:
    text = "The law was passed to silence the press."
    [claim] = claims_of(pipeline, text, "to silence the press", "goal", 0.9)
    assert len(claim.of) == 1


def test_a_second_aim_is_of_whose_the_first_was(pipeline: Pipeline) -> None:
    text = "The party's first aim is to win and its second is to keep the islands."
    [claim] = claims_of(pipeline, text, "to keep the islands", "goal", 0.9)
    assert claim.of
    assert "The party's first aim" not in [e.quote for e in claim.evidence]


def test_what_the_model_doubts_is_none(pipeline: Pipeline) -> None:
    text = "Oslo keeps its envoys in Tunis with an eye on gas."
    assert claims_of(pipeline, text, "Oslo keeps its envoys in Tunis", "judgement", 0.2) == ()


def test_two_words_are_too_few(pipeline: Pipeline) -> None:
    text = "Oslo keeps its envoys in Tunis with an eye on gas."
    assert claims_of(pipeline, text, "Oslo keeps", "judgement", 0.9) == ()


def test_a_mere_name_claims_nothing(pipeline: Pipeline) -> None:
    text = "The Council of Europe keeps its envoys in Tunis."
    assert claims_of(pipeline, text, "The Council of Europe", "judgement", 0.9) == ()


@pytest.mark.parametrize(
    ("text", "own", "share", "kind"),
    [
        ("It is likely that Oslo will recall its envoys.", ("forecast", 0.3), 0.5, "forecast"),
        ("It is likely that Oslo will recall its envoys.", ("forecast", 0.3), 0.65, "judgement"),
        ("The quarrel led to the recall of envoys.", ("cause", 0.1), 0.7, "cause"),
        ("The quarrel led to the recall of envoys.", ("cause", 0.05), 0.9, "judgement"),
        ("Oslo wants the recall of its envoys.", ("goal", 0.05), 0.9, "goal"),
    ],
)
def test_the_kind_of_a_rule_stands_unless_another_is_much_likelier(
    pipeline: Pipeline, text: str, own: tuple[str, float], share: float, kind: str
) -> None:
    [claim] = claims_of(pipeline, text, text.rstrip("."), "judgement", share, own)
    assert claim.kind == kind


def test_a_rules_claim_in_which_the_model_is_sure_of_none_is_none(pipeline: Pipeline) -> None:
    text = "It is likely that Oslo will recall its envoys from Tunis."
    assert claims_of(pipeline, text, text.rstrip("."), "judgement", 0.05) == ()
    assert claims_of(pipeline, text, text.rstrip("."), "judgement", 0.15) != ()


@pytest.mark.parametrize("kind", LABELS[1:])
def test_a_speaker_and_his_cue_are_no_part_of_what_is_claimed(
    pipeline: Pipeline, kind: str
) -> None:
    text = "The minister said Oslo keeps its envoys in Tunis."
    claims = claims_of(pipeline, text, text, kind, 0.9)
    assert all("minister" not in words_of(text, claim) for claim in claims)
    assert any(claim.kind == kind and claim.chain for claim in claims)


def test_a_stretch_is_the_clause_of_which_it_is_most(pipeline: Pipeline) -> None:
    text = "Oslo has handled the quarrel clumsily from the start."
    marked = "handled the quarrel clumsily from the start"
    [claim] = claims_of(pipeline, text, marked, "judgement", 0.8)
    assert words_of(text, claim) == text.removesuffix(".")


def test_a_stretch_has_the_subject_from_which_a_speaker_parts_it(pipeline: Pipeline) -> None:
    text = "The patience of the envoys, officials hint, is running out."
    [claim] = claims_of(pipeline, text, "is running out", "judgement", 0.8)
    assert words_of(text, claim) == "The patience of the envoys is running out"


def test_a_statement_takes_the_kind_of_which_the_model_is_sure(pipeline: Pipeline) -> None:
    text = "Norway said that the envoys slept in Tunis."
    [claim] = claims_of(pipeline, text, "the envoys slept in Tunis", "judgement", 0.9)
    assert (claim.kind, len(claim.chain)) == ("judgement", 1)


def test_the_model_reads_what_argues_though_it_names_nobody(pipeline: Pipeline) -> None:
    text = "Patience is cheap. Oslo waits."
    given = read_for_coding(document_of("t", text), pipeline)
    assert given is not None
    unread = [reading is None for reading in readings_of(given)]
    assert unread == [True, False]
    assert None not in readings_for_claims(given)


def test_a_condition_alone_is_no_claim(pipeline: Pipeline) -> None:
    text = "If nobody pays, Oslo keeps its envoys in Tunis."
    [claim] = claims_of(pipeline, text, "If nobody pays", "forecast", 0.8)
    assert (claim.kind, words_of(text, claim)) == ("forecast", text[:-1])


def test_a_headline_that_says_something_claims(mixed: Pipeline) -> None:
    body = "The generals have closed the port. Traders pay twice, and nobody thanks them."
    for title, kinds in (
        ("Lesotho cannot be governed by decree", ["judgement"]),
        ("A road through Lesotho", []),
    ):
        coded = code_text(body, title=title, pipeline=mixed)
        assert isinstance(coded, CodedDocument)
        found = [c.kind for c in coded.claims if c.content[0].end <= len(title)]
        assert found == kinds
