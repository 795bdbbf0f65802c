"""Which of the actors a name may mean is meant: the readings weighed by what is told around it.

Evidence is counted in the index's own measure, the weight of a reading where nothing else is
known: countries that the document names, the country and office of a title before the name, and
whether a person held an office in those years. Who is one and the same is the work of `cluster`.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.index import holds_on
from dragoman.knowledge.names import fold
from dragoman.records import ActorRole, Record

__all__ = ["Ranked", "Surroundings", "is_clear", "is_known", "is_out_of_time", "rank_readings"]

_HOME = 0.5
"""What a reading gains when its country is one that the document names."""
_SET_THERE = 0.15
"""What it gains besides where the story is set there."""
_TITLE_COUNTRY = 0.4
"""What it gains when a title gives its country, and loses when it gives another."""
_OFFICE = 0.3
"""What a person gains when the title's words are those of an office held then."""
_LOCAL = 0.3
"""What a local name weighs where its country is spoken of: at home it is as good as another."""
_OUT_OF_TIME = 0.3
"""What a person loses whose offices were all over long before, or began long after."""
_KNOWN = 0.59
"""Weight from which a person is known by name alone, whatever country the document speaks of."""
_KNOWN_ALIKE = 0.44
"""The same of a name that is only like his: "Hilary Clinton"."""
_RARE = 0.01
"""Namesakes by chance below which a full name is its bearer's wherever it stands."""
_BODIES = frozenset({"UNO", "IGO", "EUR", "NGO", "MNC"})
_LONG = timedelta(days=3652)
_SHARPNESS = 4
_MOST = {"transliterated": 0.9, "fuzzy": 0.8}
"""The highest score of a name that is only like the actor's, whatever speaks for it."""
_CLEAR = 0.1
"""Least share of the best reading's evidence by which it must lead the next of another country."""
_OF_ONE_SPELLING = frozenset({"USA", "GBR", "IRL", "CAN", "AUS", "NZL"})
"""Countries whose people's names are written in one way: one that is only alike is another's."""
_SMALL_WORDS = frozenset("of the for and to in affairs".split())


class Surroundings(Record, frozen=True, kw_only=True):
    """What the document says beside a name."""

    as_of: date | None
    countries: frozenset[str] = frozenset()
    """Countries that the document names (alpha-3)."""
    home: str | None = None
    """The country in which the story is set."""
    country: str | None = None
    """The country of a title beside the name."""
    title: str | None = None
    """The title's words: "Deputy Foreign Minister"."""
    freely: bool = False
    """It is no text, but a phrase that somebody asks after."""


class Ranked(Record, frozen=True, kw_only=True):
    """A reading with the evidence for it, and its score among the others, 0 to 1."""

    hit: ActorHit
    evidence: float
    score: float


def rank_readings(
    hits: tuple[ActorHit, ...], around: Surroundings, index: ActorIndex
) -> tuple[Ranked, ...]:
    """Return the readings that may hold on the day, likeliest first; one for each actor.

    None may be left: a little known person of another country is no reading. A reading out of use
    on the day comes only where no other is. The score is the evidence, at
    most 1, times its share in the evidence for all readings, taken to a power that lets many
    unlikely ones not outweigh a likely one; a name that two may bear alike is known by half.
    """
    hits = tuple(
        hit for hit in hits
        if not _is_namesake(hit, around, index) and not _is_alike_abroad(hit, around)
    )  # fmt: skip
    best: dict[str, tuple[float, ActorHit]] = {}
    for hit in _in_use(hits, around.as_of) or hits:
        evidence = max(0.01, _evidence(hit, around, index))
        if hit.actor_id not in best or best[hit.actor_id][0] < evidence:
            best[hit.actor_id] = (evidence, hit)
    total = sum(evidence**_SHARPNESS for evidence, _ in best.values())
    ranked = [
        Ranked(hit=hit, evidence=e, score=round(_capped(e, hit) * e**_SHARPNESS / total, 4))
        for e, hit in best.values()
    ]
    return tuple(sorted(ranked, key=lambda r: (-r.evidence, -r.hit.weight, r.hit.actor_id)))


def is_known(hit: ActorHit) -> bool:
    """Return whether the reading tells its country by itself: a person only who is well known."""
    return hit.kind != "person" or hit.weight >= _KNOWN


def _is_namesake(hit: ActorHit, around: Surroundings, index: ActorIndex) -> bool:
    """Whether a little known person, of no dated office, is of no country that is spoken of.

    "John Allen, a teacher in Leeds" is not the general of that name; a rarer name is its bearer's.
    Nor is "Robert Walcot" the Robert Walcott of an English-speaking country.
    """
    if is_known(hit):
        return False
    roles = index.roles(hit.actor_id)
    told = around.title is not None and _told_office(around.title, roles, around.as_of)
    is_alike = hit.usage == "fuzzy" and hit.weight < _KNOWN_ALIKE
    if is_alike and hit.country in _OF_ONE_SPELLING and not told:
        return True
    if hit.country in {*around.countries, *_BODIES}:
        return False
    if not around.countries:
        return False
    if hit.country == around.country or any(role.validity.since for role in roles):
        return False
    if hit.usage == "name" and index.namesakes(hit.name) < _RARE:
        return False
    return not told


def _is_alike_abroad(hit: ActorHit, around: Surroundings) -> bool:
    """Whether the name is only like his, and a title says that it is of another country."""
    told = around.country
    return hit.usage in _MOST and told is not None and hit.country not in (told, *_BODIES)


def is_out_of_time(hit: ActorHit, around: Surroundings, index: ActorIndex) -> bool:
    """Return whether a person's offices were all over long before the day, or began long after."""
    roles = index.roles(hit.actor_id)
    return around.as_of is not None and bool(roles) and _all_far(roles, around.as_of)


def _capped(evidence: float, hit: ActorHit) -> float:
    return min(evidence, _MOST.get(hit.usage, 1.0))


def is_clear(ranked: tuple[Ranked, ...]) -> bool:
    """True if the first reading leads, or shares country and sector with those it does not."""
    rivals = [r for r in ranked[1:] if ranked[0].evidence * (1 - _CLEAR) < r.evidence]
    return all(_codes(r.hit) == _codes(ranked[0].hit) for r in rivals)


def _codes(hit: ActorHit) -> tuple[str | None, tuple[str, ...]]:
    return hit.country, hit.sectors


def _in_use(hits: tuple[ActorHit, ...], as_of: date | None) -> tuple[ActorHit, ...]:
    """Return the readings of a name that are not surely out of use on `as_of`."""
    if as_of is None:
        return hits
    return tuple(
        hit for hit in hits
        if (hit.since is None or hit.since <= as_of) and (hit.until is None or as_of < hit.until)
    )  # fmt: skip


def _evidence(hit: ActorHit, around: Surroundings, index: ActorIndex) -> float:
    is_here = hit.country in around.countries
    weight = max(hit.weight, _LOCAL) if hit.is_local and is_here else hit.weight
    evidence = weight + _HOME * is_here
    evidence += _SET_THERE * (hit.country is not None and hit.country == around.home)
    if around.country is not None and hit.country is not None:
        evidence += _TITLE_COUNTRY if hit.country == around.country else -_TITLE_COUNTRY
    if hit.kind == "person":
        roles = index.roles(hit.actor_id)
        if around.title is not None:
            evidence += _OFFICE * _told_office(around.title, roles, around.as_of)
        if is_out_of_time(hit, around, index):
            evidence -= _OUT_OF_TIME
    return evidence


def _told_office(title: str, roles: tuple[ActorRole, ...], as_of: date | None) -> float:
    """Return the share of the title's words that an office held on the day has, 0 to 1."""
    words = set(fold(title).split()) - _SMALL_WORDS
    held = [r for r in roles if as_of is None or holds_on(r.validity, as_of)]
    offices = [set(fold(role.position).split()) for role in held if role.position]
    if not words or not offices:
        return 0.0
    return max(len(words & office) for office in offices) / len(words)


def _all_far(roles: tuple[ActorRole, ...], as_of: date) -> bool:
    """True if every role surely ended ten years before the day, or begins ten years after it."""
    return all(_is_far(role, as_of) for role in roles)


def _is_far(role: ActorRole, as_of: date) -> bool:
    since, until = role.validity.since, role.validity.until
    if until is not None and until.before is not None and until.before + _LONG < as_of:
        return True
    return since is not None and since.earliest is not None and as_of + _LONG < since.earliest
