"""The tables themselves: what was received, what each run read in it, and the events made of it."""

from __future__ import annotations

from dragoman.store.schema import Table, table

__all__ = ["DERIVED", "EVENTS", "OF_A_RUN", "RECEIVED", "TABLES"]

_MADE_BY = """
document_id TEXT the document
run_id TEXT the run that read it
"""
_PARTS = """
report_id TEXT the report
run_id TEXT the run that read it
document_id TEXT the document
n INTEGER position in the report, from 0
"""

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
status INTEGER status code of the answer; NULL where there was none
""",
    ),
)

OF_A_RUN: tuple[Table, ...] = (
    table("analyses", "All that a run read in a document.", "document_id run_id", _MADE_BY + """
record JSON(zstd) the whole Analysis record
output JSON(zstd) the line that `dragoman code --format jsonl` prints
"""),
    table("reports", "One row for each event as one document reports it.", "id run_id", """
id TEXT the report; the same in every run that reads it at the same words
run_id TEXT the run that read it
document_id TEXT the document
type TEXT event type
mode TEXT mode of the type
contexts TEXT[] contexts
quad INTEGER 1, 2 verbal and material cooperation; 3, 4 verbal and material conflict
intensity DOUBLE conflict-cooperation score of type and mode, -10 to 10
cameo TEXT CAMEO code by the crosswalk
score DOUBLE how surely it was read right, 0 to 1
trigger_start INTEGER where the words that tell it begin, in code points of the text
trigger_end INTEGER where they end, exclusive
trigger_text TEXT the words
earliest DATE first day it may have been
before DATE day before which it was or began
date_precision TEXT minute to decade, or unknown
date_basis TEXT stated, relative, publication or inferred
extent TEXT occasion, period or open
end_before DATE of a period, the day before which it ended
polarity TEXT affirmed, denied or open
certainty TEXT certain, probable, possible or uncommitted
status TEXT occurred, ongoing, planned, attempted, averted, hypothetical or generic
repeated BOOLEAN told as a habit or an unknown number of times
parent_id TEXT the report it is a part of
sentence_start INTEGER where its sentence begins
sentence_end INTEGER where its sentence ends, exclusive
"""),
    table("participants", "Who took part in a report, and as what.", "report_id run_id n",
          _PARTS + """
role TEXT initiator, target, party, mediator, host, visitor, beneficiary or affected
name TEXT the fullest name the document gives
description TEXT the words that name it here
actor_id TEXT an `id` of document_actors; `ent-…` where the index has no such actor
entity_id TEXT the entity of the document
country TEXT ISO alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC
sector TEXT first of the sectors
sectors TEXT[] PLOVER sectors, the main one first
group_n INTEGER participants of one role that acted together share a number
negated BOOLEAN said not to have taken part
score DOUBLE how surely it was read right
start_at INTEGER where the words begin
end_at INTEGER where they end, exclusive
"""),
    table("report_places", "Where a report is said to have been.", "report_id run_id n",
          _PARTS + """
name TEXT the gazetteer's name, else the document's
relation TEXT at, near, between, from or toward
country TEXT ISO alpha-3
admin1 TEXT first-order division
lat DOUBLE latitude, degrees
lon DOUBLE longitude, degrees
geonames_id BIGINT GeoNames number
precision TEXT exact, city, admin2, admin1, country or region
start_at INTEGER where the words begin
end_at INTEGER where they end, exclusive
"""),
    table("quantities", "Counts and amounts of a report, as bounds.", "report_id run_id n",
          _PARTS + """
kind TEXT killed, injured, detained, displaced, crowd, money, troops or other
low DOUBLE at least
high DOUBLE at most
unit TEXT of what
approximate BOOLEAN said to be rough
"""),
    table("claims", "What somebody holds; without steps, the document's own voice.",
          "id run_id", """
id TEXT the claim
run_id TEXT the run that read it
document_id TEXT the document
kind TEXT report, statement, cause, goal, importance, relation, judgement, forecast …
report_id TEXT the report it is about, if its kind is report
of_ids TEXT[] actors whose goal or view it is, or what causes
about_ids TEXT[] actors and reports it is about
content TEXT the words, several pieces joined by ` … `
content_start INTEGER where the first piece begins
content_end INTEGER where the last ends, exclusive
polarity TEXT affirmed, denied or open
certainty TEXT certain, probable, possible or uncommitted
status TEXT occurred, ongoing, planned, attempted, averted, hypothetical or generic
score DOUBLE how surely it was read right
"""),
    table("claim_steps", "The speakers of a claim, outermost first.", "claim_id run_id n", """
claim_id TEXT the claim
run_id TEXT the run that read it
document_id TEXT the document
n INTEGER 0 for the outermost speaker
name TEXT the speaker
actor_id TEXT an `id` of document_actors
verb TEXT says, announces, confirms, denies, alleges, quotes, asks, warns, promises or believes
anonymity TEXT named, office, unnamed, document or media
source_start INTEGER where the words that name the speaker begin
source_end INTEGER where they end, exclusive
cue_start INTEGER where the word of saying begins
cue_end INTEGER where it ends, exclusive
"""),
    table("document_actors", "The actors of a document.", "document_id run_id id", _MADE_BY + """
id TEXT the index's id, else one that holds for this document
actor_id TEXT the index's id; NULL where the index has no such actor
name TEXT the fullest name the document gives
kind TEXT state, igo, coalition, person, organisation, armed_group or population
country TEXT ISO alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC
sector TEXT first PLOVER sector
role TEXT the office
external_ids JSON ids elsewhere, by name
mentions INTEGER how often it is mentioned
"""),
    table("document_places", "The toponyms and demonyms of a document.", "document_id run_id n",
          _MADE_BY + """
n INTEGER position in the document, from 0
start_at INTEGER where the words begin
end_at INTEGER where they end, exclusive
text TEXT the words
kind TEXT literal, metonym, demonym or in_name
name TEXT the gazetteer's name
geonames_id BIGINT GeoNames number
lat DOUBLE latitude, degrees
lon DOUBLE longitude, degrees
country TEXT ISO alpha-3
admin1 TEXT first-order division
feature TEXT GeoNames class and code
score DOUBLE how surely it was resolved right
"""),
    table("problems", "What went wrong, with a document or with a source.", "", _MADE_BY + """
source TEXT where the document came from, or the source that could not be read
stage TEXT step that noticed it
code TEXT one of docs/reference/errors.md
message TEXT what was wrong
start_at INTEGER where in the text, if it is about a piece of it
end_at INTEGER where that ends, exclusive
ingest_id TEXT the ingest that met it, for a source that could not be read
"""),
)  # fmt: skip

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
publisher TEXT the outlet: as the source says, else the host of the address
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
