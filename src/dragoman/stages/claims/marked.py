"""What the learned model adds to the claims of the rules in one sentence.

Rules know claims by their cues; the model, trained on prose that argues, knows many that have none.
It reads word by word how likely each is part of a claim, and of which kind. Where a rule sees a
claim, its kind stands unless the model is sure of another, and the claim unless it is sure of none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, get_args

import msgspec
import numpy as np

from dragoman.records import Claim, ParsedSentence, Span
from dragoman.records.claim import ClaimKind
from dragoman.stages.claims.building import build_claim
from dragoman.stages.claims.clauses import (
    clause_spans,
    is_asked,
    is_lasting,
    nearest_clause,
    own_subject,
    run_spans,
)
from dragoman.stages.claims.context import Context
from dragoman.stages.claims.outlook import is_condition
from dragoman.stages.claims.reading import Reading
from dragoman.stages.encode import Floats, mean_of
from dragoman.stages.encode import Reading as Marks
from dragoman.stages.tree import children, runs, subject_of, subtree

__all__ = ["kinds_of", "marked_claims", "reread", "tokens_of", "with_kinds"]

_CLAIMED = 0.25
"""Probability from which a word is part of a claim."""
_SURE = 0.25
"""Mean probability of its kind from which a stretch is a claim that no rule sees."""
_NONE = 0.9
"""Mean probability of no claim from which a rule's claim is none. All chosen on the golden notes
and op-eds, where what follows is flat around them."""
_PLAIN = frozenset({"judgement", "forecast", "recommendation", "statement"})
_LIKELIER, _MUCH_LIKELIER = 2, 8
"""How much likelier another kind must be than the rule's, over its claim: where the rule goes by a
copula, a modal or that somebody speaks, and where it goes by a word of its kind; one of wanting
always tells a goal. Chosen on texts of the corpus that the model has not learnt from."""
_NO_STATEMENT = 0.95
"""The same of what somebody said: a promise, or words too few to say anything."""
_SHORTEST = 3
_ENOUGH = 0.5
_MOST = 2 / 3
"""Share of a clause from which a stretch is the clause."""
_VERBAL = ("VERB", "AUX")
_NAMING = ("PROPN", "DET", "ADP", "PUNCT", "PART", "SPACE")
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
    held = [tokens_of(parse, claim.content) for claim in found]
    stretches = [
        _without_condition(parse, _whole(parse, stretch), taken)
        for stretch in _stretches(marks, taken)
    ]
    stretches = _apart(stretches)
    made = (
        _claim(context, parse, _clause(parse, stretch, taken))
        for stretch in stretches
        if stretch.share >= _SURE and not any(_covers(tokens, stretch) for tokens in held)
    )
    return [claim for claim in made if claim is not None]


def reread(
    context: Context, parse: ParsedSentence, marks: Marks, claims: Sequence[Claim]
) -> list[Claim]:
    """Return the rules' claims of clauses with what the model is sure of put right."""
    kept = []
    for claim in claims:
        tokens = sorted(tokens_of(parse, claim.content))
        if not tokens:  # its words stand in another sentence
            kept.append(claim)
            continue
        mean = kinds_of(marks, tokens)
        if mean[0] >= _NONE:
            continue
        kind = _other_kind(claim, mean, marks.heads.claims)
        kept.append(claim if kind is None else _built(context, parse, tokens, kind, claim.content))
    return kept


def with_kinds(
    claims: Sequence[Claim], parses: Sequence[ParsedSentence], marks: Sequence[Marks | None]
) -> list[Claim]:
    """Return statements as the kind that the model takes them for: a source judges, too."""
    starts = [parse.sentence.span.start for parse in parses]
    found = []
    for claim in claims:
        number = bisect_right(starts, claim.content[0].start) - 1
        read = marks[number] if number < len(marks) else None
        tokens = sorted(tokens_of(parses[number], claim.content))
        if read is None or not tokens:
            found.append(claim)
            continue
        mean = kinds_of(read, tokens)
        kind = _other_kind(claim, mean, read.heads.claims)
        if kind == "cause" and not any(parses[number].tokens[i].pos in _VERBAL for i in tokens):
            continue  # "fears a flood more than a drought": neither is feared to cause anything
        if mean[0] < _NO_STATEMENT:
            same = kind is None or kind in _WITH_OWNER
            found.append(claim if same else msgspec.structs.replace(claim, kind=kind))
    return found


def _other_kind(claim: Claim, mean: Floats, labels: Sequence[str]) -> ClaimKind | None:
    if claim.kind == "goal":
        return None
    best = 1 + int(mean[1:].argmax())
    least = _LIKELIER if claim.kind in _PLAIN else _MUCH_LIKELIER
    surer = mean[best] >= least * mean[labels.index(claim.kind)]
    return next((k for k in _KINDS if surer and k == labels[best] != claim.kind), None)


def kinds_of(marks: Marks, tokens: Sequence[int]) -> Floats:
    """Return the probabilities of none and each kind of claim: word by word, and taken together."""
    both = np.sqrt(mean_of(marks.claims, tokens) * marks.claimed(tokens))
    shares: Floats = both / both.sum()
    return shares


def _stretches(marks: Marks, taken: frozenset[int]) -> list[Stretch]:
    inside = [int(i) for i in np.flatnonzero(marks.claims[:, 0] < 1 - _CLAIMED)]
    found = []
    for run in runs(i for i in inside if i not in taken):
        mean = kinds_of(marks, run)
        best = 1 + int(mean[1:].argmax())
        kind = marks.heads.claims[best]
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


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches without those that are a part of a longer one."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: -len(s.tokens)):
        if not any(_covers(set(longer.tokens), stretch) for longer in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda s: s.tokens)


def _without_condition(parse: ParsedSentence, stretch: Stretch, taken: frozenset[int]) -> Stretch:
    """Return a stretch of nothing but a condition with what is claimed under it: "if it rains, …".

    A condition alone claims nothing.
    """
    top = head = _head(parse, stretch.tokens)
    if parse.tokens[top].lemma == "long":
        head = next(iter(children(parse, top, "advcl")), head)
    elif is_lasting(parse, head):
        top = parse.tokens[head].head
    main = parse.tokens[top].head
    if not is_condition(parse, head) or own_subject(parse, main) is None:
        return stretch
    first = min(subtree(parse, top))
    whole = tokens_of(parse, clause_spans(parse, main, taken=taken, keep=(head,)))
    condition = {i for i in subtree(parse, top) if i not in taken}
    inside = first < main
    return stretch._replace(tokens=tuple(sorted(whole | condition if inside else whole)))


def _clause(parse: ParsedSentence, stretch: Stretch, taken: frozenset[int]) -> Stretch:
    """Return the stretch as the clause of which it is the greater part."""
    head = _head(parse, stretch.tokens)
    if parse.tokens[head].pos not in ("VERB", "AUX"):
        head = nearest_clause(parse, head)
    subject = own_subject(parse, head)
    if subject is None:
        return stretch
    clause = tokens_of(parse, clause_spans(parse, head, taken=taken))
    little = len(clause & set(stretch.tokens)) < _MOST * len(clause)
    if little and not _is_cut_off(parse, subject, stretch, taken):
        return stretch
    return stretch._replace(tokens=tuple(sorted(clause | set(stretch.tokens))))


def _is_cut_off(
    parse: ParsedSentence, subject: int, stretch: Stretch, taken: frozenset[int]
) -> bool:
    """Whether only who speaks parts it from its subject: "The talks, he hints, are dead"."""
    between = range(max(subtree(parse, subject)) + 1, min(stretch.tokens))
    outside = [i for i in between if parse.tokens[i].pos != "PUNCT"]
    return bool(outside) and taken.issuperset(outside)


def tokens_of(parse: ParsedSentence, content: Sequence[Span]) -> set[int]:
    """Return the tokens of the sentence that lie in the spans."""
    return {t.index for s in content for t in parse.tokens if s.start <= t.start and t.end <= s.end}


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
    if all(parse.tokens[i].pos in _NAMING for i in stretch.tokens):
        return None  # "The Organization of African Unity": nothing is said of it
    topic = parse.sentence.kind == "title" and own_subject(parse, head) is None
    if is_asked(parse, head) or topic:
        return None  # a headline without a verb only names what it is about
    return _built(context, parse, stretch.tokens, stretch.kind, content)


def _built(
    context: Context,
    parse: ParsedSentence,
    tokens: Sequence[int],
    kind: ClaimKind,
    content: tuple[Span, ...],
) -> Claim:
    head = _head(parse, tokens)
    subject = own_subject(parse, head) if kind in _WITH_OWNER else None
    if subject is None and kind in _WITH_OWNER and parse.tokens[head].dep in ("xcomp", "advcl"):
        # "Is said to favour a deal", "was passed to silence the press".
        above = head if parse.tokens[head].dep == "xcomp" else parse.tokens[head].head
        subject = subject_of(parse, above)
    of = () if subject is None else tuple(subtree(parse, subject))
    return build_claim(context, parse, Reading(kind=kind, head=head, of=of), content)


def _head(parse: ParsedSentence, tokens: Sequence[int]) -> int:
    """Return the token of the stretch that hangs highest: a verb before others."""
    inside = set(tokens)
    tops = [i for i in tokens if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    verbs = [i for i in tops if parse.tokens[i].pos in ("VERB", "AUX")]
    return (verbs or tops)[0]
