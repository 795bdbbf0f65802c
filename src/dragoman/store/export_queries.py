"""What an export asks of the store: one question a kind, with filters as bound values.

Columns come in the order of `io.exports.columns`, which says what each holds; a test holds the two
together. Text of documents comes as far as their rights and the caller allow; offsets always come.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.store.export_parts import (
    ACTORS,
    CHOSEN_EVENTS,
    CHOSEN_REPORTS,
    CONDITIONS,
    OF_EVENT,
    RECIPIENTS,
    SENTENCE,
    SIDE_COLUMNS,
    SIDES,
    STORY,
    STORY_JOINS,
    known,
    shown,
)

__all__ = ["EVENT_DYADS", "EVENT_NODES", "EXPORT_KINDS", "export_question"]

EXPORT_KINDS = ("reports", "events", "claims", "actors", "dyads")

_REPORTS = f"""
WITH {CHOSEN_REPORTS},
taking_part AS (
    SELECT p.report_id, p.document_id, p.n, p.role, p.name, {known("p.actor_id")} AS actor_id,
        p.country, p.sector, p.sectors, a.kind, a.role AS office,
        json_extract_string(a.external_ids, '$.wikidata') AS wikidata, p.description, p.group_n,
        p.negated, p.score, p.start_at, p.end_at
    FROM current_participants p SEMI JOIN chosen c ON c.id = p.report_id
    LEFT JOIN current_document_actors a ON a.document_id = p.document_id AND a.id = p.actor_id
),
parties AS (
    SELECT p.report_id, {SIDES},
        list({{'role': p.role, 'name': p.name, 'actor_id': p.actor_id, 'country': p.country,
            'sector': p.sector, 'sectors': p.sectors, 'kind': p.kind, 'office': p.office,
            'wikidata': p.wikidata, 'description': {shown("p.description")},
            'group': p.group_n, 'negated': p.negated, 'score': p.score, 'start': p.start_at,
            'end': p.end_at}} ORDER BY p.n) AS participants
    FROM taking_part p JOIN documents d ON d.id = p.document_id GROUP BY p.report_id
),
spots_of AS (
    SELECT report_id, list(name ORDER BY n) AS names FROM current_report_places GROUP BY report_id
),
counts AS (
    SELECT report_id, list({{'kind': kind, 'low': low, 'high': high, 'unit': unit,
        'approximate': approximate}} ORDER BY n) AS quantities
    FROM current_quantities GROUP BY report_id
),
speakers AS (
    SELECT claim_id, string_agg(coalesce(nullif(name, ''), anonymity), ': ' ORDER BY n)
        || ' (' || arg_max(verb, n) || ')' AS chain
    FROM current_claim_steps GROUP BY claim_id
),
told AS (
    SELECT k.report_id, list(DISTINCT coalesce(s.chain, 'the text itself')
        ORDER BY coalesce(s.chain, 'the text itself')) AS according_to
    FROM current_claims k LEFT JOIN speakers s ON s.claim_id = k.id
    WHERE k.report_id IS NOT NULL GROUP BY k.report_id
)
SELECT r.id, o.event_id, r.document_id, r.run_id, d.url, d.publisher,
    CASE WHEN $with_text AND d.rights <> 'none' THEN d.title END AS title, d.published,
    d.published_on, d.language, coalesce(d.origin_id, d.id) AS origin_id, d.text_sha256, d.rights,
    r.type, r.mode, r.contexts, r.quad, r.intensity, r.cameo, r.score,
    {SIDE_COLUMNS}, coalesce(parties.participants, []) AS participants,
    r.earliest, r.before, r.date_precision, r.date_basis, r.extent, r.end_before,
    w.name AS place, w.relation AS place_relation, w.country AS place_country,
    w.admin1 AS place_admin1, w.lat, w.lon, w.geonames_id, w.precision AS place_precision,
    coalesce(spots_of.names, []) AS places, coalesce(counts.quantities, []) AS quantities,
    r.polarity, r.certainty, r.status, r.repeated,
    coalesce(told.according_to, []) AS according_to, o.assertion, r.parent_id, v.review,
    {shown("r.trigger_text")} AS trigger, r.trigger_start, r.trigger_end,
    {shown(SENTENCE)} AS sentence, r.sentence_start, r.sentence_end__STORY__
FROM current_reports r SEMI JOIN chosen c ON c.id = r.id
JOIN documents d ON d.id = r.document_id
LEFT JOIN of_event o ON o.report_id = r.id
LEFT JOIN parties ON parties.report_id = r.id
LEFT JOIN current_report_places w ON w.report_id = r.id AND w.n = 0
LEFT JOIN spots_of ON spots_of.report_id = r.id
LEFT JOIN counts ON counts.report_id = r.id
LEFT JOIN told ON told.report_id = r.id
LEFT JOIN reviews v ON v.id = r.id AND v.kind = 'report'__JOINS__
ORDER BY d.published_on NULLS LAST, r.document_id, r.trigger_start, r.id
"""

_EVENT_PARTS = f"""
taking_part AS (
    SELECT x.event_id, p.role, p.name, first(p.sectors ORDER BY p.report_id, p.n) AS sectors,
        first(a.kind ORDER BY p.report_id, p.n) AS kind,
        first(a.role ORDER BY p.report_id, p.n) AS office,
        first(json_extract_string(a.external_ids, '$.wikidata') ORDER BY p.report_id, p.n)
            AS wikidata,
        first({shown("p.description")} ORDER BY p.report_id, p.n) AS description
    FROM event_reports x SEMI JOIN chosen c ON c.id = x.event_id
    JOIN current_participants p ON p.report_id = x.report_id
    JOIN documents d ON d.id = p.document_id
    LEFT JOIN current_document_actors a ON a.document_id = p.document_id AND a.id = p.actor_id
    GROUP BY x.event_id, p.role, p.name
),
cast_of AS (
    SELECT a.event_id, a.n, a.role, a.name, {known("a.actor_id")} AS actor_id, a.country,
        a.sector, false AS negated, coalesce(p.sectors, []) AS sectors, p.kind, p.office,
        p.wikidata, p.description
    FROM event_actors a SEMI JOIN chosen c ON c.id = a.event_id
    LEFT JOIN taking_part p ON p.event_id = a.event_id AND p.role = a.role AND p.name = a.name
)"""
_EVENTS = f"""
WITH {CHOSEN_EVENTS}, {_EVENT_PARTS},
parties AS (
    SELECT p.event_id, {SIDES},
        list({{'role': p.role, 'name': p.name, 'actor_id': p.actor_id, 'country': p.country,
            'sector': p.sector, 'sectors': p.sectors, 'kind': p.kind, 'office': p.office,
            'wikidata': p.wikidata, 'description': p.description}} ORDER BY p.n) AS participants
    FROM cast_of p GROUP BY p.event_id
),
told AS (
    SELECT x.event_id, list(x.report_id ORDER BY x.report_id) AS report_ids,
        list(DISTINCT d.id ORDER BY d.id) AS document_ids,
        coalesce(list(DISTINCT d.url ORDER BY d.url) FILTER (d.url IS NOT NULL), []) AS urls,
        coalesce(list(DISTINCT d.publisher ORDER BY d.publisher)
            FILTER (d.publisher IS NOT NULL), []) AS publishers,
        coalesce(list(DISTINCT d.language ORDER BY d.language)
            FILTER (d.language IS NOT NULL), []) AS languages
    FROM event_reports x SEMI JOIN chosen c ON c.id = x.event_id
    JOIN current_reports r ON r.id = x.report_id JOIN documents d ON d.id = r.document_id
    GROUP BY x.event_id
),
dissent AS (
    SELECT event_id, list({{'field': field, 'value': CAST(value AS TEXT),
        'report_ids': report_ids}} ORDER BY field, CAST(value AS TEXT)) AS dissents
    FROM event_dissents GROUP BY event_id
),
recorded AS (
    SELECT e.id, json_extract_string(e.record, '$.founding_report_id') AS founding_report_id,
        coalesce(CAST(json_extract(e.record, '$.contexts') AS TEXT[]), []) AS contexts,
        json_extract_string(e.record, '$.status') AS status,
        json_extract_string(e.record, '$.when.extent') AS extent,
        CAST(json_extract_string(e.record, '$.when.end.before') AS DATE) AS end_before,
        json_extract_string(e.record, '$.where.relation') AS place_relation,
        json_extract_string(e.record, '$.where.admin1') AS place_admin1,
        coalesce(CAST(json_transform(json_extract(e.record, '$.quantities'), '[{{"kind": "TEXT",
            "low": "DOUBLE", "high": "DOUBLE", "unit": "TEXT", "approximate": "BOOLEAN"}}]')
            AS STRUCT("kind" TEXT, low DOUBLE, high DOUBLE, unit TEXT, approximate BOOLEAN)[]),
            []) AS quantities,
        CAST(json_extract_string(e.record, '$.first_published') AS DATE) AS first_published,
        CAST(json_extract_string(e.record, '$.last_published') AS DATE) AS last_published
    FROM events e SEMI JOIN chosen c ON c.id = e.id
)
SELECT e.id, e.run_id, e.type, e.mode, v.contexts, e.quad, e.intensity, e.cameo, e.score,
    v.status, e.assertion, e.independent_sources, e.report_count,
    {SIDE_COLUMNS}, coalesce(parties.participants, []) AS participants,
    e.earliest, e.before, e.date_precision, v.extent, v.end_before,
    e.place_name AS place, v.place_relation, e.country AS place_country, v.place_admin1,
    e.lat, e.lon, e.geonames_id, e.place_precision, v.quantities,
    coalesce(dissent.dissents, []) AS dissents, told.report_ids, told.document_ids, told.urls,
    told.publishers, told.languages, v.first_published, v.last_published,
    w.review, v.founding_report_id, d.id AS document_id, d.published_on,
    {shown(SENTENCE)} AS sentence__STORY__
FROM events e JOIN recorded v ON v.id = e.id
LEFT JOIN parties ON parties.event_id = e.id
LEFT JOIN told ON told.event_id = e.id
LEFT JOIN dissent ON dissent.event_id = e.id
LEFT JOIN reviews w ON w.id = e.id AND w.kind = 'event'
LEFT JOIN current_reports r ON r.id = v.founding_report_id
LEFT JOIN documents d ON d.id = r.document_id__JOINS__
ORDER BY coalesce(e.earliest, e.before) NULLS LAST, e.id
"""

_CLAIMS = f"""
WITH actors_of AS (
    SELECT document_id, id, any_value(name) AS name, any_value(country) AS country
    FROM current_document_actors GROUP BY ALL
),
named AS (
    SELECT k.id, unnest(list_concat(k.of_ids, k.about_ids)) AS actor_id, k.document_id
    FROM current_claims k
    UNION ALL SELECT s.claim_id, s.actor_id, s.document_id FROM current_claim_steps s
),
concerned AS (
    SELECT n.id, n.actor_id, a.name, a.country FROM named n
    JOIN actors_of a ON a.document_id = n.document_id AND a.id = n.actor_id
),
{OF_EVENT.lstrip()},
chosen AS (
    SELECT k.id FROM current_claims k JOIN documents d ON d.id = k.document_id
    LEFT JOIN current_reports r ON r.id = k.report_id
    LEFT JOIN of_event o ON o.report_id = k.report_id
    WHERE __FILTERS__
),
steps AS (
    SELECT claim_id, list({{'name': nullif(name, ''), 'actor_id': {known("actor_id")},
        'verb': verb, 'anonymity': anonymity, 'source_start': source_start,
        'source_end': source_end, 'cue_start': cue_start, 'cue_end': cue_end}} ORDER BY n) AS chain,
        list(coalesce(nullif(name, ''), anonymity) ORDER BY n) AS speakers
    FROM current_claim_steps GROUP BY claim_id
),
whose AS (
    SELECT x.id, list(coalesce(a.name, x.part) ORDER BY x.n) AS names
    FROM (SELECT k.id, k.document_id, unnest(k.of_ids) AS part,
        generate_subscripts(k.of_ids, 1) AS n FROM current_claims k) x
    LEFT JOIN actors_of a ON a.document_id = x.document_id AND a.id = x.part GROUP BY x.id
),
what AS (
    SELECT x.id, list(coalesce(a.name, x.part) ORDER BY x.n) AS names
    FROM (SELECT k.id, k.document_id, unnest(k.about_ids) AS part,
        generate_subscripts(k.about_ids, 1) AS n FROM current_claims k) x
    LEFT JOIN actors_of a ON a.document_id = x.document_id AND a.id = x.part GROUP BY x.id
)
SELECT k.id, k.document_id, k.run_id, d.url, d.publisher, d.published, d.published_on, d.language,
    coalesce(d.origin_id, d.id) AS origin_id, d.text_sha256, d.rights, k.kind, k.report_id,
    o.event_id, r.type AS report_type, coalesce(steps.speakers, []) AS speakers,
    coalesce(steps.chain, []) AS chain, k.of_ids, coalesce(whose.names, []) AS of_names,
    k.about_ids, coalesce(what.names, []) AS about_names, k.polarity, k.certainty, k.status,
    k.score, v.review, {shown("k.content")} AS content, k.content_start, k.content_end
FROM current_claims k SEMI JOIN chosen c ON c.id = k.id
JOIN documents d ON d.id = k.document_id
LEFT JOIN current_reports r ON r.id = k.report_id
LEFT JOIN of_event o ON o.report_id = k.report_id
LEFT JOIN reviews v ON v.id = k.id AND v.kind = 'claim'
LEFT JOIN steps ON steps.claim_id = k.id
LEFT JOIN whose ON whose.id = k.id
LEFT JOIN what ON what.id = k.id
ORDER BY d.published_on NULLS LAST, k.document_id, k.content_start, k.id
"""

_NODE = (
    "coalesce(p.actor_id, 'name:' || p.name || CASE WHEN p.country IS NULL THEN '' "
    "ELSE ' (' || p.country || ')' END)"
)
_PARTS_OF_DYADS = f"""
WITH {CHOSEN_EVENTS}, {_EVENT_PARTS},
nodes AS (SELECT {_NODE} AS node, p.* FROM cast_of p)"""
_DYADS = f"""{_PARTS_OF_DYADS},
directed AS (
    SELECT a.event_id, a.n AS n1, b.n AS n2, true AS is_directed
    FROM nodes a JOIN nodes b USING (event_id)
    WHERE a.role IN {ACTORS} AND b.role IN {RECIPIENTS}
),
together AS (
    SELECT a.event_id, a.n AS n1, b.n AS n2, false AS is_directed
    FROM nodes a JOIN nodes b USING (event_id)
    WHERE a.role = 'party' AND b.role = 'party' AND a.n < b.n
    AND a.event_id NOT IN (SELECT event_id FROM directed)
)
SELECT e.id AS event_id, a.node AS actor_key, a.name AS actor, a.actor_id,
    a.country AS actor_country, a.sector AS actor_sector, a.role AS actor_role,
    b.node AS recipient_key, b.name AS recipient, b.actor_id AS recipient_id,
    b.country AS recipient_country, b.sector AS recipient_sector, b.role AS recipient_role,
    x.is_directed, e.type, e.mode, e.quad, e.intensity, e.cameo, e.earliest, e.before,
    e.date_precision, e.country AS place_country, e.assertion,
    json_extract_string(e.record, '$.status') AS status, e.independent_sources, e.report_count,
    e.score
FROM (FROM directed UNION ALL FROM together) x
JOIN events e ON e.id = x.event_id
JOIN nodes a ON a.event_id = x.event_id AND a.n = x.n1
JOIN nodes b ON b.event_id = x.event_id AND b.n = x.n2
WHERE a.node <> b.node
ORDER BY coalesce(e.earliest, e.before) NULLS LAST, e.id, x.n1, x.n2
"""
_ACTORS_QUERY = f"""{_PARTS_OF_DYADS},
days AS (SELECT id, coalesce(earliest, before - 1) AS day FROM events),
mentioned AS (
    SELECT actor_id, count(DISTINCT document_id) AS documents, sum(mentions) AS mentions
    FROM current_document_actors WHERE actor_id IS NOT NULL GROUP BY actor_id
)
SELECT p.node AS id, any_value(p.actor_id) AS actor_id, mode(p.name ORDER BY p.name) AS name,
    list(DISTINCT p.name ORDER BY p.name) AS names, mode(p.kind ORDER BY p.kind) AS kind,
    mode(p.country ORDER BY p.country) AS country, mode(p.sector ORDER BY p.sector) AS sector,
    coalesce(list(DISTINCT p.office ORDER BY p.office) FILTER (p.office IS NOT NULL), [])
        AS offices,
    any_value(p.wikidata) AS wikidata, count(DISTINCT p.event_id) AS events,
    count(DISTINCT p.event_id) FILTER (p.role IN {ACTORS}) AS events_as_actor,
    count(DISTINCT p.event_id) FILTER (p.role IN {RECIPIENTS}) AS events_as_recipient,
    min(days.day) AS first_event, max(days.day) AS last_event,
    any_value(m.documents) AS documents, CAST(any_value(m.mentions) AS BIGINT) AS mentions
FROM nodes p JOIN days ON days.id = p.event_id
LEFT JOIN mentioned m ON m.actor_id = p.actor_id
GROUP BY p.node ORDER BY p.node
"""

EVENT_NODES = f"{_PARTS_OF_DYADS} SELECT * FROM nodes".replace("__FILTERS__", "true")
"""Who took part in each event, with the key that `actors` and `dyads` know them by."""
EVENT_DYADS = _DYADS.partition("\nORDER BY coalesce")[0].replace("__FILTERS__", "true")
"""Who did it to whom in each event."""

_QUESTIONS = {
    "reports": _REPORTS,
    "events": _EVENTS,
    "claims": _CLAIMS,
    "actors": _ACTORS_QUERY,
    "dyads": _DYADS,
}


def export_question(kind: str, asked: Iterable[str] = (), *, with_story: bool = False) -> str:
    """Return the SQL of an export with the filters `asked`, by the names of their values.

    `with_story` adds the columns that only foreign layouts have a place for.
    """
    conditions = CONDITIONS.get(kind, CONDITIONS["events"])
    text = _QUESTIONS[kind].replace(
        "__FILTERS__", " AND ".join(conditions[name] for name in asked) or "true"
    )
    text = text.replace("__STORY__", STORY if with_story else "")
    return text.replace("__JOINS__", STORY_JOINS if with_story else "")
