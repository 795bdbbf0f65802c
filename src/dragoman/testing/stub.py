"""A coder that needs no model, and a corpus for it: for tests of all that is done around coding.

`stub_reading` finds a report in each sentence that says "met" or "shelled", with nobody for
"Somebody"; `corpus_lines` writes such texts, among them copies, later versions and lines that
cannot be read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from dragoman.pipeline.output import output_of, uncoded
from dragoman.records import (
    ActorCoding,
    Analysis,
    Claim,
    DateRange,
    Document,
    DocumentEntity,
    EventReport,
    Evidence,
    Mention,
    Participant,
    Problem,
    RawDocument,
    Run,
    Sentence,
    Span,
    Stance,
    TypeCode,
    When,
    make_id,
)
from dragoman.stages.copies import fingerprint, wording_of
from dragoman.stages.read import document_id, read
from dragoman.store.rows import Reading
from dragoman.testing.fakes import FakeActors, FakeCodes, FakePlaces, fake_run

__all__ = ["StubPipeline", "corpus_lines", "load_stub", "stub_reading"]

_SENTENCE = re.compile(r"[^.\n]+[.\n]?")
_EVENT = re.compile(r"(?P<who>[A-Z]\w+) (?P<what>met|shelled) (?P<whom>[A-Z]\w+)")
_TYPES = {"met": "CONSULT", "shelled": "ASSAULT"}


class StubPipeline:
    """Stands in for a Pipeline; its run is that of a coder that does not exist."""

    def __init__(self, run: Run | None = None) -> None:
        self.run = run or fake_run()


def load_stub() -> StubPipeline:
    """Return a StubPipeline; picklable, as `load` of `ingest` must be."""
    return StubPipeline()


def stub_reading(raw: RawDocument, pipeline: StubPipeline) -> Reading:
    """Return the reading of a document; one that says "crash" raises, as a bug would."""
    if b"crash the coder" in raw.body:
        raise RuntimeError("a bug in the coder")
    document, problems = read(raw)
    if document is None:
        return _unread(raw, pipeline.run, problems)
    analysis = _analysed(document, pipeline.run, problems)
    output = output_of(
        analysis, run=pipeline.run, actors=FakeActors(), places=FakePlaces(), codebook=FakeCodes()
    )
    bands = fingerprint(wording_of(document))
    return Reading(source=raw.source_id, analysis=analysis, output=output, bands=bands)


def _unread(raw: RawDocument, run: Run, problems: tuple[Problem, ...]) -> Reading:
    name = document_id(raw)
    document = Document(
        id=name, source_id=raw.source_id, text="", title_end=0, language=None,
        fetched_at=raw.fetched_at, raw_sha256=raw.sha256, text_sha256="",
    )  # fmt: skip
    analysis = Analysis(run_id=run.id, document=document, problems=problems)
    return Reading(source=raw.source_id, analysis=analysis, output=uncoded(name, problems))


def _analysed(document: Document, run: Run, problems: tuple[Problem, ...]) -> Analysis:
    sentences, mentions, reports, claims = [], [], [], []
    entities: dict[str, DocumentEntity] = {}
    for index, found in enumerate(_SENTENCE.finditer(document.text)):
        span = Span(document_id=document.id, start=found.start(), end=found.end())
        sentences.append(
            Sentence(
                id=make_id("sen", document.id, index), span=span, index=index, paragraph=0,
                kind="body",
            )
        )  # fmt: skip
        event = _EVENT.search(found[0])
        if event is None:
            continue
        for part in _sides(event):
            mention, entity = _named(document, event[part], found.start() + event.start(part))
            mentions.append(mention)
            earlier = entities.get(entity.id)
            ids = (*(earlier.mention_ids if earlier else ()), mention.id)
            entities[entity.id] = msgspec.structs.replace(entity, mention_ids=ids)
        report = _report(document, run, event, found.start())
        reports.append(report)
        claims.append(_claim(document, run, report))
    return Analysis(
        run_id=run.id, document=document, sentences=tuple(sentences), mentions=tuple(mentions),
        entities=tuple(entities.values()), reports=tuple(reports), claims=tuple(claims),
        problems=problems,
    )  # fmt: skip


def _sides(event: re.Match[str]) -> Iterator[str]:
    return (part for part in ("who", "whom") if event[part] != "Somebody")


def _named(document: Document, name: str, start: int) -> tuple[Mention, DocumentEntity]:
    span = Span(document_id=document.id, start=start, end=start + len(name))
    mention = Mention(
        id=make_id("men", document.id, start), span=span, head=span, kind="actor", form="name"
    )
    coding = ActorCoding(kind="state", country=name[:3].upper(), sectors=("GOV",))
    entity = DocumentEntity(
        id=make_id("ent", document.id, name), kind="actor", name=name, mention_ids=(), coding=coding
    )
    return mention, entity


def _report(document: Document, run: Run, event: re.Match[str], offset: int) -> EventReport:
    def span(part: str) -> Span:
        return Span(
            document_id=document.id, start=offset + event.start(part), end=offset + event.end(part)
        )

    def participant(part: str) -> Participant:
        return Participant(
            role="initiator" if part == "who" else "target",
            entity_id=make_id("ent", document.id, event[part]),
            description=event[part],
            evidence=Evidence(span=span(part), quote=event[part], supports="participant"),
        )

    trigger = span("what")
    return EventReport(
        id=make_id("rep", document.id, trigger.start, trigger.end),
        run_id=run.id, document_id=document.id, trigger=trigger,
        types=(TypeCode(ontology="fake-1", code=_TYPES[event["what"]]),),
        participants=tuple(participant(part) for part in _sides(event)),
        when=_when(document),
        evidence=(Evidence(span=trigger, quote=event["what"], supports="trigger"),),
        score=0.5,
    )  # fmt: skip


def _when(document: Document) -> When | None:
    if document.published is None:
        return None
    day = date.fromisoformat(document.published[:10])
    begin = DateRange(earliest=day, before=day + timedelta(1), precision="day", basis="publication")
    return When(begin=begin, extent="occasion")


def _claim(document: Document, run: Run, report: EventReport) -> Claim:
    return Claim(
        id=make_id("cla", report.id), run_id=run.id, document_id=document.id, kind="report",
        report_id=report.id, content=(report.trigger,), stance=Stance(),
    )  # fmt: skip


_STATES = ("Kenya", "Somalia", "Chad", "Niger", "Mali", "Ghana", "Togo", "Benin", "Gabon", "Angola")
_FILLER = (
    "harbour market ministry river border convoy farmer engine copper school council bridge "
    "harvest letter station winter valley summer number figure answer notice record morning"
).split()


def corpus_lines(count: int, *, seed: int = 1) -> Iterator[bytes]:
    """Yield lines of JSON, the same for the same seed: articles, and what is not so simple.

    Of fifty one each is a copy, a later version, no JSON, without a text, and a bug for the coder.
    """
    chance = random.Random(seed)
    earlier: list[dict[str, str]] = []
    for number in range(count):
        article = _article(number, chance)
        kind = number % 50
        if kind == 10 and earlier:
            text = f"{chance.choice(earlier)['text']} Kenya met Togo."
            article = {**article, "text": text}
        elif kind == 20 and earlier:
            old = chance.choice(earlier)
            day = date.fromisoformat(old["published"]) + timedelta(1)
            text = f"{old['text']} Mali met Chad later."
            article = {**old, "text": text, "published": day.isoformat()}
        elif kind == 30:
            yield b'{"id": "broken'
            continue
        elif kind == 35:
            article["text"] = ""
        elif kind == 40:
            article["text"] += " crash the coder."
        else:
            earlier.append(article)
        yield msgspec.json.encode(article)


def _article(number: int, chance: random.Random) -> dict[str, str]:
    sentences = []
    for _ in range(4):
        who, whom = chance.sample(_STATES, 2)
        words = " ".join(chance.choices(_FILLER, k=12))
        sentences.append(f"{who} {chance.choice(('met', 'shelled'))} {whom} at the {words}.")
    day = date(2024, 1, 1) + timedelta(number % 365)
    article = {
        "id": f"a{number}", "title": f"Story {number}", "text": " ".join(sentences),
        "published": day.isoformat(), "language": "en", "source": f"Outlet {number % 7}",
    }  # fmt: skip
    if number % 3 == 0:
        article["url"] = f"https://news.example/{number}"
    return article
