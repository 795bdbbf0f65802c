"""An analysis as one document's output: the one place where records become what is printed.

What cannot be known from the analysis (names, codes, coordinates) is looked up in the indexes
and the codebook the run used. The bytes depend on the analysis and these alone.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from dragoman.pipeline.output_report import CodeLookup, claim_row, report_row
from dragoman.pipeline.output_world import (
    ActorLookup,
    PlaceLookup,
    World,
    actors_of,
    places_of,
    printed,
)
from dragoman.records import Analysis, Claim, Document, EventReport, Problem, Run
from dragoman.records.output import (
    CodedDocument,
    OutputDocument,
    OutputModel,
    OutputProblem,
    OutputRun,
    UncodedDocument,
    UncodedId,
)

__all__ = ["at_least", "output_of", "render", "uncoded"]


def render(
    analysis: Analysis,
    *,
    run: Run,
    actors: ActorLookup,
    places: PlaceLookup,
    codebook: CodeLookup,
    explain: bool = False,
) -> dict[str, object]:
    """Return the output of one document as plain values, ready for JSON."""
    shown = output_of(
        analysis, run=run, actors=actors, places=places, codebook=codebook, explain=explain
    )
    plain: dict[str, object] = msgspec.json.decode(msgspec.json.encode(shown))
    return plain


def output_of(
    analysis: Analysis,
    *,
    run: Run,
    actors: ActorLookup,
    places: PlaceLookup,
    codebook: CodeLookup,
    explain: bool = False,
) -> CodedDocument | UncodedDocument:
    """Return the output of one document.

    A document that was never split into sentences and has a problem could not be read or coded.
    """
    if not analysis.sentences and analysis.problems:
        source = analysis.document.source_id
        return uncoded(analysis.document.id, tuple(_from(source, p) for p in analysis.problems))
    world = World(analysis, actors=actors, places=places)
    reports = tuple(sorted(analysis.reports, key=lambda r: (r.trigger.start, r.trigger.end, r.id)))
    order = {report.id: report.trigger.start for report in reports}
    claims = tuple(sorted(analysis.claims, key=lambda claim: _place_in_text(claim, order)))
    about: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        about[claim.report_id].append(claim)
    return CodedDocument(
        document=_document(analysis.document),
        reports=tuple(
            report_row(r, tuple(about[r.id]), world=world, codes=codebook, explain=explain)
            for r in reports
        ),
        claims=tuple(claim_row(claim, world) for claim in claims),
        actors=actors_of(analysis, world, explain=explain),
        places=places_of(analysis, world),
        problems=tuple(_problem(problem) for problem in analysis.problems),
        run=_run(run),
    )


def _from(source: str, problem: Problem) -> Problem:
    """Return the problem with the source in its message: an id alone says little of a file."""
    if source in problem.message:
        return problem
    return msgspec.structs.replace(problem, message=f"{source}: {problem.message}")


def uncoded(document_id: str, problems: tuple[Problem, ...]) -> UncodedDocument:
    """Return what is printed of a document that could not be read or coded."""
    return UncodedDocument(
        document=UncodedId(id=document_id), problems=tuple(_problem(p) for p in problems)
    )


def at_least(analysis: Analysis, score: float) -> Analysis:
    """Return the analysis without reports scored below `score`, and without claims about them.

    A report without a score is not known to be good enough, and goes too. Ids of what was
    dropped are dropped from the records that stay.
    """
    kept = tuple(r for r in analysis.reports if r.score is not None and score <= r.score)
    gone = {report.id for report in analysis.reports} - {report.id for report in kept}
    if not gone:
        return analysis
    claims = tuple(claim for claim in analysis.claims if claim.report_id not in gone)
    gone |= {claim.id for claim in analysis.claims} - {claim.id for claim in claims}
    return msgspec.structs.replace(
        analysis,
        reports=tuple(_report_without(report, gone) for report in kept),
        claims=tuple(_claim_without(claim, gone) for claim in claims),
    )


def _report_without(report: EventReport, gone: set[str]) -> EventReport:
    return msgspec.structs.replace(
        report,
        parent_id=None if report.parent_id in gone else report.parent_id,
        content_ids=tuple(some_id for some_id in report.content_ids if some_id not in gone),
    )


def _claim_without(claim: Claim, gone: set[str]) -> Claim:
    return msgspec.structs.replace(
        claim, about=tuple(some_id for some_id in claim.about if some_id not in gone)
    )


def _place_in_text(claim: Claim, order: dict[str, int]) -> tuple[int, str]:
    starts = [span.start for span in claim.content]
    if claim.report_id in order:
        starts.append(order[claim.report_id])
    return (min(starts, default=0), claim.id)


def _document(document: Document) -> OutputDocument:
    return OutputDocument(
        id=document.id,
        title=document.title,
        published=document.published,
        published_basis=document.published_basis,
        language=document.language,
        url=document.url,
        text=document.text,
        furniture=tuple(printed(document.text, span) for span in document.furniture),
    )


def _problem(problem: Problem) -> OutputProblem:
    span = problem.span
    return OutputProblem(
        code=problem.code,
        stage=problem.stage,
        message=problem.message,
        start=None if span is None else span.start,
        end=None if span is None else span.end,
    )


def _run(run: Run) -> OutputRun:
    return OutputRun(
        id=run.id,
        coder=run.coder,
        version=run.code_version,
        ontology=run.ontology_version,
        knowledge=run.knowledge_version,
        models=tuple(OutputModel(name=name, version=version) for name, version in run.models),
        config=run.config_sha256,
    )
