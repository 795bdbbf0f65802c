"""What events are to each other, where a text says so: a part of, in retaliation for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.records import EventRelation, Evidence, Span
from dragoman.stages.links.report import LinkableReport

__all__ = ["relations_of"]

_RETALIATION = re.compile(
    r"\b(?:in (?:retaliation|revenge|reprisal|retribution) (?:for|over|after)|"
    r"(?:to|in order to|vow\w* to) avenge|retaliat\w+ (?:for|against|over|after)|avenging|"
    r"as (?:a )?(?:retaliation|revenge|reprisal) for)\b",
    re.IGNORECASE,
)

Key = tuple[str, str, str]


def relations_of(
    reports: Sequence[LinkableReport], event_ids: Mapping[str, str]
) -> tuple[EventRelation, ...]:
    """Return the relations that reports give, each once with all reports it was read from.

    `event_ids` is the event of each report. Reports of one event are in no relation.
    """
    read: dict[Key, list[tuple[str, Evidence | None]]] = defaultdict(list)
    in_sentence: dict[tuple[str, int], list[LinkableReport]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.document.id, r.trigger_start, r.id)):
        in_sentence[report.document.id, report.sentence_start].append(report)
        whole = None if report.parent_id is None else event_ids.get(report.parent_id)
        if whole is not None:
            key = (event_ids[report.id], whole, "part_of")
            read[key].append((report.id, None))
    for told in in_sentence.values():
        for first, second, evidence in _retaliations(told):
            key = (event_ids[first.id], event_ids[second.id], "retaliates_for")
            read[key].append((first.id, evidence))
    return tuple(_relation(key, read[key]) for key in sorted(read) if key[0] != key[1])


def _retaliations(
    told: Sequence[LinkableReport],
) -> list[tuple[LinkableReport, LinkableReport, Evidence]]:
    """Return the acts of one sentence that answer another of it: nearest before and after the cue.

    Two acts before the cue, or none after it, leave it open which is meant; then nothing is read.
    """
    found = []
    for cue in _RETALIATION.finditer(told[0].sentence):
        start = told[0].sentence_start + cue.start()
        end = told[0].sentence_start + cue.end()
        before = [r for r in told if r.trigger_start + len(r.trigger) <= start]
        after = [r for r in told if end <= r.trigger_start]
        if len(before) == 1 and after:
            span = Span(document_id=told[0].document.id, start=start, end=end)
            evidence = Evidence(span=span, quote=cue.group(), supports="trigger")
            found.append((before[0], after[0], evidence))
    return found


def _relation(key: Key, read: Sequence[tuple[str, Evidence | None]]) -> EventRelation:
    from_id, to_id, kind = key
    return EventRelation(
        from_id=from_id,
        to_id=to_id,
        kind="part_of" if kind == "part_of" else "retaliates_for",
        report_ids=tuple(sorted({report_id for report_id, _ in read})),
        evidence=tuple(evidence for _, evidence in read if evidence is not None),
    )
