"""What is done with one document, here or in a worker process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from threading import Thread

import msgspec

from dragoman.io.sources import read_source
from dragoman.pipeline.config import Config
from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import at_least, output_of, uncoded
from dragoman.records import Problem, RawDocument
from dragoman.records.output import CodedDocument, UncodedDocument
from dragoman.stages.code import mixed

__all__ = ["code_document", "load_pipeline", "read_sources", "shown_problem"]


def load_pipeline(config: Config | None = None) -> Pipeline:
    """Return a pipeline for `config`, whose encoder loads in a thread while the parser does.

    Most of what the encoder loads needs no Python, so that on two cores it costs no time.

    Raises:
        ConfigError, KnowledgeError: as `Pipeline.load`.
    """
    pipeline = Pipeline.load(config)
    if pipeline.config.coder == mixed.NAME:
        Thread(target=pipeline.encoder.load).start()
    return pipeline


def read_sources(sources: Iterable[str]) -> Iterator[RawDocument | Problem]:
    """Yield the documents of all sources in order; a source that cannot be read is a problem."""
    for source in sources:
        for found in read_source(source):
            if isinstance(found, Problem) and found.document_id is None:
                yield msgspec.structs.replace(found, document_id=_name(found, source))
            else:
                yield found


def _name(problem: Problem, source: str) -> str:
    """Return what to call a document that has no id: its line, or the source."""
    line = re.match(rf"{re.escape(source)}, line \d+", problem.message)
    return source if line is None else line[0]


def code_document(
    raw: RawDocument, pipeline: Pipeline, *, explain: bool, min_precision: float
) -> CodedDocument | UncodedDocument:
    """Return what is printed of one document."""
    analysis = analyse(raw, pipeline)
    if min_precision > 0:
        analysis = at_least(analysis, pipeline.least_score(min_precision))
    return output_of(
        analysis,
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
        explain=explain,
    )


def shown_problem(problem: Problem) -> UncodedDocument:
    """Return what is printed of a document that never came to be read."""
    return uncoded(problem.document_id or "", (problem,))
