"""The tables: what was received, what it says, and the events that are made of it."""

from __future__ import annotations

from dragoman.store.schema import Table, table
from dragoman.store.tables_of_runs import OF_A_RUN

__all__ = ["DERIVED", "EVENTS", "OF_A_RUN", "RECEIVED", "TABLES"]

RECEIVED: tuple[Table, ...] = (
    table(
        "meta",
        "What the store says of itself.",
        "key",
        """
key TEXT name of the entry
value TEXT its value
""",
        unique=True,
    ),
    table(
        "migrations",
        "Which changes of layout were applied.",
        "number",
        """
number INTEGER number of the change, from 1
name TEXT what it did
applied_at TEXT when, ISO 8601
""",
        unique=True,
    ),
    table(
        "ingests",
        "One call of `dragoman ingest`, or several if it was interrupted.",
        "id",
        """
id TEXT the ingest
sources JSON what was given to it
started_at TEXT when it began; the fetch time of documents that have none of their own
finished_at TEXT when it was through; NULL while it can be taken up again
""",
        unique=True,
    ),
    table(
        "intake",
        "Every document that was received, in the order it came.",
        "document_id",
        """
document_id TEXT the document's id; NULL only while an ingest runs
given_id TEXT the id its source gave it
source TEXT file, archive, feed or list it came from
url TEXT its address, as far as the source says
fetched_at TEXT when it was fetched, ISO 8601
media_type TEXT kind of its bytes
raw_sha256 TEXT hash of its bytes, in raw_documents
ingest_id TEXT the ingest that brought it
same_as TEXT the document with this address that already had this text; then it is no document
""",
    ),
    table(
        "raw_documents",
        "The bytes as received, each once.",
        "sha256",
        """
sha256 TEXT hash of the bytes
source_id TEXT source it was first read from
url TEXT address it was first read from
fetched_at TEXT when it was first fetched
media_type TEXT kind of the bytes
body BLOB the bytes, compressed by zlib
""",
    ),
    table(
        "fetches",
        "Requests over the network, for asking only for what changed.",
        "url",
        """
source TEXT feed, list or sitemap that named the address
url TEXT the address
etag TEXT the server's mark of this version
last_modified TEXT the server's date of this version
fetched_at TEXT when it was asked last
status INTEGER status code of the answer
ingest_id TEXT the ingest that asked last
""",
    ),
    table(
        "queue",
        "What an ingest has yet to code; empty when it is through.",
        "position",
        """
position BIGINT the order in which it is done, from 1
document_id TEXT the document
source TEXT as in intake
url TEXT as in intake
fetched_at TEXT as in intake
media_type TEXT as in intake
raw_sha256 TEXT as in intake
""",
    ),
)

DERIVED: tuple[Table, ...] = (
    table(
        "runs",
        "Coders that read documents, with all that makes them what they are.",
        "id",
        """
id TEXT the run; hashes all of the following
coder TEXT name of the coder
coder_version TEXT its version
config_sha256 TEXT hash of the settings
models JSON pairs of name and version
ontology_version TEXT codebook and version
knowledge_version TEXT the index of actors and places
code_version TEXT version of dragoman
started_at TEXT when it first read a document into this store
""",
        unique=True,
    ),
    table(
        "documents",
        "The texts, as they were read.",
        "id",
        """
id TEXT the document
run_id TEXT its current run: the one whose rows count
source_id TEXT file, archive, feed or list it came from
url TEXT its address
publisher TEXT the outlet: as the source says, else the host of the address, else as the page says
title TEXT its title
text TEXT(zstd) title and body; every offset counts in it, in code points
language TEXT ISO 639-1
published TEXT ISO 8601 at the precision given
published_on DATE the day of it; NULL where the day is not known
published_basis TEXT stated, metadata, url …
author TEXT its author
fetched_at TEXT when it was fetched, ISO 8601
raw_sha256 TEXT hash of its bytes, in raw_documents
text_sha256 TEXT hash of its text
origin_id TEXT the document it is a copy of; NULL for one that is nobody's copy
revision_of TEXT the version of it that came before
is_current BOOLEAN no later version is known
rights TEXT what may be shown: full, quote or none
status TEXT coded; or uncoded, with a problem that says why
""",
    ),
    table(
        "fingerprints",
        "Where copies of a text are looked for.",
        "document_id",
        """
document_id TEXT the document
bands UBIGINT[] numbers of which near copies share one
is_settled BOOLEAN whether copies and versions were looked for
""",
    ),
)

EVENTS: tuple[Table, ...] = (
    table("events", "What happened, as far as reports tell: derived, and derived again.", "id", """
id TEXT the event; that of its first report, and it stays
run_id TEXT the run that linked it
type TEXT event type
mode TEXT mode of the type
quad INTEGER quad class
intensity DOUBLE conflict-cooperation score
cameo TEXT CAMEO code
earliest DATE first day it may have been
before DATE day before which it was or began
date_precision TEXT minute to decade, or unknown
lat DOUBLE latitude, degrees
lon DOUBLE longitude, degrees
place_name TEXT name of the place
country TEXT ISO alpha-3 of the place
geonames_id BIGINT GeoNames number of the place
place_precision TEXT exact, city, admin2, admin1, country or region
assertion TEXT uncontested, contested, denied_only or unconfirmed
independent_sources INTEGER sources that are nobody's copy
report_count INTEGER reports of it
score DOUBLE how surely its reports were read right
record JSON(zstd) the whole Event record
"""),
    table("event_reports", "The reports of an event.", "event_id report_id", """
event_id TEXT the event
report_id TEXT the report
"""),
    table("event_actors", "Who took part in an event, and as what.", "event_id n", """
event_id TEXT the event
n INTEGER position, from 0
role TEXT as in participants
name TEXT the fullest name
actor_id TEXT the index's id, else that of a document's actor
country TEXT as in participants
sector TEXT first PLOVER sector
"""),
    table("event_dissents", "Readings of some reports that the event does not show.",
          "event_id field value", """
event_id TEXT the event
field TEXT what they disagree on
value JSON the reading that lost
report_ids TEXT[] the reports that have it
"""),
    table("event_aliases", "Ids that a merge gave up, and where they lead now.", "old_id", """
old_id TEXT id of an event that was
new_id TEXT the event it went into
run_id TEXT the run that merged them
"""),
    table("event_relations", "What events are to each other, as a text says in so many words.",
          "from_id to_id kind", """
from_id TEXT the event
to_id TEXT the event it is part of, retaliates for …
kind TEXT part_of, retaliates_for, follows, updates or contradicts
report_ids TEXT[] the reports it was read from
record JSON the whole EventRelation record
"""),
)  # fmt: skip

TABLES: tuple[Table, ...] = (*RECEIVED, *DERIVED, *OF_A_RUN, *EVENTS)
