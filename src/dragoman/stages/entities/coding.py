"""Country, sectors and role of an actor: from the index, from the text, from what is around it.

The index comes first for what it knows as of the day; then what titles and descriptions in the
text say; then the body the actor belongs to; last the document's setting, for actors that the text
gives no country.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import load_actor_nouns
from dragoman.knowledge.actors import ActorIndex
from dragoman.records import ActorCoding, ActorRole, DocumentEntity, ParsedSentence
from dragoman.records.text import CountryBasis
from dragoman.stages.entities.cluster import Cluster
from dragoman.stages.entities.home import Backdrop, backdrop_of, country_in_context, is_owner
from dragoman.stages.entities.offices import office_words
from dragoman.stages.entities.sectors import of_follower
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.mention import ActorDraft

__all__ = ["STATELESS", "coding_of", "with_context", "with_inherited_codes"]

STATELESS = frozenset(
    "country nation power organization organisation alliance coalition bloc partner ally "
    "actor stakeholder side party body member neighbour neighbor person expert analyst source "
    "author mediator observer figure union delegation peacekeeper negotiator monitor donor "
    "refugee migrant company firm investor mercenary foreigner "
    "diplomat ambassador envoy tourist expatriate visitor".split()
) | {"secretary-general", "secretary general"}
"""Words for actors of no particular country, wherever they are met: no context gives them one."""
_OF_A_STATE = frozenset(
    "state national ruling governing trade labour labor teachers workers central public".split()
)
"""Words that make such a body one of a state after all: "the state oil company"."""
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})
"""Codes that nobody has by birth."""
_NO_BODIES = frozenset({"person", "state", "population"})
_CALLINGS = frozenset({("SOC",), ("CVL",)})
"""Sectors of those who are something else besides: "lawyer and politician"."""
_RANKS = frozenset({("MIL",), ("PRM",)})
"""Sectors that rebels are given by ranks of their own: "General", "warlord"."""
_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "SPY", "COP"})


def coding_of(
    cluster: Cluster, index: ActorIndex, as_of: date | None
) -> tuple[ActorCoding, str | None]:
    """Return the codes that the index and the actor's own phrases give, and the role used."""
    role = _role_on(cluster, index, as_of)
    country, basis = _country(cluster, role, index)
    coding = ActorCoding(
        kind=cluster.kind,
        country=country,
        sectors=_sectors(cluster, role, index, as_of),
        role=next((d.role for d in cluster.drafts if d.role), None)
        or (None if role is None else role.position),
        country_basis=basis,
    )
    return coding, None if role is None else role.id


def _role_on(cluster: Cluster, index: ActorIndex, as_of: date | None) -> ActorRole | None:
    """Return the latest role that the index has of the actor for that day, or None."""
    if cluster.hit is None or cluster.kind == "state" or as_of is None:
        return None
    return next(iter(index.roles(cluster.hit.actor_id, as_of)), None)


def _country(
    cluster: Cluster, role: ActorRole | None, index: ActorIndex
) -> tuple[str | None, CountryBasis | None]:
    """Return the index's country, else the text's; of two that a person served, the text's."""
    stated = next((d.country for d in cluster.drafts if d.country is not None), None)
    known = cluster.hit.country if cluster.hit is not None else None
    if role is not None and role.country is not None:
        known = role.country
    if known is None or (known == "ISM" and stated is not None):
        return stated, None if stated is None else "stated"
    if cluster.hit is None or not cluster.is_person:
        return known, "index"
    served = {r.country: None for r in index.roles(cluster.hit.actor_id)}
    if role is None and known in _BODIES:  # an office that is over tells no nationality
        nations = (country for country in served if country not in _BODIES)
        return (stated, "stated") if stated else (next(nations, None) or known, "index")
    is_sent = role is None and stated in _BODIES and not any(map(_is_posted, cluster.drafts))
    if stated is not None and (is_sent or stated in served):
        return stated, "stated"
    return known, "index"


def _is_posted(draft: ActorDraft) -> bool:
    """Whether the office is one that a state has at a body: "the U.N. ambassador"."""
    return (draft.role or "").lower().split()[-1:] in (["ambassador"], ["representative"])


def _sectors(
    cluster: Cluster, role: ActorRole | None, index: ActorIndex, as_of: date | None
) -> tuple[str, ...]:
    """Return the sectors of the role on the day; else the text's; else the index's lasting ones.

    A movement may be rebels in one year and the governing party in another.
    """
    if role is not None and role.sector:
        if _is_told_to_be_over(cluster, role):
            return ("ELI",)
        return _told_office(cluster, role) or (role.sector,)
    lasting = cluster.hit.sectors if cluster.hit is not None else ()
    if cluster.kind == "state":
        acts = any(d.usage == "metonym" or d.form == "nominal" for d in cluster.drafts)
        # A state that speaks, decides or is spoken to does so through its government.
        return (*lasting, "GOV") if acts and "GOV" not in lasting else lasting
    said = [d.sectors for d in cluster.drafts if d.sectors]
    told = next((s for s in said if s not in _CALLINGS), said[0] if said else ())
    if cluster.kind != "person":
        return lasting or told or _agreed(cluster)
    if told:
        return told
    found = _between_offices(cluster, index, as_of)
    return lasting if found is None else found


def _is_told_to_be_over(cluster: Cluster, role: ActorRole) -> bool:
    """Whether the text calls somebody the former holder of an office that the index leaves open."""
    office = office_words(role.position or "")
    return cluster.is_person and any(
        d.sectors == ("ELI",) and office_words(d.role or "") == office for d in cluster.drafts
    )


def _told_office(cluster: Cluster, role: ActorRole) -> tuple[str, ...]:
    """Return what stands before his name and is other than the role that the index has.

    The text knows best whom it calls "President" or opposition leader: an index may have him as
    what he was, or as somebody else of his name. Of a role without days, it always knows better.
    """
    if not cluster.is_person:
        return ()
    titles = [d for d in cluster.drafts if d.form == "name" and d.role and d.sectors != ("CVL",)]
    title = next((d for d in titles if d.sectors), None)
    told = title.sectors if title is not None else ()
    if role.sector == "REB" and (told[:1] in _RANKS or (title is not None and title.of_body)):
        return ()
    is_rebel = told == ("REB",) and title is not None and not title.of_body
    if not told or role.validity.since is None or "OPP" in told or is_rebel:
        return told
    return () if role.sector in _OFFICES or told[0] not in _OFFICES else told


def _agreed(cluster: Cluster) -> tuple[str, ...]:
    """Return the sectors that all have whom a name may mean, if they are bodies.

    Whichever "Socialist Party" is meant, it is a party.
    """
    hits = cluster.hits
    if cluster.hit is not None or len(hits) < 2 or any(h.kind in _NO_BODIES for h in hits):
        return ()
    return tuple(s for s in hits[0].sectors if all(s in h.sectors for h in hits))


def _between_offices(
    cluster: Cluster, index: ActorIndex, as_of: date | None
) -> tuple[str, ...] | None:
    """Return elite for whose offices are all over on the day, () for who has held none yet.

    None where he holds one, or it is not known.
    """
    roles = () if cluster.hit is None else index.roles(cluster.hit.actor_id)
    if as_of is None or not roles:
        return None
    held = [r for r in roles if _has_begun(r, as_of)]
    if not held:
        return ()
    is_over = held[0].sector in _OFFICES and all(_is_over(r, as_of) for r in held)
    return ("ELI",) if is_over else None


def _has_begun(role: ActorRole, day: date) -> bool:
    since = role.validity.since
    return since is None or since.earliest is None or since.earliest <= day


def _is_over(role: ActorRole, day: date) -> bool:
    until = role.validity.until
    return until is not None and until.before is not None and until.before <= day


def with_inherited_codes(
    entities: list[DocumentEntity], clusters: list[Cluster]
) -> list[DocumentEntity]:
    """Give a spokesman without codes of his own those of the body he speaks for.

    What belongs to an armed group is of its sectors as of the day, and a commander or an officer
    of those whose he is. `entities` are those of `clusters`, in the same order.
    """
    by_id = {entity.id: entity for entity in entities}
    weak = {
        entity.id
        for entity, cluster in zip(entities, clusters, strict=True)
        if entity.chosen is None and any(d.weak for d in cluster.drafts)
    }
    of_several = {
        entity.id
        for entity, cluster in zip(entities, clusters, strict=True)
        if any(d.several for d in cluster.drafts)
    }
    nouns = load_actor_nouns().nouns
    called = {
        entity.id: [nouns[d.lemma] for d in cluster.drafts if d.lemma in nouns]
        for entity, cluster in zip(entities, clusters, strict=True)
    }
    follow = {key for key, found in called.items() if any(noun.follows for noun in found)}
    kin = {key for key, found in called.items() if any(noun.kin for noun in found)}
    for _ in range(2):  # a spokesman of his deputies: bodies stand before or after their members
        for entity in entities:
            if entity.id in of_several:
                continue
            if entity.id in kin:
                by_id[entity.id] = _related(by_id[entity.id], by_id)
                continue
            by_id[entity.id] = _inheriting(
                by_id[entity.id], by_id, is_weak=entity.id in weak, follows=entity.id in follow
            )
    return [by_id[entity.id] for entity in entities]


def _inheriting(
    entity: DocumentEntity, by_id: Mapping[str, DocumentEntity], *, is_weak: bool, follows: bool
) -> DocumentEntity:
    own = entity.coding
    for owner in entity.member_of:
        given = by_id[owner].coding
        if own is None or given is None or given.country is None:
            continue
        armed = given.kind == "armed_group" or "REB" in given.sectors
        if own.sectors and own.country is not None and not (armed and entity.chosen is None):
            continue
        overridden = armed and entity.chosen is None and (is_weak or given.kind == "armed_group")
        inherited = of_follower(given.sectors) if follows else given.sectors
        coding = ActorCoding(
            kind=own.kind,
            country=own.country or given.country,
            sectors=(given.sectors if overridden else own.sectors) or inherited,
            role=own.role,
            country_basis=own.country_basis or given.country_basis,
        )
        return replace(entity, coding=coding)
    return entity


def _related(entity: DocumentEntity, by_id: Mapping[str, DocumentEntity]) -> DocumentEntity:
    """Return one of somebody's family, of his country, and an elite where he rules or ruled."""
    own = entity.coding
    others = [coding for owner in entity.member_of if (coding := by_id[owner].coding)]
    others.sort(key=lambda coding: coding.kind != "person")  # not of the group he leads
    given = next((coding for coding in others if coding.country), None)
    if own is None or given is None or entity.chosen is not None:
        return entity
    is_ruling = given.sectors[:1] in (("GOV",), ("ELI",)) and given.kind == "person"
    sectors = ("ELI",) if is_ruling else own.sectors
    country, basis = given.country, given.country_basis
    return replace(
        entity, coding=replace(own, country=country, country_basis=basis, sectors=sectors)
    )


def with_context(
    entities: list[DocumentEntity],
    clusters: list[Cluster],
    parses: tuple[ParsedSentence, ...],
    setting: Mapping[int, str],
    items: Items = ONE_STORY,
) -> list[DocumentEntity]:
    """Give actors with a sector and no country the one that the text around them tells, if any.

    `entities` are those of `clusters`, in the same order. Whom a witness told says nothing of
    where it was: neither an agency nor the state it is called after is evidence.
    """
    coded = [
        (entity.coding, draft)
        for entity, cluster in zip(entities, clusters, strict=True)
        if entity.coding is not None
        for draft in cluster.drafts
    ]
    outlets = [draft for coding, draft in coded if "JRN" in coding.sectors]
    known = [
        (draft, coding.country)
        for coding, draft in coded
        if coding.country is not None and "JRN" not in coding.sectors
        and not is_owner(draft, outlets, parses)
    ]  # fmt: skip
    around = backdrop_of(known, parses, setting, items)
    return [
        _placed(entity, cluster, around, parses)
        for entity, cluster in zip(entities, clusters, strict=True)
    ]


def _placed(
    entity: DocumentEntity,
    cluster: Cluster,
    around: Backdrop,
    parses: tuple[ParsedSentence, ...],
) -> DocumentEntity:
    coding, draft = entity.coding, _described(cluster)
    if coding is None or coding.country is not None or draft is None:
        return entity
    if not coding.sectors and coding.kind != "population":
        return entity
    country = country_in_context(draft, coding.sectors, around, parses[draft.sentence])
    if country is None:
        return entity
    return replace(entity, coding=replace(coding, country=country, country_basis="context"))


def _described(cluster: Cluster) -> ActorDraft | None:
    """Return the description that a country may be given to by context, or None."""
    own = {"OPP", "PTY"}
    if any(
        d.several or (d.lemma in STATELESS and not (own & set(d.sectors) or _is_of_a_state(d)))
        for d in cluster.drafts
    ):
        return None
    return next(
        (d for d in cluster.drafts if d.role and d.form == "name"),
        next((d for d in cluster.drafts if d.form == "nominal" or _is_people(cluster)), None),
    )


def _is_of_a_state(draft: ActorDraft) -> bool:
    return draft.kind != "person" and not _OF_A_STATE.isdisjoint(draft.name.lower().split())


def _is_people(cluster: Cluster) -> bool:
    """Whether it is a people that the index has and gives no country."""
    return cluster.kind == "population" and cluster.hit is not None
