"""The fixtures of all tests. There is no other conftest."""

# ruff: noqa: E402  # threads must be set before anything imports numpy

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dragoman.pipeline.batch import use_one_thread

use_one_thread()  # before numpy loads: the same arithmetic as the command line, and faster

from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of
from dragoman.records import Analysis, RawDocument
from dragoman.records.output import CodedDocument


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The shipped pipeline with its real parser, indexes and codebook, and the rules as coder.

    Tests of grammar see just what grammar yields; the mixed coder has tests of its own.
    """
    return Pipeline.load(Config(coder="rules-plover.v1"))


@pytest.fixture(scope="session")
def mixed() -> Pipeline:
    """The same with the coder that ships: grammar and the learned model."""
    return Pipeline.load(Config(coder="mixed-plover.v1"))


@pytest.fixture(scope="session")
def analysed(pipeline: Pipeline) -> Callable[..., Analysis]:
    """Code a text as one line of JSON Lines, published on 2024-01-26 unless said otherwise."""

    def run(text: str, *, title: str | None = None, published: str = "2024-01-26") -> Analysis:
        line = {"id": "t", "text": text, "published": published, "language": "en"}
        body = json.dumps({**line, **({"title": title} if title else {})}).encode()
        raw = RawDocument(
            sha256="", source_id="test", media_type="application/x-ndjson", body=body, id="t"
        )
        return analyse(raw, pipeline)

    return run


@pytest.fixture(scope="session")
def coded(pipeline: Pipeline, analysed: Callable[..., Analysis]) -> Callable[..., CodedDocument]:
    """Code a text and return what is printed of it."""

    def run(text: str, *, title: str | None = None, published: str = "2024-01-26") -> CodedDocument:
        found = output_of(
            analysed(text, title=title, published=published),
            run=pipeline.run,
            actors=pipeline.actors,
            places=pipeline.places,
            codebook=pipeline.codebook,
        )
        assert isinstance(found, CodedDocument), found
        return found

    return run
