"""The columns of each kind of export: their order, their types, and what they hold.

The store's questions give these columns; the files and docs/reference/exports.md are made of them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pyarrow as pa

__all__ = ["COLUMNS", "ExportColumn", "schema_of"]


class ExportColumn(NamedTuple):
    """One column: its name, its type as written below, and what it holds."""

    name: str
    type: str
    about: str


_LIST_OF_TEXT = pa.list_(pa.string())
_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "texts": _LIST_OF_TEXT,
    "number": pa.float64(),
    "whole": pa.int64(),
    "day": pa.date32(),
    "yes/no": pa.bool_(),
    "participants": pa.list_(pa.struct([
        ("role", pa.string()), ("name", pa.string()), ("actor_id", pa.string()),
        ("country", pa.string()), ("sector", pa.string()), ("sectors", _LIST_OF_TEXT),
        ("kind", pa.string()), ("office", pa.string()), ("wikidata", pa.string()),
        ("description", pa.string()), ("group", pa.int64()), ("negated", pa.bool_()),
        ("score", pa.float64()), ("start", pa.int64()), ("end", pa.int64()),
    ])),
    "cast": pa.list_(pa.struct([
        ("role", pa.string()), ("name", pa.string()), ("actor_id", pa.string()),
        ("country", pa.string()), ("sector", pa.string()), ("sectors", _LIST_OF_TEXT),
        ("kind", pa.string()), ("office", pa.string()), ("wikidata", pa.string()),
        ("description", pa.string()),
    ])),
    "quantities": pa.list_(pa.struct([
        ("kind", pa.string()), ("low", pa.float64()), ("high", pa.float64()),
        ("unit", pa.string()), ("approximate", pa.bool_()),
    ])),
    "dissents": pa.list_(pa.struct([
        ("field", pa.string()), ("value", pa.string()), ("report_ids", _LIST_OF_TEXT),
    ])),
    "chain": pa.list_(pa.struct([
        ("name", pa.string()), ("actor_id", pa.string()), ("verb", pa.string()),
        ("anonymity", pa.string()), ("source_start", pa.int64()), ("source_end", pa.int64()),
        ("cue_start", pa.int64()), ("cue_end", pa.int64()),
    ])),
}  # fmt: skip


def _columns(text: str) -> tuple[ExportColumn, ...]:
    lines = (line.split(None, 2) for line in text.splitlines() if line)
    return tuple(ExportColumn(*line) for line in lines)


_SIDES = """
actors texts names of initiators, visitors and parties
actor_ids texts their ids in the index, in the same order
actor_countries texts their countries: ISO alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC
actor_sectors texts their first PLOVER sectors
recipients texts names of targets, hosts and beneficiaries
recipient_ids texts their ids in the index, in the same order
recipient_countries texts their countries
recipient_sectors texts their first PLOVER sectors
"""
_TYPE = """
type text event type
mode text mode of the type
contexts texts contexts
quad whole 1, 2 verbal and material cooperation; 3, 4 verbal and material conflict
intensity number conflict-cooperation score of type and mode, -10 to 10
cameo text CAMEO code by the crosswalk
score number how surely it was read right, 0 to 1
"""
_DAYS = """
earliest day first day it may have been
before day day before which it was or began
date_precision text minute to decade, or unknown
"""
_PLACE = """
place text name of the place
place_relation text at, near, between, from or toward it
place_country text its country, ISO alpha-3
place_admin1 text its first-order division
lat number latitude, degrees
lon number longitude, degrees
geonames_id whole GeoNames number
place_precision text exact, city, admin2, admin1, country or region
"""
_DOCUMENT = """
url text address of the document
publisher text the outlet
"""
_SOURCE = """
language text language of the document, ISO 639-1
origin_id text the document it is a copy of, else itself: reprints of one story share it
text_sha256 text hash of the text that offsets count in
rights text what may be shown of the text: full, quote or none
"""

COLUMNS: dict[str, tuple[ExportColumn, ...]] = {
    "reports": _columns(f"""
id text the report
event_id text the event it tells of
document_id text the document it is from
run_id text the run that read it
{_DOCUMENT}
title text title of the document
published text when it was published, ISO 8601 at the precision given
published_on day the day of it
{_SOURCE}
{_TYPE}
{_SIDES}
participants participants everybody who took part, in every role, with the words and where they are
{_DAYS}
date_basis text stated, relative, publication or inferred
extent text occasion, period or open
end_before day of a period, the day before which it ended
{_PLACE}
places texts names of all its places
quantities quantities counts and amounts, as bounds
polarity text affirmed, denied or open
certainty text certain, probable, possible or uncommitted
status text occurred, ongoing, planned, attempted, averted, hypothetical or generic
repeated yes/no told as a habit or an unknown number of times
according_to texts who says so, outermost speaker first; `the text itself` for the document's voice
assertion text of its event: uncontested, contested, denied_only or unconfirmed
parent_id text the report it is a part of
review text confirmed, edited or added by people; empty where nobody judged it
trigger text the words that tell it
trigger_start whole where they begin in the text, in code points
trigger_end whole where they end, exclusive
sentence text the sentence they are in
sentence_start whole where it begins
sentence_end whole where it ends, exclusive
"""),
    "events": _columns(f"""
id text the event; it stays when more reports come
run_id text the run that linked it
{_TYPE}
status text occurred, ongoing, planned, attempted, averted, hypothetical or generic
assertion text uncontested, contested, denied_only or unconfirmed
independent_sources whole sources that are nobody's copy
report_count whole reports of it
{_SIDES}
participants cast everybody who took part, in every role
{_DAYS}
extent text occasion, period or open
end_before day of a period, the day before which it ended
{_PLACE}
quantities quantities counts and amounts, as bounds
dissents dissents readings of some reports that the event does not show, as JSON
report_ids texts its reports
document_ids texts the documents they are from
urls texts addresses of these
publishers texts outlets of these
languages texts languages of these
first_published day day of the earliest document
last_published day day of the latest document
review text confirmed, edited or added by people; empty where nobody judged it or its reports
founding_report_id text the report that it has its id from
document_id text the document of that report
published_on day day of that document
sentence text the sentence of that report
"""),
    "claims": _columns(f"""
id text the claim
document_id text the document it is from
run_id text the run that read it
{_DOCUMENT}
published text when it was published, ISO 8601 at the precision given
published_on day the day of it
{_SOURCE}
kind text report, statement, cause, goal, importance, relation, judgement, forecast …
report_id text the report it is about, if its kind is report
event_id text the event of that report
report_type text type of that report
speakers texts who says so, outermost first; none for the document's own voice
chain chain the speakers with verb, anonymity and where the words are
of_ids texts actors whose goal or view it is, or what causes
of_names texts their names; of reports, the ids
about_ids texts actors and reports it is about
about_names texts their names; of reports, the ids
polarity text affirmed, denied or open
certainty text certain, probable, possible or uncommitted
status text occurred, ongoing, planned, attempted, averted, hypothetical or generic
score number how surely it was read right, 0 to 1
review text confirmed, edited or added by people; empty where nobody judged it
content text the words, several pieces joined by ` … `
content_start whole where the first piece begins in the text, in code points
content_end whole where the last ends, exclusive
"""),
    "actors": _columns("""
id text the index's id; else `name:` with name and country: one of that name
actor_id text the index's id
name text the name most used
names texts all names used
kind text state, igo, coalition, person, organisation, armed_group or population
country text ISO alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC
sector text first PLOVER sector
offices texts offices, as texts or the index give them
wikidata text Wikidata id
events whole events it took part in
events_as_actor whole of these, as initiator, visitor or party
events_as_recipient whole of these, as target, host or beneficiary
first_event day first day of these
last_event day last day of these
documents whole documents that name it; for actors of the index
mentions whole how often these do
"""),
    "dyads": _columns(f"""
event_id text the event
actor_key text `id` of the actor in an export of actors
actor text name of the initiator, visitor or party
actor_id text its id in the index
actor_country text its country
actor_sector text its first sector
actor_role text its role
recipient_key text `id` of the recipient in an export of actors
recipient text name of the target, host, beneficiary or other party
recipient_id text its id in the index
recipient_country text its country
recipient_sector text its first sector
recipient_role text its role
is_directed yes/no true where one acted on the other; parties among themselves come once a pair
type text event type
mode text mode of the type
quad whole quad class, 1 to 4
intensity number conflict-cooperation score, -10 to 10
cameo text CAMEO code
{_DAYS}
place_country text country of the place
assertion text uncontested, contested, denied_only or unconfirmed
status text occurred, ongoing, planned, attempted, averted, hypothetical or generic
independent_sources whole sources that are nobody's copy
report_count whole reports of the event
score number how surely it was read right, 0 to 1
"""),
    "corrections": _columns("""
id text the correction
kind text report or claim: what it is about
document_id text the document its words are in
start whole where they begin, in code points
end whole where they end, exclusive
quote text the words
prefix text characters before them
suffix text characters after them
other_document_id text for same and different: the document of the other report
other_start whole where its words begin
other_end whole where they end, exclusive
other_quote text its words
other_prefix text characters before them
other_suffix text characters after them
action text set, add, reject, confirm, same, different or withdraw
field text which value is set
value text the value set, or the event added, as JSON
seen text what the machine said then, as JSON
seen_run_id text the run that said it
author text who judged
made_at text when, ISO 8601
reason text why
supersedes text the correction that this one replaces
"""),
}
"""By kind."""


@cache
def schema_of(kind: str) -> pa.Schema:
    """Return the columns of a kind as Arrow has them, each with what it holds; KeyError else."""
    return pa.schema([
        pa.field(column.name, _TYPES[column.type], metadata={"about": column.about})
        for column in COLUMNS[kind]
    ])  # fmt: skip
