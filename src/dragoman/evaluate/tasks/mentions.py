"""Gold mentions of happenings as reports for the linker, with what we read about each ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.evaluate.tasks.lines import document_of
from dragoman.pipeline.document import Pipeline, read_for_coding
from dragoman.records import DocumentEntity, ParsedSentence, Record, Stance
from dragoman.records.report import LocationRef, Role
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.circumstance import event_places
from dragoman.stages.links.report import (
    LinkableClaim,
    LinkableDocument,
    LinkableParty,
    LinkablePlace,
    LinkableReport,
)
from dragoman.stages.protocols import CodedEvent, CodingInput
from dragoman.stages.tree import children, head_within

__all__ = ["GoldArticle", "GoldMention", "Marked", "read_mentions"]

_DOERS = ("nsubj", "agent", "poss")
_TARGETS = ("dobj", "nsubjpass", "dative")
_LINKS = ("prep", "agent")
_TOLD = Stance()


class GoldMention(Record, frozen=True, kw_only=True):
    """Words marked as telling the happening called `cluster`."""

    start: int
    end: int
    text: str
    cluster: str
    in_validated_sentence: bool = True
    """False where the set did not mark all mentions of the sentence; such ones are not scored."""


class GoldArticle(Record, frozen=True, kw_only=True):
    """An article with its mentions; articles of one `seminal_event` tell one story."""

    id: str
    text: str
    topic: str
    seminal_event: str
    event_mentions: tuple[GoldMention, ...]


class Marked(NamedTuple):
    """A gold mention as a report, with its cluster and the lemma of its head."""

    report: LinkableReport
    cluster: str
    article_id: str
    lemma: str


def read_mentions(article: GoldArticle, pipeline: Pipeline) -> list[Marked]:
    """Return the mentions to be scored of an article."""
    given = read_for_coding(document_of(article.id, article.text), pipeline)
    if given is None:
        return []
    coded = pipeline.coder(given, pipeline.codebook)
    reading = _Reading(article, given, coded, pipeline)
    chosen = [mention for mention in article.event_mentions if mention.in_validated_sentence]
    return [reading.report(n, mention) for n, mention in enumerate(chosen)]


class _Reading:
    """What we read in one article."""

    def __init__(
        self,
        article: GoldArticle,
        given: CodingInput,
        coded: tuple[CodedEvent, ...],
        pipeline: Pipeline,
    ) -> None:
        self.article, self.given, self.coded = article, given, coded
        self.pipeline = pipeline
        self.cast = Cast(given)
        self.entities = {entity.id: entity for entity in given.entities}
        self.document = LinkableDocument(
            id=article.id, origin_id=article.id, fetched_at="", text=article.text
        )

    def report(self, number: int, mention: GoldMention) -> Marked:
        """Return a mention as a report: ours where one is triggered in it, else made of words."""
        found = self._head(mention)
        coded = self._coded(mention, found)
        sentence = self.article.text[mention.start : mention.end]
        start, lemma = mention.start, mention.text.lower()
        if found is not None:
            parse, index = found
            span = parse.sentence.span
            start, lemma = span.start, parse.tokens[index].lemma.lower()
            sentence = self.article.text[span.start : span.end]
        best = coded.report.types[0] if coded else None
        report = LinkableReport(
            id=f"{self.article.id} {number:04} {mention.start}",
            run_id="gold",
            document=self.document,
            type=best.code if best else None,
            mode=best.mode if best else None,
            trigger=mention.text,
            trigger_start=mention.start,
            sentence=sentence,
            sentence_start=start,
            parties=self._parties(coded, found),
            when=coded.report.when if coded else None,
            places=self._places(coded, found),
            claims=(LinkableClaim(stance=coded.stance if coded else _TOLD),),
        )
        return Marked(report, mention.cluster, self.article.id, lemma)

    def _head(self, mention: GoldMention) -> tuple[ParsedSentence, int] | None:
        """Return the sentence of a mention and the word that the others of it hang on."""
        for parse in self.given.parses:
            inside = [
                t.index for t in parse.tokens if t.start < mention.end and mention.start < t.end
            ]
            if inside:
                return parse, head_within(parse, inside[0], inside[-1] + 1)
        return None

    def _coded(
        self, mention: GoldMention, found: tuple[ParsedSentence, int] | None
    ) -> CodedEvent | None:
        """Return our report whose trigger lies in the mention, at its head if there are several."""
        there = [
            event for event in self.coded
            if event.report.trigger.start < mention.end and mention.start < event.report.trigger.end
        ]  # fmt: skip
        if found is None or len(there) < 2:
            return there[0] if there else None
        at = found[0].tokens[found[1]].start
        return min(there, key=lambda event: abs(event.report.trigger.start - at))

    def _parties(
        self, coded: CodedEvent | None, found: tuple[ParsedSentence, int] | None
    ) -> tuple[LinkableParty, ...]:
        if coded is not None:
            return tuple(
                self._party(p.role, self.entities[p.entity_id])
                for p in coded.report.participants
                if p.entity_id in self.entities
            )
        if found is None:
            return ()
        named = {entity.id: (role, entity) for role, entity in self._hanging_on(*found)}
        return tuple(self._party(role, entity) for role, entity in named.values())

    def _hanging_on(
        self, parse: ParsedSentence, head: int
    ) -> Iterator[tuple[Role, DocumentEntity]]:
        """Yield the actors that hang on a word, with the part its grammar gives them."""
        for role, words in (
            ("initiator", children(parse, head, *_DOERS)),
            ("target", children(parse, head, *_TARGETS)),
            ("party", [i for p in children(parse, head, *_LINKS)
                       for i in children(parse, p, "pobj")]),
        ):  # fmt: skip
            for index in words:
                for actor in self.cast.behind(parse, index):
                    yield role, actor.entity  # type: ignore[misc]  # the three are roles

    def _party(self, role: Role, entity: DocumentEntity) -> LinkableParty:
        coding = entity.coding
        return LinkableParty(
            role=role,
            name=entity.name,
            actor_id=entity.chosen.target_id if entity.chosen else None,
            country=coding.country if coding else None,
            sector=coding.sectors[0] if coding and coding.sectors else None,
        )

    def _places(
        self, coded: CodedEvent | None, found: tuple[ParsedSentence, int] | None
    ) -> tuple[LinkablePlace, ...]:
        if coded is not None:
            return tuple(self._place(ref) for ref in coded.report.where)
        if found is None:
            return ()
        refs = event_places(self.given, *found, self.cast, frozenset())
        return tuple(self._place(ref) for ref in refs)

    def _place(self, ref: LocationRef) -> LinkablePlace:
        place = None if ref.place_id is None else self.pipeline.places.get(ref.place_id)
        return LinkablePlace(
            name=place.names[0].text if place else ref.evidence.quote,
            relation=ref.relation,
            country=place.country if place else None,
            admin1=place.admin1 if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            geonames_id=None,
            precision=ref.precision,
        )
