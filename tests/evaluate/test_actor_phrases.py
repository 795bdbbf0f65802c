"""Tests of the task actor-phrases, on made-up cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.tasks.actor_phrases import score_actor_phrases
from dragoman.pipeline.document import Pipeline


def scored(
    path: Path, pipeline: Pipeline, *cases: Mapping[str, object]
) -> dict[str, tuple[int | None, int | None]]:
    lines = [
        json.dumps({"id": "c", "task": "agent_to_code", "other_inputs": {}, **case})
        for case in cases
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    _, measures = score_actor_phrases(path, pipeline)
    return {measure.name: (measure.right, measure.of) for measure in measures}


def test_country_and_sector_are_scored_apart_and_together(
    tmp_path: Path, pipeline: Pipeline
) -> None:
    found = scored(
        tmp_path / "cases.jsonl",
        pipeline,
        {"text": "Danish nurses", "expected": {"country": "DNK", "code_1": "MED"}},
        {"text": "Danish nurses", "expected": {"country": "DNK", "code_1": "MIL"}},
        {"text": "Danish nurses", "expected": {"country": "NOR"}},
    )
    assert found == {"country": (2, 3), "sector": (1, 2), "country and sector": (1, 2)}


def test_a_second_code_counts_as_right(tmp_path: Path, pipeline: Pipeline) -> None:
    expected = {"code_1": "GOV", "code_2": "MED"}
    found = scored(tmp_path / "c.jsonl", pipeline, {"text": "Danish nurses", "expected": expected})
    assert found == {"sector": (1, 1)}


def test_an_unknown_actor_is_one_without_sector(tmp_path: Path, pipeline: Pipeline) -> None:
    expected = {"country": "", "code_1": "UNK"}
    found = scored(tmp_path / "c.jsonl", pipeline, {"text": "twenty men", "expected": expected})
    assert found == {"country": (1, 1), "sector": (1, 1), "country and sector": (1, 1)}


def test_the_day_and_country_of_a_case_are_used(tmp_path: Path, pipeline: Pipeline) -> None:
    found = scored(
        tmp_path / "cases.jsonl",
        pipeline,
        {
            "text": "the Taliban",
            "other_inputs": {"args": ["", "1 June 2010"]},
            "expected": {"code_1": "REB"},
        },
        {
            "text": "the Taliban",
            "other_inputs": {"query_date": "2022-06-01"},
            "expected": {"code_1": "GOV"},
        },
        {"text": "police", "other_inputs": {"args": ["Togo"]}, "expected": {"country": "TGO"}},
        {
            "text": "police",
            "other_inputs": {"args": ["Togo's youth is restive"]},
            "expected": {"country": "TGO"},
        },
        {
            "text": "police",
            "other_inputs": {"args": ["The Bundestag passed it"]},
            "expected": {"country": "DEU"},
        },
        {
            "text": "police",
            "other_inputs": {"args": ["Marches in Togo"]},
            "expected": {"country": "TGO"},
        },
    )
    assert found == {"country": (4, 4), "sector": (2, 2)}


def test_cases_of_other_tasks_are_left_out(tmp_path: Path, pipeline: Pipeline) -> None:
    case = {"task": "wikipedia_page_of_phrase", "text": "Togo", "expected": {"title": "Togo"}}
    assert scored(tmp_path / "cases.jsonl", pipeline, case) == {}


def test_a_line_that_is_no_case_is_named(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "c"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"D106 .*cases.jsonl:1: "):
        score_actor_phrases(path, pipeline)
