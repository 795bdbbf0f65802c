"""Events counted by unit and period, as one SQL text made of the parts that a panel is asked for.

Only what somebody affirms as having happened is counted, and only where its date is precise enough
to fall into one period.
"""

from __future__ import annotations

from dragoman.store.export_queries import EVENT_DYADS, EVENT_NODES

__all__ = ["PANEL_UNITS", "comparison_question", "panel_question", "unplaced_question"]

PANEL_UNITS: dict[str, tuple[str, ...]] = {
    "country": ("country",),
    "actor-country": ("country",),
    "dyad": ("actor_country", "recipient_country"),
    "actor": ("actor_key", "actor"),
    "actor-dyad": ("actor_key", "actor", "recipient_key", "recipient"),
}
"""Columns that name a unit: where it was, whose actors acted, who to whom by country or actor."""

_MEMBERS = {
    "country": "SELECT 'dragoman' AS coder, id, country FROM events WHERE country IS NOT NULL",
    "actor-country": f"""SELECT DISTINCT 'dragoman' AS coder, event_id AS id, country
        FROM ({EVENT_NODES}) WHERE country IS NOT NULL
        AND role IN ('initiator', 'visitor', 'party')""",
    "dyad": f"""SELECT DISTINCT 'dragoman' AS coder, event_id AS id, actor_country,
        recipient_country FROM ({EVENT_DYADS})
        WHERE actor_country IS NOT NULL AND recipient_country IS NOT NULL
        UNION SELECT 'dragoman', event_id, recipient_country, actor_country FROM ({EVENT_DYADS})
        WHERE NOT is_directed AND actor_country IS NOT NULL AND recipient_country IS NOT NULL""",
    "actor": f"""SELECT DISTINCT 'dragoman' AS coder, event_id AS id, node AS actor_key,
        min(name) OVER (PARTITION BY node) AS actor FROM ({EVENT_NODES})
        WHERE role IN ('initiator', 'visitor', 'party')""",
    "actor-dyad": f"""SELECT DISTINCT 'dragoman' AS coder, event_id AS id, actor_key,
        min(actor) OVER (PARTITION BY actor_key) AS actor, recipient_key,
        min(recipient) OVER (PARTITION BY recipient_key) AS recipient
        FROM (SELECT event_id, actor_key, actor, recipient_key, recipient FROM ({EVENT_DYADS})
            UNION SELECT event_id, recipient_key, recipient, actor_key, actor
            FROM ({EVENT_DYADS}) WHERE NOT is_directed)""",
}
_FOREIGN_MEMBERS = {
    "country": "SELECT coder, id, country FROM foreign_events WHERE country IS NOT NULL",
    "actor-country": """SELECT DISTINCT coder, id, a FROM foreign_events,
        unnest(actor_countries) AS x(a) WHERE a IS NOT NULL""",
    "dyad": """SELECT DISTINCT coder, id, a, b FROM foreign_events,
        unnest(actor_countries) AS x(a), unnest(recipient_countries) AS y(b)
        WHERE a IS NOT NULL AND b IS NOT NULL""",
    "actor": """SELECT DISTINCT coder, id, 'name:' || a, a FROM foreign_events,
        unnest(actors) AS x(a) WHERE a IS NOT NULL""",
    "actor-dyad": """SELECT DISTINCT coder, id, 'name:' || a, a, 'name:' || b, b
        FROM foreign_events, unnest(actors) AS x(a), unnest(recipients) AS y(b)
        WHERE a IS NOT NULL AND b IS NOT NULL""",
}
_HAPPENED = """
    SELECT 'dragoman' AS coder, id, earliest AS first_day, before - 1 AS last_day, type, quad,
        intensity, assertion = 'contested' AS is_contested
    FROM events WHERE (assertion = 'uncontested' OR ($contested AND assertion = 'contested'))
    AND json_extract_string(record, '$.status') IN ('occurred', 'ongoing', 'attempted')
"""
_FOREIGN_HAPPENED = """
    UNION ALL SELECT coder, id, day, day, type, quad, intensity, false FROM foreign_events
"""
_PLACED = "date_trunc('{every}', first_day) = date_trunc('{every}', last_day)"
_WANTED = """(first_day >= CAST($since AS DATE) OR $since IS NULL)
    AND (first_day <= CAST($until AS DATE) OR $until IS NULL)
    AND (len(CAST($types AS TEXT[])) = 0 OR type = ANY(CAST($types AS TEXT[])))"""
_MEASURES = """count(*) AS events, count(*) FILTER (is_contested) AS contested,
    round(avg(intensity), 4) AS mean_intensity"""
_QUAD_NAMES = (
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
)  # fmt: skip
_CORRELATION = """CASE WHEN stddev_pop({table}.ours) > 0 AND stddev_pop({table}.theirs) > 0
        THEN round(corr({table}.ours, {table}.theirs), 4) END"""
_QUADS = """count(*) FILTER (quad = 1) AS verbal_cooperation,
    count(*) FILTER (quad = 2) AS material_cooperation,
    count(*) FILTER (quad = 3) AS verbal_conflict,
    count(*) FILTER (quad = 4) AS material_conflict"""
_BALANCE = """round((count(*) FILTER (quad <= 2) - count(*) FILTER (quad >= 3))
    / nullif(count(*) FILTER (quad IS NOT NULL), 0), 4) AS balance"""


def _counted(by: str, every: str, *, compared: bool) -> str:
    foreign = f" UNION ALL {_FOREIGN_MEMBERS[by]}" if compared else ""
    overlap = (
        """, overlap AS (SELECT max(low) AS low, min(high) AS high FROM (
            SELECT coder, min(period) AS low, max(period) AS high FROM placed GROUP BY coder))"""
        if compared
        else ""
    )
    within = ", overlap WHERE period BETWEEN overlap.low AND overlap.high" if compared else ""
    return f"""
happened AS ({_HAPPENED}{_FOREIGN_HAPPENED if compared else ""}),
members AS ({_MEMBERS[by]}{foreign}),
placed AS (
    SELECT h.*, CAST(date_trunc('{every}', first_day) AS DATE) AS period FROM happened h
    WHERE {_PLACED.format(every=every)} AND {_WANTED}
){overlap},
counted AS (SELECT placed.*, members.* EXCLUDE (coder, id)
    FROM placed JOIN members ON members.coder = placed.coder AND members.id = placed.id{within})"""


def panel_question(
    by: str,
    every: str,
    *,
    wide: bool,
    compared: bool,
    types: tuple[str, ...],
    filled: bool = False,
) -> str:
    """Return the SQL of a panel by a unit of `PANEL_UNITS` and every day, week, month or year.

    Long has a row for each unit, period and type; wide one for each unit and period, with a column
    for each of `types`. `compared` counts imported events beside ours, over the time of both.
    `filled` has a row for every unit met and every period of the span, with zeros where nothing
    was; long for every type met, too.
    """
    unit = (*(("coder",) if compared else ()), *PANEL_UNITS[by], "period")
    if wide:
        text = _wide(unit, types)
        keys, measured = unit, ("events", "contested", *_QUAD_NAMES, *types)
    else:
        text = _long(unit)
        keys, measured = (*unit, "type", "quad"), ("events", "contested")
    with_parts = f"WITH {_counted(by, every, compared=compared)}"
    order = ", ".join((*unit, *(() if wide else ("type",))))
    if not filled:
        return f"{with_parts}, made AS ({text}) SELECT * FROM made ORDER BY {order}"
    matching = " AND ".join(f"m.{name} IS NOT DISTINCT FROM c.{name}" for name in keys)
    zeros = ", ".join(f'coalesce("{name}", 0) AS "{name}"' for name in measured)
    same = " AND ".join(f"w.{name} = c.{name}" for name in unit)
    balance = "" if wide else ", w.balance AS balance"
    whole = "" if wide else f" LEFT JOIN whole w ON {same}"
    return f"""{with_parts}, made AS ({text}), {_cells(by, every, compared=compared, wide=wide)}{
        "" if wide else f", whole AS ({_whole(unit)})"
    }
SELECT m.* REPLACE ({", ".join(f"c.{name} AS {name}" for name in keys)}, {zeros}{balance})
FROM cells c LEFT JOIN made m ON {matching}{whole} ORDER BY {
        ", ".join(f"c.{name}" for name in order.split(", "))
    }"""


def _long(unit: tuple[str, ...]) -> str:
    matching = " AND ".join(f"w.{name} = c.{name}" for name in unit)
    keys = ", ".join(f"c.{name}" for name in unit)
    return f"""SELECT {keys}, c.type, c.quad, {_MEASURES}, any_value(w.balance) AS balance
    FROM counted c JOIN ({_whole(unit)}) w ON {matching} GROUP BY {keys}, c.type, c.quad"""


def _whole(unit: tuple[str, ...]) -> str:
    keys = ", ".join(unit)
    return f"SELECT {keys}, {_BALANCE} FROM counted GROUP BY {keys}"


def _wide(unit: tuple[str, ...], types: tuple[str, ...]) -> str:
    keys = ", ".join(unit)
    columns = "".join(
        f""",\n    count(*) FILTER (type = '{name}') AS "{name}\"""" for name in types
    )  # fmt: skip
    return f"""SELECT {keys}, {_MEASURES}, {_BALANCE}, {_QUADS}{columns}
    FROM counted GROUP BY {keys}"""


def _cells(by: str, every: str, *, compared: bool, wide: bool) -> str:
    """Return the rows that a filled panel has: units by periods, by types where it is long."""
    low, high = ("any_value(overlap.low)", "any_value(overlap.high)") if compared else (
        f"coalesce(date_trunc('{every}', CAST($since AS DATE)), min(period))",
        f"coalesce(date_trunc('{every}', CAST($until AS DATE)), max(period))",
    )  # fmt: skip
    coders = ", (SELECT DISTINCT coder FROM placed) coders" if compared else ""
    kinds = "" if wide else ", (SELECT DISTINCT type, quad FROM counted) kinds"
    return f"""span AS (
    SELECT CAST(unnest(generate_series(low, high, INTERVAL 1 {every})) AS DATE) AS period
    FROM (SELECT {low} AS low, {high} AS high FROM {"counted, overlap" if compared else "counted"})
), cells AS (
    SELECT * FROM (SELECT DISTINCT {", ".join(PANEL_UNITS[by])} FROM counted) units, span{coders}{
        kinds
    }
)"""


def comparison_question(by: str, every: str) -> str:
    """Return the SQL of how far imported series and ours go together, a row for each coder.

    `r_cells` is the correlation of counts over units and periods, zeros included; `r_periods` that
    of the sums of periods. NULL where one of the two does not vary.
    """
    text = panel_question(by, every, wide=True, compared=True, types=(), filled=True)
    keys = (*PANEL_UNITS[by], "period")
    matching = " AND ".join(f"f.{name} = o.{name}" for name in keys)
    return f"""WITH panel AS ({text}),
beside AS (
    SELECT f.coder, f.period, o.events AS ours, f.events AS theirs
    FROM panel f JOIN panel o ON {matching} AND o.coder = 'dragoman' WHERE f.coder <> 'dragoman'
),
by_period AS (
    SELECT coder, period, sum(ours) AS ours, sum(theirs) AS theirs FROM beside GROUP BY ALL
)
SELECT b.coder, min(b.period) AS first_period, max(b.period) AS last_period,
    CAST(count(DISTINCT b.period) AS BIGINT) AS periods, count(*) AS cells,
    CAST(sum(b.ours) AS BIGINT) AS ours, CAST(sum(b.theirs) AS BIGINT) AS theirs,
    {_CORRELATION.format(table="b")} AS r_cells,
    (SELECT {_CORRELATION.format(table="p")} FROM by_period p WHERE p.coder = b.coder) AS r_periods
FROM beside b GROUP BY b.coder ORDER BY b.coder"""


def unplaced_question(every: str) -> str:
    """Return the SQL of how many events have no date, or one too vague for such periods."""
    return f"""WITH happened AS ({_HAPPENED})
SELECT count(*) FROM happened WHERE ({_PLACED.format(every=every)}) IS NOT TRUE
    AND (first_day IS NULL OR {_WANTED})"""
