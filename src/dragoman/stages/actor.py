"""Actor drafts to mentions and entities: who each one is, as of the document's date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from dragoman.stages.entities.generic import is_generic, with_described_bodies
from dragoman.stages.entities.offices import with_office_holders, with_sheriffs_deputies
from dragoman.stages.entities.ranking import Surroundings, is_known
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.mention import ActorDraft
from dragoman.stages.sayings.quotation import find_quotations
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
    items: Items = ONE_STORY,
    freely: bool = False,
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Return the document's actor mentions and entities, in order of first mention.

    `setting` gives for a sentence number the country it is set in, for actors that the text
    gives no country ("police"); -1 is the story's own. Countries read that way say "context".
    `items` are the stories that it strings together. With `freely`, it is a phrase asked after.
    """
    drafts = with_sheriffs_deputies(with_acronyms(drafts, parses), parses)
    drafts = with_office_holders(drafts, index, as_of)
    named = (draft for draft in drafts if not is_generic(draft, nouns))
    drafts = with_described_bodies(drafts, _countries_told(named, setting.get(-1)), nouns)
    countries = _countries_told(drafts, setting.get(-1))
    around = Surroundings(as_of=as_of, home=setting.get(-1), freely=freely)
    clusters = cluster_actors(
        drafts, parses, index=index, nouns=nouns, around=around, countries=countries, items=items,
        quotations=find_quotations(document),
    )  # fmt: skip
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
    entities = with_context(entities, clusters, parses, setting, items)
    entities = with_inherited_codes(entities, clusters)  # of whom only now is known where from
    entities = [_with_code(entity, index) for entity in entities]
    mentions = sorted((m for *_, ms in made for m in ms), key=lambda m: m.span.start)
    return tuple(mentions), tuple(entities)


def _countries_told(drafts: Iterable[ActorDraft], home: str | None) -> Mapping[str, frozenset[str]]:
    """Return the countries that the document speaks of, each with the ids of those who tell it.

    These are states, bodies, well known people, capitals; "" is a town, or `home`, where the story
    is set. A name that several share ("Congo", "Supreme Court") tells none, nor does a mere surname
    or an agency, which reports from everywhere.
    """
    told: dict[str, set[str]] = defaultdict(set)
    if home is not None:
        told[home].add("")
    for draft in drafts:
        hit = draft.hits[0] if draft.hits else None
        if hit is not None and hit.country and is_known(hit) and _is_of_one_country(draft.hits):
            told[hit.country].add(hit.actor_id)
        elif draft.country and draft.form == "name" and draft.usage == "literal":
            told[draft.country].add("")
    return {country: frozenset(ids) for country, ids in told.items()}


def _is_of_one_country(hits: tuple[ActorHit, ...]) -> bool:
    """True if no reading of a name is of another country than the first, a surname or of media."""
    if hits[0].kind == "state":
        hits = tuple(h for h in hits if h.kind == "state")
    return all(
        h.country == hits[0].country and h.usage != "surname" and "JRN" not in h.sectors
        for h in hits
    )


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


def _with_code(entity: DocumentEntity, index: ActorIndex) -> DocumentEntity:
    """Return an actor of a dependency with the code of the state that holds it."""
    coding = entity.coding
    if coding is None or coding.country is None:
        return entity
    code = index.code_of(coding.country)
    if code == coding.country:
        return entity
    return replace(entity, coding=replace(coding, country=code))


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
