"""Place mentions to entities with ranked gazetteer links.

Mentions of one name are one entity, unless the text itself sets them apart ("Paris, Texas").
Every place the gazetteer has under that name is a candidate; its prior weight is raised by what
the document says: the larger place named beside it, the countries and regions named elsewhere,
the nearness of places already settled. Two rounds, the second with the first's choices.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import Document, DocumentEntity, Link, Mention, Record, make_id
from dragoman.stages.entities.place_context import (
    Setting,
    container_after,
    container_before,
    distance_km,
    lies_in,
    look_up,
)

__all__ = ["resolve_places"]

_CANDIDATES = 8
_SURE = 0.4
"""Share of the candidates' total from which the best one is chosen."""
_SETTLED = 0.6
"""Share from which a first-round choice counts as evidence for the other places."""


_SAME_KM = 80.0
"""Candidates nearer than this in one country are one place told at two sizes."""


class _Cluster(Record, frozen=True, kw_only=True):
    """The mentions of one name, and what stands beside them."""

    name: str
    mention_ids: tuple[str, ...]
    hits: tuple[PlaceHit, ...]
    containers: tuple[PlaceHit, ...]
    """Larger places named right after it."""
    ties: tuple[PlaceHit, ...]
    """Larger places it is tied to from the left."""
    wants: str
    """GeoNames class that a word beside it asks for ("A" for "X province"), "" for none."""


class _Ranked(Record, frozen=True, kw_only=True):
    """A cluster's candidates, best first, with their shares."""

    hits: tuple[PlaceHit, ...]
    links: tuple[Link, ...]


def resolve_places(
    document: Document,
    mentions: Sequence[Mention],
    *,
    index: PlaceIndex,
    country: str | None = None,
) -> tuple[DocumentEntity, ...]:
    """Return the place entities of `mentions`, in order of first mention.

    A mention with usage "in_name" belongs to no entity. `country` (alpha-3) is where the document
    is known to be set, if anybody knows. Candidates are ranked by score; `chosen` is None where
    no candidate stands out, and no candidates mean that the gazetteer has no such name.
    """
    placed = [m for m in mentions if m.kind == "place" and m.usage != "in_name"]
    clusters = _clusters(document, sorted(placed, key=lambda m: m.span.start), index)
    ranked = [_rank(cluster, Setting((), country)) for cluster in clusters]
    for _ in range(2):
        settled = _settled(clusters, ranked)
        ranked = [
            _rank(cluster, Setting([s for n, s in settled if n != number], country))
            for number, cluster in enumerate(clusters)
        ]
    return tuple(_entity(document, c, r) for c, r in zip(clusters, ranked, strict=True))


def _clusters(
    document: Document, mentions: Sequence[Mention], index: PlaceIndex
) -> tuple[_Cluster, ...]:
    """Return mentions grouped by name, and by the larger place where two are named for one name."""
    groups: dict[tuple[str, frozenset[str]], list[_Cluster]] = {}
    for number in range(len(mentions)):
        single = _single(document, mentions, number, index)
        inside = frozenset(hit.place_id for hit in single.containers)
        groups.setdefault((fold(single.name), inside), []).append(single)
    contained: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for key in groups:
        if key[1]:
            contained.setdefault(key[0], []).append(key)
    for key in [key for key in groups if not key[1]]:
        homes = contained.get(key[0], [])
        if len(homes) == 1:
            groups[homes[0]] += groups.pop(key)
    order = {mention.id: number for number, mention in enumerate(mentions)}
    merged = [_merged(group, order) for group in groups.values()]
    return tuple(sorted(merged, key=lambda cluster: order[cluster.mention_ids[0]]))


def _single(
    document: Document, mentions: Sequence[Mention], number: int, index: PlaceIndex
) -> _Cluster:
    """Return the cluster of one mention."""
    mention = mentions[number]
    surface = document.text[mention.span.start : mention.span.end]
    previous = mentions[number - 1] if number else None
    following = mentions[number + 1] if number + 1 < len(mentions) else None
    beside = document.text[mention.span.end : mention.span.end + 14].lower().split()
    words = {*surface.lower().split(), beside[0].strip(",.;:") if beside else ""}
    return _Cluster(
        name=surface,
        mention_ids=(mention.id,),
        hits=look_up(surface, index),
        containers=container_after(document, mention, following, index),
        ties=container_before(document, mention, previous, index),
        wants="A" if words & _REGION_WORDS else "",
    )


_REGION_WORDS = frozenset(
    {"province", "region", "state", "governorate", "oblast", "prefecture", "county", "department"}
)


def _merged(group: list[_Cluster], order: dict[str, int]) -> _Cluster:
    """Return one cluster of all in `group`, named by the longest surface."""
    ids = sorted((m for cluster in group for m in cluster.mention_ids), key=order.__getitem__)
    longest = max(group, key=lambda cluster: len(cluster.name))
    return _Cluster(
        name=longest.name,
        mention_ids=tuple(ids),
        hits=group[0].hits,
        containers=_all_of(cluster.containers for cluster in group),
        ties=_all_of(cluster.ties for cluster in group),
        wants=max(cluster.wants for cluster in group),
    )


def _all_of(parts: Iterable[tuple[PlaceHit, ...]]) -> tuple[PlaceHit, ...]:
    """Return the hits of all parts, each once."""
    return tuple({hit.place_id: hit for part in parts for hit in part}.values())


def _settled(
    clusters: Sequence[_Cluster], ranked: Sequence[_Ranked]
) -> list[tuple[int, tuple[PlaceHit, int]]]:
    """Return (cluster number, (place, mentions)) of the clusters whose best place is clear."""
    return [
        (number, (best.hits[0], len(clusters[number].mention_ids)))
        for number, best in enumerate(ranked)
        if best.links and best.links[0].score >= _SETTLED
    ]


def _rank(cluster: _Cluster, setting: Setting) -> _Ranked:
    """Return the cluster's candidates in order, each with its share and what spoke for it most."""
    scored = []
    for hit in cluster.hits:
        parts = _evidence(hit, cluster, setting)
        total = sum(parts.values())
        method = max(parts, key=lambda name: parts[name]) if total > parts["prior"] else "prior"
        scored.append((total, hit, method))
    scored.sort(key=lambda item: (-item[0], item[1].place_id))
    scored = _town_first(scored[:_CANDIDATES], cluster)
    hits = tuple(hit for _, hit, _ in scored)
    shares = _shares(hits, [total for total, _, _ in scored])
    return _Ranked(
        hits=hits,
        links=tuple(
            Link(target_id=hit.place_id, score=share, method=_method(hit, method))
            for (_, hit, method), share in zip(scored, shares, strict=True)
        ),
    )


def _town_first(
    scored: list[tuple[float, PlaceHit, str]], cluster: _Cluster
) -> list[tuple[float, PlaceHit, str]]:
    """Return the candidates with a town before the region around it that bears its name.

    "Kherson" is the city unless the text says "Kherson region".
    """
    if not scored or cluster.wants == "A" or not scored[0][1].kind.startswith("A.ADM"):
        return scored
    total, region, _ = scored[0]
    for number, (_, hit, method) in enumerate(scored[1:], start=1):
        near = hit.country == region.country and distance_km(hit, region) < _SAME_KM
        if near and hit.kind.startswith("P"):
            rest = scored[:number] + scored[number + 1 :]
            return [(total, hit, method), *rest]
    return scored


def _evidence(hit: PlaceHit, cluster: _Cluster, setting: Setting) -> dict[str, float]:
    """Return what speaks for a candidate, in units of prior weight.

    The weights are round figures near the best of a coarse search over the development parts of
    TR-News, GeoWebNews and LGL.
    """
    is_town_alias = hit.usage == "alias" and hit.kind.startswith("P")
    return {
        "prior": hit.weight * (0.95 if is_town_alias else 1.0),
        "contained": 0.6 * any(lies_in(hit, c) for c in cluster.containers),
        "tied": 0.2 * any(lies_in(hit, c) for c in cluster.ties),
        "kind": 0.1 * (cluster.wants != "" and hit.kind.startswith(cluster.wants)),
        "country": 0.15 * setting.country_share(hit),
        "region": 0.15 * setting.names_region_of(hit),
        "near": 0.15 * setting.nearness(hit),
    }


def _shares(hits: Sequence[PlaceHit], totals: Sequence[float]) -> list[float]:
    """Return totals as shares of one: a lead of 0.1 makes a place about three times as likely.

    A place beside a better one of the same country, such as the region around the city of its
    name, is the same answer on the map: it takes nothing from the others.
    """
    raised = [math.exp((total - totals[0]) * 10.0) for total in totals]
    rivals = [
        value
        for number, value in enumerate(raised)
        if not any(
            other.country == hits[number].country and distance_km(other, hits[number]) < _SAME_KM
            for other in hits[:number]
        )
    ]
    return [round(min(1.0, value / sum(rivals)), 4) for value in raised]


def _method(hit: PlaceHit, method: str) -> str:
    """Return how a link was found: by the adjective of a country, else by what spoke for it."""
    return "demonym" if hit.usage == "demonym" else method


def _entity(document: Document, cluster: _Cluster, ranked: _Ranked) -> DocumentEntity:
    """Return the entity of a cluster."""
    best = ranked.links[0] if ranked.links else None
    return DocumentEntity(
        id=make_id("ent", document.id, "place", cluster.mention_ids[0]),
        kind="place",
        name=cluster.name,
        mention_ids=cluster.mention_ids,
        candidates=ranked.links,
        chosen=best if best is not None and best.score >= _SURE else None,
    )
