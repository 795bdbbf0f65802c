"""What a store covers and lacks, counted for a data card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.store.overlaid import Overlay, reading

if TYPE_CHECKING:
    from dragoman.store.database import Store

__all__ = ["coverage_of", "private_names"]

_QUESTIONS: dict[str, str] = {
    "size": """
        SELECT (SELECT count(*) FROM documents WHERE is_current) AS documents,
        (SELECT count(*) FROM documents WHERE is_current AND status = 'uncoded') AS uncoded,
        (SELECT count(DISTINCT coalesce(origin_id, id)) FROM documents WHERE is_current)
            AS stories,
        (SELECT count(*) FROM current_reports) AS reports,
        (SELECT count(*) FROM current_claims) AS claims, (SELECT count(*) FROM events) AS events
    """,
    "days": """
        SELECT CAST(min(published_on) AS TEXT) AS first_published,
        CAST(max(published_on) AS TEXT) AS last_published, left(max(fetched_at), 10) AS fetched
        FROM documents WHERE is_current
    """,
    "months": """
        SELECT coalesce(strftime(published_on, '%Y-%m'), 'not known') AS month,
        count(*) AS documents, CAST(sum(coalesce(r.reports, 0)) AS BIGINT) AS reports
        FROM documents d LEFT JOIN (SELECT document_id, count(*) AS reports
            FROM current_reports GROUP BY document_id) r ON r.document_id = d.id
        WHERE d.is_current GROUP BY 1 ORDER BY 1
    """,
    "missing_months": """
        WITH bounds AS (SELECT date_trunc('month', min(published_on)) AS low,
            date_trunc('month', max(published_on)) AS high FROM documents WHERE is_current)
        SELECT strftime(month, '%Y-%m') AS month
        FROM (SELECT unnest(generate_series(low, high, INTERVAL 1 MONTH)) AS month FROM bounds)
        WHERE month NOT IN (SELECT date_trunc('month', published_on) FROM documents
            WHERE is_current AND published_on IS NOT NULL) ORDER BY month
    """,
    "countries": """
        SELECT coalesce(country, 'not known') AS country, count(*) AS events
        FROM events GROUP BY 1 ORDER BY 2 DESC, 1
    """,
    "sources": """
        SELECT coalesce(publisher, 'not known') AS source, count(*) AS documents,
        count(*) FILTER (origin_id IS NOT NULL) AS copies
        FROM documents WHERE is_current GROUP BY 1 ORDER BY 2 DESC, 1
    """,
    "languages": """
        SELECT coalesce(language, 'not known') AS language, count(*) AS documents,
        count(*) FILTER (status = 'coded') AS coded
        FROM documents WHERE is_current GROUP BY 1 ORDER BY 2 DESC, 1
    """,
    "types": """
        SELECT coalesce(type, 'not known') AS type, count(*) AS events,
        count(*) FILTER (assertion = 'uncontested') AS uncontested,
        count(*) FILTER (assertion = 'contested') AS contested,
        count(*) FILTER (assertion = 'denied_only') AS denied_only,
        count(*) FILTER (assertion = 'unconfirmed') AS unconfirmed
        FROM events GROUP BY 1 ORDER BY 2 DESC, 1
    """,
    "gaps": """
        SELECT count(*) FILTER (earliest IS NULL) AS without_first_day,
        count(*) FILTER (earliest IS NULL OR before - earliest > 1) AS without_exact_day,
        count(*) FILTER (place_name IS NULL) AS without_place,
        count(*) FILTER (id NOT IN (SELECT event_id FROM event_actors WHERE role IN
            ('initiator', 'visitor', 'party'))) AS without_actor,
        count(*) FILTER (id IN (SELECT event_id FROM event_actors
            WHERE starts_with(coalesce(actor_id, 'ent-'), 'ent-'))) AS with_unlinked_actor
        FROM events
    """,
    "problems": """
        SELECT code, count(*) AS problems, count(DISTINCT coalesce(document_id, source))
            AS documents FROM problems GROUP BY code ORDER BY code
    """,
    "runs": """
        SELECT r.id, r.coder, r.coder_version, r.code_version, r.ontology_version,
        r.knowledge_version, CAST(r.models AS TEXT) AS models, r.config_sha256,
        count(d.id) AS documents FROM runs r JOIN documents d ON d.run_id = r.id AND d.is_current
        GROUP BY ALL ORDER BY documents DESC, r.id
    """,
}
_PRIVATE = """
    SELECT DISTINCT name FROM current_document_actors
    WHERE kind = 'person' AND actor_id IS NULL AND role IS NULL AND name <> ''
"""
# Whether a name that a reviewer wrote is a person's is not known: it is withheld.
_PRIVATE_OF_REVIEWERS = """
    SELECT DISTINCT p.name FROM current_participants p
    ANTI JOIN current_document_actors a ON a.document_id = p.document_id AND a.name = p.name
    WHERE coalesce(p.actor_id, 'ent-') LIKE 'ent-%' AND p.name <> ''
"""


def coverage_of(store: Store, overlay: Overlay | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return the answers that a data card is made of, by their names."""
    found = {}
    connection = reading(store, overlay)
    for name, text in _QUESTIONS.items():
        found[name] = connection.sql(text).to_arrow_table().to_pylist()
    if overlay is not None:
        found["corrections"] = [
            {"action": action, "status": status, "corrections": count}
            for action, status, count in overlay.tally
        ]
    return found


def private_names(store: Store, overlay: Overlay | None = None) -> frozenset[str]:
    """Return the names of persons that are neither in the index nor said to hold an office."""
    connection = reading(store, overlay)
    text = _PRIVATE if overlay is None else f"{_PRIVATE} UNION {_PRIVATE_OF_REVIEWERS}"
    return frozenset(row[0] for row in connection.execute(text).fetchall())
