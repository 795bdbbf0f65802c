"""Places that only the learned model sees: names and descriptions that tell where.

Names are what the index has under that name, and places of their own where it has none, as
described ones are: "the parliament building".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.places import PlaceIndex
from dragoman.records import (
    Document,
    DocumentEntity,
    Evidence,
    LocationRef,
    Mention,
    ParsedSentence,
    Span,
    Token,
    make_id,
)
from dragoman.records.report import EventReport
from dragoman.stages.code.cast import Cast
from dragoman.stages.code.described_places import place_described
from dragoman.stages.code.precision import precision_of
from dragoman.stages.encode import Floats
from dragoman.stages.entities.designated import whole_name
from dragoman.stages.place import resolve_places
from dragoman.stages.protocols import CodingInput
from dragoman.stages.tree import runs, span_of

__all__ = ["TELLS", "as_whole_names", "unknown_places", "with_unknown_places"]

TELLS = 0.5
"""The model's probability from which words tell where."""
_NOWHERE = frozenset({"person", "armed_group", "igo"})
"""Kinds of actors whose names are no places; a ministry's or a hospital's may be."""
_KINDS = frozenset("city town village province district county governorate state".split())


def unknown_places(
    given: CodingInput,
    parse: ParsedSentence,
    where: Floats,
    known: Collection[Span],
    cast: Cast,
) -> tuple[LocationRef, ...]:
    """Return the names and descriptions that tell where, apart from the places in `known`.

    They share no word with these, nor with the name of a person or of a group, of whom it may be
    said that they were gone to; and none is called after who somebody is.
    """
    tokens = parse.tokens
    marked = [int(i) for i in np.flatnonzero(where > TELLS)]
    if not marked:
        return ()
    known = [*known, *cast.names_within(parse.sentence.span, _NOWHERE)]
    taken = {t.index for t in tokens for span in known if t.start < span.end and span.start < t.end}
    found = []
    for run in runs(i for i in marked if i not in taken):
        named = [i for i in run if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()]
        words = place_described(parse, run, taken)
        if named:
            words = list(range(*whole_name(tokens, named[0], named[-1] + 1, taken)))
        if words and not (named and _names_people(tokens[words[-1]])):
            found.append(_reference(given, span_of(parse, words)))
    return tuple({ref.evidence.span: ref for ref in found}.values())


def _names_people(token: Token) -> bool:
    """Whether a name ends with who somebody is: "Clark County Sheriff", "Leeds Magistrates"."""
    word = token.text.lower()
    nouns = load_actor_nouns().nouns
    found = nouns.get(word) or nouns.get(word.removesuffix("s"))
    return found is not None and found.kind == "person"


def as_whole_names(
    given: CodingInput, known: Sequence[LocationRef], unknown: Sequence[LocationRef]
) -> tuple[LocationRef, ...]:
    """Return both, as one those that stand side by side: "Krong" and "Pinang" of "Krong Pinang".

    Such a name is another place than the known one, but where the rest only says what that is.
    """
    found = list(known)
    for ref in unknown:
        beside = next((k for k in found if _is_beside(given.document, k, ref)), None)
        if beside is None:
            found.append(ref)
            continue
        ends = (beside.evidence.span, ref.evidence.span)
        start, end = min(s.start for s in ends), max(s.end for s in ends)
        whole = _reference(given, replace(ends[0], start=start, end=end))
        is_kind = ref.evidence.quote.lower() in _KINDS
        found[found.index(beside)] = replace(beside, evidence=whole.evidence) if is_kind else whole
    return tuple(found)


def _is_beside(document: Document, one: LocationRef, other: LocationRef) -> bool:
    first, second = sorted((one.evidence.span, other.evidence.span), key=lambda s: s.start)
    named = all(ref.evidence.quote[:1].isupper() for ref in (one, other))
    return named and document.text[first.end : second.start] == " "


def _reference(given: CodingInput, span: Span) -> LocationRef:
    quote = given.document.text[span.start : span.end]
    return LocationRef(
        entity_id=make_id("ent", span.document_id, "place", _mention_id(span)),
        evidence=Evidence(span=span, quote=quote, supports="place"),
    )


def _mention_id(span: Span) -> str:
    return make_id("men", span.document_id, "place", span.start, span.end)


def with_unknown_places(
    document: Document,
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    reports: tuple[EventReport, ...],
    index: PlaceIndex,
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...], tuple[EventReport, ...]]:
    """Return all three, with a mention and an entity for each place of a report that has none yet.

    A name that the index has becomes what it means among the document's other places.
    """
    had = {entity.id for entity in entities}
    new = {
        place.entity_id: place.evidence
        for report in reports
        for place in report.where
        if place.entity_id not in had and place.place_id is None
    }
    if not new:
        return mentions, entities, reports
    present = {mention.id for mention in mentions}
    made = [_mention(e) for e in new.values() if _mention_id(e.span) not in present]
    known = _resolved(document, mentions, entities, made, index)
    meant = {id_: known.get(_mention_id(e.span)) or _entity(id_, e) for id_, e in new.items()}
    order = sorted((*mentions, *made), key=lambda m: (m.span.start, m.kind != "actor"))
    told = tuple(
        replace(r, where=tuple(_as_meant(p, meant.get(p.entity_id), index) for p in r.where))
        for r in reports
    )
    changed = {entity.id: entity for entity in meant.values()}
    kept = tuple(changed.pop(entity.id, entity) for entity in entities)
    return tuple(order), (*kept, *changed.values()), told


def _resolved(
    document: Document,
    mentions: tuple[Mention, ...],
    entities: tuple[DocumentEntity, ...],
    made: list[Mention],
    index: PlaceIndex,
) -> dict[str, DocumentEntity]:
    """Return by mention what those `made` mean whose names the index has.

    One that is named elsewhere in the document is that entity, with its mention added.
    """
    text = document.text
    called = [m for m in made if m.form == "name"]
    names = [m for m in called if index.find(text[m.span.start : m.span.end], minor=True)]
    placed = [m for m in mentions if m.kind == "place"] if names else []
    own = {m: e for e in entities if e.kind == "place" for m in e.mention_ids}
    found: dict[str, DocumentEntity] = {}
    for entity in resolve_places(document, [*placed, *names], index=index):
        new = [m.id for m in names if m.id in entity.mention_ids]
        old = next((own[m] for m in entity.mention_ids if m in own), None)
        meant = replace(old, mention_ids=(*old.mention_ids, *new)) if old is not None else entity
        found |= dict.fromkeys(new, meant)
    return found


def _as_meant(place: LocationRef, entity: DocumentEntity | None, index: PlaceIndex) -> LocationRef:
    if entity is None:
        return place
    target = entity.chosen.target_id if entity.chosen is not None else None
    kind = None if target is None else index.get(target).kind
    return replace(place, entity_id=entity.id, place_id=target, precision=precision_of(kind))


def _mention(evidence: Evidence) -> Mention:
    span = evidence.span
    is_named = any(word[:1].isupper() for word in evidence.quote.split()[-1:])
    return Mention(
        id=_mention_id(span),
        span=span,
        head=span,
        kind="place",
        form="name" if is_named else "nominal",
        usage="literal",
    )


def _entity(id_: str, evidence: Evidence) -> DocumentEntity:
    return DocumentEntity(
        id=id_, kind="place", name=evidence.quote, mention_ids=(_mention_id(evidence.span),)
    )
