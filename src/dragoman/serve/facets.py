"""Facets: how many of the events have each value, under all filters but the facet's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from dragoman.serve.actors import name_in_index
from dragoman.serve.chronology import kinds_of
from dragoman.serve.filters import FACETS, Filters
from dragoman.serve.library import Library
from dragoman.serve.tallies import counts_of, top_pairs

__all__ = ["Facet", "FacetValue", "called", "facets"]

_SHOWN_VALUES = 12
_MOST_VALUES = 400


class FacetValue(NamedTuple):
    """One value of a facet with how many events have it."""

    value: str
    label: str
    events: int
    is_chosen: bool


class Facet(NamedTuple):
    """A facet's values, the most frequent first."""

    name: str
    values: tuple[FacetValue, ...]
    more: int
    """How many values are not shown."""


_OF_KIND = ("quad", "type", "mode", "assertion")
_FACET_SQL = {
    "place": "SELECT p.country AS value, sum(c.events) AS n FROM {} c"
             " JOIN shown_places p ON p.n = c.n WHERE c.what = 'place' GROUP BY 1",
    **{name: ("SELECT k.value, c.n FROM (SELECT n AS of, sum(events) AS n FROM {}"
              f" WHERE what = '{name}' GROUP BY 1) c JOIN shown_names k ON k.n = c.of")
       for name in ("country", "source", "actor")},
}  # fmt: skip


def facets(library: Library, filters: Filters) -> list[Facet]:
    """Return the counts of each facet, under all filters but its own."""
    return library.computed(("facets", filters), lambda: _facets(library, filters))


def _facets(library: Library, filters: Filters) -> list[Facet]:
    rows = {name: _values(library, name, filters.changed(**{name: ()})) for name in FACETS}
    shown: list[str] = []
    for name in ("actor", "dyad"):
        chosen: tuple[str, ...] = getattr(filters, name)
        shown += [row["value"] for row in rows[name][: _SHOWN_VALUES + len(chosen)]] + [*chosen]
    labels = _labels(library, shown)
    return [_facet(name, rows[name], getattr(filters, name), labels) for name in FACETS]


def _values(library: Library, name: str, filters: Filters) -> list[dict[str, Any]]:
    """Return the values of a facet with how many events have each, the most frequent first."""
    if name in _OF_KIND:
        sums: dict[str, int] = {}
        for row in kinds_of(library, filters):
            if row[name] is not None:
                sums[row[name]] = sums.get(row[name], 0) + row["n"]
        ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
        return [{"value": value, "n": n} for value, n in ordered]
    if name == "dyad":
        pairs = top_pairs(library, filters, _MOST_VALUES, with_signs=False)
        return library.asked(
            f"SELECT first_id || '~' || second_id AS value, events AS n FROM ({pairs})"
            " ORDER BY n DESC, value",
            {},
        )
    grouped = _FACET_SQL[name].format(counts_of(library, filters))
    return library.asked(
        f"SELECT value, CAST(n AS BIGINT) AS n FROM ({grouped}) WHERE n > 0 AND value IS NOT NULL"
        f" ORDER BY n DESC, value LIMIT {_MOST_VALUES}",
        {},
    )


def _names(library: Library, ids: list[str]) -> dict[str, str]:
    """Return by id what actors are called most often, those of no event as the index has them."""
    known: dict[str, str] = library.computed(("names",), dict)
    if unknown := [some_id for some_id in ids if some_id not in known]:
        found = library.asked(_CALLED, {"ids": unknown})
        here = {row["value"]: row["name"] for row in found}
        known.update({some_id: here.get(some_id) or name_in_index(some_id) for some_id in unknown})
    return {some_id: known[some_id] for some_id in ids}


_CALLED = """
    SELECT value, arg_max(name, (parts, name)) AS name FROM (
        SELECT k.value, c.name, sum(c.parts) AS parts
        FROM shown_called c JOIN shown_names k ON k.n = c.actor_n
        WHERE k.what = 'actor' AND k.value IN (SELECT unnest($ids)) GROUP BY 1, 2
    ) GROUP BY 1
"""


def called(library: Library, filters: Filters) -> dict[str, str]:
    """Return by value what the actors and pairs that are chosen are called."""
    return _labels(library, (*filters.actor, *filters.dyad, *filters.party))


def _labels(library: Library, values: Iterable[str]) -> dict[str, str]:
    """Return by id, or by pair of ids, what actors are called most often."""
    wanted = tuple(dict.fromkeys(values))
    ids = sorted({some_id for value in wanted for some_id in value.split("~")})
    names = _names(library, ids)
    return {v: " and ".join(names[some_id] for some_id in v.split("~"))
            for v in wanted}  # fmt: skip


def _facet(
    name: str, rows: list[dict[str, Any]], chosen: tuple[str, ...], labels: dict[str, str]
) -> Facet:
    values = [
        FacetValue(
            row["value"], labels.get(row["value"], row["value"]), row["n"], row["value"] in chosen
        )
        for row in rows
    ]
    values.sort(key=lambda v: not v.is_chosen)
    known = {v.value for v in values}
    missing = [FacetValue(c, c, 0, is_chosen=True) for c in chosen if c not in known]
    if name == "quad":
        values.sort(key=lambda v: v.value)
    room = max(_SHOWN_VALUES, len(chosen))
    return Facet(name, (*missing, *values[:room]), max(0, len(values) - room))
