"""Tests of the tasks by name."""

from __future__ import annotations

import pytest

from dragoman.errors import ConfigError
from dragoman.evaluate.run import evaluate
from dragoman.evaluate.tasks import find_task


def test_articles_are_scored_against_gold_records() -> None:
    assert find_task("articles") is evaluate


def test_an_unknown_task_is_named_with_those_that_are_known() -> None:
    with pytest.raises(
        ConfigError, match=r"D213 --task artcles: no such task. Known: actor-phrases, articles"
    ):
        find_task("artcles")
