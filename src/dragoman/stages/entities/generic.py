"""Bodies called by common nouns alone: "Congress", "the House of Representatives".

The index has the most famous one under such a name, but many a state has one. It is meant where
the document speaks of its state, or of none; elsewhere the name is a description like "the
parliament", whose country the text around it tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.knowledge.actor_nouns import ActorNouns
from dragoman.knowledge.names import fold
from dragoman.stages.entities.home import NOT_STATES

if TYPE_CHECKING:
    from dragoman.stages.mention import ActorDraft

__all__ = ["is_generic", "with_described_bodies"]

_UNIQUE = 0.9
"""Weight from which such a name means one body wherever it stands: "the State Department"."""


def is_generic(draft: ActorDraft, nouns: ActorNouns) -> bool:
    """Whether it is a body that the index knows by a name which the table has as a noun."""
    noun = nouns.nouns.get(fold(draft.name))
    return (
        draft.form == "name"
        and noun is not None
        and bool(draft.hits)
        and all(h.kind == "organisation" and h.weight < _UNIQUE for h in draft.hits)
    )


def with_described_bodies(
    drafts: tuple[ActorDraft, ...], told: Mapping[str, frozenset[str]], nouns: ActorNouns
) -> tuple[ActorDraft, ...]:
    """Return the drafts, those bodies described whose state the document does not speak of.

    `told` are the countries that it speaks of, with who tells them, such bodies left out.
    """
    states = told.keys() - NOT_STATES
    return tuple(
        _described(draft, nouns)
        if states and is_generic(draft, nouns) and states.isdisjoint(_countries(draft))
        else draft
        for draft in drafts
    )


def _countries(draft: ActorDraft) -> frozenset[str | None]:
    return frozenset(hit.country for hit in draft.hits)


def _described(draft: ActorDraft, nouns: ActorNouns) -> ActorDraft:
    noun = nouns.nouns[fold(draft.name)]
    return replace(
        draft,
        form="nominal",
        hits=(),
        label="",
        kind=noun.kind,
        sectors=noun.sectors,
        lemma=noun.lemma,
        definite=True,
    )
