"""Same-document coreference of actors: which drafts speak of one actor.

Names first (by index id, full name, surname, acronym), then descriptions (titles and appositions
to names, repeated descriptions, "the movement"), then pronouns where they are safe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.records import ParsedSentence
from dragoman.records.text import ActorKind
from dragoman.stages.entities.antecedents import is_unknown_spot
from dragoman.stages.entities.cluster_traits import (
    begins_with,
    compatible,
    ends_with,
    fits,
    how_often_called,
    is_armed_group,
    is_called,
    is_shouted,
    names_at,
    names_better,
    positions,
)
from dragoman.stages.entities.genders import Gender
from dragoman.stages.entities.names import TITLES
from dragoman.stages.entities.pointing_back import (
    FORMS,
    LOOSE,
    STATE_BODIES,
    armed_group_told_of,
    as_described,
    body_so_called,
    called_for_short,
    family_of,
    group_meant,
    holder_of,
    holders_of,
    how_short,
    only_such,
    state_so_called,
)
from dragoman.stages.entities.quoted_words import QuotedWords
from dragoman.stages.entities.ranking import Surroundings, is_clear, is_out_of_time, rank_readings
from dragoman.stages.entities.rulers import ruler_called
from dragoman.stages.entities.spellings import names_like
from dragoman.stages.entities.told import Told
from dragoman.stages.items import ONE_STORY, Items
from dragoman.stages.mention import ActorDraft
from dragoman.stages.sayings.quotation import Quotation

__all__ = ["Cluster", "cluster_actors"]

_SURE_SURNAME = 0.59
_CLEARLY = 2
"""How many times as often as the next a state is named that "the country" means."""
_CANDIDATES = 8


@dataclass
class Cluster:
    """An actor in the making: its drafts and the best that is known of it so far."""

    name: str
    kind: ActorKind | None
    position: tuple[int, int]
    number: int
    """Its place in the order in which clusters were begun."""
    hit: ActorHit | None = None
    hits: tuple[ActorHit, ...] = ()
    drafts: list[ActorDraft] = field(default_factory=list)

    def add(self, draft: ActorDraft) -> None:
        """Take `draft` in; a longer name of the same kind replaces a shorter one."""
        self.drafts.append(draft)
        here = (draft.sentence, draft.first)
        self.position = min(self.position, here)
        if names_better(draft, self):
            self.name = draft.name

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.kind == "person"

    @property
    def gender(self) -> Gender | None:
        """What names and descriptions of it mostly say, else the first pronoun; None if none."""
        named = [d.gender for d in self.drafts if d.gender is not None and d.form != "pronoun"]
        told = named or [d.gender for d in self.drafts if d.gender is not None][:1]
        return max(told, key=told.count, default=None)


def cluster_actors(
    drafts: tuple[ActorDraft, ...],
    parses: tuple[ParsedSentence, ...],
    *,
    index: ActorIndex,
    nouns: ActorNouns,
    around: Surroundings,
    countries: Mapping[str, frozenset[str]],
    items: Items = ONE_STORY,
    quotations: Sequence[Quotation] = (),
) -> list[Cluster]:
    """Return the clusters in order of first mention; every draft but unsafe pronouns is in one.

    `around` says when and where the story is set. `countries` are those the document speaks of (ISO
    alpha-3), with the ids of who tells them: a name with several readings is more likely of a
    country that others tell. `items` are the stories it strings together: descriptions and
    pronouns never point from one to another.
    """
    drafts = as_described(drafts, nouns, around.home)
    told = Told(parses, items, QuotedWords(parses, drafts, quotations))
    work = _Clustering(parses, index, nouns, around, countries, items, told)
    names = [draft for draft in drafts if draft.form == "name" and draft.stands_for is None]
    for draft in sorted(names, key=lambda draft: how_short(draft, parses)):
        work.add_name(draft)
    for draft in drafts:
        if draft.stands_for is not None:
            work.add_acronym(draft)
    for draft in drafts:
        if draft.form == "nominal":
            work.add_nominal(draft)
    work.unname_spots()
    work.add_pronouns([draft for draft in drafts if draft.form == "pronoun"])
    for cluster in work.clusters:
        cluster.drafts.sort(key=lambda draft: (draft.sentence, draft.first))
    return sorted(work.clusters, key=lambda c: c.position)


class _Clustering:
    """The clusters so far, with the ways to find one for the next draft."""

    def __init__(
        self,
        parses: tuple[ParsedSentence, ...],
        index: ActorIndex,
        nouns: ActorNouns,
        around: Surroundings,
        countries: Mapping[str, frozenset[str]],
        items: Items,
        told: Told,
    ) -> None:
        self.clusters: list[Cluster] = []
        self._parses = parses
        self._index = index
        self._nouns = nouns
        self._story = around
        self._countries = countries
        self._items = items
        self._keys: dict[str, Cluster] = {}
        self._told = told
        self._in_item: dict[int, set[int]] = defaultdict(set)

    def _put(self, draft: ActorDraft, cluster: Cluster | None, *keys: str) -> None:
        if cluster is None:
            cluster = Cluster(
                name=draft.name, kind=draft.kind, position=(draft.sentence, draft.first),
                number=len(self.clusters),
            )  # fmt: skip
            self.clusters.append(cluster)
        cluster.add(draft)
        self._told.add(cluster, draft)
        self._in_item[self._items.at(draft.sentence)].add(cluster.number)
        cluster.kind = cluster.kind or draft.kind
        for key in keys:
            self._keys.setdefault(key, cluster)

    def add_name(self, draft: ActorDraft) -> None:
        """Put a name with the cluster of its index id, full name, surname or acronym."""
        family = family_of(self.clusters, draft, self._parses[draft.sentence])
        for one in family:
            self._put(replace(draft, plural=True), one)
        if family:
            return
        hit, hits = self._choose(draft)
        if hit is not None:
            cluster = self._keys.get(hit.actor_id) or self._person_named(draft, hit)
            self._put(draft, cluster, hit.actor_id, f"name:{fold(draft.name)}")
            chosen = self._keys[hit.actor_id]
            if chosen.hit is None:
                chosen.hit, chosen.hits, chosen.kind = hit, hits, hit.kind
                if hit.kind == "state" or is_shouted(chosen.name):
                    chosen.name = hit.name
            return
        key = f"name:{fold(draft.name)}"
        found = (
            self._keys.get(key)
            or self._by_surname(draft)
            or called_for_short(self.clusters, draft, self._parses[draft.sentence])
            or (None if draft.hits else body_so_called(self.clusters, draft))
        )
        self._put(draft, found, key)
        unsure = self._keys[key] if found is None else found
        if unsure.hit is None and not unsure.hits:
            unsure.hits = hits

    def add_acronym(self, draft: ActorDraft) -> None:
        """Put an acronym that the text defines with the name it is defined for."""
        full = self._told.at(*(draft.stands_for or (-1, -1)))
        hit, hits = self._choose(draft)
        self._put(draft, full, f"name:{fold(draft.name)}")
        cluster = self._keys[f"name:{fold(draft.name)}"]
        if hit is not None and hit not in cluster.hits:
            # "National Liberation Army (ELN)": the acronym says which of that name.
            cluster.hit, cluster.hits, cluster.kind = hit, hits, hit.kind
        if cluster.hit is not None:
            self._keys.setdefault(cluster.hit.actor_id, cluster)

    def _choose(self, draft: ActorDraft) -> tuple[ActorHit | None, tuple[ActorHit, ...]]:
        around = self._around(draft)
        named = draft.hits or names_like(draft, around, self._index)
        full = tuple(h for h in named if h.usage != "surname")
        ranked = rank_readings(full or named, around, self._index)[:_CANDIDATES]
        hits = tuple(replace(r.hit, weight=r.score) for r in ranked)
        ruler = None if full else ruler_called(draft.name, ranked, around, self._index)
        if not ranked or (ruler is None and not is_clear(ranked)):
            return None, hits
        if full:
            return hits[0], hits
        # A surname alone names the known person only with a title, or when it is a famous one.
        known = self._by_surname(draft)
        is_famous = ranked[0].hit.weight >= _SURE_SURNAME
        is_later = known is not None and known.position > (draft.sentence, draft.first)
        if known is not None and not (is_famous and is_later):  # "Trump" before his wife is named
            return known.hit, known.hits or hits
        near = [n for n, r in enumerate(ranked) if draft.country in (None, r.hit.country)]
        near = [ruler] if ruler in near else near
        if near and (
            ruler is not None
            or draft.role is not None
            or ranked[near[0]].hit.weight >= _SURE_SURNAME
            or self._is_only_one_here(hits, around)
        ):
            return hits[near[0]], hits
        return None, hits

    def _is_only_one_here(self, hits: tuple[ActorHit, ...], around: Surroundings) -> bool:
        """Whether nobody else has the surname, and the document speaks of his country in his time.

        Whom a text calls by a surname it never explains is known there, as is who is asked after.
        """
        return (
            len(hits) == 1
            and (around.freely or hits[0].country in around.countries)
            and not is_out_of_time(hits[0], around, self._index)
        )

    def _around(self, draft: ActorDraft) -> Surroundings:
        """Return what the document says beside a name; none tells its own country."""
        own = {hit.actor_id for hit in draft.hits}
        countries = frozenset(c for c, ids in self._countries.items() if ids - own)
        return replace(self._story, countries=countries, country=draft.country, title=draft.role)

    def _person_named(self, draft: ActorDraft, hit: ActorHit) -> Cluster | None:
        return self._keys.get(f"name:{fold(draft.name)}") if hit.kind == "person" else None

    def _by_surname(self, draft: ActorDraft) -> Cluster | None:
        """Return the person named in full before whose last name this is."""
        if draft.label not in ("PERSON", "ORG", "GPE", "NORP", "") or " " in draft.name:
            return None
        last = fold(draft.name)
        people = [c for c in self.clusters if c.is_person and fits(c, draft)]
        named = [c for c in people if ends_with(c, last)]
        if named:
            before = [c for c in named if c.position < (draft.sentence, draft.first)]
            return max(before or named[:1], key=lambda c: how_often_called(c, last))
        if draft.label != "PERSON" or not self._may_be_called(draft, last):
            return None
        begun = [c for c in people if begins_with(c, last)]
        return begun[0] if len(begun) == 1 else None

    def _may_be_called(self, draft: ActorDraft, first: str) -> bool:
        """Whether the first word of a name may stand for it.

        "Ahmed, a shopkeeper" is another than the minister Ahmed Shafik.
        """
        tokens = self._parses[draft.sentence].tokens
        titled = (
            draft.role is not None or tokens[max(draft.first - 1, 0)].text.rstrip(".") in TITLES
        )
        if titled or not self._index.begins(first + " "):
            return True
        after = tokens[draft.last].text if draft.last < len(tokens) else ""
        described = bool(self._parses[draft.sentence].children[draft.head])
        return not described and after != ","

    def add_nominal(self, draft: ActorDraft) -> None:
        """Put a description with its name, with what it points back to, or by itself."""
        if draft.hits:
            group = draft.hits[0]
            cluster = self._keys.get(group.actor_id)
            self._put(draft, cluster, group.actor_id)
            chosen = self._keys[group.actor_id]
            if chosen.hit is None:
                chosen.hit, chosen.hits, chosen.kind = group, (group,), group.kind
            return
        same = self._told.at(draft.sentence, draft.head)
        if same is not None and same.hit is None and names_at(same, draft):
            # An organisation that NER named and the noun table describes: one phrase, one actor.
            self._put(draft, same)
            return
        beside = self._told.at(draft.sentence, draft.same_as)
        if beside is not None and compatible(beside, draft):
            self._put(draft, beside)
            return
        told = self._told_in_item(draft)
        if holders := holders_of(told, draft):
            for cluster in holders:
                self._put(draft, cluster)
            return
        item = self._items.at(draft.sentence)
        key = f"description:{item}:{draft.country}:{draft.sectors}:{fold(draft.name)}"
        if draft.owned:  # "her country" is another when somebody else speaks of hers
            key += f":{draft.sentence}:{draft.first}"
        short = called_for_short(told, draft, self._parses[draft.sentence])
        found = self._keys.get(key) or short or holder_of(told, draft)
        if found is None and draft.definite and draft.bare:
            found = only_such(told, draft) if draft.plural else self._pointed_back_to(draft)
        if found is None and draft.definite:
            found = body_so_called(told, draft)
        self._put(draft, found or armed_group_told_of(told, draft), key)

    def _pointed_back_to(self, draft: ActorDraft) -> Cluster | None:
        """Return the latest earlier cluster that "the ministry", "the movement" may mean."""
        if draft.lemma in FORMS:
            return state_so_called(self._told_in_item(draft), draft, self._index)
        if draft.lemma == "country":
            return self._home(draft) or self._own(draft)
        here = (draft.sentence, draft.first)
        earlier = [
            (max(p), c) for c in self._told_in_item(draft) if (p := positions(c, before=here))
        ]
        latest = [c for _, c in sorted(earlier, key=lambda pair: pair[0], reverse=True)]
        if draft.lemma in STATE_BODIES:
            latest = [c for c in latest if not is_armed_group(c)]
        called = [c for c in latest if is_called(c, draft)]
        if len(called) > 1 and draft.role is not None and " " in draft.name:
            return None  # "the prime minister", of two of them
        said_so = next(iter(called), None)
        is_certain = said_so is not None and draft.lemma not in LOOSE
        if draft.lemma not in self._nouns.organisations or " " in draft.name or is_certain:
            return said_so
        meant = group_meant(latest, draft, self._parses[draft.sentence])
        return next((c for c in latest if c is meant or c is said_so), None)

    def _told_in_item(self, draft: ActorDraft) -> list[Cluster]:
        """Return the clusters that the draft's item of a round-up speaks of, all in other texts."""
        if not self._items:
            return self.clusters
        there = self._in_item[self._items.at(draft.sentence)]
        return [self.clusters[number] for number in sorted(there)]

    def _home(self, draft: ActorDraft) -> Cluster | None:
        """Return the state that "the country" means: the one named twice as often as any, or None.

        Of six links to the last one named, in our texts, all were wrong.
        """
        states = [c for c in self._told_in_item(draft) if c.kind == "state"]
        named = [(sum(d.usage != "demonym" for d in c.drafts), c) for c in states]
        first, second = [*sorted((n for n, _ in named), reverse=True), 0, 0][:2]
        is_clear = first > 0 and first >= _CLEARLY * second
        return next(c for n, c in named if n == first) if is_clear else None

    def _own(self, draft: ActorDraft) -> Cluster | None:
        """Return the country that somebody has just called his: "praised his country"."""
        before = self._told.before(draft)
        return [None, *(c for c, d in before if d.owned and d.lemma == draft.lemma)][-1]

    def unname_spots(self) -> None:
        """Take places that NER took for people to be no people, before pronouns are read."""
        for cluster in self.clusters:
            if cluster.is_person and is_unknown_spot(cluster, self._parses):
                cluster.kind = None

    def add_pronouns(self, pronouns: Sequence[ActorDraft]) -> None:
        """Put "he", "they", "it" with those whom they mean."""
        for draft in self._told.in_reading_order(pronouns):
            for cluster in self._told.meant_by(draft, self.clusters):
                self._put(draft, cluster)
