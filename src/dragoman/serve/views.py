"""The tables that pages read: the store's own, with people's corrections laid over them.

All are temporary: they live in the server's connection and never touch the store. `made_X` is X as
the machine made it; `shown_X` is without the events, reports and claims that corrections change,
and with what those are now. Events come from the store's index, or from a temporary one where it
has none.
"""

from __future__ import annotations

from dragoman.store.effective import EVENT_COLUMNS, REPORT_COLUMNS
from dragoman.store.index_tables import INDEX

__all__ = [
    "ALL_CURRENT", "CORRECTED", "DOCUMENT_COLUMNS", "LAID", "LAYING", "LINKED", "ONE_RUN", "SHOWN",
    "SOME_CURRENT", "UNCORRECTED", "UNLINKED", "shown_column",
]  # fmt: skip

DOCUMENT_COLUMNS = (
    "id", "run_id", "source_id", "url", "publisher", "title", "language", "published",
    "published_on", "published_basis", "author", "fetched_at", "origin_id", "revision_of",
    "is_current", "rights", "status",
)  # fmt: skip
"""What is told of a document beside its text."""
_EVENT = ", ".join(EVENT_COLUMNS)
_REPORT = ", ".join(REPORT_COLUMNS)

_CURRENT = ("reports", "claims", "claim_steps")
ALL_CURRENT = ";".join(
    f"CREATE TEMP VIEW made_{name} AS SELECT rowid AS place, * FROM {name}" for name in _CURRENT
)
"""For a store that was read by one run, and whose texts have no later versions."""
ONE_RUN = ";".join(
    f"CREATE TEMP VIEW made_{name} AS SELECT rowid AS place, * FROM {name}"
    " WHERE document_id NOT IN (SELECT id FROM documents WHERE NOT is_current)"
    for name in _CURRENT
)
"""For one that was read by one run: a few documents to leave out instead of many to look for."""
SOME_CURRENT = ";".join(
    f"CREATE TEMP VIEW made_{name} AS SELECT t.rowid AS place, t.* FROM {name} t"
    " SEMI JOIN documents d ON t.document_id = d.id AND t.run_id = d.run_id AND d.is_current"
    for name in _CURRENT
)
"""For any other. `place` is the row's in the table, by which a few are found at once."""

_REPORTS = f"""
CREATE TEMP TABLE fixed_documents (id TEXT);
CREATE TEMP TABLE fixed_reports AS SELECT {_REPORT} FROM reports LIMIT 0;
CREATE TEMP TABLE fixed_claims AS SELECT * FROM claims LIMIT 0;
CREATE TEMP TABLE fixed_claim_steps AS SELECT * FROM claim_steps LIMIT 0;
CREATE TEMP TABLE fixed_events AS SELECT {_EVENT} FROM events LIMIT 0;
CREATE TEMP TABLE gone_events (id TEXT);
CREATE TEMP TABLE fixed_event_reports (event_id TEXT, report_id TEXT, document_id TEXT);
CREATE TEMP TABLE fixed_event_actors AS SELECT * FROM event_actors LIMIT 0;
CREATE TEMP VIEW shown_reports AS
    SELECT {_REPORT} FROM made_reports WHERE document_id NOT IN (SELECT id FROM fixed_documents)
    UNION ALL SELECT * FROM fixed_reports;
CREATE TEMP VIEW shown_claims AS SELECT * FROM made_claims
    WHERE document_id NOT IN (SELECT id FROM fixed_documents)
    UNION ALL SELECT NULL AS place, * FROM fixed_claims;
CREATE TEMP VIEW shown_claim_steps AS SELECT * FROM made_claim_steps
    WHERE document_id NOT IN (SELECT id FROM fixed_documents)
    UNION ALL SELECT NULL AS place, * FROM fixed_claim_steps;
CREATE TEMP VIEW made_event_reports AS SELECT e.id AS event_id, r.report_id, r.document_id
    FROM index_reports r JOIN index_events e ON e.n = r.event_n;
"""

LINKED = f"""
{_REPORTS}
CREATE TEMP VIEW made_events AS SELECT {_EVENT} FROM events;
CREATE TEMP VIEW made_event_actors AS SELECT * FROM event_actors;
"""
"""For a store whose reports were linked into events."""

UNLINKED = f"""
{_REPORTS}
CREATE TEMP VIEW made_events AS
    SELECT r.id, r.run_id, type, mode, quad, intensity, cameo, earliest, before, date_precision,
        p.lat, p.lon, p.name AS place_name, p.country, p.geonames_id,
        p.precision AS place_precision,
        CASE WHEN r.polarity = 'denied' THEN 'denied_only'
             WHEN r.polarity = 'affirmed' AND r.status IN ('occurred', 'ongoing')
                AND r.certainty IN ('certain', 'probable') THEN 'uncontested'
             ELSE 'unconfirmed' END AS assertion,
        1 AS independent_sources, 1 AS report_count, r.score
    FROM current_reports r LEFT JOIN current_report_places p ON p.report_id = r.id AND p.n = 0;
CREATE TEMP VIEW made_event_actors AS
    SELECT report_id AS event_id, n, role, name, actor_id, country, sector
    FROM current_participants;
CREATE TEMP VIEW reports_as_events AS SELECT id AS event_id, id AS report_id FROM current_reports;
"""
"""For a store that was not linked: each report stands for itself."""

_PARTS = {
    "index": ("index_events", "n"), "parties": ("index_parties", "event_n"),
    "told": ("index_reports", "event_n"),
}  # fmt: skip
_WHOLE = ("kinds", "places", "names", "words", "counts", "pairs", "called")

LAID = "".join(
    table.definition().replace("TABLE index_", "TEMP TABLE laid_").replace(
        " USING COMPRESSION zstd", "") + ";" for table in INDEX
)  # fmt: skip
"""The index of the events that corrections changed; what they were is taken off in its counts."""

UNCORRECTED = "".join(
    f"CREATE OR REPLACE TEMP VIEW shown_{name} AS FROM {table};"
    for name, table in (
        *((name, table) for name, (table, _) in _PARTS.items()),
        *((name, f"index_{name}") for name in (*_WHOLE, "positions")),
    )
)
"""The index as it is: where nobody corrected anything, and while corrections are laid over it."""

LAYING = "".join(
    f"CREATE OR REPLACE TEMP VIEW shown_{name} AS FROM index_{name} UNION ALL FROM laid_{name};"
    for name in _WHOLE
)
"""What is numbered and counted, while corrected events are put into the laid tables."""
CORRECTED = "CREATE TEMP TABLE gone AS SELECT n FROM index_events SEMI JOIN gone_events USING (id);"
CORRECTED += "".join(
    f"CREATE OR REPLACE TEMP VIEW shown_{name} AS FROM {table} WHERE {column} NOT IN"
    f" (SELECT n FROM gone) UNION ALL FROM {table.replace('index_', 'laid_')};"
    for name, (table, column) in _PARTS.items()
)
CORRECTED += """
CREATE OR REPLACE TEMP VIEW shown_positions AS FROM index_positions
    WHERE document_id NOT IN (SELECT id FROM fixed_documents) UNION ALL FROM laid_positions;
"""
"""What is shown where somebody corrected something."""

_FROM_PLACE = ("lat", "lon", "place_name", "country", "geonames_id", "place_precision")
_FROM_KIND = ("type", "mode", "intensity", "cameo", "assertion")


def shown_column(name: str) -> str:
    """Return where a column of events is, of the index `e`, its kind `k` and its place `p`."""
    of = "p" if name in _FROM_PLACE else "k" if name in _FROM_KIND else "e"
    return f"{of}.{name}"


SHOWN = f"""
CREATE OR REPLACE TEMP VIEW shown_events AS
    SELECT {", ".join(map(shown_column, EVENT_COLUMNS))}, e.day, e.n, e.kind_n, e.place_n, e.actors,
        e.countries, e.sources, e.has_dissent
    FROM shown_index e JOIN shown_kinds k ON k.n = e.kind_n JOIN shown_places p ON p.n = e.place_n;
CREATE OR REPLACE TEMP VIEW shown_event_actors AS
    SELECT e.id AS event_id, a.* EXCLUDE (event_n)
    FROM shown_parties a JOIN shown_index e ON e.n = a.event_n;
CREATE OR REPLACE TEMP VIEW shown_event_reports AS
    SELECT e.id AS event_id, t.report_id, t.document_id
    FROM shown_told t JOIN shown_index e ON e.n = t.event_n;
"""
"""The same under the names and columns of the store's own tables; `shown_events` says more."""
