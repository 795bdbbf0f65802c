"""Lessons to a head on disk, and what to tell the user about it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dragoman.errors import ConfigError
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline
from dragoman.records import Record
from dragoman.stages.code import mixed
from dragoman.stages.code.head import write_head
from dragoman.teach.fit import Fitted, fit_head
from dragoman.teach.lessons import read_lessons
from dragoman.teach.observe import Observed, observe

__all__ = ["Trained", "train"]


class Trained(Record, frozen=True, kw_only=True):
    """What came of the examples."""

    texts: int
    unseen: int
    """Texts in which the coder looks at nothing, or nothing is known of what it looks at."""
    labels: tuple[str, ...]
    fitted: Fitted
    version: str
    """Of the head, as runs name it."""


def train(source: Path, config: Config, output: Path, *, least_examples: int) -> Trained:
    """Fit a head on the examples at `source`, write it to the folder `output`, return figures.

    Raises:
        InputError, StoreError: as `read_lessons`.
        ConfigError: D216 where a type has fewer than `least_examples`, or there is only one
            label; D215 where the head cannot be written; as `Pipeline.load`.
    """
    pipeline = Pipeline.load(config)
    if config.coder != mixed.NAME:
        message = f"coder {config.coder} uses no head. Train with {mixed.NAME}."
        raise ConfigError("D215", message)
    lessons = read_lessons(source, pipeline.codebook)
    observed = observe(lessons, pipeline)
    _check(observed, source, least_examples)
    fitted = fit_head(observed, least=pipeline.encoder.heads.weighing.least)
    codebook = pipeline.codebook
    about = fitted.about(
        observed.labels, codebook.ontology, codebook.sha256, pipeline.encoder.version
    )
    head = write_head(output, about, fitted.arrays)
    return Trained(
        texts=len(lessons),
        unseen=len(lessons) - len(set(observed.lessons.tolist())),
        labels=observed.labels,
        fitted=fitted,
        version=head.version,
    )


def _check(observed: Observed, source: Path, least: int) -> None:
    """Raise ConfigError D216 unless there is enough to learn from."""
    counts = np.bincount(observed.right, minlength=len(observed.labels)).tolist()
    few = [
        f"{c} has {n}"
        for c, n in zip(observed.labels[1:], counts[1:], strict=True)
        if 0 < n < least
    ]
    if few:
        raise ConfigError(
            "D216",
            f"{source}: too few examples: {', '.join(few)}; {least} of each type are needed. Add "
            "some, leave the type out, or lower --least-examples. Counted are words of these texts "
            "that the coder takes for an event.",
        )
    if not sum(counts[1:]):
        raise ConfigError(
            "D216",
            f"{source}: no example of any type was found in a sentence that names or describes "
            "somebody. Expected a store with corrections, gold records, or lines like "
            '{"text": "Police in Lima held 60 people.", "types": ["ARREST"]}.',
        )
    if sum(count > 0 for count in counts) < 2:
        raise ConfigError(
            "D216",
            f"{source}: all examples are of one type, which teaches no difference. Add others, or "
            'texts that tell no event of the codebook: {"text": …, "types": []}.',
        )
