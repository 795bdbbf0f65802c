"""Codes gold documents with a pipeline and scores what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.gold import GoldDocument, read_gold
from dragoman.evaluate.measure import Measure
from dragoman.evaluate.score import score
from dragoman.pipeline.document import Pipeline
from dragoman.records.output import CodedDocument

__all__ = ["evaluate"]


def evaluate(gold: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of gold documents at `gold` and all measures over them.

    Raises:
        InputError: where a gold record cannot be read, or its document cannot be coded.
    """
    pairs = list(_coded(gold, pipeline))
    return len(pairs), score(pairs)


def _coded(gold: Path, pipeline: Pipeline) -> Iterator[tuple[GoldDocument, CodedDocument]]:
    for record, raw in read_gold(gold):
        coded = coded_or_problem(raw, pipeline)
        if not isinstance(coded, CodedDocument):
            problem = coded.problems[0]
            raise InputError(problem.code, f"gold record {record.id}: {problem.message}")
        yield record, coded
