"""Task `sentence-classes`: which sentences of whole documents tell an event of which class.

The classes are the codebook's types. A document is coded whole, and what is told as having happened
puts its type on the sentence of the gold in which its trigger begins. Two readings are scored: the
reports, and with them all wordings that fit, also where grammar finds nobody for the event.

A codebook may be about the deeds of one part of society. A mode `by-cop`, or with another sector's
code, then marks wordings that say by themselves that it acted. For any other wording of a type with
such a mode, a report needs an initiator of that sector, a mere wording an actor in its sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.errors import InputError
from dragoman.evaluate.measure import Measure, Tally
from dragoman.evaluate.tasks.lines import document_of, read_lines
from dragoman.knowledge.codebook import Codebook
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import Record, Stance
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.rules import drafts_of
from dragoman.stages.protocols import CodingInput
from dragoman.stages.stance import read_stance

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


class _Telling(Record, frozen=True, kw_only=True):
    """A type told at an offset, with the sectors of those who may have done it."""

    code: str
    mode: str | None
    start: int
    sectors: frozenset[str]


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
        given = read_for_coding(document_of(gold.id, gold.text, gold.date), pipeline)
        tally.add("document read", given is not None, 1)
        reported = [] if given is None else list(_reported(given, pipeline))
        worded = [] if given is None else list(_worded(given, pipeline.codebook))
        starts = _starts(gold)
        for reading, tellings in (("", reported), (" by wording", reported + worded)):
            found = _found([t for t in tellings if _is_theirs(t, sectors)], starts)
            for code in sorted(pipeline.codebook.by_code):
                wanted = {n for n, s in enumerate(gold.sentences) if code in s.labels}
                ours = found.get(code, set())
                tally.found(
                    f"{code}{reading}",
                    matched=len(wanted & ours), gold=len(wanted), found=len(ours),
                )  # fmt: skip
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


def _reported(given: CodingInput, pipeline: Pipeline) -> Iterator[_Telling]:
    """Yield what the reports tell as having happened."""
    sectors = {e.id: e.coding.sectors for e in given.entities if e.coding is not None}
    for event in pipeline.coder(given, pipeline.codebook):
        if not _is_real(event.stance):
            continue
        report = event.report
        doers = [p.entity_id for p in report.participants if p.role == "initiator"]
        yield _Telling(
            code=report.types[0].code,
            mode=report.types[0].mode,
            start=report.trigger.start,
            sectors=frozenset(s for doer in doers for s in sectors.get(doer, ())),
        )


def _worded(given: CodingInput, codebook: Codebook) -> Iterator[_Telling]:
    """Yield what the wordings tell as having happened, grammar and doers aside."""
    sectors_at = _sectors_at(given)
    for drafted in drafts_of(given, codebook, Cast(given)):
        parse = given.parses[drafted.number]
        span = parse.sentence.span
        present = {s for at, found in sectors_at if span.start <= at < span.end for s in found}
        for index, matches in drafted.matches.items():
            if not _is_real(read_stance(parse, index)):
                continue
            for match in matches:
                yield _Telling(
                    code=match.trigger.type_code,
                    mode=match.trigger.mode,
                    start=parse.tokens[index].start,
                    sectors=frozenset(present),
                )


def _sectors_at(given: CodingInput) -> list[tuple[int, tuple[str, ...]]]:
    """Return where actors with sectors are mentioned, and their sectors."""
    starts = {mention.id: mention.span.start for mention in given.mentions}
    return [
        (starts[mention], entity.coding.sectors)
        for entity in given.entities
        if entity.coding is not None and entity.coding.sectors
        for mention in entity.mention_ids
        if mention in starts
    ]


def _is_real(stance: Stance) -> bool:
    return stance.polarity == "affirmed" and stance.status in _REAL


def _is_theirs(telling: _Telling, sectors: Mapping[str, str]) -> bool:
    """Whether a deed of one sector is done by it, in the wording itself or by who does it."""
    sector = sectors.get(telling.code)
    if sector is None or (telling.mode or "").startswith(_BY):
        return True
    return sector in telling.sectors


def _found(tellings: Sequence[_Telling], starts: Sequence[int]) -> dict[str, set[int]]:
    """Return for each type the numbers of the sentences that tell one."""
    found: dict[str, set[int]] = {}
    for telling in tellings:
        number = bisect_right(starts, telling.start) - 1
        if number >= 0:
            found.setdefault(telling.code, set()).add(number)
    return found
