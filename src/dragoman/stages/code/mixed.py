"""The mixed coder: the rules and the learned model read each sentence, and the surer is believed.

The model speaks of the types of any codebook (see `own_types`), and a head of the user's own may
have the last word.
"""

from __future__ import annotations

from bisect import bisect_left

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.rules import code_document
from dragoman.stages.encode import Reading
from dragoman.stages.protocols import CodedEvent, CodingInput

__all__ = ["NAME", "code_events", "readings_of", "with_somebody"]

NAME = "mixed-plover.v1"


def code_events(given: CodingInput, codebook: Codebook) -> tuple[CodedEvent, ...]:
    """Return the reports of a document with the stance their wording gives them."""
    return code_document(given, codebook, readings=readings_of(given))


def readings_of(given: CodingInput) -> tuple[Reading | None, ...]:
    """Return what the model reads in each sentence that names anybody; nothing without a model."""
    if given.encoder is None:
        return ()
    return given.encoder.read(given.document, given.parses, with_somebody(given))


def with_somebody(given: CodingInput) -> frozenset[int]:
    """Return the numbers of sentences that name or describe anybody; no other can hold an event."""
    starts = sorted(mention.span.start for mention in given.mentions)
    spans = [parse.sentence.span for parse in given.parses]
    return frozenset(
        n
        for n, span in enumerate(spans)
        if bisect_left(starts, span.start) < bisect_left(starts, span.end)
    )
