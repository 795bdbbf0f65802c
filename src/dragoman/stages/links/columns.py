"""Reports as columns of numbers, so that millions of pairs are compared at once.

Row n is the nth report in order of id: nothing downstream depends on the order of arrival. Names,
countries and the like become numbers that mean only "same or not"; -1 is "not known".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from dragoman.records import When
from dragoman.records.report import PlacePrecision, Role
from dragoman.stages.links.kin import kin_of
from dragoman.stages.links.report import LinkableParty, LinkablePlace, LinkableReport
from dragoman.stages.links.told import told_as
from dragoman.stages.links.words import (
    FloatArray,
    IntArray,
    Vectors,
    Weights,
    content_stems,
    name_stems,
    stems_beside,
    trigger_stems,
    weigh,
)

__all__ = ["SIDES", "UNKNOWN", "Columns", "day_span", "party_key"]

Index = npt.NDArray[np.intp]

UNKNOWN = -1
SIDES: dict[Role, int] = {
    "initiator": 0, "visitor": 0, "mediator": 0, "party": 1, "target": 2, "host": 2,
    "beneficiary": 2, "affected": 2,
}  # fmt: skip
"""Who acts, who takes part, who is acted on."""

_BLAMING = ("ASSAULT", "COERCE")
"""What different doers may be blamed for."""
_ONE_SIDED = (
    "ACCUSE", "AID", "ASSAULT", "COERCE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT",
    "THREATEN",
)  # fmt: skip
"""What one does to another; talks and treaties are the same whoever is named first."""

PARTIES, PLACES = 6, 3
"""How many participants and places of a report are compared; the first ones of the text."""

_PRECISE: tuple[PlacePrecision, ...] = ("exact", "city", "admin2")
_AT_THE_PLACE = ("at", "near")
_EARLY, _LATE = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()
_BEFORE_PUBLICATION, _AFTER_PUBLICATION = 4, 2
"""Days before and after publication in which an undated happening of the news may have been."""


class Numbers:
    """Gives each different value a number, in the order in which it is first asked."""

    def __init__(self) -> None:
        self._given: dict[object, int] = {}

    def of(self, value: object | None) -> int:
        """Return the number of `value`, UNKNOWN of None."""
        return UNKNOWN if value is None else self._given.setdefault(value, len(self._given))


def party_key(party: LinkableParty) -> str:
    """Return what a participant is known by: index id, else name."""
    return party.actor_id or _folded(party.name)


def _folded(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())


def _last_word(party: LinkableParty) -> str | None:
    """Return the surname or head noun, None for what is named by one short word or by nothing."""
    words = _folded(party.name).split()
    return words[-1] if words and len(words[-1]) > 2 else None


def day_span(when: When | None, published: date | None) -> tuple[int, int] | None:
    """Return the first day on which it may have been and the day by which it had surely begun.

    Both as ordinals, half-open; None where neither a date nor the publication is known. A date
    that is only that of publication is taken for the days around it.
    """
    if when is not None and when.begin.basis != "publication":
        earliest, before = when.begin.earliest, when.begin.before
        first = _EARLY if earliest is None else earliest.toordinal()
        last = _LATE if before is None else before.toordinal()
        if when.extent == "period" and when.end is not None and when.end.before is not None:
            last = max(last, when.end.before.toordinal())
        return first, last
    day = published
    if when is not None and when.begin.earliest is not None:
        day = when.begin.earliest
    if day is None:
        return None
    return day.toordinal() - _BEFORE_PUBLICATION, day.toordinal() + _AFTER_PUBLICATION


class Columns:
    """The compared values of reports sorted by id, with their documents in order of id."""

    def __init__(self, reports: Sequence[LinkableReport]) -> None:
        self.reports = tuple(sorted(reports, key=lambda report: report.id))
        documents = {r.document.id: r.document for r in self.reports}
        order = {name: n for n, name in enumerate(sorted(documents))}
        self.document = _ints(order[r.document.id] for r in self.reports)
        self._read_texts([documents[name].text for name in order])
        self._read_what()
        self._read_days()
        self._read_parties()
        self._read_places()

    def __len__(self) -> int:
        return len(self.reports)

    def _read_texts(self, openings: Sequence[str]) -> None:
        sentences = [content_stems(report.sentence) for report in self.reports]
        stories = [content_stems(text) for text in openings]
        self.weights = Weights(self._told(stories, sentences))
        triggers = [trigger_stems(report.trigger) for report in self.reports]
        names = [name_stems(text) for text in openings]
        self.story: Vectors = weigh(stories, self.weights, width=32, names=names)
        self.sentence: Vectors = weigh(sentences, self.weights, width=24)
        self.trigger: Vectors = weigh(triggers, self.weights, width=8)
        self.beside: Vectors = weigh(
            [_beside(report) for report in self.reports], self.weights, width=12
        )
        self.kin = kin_of(triggers)

    def _told(
        self, stories: Sequence[Sequence[str]], sentences: Sequence[Sequence[str]]
    ) -> Iterator[set[str]]:
        """Yield the stems of each document, its reports' sentences included.

        One at a time: the sets of all documents take more room than all else together.
        """
        rows = np.argsort(self.document, kind="stable")
        bounds = np.searchsorted(self.document[rows], np.arange(len(stories) + 1))
        for number, stems in enumerate(stories):
            own = rows[bounds[number] : bounds[number + 1]].tolist()
            yield set(stems).union(*(sentences[row] for row in own))

    def _read_what(self) -> None:
        types, modes = Numbers(), Numbers()
        self.type = _ints(types.of(r.type) for r in self.reports)
        self.type_names = _names(r.type for r in self.reports)
        self.mode = _ints(modes.of(r.mode and (r.type, r.mode)) for r in self.reports)
        self.is_open = np.array([told_as(r) == "open" for r in self.reports], dtype=bool)
        self.repeated = np.array([r.repeated for r in self.reports], dtype=bool)
        ids = {report.id: n for n, report in enumerate(self.reports)}
        self.parent = _ints(ids.get(r.parent_id or "", UNKNOWN) for r in self.reports)
        places = Numbers()
        self.spot = _ints(places.of((r.document.id, r.sentence_start)) for r in self.reports)
        self.counted: IntArray = _ints(_count(report) for report in self.reports)

    def _read_days(self) -> None:
        spans = [day_span(r.when, r.document.published) for r in self.reports]
        self.first = _ints(UNKNOWN if span is None else span[0] for span in spans)
        self.before = _ints(UNKNOWN if span is None else span[1] for span in spans)
        self.is_dated = np.array([span is not None for span in spans], dtype=bool)
        self.is_stated = np.array(
            [r.when is not None and r.when.begin.basis != "publication" for r in self.reports],
            dtype=bool,
        )
        published = [r.document.published for r in self.reports]
        self.published = _ints(UNKNOWN if d is None else d.toordinal() for d in published)

    def _read_parties(self) -> None:
        keys, words, countries, sectors = Numbers(), Numbers(), Numbers(), Numbers()

        def table(value: Callable[[LinkableParty], int]) -> IntArray:
            rows = np.full((len(self), PARTIES), UNKNOWN, dtype=np.int32)
            for row, report in enumerate(self.reports):
                for column, party in enumerate(report.parties[:PARTIES]):
                    rows[row, column] = value(party)
            return rows

        self.party_key = table(lambda party: keys.of(party_key(party) or None))
        self.party_known = table(lambda party: int(party.actor_id is not None))
        self.party_word = table(lambda party: words.of(_last_word(party)))
        self.party_country = table(lambda party: countries.of(party.country))
        self.party_sector = table(lambda party: sectors.of(party.sector))
        self.party_side = table(lambda party: SIDES[party.role])
        self.may_blame = np.array([r.type in _BLAMING for r in self.reports], dtype=bool)
        self.has_sides = np.array([r.type in _ONE_SIDED for r in self.reports], dtype=bool)

    def _read_places(self) -> None:
        ids, countries, regions = Numbers(), Numbers(), Numbers()
        kept = [_compared_places(report) for report in self.reports]

        def table(value: Callable[[LinkablePlace], float]) -> FloatArray:
            rows = np.full((len(self), PLACES), np.nan, dtype=np.float32)
            for row, places in enumerate(kept):
                for column, place in enumerate(places):
                    rows[row, column] = value(place)
            return rows

        self.place_id = table(lambda p: ids.of(p.geonames_id or _folded(p.name)))
        self.place_country = table(lambda p: countries.of(p.country))
        self.place_region = table(lambda p: regions.of(p.admin1 and (p.country, p.admin1)))
        self.place_precise = table(lambda p: float(p.precision in _PRECISE))
        self.latitude = table(lambda p: np.nan if p.latitude is None else p.latitude)
        self.longitude = table(lambda p: np.nan if p.longitude is None else p.longitude)


def _beside(report: LinkableReport) -> tuple[str, ...]:
    """Return the stems of the words around the trigger, mostly who and what it was about."""
    start = report.trigger_start - report.sentence_start
    return stems_beside(report.sentence, start, start + len(report.trigger))


def _compared_places(report: LinkableReport) -> tuple[LinkablePlace, ...]:
    """Return the places it was at; one it only led from or to says less."""
    return tuple(p for p in report.places if p.relation in _AT_THE_PLACE)[:PLACES]


def _count(report: LinkableReport) -> int:
    """Return the first exact count of people, UNKNOWN where there is none."""
    people = ("killed", "injured", "detained", "displaced", "crowd", "troops")
    exact = (c.low for c in report.counts if c.kind in people and c.low == c.high)
    return next((int(low) for low in exact if low is not None), UNKNOWN)


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, dtype=np.int32)


def _names(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the different values in the order in which `Numbers` numbers them, None left out."""
    return tuple(value for value in dict.fromkeys(values) if value is not None)
