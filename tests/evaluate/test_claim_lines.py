"""Tests of claims marked one a line: what a line says, and which faults are told."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.claim_lines import read_claim_lines
from dragoman.records import Stance

TEXT = "Port note\n\nMali wants the port, a minister said. Mali may get it. Maliki laughed.\n"


def test_a_line_gives_kind_words_parties_chain_and_stance() -> None:
    line = "? goal wants the port | of: Mali | about: the port | s: a minister ~ said | % probable"
    (claim,) = read_claim_lines(line, TEXT, place="n.txt")
    assert (claim.kind, claim.content.text) == ("goal", "wants the port")
    assert [span.text for span in claim.of + claim.about] == ["Mali", "the port"]
    (step,) = claim.chain
    assert step.source is not None
    assert step.cue is not None
    assert (step.source.text, step.cue.text) == ("a minister", "said")
    assert claim.stance == Stance(certainty="probable")


def test_words_are_the_slice_of_the_text_that_they_mean() -> None:
    (claim,) = read_claim_lines("? forecast may get it | about: Mali #2", TEXT, place="n.txt")
    for span in (claim.content, *claim.about):
        assert TEXT[span.start : span.end] == span.text
    assert claim.about[0].start == TEXT.index("Mali may")


def test_one_side_of_a_step_may_be_empty() -> None:
    (claim,) = read_claim_lines("? goal wants the port | s: ~ said", TEXT, place="n.txt")
    assert claim.chain[0].source is None


def test_blank_lines_are_passed_over() -> None:
    assert read_claim_lines("\n\n", TEXT, place="n.txt") == ()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("? wish wants the port", r"expected '\? KIND words'"),
        ("? report wants the port", r"expected '\? KIND words'"),
        ("> goal wants the port", r"expected '\? KIND words'"),
        ("? goal wants the coast", "not in the text .*'wants the coast'"),
        ("? goal ants the port", "not in the text as whole words"),
        ("? goal", "not in the text"),
        ("? goal wants the port | of: Mali #3", "3 times: 'Mali'"),
        ("? goal wants the port | by: Mali", "no such field: 'by: Mali'"),
        ("? goal wants the port | s: a minister", "a step is"),
        ("? goal wants the port | s: ~", "a step is"),
        ("? goal wants the port | % surely", "surely"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(line: str, complaint: str) -> None:
    with pytest.raises(InputError, match=rf"D106 first/n.txt line 2: .*{complaint}"):
        read_claim_lines(f"\n{line}", TEXT, place="first/n.txt")
