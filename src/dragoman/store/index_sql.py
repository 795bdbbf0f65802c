"""The statements that put events into the index; `index_build` runs them.

`{into}` is where rows go and `{known}` where numbers that were given are looked up: the store's own
tables both times, or the pages' temporary ones beside them. The events are those of a temporary
table `indexing`, numbered; what is read of them comes from `{events}`, `{actors}` and `{reports}`.
"""

from __future__ import annotations

__all__ = ["COUNTS", "GATHER", "MET", "PAIRS", "PUT", "SHIFT", "counted"]

SHIFT = 16
"""Bits for the position of a report in its event, in the number that words point at."""

_KIND = ("type", "mode", "quad", "intensity", "cameo", "assertion")
_PLACE = ("lat", "lon", "place_name", "country", "geonames_id", "place_precision")


def _same(left: str, right: str, columns: tuple[str, ...]) -> str:
    return " AND ".join(f"{left}.{c} IS NOT DISTINCT FROM {right}.{c}" for c in columns)


GATHER = (
    """CREATE OR REPLACE TEMP TABLE gathered AS
    SELECT i.n AS event_n, row_number() OVER (
            PARTITION BY i.n ORDER BY r.score DESC NULLS LAST, r.id) - 1 AS n,
        r.id AS report_id, r.document_id, r.run_id, coalesce(d.publisher, d.source_id) AS source,
        r.trigger_start, r.trigger_end, r.trigger_text, r.sentence_start, r.certainty, r.status,
        r.polarity, d.fetched_at,
        substring(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence
    FROM indexing i JOIN {event_reports} x ON x.event_id = i.id
    JOIN {reports} r ON r.id = x.report_id JOIN documents d ON d.id = r.document_id""",
    """CREATE OR REPLACE TEMP TABLE parting AS
    SELECT i.n AS event_n, a.n, a.role, a.name, a.actor_id, a.country, a.sector
    FROM indexing i JOIN {actors} a ON a.event_id = i.id""",
)
"""The reports and parties of the events at hand."""

_NEW_NAMES = """
    INSERT INTO {into}_names
    SELECT CASE WHEN starts_with(value, 'ent-') THEN -1 ELSE 1 END * (base + row_number() OVER ()),
        what, value
    FROM (
        SELECT DISTINCT 'actor' AS what, actor_id AS value FROM parting WHERE actor_id IS NOT NULL
        UNION ALL SELECT DISTINCT 'country', country FROM parting WHERE country IS NOT NULL
        UNION ALL SELECT DISTINCT 'source', source FROM gathered WHERE source IS NOT NULL
        ORDER BY what, value
    ) f ANTI JOIN {known}_names k USING (what, value),
    (SELECT coalesce(max(abs(n)), 0) AS base FROM {known}_names)
"""


def _new_dimension(name: str, columns: tuple[str, ...]) -> str:
    listed = ", ".join(columns)
    return f"""
    INSERT INTO {{into}}_{name}
    SELECT base + row_number() OVER (ORDER BY ALL), f.* FROM (
        SELECT DISTINCT {listed} FROM indexing i JOIN {{events}} e ON e.id = i.id
    ) f LEFT JOIN {{known}}_{name} k ON {_same("f", "k", columns)},
    (SELECT coalesce(max(n), 0) AS base FROM {{known}}_{name}) WHERE k.n IS NULL
    """.replace("ORDER BY ALL", f"ORDER BY {', '.join(f'f.{c}' for c in columns)}")


def _numbers(table: str, column: str, what: str) -> str:
    return f"""(SELECT event_n, list_sort(list(DISTINCT k.n)) AS found FROM {table} t
        JOIN {{known}}_names k ON k.what = '{what}' AND k.value = t.{column} GROUP BY 1)"""


_EVENTS = f"""
    INSERT INTO {{into}}_events
    SELECT i.n, e.id, e.run_id, i.day, e.earliest, e.before, e.date_precision, k.n, e.quad, p.n,
        e.independent_sources, e.report_count, e.score, t.told_at,
        e.id IN (SELECT event_id FROM event_dissents), coalesce(a.found, []),
        coalesce(c.found, []), coalesce(s.found, []), g.report_id, g.document_id, g.trigger_start,
        g.trigger_end, g.sentence_start, g.certainty, g.status, g.polarity,
        substring(g.sentence, 1, 420)
    FROM indexing i JOIN {{events}} e ON e.id = i.id
    JOIN {{known}}_kinds k ON {_same("k", "e", _KIND)}
    JOIN {{known}}_places p ON {_same("p", "e", _PLACE)}
    LEFT JOIN {_numbers("parting", "actor_id", "actor")} a ON a.event_n = i.n
    LEFT JOIN {_numbers("parting", "country", "country")} c ON c.event_n = i.n
    LEFT JOIN {_numbers("gathered", "source", "source")} s ON s.event_n = i.n
    LEFT JOIN (FROM gathered WHERE n = 0) g ON g.event_n = i.n
    LEFT JOIN (SELECT event_n, max(fetched_at) AS told_at FROM gathered GROUP BY 1) t
        ON t.event_n = i.n
    ORDER BY i.n
"""
_WORDS = f"""
    INSERT INTO {{into}}_words
    SELECT word, list_sort(list(place)) FROM (
        SELECT place, unnest(list_distinct(string_split(told, ' '))) AS word FROM (
            SELECT event_n::BIGINT << {SHIFT} | n AS place, translate(lower(concat_ws(' ', sentence,
                trigger_text)), chr(9) || chr(10) || chr(13), '   ') AS told FROM gathered
        )
    ) WHERE word <> '' GROUP BY word ORDER BY word
"""
_CALLED = """
    INSERT INTO {into}_called SELECT k.n, t.name, t.country, t.sector, {sign}count(*)
    FROM {parting} t JOIN {known}_names k ON k.what = 'actor' AND k.value = t.actor_id
    GROUP BY ALL ORDER BY ALL
"""

_TALLY = (
    "{sign}count(*) AS events, {sign}count(*) FILTER (quad <= 2) AS cooperation,"
    " {sign}count(*) FILTER (quad >= 3) AS conflict"
)
_COUNTED = (
    ("kind", "kind_n", "{lines}"), ("place", "place_n", "{lines}"),
    ("day", "day - DATE '1970-01-01'", "{lines}"),
    *((what, "unnested",
       f"(FROM (SELECT quad, unnest({column}) AS unnested FROM {{lines}}) WHERE unnested > 0)")
      for what, column in (("actor", "actors"), ("country", "countries"), ("source", "sources"))),
)  # fmt: skip
COUNTS = " UNION ALL ".join(
    f"(SELECT '{what}' AS what, CAST({value} AS INTEGER) AS n, {_TALLY} FROM {table}"
    " GROUP BY 2 ORDER BY 2)"
    for what, value, table in _COUNTED
)
"""How many events of `{lines}` have each value, as rows of index_counts.

Actors that no index knows are none of them: their ids hold for one document.
"""
MET = """(
    SELECT quad, actors[1] AS first, actors[2] AS second FROM {lines}
    WHERE len(actors) = 2 AND actors[1] > 0
    UNION ALL
    SELECT quad, x, unnest(actors[list_position(actors, x) + 1 :])
    FROM (SELECT quad, actors, unnest(actors) AS x FROM {lines} WHERE len(actors) > 2)
    WHERE x > 0
)"""
"""The pairs of known actors in events of `{lines}`, once for each event that they share.

Actors are in order, so those that no index knows come first; most events have two, which need not
be taken apart.
"""
PAIRS = f"SELECT first, second, {_TALLY} FROM {MET} GROUP BY first, second"
"""How many events of `{lines}` two known actors share, as rows of index_pairs."""

PUT = (
    _NEW_NAMES, _new_dimension("kinds", _KIND), _new_dimension("places", _PLACE), _EVENTS,
    "INSERT INTO {into}_parties FROM parting ORDER BY event_n, n",
    """INSERT INTO {into}_reports SELECT event_n, n, report_id, document_id, run_id FROM gathered
    ORDER BY event_n, n""",
    _WORDS,
    _CALLED.replace("{sign}", "").replace("{parting}", "parting"),
)  # fmt: skip
"""Numbers what is new and puts the events at hand in; counting is done by `counted`."""

_COUNTING = (
    f"INSERT INTO {{into}}_counts {COUNTS}",
    f"INSERT INTO {{into}}_pairs {PAIRS}",
)


def counted(sign: str) -> tuple[str, ...]:
    """Return the statements that count the events of `{lines}`, with sign "-" take them off."""
    return tuple(text.replace("{sign}", sign) for text in _COUNTING)


CALLED_LESS = _CALLED.replace("{sign}", "-")
"""Takes off the parties of `{parting}`."""
