"""How likely a claim is one that a careful reader finds there, of its kind: its score.

Ten weights say how much the model's belief in its words counts, and how often each kind is
right (fitted by training/claim_weights.py on texts that the model has not learnt from).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.records import Claim, ParsedSentence, Record
from dragoman.stages.claims.marked import kinds_of, tokens_of
from dragoman.stages.encode import Reading as Marks

__all__ = ["ClaimTerms", "ClaimWeights", "claim_terms", "load_claim_weights", "with_scores"]

_FILE = Path(__file__).parents[2] / "assets" / "claims.json"
_LEAST = 0.001
_HARDLY = 0.15
"""Score up to which what the rules see is hardly ever a claim: chosen on the golden texts."""


class ClaimTerms(Record, frozen=True, kw_only=True):
    """What is known of a claim when it is scored."""

    kind: str
    own: float
    """Log odds of its kind by the model, over its words; 0 where the model was not asked."""
    best: float
    """Log odds of the likeliest kind."""
    unread: bool
    """Whether the model was not asked: its sentence names nobody."""


class ClaimWeights(Record, frozen=True, kw_only=True):
    """A logistic model over the terms."""

    kinds: dict[str, float]
    """By kind, what is added for each claim of it."""
    own: float
    unread: float

    def score(self, terms: ClaimTerms) -> float:
        """Return the probability that the claim is right, with three digits."""
        odds = self.kinds.get(terms.kind, 0.0) + self.own * terms.own + self.unread * terms.unread
        return round(1 / (1 + math.exp(-odds)), 3)


@cache
def load_claim_weights() -> ClaimWeights:
    """Return the shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=ClaimWeights)


def with_scores(
    claims: Sequence[Claim], parses: Sequence[ParsedSentence], marks: Sequence[Marks | None]
) -> tuple[Claim, ...]:
    """Return the claims with their scores; unchanged without a model.

    What is hardly a claim of any kind is left out. A statement stays: it is what somebody said.
    """
    if not marks:
        return tuple(claims)
    weights = load_claim_weights()
    return tuple(
        replace(claim, score=weights.score(terms))
        for claim, terms in zip(claims, claim_terms(claims, parses, marks), strict=True)
        if claim.kind == "statement" or weights.score(replace(terms, own=terms.best)) >= _HARDLY
    )


def claim_terms(
    claims: Sequence[Claim], parses: Sequence[ParsedSentence], marks: Sequence[Marks | None]
) -> list[ClaimTerms]:
    """Return the terms of each claim, read in the sentence where its content begins."""
    ends = [parse.sentence.span.end for parse in parses]
    found = []
    for claim in claims:
        number = bisect_right(ends, claim.content[0].start)
        read = marks[number] if number < len(marks) else None
        found.append(_terms(claim, parses[number], read))
    return found


def _terms(claim: Claim, parse: ParsedSentence, read: Marks | None) -> ClaimTerms:
    tokens = sorted(tokens_of(parse, claim.content))
    if read is None or not tokens:
        return ClaimTerms(kind=claim.kind, own=0.0, best=0.0, unread=True)
    shares = kinds_of(read, tokens)
    return ClaimTerms(
        kind=claim.kind,
        own=_log_odds(float(shares[read.heads.claims.index(claim.kind)])),
        best=_log_odds(float(shares[1:].max())),
        unread=False,
    )


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
