"""The tables of what a run read in a document; rows of several runs lie side by side."""

from __future__ import annotations

from dragoman.store.schema import Table, table

__all__ = ["OF_A_RUN"]

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

OF_A_RUN: tuple[Table, ...] = (
    table("analyses", "All that a run read in a document.", "document_id run_id", _MADE_BY + """
record BLOB the whole Analysis record: JSON, compressed by zlib
output BLOB the line that `dragoman code --format jsonl` prints, alike
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
