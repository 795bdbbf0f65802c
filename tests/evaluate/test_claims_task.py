"""Tests of the task `claims`: what counts as found and right, and where the two hands stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.claim_lines import read_claim_lines
from dragoman.evaluate.held_claims import (
    HeldClaim,
    Party,
    claims_of_coder,
    claims_of_hand,
    count_common,
    pair_claims,
)
from dragoman.evaluate.measure import Tally
from dragoman.evaluate.tasks.claims import claims, score_claims
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument

TEXT = "Sudan wants the port, Mali's minister said. Mali may yield. Chad should help Mali.\n"
GOAL = "? goal Sudan wants the port | of: Sudan | about: the port | s: Mali's minister ~ said\n"
FORECAST = "? forecast Mali may yield | about: Mali | % possible\n"
ADVICE = "? recommendation Chad should help Mali | about: Chad | about: Mali\n"


def hand(lines: str) -> tuple[HeldClaim, ...]:
    return claims_of_hand(read_claim_lines(lines, TEXT, place="test"), TEXT)


def scored(gold: str, found: str) -> dict[str, tuple[int | None, int | None]]:
    tally = Tally()
    score_claims(hand(gold), hand(found), tally)
    return {measure.name: (measure.right, measure.of) for measure in tally.measures()}


def test_the_same_lines_are_right_in_all() -> None:
    counts = scored(GOAL + FORECAST + ADVICE, GOAL + FORECAST + ADVICE)
    assert counts["claim, kind and holder F1"] == (6, 6)
    assert counts["of F1"] == (2, 2)
    assert counts["about F1"] == (8, 8)


def test_a_claim_of_another_kind_is_found_and_not_right() -> None:
    counts = scored(GOAL, GOAL.replace("goal", "statement"))
    assert counts["claim F1"] == (2, 2)
    assert counts["claim and kind F1"] == (0, 2)
    assert counts["claim and holder F1"] == (2, 2)
    assert counts["no statement F1"] == (0, 1)


def test_the_author_is_not_the_minister() -> None:
    counts = scored(GOAL, "? goal Sudan wants the port | of: Sudan")
    assert counts["claim and holder F1"] == (0, 2)
    assert counts["holder of attributed"] == (0, 1)


def test_a_cue_without_a_source_names_nobody() -> None:
    assert scored("? goal Sudan wants the port | s: ~ said", "? goal wants the port")[
        "claim and holder F1"
    ] == (2, 2)


def test_only_the_outermost_source_is_compared() -> None:
    gold = "? goal wants the port | s: Chad ~ | s: Mali's minister ~ said"
    assert hand(gold)[0].holder == hand("? goal wants the port | s: Chad ~")[0].holder


def test_a_longer_phrase_of_the_same_holder_is_the_same() -> None:
    assert scored(GOAL, GOAL.replace("s: Mali's minister", "s: minister"))[
        "claim and holder F1"
    ] == (2, 2)


def test_less_than_half_of_the_shorter_is_not_found() -> None:
    counts = scored("? judgement the port, Mali's minister said", "? judgement Sudan wants the")
    assert counts["claim F1"] == (0, 2)


def test_of_counts_in_goals_and_relations_alone() -> None:
    view = "? judgement Mali may yield | of: Mali"
    assert scored(view, view)["of F1"] == (0, 0)
    assert scored(GOAL, "? goal wants the port | of: Chad")["of F1"] == (0, 2)


def test_a_clause_is_paired_before_the_sentence_around_it() -> None:
    sentence = "? judgement Sudan wants the port, Mali's minister said"
    pairs = pair_claims(hand(GOAL), hand(f"{sentence}\n? statement wants the port"))
    assert [two.kind for _, two in pairs] == ["statement"]


def test_of_equal_contents_that_of_the_same_kind_is_taken() -> None:
    pairs = pair_claims(hand(FORECAST), hand("? judgement Mali may yield\n" + FORECAST))
    assert [two.kind for _, two in pairs] == ["forecast"]


def test_a_party_answers_one() -> None:
    mali = Party(spans=((0, 4),), names=("Mali",))
    chad = Party(spans=((9, 13),), names=("Chad",))
    assert count_common([mali, mali, chad], [chad, mali]) == 2


def test_parties_answer_in_whatever_order_they_stand() -> None:
    road = Party(spans=((0, 20),), names=("the road through Mali",))
    mali = Party(spans=((16, 20),), names=("Mali",))
    start = Party(spans=((0, 8),), names=("the road",))
    assert count_common([road, mali], [mali, start]) == 2


def test_a_party_is_met_by_another_mention_of_its_actor(
    coded: Callable[..., CodedDocument],
) -> None:
    text = "Denmark should leave Togo, a Ghanaian minister said. The Danes know it."
    found = claims_of_coder(coded(text))
    advice = next(claim for claim in found if claim.kind == "recommendation")
    danes = claims_of_hand(
        read_claim_lines("? judgement know it | about: Denmark", text, place="test"), text
    )[0].about
    assert count_common(danes, advice.about) == 1
    assert advice.holder is not None
    assert "a Ghanaian minister" in advice.holder.names


def folder_of(folder: Path, **hands: str) -> Path:
    (folder / "n.txt").write_text(TEXT, encoding="utf-8")
    for name, lines in hands.items():
        (folder / name).mkdir()
        (folder / name / "n.txt").write_text(lines, encoding="utf-8")
    return folder


def test_the_hands_stand_after_each_figure_of_the_coder(tmp_path: Path, pipeline: Pipeline) -> None:
    folder = folder_of(tmp_path, first=GOAL + FORECAST, second=GOAL)
    documents, measures = claims(folder, pipeline)
    names = [measure.name for measure in measures]
    assert documents == 1
    place = names.index("claim F1")
    assert names[place + 1] == "claim F1, two hands"
    assert (measures[place + 1].right, measures[place + 1].of) == (2, 3)
    assert "claim recall, two hands" not in names


def test_without_a_second_hand_there_is_no_agreement(tmp_path: Path, pipeline: Pipeline) -> None:
    _, measures = claims(folder_of(tmp_path, first=GOAL), pipeline)
    assert [measure.name for measure in measures if "two hands" in measure.name] == []


def test_the_coder_is_scored_against_what_was_settled(tmp_path: Path, pipeline: Pipeline) -> None:
    folder = folder_of(tmp_path, first=GOAL, second=GOAL, settled=GOAL + FORECAST + ADVICE)
    counts = {measure.name: measure for measure in claims(folder, pipeline)[1]}
    assert counts["claim recall"].of == 3
    assert counts["claim F1, two hands"].of == 2


def test_texts_may_lie_elsewhere(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "n.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "first").mkdir(parents=True)
    (tmp_path / "gold" / "first" / "n.txt").write_text(GOAL, encoding="utf-8")
    (tmp_path / "gold" / "elsewhere.list").write_text("../notes/n.txt\n", encoding="utf-8")
    assert claims(tmp_path / "gold", pipeline)[0] == 1


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("first", "no text m.txt in"), ("second", "the first hand has no m.txt")],
)
def test_a_reading_that_belongs_to_nothing_is_named(
    tmp_path: Path, pipeline: Pipeline, name: str, complaint: str
) -> None:
    folder = folder_of(tmp_path, first=GOAL, second=GOAL)
    (folder / name / "m.txt").write_text(GOAL, encoding="utf-8")
    with pytest.raises(InputError, match=rf"D100 .*m.txt: {complaint}"):
        claims(folder, pipeline)


def test_a_folder_without_a_first_hand_is_no_gold(tmp_path: Path, pipeline: Pipeline) -> None:
    with pytest.raises(InputError, match=r"D100 .*first: no claims marked there"):
        claims(tmp_path, pipeline)
