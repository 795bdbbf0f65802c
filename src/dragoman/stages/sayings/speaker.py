"""Whose words: the phrase of a speaker, the entity it names, and how openly it is named.

Also which entities a stretch of text mentions, for `claim`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dragoman.knowledge.lexicon import attribution_words
from dragoman.records import Document, DocumentEntity, Mention, ParsedSentence, Span
from dragoman.records.base import Record
from dragoman.records.claim import Anonymity
from dragoman.stages.sayings.span_index import SpanIndex
from dragoman.stages.tree import (
    child,
    children,
    conjuncts,
    prepositional,
    span_of,
    trimmed_subtree,
)

__all__ = ["EntityMap", "Speaker", "read_speaker"]

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_SIGNING = frozenset({"sign", "issue", "release", "publish", "send", "distribute", "circulate"})
_GROUP = frozenset({"it", "they", "them", "its", "their"})


class Speaker(Record, frozen=True, kw_only=True):
    """A source phrase as read; `span` None where no source is written."""

    span: Span | None = None
    entity_ids: tuple[str, ...] = ()
    """Several for joint speakers: "Russian and Yemeni officials"."""
    description: str = ""
    anonymity: Anonymity = "unnamed"
    pronoun: bool = False
    person: bool | None = None
    """Whether a single person; None when not known."""
    first_person: bool = False


class EntityMap:
    """Which entity is mentioned where; built once for a document."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[DocumentEntity]) -> None:
        owner = {m: entity.id for entity in entities for m in entity.mention_ids}
        self.entities = {entity.id: entity for entity in entities}
        self._placed = sorted(
            (
                (m.span.start, m.span.end, m.head.start, m.head.end, m.form, owner[m.id])
                for m in mentions
                if m.id in owner
            ),
            key=lambda placed: placed[:4],
        )
        self._heads = SpanIndex((p[2], p[3], i) for i, p in enumerate(self._placed))
        self._spans = SpanIndex((p[0], p[1], i) for i, p in enumerate(self._placed))

    def at_head(self, start: int, end: int) -> tuple[str, ...]:
        """Return actors whose mention's head overlaps [start, end), in text order."""
        found = [self._placed[i][5] for i in self._heads.overlapping(start, end)]
        return tuple(e for e in dict.fromkeys(found) if self._acts(e))

    def heads_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the heads of actors' mentions that overlap [start, end), in text order."""
        placed = (self._placed[i] for i in self._heads.overlapping(start, end))
        return [(head, after) for _, _, head, after, _, e in placed if self._acts(e)]

    def people_in(self, start: int, end: int) -> tuple[str, ...]:
        """Return the people who are named or described within [start, end), in text order."""
        within = self.inside((Span(document_id="", start=start, end=end),))
        codings = [(e, self.entities[e].coding) for e in within]
        return tuple(e for e, coding in codings if coding is not None and coding.kind == "person")

    def names_place(self, start: int, end: int) -> bool:
        """Return whether what is named in [start, end) is a place or a state and nobody else."""
        found = [self.entities[self._placed[i][5]] for i in self._heads.overlapping(start, end)]
        spoken = {e.coding.kind for e in found if e.kind == "actor" and e.coding is not None}
        is_placed = any(e.kind == "place" and e.chosen is not None for e in found)
        return spoken <= {"state", "population"} and (is_placed or "state" in spoken)

    def inside(
        self,
        spans: Iterable[Span],
        speakers: Collection[str] = (),
        vague: Collection[int] = (),
        nested: Collection[int] = (),
    ) -> tuple[str, ...]:
        """Return actors mentioned inside the spans, in text order, each once.

        A pronoun there that was taken for one of the speakers is left out: it as often means
        those they speak of. So is a noun that starts at one of the offsets `vague`, and any word
        at one of those `nested`.
        """
        ranges = [(span.start, span.end) for span in spans]
        near = {i for a, b in ranges for i in self._spans.overlapping(a, b)}
        found = [
            e
            for start, end, head, _, form, e in (self._placed[i] for i in sorted(near))
            if self._acts(e)
            and not (form == "pronoun" and e in speakers)
            and not (form == "nominal" and head in vague)
            and head not in nested
            and any(a <= start and end <= b for a, b in ranges)
        ]
        return tuple(dict.fromkeys(found))

    def _acts(self, entity_id: str) -> bool:
        return self.entities[entity_id].kind == "actor"


def read_speaker(
    document: Document,
    parse: ParsedSentence,
    source: int | None,
    tokens: Sequence[int],
    entity_map: EntityMap,
) -> Speaker:
    """Return the speaker whose phrase is `tokens` with head `source`; unnamed if None."""
    if source is None or not tokens:
        return Speaker()
    span = span_of(parse, list(tokens))
    token = parse.tokens[source]
    ids = _entities_of(parse, source, entity_map)
    text = " ".join(document.text[span.start : span.end].split())
    if token.pos == "PRON" and token.lemma in (_SINGULAR | _GROUP | {"i", "we", "who"}):
        person = token.lemma in _SINGULAR or token.lemma == "i"
        named = entity_map.entities[ids[0]].name if len(ids) == 1 else text
        return Speaker(
            span=span, entity_ids=ids, description=named,
            anonymity=_by_entity(ids, entity_map) if ids else "unnamed",
            pronoun=True, person=person if token.lemma != "who" else None,
            first_person=token.lemma in ("i", "we"),
        )  # fmt: skip
    return Speaker(
        span=span,
        entity_ids=ids,
        description=text,
        anonymity=_anonymity(parse, source),
        person=_is_person(parse, source, ids, entity_map),
    )


def _entities_of(parse: ParsedSentence, source: int, entity_map: EntityMap) -> tuple[str, ...]:
    """The entities of the head and its conjuncts; for a document those of whoever issued it."""
    found: list[str] = []
    for head in conjuncts(parse, source):
        token = parse.tokens[head]
        own = entity_map.at_head(token.start, token.end)
        for i in () if own else _issuers(parse, head):
            own += entity_map.at_head(parse.tokens[i].start, parse.tokens[i].end)
        found.extend(own)
    return tuple(dict.fromkeys(found))


def _issuers(parse: ParsedSentence, head: int) -> list[int]:
    """Where else the entity may stand: "a statement by X", "X's report", "several of X"."""
    if parse.tokens[head].pos in ("ADJ", "NUM", "DET"):
        return [pobj for name, pobj in prepositional(parse, head) if name == "of"]
    named = children(parse, head, "poss", "appos", "compound")
    for prep in children(parse, head, "prep"):
        if parse.tokens[prep].lemma in ("by", "from", "of", "for", "at", "in"):
            named += children(parse, prep, "pobj")
    named += [i for clause in children(parse, head, "acl") for i in _signers(parse, clause)]
    return (
        named
        if parse.tokens[head].lemma in attribution_words().sources.document
        else [i for i in named if parse.tokens[i].dep == "appos"]
    )


def _signers(parse: ParsedSentence, clause: int) -> list[int]:
    """Return who signed or issued it: "a letter signed by X"."""
    by = children(parse, clause, "agent") if parse.tokens[clause].lemma in _SIGNING else []
    return [i for agent in by for i in children(parse, agent, "pobj")]


def _by_entity(ids: tuple[str, ...], entity_map: EntityMap) -> Anonymity:
    first = entity_map.entities[ids[0]]
    return "named" if first.chosen is not None or first.name[:1].isupper() else "office"


def _is_person(
    parse: ParsedSentence, source: int, ids: tuple[str, ...], entity_map: EntityMap
) -> bool | None:
    coding = entity_map.entities[ids[0]].coding if ids else None
    if coding is not None and coding.kind is not None:
        return coding.kind == "person"
    token = parse.tokens[source]
    if token.ner == "PERSON":
        return True
    return False if token.ner in ("ORG", "GPE", "NORP") or token.tag in ("NNS", "NNPS") else None


def _anonymity(parse: ParsedSentence, source: int) -> Anonymity:
    """How openly the speaker is named, from the words of the phrase alone."""
    words = attribution_words().sources
    token = parse.tokens[source]
    core = [parse.tokens[i] for i in trimmed_subtree(parse, source) if abs(i - source) < 8]
    if any(t.ner == "PERSON" for t in core if source in (t.head, t.index)):
        return "named"
    if any(parse.tokens[i].ner == "PERSON" for i in children(parse, source, "appos")):
        return "named"
    lemma = token.lemma
    beside = {
        t.lemma for t in core if t.index == source or (t.head == source and t.dep == "compound")
    }
    if lemma in words.document and token.pos != "PROPN":
        return "document"
    if beside & words.media:
        return "media"
    proper_body = token.pos == "PROPN" and lemma in words.bodies
    if lemma in words.office and not proper_body and not _is_anonymous(parse, source):
        return "office"
    if token.pos == "PROPN":
        return "named"
    return "unnamed" if lemma in words.unnamed or _is_anonymous(parse, source) else "office"


def _is_anonymous(parse: ParsedSentence, source: int) -> bool:
    """Plural or indefinite: "officials", "a general"."""
    token = parse.tokens[source]
    if token.tag in ("NNS", "NNPS") or token.pos not in ("NOUN", "PROPN"):
        return True
    determiner = child(parse, source, "det")
    if determiner is None:
        return False
    indefinite = parse.tokens[determiner].lemma in ("a", "an", "some", "any", "one", "another")
    # "A spokesman for the ministry" speaks for his office, unnamed as he is.
    return indefinite and not token.lemma.startswith("spokes")
