"""Small questions about a cluster: what it is called, whether a phrase may mean it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.dumps.offices import FAMILY_FIRST
from dragoman.knowledge.names import fold
from dragoman.records.text import ActorKind
from dragoman.stages.entities.ties import STATES_CALLED
from dragoman.stages.mention import ActorDraft

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = [
    "agrees",
    "begins_with",
    "compatible",
    "ends_with",
    "fits",
    "has_word",
    "holds",
    "how_often_called",
    "is_armed_group",
    "is_called",
    "is_named",
    "is_one_person",
    "is_shouted",
    "names_at",
    "names_better",
    "positions",
]

_ACRONYM = 5
"""The most letters of a word that may be an acronym."""
_PEOPLE = ("population", "armed_group")
_MANY = frozenset(
    "crowd family group mob public community tribe clan population nation people youth household "
    "couple majority minority opposition press militia movement faction gang force unit party "
    "wing resistance rebellion insurgency army front squad team staff personnel crew electorate "
    "diaspora media agency television radio station channel outlet newspaper newswire broadcaster "
    "daily weekly magazine tabloid newsroom corps house company corporation service university "
    "school college academy kindergarten preschool museum library institute centre center "
    "institution conservatory district faculty tank union federation association workforce "
    "hospital clinic ambulance department charity facility infirmary sanatorium provider side "
    "guerrilla wounded injured dead missing homeless unemployed elderly disabled poor".split()
)
"""Words for many people, or a house of theirs, that stand in the singular."""
_GROUPS: frozenset[ActorKind] = frozenset({"organisation", "armed_group", "igo", "coalition"})


def is_called(cluster: Cluster, draft: ActorDraft) -> bool:
    """Whether the text has called it so: "the movement" after "23 March Movement"."""
    office = fold(draft.name)
    if " " in office:
        told = [fold(d.role or "") for d in cluster.drafts]
        told += [fold(d.name) for d in cluster.drafts if d.form == "name"]
        return any(f" {office} " in f" {words} " for words in told)
    lemmas = {d.lemma for d in cluster.drafts}
    roles = {(d.role or "").lower().split(" ")[-1] for d in cluster.drafts}
    return draft.lemma in lemmas or draft.lemma in roles


def is_armed_group(cluster: Cluster) -> bool:
    """Whether it is no state's: "the army" is not the Sudan People's Liberation Army."""
    is_group = cluster.hit is not None and cluster.hit.actor_id.startswith("group:")
    return cluster.kind == "armed_group" or is_group


def is_named(cluster: Cluster) -> bool:
    """Whether a name of it is told, or that it is a counterpart of somebody named."""
    return any(d.form == "name" or "counterpart" in (d.role or "") for d in cluster.drafts)


def fits(cluster: Cluster, draft: ActorDraft) -> bool:
    """Whether nothing tells the one of a woman and the other of a man."""
    return len({cluster.gender, draft.gender} - {None}) < 2


def holds(cluster: Cluster, office: str) -> bool:
    """Whether the text gives the person that office, or says "counterpart" of one who has it."""
    roles = {(d.role or "").lower() for d in cluster.drafts}
    return any(office in role.split(" ") or "counterpart" in role for role in roles)


def names_at(cluster: Cluster, draft: ActorDraft) -> bool:
    """Whether a name of the cluster has the same head as the description `draft`."""
    return any(
        d.form == "name" and (d.sentence, d.head) == (draft.sentence, draft.head)
        for d in cluster.drafts
    )


def agrees(draft: ActorDraft, other: ActorDraft, cluster: Cluster) -> bool:
    """Whether a pronoun or plural may stand for a cluster by number and kind."""
    if draft.plural:
        return other.plural
    if draft.lemma in ("it", "its"):
        return cluster.kind in (*_GROUPS, "state") and not other.plural
    is_one = is_one_person(other, cluster.kind) and not other.plural
    return is_one and cluster.gender in (None, draft.gender)


def how_often_called(cluster: Cluster, word: str) -> tuple[int, int, int]:
    """Return a key: how often somebody is called by one folded word, then who was named last.

    Of two first named in one sentence the first comes before his brother or wife.
    """
    called = [d for d in cluster.drafts if d.form == "name" and fold(d.name) == word]
    sentence, first = cluster.position
    return len(called), sentence, -first


def is_one_person(draft: ActorDraft, kind: ActorKind | None) -> bool:
    """Whether a phrase for who is of that kind tells of one person: "a boy", "the gunman"."""
    if draft.form != "nominal":
        return kind == "person"
    return not draft.plural and draft.lemma not in _MANY and kind in ("person", *_PEOPLE)


def positions(cluster: Cluster, *, before: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where the cluster is told before a place in the text, pronouns left out."""
    places = [(d.sentence, d.first) for d in cluster.drafts if d.form != "pronoun"]
    return [place for place in places if place < before]


def ends_with(cluster: Cluster, last: str) -> bool:
    """Whether a name of the cluster ends with these folded words.

    Or begins with them, where it is of a person whose state puts the family name first.
    """
    words = last.split(" ")
    names = [fold(d.name).split(" ") for d in cluster.drafts if d.form == "name"]
    if any(name[-len(words) :] == words for name in names):
        return True
    is_first = cluster.hit is not None and cluster.hit.country in FAMILY_FIRST
    return is_first and any(len(name) > 1 and name[: len(words)] == words for name in names)


def begins_with(cluster: Cluster, first: str) -> bool:
    """Whether a name of several words begins with this folded word: "Mr. Gemba", Gemba Koichiro."""
    names = [fold(d.name).split(" ") for d in cluster.drafts if d.form == "name"]
    return any(len(name) > 1 and name[0] == first for name in names)


def has_word(cluster: Cluster, word: str) -> bool:
    """Whether a name of several words has this folded word: the Tigers of Tamil Eelam."""
    names = [fold(d.name).split(" ") for d in cluster.drafts if d.form == "name"]
    return any(len(name) > 1 and word in name for name in names)


def compatible(cluster: Cluster, draft: ActorDraft) -> bool:
    """Whether a phrase beside a name may describe it: people with people, bodies with bodies."""
    if cluster.is_person:
        is_one = draft.kind == "person" or is_one_person(draft, draft.kind)
        return is_one and fits(cluster, draft)
    if cluster.kind == "state":
        return draft.lemma in STATES_CALLED
    return draft.kind != "person" and (draft.kind != "population" or draft.lemma in _MANY)


def is_shouted(name: str) -> bool:
    """Return whether a name of several words is all in capitals, as in a headline."""
    words = name.split()
    return len(words) > 1 and name.isupper() and any(len(word) > _ACRONYM for word in words)


def names_better(draft: ActorDraft, cluster: Cluster) -> bool:
    """Return whether a name is a fuller one, or the same that had been all in capitals."""
    if draft.form != "name":
        return False
    if is_shouted(cluster.name) and fold(draft.name) == fold(cluster.name):
        return not is_shouted(draft.name)
    is_fuller = cluster.hit is None and len(draft.name) > len(cluster.name)
    return is_fuller and draft.usage != "demonym"
