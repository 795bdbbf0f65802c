"""What the learned model adds to the claims of the rules in one sentence.

Rules know claims by their cues; the model, trained on prose that argues, knows many that have none.
It reads word by word how likely each is part of a claim, and of which kind. Where a rule sees a
claim, its kind stands: measured on the golden texts, the model is no better judge of it.
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
from dragoman.stages.tree import runs, subtree

__all__ = ["marked_claims"]

_CLAIMED = 0.45
"""Probability from which a word is part of a claim."""
_SURE = 0.35
"""Mean probability of its kind from which a stretch is a claim that no rule sees."""
_SHORTEST = 3
_ENOUGH = 0.5
_WITH_OWNER = ("goal", "relation")
_OPENING = frozenset({"DET", "ADJ", "NUM"})
"""Words that open a phrase where its head comes after them."""
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
    """Return the claims that the model marks where `found`, those of the rules, leave room.

    `taken` are tokens of speakers and cues, which are no part of what is claimed.
    """
    held = [_tokens(parse, claim.content) for claim in found]
    made = (
        _claim(context, parse, stretch)
        for stretch in (
            _whole(parse, s) for s in _stretches(marks.claims, marks.heads.claims, taken)
        )
        if stretch.share >= _SURE and not any(_covers(tokens, stretch) for tokens in held)
    )
    return [claim for claim in made if claim is not None]


def _stretches(shares: Floats, labels: Sequence[str], taken: frozenset[int]) -> list[Stretch]:
    inside = [int(i) for i in np.flatnonzero(shares[:, 0] < 1 - _CLAIMED)]
    found = []
    for run in runs(i for i in inside if i not in taken):
        mean = shares[run].mean(0)
        best = 1 + int(mean[1:].argmax())
        kind = labels[best]
        if len(run) >= _SHORTEST and kind in _KINDS:
            found.append(Stretch(tuple(run), kind, float(mean[best])))  # type: ignore[arg-type]  # one of _KINDS
    return found


def _whole(parse: ParsedSentence, stretch: Stretch) -> Stretch:
    """Return the stretch to the end of the phrase that it breaks off in: "between the | sides"."""
    last = parse.tokens[stretch.tokens[-1]]
    if last.pos != "ADP" and not (last.pos in _OPENING and last.head > last.index):
        return stretch
    end = max(subtree(parse, last.index if last.pos == "ADP" else last.head))
    return stretch._replace(tokens=(*stretch.tokens, *range(last.index + 1, end + 1)))


def _tokens(parse: ParsedSentence, content: Sequence[Span]) -> set[int]:
    return {
        t.index for t in parse.tokens if any(s.start <= t.start and t.end <= s.end for s in content)
    }


def _covers(tokens: set[int], stretch: Stretch) -> bool:
    """Whether the two share half of the words of the shorter."""
    shared = len(tokens & set(stretch.tokens))
    return shared >= _ENOUGH * min(len(tokens), len(stretch.tokens)) > 0


def _claim(context: Context, parse: ParsedSentence, stretch: Stretch) -> Claim | None:
    content = run_spans(parse, stretch.tokens, ())
    head = _head(parse, stretch.tokens)
    words = [t for t in stretch.tokens if parse.tokens[t].text.isalpha()]
    if not content or len(words) < _SHORTEST or parse.tokens[head].pos == "ADP":
        return None  # no more than a piece of a name, or where something was
    subject = own_subject(parse, head) if stretch.kind in _WITH_OWNER else None
    of = () if subject is None else tuple(subtree(parse, subject))
    return build_claim(context, parse, Reading(kind=stretch.kind, head=head, of=of), content)


def _head(parse: ParsedSentence, tokens: Sequence[int]) -> int:
    """Return the token of the stretch that hangs highest: a verb before others."""
    inside = set(tokens)
    tops = [i for i in tokens if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    verbs = [i for i in tops if parse.tokens[i].pos in ("VERB", "AUX")]
    return (verbs or tops)[0]
