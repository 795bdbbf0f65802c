"""When what a clause looks back on was, by its sentence's day: "a week after seizing him".

What is told after "after" came so long before, what is told after "before" so long after.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dragoman.records import Evidence, ParsedSentence, When
from dragoman.stages.dates.calendar import about, add_units
from dragoman.stages.dates.words import COUNT, UNIT, number_value
from dragoman.stages.tree import ancestors, children

__all__ = ["counted_from"]

_MEASURE = re.compile(rf"\b(?P<count>{COUNT})\s+(?P<unit>{UNIT})s?\s*$", re.IGNORECASE)
_SIDES = {"after": -1, "before": 1}
_LONGEST = 40
_UNITS = ("day", "week", "month", "year")


def counted_from(
    text: str, parse: ParsedSentence, trigger: int, day: When | None, told: Evidence | None
) -> When | None:
    """Return when the event at `trigger` was if it is counted from `day`; None if it is not.

    That is the day of its sentence, told outside the clause that is counted or not at all.
    """
    start = None if day is None else day.begin.earliest
    if start is None or day is None or day.begin.precision != "day":
        return None
    for node in [trigger, *ancestors(parse, trigger)]:
        joins = [node, *children(parse, node, "mark", "prep")]
        for index in joins:
            token = parse.tokens[index]
            measure = _MEASURE.search(text[max(token.start - _LONGEST, 0) : token.start])
            side = _SIDES.get(token.lemma)
            if side is None or measure is None or index >= trigger:
                continue
            count, unit = number_value(measure["count"].lower()), measure["unit"].lower()
            inside = told is not None and token.start <= told.span.start < _end(parse, node)
            if unit not in _UNITS or inside:
                return None
            begin = about(add_units(start, side * count, unit), unit)
            return When(begin=replace(begin, basis="relative"), extent="occasion")
    return None


def _end(parse: ParsedSentence, node: int) -> int:
    below = [node]
    for index in below:
        below.extend(parse.children[index])
    return max(parse.tokens[index].end for index in below)
