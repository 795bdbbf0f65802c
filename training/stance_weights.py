"""Fits how grammar and model are weighed for polarity, certainty and status of a predicate.

On the marked predicates (predicates.py) and the events of the corpus that are held out from
training. Prints how often each field is right by grammar, by the model, and by both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from examples import is_held_out
from items import Item
from predicates import MARKS, predicates_in

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import ParsedSentence, Stance
from dragoman.stages.encode import Encoder, Floats, Reading
from dragoman.stages.stance import read_stance
from dragoman.stages.stances.weighing import (
    FIELDS,
    WeighedField,
    WeighedStance,
    labels_of,
    terms_of,
)

__all__ = ["fit_stances"]

RIDGE = 0.5
ROUNDS = 60
Allowed = frozenset[str]


class Seen(NamedTuple):
    """One predicate: what grammar and model say, and the labels that are right, by field."""

    source: str
    grammar: Stance
    shares: dict[str, Floats]
    labels: dict[str, list[str]]
    right: dict[str, Allowed]


def fit_stances(items: Iterable[Item], pipeline: Pipeline, encoder: Encoder) -> WeighedStance:
    """Return the weights that fit best, and print how well they do."""
    seen = [*_of_predicates(pipeline, encoder), *_of_events(items, pipeline, encoder)]
    fitted = {}
    for name in FIELDS:
        told = [one for one in seen if one.right[name]]
        terms = [terms_of(name, o.grammar, o.shares[name], o.labels[name]) for o in told]
        right = [np.array([x in o.right[name] for x in o.labels[name]], float) for o in told]
        weights = _fit(terms, right)
        fitted[name] = WeighedField(
            **dict(zip(WeighedField.__struct_fields__, weights, strict=True))
        )
        _report(name, told, terms, right, np.array(weights))
    return WeighedStance(**fitted)


def _fit(terms: list[Floats], right: list[np.ndarray]) -> list[float]:
    """Return the weights under which the right labels are likeliest, by Newton's method."""
    start = np.array([1.0, 0.0, 0.0])
    weights = start.copy()
    for step in range(ROUNDS):
        slope = RIDGE * (weights - start)
        bend = RIDGE * np.eye(3)
        for one, allowed in zip(terms, right, strict=True):
            shares = _shares(one @ weights)
            kept = shares * allowed
            kept = kept / max(kept.sum(), 1e-9)
            mean = shares @ one
            slope += mean - kept @ one
            bend += (one * shares[:, None]).T @ one - np.outer(mean, mean)
        weights = weights - (0.3 if step < 10 else 1.0) * np.linalg.solve(bend, slope)
    return [round(float(w), 4) for w in weights]


def _shares(scores: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def _report(
    name: str, told: list[Seen], terms: list[Floats], right: list[np.ndarray], weights: np.ndarray
) -> None:
    for source in sorted({one.source for one in told}):
        rows = [
            (
                getattr(o.grammar, name) in o.right[name],
                r[t[:, 0].argmax()],
                r[(t @ weights).argmax()],
            )
            for o, t, r in zip(told, terms, right, strict=True)
            if o.source == source
        ]
        by = [sum(bool(row[k]) for row in rows) / len(rows) for k in range(3)]
        print(
            f"{name} of {source}: grammar {by[0]:.3f}, model {by[1]:.3f}, both {by[2]:.3f}"
            f" of {len(rows)}"
        )


def _of_predicates(pipeline: Pipeline, encoder: Encoder) -> Iterator[Seen]:
    for number, example in enumerate(predicates_in()):
        if example["held_out"]:
            spans = [
                (start, end, dict(zip(FIELDS, MARKS[mark], strict=True)))
                for start, end, mark in example["marks"]
            ]
            yield from _seen("predicates", f"p{number}", example["text"], spans, pipeline, encoder)


def _of_events(items: Iterable[Item], pipeline: Pipeline, encoder: Encoder) -> Iterator[Seen]:
    for item in items:
        if is_held_out(item) and item.events:
            spans = [
                (
                    e.words.start,
                    e.words.end,
                    {name: frozenset({getattr(e, name)}) for name in FIELDS},
                )
                for e in item.events
            ]
            yield from _seen("events", item.id, item.text, spans, pipeline, encoder)


def _seen(
    source: str,
    name: str,
    text: str,
    spans: list[tuple[int, int, dict[str, Allowed]]],
    pipeline: Pipeline,
    encoder: Encoder,
) -> Iterator[Seen]:
    given = read_for_coding(document_of(name, text), pipeline)
    if given is None or given.document.text != text:
        return
    readings = encoder.read(given.document, given.parses, range(len(given.parses)))
    for start, end, right in spans:
        for parse, reading in zip(given.parses, readings, strict=True):
            tokens = [t.index for t in parse.tokens if t.start < end and start < t.end]
            if tokens and reading is not None:
                yield _one(source, parse, tokens, reading, right)
                break


def _one(
    source: str, parse: ParsedSentence, tokens: list[int], reading: Reading, right: dict[str, Any]
) -> Seen:
    inside = set(tokens)
    head = next((i for i in tokens if parse.tokens[i].head not in inside), tokens[0])
    shares = {name: reading.of_trigger(name, tokens) for name in FIELDS}
    return Seen(source, read_stance(parse, head), shares, labels_of(reading), right)
