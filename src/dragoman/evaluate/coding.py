"""A record's text, coded and as it is printed: what most measures compare with the gold."""

from __future__ import annotations

from dragoman.pipeline.document import Pipeline, analyse
from dragoman.pipeline.output import output_of
from dragoman.records import RawDocument
from dragoman.records.output import CodedDocument, UncodedDocument

__all__ = ["coded_or_problem"]


def coded_or_problem(raw: RawDocument, pipeline: Pipeline) -> CodedDocument | UncodedDocument:
    """Return what `dragoman code` prints of a document; uncoded where it cannot be read."""
    return output_of(
        analyse(raw, pipeline),
        run=pipeline.run,
        actors=pipeline.actors,
        places=pipeline.places,
        codebook=pipeline.codebook,
    )
