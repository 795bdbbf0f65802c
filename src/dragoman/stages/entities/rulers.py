"""Who is called by a surname alone because everybody knew him then: the rulers of the day.

"Yeltsin said" needs no first name in a wire of 1996. In a text of no day it is the only ruler of
that surname, if he is well known and the index has nobody of it in another country.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actors import ActorHit, ActorIndex
from dragoman.knowledge.index import surely_holds_on
from dragoman.knowledge.names import fold
from dragoman.records import ActorRole
from dragoman.stages.entities.document_names import WELL_KNOWN
from dragoman.stages.entities.ranking import Ranked, Surroundings

__all__ = ["ruler_called"]

_RULING = frozenset(
    {
        "leader", "president", "executive president", "prime minister", "premier", "chancellor",
        "king", "supreme leader", "secretary-general of the united nations",
    }
)  # fmt: skip
"""Offices of whom the world calls by the surname, as the index has them."""

_FEW = 6
"""Names of people with the word up to which a surname tells who is meant where no day does."""


def ruler_called(
    surname: str, ranked: Sequence[Ranked], around: Surroundings, index: ActorIndex
) -> int | None:
    """Return which of the readings of a surname rules on the text's day, if one alone does."""
    if around.as_of is None and index.bearers(surname) > _FEW:
        return None
    ruling = [n for n, one in enumerate(ranked) if _rules(one.hit, around, index)]
    if len(ruling) != 1:
        return None
    meant = ranked[ruling[0]]
    abroad = [one for one in ranked if one.hit.country != meant.hit.country]
    if abroad and around.as_of is None:
        return None
    return ruling[0] if all(one.hit.weight < meant.hit.weight for one in abroad) else None


def _rules(hit: ActorHit, around: Surroundings, index: ActorIndex) -> bool:
    offices = [r for r in index.roles(hit.actor_id, around.as_of) if _is_ruling(r)]
    if around.as_of is None:
        return bool(offices) and hit.weight >= WELL_KNOWN
    return any(surely_holds_on(r.validity, around.as_of) for r in offices)


def _is_ruling(role: ActorRole) -> bool:
    return fold(role.position or "") in {fold(office) for office in _RULING}
