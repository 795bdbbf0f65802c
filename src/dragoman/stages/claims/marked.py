"""What the learned model adds to the claims of the rules in one sentence, and takes away.

Rules know claims by their cues; the model, trained on prose that argues, knows many that have none.
It reads word by word how likely each is part of a claim, and of which kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

import numpy as np

from dragoman.records import Claim, ParsedSentence, Span
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.building import Context, build_claim
from dragoman.stages.claims.clauses import own_subject, run_spans
from dragoman.stages.claims.reading import Reading
from dragoman.stages.encode import Floats
from dragoman.stages.encode import Reading as Marks
from dragoman.stages.tree import subtree

__all__ = ["marked_claims"]

_CLAIMED = 0.5
"""Probability from which a word is part of a claim."""
_SURE = 0.45
"""Mean probability of its kind from which a stretch is a claim that no rule sees."""
_OTHERWISE = 0.6
"""Mean probability of another kind from which a rule's kind gives way."""
_DOUBTED = 0.1
"""Mean probability of any kind below which an author's claim of the rules is dropped."""
_SHORTEST = 3
_ENOUGH = 0.5
_WITH_OWNER = ("goal", "relation")
_KINDS = frozenset(get_args(ClaimKind)) - {"report", "statement"}


class Stretch(NamedTuple):
    """Neighbouring tokens that the model takes for one claim."""

    tokens: tuple[int, ...]
    kind: ClaimKind
    share: float


def marked_claims(
    context: Context,
    parse: ParsedSentence,
    marks: Marks,
    found: Sequence[Claim],
    taken: frozenset[int],
) -> list[Claim]:
    """Return the sentence's claims: those of the rules in `found` that stand, and the model's own.

    `taken` are tokens of speakers and cues, which are no part of what is claimed.
    """
    shares = marks.claims
    labels = marks.heads.claims
    kept = [c for c in found if c.chain or _likely(parse, c, shares) >= _DOUBTED]
    for stretch in _stretches(shares, labels, taken):
        rivals = [c for c in kept if _covers(parse, c, stretch)]
        if any(c.kind == stretch.kind for c in rivals):
            continue
        if stretch.share < (_OTHERWISE if rivals else _SURE):
            continue
        made = _claim(context, parse, stretch)
        if made is not None:
            kept = [c for c in kept if c not in rivals or c.chain != made.chain]
            kept.append(made)
    return kept


def _stretches(shares: Floats, labels: Sequence[str], taken: frozenset[int]) -> list[Stretch]:
    inside = [int(i) for i in np.flatnonzero(shares[:, 0] < 1 - _CLAIMED) if int(i) not in taken]
    runs: list[list[int]] = []
    for index in inside:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    found = []
    for run in runs:
        mean = shares[run].mean(0)
        best = 1 + int(mean[1:].argmax())
        kind = labels[best]
        if len(run) >= _SHORTEST and kind in _KINDS:
            found.append(Stretch(tuple(run), kind, float(mean[best])))  # type: ignore[arg-type]  # one of _KINDS
    return found


def _likely(parse: ParsedSentence, claim: Claim, shares: Floats) -> float:
    """Return the model's mean probability that a claim's words are part of any."""
    tokens = _tokens(parse, claim.content)
    return float(1 - shares[tokens, 0].mean()) if tokens else 1.0


def _tokens(parse: ParsedSentence, content: Sequence[Span]) -> list[int]:
    return [
        t.index for t in parse.tokens if any(s.start <= t.start and t.end <= s.end for s in content)
    ]


def _covers(parse: ParsedSentence, claim: Claim, stretch: Stretch) -> bool:
    """Whether the two share half of the words of the shorter."""
    tokens = set(_tokens(parse, claim.content))
    shared = len(tokens & set(stretch.tokens))
    return shared >= _ENOUGH * min(len(tokens), len(stretch.tokens)) > 0


def _claim(context: Context, parse: ParsedSentence, stretch: Stretch) -> Claim | None:
    content = run_spans(parse, stretch.tokens, ())
    if not content:
        return None
    head = _head(parse, stretch.tokens)
    subject = own_subject(parse, head) if stretch.kind in _WITH_OWNER else None
    of = () if subject is None else tuple(subtree(parse, subject))
    return build_claim(context, parse, Reading(kind=stretch.kind, head=head, of=of), content)


def _head(parse: ParsedSentence, tokens: Sequence[int]) -> int:
    """Return the token of the stretch that hangs highest: a verb before others."""
    inside = set(tokens)
    tops = [i for i in tokens if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    verbs = [i for i in tops if parse.tokens[i].pos in ("VERB", "AUX")]
    return (verbs or tops)[0]
