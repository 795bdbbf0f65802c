"""What is asked of the chronology: the same words in a page's address, the API and the exports.

A filter is a frozen record of the query string, so a saved view is its address. `conditions` turns
it into SQL in which every value is bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlencode

import msgspec

from dragoman.records.base import Record
from dragoman.store.index_sql import SHIFT

__all__ = ["FACETS", "FilterError", "Filters", "country_of"]

ASSERTIONS = ("uncontested", "contested", "denied_only", "unconfirmed")
FACETS = ("quad", "type", "mode", "actor", "dyad", "country", "place", "source", "assertion")
"""Filters that take several values, in the order the pages show them."""
_SEVERAL = (*FACETS, "party")
_AT_MOST = 40
"""Values a filter may hold: an address is no place for a list of thousands."""


class FilterError(ValueError):
    """A filter in the address makes no sense; the message says which and what was expected."""


class Filters(Record, frozen=True, kw_only=True):
    """Which events are asked for; an empty one asks for all."""

    q: str | None = None
    """Words that all stand in the sentence of a report of the event."""
    quad: tuple[str, ...] = ()
    """Quad classes, 1 to 4; any of them."""
    type: tuple[str, ...] = ()
    """Event types; any of them."""
    mode: tuple[str, ...] = ()
    """Modes; any of them."""
    actor: tuple[str, ...] = ()
    """Actors that all take part."""
    dyad: tuple[str, ...] = ()
    """Two actors that both take part, as `ID~ID`; any such pair of those given."""
    party: tuple[str, ...] = ()
    """Actors that all take part, a state together with everyone of its country."""
    country: tuple[str, ...] = ()
    """Countries of the participants; any of them."""
    place: tuple[str, ...] = ()
    """Countries in which it was; any of them."""
    source: tuple[str, ...] = ()
    """Outlets that report it; any of them."""
    assertion: tuple[str, ...] = ()
    """uncontested, contested, denied_only, unconfirmed; any of them."""
    since: date | None = None
    """The first day that counts."""
    until: date | None = None
    """The last day that counts."""
    min_score: float | None = None
    """How surely it must have been read right, 0 to 1."""

    @classmethod
    def parse(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Return the filters of a query string; names that are no filter are passed over.

        Raises:
            FilterError: a value is of the wrong kind.
        """
        values: dict[str, Any] = {}
        for name, text in pairs:
            value = text.strip()
            if not value:
                continue
            if name in _SEVERAL:
                several = values.setdefault(name, [])
                if value not in several:
                    several.append(value)
                if len(several) > _AT_MOST:
                    raise FilterError(f"{name}: at most {_AT_MOST} values")
            elif name in {"q", "since", "until", "min_score"}:
                values[name] = value
        return cls(**{name: _read(name, value) for name, value in values.items()})

    def changed(self, **changes: Any) -> Self:
        """Return these filters with some of them changed."""
        return msgspec.structs.replace(self, **changes)

    def toggled(self, facet: str, value: str) -> Self:
        """Return these filters with one value of a facet added, or taken away if it was there."""
        values: tuple[str, ...] = getattr(self, facet)
        kept = tuple(v for v in values if v != value)
        return self.changed(**{facet: kept if value in values else (*values, value)})

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query string's names and values, in one order."""
        found = []
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if isinstance(value, tuple):
                found += [(field, part) for part in value]
            elif value is not None:
                found.append((field, str(value)))
        return found

    def query(self, **more: object) -> str:
        """Return the query string, with its question mark unless it is empty."""
        pairs = self.pairs() + [(name, str(v)) for name, v in more.items() if v is not None]
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words searched for, in lower case."""
        return tuple((self.q or "").lower().split())

    def conditions(self, *, without: str | None = None) -> tuple[str, dict[str, Any]]:
        """Return a SQL condition on `shown_events e` and its bound values; "true" for all.

        It holds for `shown_index e` too, which is narrower.
        """
        parts: list[str] = []
        bound: dict[str, Any] = {}
        for name, text in _CONDITIONS.items():
            value = getattr(self, name)
            if name == without or not value:
                continue
            parts.append(text)
            bound[name] = [int(v) for v in value] if name == "quad" else list(value)
        for name in ("actor", "country", "source"):
            if name != without:
                found = [
                    _HAS.format(what=name, list=_LISTS[name], name=f"{name}{number}")
                    for number in range(len(getattr(self, name)))
                ]
                bound |= {f"{name}{n}": value for n, value in enumerate(getattr(self, name))}
                parts += found if name == "actor" else [f"({' OR '.join(found)})"] if found else []
        for text, more in self._pairs_of_actors(without):
            parts.append(text)
            bound |= more
        if self.since is not None and without != "dates":
            parts.append("e.day >= $since")
            bound["since"] = self.since
        if self.until is not None and without != "dates":
            parts.append("e.day < $until_before")
            bound["until_before"] = self.until + timedelta(days=1)
        if self.min_score is not None:
            parts.append("e.score >= $min_score")
            bound["min_score"] = self.min_score
        if self.words:
            text, more = _search(self.words)
            parts.append(text)
            bound |= more
        return " AND ".join(parts) or "true", bound

    def _pairs_of_actors(self, without: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the conditions on two actors, with their bound values."""
        if self.dyad and without != "dyad":
            bound: dict[str, Any] = {}
            for number, pair in enumerate(self.dyad):
                bound[f"first{number}"], bound[f"second{number}"] = pair.split("~")
            pairs = " OR ".join(_DYAD.format(number) for number in range(len(self.dyad)))
            yield f"({pairs})", bound
        for number, actor in enumerate(self.party):
            land = country_of(actor)
            yield _PARTY.format(number), {f"party{number}": actor, f"land{number}": land}


_OF_KIND = "e.kind_n IN (SELECT n FROM shown_kinds WHERE {0} IN (SELECT unnest(${0})))"
_CONDITIONS = {
    "quad": "e.quad IN (SELECT unnest($quad))",
    **{name: _OF_KIND.format(name) for name in ("type", "mode", "assertion")},
    "place": "e.place_n IN (SELECT n FROM shown_places WHERE country IN (SELECT unnest($place)))",
}
_LISTS = {"actor": "actors", "country": "countries", "source": "sources"}
_HAS = (
    "list_contains(e.{list}, (SELECT any_value(n) FROM shown_names"
    " WHERE what = '{what}' AND value = ${name}))"
)
_DYAD = (
    f"({_HAS.format(what='actor', list='actors', name='first{0}')}"
    f" AND {_HAS.format(what='actor', list='actors', name='second{0}')})"
)
_PARTY = (
    f"({_HAS.format(what='actor', list='actors', name='party{0}')}"
    f" OR {_HAS.format(what='country', list='countries', name='land{0}')})"
)


def country_of(actor_id: str) -> str | None:
    """Return the country that a state's id stands for; None for other actors."""
    kind, _, code = actor_id.partition(":")
    return code if kind == "state" and len(code) == 3 else None


def _search(words: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """Return the condition that all words stand in one sentence of a report of the event.

    A word of the search may be a part of one in the sentence.
    """
    bound = {f"word{number}": word for number, word in enumerate(words)}
    found = " INTERSECT ".join(
        f"(SELECT unnest(reports) AS place FROM shown_words WHERE contains(word, ${name}))"
        for name in bound
    )
    return f"e.n IN (SELECT CAST(place >> {SHIFT} AS INTEGER) FROM ({found}))", bound


def _read(name: str, value: Any) -> Any:
    if name == "q":
        if len(value) > 200:
            raise FilterError("q: at most 200 characters")
        return value
    if name in {"since", "until"}:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise FilterError(f"{name}: “{value}” is no day; expected 2024-01-31") from None
    if name == "min_score":
        try:
            score = float(value)
        except ValueError:
            score = -1.0
        if not 0.0 <= score <= 1.0:
            raise FilterError(f"min_score: “{value}” is no number from 0 to 1")
        return score
    if name == "dyad":
        return tuple(_pair(ids) for ids in value)
    allowed = {"quad": ("1", "2", "3", "4"), "assertion": ASSERTIONS}.get(name)
    if allowed and (odd := [v for v in value if v not in allowed]):
        raise FilterError(f"{name}: “{odd[0]}” is none of {', '.join(allowed)}")
    return tuple(value)


def _pair(text: str) -> str:
    """Return a pair of actors in the one order of their ids."""
    ids = text.split("~")
    if len(ids) != 2 or not all(ids) or ids[0] == ids[1]:
        raise FilterError(f"dyad: “{text}” is no pair; expected state:KEN~state:SOM")
    return "~".join(sorted(ids))
