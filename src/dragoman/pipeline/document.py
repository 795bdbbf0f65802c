"""One document through all stages: `analyse(raw, pipeline) -> Analysis`. No IO, picklable.

`Pipeline` holds what the stages read (parser, indexes, codebook, coder), each loaded at first use,
so that a process which only reads or only lists codebooks does not pay for a model.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from dragoman import __version__
from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.places import PlaceIndex
from dragoman.pipeline.config import Config
from dragoman.pipeline.registry import find_coder
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
    Span,
    Stance,
    make_id,
)
from dragoman.stages.actor import resolve_actors
from dragoman.stages.attribute import claims_of_reports, find_attributions
from dragoman.stages.claim import find_claims
from dragoman.stages.date import (
    TimeExpression,
    anchor_date,
    anchor_precision,
    days_spoken_of,
    find_times,
    publication_when,
)
from dragoman.stages.mention import PlaceDraft, find_mentions
from dragoman.stages.parse import Parser
from dragoman.stages.place import resolve_places
from dragoman.stages.protocols import CodedEvent, Coder, CodingInput
from dragoman.stages.quantity import find_quantities
from dragoman.stages.read import document_id, read
from dragoman.stages.split import split_sentences

__all__ = ["Pipeline", "analyse"]

_HEAD = 400
"""Characters in which a text without a date may say what time it is about."""
_CLEARLY = 1.5
"""How many times as often as the next a country is named that a story is set in."""


@dataclass
class Pipeline:
    """The parts of a run. Pickles as its configuration; workers load their own parts."""

    config: Config = field(default_factory=Config)

    @classmethod
    def load(cls, config: Config | None = None) -> Pipeline:
        """Return a pipeline for `config`; its codebook and coder are checked at once.

        Raises ConfigError where the codebook or coder named is missing or wrong.
        """
        pipeline = cls(config=config or Config())
        _ = pipeline.codebook, pipeline.coder
        return pipeline

    def __getstate__(self) -> dict[str, Config]:
        return {"config": self.config}

    @cached_property
    def parser(self) -> Parser:
        """The parser."""
        return Parser()

    @cached_property
    def actors(self) -> ActorIndex:
        """The index of actors."""
        return ActorIndex.open(self._index_file)

    @cached_property
    def places(self) -> PlaceIndex:
        """The index of places."""
        return PlaceIndex.open(self._index_file)

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

    @cached_property
    def run(self) -> Run:
        """What made the output; the same for the same software, settings and data everywhere."""
        parts = {
            "coder": self.config.coder,
            "coder_version": __version__,
            "config_sha256": self.config.sha256,
            "models": ((self.parser.name, self.parser.version),),
            "ontology_version": f"{self.codebook.name}-{self.codebook.version}",
            "knowledge_version": self.actors.version,
            "code_version": __version__,
        }
        run_id = make_id("run", *(str(part) for part in parts.values()), self.codebook.sha256)
        return Run(id=run_id, **parts)  # type: ignore[arg-type]  # the dict mixes value types


def analyse(raw: RawDocument, pipeline: Pipeline) -> Analysis:
    """Return all that the pipeline reads in one document.

    A document's faults come back as problems. One that cannot be read at all has an Analysis
    whose document has no text.
    """
    document, problems = read(raw)
    if document is None:
        return Analysis(run_id=pipeline.run.id, document=_unread(raw), problems=problems)
    fault = _unsuited(document, pipeline.config)
    if fault is not None:
        return Analysis(run_id=pipeline.run.id, document=document, problems=(*problems, fault))
    return _coded(document, problems, pipeline)


def _unread(raw: RawDocument) -> Document:
    return Document(
        id=document_id(raw),
        source_id=raw.source_id,
        url=raw.url,
        text="",
        title_end=0,
        language=None,
        raw_sha256=raw.sha256,
        text_sha256="",
    )


def _unsuited(document: Document, config: Config) -> Problem | None:
    """Return why a document that was read cannot be coded, or None if it can."""
    if document.language is None or document.language in config.languages:
        return None
    known = ", ".join(config.languages)
    message = f'language "{document.language}" is not coded; languages coded: {known}'
    return Problem(document_id=document.id, stage="language", code="D500", message=message)


def _coded(document: Document, problems: tuple[Problem, ...], pipeline: Pipeline) -> Analysis:
    sentences, too_long = _within_limit(split_sentences(document), document, pipeline.config)
    parses = pipeline.parser.parse(document, sentences)
    anchor = anchor_date(document)[0] or _dated_by_its_head(document)
    actor_drafts, place_drafts = find_mentions(
        parses,
        document.text,
        actors=pipeline.actors,
        places=pipeline.places,
        nouns=load_actor_nouns(),
    )
    place_mentions = _place_mentions(place_drafts, parses, document)
    place_entities = resolve_places(document, place_mentions, index=pipeline.places)
    actor_mentions, actor_entities = resolve_actors(
        actor_drafts,
        parses,
        document,
        index=pipeline.actors,
        nouns=load_actor_nouns(),
        as_of=anchor,
        setting=_setting(parses, place_mentions, place_entities, document, pipeline.places),
    )
    times = _times(document, parses, anchor)
    given = CodingInput(
        run_id=pipeline.run.id,
        document=document,
        parses=parses,
        mentions=(*actor_mentions, *place_mentions),
        entities=(*actor_entities, *place_entities),
        times=times,
        quantities=tuple(find_quantities(p, document.id, document.text) for p in parses),
        place_kinds=_place_kinds(place_entities, pipeline.places),
        anchor=anchor,
        published=publication_when(document),
    )
    events = pipeline.coder(given, pipeline.codebook)
    claims = _claims(given, events)
    reports = tuple(event.report for event in events)
    return Analysis(
        run_id=pipeline.run.id,
        document=document,
        sentences=sentences,
        mentions=given.mentions,
        entities=_acting(given, reports, claims),
        reports=reports,
        claims=claims,
        problems=(*problems, *too_long, *_undated(document)),
    )


def _within_limit(
    sentences: tuple[Sentence, ...], document: Document, config: Config
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    if len(document.text) <= config.max_characters:
        return sentences, ()
    kept = tuple(s for s in sentences if s.span.end <= config.max_characters)
    message = (
        f"{len(document.text)} characters; coded up to {config.max_characters}. "
        "Raise max_characters in the configuration to code all."
    )
    span = Span(document_id=document.id, start=config.max_characters, end=len(document.text))
    problem = Problem(
        document_id=document.id, stage="split", code="D504", message=message, span=span
    )
    return kept, (problem,)


def _dated_by_its_head(document: Document) -> date | None:
    """Return the last day that the title or first lines speak of, in a text without a date.

    A chronology of "January to June 1998" or a report on "1 April to 15 June 2016" says which
    year its dates are of.
    """
    times = find_times(document.text, 0, min(len(document.text), _HEAD), anchor=None)
    ends = [when.end or when.begin for t in times if (when := t.when) is not None]
    days = [end.before - timedelta(days=1) for end in ends if end.before is not None]
    return max(days, default=None)


def _undated(document: Document) -> tuple[Problem, ...]:
    if anchor_date(document)[0] is not None:
        return ()
    message = (
        "no publication date or dateline was found: relative dates stay open and events without a "
        'date of their own have none. Give "published" in JSON Lines, or a date line in the text.'
    )
    return (Problem(document_id=document.id, stage="date", code="D501", message=message),)


def _place_mentions(
    drafts: tuple[PlaceDraft, ...], parses: tuple[ParsedSentence, ...], document: Document
) -> tuple[Mention, ...]:
    found = []
    for draft in drafts:
        tokens = parses[draft.sentence].tokens
        start, end = tokens[draft.first].start, tokens[draft.last - 1].end
        head = tokens[draft.head]
        found.append(
            Mention(
                id=make_id("men", document.id, "place", start, end),
                span=Span(document_id=document.id, start=start, end=end),
                head=Span(document_id=document.id, start=head.start, end=head.end),
                kind="place",
                form="name",
                usage=draft.usage,
            )
        )
    if document.dateline is not None and document.dateline.place is not None:
        found.insert(0, _dateline_mention(document.dateline.place))
    return tuple(found)


def _dateline_mention(span: Span) -> Mention:
    return Mention(
        id=make_id("men", span.document_id, "place", span.start, span.end),
        span=span,
        head=span,
        kind="place",
        form="name",
        usage="literal",
    )


def _setting(
    parses: tuple[ParsedSentence, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    document: Document,
    index: PlaceIndex,
) -> dict[int, str]:
    """Return the country each sentence is set in, by its first literal place; -1: the story's."""
    chosen = {m: e.chosen.target_id for e in entities if e.chosen for m in e.mention_ids}
    setting: dict[int, str] = {}
    for mention in mentions:
        target = chosen.get(mention.id)
        country = index.get(target).country if target and mention.usage == "literal" else None
        if country is None:
            continue
        for number, parse in enumerate(parses):
            span = parse.sentence.span
            if span.start <= mention.span.start < span.end:
                setting.setdefault(number, country)
    home = _home(mentions, chosen, document, index)
    return setting if home is None else {**setting, -1: home}


def _home(
    mentions: tuple[Mention, ...], chosen: dict[str, str], document: Document, index: PlaceIndex
) -> str | None:
    """Return the country the story is set in: the dateline's, else one named most of the time."""
    found: Counter[str] = Counter()
    for mention in mentions:
        country = index.get(chosen[mention.id]).country if mention.id in chosen else None
        if country is None:
            continue
        if document.dateline is not None and mention.span == document.dateline.place:
            return country
        found[country] += 1
    if not found:
        return None
    (country, count), *others = found.most_common(2)
    second = others[0][1] if others else 0
    return country if count > 1 and count >= _CLEARLY * second else None


def _place_kinds(entities: tuple[DocumentEntity, ...], index: PlaceIndex) -> dict[str, str]:
    targets = {e.chosen.target_id for e in entities if e.chosen is not None}
    return {target: index.get(target).kind for target in sorted(targets)}


def _times(
    document: Document, parses: tuple[ParsedSentence, ...], anchor: date | None
) -> tuple[tuple[TimeExpression, ...], ...]:
    """Return each sentence's time expressions; "the next day" counts from the date before it."""
    story: list[date] = []
    found = []
    for parse in parses:
        span = parse.sentence.span
        times = find_times(
            document.text,
            span.start,
            span.end,
            anchor=anchor,
            precision_of_anchor=anchor_precision(document),
            story_dates=story,
        )
        story += days_spoken_of(times)
        found.append(times)
    return tuple(found)


def _claims(given: CodingInput, events: tuple[CodedEvent, ...]) -> tuple[Claim, ...]:
    reports = tuple(event.report for event in events)
    stances: dict[str, Stance] = {e.report.id: e.stance for e in events}
    attributions = find_attributions(given.document, given.parses, given.mentions, given.entities)
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
