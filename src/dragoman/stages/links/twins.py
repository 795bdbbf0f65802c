"""Reports that are copies of each other: one sentence printed again, in a reprint or a wire text.

Copies are linked without being compared, and compared with the rest as one, so that forty reprints
cost what one report costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.stages.links.report import LinkableReport

__all__ = ["twins_of"]

_FEWEST_WORDS = 8
"""Shorter sentences ("Two people were killed.") are written anew about many happenings."""
_LONGEST_GAP_DAYS = 7
"""A later copy may be of a yearly sentence, or of background that is told again and again."""


def twins_of(
    reports: Iterable[LinkableReport], *, kept_apart: frozenset[str]
) -> list[list[LinkableReport]]:
    """Return all reports in groups of copies, each in order of id; most groups hold one report.

    Reports whose id is in `kept_apart` are copies of none.
    """
    alike: dict[tuple[object, ...], list[LinkableReport]] = defaultdict(list)
    groups: list[list[LinkableReport]] = []
    for report in reports:
        if report.id in kept_apart or len(report.sentence.split()) < _FEWEST_WORDS:
            groups.append([report])
        else:
            alike[_text_key(report)].append(report)
    for copies in alike.values():
        groups += _by_time(copies)
    return sorted((sorted(g, key=lambda r: r.id) for g in groups), key=lambda g: g[0].id)


def _text_key(report: LinkableReport) -> tuple[object, ...]:
    """Return what copies have in common: the sentence, and where in it the trigger stands."""
    offset = report.trigger_start - report.sentence_start
    parties = tuple(sorted((party.role, party.name) for party in report.parties))
    return " ".join(report.sentence.split()), offset, report.trigger, report.type, parties


def _by_time(copies: Sequence[LinkableReport]) -> list[list[LinkableReport]]:
    """Return copies in groups without a gap of more than a week; undated ones are one group.

    The same sentence twice in one document is no copy: the second belongs to the next group.
    """
    ordered = sorted(copies, key=lambda r: (r.document.published or date.min, r.document.id, r.id))
    groups: list[list[LinkableReport]] = []
    for report in ordered:
        if groups and _follows(groups[-1], report):
            groups[-1].append(report)
        else:
            groups.append([report])
    return groups


def _follows(group: Sequence[LinkableReport], report: LinkableReport) -> bool:
    before, now = group[-1].document.published, report.document.published
    if report.document.id == group[-1].document.id or (before is None) != (now is None):
        return False
    is_reprint = group[-1].document.origin_id == report.document.origin_id
    if not is_reprint and _name_other_days(group[-1], report):
        return False
    return before is None or now is None or (now - before).days <= _LONGEST_GAP_DAYS


def _name_other_days(one: LinkableReport, other: LinkableReport) -> bool:
    """True if both name a day, and the days do not even adjoin: "shelled again on Monday".

    In a reprint "today" may be read as another day than in the first print.
    """
    days = [
        r.when.begin.earliest for r in (one, other)
        if r.when is not None and r.when.begin.basis != "publication"
        and r.when.begin.precision == "day" and r.when.begin.earliest is not None
    ]  # fmt: skip
    return len(days) == 2 and abs((days[0] - days[1]).days) > 1
