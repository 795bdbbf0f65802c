"""Reads reports out of the tables as the linker wants them, those of a set of documents at once.

A temporary table `chosen` of the names of reports says which; the caller fills it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.records import DateRange, Stance, When
from dragoman.stages.links.report import (
    LinkableClaim,
    LinkableCount,
    LinkableDocument,
    LinkableParty,
    LinkablePlace,
    LinkableReport,
)

if TYPE_CHECKING:
    import duckdb

__all__ = ["OPENING_CHARACTERS", "read_chosen"]

OPENING_CHARACTERS = 1600
"""Title and first paragraphs: what the linker compares stories by."""

_REPORTS = """
    SELECT r.id, r.run_id, r.document_id, r.type, r.mode, r.contexts, r.quad, r.intensity, r.cameo,
        r.score, r.trigger_text, r.trigger_start,
        substring(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
        r.sentence_start, r.earliest, r.before, r.date_precision, r.date_basis, r.extent,
        r.end_before, r.repeated, r.parent_id
    FROM current_reports r JOIN chosen USING (id) JOIN documents d ON d.id = r.document_id
    ORDER BY r.id
"""
_DOCUMENTS = """
    SELECT d.id, coalesce(d.origin_id, d.id) AS origin_id, coalesce(d.fetched_at, '') AS fetched_at,
        d.published_on, substring(d.text, 1, {characters}) AS text
    FROM documents d SEMI JOIN (SELECT document_id FROM current_reports JOIN chosen USING (id)) r
    ON d.id = r.document_id
"""
_PARTIES = """
    SELECT p.report_id, p.role, p.name, p.actor_id, p.country, p.sector
    FROM current_participants p JOIN chosen c ON p.report_id = c.id
    WHERE NOT p.negated ORDER BY p.report_id, p.n
"""
_PLACES = """
    SELECT p.report_id, p.name, p.relation, p.country, p.admin1, p.lat, p.lon, p.geonames_id,
        p.precision
    FROM current_report_places p JOIN chosen c ON p.report_id = c.id ORDER BY p.report_id, p.n
"""
_COUNTS = """
    SELECT q.report_id, q.kind, q.low, q.high, q.unit, q.approximate
    FROM current_quantities q JOIN chosen c ON q.report_id = c.id ORDER BY q.report_id, q.n
"""
_CLAIMS = """
    SELECT k.report_id, k.polarity, k.certainty, k.status, s.actor_id, s.name, s.anonymity
    FROM current_claims k JOIN chosen c ON k.report_id = c.id
    LEFT JOIN (
        SELECT claim_id, arg_max_null(actor_id, n) AS actor_id, arg_max_null(name, n) AS name,
            arg_max_null(anonymity, n) AS anonymity
        FROM current_claim_steps GROUP BY claim_id
    ) s ON s.claim_id = k.id
    ORDER BY k.report_id, k.id
"""
_NAMELESS = ("unnamed", "media")
"""Speakers that are nobody in particular: what they say counts as the document's own."""


def read_chosen(connection: duckdb.DuckDBPyConnection) -> list[LinkableReport]:
    """Return the chosen reports that count, in order of id."""
    documents = {
        row[0]: LinkableDocument(
            id=row[0], origin_id=row[1], fetched_at=row[2], published=row[3], text=row[4]
        )
        for row in connection.execute(
            _DOCUMENTS.format(characters=OPENING_CHARACTERS)
        ).fetchall()
    }  # fmt: skip
    parties = _by_report(connection, _PARTIES, _party)
    places = _by_report(connection, _PLACES, _place)
    counts = _by_report(connection, _COUNTS, _count)
    claims = _by_report(connection, _CLAIMS, _claim)
    return [
        LinkableReport(
            id=row[0], run_id=row[1], document=documents[row[2]], type=row[3], mode=row[4],
            contexts=tuple(row[5] or ()), quad=row[6], intensity=row[7], cameo=row[8], score=row[9],
            trigger=row[10], trigger_start=row[11], sentence=row[12] or row[10],
            sentence_start=row[11] if row[13] is None else row[13],
            parties=parties.get(row[0], ()), when=_when(*row[14:20]),
            places=places.get(row[0], ()), counts=counts.get(row[0], ()), repeated=row[20],
            parent_id=row[21], claims=claims.get(row[0], ()),
        )
        for row in connection.execute(_REPORTS).fetchall()
    ]  # fmt: skip


def _by_report(
    connection: duckdb.DuckDBPyConnection, question: str, read: Any
) -> dict[str, tuple[Any, ...]]:
    """Return what `read` makes of the rows, by the report they are of."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(question).fetchall():
        found[row[0]].append(read(*row[1:]))
    return {report_id: tuple(parts) for report_id, parts in found.items()}


def _party(
    role: Any, name: str, actor_id: str | None, country: str | None, sector: str | None
) -> LinkableParty:
    known = actor_id if actor_id is not None and not _is_of_document(actor_id) else None
    return LinkableParty(role=role, name=name, actor_id=known, country=country, sector=sector)


def _is_of_document(actor_id: str) -> bool:
    """True for ids that hold in one document only."""
    return actor_id.startswith("ent-")


def _place(*values: Any) -> LinkablePlace:
    name, relation, country, admin1, latitude, longitude, geonames_id, precision = values
    return LinkablePlace(
        name=name, relation=relation, country=country, admin1=admin1, latitude=latitude,
        longitude=longitude, geonames_id=geonames_id, precision=precision,
    )  # fmt: skip


def _count(
    kind: Any, low: float, high: float, unit: str, approximate: bool
) -> LinkableCount:  # a row's column
    return LinkableCount(kind=kind, low=low, high=high, unit=unit, approximate=approximate)


def _claim(
    polarity: Any, certainty: Any, status: Any, actor_id: str | None, name: str | None,
    anonymity: str | None,
) -> LinkableClaim:  # fmt: skip
    speaker = None
    if name is not None and anonymity not in _NAMELESS:
        speaker = name if actor_id is None or _is_of_document(actor_id) else actor_id
    stance = Stance(polarity=polarity, certainty=certainty, status=status)
    return LinkableClaim(stance=stance, speaker=speaker)


def _when(
    earliest: date | None, before: date | None, precision: Any, basis: Any, extent: Any,
    end_before: date | None,
) -> When | None:  # fmt: skip
    """Return the time of a report. The table holds of an end only the day before which it was.

    Where it holds none, the end is only known not to be before the beginning.
    """
    if extent is None:
        return None
    begin = DateRange(earliest=earliest, before=before, precision=precision, basis=basis)
    if extent != "period":
        return When(begin=begin, extent=extent)
    if end_before is not None:
        end = DateRange(before=end_before, precision=precision, basis=basis)
    else:
        end = DateRange(earliest=earliest, before=None if earliest else before,
                        precision="unknown", basis=basis)  # fmt: skip
    return When(begin=begin, extent=extent, end=end)
