"""The events that filters let through and how many of them have each value, each found once.

What a page shows of one search (total, facets, bars, first events) comes from one look through the
events; without filters the store's own counts are at hand. Both have the same columns, so that
every count shown is the sum of the same rows.
"""

from __future__ import annotations

from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.store.index_sql import COUNTS, PAIRS

__all__ = ["counts_of", "lines_of", "pairs_in"]

_COLUMNS = "e.n, e.day, e.kind_n, e.quad, e.place_n, e.actors, e.countries, e.sources"


def lines_of(library: Library, filters: Filters) -> str:
    """Return the table of the events that the filters let through; to be used in `computed`."""
    where, bound = filters.conditions()
    if where == "true":
        return "shown_index"
    text = f"SELECT {_COLUMNS} FROM shown_index e WHERE {where}"
    return library.kept(("lines", filters), text, bound)


def counts_of(library: Library, filters: Filters) -> str:
    """Return the table of their counts, with the columns of index_counts; in `computed`."""
    lines = lines_of(library, filters)
    if lines == "shown_index":
        return "shown_counts"
    text = COUNTS.replace("{sign}", "").format(lines=lines)
    return library.kept(("counts", filters), text, {})


def pairs_in(library: Library, filters: Filters) -> str:
    """Return the table of their pairs of actors, in the columns of index_pairs; in `computed`."""
    lines = lines_of(library, filters)
    if lines == "shown_index":
        return "shown_pairs"
    text = PAIRS.replace("{sign}", "").format(lines=lines)
    return library.kept(("pairs", filters), text, {})
