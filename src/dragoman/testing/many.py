"""A store of as many reports as wanted, made in the database itself: for measuring pages.

What it holds depends on the number of reports alone. Texts are short and of few words; there are
no analyses, so the page of a document cannot be measured with it.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.store.database import Store

__all__ = ["many_reports"]

REPORTS_A_DOCUMENT = 4
REPORTS_AN_EVENT = 2
_TYPES = ("AGREE CONCEDE CONSULT SUPPORT AID COOPERATE RETREAT ACCUSE REJECT REQUEST THREATEN "
          "ASSAULT COERCE MOBILIZE PROTEST SANCTION").split()  # fmt: skip
_QUADS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
_LANDS = ("KEN SOM TCD NER MLI GHA TGO BEN GAB AGO FRA DEU ITA ESP POL UKR RUS TUR IRN IRQ "
          "SYR ISR JOR EGY LBY TUN DZA MAR SDN ETH USA CAN MEX BRA ARG CHN JPN KOR IND PAK"
          ).split()  # fmt: skip
_WORDS = ("harbour market ministry river border convoy farmer engine copper school council "
          "bridge harvest letter station winter valley summer number figure").split()  # fmt: skip

_STATEMENTS = (
    "CREATE TEMP MACRO pick(n, k) AS CAST(hash(n) % k AS INTEGER)",
    """CREATE TEMP TABLE one AS SELECT i, pick(i, 30000) AS h, pick(i + 7, 70000) AS g,
       $types[1 + pick(i, 16)] AS type, $quads[1 + pick(i, 16)] AS quad,
       $lands[1 + pick(i + 1, 40)] AS first, $lands[1 + pick(i + 2, 40)] AS second,
       CAST(DATE '2000-01-01' + CAST(pick(i // 4, 9000) AS INTEGER) AS DATE) AS day
       FROM range($count) t(i)""",
    """INSERT INTO documents (id, run_id, source_id, publisher, title, text, language, published,
       published_on, published_basis, fetched_at, raw_sha256, text_sha256, is_current, rights,
       status)
       SELECT 'doc-' || d, 'run-1', 'feed', 'Outlet ' || (pick(d, 200)), 'Story ' || d,
       list_aggregate([$words[1 + pick(d * 50 + n, 20)] FOR n IN range(60)], 'string_agg', ' '),
       'en', day, day, 'stated', day, d, d, true, 'full', 'coded'
       FROM (SELECT i // 4 AS d, min(day) AS day FROM one GROUP BY 1) ORDER BY d""",
    """INSERT INTO reports (id, run_id, document_id, type, contexts, quad, intensity, cameo, score,
       trigger_start, trigger_end, trigger_text, earliest, before, date_precision, date_basis,
       extent, polarity, certainty, status, repeated, sentence_start, sentence_end)
       SELECT 'rep-' || i, 'run-1', 'doc-' || (i // 4), type, [], quad, 5 - 2.5 * quad, '190',
       (g % 100) / 100, 0, 6, 'market', day, day + 1, 'day', 'stated', 'occasion',
       CASE WHEN g % 20 = 0 THEN 'denied' ELSE 'affirmed' END, 'certain', 'occurred', false,
       (i % 4) * 60, (i % 4) * 60 + 60 FROM one ORDER BY i""",
    """INSERT INTO events (id, run_id, type, quad, intensity, cameo, earliest, before,
       date_precision, lat, lon, place_name, country, place_precision, assertion,
       independent_sources, report_count, score, record)
       SELECT 'evt-' || (i // 2), 'run-1', type, quad, 5 - 2.5 * quad, '190', day, day + 1, 'day',
       -30 + CAST(h % 300 AS DOUBLE) / 4, -60 + CAST(g % 700 AS DOUBLE) / 4,
       'Place ' || (h % 300), first, 'city',
       CASE WHEN g % 20 = 0 THEN 'contested' ELSE 'uncontested' END, 1 + h % 3, 2, (g % 100) / 100,
       '{}' FROM one WHERE i % 2 = 0 ORDER BY i""",
    "INSERT INTO event_reports SELECT 'evt-' || (i // 2), 'rep-' || i FROM one ORDER BY i",
    """INSERT INTO event_actors
       SELECT 'evt-' || (i // 2), n, CASE n WHEN 0 THEN 'initiator' ELSE 'target' END, land,
       'state:' || land, land, 'GOV'
       FROM (SELECT i, 0 AS n, first AS land FROM one UNION ALL SELECT i, 1, second FROM one)
       WHERE i % 2 = 0 ORDER BY i, n""",
    "DROP TABLE one",
    "DROP MACRO pick",
)


def many_reports(path: Path, count: int) -> Path:
    """Write a store of `count` reports, half as many events and a quarter as many texts."""
    values = {"types": _TYPES, "quads": list(_QUADS), "lands": _LANDS, "words": _WORDS}
    with Store.open(path, writable=True) as store, store.transaction() as connection:
        for text in _STATEMENTS:
            used = {name: value for name, value in values.items() if f"${name}" in text}
            if "$count" in text:
                used["count"] = count
            connection.execute(text, used or None)
    return path
