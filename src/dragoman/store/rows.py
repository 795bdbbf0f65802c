"""One document's analysis and output as rows of the tables: pure, and the same everywhere.

Names and codes are those of the output, so that a table says what `dragoman code` prints; what
only the analysis knows (entities, sentences) is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.records import Analysis, Document, Problem, Run, Sentence
from dragoman.records.base import Record
from dragoman.records.output import (
    CodedDocument,
    OutputClaim,
    OutputReport,
    OutputSpan,
    UncodedDocument,
)
from dragoman.store.packing import pack

__all__ = [
    "Reading",
    "Rows",
    "add_claim",
    "document_row",
    "problem_row",
    "rows_of",
    "run_row",
    "told_rows",
]

Row = tuple[object, ...]
Rows = dict[str, list[Row]]
"""Rows by the name of their table, in the order of its columns."""

_DAY = 10
_encode = msgspec.json.encode


class Reading(Record, frozen=True, kw_only=True):
    """All that was made of one received document."""

    source: str
    """Where it came from: a file, archive, feed or list."""
    analysis: Analysis
    output: CodedDocument | UncodedDocument
    bands: tuple[int, ...] = ()
    """Its fingerprint, by which copies are found."""


def rows_of(reading: Reading) -> Rows:
    """Return the rows of a reading in all tables of a run, and of `documents`."""
    rows: Rows = defaultdict(list)
    analysis, output = reading.analysis, reading.output
    made_by = (analysis.document.id, analysis.run_id)
    rows["documents"].append(document_row(reading))
    rows["analyses"].append((*made_by, pack(analysis), pack(output)))
    rows["fingerprints"].append((analysis.document.id, list(reading.bands), False))
    rows["problems"] += [problem_row(p, reading.source, made_by) for p in analysis.problems]
    if isinstance(output, UncodedDocument):
        return rows
    _add_told(rows, output, analysis)
    _add_world(rows, output, made_by)
    return rows


def told_rows(output: CodedDocument, analysis: Analysis) -> Rows:
    """Return the rows of a document's reports and claims, which people may have corrected since."""
    rows: Rows = defaultdict(list)
    _add_told(rows, output, analysis)
    return rows


def _add_told(rows: Rows, output: CodedDocument, analysis: Analysis) -> None:
    made_by = (analysis.document.id, analysis.run_id)
    entities = {r.id: [p.entity_id for p in r.participants] for r in analysis.reports}
    for report in output.reports:
        known = entities.get(report.id, [])
        is_as_read = len(known) == len(report.participants)
        entity_ids = known if is_as_read else [None] * len(report.participants)
        _add_report(rows, report, made_by, entity_ids, analysis.sentences)
    for claim in output.claims:
        add_claim(rows, claim, made_by, output.document.text)


def run_row(run: Run, started_at: str) -> Row:
    """Return the row of a run that first read a document at `started_at`."""
    return (
        run.id, run.coder, run.coder_version, run.config_sha256, _json(run.models),
        run.ontology_version, run.knowledge_version, run.code_version, started_at,
    )  # fmt: skip


def document_row(reading: Reading) -> Row:
    """Return the row of `documents`; whose copy or revision it is, is found later."""
    document = reading.analysis.document
    publisher = None if document.source_id == reading.source else document.source_id
    status = "coded" if isinstance(reading.output, CodedDocument) else "uncoded"
    return (
        document.id, reading.analysis.run_id, reading.source, document.url, publisher,
        document.title, document.text, document.language, document.published,
        _published_on(document), document.published_basis, document.author, document.fetched_at,
        document.raw_sha256, document.text_sha256, None, None, True, document.rights, status,
    )  # fmt: skip


def problem_row(
    problem: Problem,
    source: str,
    made_by: tuple[str | None, str | None] = (None, None),
    ingest_id: str | None = None,
) -> Row:
    """Return the row of a problem of a document, or of a source that could not be read."""
    span = problem.span
    start, end = (None, None) if span is None else (span.start, span.end)
    where = (*made_by, source, problem.stage)
    return (*where, problem.code, problem.message, start, end, ingest_id)


def _published_on(document: Document) -> date | None:
    """Return the day of publication, None where only the month or year is known."""
    stated = document.published
    return date.fromisoformat(stated[:_DAY]) if stated and len(stated) >= _DAY else None


def _json(value: object) -> str:
    return _encode(value).decode()


def _day(stated: str | None) -> date | None:
    return None if stated is None else date.fromisoformat(stated)


def _add_report(
    rows: Rows,
    report: OutputReport,
    made_by: tuple[str, str],
    entity_ids: Sequence[str | None],
    sentences: tuple[Sentence, ...],
) -> None:
    document_id, run_id = made_by
    rows["reports"].append(_report_row(report, made_by, sentences))
    part = (report.id, run_id, document_id)
    rows["participants"] += [
        (
            *part, n, p.role, p.name, p.description, p.actor_id, entity_id, p.country, p.sector,
            list(p.sectors), p.group, p.negated, p.score, p.span.start, p.span.end,
        )
        for n, (p, entity_id) in enumerate(zip(report.participants, entity_ids, strict=True))
    ]  # fmt: skip
    rows["report_places"] += [
        (
            *part, n, w.name, w.relation, w.country, w.admin1, w.lat, w.lon, w.geonames_id,
            w.precision, w.span.start, w.span.end,
        )
        for n, w in enumerate(report.where)
    ]  # fmt: skip
    rows["quantities"] += [
        (*part, n, q.kind, q.low, q.high, q.unit, q.approximate)
        for n, q in enumerate(report.quantities)
    ]


def _report_row(
    report: OutputReport, made_by: tuple[str, str], sentences: tuple[Sentence, ...]
) -> Row:
    document_id, run_id = made_by
    when, stance, trigger = report.when, report.stance, report.trigger
    end = None if when is None or when.end is None else when.end.before
    return (
        report.id, run_id, document_id, report.type, report.mode, list(report.contexts),
        report.quad, report.intensity, report.cameo, report.score,
        trigger.start, trigger.end, trigger.text,
        _day(when.earliest) if when else None,
        _day(when.before) if when else None,
        when.precision if when else None,
        when.basis if when else None,
        when.extent if when else None,
        _day(end),
        stance.polarity if stance else None,
        stance.certainty if stance else None,
        stance.status if stance else None,
        report.repeated, report.parent_id, *_sentence_at(trigger, sentences),
    )  # fmt: skip


def _sentence_at(
    trigger: OutputSpan, sentences: tuple[Sentence, ...]
) -> tuple[int | None, int | None]:
    for sentence in sentences:
        if sentence.span.start <= trigger.start < sentence.span.end:
            return sentence.span.start, sentence.span.end
    return None, None


def add_claim(rows: Rows, claim: OutputClaim, made_by: tuple[str, str], text: str) -> None:
    """Add the rows of a claim and its speakers; `made_by` is its document and run."""
    document_id, run_id = made_by
    pieces = claim.content
    rows["claims"].append((
        claim.id, run_id, document_id, claim.kind, claim.report_id, list(claim.of),
        list(claim.about), " … ".join(text[p.start : p.end] for p in pieces) or None,
        min((p.start for p in pieces), default=None), max((p.end for p in pieces), default=None),
        claim.stance.polarity, claim.stance.certainty, claim.stance.status, claim.score,
    ))  # fmt: skip
    rows["claim_steps"] += [
        (
            claim.id, run_id, document_id, n, step.name, step.actor_id, step.verb, step.anonymity,
            *_ends(step.source), *_ends(step.cue),
        )
        for n, step in enumerate(claim.chain)
    ]  # fmt: skip


def _ends(span: OutputSpan | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _add_world(rows: Rows, output: CodedDocument, made_by: tuple[str, str]) -> None:
    rows["document_actors"] += [
        (
            *made_by, a.id, None if a.id.startswith("ent-") else a.id, a.name, a.kind, a.country,
            a.sector, a.role, _json(a.external_ids), len(a.mentions),
        )
        for a in output.actors
    ]  # fmt: skip
    rows["document_places"] += [
        (
            *made_by, n, p.start, p.end, p.text, p.kind, p.name, p.geonames_id, p.lat, p.lon,
            p.country, p.admin1, p.feature, p.score,
        )
        for n, p in enumerate(output.places)
    ]  # fmt: skip
