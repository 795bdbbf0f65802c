"""The tables that pages read: the store's own, with people's corrections laid over them.

All are temporary: they live in the server's connection and never touch the store. `shown_X` is X
without the documents that corrections change, and with what those documents say now.
"""

from __future__ import annotations

__all__ = [
    "ALL_CURRENT", "CORRECTED", "EVENT_COLUMNS", "LINKED", "REPORT_COLUMNS", "SOME_CURRENT",
    "UNCORRECTED", "UNLINKED",
]  # fmt: skip

REPORT_COLUMNS = (
    "id", "run_id", "document_id", "type", "mode", "contexts", "quad", "intensity", "cameo",
    "score", "trigger_start", "trigger_end", "trigger_text", "earliest", "before",
    "date_precision", "date_basis", "extent", "end_before", "polarity", "certainty", "status",
    "repeated", "sentence_start", "sentence_end",
)  # fmt: skip
EVENT_COLUMNS = (
    "id", "run_id", "type", "mode", "quad", "intensity", "cameo", "earliest", "before",
    "date_precision", "lat", "lon", "place_name", "country", "geonames_id", "place_precision",
    "assertion", "independent_sources", "report_count", "score",
)  # fmt: skip
_EVENT = ", ".join(EVENT_COLUMNS)
_DAYS = "coalesce(earliest, CAST(before - INTERVAL 1 DAY AS DATE)) AS day"

_COLUMNS = ", ".join(REPORT_COLUMNS)

_REPORTS = f"""
CREATE TEMP TABLE fixed_documents (id TEXT);
CREATE TEMP TABLE fixed_reports AS SELECT {_COLUMNS} FROM reports LIMIT 0;
CREATE TEMP TABLE fixed_events AS SELECT {_EVENT} FROM events LIMIT 0;
CREATE TEMP TABLE gone_events (id TEXT);
CREATE TEMP TABLE fixed_event_reports (event_id TEXT, report_id TEXT, document_id TEXT);
CREATE TEMP TABLE fixed_event_actors AS SELECT * FROM event_actors LIMIT 0;
"""

CORRECTED = f"""
CREATE TEMP VIEW shown_reports AS
    SELECT {_COLUMNS} FROM made_reports WHERE document_id NOT IN (SELECT id FROM fixed_documents)
    UNION ALL SELECT * FROM fixed_reports;
CREATE TEMP VIEW shown_events AS SELECT *, {_DAYS} FROM (
    SELECT {_EVENT} FROM made_events WHERE id NOT IN (SELECT id FROM gone_events)
    UNION ALL SELECT {_EVENT} FROM fixed_events);
CREATE TEMP VIEW shown_event_actors AS
    SELECT * FROM made_event_actors WHERE event_id NOT IN (SELECT id FROM gone_events)
    UNION ALL SELECT * FROM fixed_event_actors;
CREATE TEMP VIEW shown_event_reports AS
    SELECT * FROM made_event_reports WHERE event_id NOT IN (SELECT id FROM gone_events)
    UNION ALL SELECT * FROM fixed_event_reports;
"""
"""What is shown where somebody corrected something."""

UNCORRECTED = f"""
CREATE TEMP VIEW shown_reports AS SELECT {_COLUMNS} FROM made_reports;
CREATE TEMP VIEW shown_events AS SELECT *, {_DAYS} FROM made_events;
CREATE TEMP VIEW shown_event_actors AS SELECT * FROM made_event_actors;
CREATE TEMP VIEW shown_event_reports AS SELECT * FROM made_event_reports;
"""
"""The same where nobody did: a million rows need no looking through."""

ALL_CURRENT = "CREATE TEMP VIEW made_reports AS SELECT * FROM reports;"
"""For a store that was read by one run, and whose texts have no later versions."""

SOME_CURRENT = "CREATE TEMP VIEW made_reports AS SELECT * FROM current_reports;"

LINKED = f"""
{_REPORTS}
CREATE TEMP VIEW made_events AS SELECT {_EVENT} FROM events;
CREATE TEMP VIEW made_event_actors AS SELECT * FROM event_actors;
CREATE TEMP TABLE made_event_reports AS
    SELECT x.event_id, x.report_id, r.document_id FROM event_reports x
    JOIN made_reports r ON r.id = x.report_id;
"""
"""For a store whose reports were linked into events."""

UNLINKED = f"""
{_REPORTS}
CREATE TEMP TABLE made_events AS
    SELECT r.id, r.run_id, type, mode, quad, intensity, cameo, earliest, before, date_precision,
        p.lat, p.lon, p.name AS place_name, p.country, p.geonames_id,
        p.precision AS place_precision,
        CASE WHEN r.polarity = 'denied' THEN 'denied_only'
             WHEN r.polarity = 'affirmed' AND r.status IN ('occurred', 'ongoing')
                AND r.certainty IN ('certain', 'probable') THEN 'uncontested'
             ELSE 'unconfirmed' END AS assertion,
        1 AS independent_sources, 1 AS report_count, r.score
    FROM current_reports r LEFT JOIN current_report_places p ON p.report_id = r.id AND p.n = 0;
CREATE TEMP TABLE made_event_actors AS
    SELECT report_id AS event_id, n, role, name, actor_id, country, sector
    FROM current_participants;
CREATE TEMP TABLE made_event_reports AS
    SELECT id AS event_id, id AS report_id, document_id FROM current_reports;
"""
"""For a store that was not linked: each report stands for itself."""
