"""The daily digest of a saved view, composed from the records by templates and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.serve.arrivals import By, came_in, title_of
from dragoman.serve.dossier import STANDING, Evidence, Section, Sentence
from dragoman.serve.dossier_deeds import DEEDS
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library
from dragoman.serve.words import QUADS, said_date, said_day, source_name

__all__ = ["compose_digest", "digest_title"]

MOST_EVENTS = 2000
_LISTED = 40
_CAME = {
    "received": "came in on",
    "published": "are told by reports published on",
    "happened": "are dated",
}


def digest_title(filters: Filters, day: date) -> str:
    """Return the heading of a digest."""
    return f"{said_day(day)}: {title_of(filters)}"


def compose_digest(
    library: Library, filters: Filters, day: date, *, by: By = "received"
) -> tuple[Section, ...]:
    """Return what came into a view on a day; days are of UTC, as documents are fetched."""
    events = came_in(library, filters, day, by=by, limit=MOST_EVENTS)
    if not events:
        said = f"No event that fits this view {_one(by)} {said_day(day)}."
        return (Section("In short", (Sentence(said),)),)
    sections = [Section("In short", _summary(events, day, by))]
    for number, name in (*QUADS.items(), (None, "no kind")):
        of_kind = [event for event in events if event["quad"] == number]
        if of_kind:
            sections.append(Section(name.capitalize(), _told(of_kind)))
    contested = [e for e in events if e["assertion"] in {"contested", "denied_only"}]
    nothing = Sentence("Nothing in it is told as contested.")
    sections.append(Section("Contested", _told(contested) or (nothing,)))
    sections.append(Section("What rests on one source", (_single(events),)))
    return tuple(sections)


def _summary(events: Sequence[dict[str, Any]], day: date, by: By) -> tuple[Sentence, ...]:
    outlets = {document["source"] for event in events for document in event["documents"]}
    reports = sum(event["report_count"] or 1 for event in events)
    counts = [sum(event["quad"] in quads for event in events) for quads in ((1, 2), (3, 4))]
    came = _CAME[by] if len(events) > 1 else _one(by)
    told = f"{_number(reports, 'report')} of {_number(len(outlets), 'outlet')}"
    signs = f"{counts[0]} of cooperation, {counts[1]} of conflict"
    found = [
        f"{_number(len(events), 'event')} {came} {said_day(day)}, told by {told}: {signs}.",
    ]
    if len(events) == MOST_EVENTS:
        found.append(f"There may be more; {MOST_EVENTS} are counted here, the most told first.")
    again = sum(not event["is_new"] for event in events)
    if by != "happened":
        known = f"{again} {'was' if again == 1 else 'were'} told before"
        found.append(f"{len(events) - again} of them told for the first time; {known}.")
    unsure = sum(event["assertion"] in {"denied_only", "unconfirmed"} for event in events)
    if unsure:
        found.append(f"{unsure} of them planned, possible or only denied.")
    return tuple(Sentence(text) for text in found)


def _one(by: By) -> str:
    return _CAME[by].replace("are ", "is ")


def _told(events: Sequence[dict[str, Any]]) -> tuple[Sentence, ...]:
    found = [Sentence(_line(event), _evidence(event)) for event in events[:_LISTED]]
    if len(events) > _LISTED:
        found.append(Sentence(f"{len(events) - _LISTED} more are not listed."))
    return tuple(found)


def _line(event: dict[str, Any]) -> str:
    """Return an event as a sentence."""
    doing, others = (", ".join(p["name"] for p in event[side]) for side in ("from", "to"))
    kind = event["type"] or "an event"
    if doing and others:
        what = f"{doing} {DEEDS.get(kind, f'({kind}) toward')} {others}"
    else:
        what = f"{kind} {'by' if doing else 'toward'} {doing or others or 'somebody not named'}"
    where = f" in {event['place_name']}" if event["place_name"] else ""
    notes = [STANDING[event["assertion"]]] if event["assertion"] in STANDING else []
    if (event["independent_sources"] or 1) > 1:
        notes.append(f"{event['independent_sources']} independent sources")
    said = f" ({'; '.join(notes)})" if notes else ""
    return f"{said_date(event['earliest'], event['before'])}: {what}{where}{said}."


def _evidence(event: dict[str, Any]) -> tuple[Evidence, ...]:
    """Return the words of each document that tells an event."""
    documents = {document["id"]: document for document in event["documents"]}
    found: dict[str, Evidence] = {}
    for report in event["reports"]:
        document = documents.get(report["document_id"])
        if document is None or report["document_id"] in found:
            continue
        found[report["document_id"]] = Evidence(
            f"/events/{event['id']}", (report["sentence"] or "").strip(),
            document["title"] or "Untitled", source_name(document["source"]),
            document["published_on"], document["url"],
        )  # fmt: skip
    return tuple(found.values())


def _single(events: Sequence[dict[str, Any]]) -> Sentence:
    alone = [event for event in events if (event["independent_sources"] or 1) <= 1]
    if not alone:
        return Sentence("Nothing: each event is told by two independent sources or more.")
    rests = "rests" if len(alone) == 1 else "rest"
    return Sentence(
        f"{len(alone)} of {_number(len(events), 'event')} {rests} on a single independent source."
    )


def _number(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
