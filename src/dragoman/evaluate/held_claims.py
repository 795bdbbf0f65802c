"""Claims in one shape, whether a hand marked them or the coder read them, and how two sets pair.

Who takes part is a `Party`: all places of the text where it stands and what it is called, so that
"the minister" of one reading is "Lobanov" of the other where both are one actor of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.evaluate.claim_lines import ClaimLine
from dragoman.evaluate.match import Range, occurrences, same_words, shared_part
from dragoman.records import Record
from dragoman.records.claim import ClaimKind
from dragoman.records.output import CodedDocument, OutputClaim

__all__ = ["HeldClaim", "Party", "claims_of_coder", "claims_of_hand", "count_common", "pair_claims"]

_ENOUGH = 0.5


class Party(Record, frozen=True, kw_only=True):
    """Who or what a claim is held by, of or about."""

    spans: tuple[Range, ...]
    names: tuple[str, ...]

    def is_same(self, other: Party) -> bool:
        """Whether the two share a character, or one name has all words of another's."""
        touching = any(a < d and c < b for a, b in self.spans for c, d in other.spans)
        return touching or any(same_words(one, two) for one in self.names for two in other.names)


class HeldClaim(Record, frozen=True, kw_only=True):
    """A claim as far as it is compared."""

    kind: ClaimKind
    content: tuple[Range, ...]
    holder: Party | None
    """The outermost source that is written; None for the author, and where nobody is named."""
    of: tuple[Party, ...]
    about: tuple[Party, ...]


def claims_of_hand(lines: Iterable[ClaimLine], text: str) -> tuple[HeldClaim, ...]:
    """Return the claims that a hand marked in `text`."""

    def party(words: str) -> Party:
        return Party(spans=tuple(occurrences(text, words)), names=(words,))

    found = []
    for line in lines:
        sources = [step.source.text for step in line.chain if step.source is not None]
        found.append(
            HeldClaim(
                kind=line.kind,
                content=((line.content.start, line.content.end),),
                holder=party(sources[0]) if sources else None,
                of=tuple(party(span.text) for span in line.of),
                about=tuple(party(span.text) for span in line.about),
            )
        )
    return tuple(found)


def claims_of_coder(coded: CodedDocument) -> tuple[HeldClaim, ...]:
    """Return the claims that the coder read, without those that hold a report."""
    parties = {
        actor.id: Party(
            spans=tuple((m.start, m.end) for m in actor.mentions),
            names=(actor.name, *(m.text for m in actor.mentions)),
        )
        for actor in coded.actors
    }
    for report in coded.reports:
        trigger = report.trigger
        parties[report.id] = Party(spans=((trigger.start, trigger.end),), names=())
    return tuple(
        HeldClaim(
            kind=claim.kind,
            content=tuple((span.start, span.end) for span in claim.content),
            holder=_holder(claim, parties),
            of=tuple(parties[one] for one in claim.of if one in parties),
            about=tuple(parties[one] for one in claim.about if one in parties),
        )
        for claim in coded.claims
        if claim.kind != "report"
    )


def _holder(claim: OutputClaim, parties: dict[str, Party]) -> Party | None:
    step = next((step for step in claim.chain if step.source is not None), None)
    if step is None or step.source is None:
        return None
    known = parties.get(step.actor_id or "", Party(spans=(), names=()))
    return Party(
        spans=((step.source.start, step.source.end), *known.spans),
        names=(step.source.text, step.name, *known.names),
    )


def pair_claims(
    first: Sequence[HeldClaim], second: Sequence[HeldClaim]
) -> list[tuple[HeldClaim, HeldClaim]]:
    """Return pairs whose contents share half of the shorter's characters, each claim once.

    Contents most alike are paired first, and among equals those of one kind.
    """
    ranked = sorted(
        (-_likeness(one, two), one.kind != two.kind, i, j)
        for i, one in enumerate(first)
        for j, two in enumerate(second)
        if shared_part(one.content, two.content) >= _ENOUGH
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, i, j in ranked:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((first[i], second[j]))
    return found


def _likeness(one: HeldClaim, two: HeldClaim) -> float:
    """Characters shared over those of either, so that the clause is taken before its sentence."""
    lengths = [sum(b - a for a, b in claim.content) for claim in (one, two)]
    shared = shared_part(one.content, two.content) * min(lengths)
    return shared / (sum(lengths) - shared)


def count_common(first: Sequence[Party], second: Sequence[Party]) -> int:
    """Return how many parties of `first` are in `second` at most, where each answers one."""
    answering: dict[int, int] = {}

    def is_met(i: int, tried: set[int]) -> bool:
        """Whether `i` is answered, if need be by what another gives up for a third."""
        for j, other in enumerate(second):
            if j in tried or not first[i].is_same(other):
                continue
            tried.add(j)
            if j not in answering or is_met(answering[j], tried):
                answering[j] = i
                return True
        return False

    return sum(is_met(i, set()) for i in range(len(first)))
