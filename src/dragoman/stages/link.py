"""Reports from many documents to events: one happening, one event, whatever the number of reports.

Pairs of reports that share a block (`links.blocking`) are scored by readable weights
(`links.features`) and joined by average link (`links.cluster`) under what people decided. The same
reports give the same events in whatever order they come. See docs/explanation/linking.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

import numpy as np

from dragoman.records import Event, EventAlias, make_id
from dragoman.stages.links.blocking import read_blocks
from dragoman.stages.links.cluster import Groups, cluster
from dragoman.stages.links.columns import Columns
from dragoman.stages.links.event import event_of
from dragoman.stages.links.features import FEATURES, score_pairs
from dragoman.stages.links.relations import relations_of
from dragoman.stages.links.report import Constraints, KnownEvent, LinkableReport, Linked
from dragoman.stages.links.twins import twins_of

__all__ = ["LINKER", "group_reports", "link_reports", "linking_run_id"]

LINKER = "happenings.v2"

Unkept = tuple[Literal["same", "different"], str, str]


def linking_run_id() -> str:
    """Return the id of a run of this linker: it depends on its name and its weights."""
    weights = repr([(feature.name, feature.weight) for feature in FEATURES])
    return make_id("run", "link", LINKER, hashlib.sha256(weights.encode()).hexdigest())


def link_reports(
    reports: Sequence[LinkableReport],
    *,
    known: Sequence[KnownEvent] = (),
    constraints: Constraints | None = None,
    stand: bool = True,
) -> Linked:
    """Return the events of `reports`; events known before keep their ids, and their reports.

    Known events stand: only pairs with a report that none of them has are compared, and known
    events that such a report might join are compared with each other. A known event whose reports
    are not all given is linked as far as they are. Where two known events turn out to be one, the
    older id stays and the other becomes an alias. Unless they `stand`, known events lend only their
    ids: all is compared again.
    """
    given = constraints or Constraints()
    groups, unmet = _grouped(reports, known if stand else (), given)
    identified = _with_ids(groups, known, given)
    event_ids = {r.id: event_id for event_id, _, group in identified for r in group}
    run_id = linking_run_id()
    events = tuple(
        event_of(group, event_id=event_id, run_id=run_id, founding_id=founding_id)
        for event_id, founding_id, group in identified
    )
    return Linked(
        events=tuple(sorted(events, key=lambda event: event.id)),
        aliases=_aliases(events, known, event_ids, run_id),
        relations=relations_of(reports, event_ids),
        unmet=unmet,
    )


def group_reports(
    reports: Sequence[LinkableReport],
    *,
    known: Sequence[KnownEvent] = (),
    constraints: Constraints | None = None,
) -> list[list[LinkableReport]]:
    """Return the reports in groups that tell one happening each; the first half of linking."""
    return _grouped(reports, known, constraints or Constraints())[0]


def _grouped(
    reports: Sequence[LinkableReport], known: Sequence[KnownEvent], given: Constraints
) -> tuple[list[list[LinkableReport]], tuple[Unkept, ...]]:
    kept_apart = frozenset(some_id for pair in given.different for some_id in pair)
    twins = twins_of(reports, kept_apart=kept_apart)
    row_of = {report.id: row for row, group in enumerate(twins) for report in group}
    columns = Columns([group[0] for group in twins])
    different, unmet = _rows(given.different, "different", row_of)
    parts = ((row, int(parent)) for row, parent in enumerate(columns.parent) if parent >= 0)
    groups = Groups(len(twins), apart=(*different, *parts))
    same, unknown = _rows(given.same, "same", row_of)
    names = {row: group[0].id for row, group in enumerate(twins)}
    unmet += unknown + [
        ("same", names[one], names[other]) for one, other in same if not _join(groups, one, other)
    ]
    for event in sorted(known, key=lambda event: event.id):
        ids = (event.founding_report_id, *event.report_ids)
        rows = [row_of[some_id] for some_id in ids if some_id in row_of]
        for row in rows[1:]:
            _join(groups, rows[0], row)
    stands = {
        row_of[some_id] for event in known for some_id in event.report_ids if some_id in row_of
    }
    _compare(columns, groups, stands)
    members = [[report for row in rows for report in twins[row]] for rows in groups.all()]
    return members, tuple(unmet)


def _rows(
    pairs: Iterable[tuple[str, str]], kind: Literal["same", "different"], row_of: Mapping[str, int]
) -> tuple[list[tuple[int, int]], list[Unkept]]:
    """Return pairs of ids as pairs of rows, in order, and those of which a report is missing."""
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    found = [(row_of[a], row_of[b]) for a, b in ordered if a in row_of and b in row_of]
    missing: list[Unkept] = [(kind, a, b) for a, b in ordered if a not in row_of or b not in row_of]
    return found, missing


def _join(groups: Groups, one: int, other: int) -> bool:
    """Join the groups of two rows; False where that is forbidden."""
    first, second = groups.of(one), groups.of(other)
    if first == second:
        return True
    if not groups.may_join(first, second):
        return False
    groups.join(first, second)
    return True


def _compare(columns: Columns, groups: Groups, stands: AbstractSet[int]) -> None:
    """Score what may be one happening and join what is; rows that stand only meet new ones.

    Two events that stand are compared only where a new report speaks for joining both.
    """
    if len(columns) < 2 or len(stands) == len(columns):
        return
    blocks = read_blocks(columns)
    if not stands:
        left, right = blocks.pairs()
        cluster(groups, left, right, score_pairs(columns, left, right))
        return
    is_new = np.ones(len(columns), dtype=bool)
    is_new[sorted(stands)] = False
    left, right = blocks.pairs(is_new)
    scores = score_pairs(columns, left, right)
    near = {row for pair in (left, right) for row in pair[scores > 0].tolist()} & stands
    touched = {groups.of(row) for row in near}
    is_touched = np.array([groups.of(row) in touched for row in range(len(columns))], dtype=bool)
    old_left, old_right = blocks.pairs(is_touched & ~is_new)
    both = is_touched[old_left] & is_touched[old_right] & ~is_new[old_left] & ~is_new[old_right]
    old_left, old_right = old_left[both], old_right[both]
    cluster(
        groups,
        np.concatenate([left, old_left]),
        np.concatenate([right, old_right]),
        np.concatenate([scores, score_pairs(columns, old_left, old_right)]),
    )


def _with_ids(
    groups: Sequence[Sequence[LinkableReport]], known: Sequence[KnownEvent], given: Constraints
) -> list[tuple[str, str, Sequence[LinkableReport]]]:
    """Return each group with the id of its event and that of its founding report."""
    held: dict[int, list[KnownEvent]] = defaultdict(list)
    for event, number in _holders(groups, known):
        held[number].append(event)
    taken = {event.id for event in known} | set(given.taken_ids)
    found = []
    for number, group in enumerate(groups):
        first = {report.id: (report.document.fetched_at, report.id) for report in group}
        founding = min(first, key=lambda some_id: first[some_id])
        if number in held:
            oldest = min(
                held[number],
                key=lambda e: (e.founding_report_id not in first,
                               first.get(e.founding_report_id, ("", "")), e.id),
            )  # fmt: skip
            if oldest.founding_report_id in first:
                founding = oldest.founding_report_id
            found.append((oldest.id, founding, group))
        else:
            found.append((_new_id(founding, taken), founding, group))
    return found


def _holders(
    groups: Sequence[Sequence[LinkableReport]], known: Sequence[KnownEvent]
) -> Iterator[tuple[KnownEvent, int]]:
    """Yield known events with the group that goes on with them.

    It is that of the founding report; where that is gone, the one with most of the event's reports.
    """
    group_of = {report.id: number for number, group in enumerate(groups) for report in group}
    for event in known:
        votes = Counter(group_of[some_id] for some_id in event.report_ids if some_id in group_of)
        if event.founding_report_id in group_of:
            yield event, group_of[event.founding_report_id]
        elif votes:
            yield event, min(votes, key=lambda number: (-votes[number], number))


def _new_id(founding_id: str, taken: AbstractSet[str]) -> str:
    """Return the id of an event founded by a report, never one that was given before."""
    event_id, again = make_id("evt", founding_id), 1
    while event_id in taken:
        again += 1
        event_id = make_id("evt", founding_id, again)
    return event_id


def _aliases(
    events: Sequence[Event], known: Sequence[KnownEvent], event_ids: Mapping[str, str], run_id: str
) -> tuple[EventAlias, ...]:
    """Return the known ids that are no event's any more, with the event that they now mean."""
    living = {event.id for event in events}
    found = []
    for event in sorted(known, key=lambda event: event.id):
        ids = (event.founding_report_id, *event.report_ids)
        now = next((event_ids[some_id] for some_id in ids if some_id in event_ids), None)
        if event.id not in living and now is not None:
            found.append(EventAlias(old_id=event.id, new_id=now, run_id=run_id))
    return tuple(found)
