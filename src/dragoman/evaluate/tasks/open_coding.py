"""Task `open-coding`: all that a sentence says in PLOVER's terms, with nothing given.

The gold has classes of an older PLOVER and countries of both sides. Compared are the distinct
classes of a record, and the distinct triples of source country, recipient country and class; what
is found beside them counts against. An event that goes both ways is one, whichever side is first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.pipeline.document import Pipeline
from dragoman.records import Record
from dragoman.records.output import CodedDocument, OutputReport

__all__ = ["GoldActor", "GoldOpen", "GoldOpenRow", "open_coding"]

_FOLDED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE",
    "DEMAND": "REQUEST", "FIGHT": "ASSAULT",
}  # fmt: skip
"""Types that one of the two PLOVERs has and the other has not, by what both have."""
_COUNTRIES = {"JAP": "JPN"}
"""Slips of the gold."""
_SOURCES = frozenset({"initiator", "visitor", "mediator"})
_RECIPIENTS = frozenset({"target", "host", "beneficiary", "affected"})

Triple = tuple[str, str, str]
"""Source country, recipient country, class; "" where there is no side or it has no country."""


class GoldActor(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One actor of a side: the country code, None or "" where none was given."""

    code: str | None = None


class GoldOpen(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One event."""

    plover: str
    source: tuple[GoldActor, ...] = ()
    recipient: tuple[GoldActor, ...] = ()
    reciprocal: bool | str | None = None


class GoldOpenRow(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One sentence with its events."""

    id: str
    text: str
    events: tuple[GoldOpen, ...]


class _Sides(Record, frozen=True, kw_only=True):
    """An event as far as it is compared; of a mutual one the first triple stands for both."""

    triples: frozenset[Triple]


def open_coding(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of records at `path` and the measures over them."""
    tally = Tally()
    rows = list(read_lines(path, GoldOpenRow))
    for number, gold in enumerate(rows):
        tally.document = number
        coded = coded_or_problem(document_of(gold.id, gold.text), pipeline)
        reports = coded.reports if isinstance(coded, CodedDocument) else ()
        _score_row(gold, reports, tally)
    return len(rows), tally.measures()


def _score_row(gold: GoldOpenRow, reports: tuple[OutputReport, ...], tally: Tally) -> None:
    wanted = {_folded(event.plover) for event in gold.events}
    ours = {_folded(report.type) for report in reports}
    tally.found("class", matched=len(wanted & ours), gold=len(wanted), found=len(ours))
    events = {sides for event in gold.events for sides in _sides_of_gold(event)}
    found = {sides for report in reports for sides in _sides_of_report(report)}
    matched = sum(any(e.triples & f.triples for f in found) for e in events)
    right = sum(any(e.triples & f.triples for e in events) for f in found)
    tally.found("triple", matched=min(matched, right), gold=len(events), found=len(found))
    for name in sorted(wanted | ours):
        tally.found(name, matched=name in wanted & ours, gold=name in wanted, found=name in ours)
    tally.add("reports a record", len(reports), 1)
    tally.add("any report", bool(reports), 1)


def _sides_of_gold(event: GoldOpen) -> frozenset[_Sides]:
    code = _folded(event.plover)
    sources = _codes(actor.code for actor in event.source)
    recipients = _codes(actor.code for actor in event.recipient)
    # "False" as a text would be true.
    is_mutual = str(event.reciprocal or "").lower() in ("true", "yes", "1")
    return frozenset(
        _pair(source, recipient, code, is_mutual=is_mutual)
        for source in sources
        for recipient in recipients
    )


def _sides_of_report(report: OutputReport) -> frozenset[_Sides]:
    """Return the pairs of a report: each source with each recipient, and each two parties once."""
    code = _folded(report.type)
    people = report.participants
    parties = [p for p in people if p.role == "party"]
    sources = [p for p in people if p.role in _SOURCES]
    recipients = [p for p in people if p.role in _RECIPIENTS]
    found = {
        _pair(_code(one.country), _code(other.country), code, is_mutual=True)
        for number, one in enumerate(parties)
        for other in parties[number + 1 :]
    }
    # One party beside another role is the other side; a mediator's recipients are the parties.
    sources, recipients = sources or parties[:1], recipients or (parties if sources else [])
    if not found or sources != parties[:1]:
        found |= {
            _pair(source, recipient, code, is_mutual=False)
            for source in _codes(p.country for p in sources)
            for recipient in _codes(p.country for p in recipients)
        }
    return frozenset(found)


def _pair(source: str, recipient: str, code: str, *, is_mutual: bool) -> _Sides:
    triples = {(source, recipient, code)}
    if is_mutual:
        triples.add((recipient, source, code))
    return _Sides(triples=frozenset(triples))


def _codes(countries: Iterable[str | None]) -> frozenset[str]:
    return frozenset(_code(c) for c in countries) or frozenset({""})


def _code(country: str | None) -> str:
    return _COUNTRIES.get(country or "", country or "")


def _folded(plover: str) -> str:
    return _FOLDED.get(plover, plover)
