"""Fits how likely a claim is right, from what the model believes of its words and from its kind.

On the held-out texts of the corpus, the golden articles and the golden opinions. A claim is right
where a hand marked one of the same kind that shares half of the words of the shorter. Prints the
share of right claims and the calibration error on texts that a fold leaves out.

    python training/claim_weights.py src/dragoman/assets/claims.json
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
import numpy as np
from examples import is_held_out
from items import read_corpus

from dragoman.evaluate.claim_lines import read_claim_lines
from dragoman.evaluate.gold import read_gold
from dragoman.evaluate.match import Range, occurrences, shared_part
from dragoman.evaluate.reliability import expected_error, reliability_table
from dragoman.evaluate.tasks.lines import document_of
from dragoman.io.sources import read_source
from dragoman.pipeline.batch import use_one_thread
from dragoman.pipeline.document import Pipeline, analyse, read_for_coding
from dragoman.records import Claim, RawDocument
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.scoring import ClaimTerms, ClaimWeights, claim_terms
from dragoman.stages.code.mixed import readings_of

__all__ = ["fit_claims", "report", "scored_claims"]

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
FOLDERS = ("articles", "notes", "fresh", "wires", "desk")
KINDS = tuple(k for k in get_args(ClaimKind) if k != "report")
FOLDS = 5
RIDGE = 1.0
ROUNDS = 40


class Seen(NamedTuple):
    """One claim that the coder read."""

    source: str
    text: str
    terms: ClaimTerms
    is_right: bool


Gold = Sequence[tuple[str, Sequence[Range]]]
"""Kinds of the claims that a hand marked, each with where its words stand."""


def scored_claims(pipeline: Pipeline) -> Iterator[Seen]:
    """Yield the claims of all texts. Statements are marked in the corpus alone."""
    for item in read_corpus():
        if is_held_out(item):
            gold = [(c.kind, [(c.words.start, c.words.end)]) for c in item.claims]
            yield from _seen("corpus", document_of(item.id, item.text), gold, pipeline)
    for folder in FOLDERS:
        for gold_text, raw in read_gold(GOLDEN / folder):
            text = pipeline_text(raw, pipeline)
            marked = [(c.kind, occurrences(text, c.words)) for c in gold_text.claims]
            for one in _seen("articles", raw, marked, pipeline):
                if one.terms.kind != "statement":
                    yield one

    yield from _opinions(pipeline)


def _opinions(pipeline: Pipeline) -> Iterator[Seen]:
    """Yield those of the golden notes and op-eds, scored against what both hands settled."""
    folder = GOLDEN / "claims"
    elsewhere = (folder / "elsewhere.list").read_text("utf-8").split()
    texts = {p.stem: p for p in (*(folder / line for line in elsewhere), *folder.glob("*.txt"))}
    for file in sorted((folder / "settled").glob("*.txt")):
        raw = next(iter(read_source(str(texts[file.stem]))))
        text = pipeline_text(raw, pipeline)
        lines = read_claim_lines(file.read_text("utf-8"), text, place=str(file))
        marked = [(line.kind, [(line.content.start, line.content.end)]) for line in lines]
        yield from _seen("opinions", raw, marked, pipeline)


def pipeline_text(raw: RawDocument, pipeline: Pipeline) -> str:
    """Return the text that offsets count in."""
    given = read_for_coding(raw, pipeline)
    return "" if given is None else given.document.text


def _seen(source: str, raw: RawDocument, gold: Gold, pipeline: Pipeline) -> Iterator[Seen]:
    given = read_for_coding(raw, pipeline)
    if given is None:
        return
    claims = [c for c in analyse(raw, pipeline).claims if c.kind != "report"]
    terms = claim_terms(claims, given.parses, readings_of(given))
    for claim, told in zip(claims, terms, strict=True):
        yield Seen(source, given.document.id, told, _is_right(claim, gold))


def _is_right(claim: Claim, gold: Gold) -> bool:
    ours = [(span.start, span.end) for span in claim.content]
    return any(
        kind == claim.kind and any(shared_part([place], ours) >= 0.5 for place in places)
        for kind, places in gold
    )


def fit_claims(seen: Sequence[Seen]) -> ClaimWeights:
    """Return the weights under which what is right is likeliest, by Newton's method."""
    rows = np.array([_row(one.terms) for one in seen])
    right = np.array([one.is_right for one in seen], float)
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        shares = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (shares - right) + RIDGE * weights
        bend = (rows * (shares * (1 - shares))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    kinds, rest = weights[: len(KINDS)], weights[len(KINDS) :]
    names = ("own", "unread")
    return ClaimWeights(
        kinds={kind: round(float(w), 4) for kind, w in zip(KINDS, kinds, strict=True)},
        **{name: round(float(w), 4) for name, w in zip(names, rest, strict=True)},
    )


def _row(terms: ClaimTerms) -> list[float]:
    kind = [float(terms.kind == k) for k in KINDS]
    return [*kind, terms.own, float(terms.unread)]


def report(
    seen: Sequence[Any], score_by: Callable[[Sequence[Any]], Callable[[Any], float]]
) -> None:
    """Print the calibration on texts left out of the fit, by source and in all.

    `score_by` fits some of `seen` and returns what then scores one.
    """
    order = sorted({one.text for one in seen})
    fold = {text: number % FOLDS for number, text in enumerate(order)}
    scored: list[tuple[str, float, bool]] = []
    for number in range(FOLDS):
        score = score_by([one for one in seen if fold[one.text] != number])
        scored += [(o.source, score(o), o.is_right) for o in seen if fold[o.text] == number]
    for source in (*sorted({s for s, *_ in scored}), ""):
        pairs = [(score, right) for s, score, right in scored if source in ("", s)]
        share = sum(right for _, right in pairs) / len(pairs)
        print(f"{source or 'all'}: {len(pairs)}, {share:.3f} right, "
              f"expected calibration error {expected_error(pairs):.3f}")  # fmt: skip
        print(reliability_table(pairs))


def _scorer(seen: Sequence[Seen]) -> Callable[[Seen], float]:
    weights = fit_claims(seen)
    return lambda one: weights.score(one.terms)


if __name__ == "__main__":
    use_one_thread()
    everything = list(scored_claims(Pipeline.load()))
    report(everything, _scorer)
    Path(sys.argv[1]).write_bytes(
        msgspec.json.format(msgspec.json.encode(fit_claims(everything)), indent=1) + b"\n"
    )
