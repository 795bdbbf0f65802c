"""One document through all stages: `analyse(raw, pipeline) -> Analysis`. No IO, picklable.

`Pipeline` holds what the stages read (parser, indexes, codebook, coder), each loaded at first use,
so that a process which only reads or only lists codebooks does not pay for a model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from dragoman import __version__
from dragoman.errors import ConfigError
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.index import read_date
from dragoman.knowledge.places import PlaceIndex
from dragoman.pipeline.config import Config
from dragoman.pipeline.faults import outrun, undated, unsuited, within_limit
from dragoman.pipeline.naming import Named, entities_in
from dragoman.pipeline.registry import find_coder
from dragoman.pipeline.setting import (
    dated_by_its_head,
    place_kinds,
    times_of,
)
from dragoman.records import (
    Analysis,
    Claim,
    Document,
    DocumentEntity,
    EventReport,
    Mention,
    ParsedSentence,
    Problem,
    RawDocument,
    Run,
    Sentence,
    Stance,
    make_id,
)
from dragoman.stages.attribute import claims_of_reports, cues_of, find_attributions
from dragoman.stages.claim import find_claims, sentence_voice
from dragoman.stages.claims.subjects import with_things
from dragoman.stages.claims.told_before import of_events_told_before
from dragoman.stages.code import mixed
from dragoman.stages.code.containers import without_containers
from dragoman.stages.code.head import Head, load_head
from dragoman.stages.code.judge import judge_of
from dragoman.stages.code.lying_in import with_what_holds_them
from dragoman.stages.code.marked_parties import with_unknown_parties
from dragoman.stages.code.marked_places import with_unknown_places
from dragoman.stages.code.scoring import load_report_weights
from dragoman.stages.code.struck import with_countries_of_places
from dragoman.stages.date import TimeExpression, anchor_date, publication_when
from dragoman.stages.encode import Encoder, Reading
from dragoman.stages.entities.group_mentions import with_group_mentions
from dragoman.stages.items import find_leads
from dragoman.stages.parse import Parser
from dragoman.stages.protocols import CodedEvent, Coder, CodingInput
from dragoman.stages.quantity import find_quantities
from dragoman.stages.read import document_id, read
from dragoman.stages.reading.dateline import DatelineSpans
from dragoman.stages.sayings.attribution import Attribution
from dragoman.stages.sayings.first_person import with_first_persons
from dragoman.stages.split import split_sentences

__all__ = ["Pipeline", "analyse", "read_for_coding"]

_WEIGHTS = Path(__file__).parents[1] / "assets" / "coder"


@dataclass
class Pipeline:
    """The parts of a run. Pickles as its configuration; workers load their own parts."""

    config: Config = field(default_factory=Config)

    @classmethod
    def load(cls, config: Config | None = None) -> Pipeline:
        """Return a pipeline for `config`; its codebook, coder and index are checked at once.

        Raises ConfigError where the codebook, coder or head named is missing or wrong,
        KnowledgeError where the index is.
        """
        pipeline = cls(config=config or Config())
        _ = pipeline.codebook, pipeline.coder, pipeline.actors, pipeline.head
        return pipeline

    def __getstate__(self) -> dict[str, Config]:
        return {"config": self.config}

    @cached_property
    def parser(self) -> Parser:
        """The parser."""
        return Parser()

    @cached_property
    def actors(self) -> ActorIndex:
        """The index of actors, with the user's overlay over it."""
        overlay = Path(self.config.overlay) if self.config.overlay else None
        return ActorIndex.open(self._index_file, overlay)

    @cached_property
    def places(self) -> PlaceIndex:
        """The index of places."""
        return PlaceIndex.open(self._index_file)

    @cached_property
    def encoder(self) -> Encoder:
        """The learned model; its weights are read when a coder first asks it."""
        return Encoder(_WEIGHTS)

    @cached_property
    def head(self) -> Head | None:
        """What the user's examples taught, checked against codebook and model; None without."""
        if self.config.head is None:
            return None
        if self.config.coder != mixed.NAME:
            message = (
                f"coder {self.config.coder} uses no head. Leave out head, or use {mixed.NAME}."
            )
            raise ConfigError("D215", message)
        head = load_head(Path(self.config.head))
        head.check(self.encoder, self.codebook)
        return head

    @cached_property
    def as_of(self) -> date | None:
        """The day up to which the index of actors was kept; None where it does not say."""
        return read_date(self.actors.meta("as_of"))

    @property
    def _index_file(self) -> Path | None:
        return Path(self.config.knowledge) if self.config.knowledge else None

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook whose types are coded."""
        return load_codebook(self.config.codebook, settings=self.config.ontology)

    @cached_property
    def coder(self) -> Coder:
        """The event coder."""
        coder: Coder = find_coder(self.config.coder)
        return coder

    def least_score(self, precision: float) -> float:
        """Return the score from which reports together have that precision.

        It is the precision itself where none was measured: for types or a head of the user's own.
        """
        if self.config.coder != mixed.NAME:
            return precision
        judge = judge_of(self.encoder, self.codebook, self.head)
        return load_report_weights().least(precision) if judge.is_calibrated else precision

    @cached_property
    def run(self) -> Run:
        """What made the output; the same for the same software, settings and data everywhere."""
        parts = {
            "coder": self.config.coder,
            "coder_version": __version__,
            "config_sha256": self.config.sha256_with(self.actors.overlay_sha256),
            "models": self._models,
            "ontology_version": f"{self.codebook.name}-{self.codebook.version}",
            "knowledge_version": self.actors.version,
            "code_version": __version__,
        }
        run_id = make_id("run", *(str(part) for part in parts.values()), self.codebook.sha256)
        return Run(id=run_id, **parts)  # type: ignore[arg-type]  # the dict mixes value types

    @property
    def _models(self) -> tuple[tuple[str, str], ...]:
        parser = (self.parser.name, self.parser.version)
        if self.config.coder != mixed.NAME:
            return (parser,)
        head = () if self.head is None else ((self.head.name, self.head.version),)
        return (parser, (self.encoder.name, self.encoder.version), *head)


def analyse(raw: RawDocument, pipeline: Pipeline) -> Analysis:
    """Return all that the pipeline reads in one document.

    A document's faults come back as problems. One that cannot be read at all has an Analysis
    whose document has no text.
    """
    document, problems = read(raw)
    if document is None:
        return Analysis(run_id=pipeline.run.id, document=_unread(raw), problems=problems)
    fault = unsuited(document, pipeline.config)
    if fault is not None:
        return Analysis(run_id=pipeline.run.id, document=document, problems=(*problems, fault))
    return _coded(document, problems, pipeline)


def read_for_coding(raw: RawDocument, pipeline: Pipeline) -> CodingInput | None:
    """Return what a document's events would be coded from; None where it cannot be read."""
    document, _ = read(raw)
    if document is None:
        return None
    leads = find_leads(document, pipeline.places)
    sentences, _ = within_limit(split_sentences(document, leads), document, pipeline.config)
    return _prepared(document, pipeline.parser.parse(document, sentences), pipeline, leads)


def _unread(raw: RawDocument) -> Document:
    return Document(
        id=document_id(raw),
        source_id=raw.source_id,
        url=raw.url,
        text="",
        title_end=0,
        language=None,
        fetched_at=raw.fetched_at,
        raw_sha256=raw.sha256,
        text_sha256="",
    )


def _coded(document: Document, problems: tuple[Problem, ...], pipeline: Pipeline) -> Analysis:
    leads = find_leads(document, pipeline.places)
    sentences, too_long = within_limit(split_sentences(document, leads), document, pipeline.config)
    parses = pipeline.parser.parse(document, sentences)
    given = _prepared(document, parses, pipeline, leads)
    events = pipeline.coder(given, pipeline.codebook)
    marks = mixed.readings_for_claims(given) if pipeline.config.coder == mixed.NAME else ()
    claims = _claims(given, events, marks)
    reports = tuple(event.report for event in events)
    mentions, entities = with_group_mentions(
        given.mentions, _acting(given, reports, claims), reports
    )
    mentions, entities, reports = with_unknown_places(
        document, mentions, entities, reports, pipeline.places
    )
    reports = without_containers(document, reports, pipeline.places)
    reports = with_what_holds_them(document, mentions, entities, reports, pipeline.places)
    mentions, entities = with_unknown_parties(mentions, entities, reports, document.text)
    entities = with_countries_of_places(mentions, entities, reports, pipeline.places)
    mentions, entities = with_things(document, mentions, entities, claims)
    return Analysis(
        run_id=pipeline.run.id,
        document=document,
        sentences=_with_voices(sentences, parses),
        mentions=mentions,
        entities=entities,
        reports=reports,
        claims=claims,
        problems=(*problems, *too_long, *undated(document), *outrun(document, pipeline.as_of)),
    )


def _with_voices(
    sentences: tuple[Sentence, ...], parses: tuple[ParsedSentence, ...]
) -> tuple[Sentence, ...]:
    """Return the sentences with whether the author reports or argues in them."""
    voices = {parse.sentence.id: sentence_voice(parse) for parse in parses}
    return tuple(replace(s, voice=voices[s.id]) if s.id in voices else s for s in sentences)


def _prepared(
    document: Document,
    parses: tuple[ParsedSentence, ...],
    pipeline: Pipeline,
    leads: tuple[DatelineSpans, ...],
) -> CodingInput:
    """Return what is read of a document before its events: who, where, when, how many."""
    anchor = anchor_date(document)[0] or dated_by_its_head(document)
    named = entities_in(document, parses, pipeline, as_of=anchor, leads=leads)
    times = times_of(document, parses, anchor, named.items)
    mentions, entities, attributions = _attributed(document, parses, named, times)
    return CodingInput(
        run_id=pipeline.run.id,
        document=document,
        parses=parses,
        mentions=mentions,
        entities=entities,
        attributions=attributions,
        times=times,
        quantities=tuple(find_quantities(p, document.id, document.text) for p in parses),
        place_kinds=place_kinds(named.places, pipeline.places),
        anchor=anchor,
        published=publication_when(document),
        items=named.items,
        encoder=pipeline.encoder,
        head=pipeline.head,
    )


def _attributed(
    document: Document,
    parses: tuple[ParsedSentence, ...],
    named: Named,
    times: tuple[tuple[TimeExpression, ...], ...],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...], tuple[Attribution, ...]]:
    """Return mentions and entities with the first persons of who is quoted, and who says what."""
    before = (*named.who, *named.where), (*named.actors, *named.places)
    cues = cues_of(parses)
    found = find_attributions(document, parses, *before, times, cues)
    mentions, entities = with_first_persons(parses, *before, found)
    if len(mentions) > len(before[0]):
        found = find_attributions(document, parses, mentions, entities, times, cues)
    return mentions, entities, found


def _claims(
    given: CodingInput, events: tuple[CodedEvent, ...], marks: tuple[Reading | None, ...]
) -> tuple[Claim, ...]:
    reports = tuple(event.report for event in events)
    stances: dict[str, Stance] = {e.report.id: e.stance for e in events}
    attributions = of_events_told_before(given.attributions, given.parses, reports, given.document)
    told = claims_of_reports(
        given.document, given.run_id, reports, stances, attributions, given.entities
    )
    held = find_claims(
        given.document,
        given.run_id,
        given.parses,
        given.mentions,
        given.entities,
        reports,
        attributions,
        marks,
    )
    return (*told, *held)


def _acting(
    given: CodingInput, reports: tuple[EventReport, ...], claims: tuple[Claim, ...]
) -> tuple[DocumentEntity, ...]:
    """Return the entities without actors that are only places here: in no report and no claim."""
    used = {p.entity_id for r in reports for p in r.participants}
    used |= {i for c in claims for i in (*c.of, *c.about)}
    used |= {s.entity_id for c in claims for s in c.chain if s.entity_id is not None}
    places = {m.id for m in given.mentions if m.kind == "actor" and m.usage == "literal"}
    return tuple(
        entity
        for entity in given.entities
        if entity.kind == "place" or entity.id in used or not set(entity.mention_ids) <= places
    )
