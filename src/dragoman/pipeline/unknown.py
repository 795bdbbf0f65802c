"""Names that documents use of actors the index has not, gathered over a corpus for its user.

A name is the same actor wherever it folds to the same key. Descriptions ("local officials"),
towns that act, and names the index has several readings of are none of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.io.coded import CodedActor, CodedActors
from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.knowledge.overlay import local_id
from dragoman.records.resolved import ActorCandidate, UnknownActor
from dragoman.records.text import ActorKind
from dragoman.stages.entities.spellings import spelt

__all__ = ["gather_unknown"]

T = TypeVar("T", bound=str)

_SHORTEST = 2
"""Letters below which a name is a heading's number: "B."."""
_OF = frozenset({"of", "from", "for", "in"})
_AROUND = 40
"""Characters of context on either side of a mention."""
_CANDIDATES = 3


@dataclass
class _Gathered:
    """What the documents so far tell of one name."""

    context: str
    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    events: int = 0


def gather_unknown(
    documents: Iterable[CodedActors], *, index: ActorIndex, nouns: ActorNouns
) -> tuple[UnknownActor, ...]:
    """Return the unknown actors of coded documents, those of most documents and events first.

    A name that `index` has by now is not among them.
    """
    found: dict[str, _Gathered] = {}
    for coded in documents:
        for actor in coded.actors:
            if _is_unknown(actor, coded, index, nouns):
                _take(found, actor, coded)
    rows = [_row(gathered, index) for gathered in found.values()]
    return tuple(sorted(rows, key=lambda row: (-row.documents, -row.events, row.id)))


def _is_unknown(
    actor: CodedActor, coded: CodedActors, index: ActorIndex, nouns: ActorNouns
) -> bool:
    """True if the actor is named, not described, and by a name that the index has not."""
    if not actor.id.startswith("ent-") or len(fold(actor.name)) < _SHORTEST:
        return False
    if _is_description(actor, index, nouns) or index.find(actor.name):
        return False
    literal = {(p.start, p.end) for p in coded.places if p.kind == "literal"}
    return not any((span.start, span.end) in literal for span in actor.mentions)


def _is_description(actor: CodedActor, index: ActorIndex, nouns: ActorNouns) -> bool:
    """True for "Police", "local officials", "soldiers of Kyrgyzstan", "Algerian Party".

    A name begins and ends with a capital (or is of an alphabet without). Of those that do, the
    ones made of a common noun for actors alone, with or without a state, describe: but "Party of
    Regions" and "Movement for Change" are names, for no person's description is organised so.
    """
    words = actor.name.split()
    if words[0][:1].islower() or words[-1][:1].islower():
        return True
    joint = next((n for n, word in enumerate(words) if word in _OF), len(words))
    told = [fold(word) for word in words[:joint]]
    if len(told) > 1 and any(hit.kind == "state" for hit in index.find(words[0])):
        told = told[1:]
    noun = nouns.find(told) or nouns.find([*told[:-1], told[-1].removesuffix("s")])
    if noun is None or len(noun.lemma.split()) < len(told):
        return False
    owner = " ".join(words[joint + 1 :]).removeprefix("the ")
    of_state = any(hit.kind == "state" for hit in index.find(owner))
    return not owner or of_state or actor.kind in ("person", "population")


def _take(found: dict[str, _Gathered], actor: CodedActor, coded: CodedActors) -> None:
    """Add what one document tells of a name."""
    key = fold(actor.name).removeprefix("the ")
    gathered = found.setdefault(key, _Gathered(context=_context(actor, coded)))
    gathered.forms[actor.name] += len(actor.mentions)
    gathered.documents.add(coded.document.id)
    gathered.events += sum(
        any(p.actor_id == actor.id for p in report.participants) for report in coded.reports
    )
    if actor.kind is not None:
        gathered.kinds[actor.kind] += 1
    if actor.country is not None:
        gathered.countries[actor.country] += 1


def _context(actor: CodedActor, coded: CodedActors) -> str:
    if not actor.mentions:
        return ""
    span, text = actor.mentions[0], coded.document.text
    return " ".join(text[max(0, span.start - _AROUND) : span.end + _AROUND].split())


def _row(gathered: _Gathered, index: ActorIndex) -> UnknownActor:
    forms = tuple(sorted(gathered.forms, key=lambda form: (-gathered.forms[form], form)))
    return UnknownActor(
        id=local_id(forms[0]),
        name=forms[0],
        names=forms,
        kind=_most(gathered.kinds),
        country=_most(gathered.countries),
        documents=len(gathered.documents),
        events=gathered.events,
        context=gathered.context,
        candidates=tuple(_candidate(hit) for hit in spelt(forms[0], index)[:_CANDIDATES]),
    )


def _most(counts: Counter[T]) -> T | None:
    """Return what was counted most, the first in order among equals; None for no counts."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _candidate(hit: ActorHit) -> ActorCandidate:
    return ActorCandidate(
        actor_id=hit.actor_id,
        name=hit.name,
        kind=hit.kind,
        score=hit.weight,
        method=hit.usage,
        as_of=None,
    )
