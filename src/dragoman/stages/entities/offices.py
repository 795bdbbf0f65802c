"""Offices that say who is meant: "the Iranian foreign minister" as of the document's date.

Only offices that one person holds at a time, told with their country and nothing else, and only
where the index knows one holder on the day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.names import fold
from dragoman.records import ActorRole, ParsedSentence
from dragoman.stages.mention import ActorDraft

__all__ = ["office_words", "with_office_holders", "with_sheriffs_deputies"]

_SMALL_WORDS = frozenset("of the for and affairs national republic federal external".split())
# Words of one meaning in the names of offices.
_SAME = {
    "defense": "defence", "internal": "interior", "home": "interior", "exterior": "foreign",
    "premier": "prime minister", "monarch": "king", "financial": "finance",
}  # fmt: skip
_UNIQUE = frozenset(
    "minister president king queen chancellor emir sultan pope premier monarch".split()
)


def with_office_holders(
    drafts: tuple[ActorDraft, ...], index: ActorIndex, as_of: date | None
) -> tuple[ActorDraft, ...]:
    """Return the drafts, descriptions of an office with the reading of who held it on `as_of`."""
    if as_of is None:
        return drafts
    return tuple(_read(draft, index, as_of) for draft in drafts)


def with_sheriffs_deputies(
    drafts: tuple[ActorDraft, ...], parses: tuple[ParsedSentence, ...]
) -> tuple[ActorDraft, ...]:
    """Return the drafts, deputies as police where the document speaks of a sheriff.

    Elsewhere they are members of a parliament, or somebody's.
    """
    if all(token.lemma.lower() != "sheriff" for parse in parses for token in parse.tokens):
        return drafts
    return tuple(
        replace(draft, sectors=("COP",)) if _is_deputy(draft) else draft for draft in drafts
    )


def _is_deputy(draft: ActorDraft) -> bool:
    """Whether a description or title says "deputy" and no more of what he does."""
    called = draft.role if draft.form == "name" else draft.lemma
    return (called or "").lower() in ("deputy", "deputies") and set(draft.sectors) <= {"LEG"}


def _read(draft: ActorDraft, index: ActorIndex, as_of: date) -> ActorDraft:
    is_office = draft.form == "nominal" and draft.role is not None and draft.kind == "person"
    if not is_office or draft.hits or draft.same_as is not None or draft.country is None:
        return draft
    if not draft.definite or draft.lemma not in _UNIQUE or draft.sectors == ("ELI",):
        return draft
    holders = _holders(draft.role or "", draft.country, index, as_of)
    return replace(draft, hits=holders) if len(holders) == 1 else draft


def _holders(office: str, country: str, index: ActorIndex, as_of: date) -> tuple[ActorHit, ...]:
    wanted = office_words(office)
    return tuple(
        hit
        for hit in index.office_holders(country)
        if any(
            role.country == country
            and role.position is not None
            and office_words(role.position) == wanted
            and _surely_holds(role, as_of)
            for role in index.roles(hit.actor_id)
        )
    )


def _surely_holds(role: ActorRole, day: date) -> bool:
    """Whether it had begun by the day, and its end is after it, or it was last seen no sooner."""
    since, until = role.validity.since, role.validity.until
    if since is None or since.earliest is None or day < since.earliest:
        return False
    if until is None:
        return True
    return (
        day < until.before if until.before else until.earliest is not None and day <= until.earliest
    )


@lru_cache(maxsize=16384)
def office_words(office: str) -> frozenset[str]:
    """Return the words of an office that tell it from others: {foreign, minister}."""
    same = (_SAME.get(word, word) for word in fold(office).split())
    return frozenset(" ".join(same).split()) - _SMALL_WORDS
