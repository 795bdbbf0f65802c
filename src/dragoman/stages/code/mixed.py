"""The mixed coder: the rules and the learned model read each sentence, and the surer is believed.

The model speaks of the types of any codebook (see `own_types`), and a head of the user's own may
have the last word.
"""

from __future__ import annotations

from bisect import bisect_left

from dragoman.knowledge.codebook import Codebook
from dragoman.stages.code.light import load_light_words
from dragoman.stages.code.rules import code_document
from dragoman.stages.encode import Reading
from dragoman.stages.protocols import CodedEvent, CodingInput
from dragoman.stages.sayings.span_index import SpanIndex
from dragoman.stages.sayings.voice import arguing_paragraphs

__all__ = ["NAME", "code_events", "readings_for_claims", "readings_of", "worth_reading"]

NAME = "mixed-plover.v1"


def code_events(given: CodingInput, codebook: Codebook) -> tuple[CodedEvent, ...]:
    """Return the reports of a document with the stance their wording gives them."""
    return code_document(given, codebook, readings=readings_of(given))


def readings_of(given: CodingInput) -> tuple[Reading | None, ...]:
    """Return what the model reads in each sentence worth reading; nothing without a model."""
    if given.encoder is None:
        return ()
    return given.encoder.read(given.document, given.parses, worth_reading(given))


def readings_for_claims(given: CodingInput) -> tuple[Reading | None, ...]:
    """Return the same, also of sentences that argue or that somebody says, whomever they name."""
    if given.encoder is None:
        return ()
    told = readings_of(given)
    arguing = arguing_paragraphs(given.parses)
    said = SpanIndex((s.start, s.end, 0) for a in given.attributions for s in a.content)
    more = frozenset(
        n
        for n, parse in enumerate(given.parses)
        if told[n] is None
        and parse.sentence.kind == "body"
        and (
            parse.sentence.paragraph in arguing
            or said.overlapping(parse.sentence.span.start, parse.sentence.span.end)
        )
    )
    argued = given.encoder.read(given.document, given.parses, more)
    return tuple(b if a is None else a for a, b in zip(told, argued, strict=True))


def worth_reading(given: CodingInput) -> frozenset[int]:
    """Return the numbers of sentences that may hold an event.

    These are those that name or describe anybody or a place, and those with a noun of what may be
    told with nobody named, as "demonstrations were held in 20 cities".
    """
    happenings = load_light_words().happenings
    starts = sorted(mention.span.start for mention in given.mentions)
    spans = [parse.sentence.span for parse in given.parses]
    return frozenset(
        n
        for n, span in enumerate(spans)
        if bisect_left(starts, span.start) < bisect_left(starts, span.end)
        or any(token.lemma in happenings for token in given.parses[n].tokens)
    )
