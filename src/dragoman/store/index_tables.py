"""The index of events: what the pages filter, count and search by, in narrow tables of numbers.

Derived from the events and their reports, and derived again where it is missing: nothing is in it
that other tables do not say. `index_build` fills it.
"""

from __future__ import annotations

from dragoman.store.schema import Table, table

__all__ = ["INDEX"]

INDEX: tuple[Table, ...] = (
    table("index_kinds", "What events are: a number for each type, mode and standing met.", "n", """
n INTEGER number of the kind
type TEXT as in events
mode TEXT as in events
quad INTEGER as in events
intensity DOUBLE as in events
cameo TEXT as in events
assertion TEXT as in events
"""),
    table("index_places", "Where events were: a number for each place met.", "n", """
n INTEGER number of the place
lat DOUBLE as in events
lon DOUBLE as in events
place_name TEXT as in events
country TEXT as in events
geonames_id BIGINT as in events
place_precision TEXT as in events
"""),
    table("index_names", "Who takes part and who reports: a number for each met.", "n", """
n INTEGER number of the name; below 0 for actors that no index knows
what TEXT actor, country or source
value TEXT the actor's id, the country's code, or the outlet
"""),
    table("index_events", "The events as the pages list them, the latest first.", "n", """
n INTEGER number of the event; a changed event gets another
id TEXT the event
run_id TEXT as in events
day DATE earliest, else the day before `before`
earliest DATE as in events
before DATE as in events
date_precision TEXT as in events
kind_n INTEGER in index_kinds
quad INTEGER as in events
place_n INTEGER in index_places
independent_sources INTEGER as in events
report_count INTEGER as in events
score DOUBLE as in events
told_at TEXT when the last of its reports was fetched, ISO 8601
has_dissent BOOLEAN whether reports disagree on something
actors INTEGER[] who takes part, each once, in index_names
countries INTEGER[] their countries, each once, in index_names
sources INTEGER[] outlets that report it, each once, in index_names
best_id TEXT the report that is read most surely
best_document_id TEXT its document
best_start INTEGER its trigger_start
best_end INTEGER its trigger_end
best_sentence_start INTEGER its sentence_start
best_certainty TEXT its certainty
best_status TEXT its status
best_polarity TEXT its polarity
best_sentence TEXT(zstd) the first 420 characters of its sentence
"""),
    table("index_parties", "Who takes part in an event: event_actors by number.", "event_n n", """
event_n INTEGER number of the event
n INTEGER as in event_actors
role TEXT as in event_actors
name TEXT as in event_actors
actor_id TEXT as in event_actors
country TEXT as in event_actors
sector TEXT as in event_actors
"""),
    table("index_reports", "The reports of an event, the surest first.", "event_n n", """
event_n INTEGER number of the event
n INTEGER position, from 0
report_id TEXT the report
document_id TEXT its document
run_id TEXT the run that was current when the index was made
"""),
    table("index_words", "In which sentences a word stands; a word may have several rows.", "", """
word TEXT what stands between two blanks, in lower case
reports BIGINT[] number of the event times 65536, plus the report's position
"""),
    table("index_counts", "How many events have a value: the sum of rows, some of them negative.",
          "", """
what TEXT kind, place, actor, country, source or day
n INTEGER number of the value; of a day, days since 1970; of actors, those an index knows
events BIGINT events
cooperation BIGINT of them, of quad class 1 or 2
conflict BIGINT of them, of quad class 3 or 4
"""),
    table("index_pairs", "How many events two known actors share; summed alike.", "", """
first INTEGER the lower number of the two
second INTEGER the other
events BIGINT events
cooperation BIGINT of them, of quad class 1 or 2
conflict BIGINT of them, of quad class 3 or 4
"""),
    table("index_called", "How often an actor goes by a name, land and sector; summed alike.", "",
          """
actor_n INTEGER number of the actor
name TEXT as in event_actors
country TEXT as in event_actors
sector TEXT as in event_actors
parts BIGINT parts it takes in events so
"""),
    table("index_texts", "The documents whose claims are in index_positions.", "document_id", """
document_id TEXT the document
run_id TEXT its current run when it was indexed
"""),
    table("index_positions", "What actors hold or are after: claims that are about no report.",
          "actor_id is_speaker claim_id", """
actor_id TEXT the actor, as in claim_steps
is_speaker BOOLEAN whether it says so; else the goal, view or doing is its own
kind TEXT as in claims
published_on DATE as in documents
claim_id TEXT the claim
document_id TEXT the document
content TEXT(zstd) as in claims
polarity TEXT as in claims
certainty TEXT as in claims
status TEXT as in claims
chain JSON(zstd) its speakers, outermost first: name, actor_id, verb, anonymity
"""),
)  # fmt: skip
