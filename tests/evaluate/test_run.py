"""Gold documents are coded by the pipeline given and scored together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.run import evaluate
from dragoman.pipeline.document import Pipeline

RECORDS = [
    {
        "id": "a",
        "text": "Ghana thanked Benin.",
        "published": "2024-01-26",
        "events": [{"id": "E1", "type": "SUPPORT", "trigger": "thanked"}],
    },
    {
        "id": "b",
        "text": "The weather in Lome was fine. It did not rain.",
        "events": [{"id": "E1", "type": "AID", "trigger": "rain"}],
    },
]


def test_all_documents_count(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in RECORDS))
    count, measures = evaluate(path, pipeline)
    found = {measure.name: (measure.right, measure.of) for measure in measures}
    assert count == 2
    assert found["event recall"] == (1, 2)
    assert found["event precision"] == (1, 1)


def test_a_document_that_cannot_be_coded_stops_the_scoring_and_is_named(
    tmp_path: Path, pipeline: Pipeline
) -> None:
    path = tmp_path / "gold.jsonl"
    text = "Министр иностранных дел прибыл в столицу с визитом. " * 4
    path.write_text(json.dumps({"id": "moved", "text": text}))
    with pytest.raises(InputError, match="gold record moved:") as caught:
        evaluate(path, pipeline)
    assert caught.value.code == "D500"
