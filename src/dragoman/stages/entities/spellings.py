"""Names that the index has not, as other spellings of names that it has.

Running text must not be given links on likeness alone, so there the text has to name the actor's
country too; one phrase that a user asks after is read freely.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dragoman.knowledge.actor_search import find_alike, find_misspelt
from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.stages.entities.home import NOT_STATES
from dragoman.stages.entities.ranking import Surroundings
from dragoman.stages.mention import ActorDraft

__all__ = ["names_like", "spelt", "with_spellings"]

_VERY_ALIKE = 0.93
"""Least likeness of a name in running text to one of the index."""

_INITIAL = re.compile(r"[A-Z]\.?")
_WELL_NOTED = 0.5
"""Least weight of who may be called with an initial that the index has not."""
_NOTED = 0.3
"""Least weight of whom a single misspelt word may mean."""


def names_like(draft: ActorDraft, around: Surroundings, index: ActorIndex) -> tuple[ActorHit, ...]:
    """Return whom a name of several words that the index has not may mean in another spelling.

    People for people and bodies for bodies, of a country that the text names: on 348 news texts
    that left two links, both right, and without the country a dozen, all wrong.
    """
    if draft.form != "name" or draft.usage is not None or " " not in draft.name:
        return ()
    if draft.label not in ("PERSON", "ORG"):
        return ()
    if short := _without_initials(draft.name, index):
        return short
    countries = (around.country, *around.countries)
    return tuple(
        hit for hit in find_alike(draft.name, index, least=_VERY_ALIKE)
        if (hit.kind == "person") == (draft.kind == "person")
        and hit.country is not None and hit.country in countries
    )  # fmt: skip


def _without_initials(name: str, index: ActorIndex) -> tuple[ActorHit, ...]:
    """Return the people of note whom a name means but for an initial: "Gerald R. Ford"."""
    first, *between, last = name.split()
    if not between or not all(_INITIAL.fullmatch(word) for word in between):
        return ()
    hits = index.find(f"{first} {last}")
    return tuple(hit for hit in hits if hit.kind == "person" and hit.weight >= _WELL_NOTED)


def spelt(name: str, index: ActorIndex) -> tuple[ActorHit, ...]:
    """Return whom `name` may mean in another spelling or with a letter wrong; () for nobody.

    One word alone is like too many names: it is taken for those of well known actors only.
    """
    hits = index.find(name) or find_alike(name, index) or find_misspelt(name, index)
    return hits if " " in name else tuple(hit for hit in hits if hit.weight >= _NOTED)


def with_spellings(
    drafts: tuple[ActorDraft, ...], index: ActorIndex, near: str | None
) -> tuple[ActorDraft, ...]:
    """Return the drafts, with readings in other spellings for names that the index has not.

    A body called by what it is ("Constitutional Court") is no misspelt one of some state; nor is
    one that is spoken of in the country `near` a misspelt one of another.
    """
    described = {(draft.sentence, draft.head) for draft in drafts if draft.form == "nominal"}
    return tuple(
        replace(draft, hits=_of_here(spelt(draft.name, index), near))
        if draft.form == "name"
        and not draft.hits
        and draft.usage is None
        and (draft.sentence, draft.head) not in described
        else draft
        for draft in drafts
    )


def _of_here(hits: tuple[ActorHit, ...], near: str | None) -> tuple[ActorHit, ...]:
    return tuple(
        hit for hit in hits
        if near in (None, hit.country) or hit.kind == "person" or hit.country in NOT_STATES
    )  # fmt: skip
