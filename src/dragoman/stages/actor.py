"""Actor drafts to mentions and entities: who each one is, as of the document's date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.records import (
    ActorCoding,
    Document,
    DocumentEntity,
    Link,
    Mention,
    ParsedSentence,
    Span,
    make_id,
)
from dragoman.records.text import CountryBasis
from dragoman.stages.entities.cluster import Cluster, cluster_actors
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import span_of

__all__ = ["resolve_actors"]

# Words for actors of no particular country: no context may give them one.
_STATELESS = frozenset(
    "country nation power organization organisation alliance coalition bloc partner ally "
    "actor stakeholder side party body member neighbour neighbor person expert analyst source "
    "author mediator observer figure union delegation".split()
)
_FORM_SCORE = {"name": 0.95, "nominal": 0.8, "pronoun": 0.5}


def resolve_actors(
    drafts: tuple[ActorDraft, ...],
    parses: tuple[ParsedSentence, ...],
    document: Document,
    *,
    index: ActorIndex,
    nouns: ActorNouns,
    as_of: date | None,
    setting: Mapping[int, str],
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return the document's actor mentions and entities, in order of first mention.

    `setting` gives for a sentence number the country it is set in, for actors that the text
    gives no country ("police"); -1 is the story's own. Countries read that way say "context".
    """
    countries = _countries_named(drafts) | ({setting[-1]} if -1 in setting else set())
    clusters = cluster_actors(drafts, parses, nouns=nouns, as_of=as_of, countries=countries)
    heads: dict[tuple[int, int], str] = {}
    made: list[tuple[Cluster, str, list[Mention]]] = []
    for cluster in clusters:
        mentions = [
            _mention(d, parses[d.sentence], document.id, cluster.name) for d in cluster.drafts
        ]
        first = min(mentions, key=lambda m: (m.span.start, m.span.end))
        entity_id = make_id("ent", document.id, first.span.start, first.span.end, cluster.name)
        made.append((cluster, entity_id, mentions))
        for draft in cluster.drafts:
            heads.setdefault((draft.sentence, draft.head), entity_id)
    entities = [
        _entity(cluster, entity_id, mentions, heads, index, as_of, setting)
        for cluster, entity_id, mentions in made
    ]
    entities = _with_inherited_codes(entities)
    mentions = sorted((m for *_, ms in made for m in ms), key=lambda m: m.span.start)
    return tuple(mentions), tuple(entities)


def _countries_named(drafts: tuple[ActorDraft, ...]) -> frozenset[str]:
    """Return the countries whose state, adjective, capital or town the document names.

    A name that several states share ("Congo", "Korea") speaks for none of them.
    """
    states = [{h.country for h in d.hits if h.kind == "state"} for d in drafts]
    named = {country for countries in states if len(countries) == 1 for country in countries}
    towns = {d.country for d in drafts if d.form == "name" and d.usage == "literal" and not d.hits}
    return frozenset(c for c in named | towns if c is not None)


def _mention(draft: ActorDraft, parse: ParsedSentence, document_id: str, actor: str) -> Mention:
    span = span_of(parse, list(range(draft.first, draft.last)))
    head = parse.tokens[draft.head]
    parts = (span.start, span.end, draft.form, draft.name, actor)
    return Mention(
        id=make_id("men", document_id, "actor", *parts),
        span=span,
        head=Span(document_id=document_id, start=head.start, end=head.end),
        kind="actor",
        form=draft.form,
        usage=draft.usage if draft.usage != "in_name" else None,
        score=_FORM_SCORE[draft.form],
    )


def _entity(
    cluster: Cluster,
    entity_id: str,
    mentions: list[Mention],
    heads: Mapping[tuple[int, int], str],
    index: ActorIndex,
    as_of: date | None,
    setting: Mapping[int, str],
) -> DocumentEntity:
    links = tuple(
        Link(target_id=hit.actor_id, score=hit.weight, method=hit.usage, as_of=as_of)
        for hit in _distinct(cluster)
    )
    chosen = links[0] if cluster.hit is not None and links else None
    coding = _coding(cluster, setting)
    if chosen is not None:
        coding, chosen = _with_role(coding, chosen, index, as_of)
    owners = {heads.get((d.sentence, h)) for d in cluster.drafts for h in d.members_of}
    return DocumentEntity(
        id=entity_id,
        kind="actor",
        name=cluster.name,
        mention_ids=tuple(m.id for m in sorted(mentions, key=lambda m: (m.span.start, m.id))),
        candidates=links,
        chosen=chosen,
        coding=coding,
        member_of=tuple(sorted(o for o in owners if o is not None and o != entity_id)),
    )


def _with_inherited_codes(entities: list[DocumentEntity]) -> list[DocumentEntity]:
    """Give a spokesman without codes of his own those of the body he speaks for."""
    by_id = {entity.id: entity for entity in entities}
    return [_inheriting(entity, by_id) for entity in entities]


def _inheriting(entity: DocumentEntity, by_id: Mapping[str, DocumentEntity]) -> DocumentEntity:
    own = entity.coding
    if own is None or (own.country is not None and own.sectors):
        return entity
    for owner in entity.member_of:
        given = by_id[owner].coding
        if given is None or given.country is None:
            continue
        coding = ActorCoding(
            kind=own.kind,
            country=own.country or given.country,
            sectors=own.sectors or given.sectors,
            role=own.role,
            country_basis=own.country_basis or given.country_basis,
        )
        return replace(entity, coding=coding)
    return entity


def _distinct(cluster: Cluster) -> list[ActorHit]:
    ordered = ([cluster.hit] if cluster.hit else []) + list(cluster.hits)
    return list({hit.actor_id: hit for hit in reversed(ordered)}.values())[::-1]


def _coding(cluster: Cluster, setting: Mapping[int, str]) -> ActorCoding:
    """Return country, sectors and role: the index's first, then the text's, then the setting's."""
    stated = [d for d in cluster.drafts if d.country is not None]
    sectors = cluster.hit.sectors if cluster.hit else ()
    if not sectors and cluster.kind != "state":
        sectors = next((d.sectors for d in cluster.drafts if d.sectors), ())
    if cluster.kind == "state" and any(d.usage == "metonym" for d in cluster.drafts):
        # A state that speaks, decides or is spoken to does so through its government.
        sectors = ("GOV",)
    role = next((d.role for d in cluster.drafts if d.role), None)
    country: str | None = None
    basis: CountryBasis | None = None
    if cluster.hit is not None and cluster.hit.country is not None:
        country, basis = cluster.hit.country, "index"
    elif stated:
        country, basis = stated[0].country, "stated"
    elif sectors and all(d.lemma not in _STATELESS for d in cluster.drafts):
        described = next((d for d in cluster.drafts if d.form == "nominal" or d.role), None)
        if described is not None:
            country = setting.get(described.sentence, setting.get(-1))
            basis = "context" if country else None
    return ActorCoding(
        kind=cluster.kind, country=country, sectors=sectors, role=role, country_basis=basis
    )


def _with_role(
    coding: ActorCoding, chosen: Link, index: ActorIndex, as_of: date | None
) -> tuple[ActorCoding, Link]:
    """Return both with the actor's role on `as_of`, where the index has a dated one.

    A movement may be rebels in one year and the governing party in another.
    """
    if coding.kind == "state" or as_of is None:
        return coding, chosen
    roles = index.roles(chosen.target_id, as_of)
    if not roles:
        return coding, chosen
    role = roles[0]
    sectors = (role.sector,) if role.sector else coding.sectors
    coding = ActorCoding(
        kind=coding.kind,
        country=role.country or coding.country,
        sectors=sectors,
        role=coding.role or role.position,
        country_basis="index" if role.country else coding.country_basis,
    )
    link = Link(
        target_id=chosen.target_id,
        score=chosen.score,
        method=chosen.method,
        as_of=as_of,
        role_id=role.id,
    )
    return coding, link
