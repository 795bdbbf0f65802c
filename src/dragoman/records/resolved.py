"""What the commands of `dragoman actors` print: resolved phrases, actors found, shown, unknown."""

from __future__ import annotations

from datetime import date

from dragoman.records.base import Record, Score
from dragoman.records.output import OutputProblem
from dragoman.records.text import ActorKind
from dragoman.records.world import Actor, ActorRole

__all__ = [
    "ActorCandidate",
    "ActorCard",
    "FoundActor",
    "ResolvedActor",
    "UnknownActor",
    "UnresolvedPhrase",
]


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


class UnresolvedPhrase(Record, frozen=True, kw_only=True):
    """What is printed of a line of a phrase file that cannot be read."""

    id: str
    """That of the line, else where it stands."""
    problems: tuple[OutputProblem, ...]


class FoundActor(Record, frozen=True, kw_only=True):
    """An actor that a search found."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    method: str
    """What kind of name it was found by; transliterated and fuzzy for one that is only alike."""
    score: Score


class ActorCard(Record, frozen=True, kw_only=True):
    """All that the index and the overlay have of an actor."""

    actor: Actor
    country: str | None
    """By the latest role, where it has roles."""
    sectors: tuple[str, ...]
    roles: tuple[ActorRole, ...]
    """Latest first."""


class UnknownActor(Record, frozen=True, kw_only=True):
    """A name that documents use of an actor that the index has not."""

    id: str
    """The same for the same name everywhere; `dragoman actors add NAME` makes an actor of it."""
    name: str
    """The form used most."""
    names: tuple[str, ...]
    """All forms, the most used first."""
    kind: ActorKind | None
    """What most documents take it for; null where none says."""
    country: str | None
    documents: int
    """In how many documents it is named."""
    events: int
    """In how many event reports it takes part."""
    context: str
    """Its first mention with the words around it."""
    candidates: tuple[ActorCandidate, ...]
    """Actors of the index with names like it, best first."""
