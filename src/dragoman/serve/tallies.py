"""The events that filters let through and how many of them have each value, each found once.

What a page shows of one search (total, facets, bars, first events) comes from one look through the
events; without filters the store's own counts are at hand. Both have the same columns, so that
every count shown is the sum of the same rows.
"""

from __future__ import annotations

from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.store.index_sql import COUNTS, MET, PAIRS

__all__ = ["counts_of", "lines_of", "top_pairs"]

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
    return library.kept(("counts", filters), _counting(COUNTS, lines), {})


def top_pairs(library: Library, filters: Filters, limit: int, *, with_signs: bool = True) -> str:
    """Return the pairs that meet most often, as SQL; to be used in `computed`.

    Its columns are numbers `first` and `second`, ids `first_id` < `second_id`, and `events`; with
    signs also how many of them are `cooperation` and `conflict`.
    """
    signs = ("cooperation", "conflict") if with_signs else ()
    whole = "".join(f", CAST({sign} AS BIGINT) AS {sign}" for sign in signs)
    return f"""
        WITH met AS ({_met(library, filters, signs)}), edge AS (
            -- Of equally many, as few as may come into question before any id is looked up.
            SELECT min(events) AS least
            FROM (SELECT events FROM met ORDER BY events DESC LIMIT {limit})
        ), found AS (
            SELECT m.*, a.value AS x, b.value AS y
            FROM (SELECT * FROM met WHERE events >= (SELECT least FROM edge)) m
            JOIN shown_names a ON a.n = m.first JOIN shown_names b ON b.n = m.second
        )
        SELECT CASE WHEN x < y THEN first ELSE second END AS first,
            CASE WHEN x < y THEN second ELSE first END AS second,
            least(x, y) AS first_id, greatest(x, y) AS second_id,
            CAST(events AS BIGINT) AS events{whole}
        FROM found ORDER BY events DESC, first_id, second_id LIMIT {limit}
    """


def _met(library: Library, filters: Filters, signs: tuple[str, ...]) -> str:
    """Return all pairs with how often they meet, as SQL: the store's sums, or counted anew."""
    lines = lines_of(library, filters)
    if lines == "shown_index":
        sums = ", ".join(f"sum({name}) AS {name}" for name in ("events", *signs))
        return f"SELECT first, second, {sums} FROM shown_pairs GROUP BY ALL HAVING sum(events) > 0"
    if signs:
        return f"FROM {library.kept(('pairs', filters), _counting(PAIRS, lines), {})}"
    text = f"SELECT first, second, count(*) AS events FROM {MET} GROUP BY ALL"
    return f"FROM {library.kept(('met', filters), _counting(text, lines), {})}"


def _counting(text: str, lines: str) -> str:
    """Return a statement of the index over some lines; nothing need be in order to be looked up."""
    return text.replace("{sign}", "").replace(" ORDER BY 2", "").format(lines=lines)
