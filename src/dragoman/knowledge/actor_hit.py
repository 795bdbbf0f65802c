"""What a look-up of an actor's name returns: one reading of the name."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from dragoman.knowledge.local_names import LOCAL
from dragoman.records.text import ActorKind

__all__ = ["ActorHit", "ActorUsage"]

ActorUsage = Literal[
    "name",
    "alias",
    "adjective",
    "demonym",
    "metonym",
    "capital",
    "abbreviation",
    "surname",
    "office",
    "transliterated",
    "fuzzy",
]
"""What kind of name it is; "office" is none, but who held it, and the last two are names that are
only like the one looked up."""


class ActorHit(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a name. `sectors` is empty for a state as such; dates are half-open."""

    actor_id: str
    name: str
    """The preferred English name."""
    kind: ActorKind
    country: str | None
    """ISO alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; None for a people of no one country."""
    sectors: tuple[str, ...]
    usage: ActorUsage
    since: date | None = None
    until: date | None = None
    """The name was in use from `since` up to, not including, `until`; None is open."""
    weight: float
    """How likely the name means this actor where nothing else is known, 0 to 1."""
    case_sensitive: bool

    @property
    def is_local(self) -> bool:
        """Whether it means this body only where its country is spoken of: "PSD", "Smer"."""
        return self.weight <= LOCAL and self.kind not in ("state", "person")
