"""CSV: one row a report. The columns are described in docs/reference/csv.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.cli.phrases import ACTORS, RECIPIENTS, amount, joined, speakers
from dragoman.records.output import CodedDocument, OutputClaim, OutputParticipant, OutputReport

__all__ = ["COLUMNS", "report_rows", "safe"]

COLUMNS: dict[str, str] = {
    "document_id": "id of the document",
    "published": "publication date or time of the document",
    "title": "its title",
    "url": "its address",
    "report_id": "id of the report",
    "type": "event type",
    "mode": "mode of the type",
    "contexts": "contexts, several joined by `; `",
    "quad": "quad class, 1 to 4",
    "intensity": "conflict-cooperation score of type and mode",
    "cameo": "CAMEO code by the crosswalk",
    "score": "how surely the report was read right, 0 to 1",
    "actor": "names of initiators, visitors and parties",
    "actor_country": "their countries, in the same order; `-` where not known",
    "actor_sector": "their first sectors, in the same order; `-` where not known",
    "recipient": "names of targets, hosts and beneficiaries",
    "recipient_country": "their countries, in the same order; `-` where not known",
    "recipient_sector": "their first sectors, in the same order; `-` where not known",
    "participants": "all participants as `role: name`",
    "earliest": "first day it may have been, ISO 8601",
    "before": "day it was surely over or begun by, exclusive",
    "date_precision": "minute to decade",
    "date_basis": "stated, relative, publication or inferred",
    "place": "names of the places",
    "place_country": "country of the first place",
    "lat": "latitude of the first place, degrees",
    "lon": "longitude of the first place, degrees",
    "geonames_id": "GeoNames number of the first place",
    "place_precision": "exact, city, admin2, admin1, country or region",
    "quantities": "counts and amounts in words",
    "repeated": "true if told as a habit or an unknown number of times",
    "polarity": "affirmed, denied or open",
    "certainty": "certain, probable, possible or uncommitted",
    "status": "occurred, ongoing, planned, attempted, averted, hypothetical or generic",
    "according_to": "who says so; `the text itself` for the document's own voice",
    "trigger": "the words that tell the event",
    "trigger_start": "where they begin in the document's text, in code points",
    "trigger_end": "where they end, exclusive",
}
"""Name of each column, and what it holds."""


def report_rows(shown: CodedDocument) -> Iterator[list[str]]:
    """Yield one row for each report; empty cells are what is not known."""
    claims = {claim.id: claim for claim in shown.claims}
    for report in shown.reports:
        values = {**_document(shown), **_event(report), **_parties(report.participants)}
        values |= {**_time_and_place(report), **_telling(report, claims)}
        yield [safe(values[column]) for column in COLUMNS]


def safe(value: object) -> str:
    """Return a cell; text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and value != "-":
        return f"'{value}"
    return str(value)


def _document(shown: CodedDocument) -> dict[str, object]:
    document = shown.document
    return {
        "document_id": document.id,
        "published": document.published,
        "title": document.title,
        "url": document.url,
    }


def _event(report: OutputReport) -> dict[str, object]:
    return {
        "report_id": report.id,
        "type": report.type,
        "mode": report.mode,
        "contexts": joined(report.contexts, by="; "),
        "quad": report.quad,
        "intensity": report.intensity,
        "cameo": report.cameo,
        "score": report.score,
        "quantities": joined((amount(q) for q in report.quantities), by="; "),
        "repeated": report.repeated,
    }


def _parties(participants: Sequence[OutputParticipant]) -> dict[str, object]:
    values: dict[str, object] = {
        "participants": joined((f"{p.role}: {p.name}" for p in participants), by="; ")
    }
    for column, roles in (("actor", ACTORS), ("recipient", RECIPIENTS)):
        chosen = [p for p in participants if p.role in roles]
        values[column] = "; ".join(p.name for p in chosen)
        values[f"{column}_country"] = "; ".join(p.country or "-" for p in chosen)
        values[f"{column}_sector"] = "; ".join(p.sector or "-" for p in chosen)
    return values


def _time_and_place(report: OutputReport) -> dict[str, object]:
    when = report.when
    first = report.where[0] if report.where else None
    return {
        "earliest": when.earliest if when else None,
        "before": when.before if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
        "place": joined((place.name for place in report.where), by="; "),
        "place_country": first.country if first else None,
        "lat": first.lat if first else None,
        "lon": first.lon if first else None,
        "geonames_id": first.geonames_id if first else None,
        "place_precision": first.precision if first else None,
    }


def _telling(report: OutputReport, claims: dict[str, OutputClaim]) -> dict[str, object]:
    stance = report.stance
    return {
        "polarity": stance.polarity if stance else None,
        "certainty": stance.certainty if stance else None,
        "status": stance.status if stance else None,
        "according_to": speakers(claims[some_id] for some_id in report.claim_ids),
        "trigger": report.trigger.text,
        "trigger_start": report.trigger.start,
        "trigger_end": report.trigger.end,
    }
