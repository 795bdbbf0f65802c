"""What is told of whom in each sentence, and whom a pronoun after it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.records import ParsedSentence
from dragoman.stages.entities.antecedents import FAR, likelihood, looked_ahead_to
from dragoman.stages.entities.barred import is_barred
from dragoman.stages.entities.pointing_back import GROUPS, acting_owner
from dragoman.stages.entities.quoted_words import QuotedWords
from dragoman.stages.items import Items
from dragoman.stages.mention import ActorDraft

if TYPE_CHECKING:
    from dragoman.stages.entities.cluster import Cluster

__all__ = ["Told"]


class Told:
    """The phrases of each sentence with their clusters, as far as these are known."""

    def __init__(self, parses: Sequence[ParsedSentence], items: Items, quoted: QuotedWords) -> None:
        self._parses = parses
        self._items = items
        self._quoted = quoted
        self._in: dict[int, list[tuple[Cluster, ActorDraft]]] = defaultdict(list)
        self._heads: dict[tuple[int, int], Cluster] = {}

    def add(self, cluster: Cluster, draft: ActorDraft) -> None:
        """Take in that `draft` tells of `cluster`."""
        self._in[draft.sentence].append((cluster, draft))
        self._heads.setdefault((draft.sentence, draft.head), cluster)

    def at(self, sentence: int, head: int | None) -> Cluster | None:
        """Return who is told of first by a phrase with that head, if anybody is."""
        return None if head is None else self._heads.get((sentence, head))

    def before(self, draft: ActorDraft) -> Iterator[tuple[Cluster, ActorDraft]]:
        """Yield what is told in the draft's sentence and some before it, of the same item."""
        item = self._items.at(draft.sentence)
        for sentence in range(draft.sentence - FAR, draft.sentence + 1):
            if sentence in self._in and self._items.at(sentence) == item:
                yield from self._in[sentence]

    def in_reading_order(self, pronouns: Sequence[ActorDraft]) -> list[ActorDraft]:
        """Return pronouns in text order, but who is quoted before those whom he speaks of."""
        return sorted(pronouns, key=lambda d: (*self._quoted.turn(d), d.sentence, d.first))

    def meant_by(self, draft: ActorDraft, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Return whom "he", "they", "it" mean: who the sentence goes on to name, or the likeliest.

        The likeliest of those told of before it; nobody where none is safe.
        """
        parse = self._parses[draft.sentence]
        ahead = looked_ahead_to(draft, self._in[draft.sentence], parse)
        if ahead:
            return ahead
        if draft.lemma == "its" and self._is_ambiguous(draft):
            own = self.at(draft.sentence, acting_owner(draft, self._parses))
            return [own] if own is not None and own.kind in (*GROUPS, "state") else []
        best = self._likeliest(draft)
        if best is None:
            return []
        return self._sharing(best, draft, clusters) if draft.plural else [best]

    def _likeliest(self, draft: ActorDraft) -> Cluster | None:
        parse = self._parses[draft.sentence]
        here = self._in[draft.sentence]
        barred = {c.number for c, _ in here if is_barred(draft, c, parse)}
        barred |= {c.number for place in self._quoted.apart(draft) if (c := self.at(*place))}
        found = [
            ((likely, other.sentence, other.first, -cluster.number), cluster)
            for cluster, other in self.before(draft)
            if cluster.number not in barred
            and not self._quoted.is_left(draft, other)
            and (likely := likelihood(draft, other, cluster, self._parses)) is not None
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _is_ambiguous(self, draft: ActorDraft) -> bool:
        """Whether "its" may mean two of the sentence: "Iran accused Israel of … its airspace"."""
        owners = {
            c.number
            for c, d in self._in[draft.sentence]
            if c.kind in (*GROUPS, "state") and d.last <= draft.first
        }
        return len(owners) > 1

    def _sharing(
        self, cluster: Cluster, draft: ActorDraft, clusters: Sequence[Cluster]
    ) -> list[Cluster]:
        """Return the cluster and those coordinated with it in its last phrase before `draft`.

        "Serbian and Croatian ministers" are two actors, and "they" both of them.
        """
        before = [
            d for d in cluster.drafts if (d.sentence, d.last) <= (draft.sentence, draft.first)
        ]
        last = max([d for d in before if d.plural] or before, key=lambda d: (d.sentence, d.first))
        place = (last.sentence, last.first, last.last)
        there = {
            c.number for c, d in self._in[last.sentence] if (d.sentence, d.first, d.last) == place
        }
        return [clusters[number] for number in sorted(there)]
