"""Actors and pairs of them: who they are, what they did with whom, what they hold."""

from __future__ import annotations

from functools import cache
from typing import Any

from dragoman.knowledge.actors import ActorIndex
from dragoman.records import Actor, ActorRole, DateRange
from dragoman.serve.filters import Filters
from dragoman.serve.library import Library

__all__ = ["about", "actor_rows", "known_actor", "name_of", "pairs_of", "partners", "positions"]

HELD = ("statement", "cause", "goal", "importance", "relation", "judgement", "forecast",
        "recommendation")  # fmt: skip
"""Kinds of claim that are a position, and not about an event."""


@cache
def _index() -> ActorIndex:
    return ActorIndex.open()


def known_actor(actor_id: str) -> tuple[Actor, list[tuple[ActorRole, str]]] | None:
    """Return an actor of the index with its roles and how long it held each; None if unknown."""
    index = _index()
    try:
        actor = index.get(actor_id)
    except KeyError:
        return None
    return actor, [(role, _lasted(role)) for role in index.roles(actor_id)]


def _lasted(role: ActorRole) -> str:
    since, until = _year(role.validity.since), _year(role.validity.until)
    return f"{since or ''}–{until or ''}" if since or until else "always or not known"


def _year(day: DateRange | None) -> str | None:
    edge = None if day is None else (day.earliest or day.before)
    return None if edge is None else str(edge.year)


def name_of(library: Library, actor_id: str) -> str | None:
    """Return what an actor is called most often in this store; None if it is not in it."""
    rows = library.rows(
        "SELECT name FROM shown_event_actors WHERE actor_id = $id GROUP BY 1"
        " ORDER BY count(*) DESC, name LIMIT 1",
        {"id": actor_id},
    )
    return rows[0]["name"] if rows else None


def actor_rows(library: Library, words: str, *, limit: int = 200) -> list[dict[str, Any]]:
    """Return the actors that take part in most events, of those whose name has the words."""
    return library.rows(
        "SELECT a.actor_id, mode(a.name) AS name, mode(a.country) AS country,"
        " mode(a.sector) AS sector, count(DISTINCT a.event_id) AS events,"
        " count(DISTINCT a.event_id) FILTER (e.quad <= 2) AS cooperation,"
        " count(DISTINCT a.event_id) FILTER (e.quad >= 3) AS conflict"
        " FROM shown_event_actors a JOIN shown_events e ON e.id = a.event_id"
        " WHERE a.actor_id IS NOT NULL AND NOT starts_with(a.actor_id, 'ent-')"
        " AND ($words = '' OR contains(lower(a.name), $words))"
        f" GROUP BY 1 ORDER BY events DESC, a.actor_id LIMIT {limit}",
        {"words": words},
    )


def partners(library: Library, actor_id: str, *, limit: int = 15) -> list[dict[str, Any]]:
    """Return who meets the actor in most events, with how many of each kind."""
    return library.rows(
        "SELECT b.actor_id, mode(b.name) AS name, count(DISTINCT e.id) AS events,"
        " count(DISTINCT e.id) FILTER (e.quad <= 2) AS cooperation,"
        " count(DISTINCT e.id) FILTER (e.quad >= 3) AS conflict"
        " FROM shown_event_actors a JOIN shown_event_actors b ON b.event_id = a.event_id"
        " JOIN shown_events e ON e.id = a.event_id"
        " WHERE a.actor_id = $id AND b.actor_id <> $id AND NOT starts_with(b.actor_id, 'ent-')"
        f" GROUP BY 1 ORDER BY events DESC, b.actor_id LIMIT {limit}",
        {"id": actor_id},
    )


_CLAIM = """
    c.id, c.document_id, c.kind, c.content, c.polarity, c.certainty, c.status, d.title,
    coalesce(d.publisher, d.source_id) AS source, d.published_on, d.url,
    (SELECT list({'name': s.name, 'actor_id': s.actor_id, 'verb': s.verb,
                  'anonymity': s.anonymity} ORDER BY s.n)
     FROM shown_claim_steps s WHERE s.claim_id = c.id) AS chain
"""


def positions(library: Library, actor_id: str, *, limit: int = 40) -> list[dict[str, Any]]:
    """Return what the actor is quoted as holding, the latest first."""
    rows = library.rows(
        f"SELECT {_CLAIM} FROM shown_claims c JOIN documents d ON d.id = c.document_id"
        " WHERE c.kind IN (SELECT unnest($kinds)) AND c.id IN"
        " (SELECT claim_id FROM shown_claim_steps WHERE actor_id = $id)"
        f" ORDER BY d.published_on DESC NULLS LAST, c.id LIMIT {limit}",
        {"kinds": list(HELD), "id": actor_id},
    )
    return [{**row, "chain": row["chain"] or []} for row in rows]


def about(
    library: Library, actor_id: str, kinds: tuple[str, ...], *, limit: int = 40
) -> list[dict[str, Any]]:
    """Return the claims of some kinds whose goal, view or doing is the actor's."""
    rows = library.rows(
        f"SELECT {_CLAIM} FROM shown_claims c JOIN documents d ON d.id = c.document_id"
        " WHERE c.kind IN (SELECT unnest($kinds)) AND list_contains(c.of_ids, $id)"
        f" ORDER BY d.published_on DESC NULLS LAST, c.id LIMIT {limit}",
        {"kinds": list(kinds), "id": actor_id},
    )
    return [{**row, "chain": row["chain"] or []} for row in rows]


def pairs_of(library: Library, filters: Filters, *, limit: int = 120) -> list[dict[str, Any]]:
    """Return the pairs of known actors that meet in most events, with how many of each kind."""
    where, bound = filters.conditions()
    return library.rows(
        "SELECT a.actor_id AS first, b.actor_id AS second, mode(a.name) AS first_name,"
        " mode(b.name) AS second_name, count(DISTINCT e.id) AS events,"
        " count(DISTINCT e.id) FILTER (e.quad <= 2) AS cooperation,"
        " count(DISTINCT e.id) FILTER (e.quad >= 3) AS conflict"
        " FROM shown_events e JOIN shown_event_actors a ON a.event_id = e.id"
        " JOIN shown_event_actors b ON b.event_id = e.id AND a.actor_id < b.actor_id"
        f" WHERE {where} AND NOT starts_with(a.actor_id, 'ent-')"
        " AND NOT starts_with(b.actor_id, 'ent-')"
        f" GROUP BY 1, 2 ORDER BY events DESC, first, second LIMIT {limit}",
        bound,
    )
