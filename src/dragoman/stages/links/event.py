"""The event that a group of reports tells: the best-supported reading of each field, and dissent.

Each value is one that some report gives, taken from those that tell it as done, where any does. The
reading of the most sources wins; of equally many, that of the latest news, as tolls rise and first
accounts are mended. Readings that cannot both be true become Dissent. Nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import msgspec

from dragoman.records import Dissent, Event, EventQuantity, When
from dragoman.records.event import DissentField
from dragoman.stages.links.cast import cast_of
from dragoman.stages.links.place import place_of
from dragoman.stages.links.report import LinkableCount, LinkableReport
from dragoman.stages.links.told import assertion_of, independent_sources, status_of, told_as
from dragoman.stages.links.votes import Reading, by_support, rivals

__all__ = ["event_of"]

T = TypeVar("T", bound=Hashable)


def event_of(
    reports: Sequence[LinkableReport], *, event_id: str, run_id: str, founding_id: str
) -> Event:
    """Return the event told by `reports`; which report founds it is decided elsewhere."""
    ordered = tuple(sorted(reports, key=lambda report: report.id))
    told = tuple(r for r in ordered if told_as(r) == "done") or ordered
    kind = _best_read(told)
    when, where = _when(told), place_of(told)
    cast, quantities = cast_of(told), _quantities(told)
    days = sorted(r.document.published for r in ordered if r.document.published is not None)
    return Event(
        id=event_id,
        run_id=run_id,
        founding_report_id=founding_id,
        report_ids=tuple(report.id for report in ordered),
        type=kind.type,
        mode=kind.mode,
        contexts=kind.contexts,
        quad=kind.quad,
        intensity=kind.intensity,
        cameo=kind.cameo,
        participants=cast.actors,
        when=when[0],
        where=where.place,
        quantities=tuple(quantity for quantity, _ in quantities),
        status=status_of(ordered),
        assertion=assertion_of(ordered),
        independent_sources=independent_sources(ordered),
        dissent=(
            *_other(told, "type", lambda report: report.type, kind.type),
            *_other(told, "mode", lambda r: r.mode if r.type == kind.type else None, kind.mode),
            *cast.dissent,
            *when[1],
            *where.dissent,
            *(dissent for _, rest in quantities for dissent in rest),
        ),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        score=max((r.score for r in ordered if r.score is not None), default=None),
    )


def _best_read(reports: Sequence[LinkableReport]) -> LinkableReport:
    """Return the report whose type and mode speak for all: of the commonest type, a mode if any."""
    types = by_support([(report.type, report) for report in reports if report.type is not None])
    of_type = [r for r in reports if not types or r.type == types[0].value]
    modes = by_support([(report.mode, report) for report in of_type if report.mode is not None])
    of_mode = [r for r in of_type if not modes or r.mode == modes[0].value]
    return min(of_mode, key=lambda report: (-(report.score or 0.0), report.id))


def _other(
    reports: Sequence[LinkableReport],
    field: DissentField,
    value: Callable[[LinkableReport], str | None],
    won: str | None,
) -> tuple[Dissent, ...]:
    """Return the readings of a word that lost."""
    read = [(given, report) for report in reports if (given := value(report)) is not None]
    return tuple(_dissent(field, r) for r in by_support(read) if r.value != won)


def _dissent(field: DissentField, reading: Reading[T]) -> Dissent:
    value = msgspec.json.encode(reading.value).decode()
    return Dissent(field=field, value=value, report_ids=reading.report_ids)


def _when(reports: Sequence[LinkableReport]) -> tuple[When | None, tuple[Dissent, ...]]:
    """Return the best-supported date, and those that leave no day in common with it.

    A date as stated comes before one that is only that of publication, a day before a month.
    """
    given = by_support([(report.when, report) for report in reports if report.when is not None])
    if not given:
        return None, ()
    best = min(given, key=lambda reading: (_vagueness(reading.value), given.index(reading)))
    stated = [reading for reading in given if reading.value.begin.basis != "publication"]
    return best.value, tuple(
        _dissent("when", reading) for reading in stated
        if reading is not best and _are_apart(reading.value, best.value)
    )  # fmt: skip


def _vagueness(when: When) -> tuple[bool, int]:
    """Return what sorts stated dates before published ones, then by length rounded up to weeks.

    A day beats a month, but a lone "Tuesday" must not beat what five sources give as two days.
    """
    begin = when.begin
    if begin.earliest is None or begin.before is None:
        return begin.basis == "publication", 10_000
    return begin.basis == "publication", ((begin.before - begin.earliest).days + 6) // 7


def _are_apart(one: When, other: When) -> bool:
    """True if no day can be the beginning of both, nor lies in both where they last."""
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: When, other: When) -> bool:
    last = one.begin.before if one.end is None else one.end.before
    first = other.begin.earliest
    return one.extent != "open" and last is not None and first is not None and last <= first


def _quantities(
    reports: Sequence[LinkableReport],
) -> list[tuple[EventQuantity, tuple[Dissent, ...]]]:
    """Return the best-supported count of each kind and unit, and those that contradict it."""
    kinds = sorted({(c.kind, c.unit or "") for r in reports for c in r.counts})
    found = []
    for kind, unit in kinds:
        counts = [
            (count, report) for report in reports for count in report.counts
            if (count.kind, count.unit or "") == (kind, unit)
        ]  # fmt: skip
        best, *others = by_support(counts)
        lost = rivals(best, others, _counts_differ)
        dissent = tuple(
            Dissent(
                field="quantity",
                value=msgspec.json.encode(_quantity(reading)).decode(),
                report_ids=reading.report_ids,
            )
            for reading in lost
        )
        found.append((_quantity(best), dissent))
    return found


def _quantity(reading: Reading[LinkableCount]) -> EventQuantity:
    count = reading.value
    return EventQuantity(
        kind=count.kind, low=count.low, high=count.high, unit=count.unit,
        approximate=count.approximate, report_ids=reading.report_ids,
    )  # fmt: skip


def _counts_differ(one: LinkableCount, other: LinkableCount) -> bool:
    """True if no number fits both: "at least 12" and "15" agree, "12" and "15" do not."""
    return _is_below(one, other) or _is_below(other, one)


def _is_below(one: LinkableCount, other: LinkableCount) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
