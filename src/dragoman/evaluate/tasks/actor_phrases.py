"""Scores phrases that name or describe an actor: country and sector code of each.

Reads the case form of docs/reference/evaluation.md: a phrase with the country and day it is read
in, and the codes it should have. Resolving is the work of `pipeline.phrases`; here the answers are
compared, in the codes of the PLOVER of dragoman.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.evaluate.measure import Measure, Tally
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.build_actors import NON_STATE_CODES
from dragoman.pipeline.document import Pipeline
from dragoman.pipeline.phrases import resolve_phrase
from dragoman.records import Record
from dragoman.records.resolved import ResolvedActor
from dragoman.stages.date import find_times

__all__ = ["score_actor_phrases"]

_WRITTEN = date(2022, 6, 1)
"""The day of a case that gives none: the cases are of 2022 and say "today" by leaving it out."""
_NOT_CODED = frozenset({"wikipedia_page_of_phrase"})
# Codes of earlier codebooks by those of PLOVER 2.0; UNK says that nothing is known.
_SECTORS = {"HLH": "MED", "UNK": ""}
_COUNTRIES = {"KOS": "XKX"}
_LONGEST_NAME = 5
"""Words of the longest name that is looked for in a context."""
_BODIES = frozenset({"organisation", "armed_group"})
_KNOWN = 0.5
"""Weight from which a body tells the country of a context that names none."""
_NON_STATES = frozenset({"NGO", "ISM", "IMG", "MNC"})
"""Countries of actors of no state, for which a case may give none and name the sort as sector."""


class _Expected(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """The codes a phrase should have; None where the case does not say."""

    country: str | None = None
    country_as_text: str | None = msgspec.field(name="cc", default=None)
    not_country: str | None = msgspec.field(name="country!=", default=None)
    first: str | None = msgspec.field(name="code_1", default=None)
    second: str | None = msgspec.field(name="code_2", default=None)


class _Inputs(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """What the phrase is read with: a context, then a day, or the day by name."""

    args: tuple[str, ...] = ()
    query_date: str | None = None


class _Case(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One line of the file."""

    id: str
    task: str
    text: str
    other_inputs: _Inputs
    expected: _Expected


def score_actor_phrases(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of phrases scored and the measures: country, sector, both.

    Raises:
        InputError: D106 where a line is no case.
    """
    tally = Tally()
    for number, case in enumerate(_cases(path)):
        tally.document = number
        found = resolve_phrase(
            case.text,
            as_of=_day(case.other_inputs),
            near=_near(case.other_inputs, pipeline.actors),
            pipeline=pipeline,
        )
        _score(tally, case.expected, found)
    return tally.document + 1 if tally.counts else 0, tally.measures()


def _cases(path: Path) -> Iterator[_Case]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = msgspec.json.decode(line, type=_Case)
        except msgspec.MsgspecError as error:
            raise InputError(
                "D106", f"{path}:{number}: {error}. Expected one case of actor-phrases a line: "
                "docs/reference/evaluation.md"
            ) from error  # fmt: skip
        if case.task not in _NOT_CODED:
            yield case


def _day(inputs: _Inputs) -> date | None:
    """Return the day the phrase is read on: "2022-04-01", "10 May 2015", "today"."""
    text = inputs.query_date or (inputs.args[1] if len(inputs.args) > 1 else "")
    times = find_times(text.title(), 0, len(text), anchor=_WRITTEN) if text else ()
    when = next((t.when for t in times if t.when is not None), None)
    return _WRITTEN if when is None else when.begin.earliest


def _near(inputs: _Inputs, index: ActorIndex) -> str | None:
    """Return the country that the context names first, by itself or in its words.

    Where it names none, it is that of the first body or capital in it that the index knows well;
    None where there is none.
    """
    words = re.findall(r"[\w'’.-]*[\w.]", inputs.args[0]) if inputs.args else []
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    runs = (
        " ".join(words[first : first + length])
        for first in range(len(words))
        for length in range(_LONGEST_NAME, 0, -1)
    )
    hits = [hit for run in runs if run[:1].isupper() for hit in index.find(run)]
    bodies = (h for h in hits if h.kind in _BODIES and h.weight >= _KNOWN)
    told = next((hit for hit in hits if hit.kind == "state"), None) or next(bodies, None)
    return None if told is None or told.country in NON_STATE_CODES else told.country


def _score(tally: Tally, expected: _Expected, found: ResolvedActor) -> None:
    countries = _country_is_right(expected, found)
    sectors = _sector_is_right(expected, found)
    if countries is not None:
        tally.add("country", int(countries), 1)
    if sectors is not None:
        tally.add("sector", int(sectors), 1)
    if countries is not None and sectors is not None:
        tally.add("country and sector", int(countries and sectors), 1)


def _country_is_right(expected: _Expected, found: ResolvedActor) -> bool | None:
    """Return whether the country is right, None where the case does not ask."""
    if expected.not_country is not None:
        return found.country != expected.not_country
    wanted = expected.country if expected.country is not None else expected.country_as_text
    if wanted is None:
        return None
    if not wanted:
        return found.country is None or found.country in _NON_STATES
    return found.country == _COUNTRIES.get(wanted, wanted)


def _sector_is_right(expected: _Expected, found: ResolvedActor) -> bool | None:
    """Return whether one of the codes wanted is among those found, None where none is asked for.

    A state by itself has no sector in the cases; here it has that of its government when it acts.
    """
    if expected.first is None:
        return None
    given = [code for code in (expected.first, expected.second) if code is not None]
    wanted = {_SECTORS.get(code, code) for code in given} - {""}
    if not wanted:
        return not found.sectors or (expected.first == "" and found.kind == "state")
    sorts = {found.country} & wanted & _NON_STATES
    return bool(wanted & set(found.sectors) or sorts)
