"""Task `sentence-classes`: which sentences of whole documents tell an event of which class.

The classes are the codebook's types. A document is coded whole; a report puts its type on the
sentence of the gold in which its trigger begins, if it is told as something that happened.

A codebook may be about the deeds of one part of society. A mode `by-cop`, or with another sector's
code, then marks wordings that say by themselves that it acted; any other report of a type with such
a mode needs an initiator of that sector.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.errors import InputError
from dragoman.evaluate.coding import coded_or_problem
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.knowledge.codebook import Codebook
from dragoman.pipeline.document import Pipeline
from dragoman.records import Record
from dragoman.records.output import CodedDocument, OutputReport

__all__ = ["GoldArticle", "GoldLabelled", "sentence_classes"]

_REAL = frozenset({"occurred", "ongoing"})
_BY = "by-"


class GoldLabelled(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One sentence with all its classes, also those that no codebook of ours has."""

    text: str
    labels: tuple[str, ...]


class GoldArticle(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One document with its sentences, which are slices of its text, in order."""

    id: str
    text: str
    date: str | None = None
    sentences: tuple[GoldLabelled, ...]


def sentence_classes(path: Path, pipeline: Pipeline) -> tuple[int, tuple[Measure, ...]]:
    """Return the number of documents at `path` and the measures of each type of the codebook.

    Raises:
        InputError: D106 where a sentence is not in its document's text.
    """
    tally = Tally()
    sectors = _sectors_asked(pipeline.codebook)
    articles = list(read_lines(path, GoldArticle))
    for number, gold in enumerate(articles):
        tally.document = number
        coded = coded_or_problem(document_of(gold.id, gold.text, gold.date), pipeline)
        is_coded = isinstance(coded, CodedDocument)
        reports = coded.reports if isinstance(coded, CodedDocument) else ()
        told = [r for r in reports if _is_told(r) and _is_theirs(r, sectors)]
        found = _found(told, _starts(gold))
        for code in sorted(pipeline.codebook.by_code):
            wanted = {n for n, s in enumerate(gold.sentences) if code in s.labels}
            ours = found.get(code, set())
            tally.found(code, matched=len(wanted & ours), gold=len(wanted), found=len(ours))
        tally.add("document coded", is_coded, 1)
    return len(articles), tally.measures()


def _starts(gold: GoldArticle) -> list[int]:
    """Return where each sentence begins in the document's text."""
    starts: list[int] = []
    after = 0
    for number, sentence in enumerate(gold.sentences, start=1):
        start = gold.text.find(sentence.text, after)
        if start < 0:
            raise InputError("D106", f"record {gold.id}: sentence {number} is not in its text")
        starts.append(start)
        after = start + len(sentence.text)
    return starts


def _sectors_asked(codebook: Codebook) -> dict[str, str]:
    """Return for types that are the deeds of one sector which it is."""
    return {
        event_type.code: mode.code.removeprefix(_BY).upper()
        for event_type in codebook.types
        for mode in event_type.modes
        if mode.code.startswith(_BY)
    }


def _is_told(report: OutputReport) -> bool:
    stance = report.stance
    return stance is not None and stance.polarity == "affirmed" and stance.status in _REAL


def _is_theirs(report: OutputReport, sectors: Mapping[str, str]) -> bool:
    """Whether a deed of one sector is done by it, in the wording itself or by who does it."""
    sector = sectors.get(report.type)
    if sector is None or (report.mode or "").startswith(_BY):
        return True
    return any(sector in p.sectors for p in report.participants if p.role == "initiator")


def _found(reports: Sequence[OutputReport], starts: Sequence[int]) -> dict[str, set[int]]:
    """Return for each type the numbers of the sentences that tell one."""
    found: dict[str, set[int]] = {}
    for report in reports:
        number = bisect_right(starts, report.trigger.start) - 1
        if number >= 0:
            found.setdefault(report.type, set()).add(number)
    return found
