"""What `dragoman actors resolve` reads and prints: a phrase with its setting, and its actor."""

from __future__ import annotations

from datetime import date

from dragoman.records.base import Record, Score
from dragoman.records.text import ActorKind

__all__ = ["ActorCandidate", "ResolvedActor"]


class ActorCandidate(Record, frozen=True, kw_only=True):
    """An actor of the index that the phrase may mean."""

    actor_id: str
    name: str
    kind: ActorKind
    score: Score
    method: str
    as_of: date | None


class ResolvedActor(Record, frozen=True, kw_only=True):
    """Who a phrase means, as of the day and in the country it was said to be read in.

    `actor_id` null with candidates means unsure; with none, that no actor of the index fits.
    """

    id: str
    """That of the phrase in the input, else the phrase itself."""
    phrase: str
    actor_id: str | None
    name: str | None
    """The index's name of the actor, else what the phrase names or describes; null for neither."""
    names: tuple[str, ...]
    """All names that the index has of the actor, the preferred one first."""
    kind: ActorKind | None
    country: str | None
    """ISO 3166 alpha-3, XKX, or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sector: str | None
    """The first of `sectors`."""
    sectors: tuple[str, ...]
    """PLOVER sector codes."""
    role: str | None
    """The office, as the phrase or the index gives it."""
    score: Score | None
    """How surely it was read right; null where nothing was read."""
    method: str | None
    """How: name, alias, surname, metonym … for an actor of the index, "description" for one
    described by what it is, "named" for a name that the index has not."""
    candidates: tuple[ActorCandidate, ...]
    """Actors of the index it may mean, best first."""
