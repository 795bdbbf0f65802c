"""Which report answers which gold event, which claim which gold claim: by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.evaluate.gold import GoldClaim, GoldEvent, GoldParticipant
from dragoman.records.output import (
    CodedDocument,
    OutputActor,
    OutputClaim,
    OutputParticipant,
    OutputReport,
)

__all__ = [
    "Range",
    "match_claims",
    "match_events",
    "match_participants",
    "occurrences",
    "same_words",
    "shared_part",
]

Range = tuple[int, int]
_WORD = re.compile(r"\w+")
_SAME_ROLE = {"beneficiary": "target", "affected": "target"}
_SMALL = frozenset("the a an of and in for to s its their his her".split())
_ENOUGH = 0.5


def occurrences(text: str, words: str) -> list[Range]:
    """Return every [start, end) of `words` in `text`."""
    return [m.span() for m in re.finditer(re.escape(words), text)] if words else []


def match_events(coded: CodedDocument, events: tuple[GoldEvent, ...]) -> dict[str, OutputReport]:
    """Return for gold event ids the report whose trigger lies in the event's words.

    Each report answers one event: among several the one with the right type, then the one with
    the fewest words around the trigger.
    """
    text = coded.document.text
    pairs: list[tuple[bool, int, int, GoldEvent, OutputReport]] = []
    for event in events:
        for words in (event.trigger, *event.also):
            for start, end in occurrences(text, words):
                for report in coded.reports:
                    if start <= report.trigger.start and report.trigger.end <= end:
                        wrong = report.type not in (event.type, *event.or_types)
                        pairs.append((wrong, end - start, report.trigger.start, event, report))
    found: dict[str, OutputReport] = {}
    used: set[str] = set()
    for _, _, _, event, report in sorted(pairs, key=lambda p: (p[0], p[1], p[2], p[3].id)):
        if event.id not in found and report.id not in used:
            found[event.id] = report
            used.add(report.id)
    return found


def match_participants(
    coded: CodedDocument, report: OutputReport, event: GoldEvent
) -> list[tuple[GoldParticipant, OutputParticipant]]:
    """Return pairs of one role (beneficiary and affected count as target) and the same words."""
    actors = {actor.id: actor for actor in coded.actors}
    left = list(report.participants)
    found = []
    for gold in event.participants:
        for one in left:
            roles = {_SAME_ROLE.get(gold.role, gold.role), _SAME_ROLE.get(one.role, one.role)}
            if len(roles) == 1 and _is_same_actor(coded, gold.words, one, actors.get(one.actor_id)):
                found.append((gold, one))
                left.remove(one)
                break
    return found


def _is_same_actor(
    coded: CodedDocument, words: str, one: OutputParticipant, actor: OutputActor | None
) -> bool:
    spans = [one.span, *(actor.mentions if actor is not None else ())]
    here = occurrences(coded.document.text, words)
    if any(start < span.end and span.start < end for start, end in here for span in spans):
        return True
    return same_words(words, one.name)


def same_words(one: str, other: str) -> bool:
    """Whether all words that matter of the shorter phrase are in the longer."""
    first = {w for w in _WORD.findall(one.lower()) if w not in _SMALL}
    second = {w for w in _WORD.findall(other.lower()) if w not in _SMALL}
    return bool(first and second) and (first <= second or second <= first)


def match_claims(coded: CodedDocument, claims: tuple[GoldClaim, ...]) -> dict[str, OutputClaim]:
    """Return for gold claim ids the claim of the same kind that shares half of the words."""
    pairs = []
    for gold in claims:
        for start, end in occurrences(coded.document.text, gold.words):
            for claim in coded.claims:
                share = shared_part([(start, end)], [(s.start, s.end) for s in claim.content])
                if claim.kind == gold.kind and share >= _ENOUGH:
                    pairs.append((-share, gold.id, claim))
    found: dict[str, OutputClaim] = {}
    used: set[str] = set()
    for _, gold_id, claim in sorted(pairs, key=lambda p: (p[0], p[1], p[2].id)):
        if gold_id not in found and claim.id not in used:
            found[gold_id] = claim
            used.add(claim.id)
    return found


def shared_part(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Return characters shared over those of the shorter, so that a longer clause still counts.

    0.0 where one of the two has no characters.
    """
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    shorter = min(sum(b - a for a, b in one), sum(b - a for a, b in other))
    return shared / shorter if shorter else 0.0
