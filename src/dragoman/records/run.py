"""A run of the coder, what went wrong in it, and all it says of one document."""

from __future__ import annotations

from dragoman.records.base import Record
from dragoman.records.claim import Claim
from dragoman.records.report import EventReport
from dragoman.records.text import Document, DocumentEntity, Mention, Sentence, Span

__all__ = ["Analysis", "Problem", "Run"]


class Run(Record, frozen=True, kw_only=True):
    """Which coder, with which models, ontology and knowledge. Its id hashes all of these."""

    id: str
    coder: str
    coder_version: str
    config_sha256: str
    models: tuple[tuple[str, str], ...]
    """Pairs of model name and version or sha256."""
    ontology_version: str
    knowledge_version: str
    code_version: str
    started_at: str | None = None


class Problem(Record, frozen=True, kw_only=True):
    """A fault of one document; `code` is a key of `dragoman.errors.CODES`."""

    run_id: str | None = None
    document_id: str | None = None
    stage: str
    code: str
    message: str
    span: Span | None = None


class Analysis(Record, frozen=True, kw_only=True):
    """All that one run says of one document."""

    run_id: str
    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[DocumentEntity, ...] = ()
    reports: tuple[EventReport, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
