"""The statements that fill a store of many reports; `many` runs them.

Everything is a function of the number of a document, report or event: `u` spreads a number evenly
over [0, 1), `zipf` over [0, n) with the small ones most often. Braces are filled by `fill_of`.
"""

from __future__ import annotations

__all__ = ["CHUNK", "EVENTS", "MACROS", "ONCE", "fill_of"]

_EVENTS_A_REPORT = 0.62


def fill_of(statement: str, documents: int, first: int = 0, last: int = 0) -> str:
    """Return a statement for documents [first, last) of so many."""
    events = max(1, int(documents * 8 * _EVENTS_A_REPORT))
    return (
        statement.replace("{documents}", str(documents)).replace("{events}", str(events))
        .replace("{first}", str(first)).replace("{last}", str(last))
        .replace("{rate}", str(_EVENTS_A_REPORT))
    )  # fmt: skip


MACROS = (
    "CREATE TEMP MACRO u(x, salt) AS (hash(x * 64 + salt) % 1000003) / 1000003.0",
    "CREATE TEMP MACRO zipf(x, salt, n) AS CAST(floor(exp(u(x, salt) * ln(n + 1)) - 1) AS BIGINT)",
    "CREATE TEMP MACRO named(kind, x) AS kind || '-' || substring(md5(x::TEXT), 1, 16)",
)
ONCE = (
    "CREATE TEMP TABLE met (e BIGINT)",
    """INSERT INTO runs VALUES ('run-many', 'made-up', '1', 'c0ffee', '[]', 'plover-2.0', 'index',
       '0', '2025-07-01T00:00:00+00:00')""",
    """INSERT INTO ingests VALUES ('ing-many', '["archive.warc.gz"]', '2025-07-01T00:00:00+00:00',
       '2025-07-02T00:00:00+00:00')""",
)

_HAPPENED = """
    SELECT h.e, h.day, h.third_k, d.*, p.name AS place, p.lat, p.lon, p.country AS place_country,
        p.key AS place_key, a.id AS a_id, a.name AS a_name, a.country AS a_country,
        a.sector AS a_sector,
        CASE WHEN u(h.e, 20) < 0.1 THEN named('ent', h.e) ELSE b.id END AS b_id,
        b.name AS b_name, b.country AS b_country, b.sector AS b_sector,
        c.id AS c_id, c.name AS c_name, c.country AS c_country, c.sector AS c_sector
    FROM (
        SELECT e, CASE WHEN u(e, 1) >= 0.02 THEN DATE '2025-06-30'
            - CAST(7300 * (1 - sqrt(e / {events})) AS INTEGER) END AS day,
            zipf(e, 2, 19) AS deed_k, zipf(e, 3, 8000) AS place_k, zipf(e, 4, 6000) AS first_k,
            CASE WHEN u(e, 5) < 0.4 THEN (zipf(e, 4, 6000) * 17 + 1 + zipf(e, 6, 12)) % 300
                ELSE zipf(e, 7, 6000) END AS second_k,
            CASE WHEN u(e, 8) < 0.2 THEN zipf(e, 9, 6000) END AS third_k
        FROM {numbers}
    ) h JOIN deeds d ON d.k = h.deed_k JOIN places_of p ON p.k = h.place_k
    JOIN who a ON a.k = h.first_k
    JOIN who b ON b.k = h.second_k + CASE WHEN h.second_k = h.first_k THEN 1 ELSE 0 END
    LEFT JOIN who c ON c.k = h.third_k
"""
"""What happened: one row for each event number `e` of `{numbers}`."""

_TELLING = (
    """
    CREATE OR REPLACE TEMP TABLE telling AS
    WITH numbers AS (
        SELECT i, j, g, named('doc', i) AS document_id, named('rep', i * 8 + j) AS report_id,
            u(g, 33) AS chance,
            CASE WHEN u(g, 31) < 0.35 THEN near // 50 * 50 + zipf(g, 32, 6) ELSE near END AS e
        FROM (
            SELECT i, j, g, greatest(0, CAST(floor(g * {rate}) AS BIGINT)
                - CAST(hash(g) % 400 AS BIGINT)) AS near
            FROM (
                SELECT i, j, (i * 7919 + 13) % {documents} * 8 + j AS g
                FROM range({first}, {last}) r(i), range(8) s(j)
            )
        )
    ), happened AS ("""
    + _HAPPENED.replace("{numbers}", "(SELECT DISTINCT e FROM numbers)")
    + """)
    SELECT n.*, h.* EXCLUDE (e), t.words AS tail, f.words AS filler, l.words AS title_words,
        h.a_name || ' ' || h.verb || ' ' || h.b_name || ' in ' || h.place || ', ' || t.words || '.'
        AS sentence
    FROM numbers n JOIN happened h ON h.e = n.e
    JOIN tails t ON t.k = hash(n.g, 1) % 20000 JOIN tails f ON f.k = hash(n.g, 2) % 20000
    JOIN tails l ON l.k = hash(n.i, 3) % 20000
"""
)
_TOLD = """
    CREATE OR REPLACE TEMP TABLE told_at AS
    SELECT *, body_at + offset_in AS start_at, body_at + offset_in + length(sentence) AS end_at,
        body_at + offset_in + length(a_name) + 1 AS verb_at
    FROM (
        SELECT *, length('Report: ' || title_words) + 2 AS body_at,
            sum(length(sentence) + length(filler) * 2 + 5) OVER (
                PARTITION BY i ORDER BY j ROWS UNBOUNDED PRECEDING)::INTEGER
            - (length(sentence) + length(filler) * 2 + 5)::INTEGER AS offset_in
        FROM telling
    )
"""
_TEXTS = """
    CREATE OR REPLACE TEMP TABLE texts AS
    SELECT i, document_id, 'Report: ' || title_words AS title, title || chr(10) || chr(10)
        || string_agg(sentence || ' ' || filler || '. ' || filler || '.', chr(10) ORDER BY j)
        || chr(10) AS text,
        coalesce(max(day), DATE '2015-01-01') + zipf(i, 41, 3)::INTEGER AS published_on,
        zipf(i, 42, 400) AS outlet,
        CASE WHEN i > 0 AND u(i, 43) < 0.1 THEN named('doc', i - 1 - i % 1000 // 2) END
            AS origin_id,
        u(i, 44) >= 0.004 AS is_current
    FROM told_at GROUP BY i, document_id, title_words
"""


def _span(start: str, end: str, text: str) -> str:
    return f"{{'start': {start}, 'end': {end}, 'text': {text}}}"


def _party(role: str, name: str, start: str) -> str:
    own = _span(start, f"{start} + length({name}_name)", f"{name}_name")
    return (
        f"{{'role': '{role}', 'name': {name}_name, 'description': {name}_name,"
        f" 'actor_id': {name}_id,"
        f" 'country': {name}_country, 'sector': {name}_sector, 'sectors': [{name}_sector],"
        f" 'group': 0, 'negated': false, 'score': 0.8, 'span': {own}}}"
    )


_REPORT = f"""{{
    'id': report_id, 'type': type, 'mode': mode, 'contexts': ['diplomatic'], 'quad': quad,
    'intensity': intensity, 'cameo': cameo, 'score': 0.5 + chance / 2,
    'trigger': {_span("verb_at", "verb_at + length(verb)", "verb")},
    'participants': [{_party("initiator", "a", "start_at")},
        {_party("target", "b", "verb_at + length(verb) + 1")}],
    'when': CASE WHEN day IS NULL THEN NULL ELSE {{'earliest': day::TEXT,
        'before': (day + 1)::TEXT, 'precision': 'day', 'basis': 'publication',
        'extent': 'occasion', 'end': NULL, 'span': NULL}} END,
    'where': [{{'name': place, 'relation': 'at', 'country': place_country, 'admin1': NULL,
        'lat': lat, 'lon': lon, 'geonames_id': place_key, 'precision': 'city',
        'span': {
    _span("end_at - length(tail) - length(place) - 3", "end_at - length(tail) - 3", "place")
}}}],
    'topics': [], 'quantities': [], 'repeated': false,
    'stance': {{'polarity': CASE WHEN chance < 0.05 THEN 'denied' ELSE 'affirmed' END,
        'certainty': CASE WHEN chance < 0.15 THEN 'possible' ELSE 'certain' END,
        'status': CASE WHEN chance < 0.2 THEN 'planned' ELSE 'occurred' END}},
    'parent_id': NULL, 'content_ids': [], 'claim_ids': [named('clm', i * 8 + j)],
    'evidence': [{{'start': verb_at, 'end': verb_at + length(verb), 'quote': verb,
        'supports': 'trigger'}}]
}}"""
_CLAIM = f"""{{
    'id': named('clm', i * 8 + j), 'kind': 'report', 'report_id': report_id, 'of': [], 'about': [],
    'chain': [], 'content': [{_span("start_at", "end_at", "sentence")}],
    'stance': {{'polarity': CASE WHEN chance < 0.05 THEN 'denied' ELSE 'affirmed' END,
        'certainty': CASE WHEN chance < 0.15 THEN 'possible' ELSE 'certain' END,
        'status': CASE WHEN chance < 0.2 THEN 'planned' ELSE 'occurred' END}}, 'score': 0.8
}}"""
_ACTOR = f"""{{
    'id': a_id, 'name': a_name, 'kind': 'state', 'country': a_country, 'sector': a_sector,
    'role': NULL, 'external_ids': map(), 'mentions': [
        {_span("start_at", "start_at + length(a_name)", "a_name")}]
}}"""
_SENTENCE = """{
    'id': named('sen', i * 8 + j), 'span': {'document_id': document_id, 'start': start_at,
        'end': end_at}, 'index': j, 'paragraph': j, 'kind': 'body'
}"""
_MENTION = (
    '{"id":"men-@-%d","span":{"document_id":"@","start":%d,"end":%d},"head":{"document_id":"@",'
    '"start":%d,"end":%d},"kind":"actor","form":"name","usage":null,"score":0.%d}'
)
_MENTIONS = ",".join(
    _MENTION % (n, n * 19, n * 19 + 9, n * 19, n * 19 + 9, 401 + n * 7) for n in range(60)
)
"""Sixty mentions of one document, `@` for its id: what makes most of a real Analysis."""

_ANALYSES = f"""
    INSERT INTO analyses
    SELECT t.document_id, 'run-many', packed_json('{{"run_id":"run-many","document":' || to_json({{
        'id': t.document_id, 'source_id': 'archive.warc.gz', 'url': 'https://news.example/' || t.i,
        'text': t.text, 'title_end': length(t.title), 'language': 'en',
        'published': t.published_on::TEXT, 'published_basis': 'metadata',
        'raw_sha256': sha256(t.i::TEXT), 'text_sha256': sha256(t.i::TEXT)}})
        || ',"sentences":[' || sentences || '],"mentions":['
        || replace('{_MENTIONS}', '@', t.document_id) || ']}}'),
    packed_json('{{"document":' || to_json({{'id': t.document_id, 'title': t.title,
        'published': t.published_on::TEXT, 'published_basis': 'metadata', 'language': 'en',
        'url': 'https://news.example/' || t.i, 'text': t.text, 'furniture': []}})
        || ',"reports":[' || reports || '],"claims":[' || claims || '],"actors":[' || actors
        || '],"places":[],"problems":[],"run":' || to_json({{'id': 'run-many', 'coder': 'made-up',
            'version': '0', 'ontology': 'plover-2.0', 'knowledge': 'index', 'models': [],
            'config': 'c0ffee'}}) || '}}')
    FROM texts t JOIN (
        SELECT i, string_agg(report, ',' ORDER BY j) AS reports,
            string_agg(claim, ',' ORDER BY j) AS claims,
            string_agg(actor, ',' ORDER BY j) AS actors,
            string_agg(told, ',' ORDER BY j) AS sentences
        FROM (SELECT i, j, to_json({_REPORT})::TEXT AS report, to_json({_CLAIM})::TEXT AS claim,
                  to_json({_ACTOR})::TEXT AS actor, to_json({_SENTENCE})::TEXT AS told
              FROM told_at)
        GROUP BY i
    ) USING (i) ORDER BY t.i
"""
"""Written together from pieces: a list of deep structures is thrice as slow to make."""

CHUNK = (
    _TELLING, _TOLD, _TEXTS,
    """INSERT INTO met SELECT e FROM told_at
       SEMI JOIN (SELECT i FROM texts WHERE is_current) c USING (i)""",
    """INSERT INTO intake SELECT document_id, NULL, 'archive.warc.gz', 'https://news.example/' || i,
       '2025-07-01T00:00:00+00:00', 'text/html', sha256(i::TEXT), 'ing-many', NULL
       FROM texts ORDER BY i""",
    """INSERT INTO raw_documents SELECT sha256(i::TEXT), 'archive.warc.gz',
       'https://news.example/' || i, '2025-07-01T00:00:00+00:00', 'text/html',
       unhex(repeat(sha256(i::TEXT), 20)) FROM texts ORDER BY i""",
    """INSERT INTO documents SELECT document_id, 'run-many', 'archive.warc.gz',
       'https://news.example/' || i, 'outlet' || outlet || '.example', title, text, 'en',
       published_on::TEXT, published_on, 'metadata', NULL, '2025-07-01T00:00:00+00:00',
       sha256(i::TEXT), sha256(text), origin_id, NULL, is_current, 'full', 'coded'
       FROM texts ORDER BY i""",
    """INSERT INTO fingerprints SELECT document_id, [hash(i * 64 + n) FOR n IN range(52)], TRUE
       FROM texts ORDER BY i""",
    _ANALYSES,
    """INSERT INTO reports SELECT report_id, 'run-many', document_id, type, mode, ['diplomatic'],
       quad, intensity, cameo, 0.5 + chance / 2, verb_at, verb_at + length(verb), verb, day,
       day + 1, CASE WHEN day IS NOT NULL THEN 'day' END, 'publication', 'occasion', NULL,
       CASE WHEN chance < 0.05 THEN 'denied' ELSE 'affirmed' END,
       CASE WHEN chance < 0.15 THEN 'possible' ELSE 'certain' END,
       CASE WHEN chance < 0.2 THEN 'planned' ELSE 'occurred' END, FALSE, NULL, start_at, end_at
       FROM told_at ORDER BY i, j""",
    """INSERT INTO participants SELECT report_id, 'run-many', document_id, n,
       ['initiator', 'target'][n + 1], [a_name, b_name][n + 1], [a_name, b_name][n + 1],
       [a_id, b_id][n + 1], named('ent', i * 16 + j * 2 + n), [a_country, b_country][n + 1],
       [a_sector, b_sector][n + 1], [[a_sector, b_sector][n + 1]], 0, FALSE, 0.8, start_at, verb_at
       FROM told_at, range(2) s(n) ORDER BY i, j, n""",
    """INSERT INTO report_places SELECT report_id, 'run-many', document_id, 0, place, 'at',
       place_country, NULL, lat, lon, place_key, 'city', start_at, end_at
       FROM told_at ORDER BY i, j""",
    """INSERT INTO quantities SELECT report_id, 'run-many', document_id, 0, 'killed',
       1 + zipf(g, 51, 90), NULL, NULL, FALSE FROM told_at WHERE quad = 4 ORDER BY i, j""",
    """INSERT INTO claims SELECT named('clm', i * 8 + j), 'run-many', document_id, 'report',
       report_id, [], [], sentence, start_at, end_at,
       CASE WHEN chance < 0.05 THEN 'denied' ELSE 'affirmed' END,
       CASE WHEN chance < 0.15 THEN 'possible' ELSE 'certain' END,
       CASE WHEN chance < 0.2 THEN 'planned' ELSE 'occurred' END, 0.8 FROM told_at ORDER BY i, j""",
    """INSERT INTO claims SELECT named('cls', i * 8 + j), 'run-many', document_id,
       ['statement', 'goal', 'judgement', 'cause', 'forecast'][1 + zipf(g, 52, 5)], NULL, [a_id],
       [b_id], tail, end_at - length(tail) - 1, end_at - 1, 'affirmed', 'certain', 'occurred', 0.8
       FROM told_at WHERE j % 3 = 0 ORDER BY i, j""",
    """INSERT INTO claim_steps SELECT named('cls', i * 8 + j), 'run-many', document_id, 0, a_name,
       a_id, 'says', 'named', start_at, start_at + length(a_name), verb_at, verb_at + length(verb)
       FROM told_at WHERE j % 3 = 0 UNION ALL
       SELECT named('clm', i * 8 + j), 'run-many', document_id, 0, b_name, b_id, 'confirms',
       'office', start_at, start_at + 3, NULL, NULL FROM told_at WHERE j % 4 = 1 ORDER BY 3, 1""",
    """INSERT INTO document_actors SELECT DISTINCT ON (i, a_id) document_id, 'run-many', a_id, a_id,
       a_name, 'state', a_country, a_sector, NULL, '{}', 3 FROM told_at ORDER BY i, a_id""",
    """INSERT INTO document_places SELECT document_id, 'run-many', j, start_at, end_at, place,
       'literal', place, place_key, lat, lon, place_country, NULL, 'P.PPL', 0.9
       FROM told_at ORDER BY i, j""",
    """INSERT INTO problems SELECT document_id, 'run-many', 'archive.warc.gz', 'date',
       ['D512', 'D501', 'D513'][1 + zipf(i, 53, 3)], 'The text says no day.', NULL, NULL, NULL
       FROM texts WHERE u(i, 54) < 0.03 ORDER BY i""",
    """INSERT INTO event_reports SELECT named('evt', e), report_id FROM told_at
       SEMI JOIN (SELECT i FROM texts WHERE is_current) c USING (i) ORDER BY i, j""",
)  # fmt: skip

EVENTS = (
    """CREATE OR REPLACE TEMP TABLE counted AS
       SELECT e, count(*) AS reports FROM met GROUP BY e""",
    "CREATE OR REPLACE TEMP TABLE happened AS " + _HAPPENED.replace("{numbers}", "counted"),
    """INSERT INTO events SELECT named('evt', h.e), 'run-many', type, mode, quad, intensity, cameo,
       day, day + 1, CASE WHEN day IS NOT NULL THEN 'day' END, lat, lon, place, place_country,
       place_key, 'city', CASE WHEN u(h.e, 60) < 0.04 THEN 'contested'
           WHEN u(h.e, 60) < 0.06 THEN 'denied_only' WHEN u(h.e, 60) < 0.2 THEN 'unconfirmed'
           ELSE 'uncontested' END,
       least(c.reports, 1 + zipf(h.e, 61, c.reports)), c.reports, 0.5 + u(h.e, 62) / 2,
       to_json({'id': named('evt', h.e), 'run_id': 'run-many', 'type': type, 'mode': mode,
           'founding_report_id': named('rep', h.e),
           'status': CASE WHEN u(h.e, 65) < 0.15 THEN 'planned' ELSE 'occurred' END,
           'participants': [a_name, b_name],
           'padding': repeat(md5(h.e::TEXT), 8)})
       FROM happened h JOIN counted c ON c.e = h.e ORDER BY hash(h.e // 1000), h.e""",
    """INSERT INTO event_actors SELECT named('evt', e), n, ['initiator', 'target', 'target'][n + 1],
       [a_name, b_name, c_name][n + 1], [a_id, b_id, c_id][n + 1],
       [a_country, b_country, c_country][n + 1], [a_sector, b_sector, c_sector][n + 1]
       FROM happened, range(3) s(n) WHERE n < 2 OR c_id IS NOT NULL
       ORDER BY hash(e // 1000), e, n""",
    """INSERT INTO event_dissents SELECT named('evt', e), 'type', '"AGREE"', ['rep-x']
       FROM counted WHERE reports > 2 AND u(e, 63) < 0.2 ORDER BY e""",
    """INSERT INTO event_aliases SELECT named('evt', e + {events}), named('evt', e), 'run-many'
       FROM counted WHERE u(e, 64) < 0.001 ORDER BY e""",
)  # fmt: skip
