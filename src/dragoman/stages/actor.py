"""Actor drafts to mentions and entities: who each one is, as of the document's date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.records import (
    Document,
    DocumentEntity,
    Link,
    Mention,
    ParsedSentence,
    Span,
    make_id,
)
from dragoman.stages.entities.acronyms import with_acronyms
from dragoman.stages.entities.cluster import Cluster, cluster_actors
from dragoman.stages.entities.coding import coding_of, with_context, with_inherited_codes
from dragoman.stages.entities.offices import with_office_holders
from dragoman.stages.mention import ActorDraft
from dragoman.stages.tree import span_of

__all__ = ["resolve_actors"]

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
    drafts = with_office_holders(with_acronyms(drafts, parses), index, as_of)
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
        _entity(cluster, entity_id, mentions, heads, index, as_of)
        for cluster, entity_id, mentions in made
    ]
    entities = with_inherited_codes(entities, clusters)
    entities = with_context(entities, clusters, parses, setting)
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
) -> DocumentEntity:
    links = tuple(
        Link(target_id=hit.actor_id, score=hit.weight, method=hit.usage, as_of=as_of)
        for hit in _distinct(cluster)
    )
    chosen = links[0] if cluster.hit is not None and links else None
    coding, role_id = coding_of(cluster, index, as_of)
    if chosen is not None and role_id is not None:
        chosen = replace(chosen, role_id=role_id)
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


def _distinct(cluster: Cluster) -> list[ActorHit]:
    ordered = ([cluster.hit] if cluster.hit else []) + list(cluster.hits)
    return list({hit.actor_id: hit for hit in reversed(ordered)}.values())[::-1]
