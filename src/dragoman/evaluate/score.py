"""Scores of coded documents against gold, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.evaluate.gold import GoldDocument, GoldEvent
from dragoman.evaluate.match import (
    match_claims,
    match_events,
    match_participants,
    occurrences,
    same_words,
)
from dragoman.evaluate.measure import Measure, Tally
from dragoman.records.output import CodedDocument, OutputReport

__all__ = ["score"]


def score(pairs: Iterable[tuple[GoldDocument, CodedDocument]]) -> tuple[Measure, ...]:
    """Return all measures over the pairs, in a fixed order."""
    tally = Tally()
    for number, (gold, coded) in enumerate(pairs):
        tally.document = number
        _score_events(tally, gold, coded)
        _score_claims(tally, gold, coded)
        _score_wrong(tally, gold, coded)
    return tally.measures()


def _score_events(tally: Tally, gold: GoldDocument, coded: CodedDocument) -> None:
    matches = match_events(coded, gold.events)
    needed = [e for e in gold.events if not e.optional]
    allowed = len(matches) - sum(e.id in matches for e in needed)
    hits = sum(e.id in matches for e in needed)
    typed = {e.id for e in gold.events if e.id in matches and _is_typed(e, matches[e.id])}
    right = sum(e.id in typed for e in needed)
    found = len(coded.reports) - allowed
    tally.found("event", matched=hits, gold=len(needed), found=found)
    tally.found("typed event", matched=right, gold=len(needed), found=found)
    for event in gold.events:
        if event.id in typed:
            _score_fields(tally, event, matches[event.id], coded)


def _is_typed(event: GoldEvent, report: OutputReport) -> bool:
    return report.type in (event.type, *event.or_types)


def _score_fields(
    tally: Tally, event: GoldEvent, report: OutputReport, coded: CodedDocument
) -> None:
    if event.mode is not None and report.type == event.type:
        tally.add("mode", int(report.mode in (event.mode, *event.or_modes)), 1)
    pairs = match_participants(coded, report, event)
    tally.found(
        "participant",
        matched=len(pairs),
        gold=len(event.participants),
        # "The two ministers", read as two people, is one phrase of the gold.
        found=len({(p.role, p.span.start, p.span.end) for p in report.participants}),
    )
    for gold, one in pairs:
        if gold.country is not None:
            tally.add("actor country", int(one.country == gold.country), 1)
        if gold.sectors:
            tally.add("actor sector", int(bool(set(gold.sectors) & set(one.sectors))), 1)
    _score_places(tally, event, report)
    if event.when is not None:
        when = report.when
        # What goes on has no last day, whatever is known of its first; a period ends with its end.
        before = None if when is None or when.extent == "open" else when.before
        if when is not None and when.end is not None:
            before = when.end.before
        same = when is not None and (when.earliest, before) == (
            event.when.earliest,
            event.when.before,
        )
        tally.add("date", int(same), 1)
    stance = report.stance
    either = report.type == "AGREE" and stance is not None and stance.status == "planned"
    tally.add("polarity", int(stance is not None and stance.polarity == event.stance.polarity), 1)
    tally.add(
        "status",
        int(stance is not None and (stance.status == event.stance.status or either)),
        1,
    )
    _score_chain(tally, event, report, coded)


def _score_places(tally: Tally, event: GoldEvent, report: OutputReport) -> None:
    for place in event.where:
        names = [n for w in report.where for n in (w.name, w.span.text)]
        tally.add("place", int(any(same_words(place.words, name) for name in names)), 1)
    for ours in report.where:
        told = (
            same_words(p.words, name) for p in event.where for name in (ours.name, ours.span.text)
        )
        tally.add("place precision", int(any(told)), 1)


def _score_chain(
    tally: Tally, event: GoldEvent, report: OutputReport, coded: CodedDocument
) -> None:
    chains = [c.chain for c in coded.claims if c.id in report.claim_ids]
    names = [step.name for chain in chains for step in chain]
    names += [step.source.text for chain in chains for step in chain if step.source is not None]
    if not event.chain:
        tally.add("own voice", int(any(not chain for chain in chains)), 1)
        return
    tally.add("speaker", int(any(same_words(event.chain[0], name) for name in names)), 1)


def _score_claims(tally: Tally, gold: GoldDocument, coded: CodedDocument) -> None:
    wanted = tuple(c for c in gold.claims if c.kind != "report")
    matches = match_claims(coded, wanted)
    found = [c for c in coded.claims if c.kind not in ("report", "statement")]
    kinds = [c for c in wanted if c.kind != "statement"]
    matched = sum(c.id in matches for c in kinds)
    tally.found("claim", matched=matched, gold=len(kinds), found=len(found))
    for claim in wanted:
        if claim.id not in matches:
            continue
        chain = matches[claim.id].chain
        names = [s.name for s in chain] + [s.source.text for s in chain if s.source is not None]
        if claim.holder:
            right = any(same_words(h, n) for h in claim.holder for n in names)
        else:
            right = not chain
        tally.add("claim holder", int(right), 1)


def _score_wrong(tally: Tally, gold: GoldDocument, coded: CodedDocument) -> None:
    """Count readings the gold rules out; an affirmed, occurred or ongoing report breaks one."""
    for wrong in gold.wrong:
        spans = occurrences(coded.document.text, wrong.words)
        broken = any(_breaks(r, wrong.type, spans, gold, coded) for r in coded.reports)
        tally.add("wrong readings avoided", int(not broken), 1)


def _breaks(
    report: OutputReport,
    type_code: str | None,
    spans: Sequence[tuple[int, int]],
    gold: GoldDocument,
    coded: CodedDocument,
) -> bool:
    inside = any(a <= report.trigger.start and report.trigger.end <= b for a, b in spans)
    if not inside or type_code not in (None, report.type) or report.stance is None:
        return False
    if report.stance.polarity != "affirmed" or report.stance.status not in ("occurred", "ongoing"):
        return False
    allowed = any(
        event.type == report.type
        and any(a < d and c < b for a, b in spans
                for c, d in occurrences(coded.document.text, event.trigger))
        for event in gold.events
    )  # fmt: skip
    own_voice = any(not c.chain for c in coded.claims if c.id in report.claim_ids)
    return own_voice if allowed else True
