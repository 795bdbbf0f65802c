"""Place mentions to entities with ranked gazetteer links.

Mentions of one name are one entity, unless the text itself sets them apart ("Paris, Texas").
Every place the gazetteer has under that name is a candidate; its prior weight is raised by what
the document says: the larger place named beside it, the kind of place it is said to be, and what
all other names may mean, held first by their prior weights and then, twice over, by what they
lent each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dragoman.knowledge.names import fold
from dragoman.knowledge.places import PlaceHit, PlaceIndex
from dragoman.records import Document, DocumentEntity, Link, Mention, Record, make_id
from dragoman.stages.entities.place_context import (
    abbreviation_after,
    are_within,
    container_after,
    container_before,
    holds_the_next,
    is_said_as_region,
    lies_in,
    no_city_if_a_village,
    within_its_town,
)
from dragoman.stages.entities.place_names import bare_name, kinds_asked_for, look_up
from dragoman.stages.entities.place_setting import Setting

__all__ = ["SURE", "resolve_places"]

SURE = 0.35
"""Share of the candidates' total from which the best one is chosen."""

_CANDIDATES = 8
_ROUNDS = 2
_SHARPNESS = 10.0
"""A lead of 0.1 in evidence makes a place about three times as likely."""
_SAME_KM = 80.0
"""Candidates nearer than this in one country are one place told at two sizes."""
_MUCH_LARGER = 0.12
"""Lead in weight from which a region is meant before the town of its name: Quebec, not Kherson."""

# Evidence in units of prior weight, in which ten times as many people are worth 0.1. What the text
# says outright of a place outweighs a million people; the surroundings together do so only where
# all of them agree, so that a famous city is not lost to a village by one chance neighbour.
_CONTAINED = 0.6
_TIED = 0.2
_OF_KIND = 0.15
_COUNTRY = 0.2
_REGION = 0.2
_NEAR = 0.2
# What a name that is not a place's own takes from its weight: a town's is often that of an old
# village in it, a district's is that of a county of which nobody says "county" (said, it takes
# nothing).
_ALIAS = {"P": 0.9, "A.ADM2": 0.7}


_COUNTRIES = ("A.PCL", "L.CONT")
_REGIONS = ("A.PCL", "A.ADM1")
_LOCAL = ("P", "A.ADM2")
"""Kinds that lie in a country; before a region only a town is surely no item of a list."""
_WELL_KNOWN = 0.6
_REGION_MARK = ", region"

_Evidence = dict[str, float]
"""What speaks for a candidate, in units of prior weight."""


class _Cluster(Record, frozen=True, kw_only=True):
    """The mentions of one name, and what stands beside them."""

    name: str
    mention_ids: tuple[str, ...]
    hits: tuple[PlaceHit, ...]
    containers: tuple[PlaceHit, ...]
    """Larger places named right after it."""
    ties: tuple[PlaceHit, ...]
    """Larger places it is tied to from the left."""
    is_region: bool
    """Whether a town stands before it that lies in the region of its name."""
    wants: str
    """GeoNames kind that a word beside it asks for ("A.ADM1" for "X province"), "" for none."""


class _Ranked(Record, frozen=True, kw_only=True):
    """A cluster's candidates, best first, with their shares and what the text says for each."""

    hits: tuple[PlaceHit, ...]
    shares: tuple[float, ...]
    said: tuple[_Evidence, ...]


def resolve_places(
    document: Document,
    mentions: Sequence[Mention],
    *,
    index: PlaceIndex,
    country: str | None = None,
    least: float = SURE,
) -> tuple[DocumentEntity, ...]:
    """Return the place entities of `mentions`, in order of first mention.

    A mention with usage "in_name" belongs to no entity. `country` (alpha-3) is where the document
    is known to be set, if anybody knows. Candidates are ranked by score; `chosen` is None where
    the best has a score below `least`, and no candidates mean that the gazetteer has no such name
    or that the text says of all of them that they are not meant.
    """
    placed = [m for m in mentions if m.kind == "place" and m.usage != "in_name"]
    clusters = _clusters(document, sorted(placed, key=lambda m: m.span.start), index)
    counts = [len(cluster.mention_ids) for cluster in clusters]
    said = [[_said(hit, cluster) for hit in cluster.hits] for cluster in clusters]
    setting = Setting([((), (), count) for count in counts], country)
    ranked = [_rank(c, said[n], n, setting) for n, c in enumerate(clusters)]
    doubtful = {n for n, r in enumerate(ranked) if len(r.hits) > 1}
    for _ in range(_ROUNDS + 1):
        names = [(r.hits, r.shares, count) for r, count in zip(ranked, counts, strict=True)]
        setting = Setting(names, country)
        before = ranked
        ranked = [
            _rank(clusters[n], said[n], n, setting) if n in doubtful else r
            for n, r in enumerate(before)
        ]
        if ranked == before:
            break
    return tuple(
        _entity(document, clusters[n], r, _methods(r, n, setting), least)
        for n, r in enumerate(ranked)
    )


def _clusters(
    document: Document, mentions: Sequence[Mention], index: PlaceIndex
) -> tuple[_Cluster, ...]:
    """Return mentions grouped by name, and by the larger place where two are named for one name.

    The region of "Buffalo, New York" is another place than the city that goes by its name.
    """
    groups: dict[tuple[str, frozenset[str]], list[_Cluster]] = {}
    for number in range(len(mentions)):
        single = _single(document, mentions, number, index)
        inside = frozenset(hit.place_id for hit in single.containers)
        name = fold(bare_name(single.name)) + _REGION_MARK * single.is_region
        groups.setdefault((name, inside), []).append(single)
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
    hits = no_city_if_a_village(document, mention, look_up(surface, index))
    hits = within_its_town(document, mention, following, hits, index)
    abbreviated = abbreviation_after(document, mention, index)
    containers = abbreviated or container_after(document, mention, following, index)
    containers = containers or container_before(document, mention, previous, index, surely=True)
    if any(hit.kind.startswith(_COUNTRIES) for hit in hits):
        # "Russia, the U.S. and China" is a list; nothing but a region tells a namesake apart.
        containers = tuple(c for c in containers if not c.kind.startswith(_COUNTRIES))
    elif abbreviated or _is_a_town_there(hits, containers):
        hits = tuple(h for h in hits if any(lies_in(h, region) for region in containers))
    is_region = is_said_as_region(document, mention, hits, previous, index)
    wants = kinds_asked_for(document.text, mention.span.start, mention.span.end)
    if holds_the_next(document, mention, hits, following, index):
        wants = ""  # "state" is the next one's
    return _Cluster(
        name=surface,
        mention_ids=(mention.id,),
        hits=hits,
        containers=containers,
        ties=container_before(document, mention, previous, index),
        is_region=is_region,
        wants="A.ADM1" if is_region else wants,
    )


def _is_a_town_there(hits: Sequence[PlaceHit], containers: Sequence[PlaceHit]) -> bool:
    """Whether a name of towns or districts stands before a well-known region or country.

    A list of places hardly goes from a town to a region: "Holliday, Missouri" is one place, and
    none of the gazetteer's where it has no Holliday there.
    """
    known = [c for c in containers if c.kind.startswith(_REGIONS) and c.weight >= _WELL_KNOWN]
    local = _LOCAL if any(c.kind.startswith(_COUNTRIES) for c in known) else "P"
    return bool(known) and all(hit.kind.startswith(local) for hit in hits)


def _merged(group: list[_Cluster], order: dict[str, int]) -> _Cluster:
    """Return one cluster of all in `group`, named by the longest surface."""
    ids = sorted((m for cluster in group for m in cluster.mention_ids), key=order.__getitem__)
    longest = max(group, key=lambda cluster: len(cluster.name))
    return _Cluster(
        name=longest.name,
        mention_ids=tuple(ids),
        hits=max((cluster.hits for cluster in group), key=len),
        containers=_all_of(cluster.containers for cluster in group),
        ties=_all_of(cluster.ties for cluster in group),
        is_region=group[0].is_region,
        wants=next((cluster.wants for cluster in group if cluster.wants), ""),
    )


def _all_of(parts: Iterable[tuple[PlaceHit, ...]]) -> tuple[PlaceHit, ...]:
    """Return the hits of all parts, each once."""
    return tuple({hit.place_id: hit for part in parts for hit in part}.values())


def _rank(cluster: _Cluster, said: Sequence[_Evidence], number: int, setting: Setting) -> _Ranked:
    """Return the cluster's candidates in order, each with its share."""
    scored = [
        (sum(_surroundings(hit, number, setting), start=sum(own.values())), hit, own)
        for hit, own in zip(cluster.hits, said, strict=True)
    ]
    scored.sort(key=lambda item: (-item[0], item[1].place_id))
    scored = _town_first(scored, cluster)
    hits = tuple(hit for _, hit, _ in scored)
    return _Ranked(
        hits=hits,
        shares=_shares(hits, [total for total, _, _ in scored]),
        said=tuple(own for _, _, own in scored),
    )


def _methods(ranked: _Ranked, number: int, setting: Setting) -> list[str]:
    """Return for the first candidates what spoke for each most."""
    found = []
    for hit, own in zip(ranked.hits[:_CANDIDATES], ranked.said, strict=False):
        around = _surroundings(hit, number, setting)
        parts = own | dict(zip(("country", "region", "near"), around, strict=True))
        total = sum(parts.values())
        method = max(parts, key=parts.__getitem__) if total > parts["prior"] else "prior"
        found.append("demonym" if hit.usage == "demonym" else method)
    return found


def _town_first(
    scored: list[tuple[float, PlaceHit, _Evidence]], cluster: _Cluster
) -> list[tuple[float, PlaceHit, _Evidence]]:
    """Return the candidates with a town before the region around it that bears its name.

    "Kherson" is the city unless the text says "Kherson region" or the region is much larger.
    """
    if not scored or cluster.wants.startswith("A") or not scored[0][1].kind.startswith("A.ADM"):
        return scored
    total, region, _ = scored[0]
    for number, (_, hit, own) in enumerate(scored[1:], start=1):
        near = hit.country == region.country and are_within(_SAME_KM, hit, region)
        if near and hit.kind.startswith("P") and region.weight - hit.weight < _MUCH_LARGER:
            rest = scored[:number] + scored[number + 1 :]
            return [(total, hit, own), *rest]
    return scored


def _said(hit: PlaceHit, cluster: _Cluster) -> _Evidence:
    """Return what speaks for a candidate whatever else the document names."""
    return {
        "prior": hit.weight * _own_name(hit, cluster),
        "contained": _CONTAINED * any(lies_in(hit, c) for c in cluster.containers),
        "tied": _TIED * any(lies_in(hit, c) for c in cluster.ties),
        "kind": _OF_KIND * (cluster.wants != "" and hit.kind.startswith(cluster.wants)),
    }


def _surroundings(hit: PlaceHit, number: int, setting: Setting) -> tuple[float, float, float]:
    """Return what the other names say for a candidate: by country, by region, by nearness."""
    if setting.is_silent:
        return (0.0, 0.0, 0.0)
    return (
        _COUNTRY * setting.country_share(number, hit),
        _REGION * setting.region(number, hit),
        _NEAR * setting.nearness(number, hit),
    )


def _own_name(hit: PlaceHit, cluster: _Cluster) -> float:
    """Return what is left of a place's weight under the name the text uses."""
    is_said = cluster.wants.startswith("A") and hit.kind.startswith(cluster.wants)
    if hit.usage != "alias" or is_said:
        return 1.0
    return next((rest for kind, rest in _ALIAS.items() if hit.kind.startswith(kind)), 1.0)


def _shares(hits: Sequence[PlaceHit], totals: Sequence[float]) -> tuple[float, ...]:
    """Return totals as shares of one.

    A place beside a better one of the same country, such as the region around the city of its
    name, is the same answer on the map: it takes nothing from the others.
    """
    raised = [math.exp((one - totals[0]) * _SHARPNESS) for one in totals]
    better: dict[str | None, list[PlaceHit]] = {}
    rivals = []
    for number, (hit, value) in enumerate(zip(hits, raised, strict=True)):
        beside = better.setdefault(hit.country, [])
        if not any(are_within(_SAME_KM, other, hit) for other in beside):
            rivals.append(value)
        if number < _CANDIDATES:
            beside.append(hit)
    total = sum(rivals)
    return tuple(round(min(1.0, value / total), 4) for value in raised)


def _entity(
    document: Document, cluster: _Cluster, ranked: _Ranked, methods: Sequence[str], least: float
) -> DocumentEntity:
    """Return the entity of a cluster, with a link for each of the methods."""
    links = tuple(
        Link(target_id=hit.place_id, score=share, method=method)
        for hit, share, method in zip(ranked.hits, ranked.shares, methods, strict=False)
    )
    return DocumentEntity(
        id=make_id("ent", document.id, "place", cluster.mention_ids[0]),
        kind="place",
        name=cluster.name,
        mention_ids=cluster.mention_ids,
        candidates=links,
        chosen=links[0] if links and links[0].score >= least else None,
    )
